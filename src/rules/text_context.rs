//! One text of a file as a check of texts sees it, before anything was made of it: a cell, a comment, a property, a line of YAML.
//! Judges nothing, and looks around the text only when a check asks.

use crate::diagnostic::Diagnostic;
use crate::model::personal;
use crate::place::Place;
use crate::rule::Rule;
use crate::words::{Words, say};

/// One text of a file.
#[derive(Clone, Copy)]
pub struct TextContext<'a> {
    /// The text.
    pub text: &'a str,
    /// What it stands in.
    pub kind: TextKind<'a>,
    /// What stands around it.
    pub around: &'a dyn Around,
}

/// What a text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind<'a> {
    /// A cell, or a value of a YAML file.
    Value,
    /// A comment on a cell.
    Comment,
    /// The address behind a cell.
    Link,
    /// The name of a sheet.
    SheetName,
    /// The name of the file.
    FileName,
    /// A line of a YAML file outside its values: a remark behind `#`, or a stretch that could not be read.
    OutsideValues,
    /// A text over the cells: a shape.
    Shape,
    /// What a file says of itself: its author, its title.
    Property(&'a str),
    /// What a file keeps of changes to it.
    Change,
}

/// What stands around a text. Nothing is looked up before it is asked for.
pub trait Around {
    /// Where the text stands.
    fn place(&self) -> Place;
    /// What stands over the text or before it, of the texts that `is_heading` takes for headings.
    fn heading(&self, is_heading: fn(&str) -> bool) -> Option<String>;
    /// Whether it stands where people do not see it: in a hidden sheet, row or column.
    fn is_hidden(&self) -> bool;
}

impl TextContext<'_> {
    /// A finding at the text. What a report shows of it has every personal number covered.
    #[must_use]
    pub fn fault(&self, rule: &'static Rule, message: Words) -> Diagnostic {
        let value = personal::covered(self.text).unwrap_or_else(|| self.text.to_owned());
        Diagnostic::new(rule, self.around.place(), message).with_value(value)
    }

    /// Where the text stands, to begin a message with; how to get at it, when that is not plain to see.
    #[must_use]
    pub fn whereabouts(&self) -> Words {
        let words = match self.kind {
            TextKind::Value => say!("这里", "here"),
            TextKind::Comment => say!("单元格的批注里", "in the comment on this cell"),
            TextKind::Link => say!("单元格的超链接里", "in the link behind this cell"),
            TextKind::SheetName => say!("工作表的名称里", "in the name of this sheet"),
            TextKind::FileName => say!("文件名里", "in the name of this file"),
            TextKind::OutsideValues if self.text.trim_start().starts_with('#') => say!("注释里", "in a remark of this file"),
            TextKind::OutsideValues => say!("这一行里", "in this line"),
            TextKind::Shape => say!("工作表的文本框里", "in a shape on this sheet"),
            TextKind::Property(name) => say!("文件属性“{name}”里", "in the property {name} of the file"),
            TextKind::Change => say!("文件的修订记录里", "in the changes the file keeps"),
        };
        if self.around.is_hidden() { say!("{zh}（隐藏的）", "{en} (hidden)", zh = words.zh, en = words.en) } else { words }
    }
}
