//! Half-width commas between Chinese characters: one finding a list, since whole files are typed that way.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::wording::{around, is_chinese, outside_titles};
use crate::words::{plural, say};

pub(super) static RULE: Rule =
    Rule::new("half-width-comma", Family::Names, Severity::Advice, Allow::May, include_str!("half_width_comma.md"));

const FIELDS: [Field; 6] = [Field::Group, Field::Name, Field::Content, Field::Basis, Field::TimeLimit, Field::Subject];

/// Characters shown on either side.
const AROUND_CHARS: usize = 6;

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let mut first: Option<(&Item, Field, usize)> = None;
    let mut cells = 0;
    for item in &context.list.items {
        for field in FIELDS {
            let Some(at) = comma(item.text(field)) else { continue };
            first.get_or_insert((item, field, at));
            cells += 1;
        }
    }
    let Some((item, field, at)) = first else { return };
    let context = context.item(item);
    let (heading, shown) = (context.heading(field), around(item.text(field), at, at + 1, AROUND_CHARS));
    let message = say!(
        "汉字之间用了半角逗号“,”：“{heading}”里的“{shown}”等，本表共{cells}处单元格",
        "half-width commas between Chinese characters: “{shown}” under “{heading}” and others, {cells} cell{s} in all",
        s = plural(cells),
    );
    let help = say!("请把“,”改为“，”；可以用“查找和替换”一次改完", "make them “，”; find and replace does all at once");
    diagnostics.push(context.fault(&RULE, field, message).with_help(help));
}

/// Where the first comma between Chinese characters stands, outside 《》.
fn comma(text: &str) -> Option<usize> {
    if !text.contains(',') {
        return None;
    }
    let outside = outside_titles(text);
    let is_between = |at: usize| {
        let before = outside[..at].chars().next_back();
        let behind = outside[at + 1..].trim_start().chars().next();
        before.is_some_and(is_chinese) && behind.is_some_and(is_chinese)
    };
    outside.match_indices(',').map(|(at, _)| at).find(|&at| is_between(at))
}
