//! Characters that a change of encoding or a bad copy left behind: 政?公开, �, a lone ￥.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::{around, is_chinese};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("garbled-text", Family::Elements, Severity::Warning, Allow::May, include_str!("garbled_text.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Group, Field::Name, Field::Subname, Field::Content, Field::Basis, Field::TimeLimit, Field::Subject, Field::Audience],
    words: &["?", "\u{FFFD}", "￥", "¥", "锟斤拷"],
};

/// Words of a real question, and of an address.
const ASKING: [&str; 15] = ["什么", "怎么", "怎样", "如何", "哪", "吗", "呢", "是否", "几", "多少", "谁", "何", "能不能", "http", "www"];

/// Characters shown on either side.
const AROUND_CHARS: usize = 6;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for &field in WATCH.fields {
        let text = context.item.text(field);
        let Some((start, end)) = garbled(text) else { continue };
        let (heading, shown) = (context.heading(field), around(text, start, end, AROUND_CHARS));
        let message = say!("“{heading}”里有乱码：“{shown}”", "“{heading}” holds characters that were damaged: “{shown}”");
        let help = say!(
            "请对照原来的文件改正；从网页、PDF 复制的，换一种办法复制",
            "put it right from the original; if it was copied from a page or PDF, copy it another way"
        );
        diagnostics.push(context.fault(&RULE, field, message).with_help(help));
    }
}

/// Bytes of the first damaged stretch.
fn garbled(text: &str) -> Option<(usize, usize)> {
    if let Some(at) = text.find('\u{FFFD}') {
        return Some((at, at + '\u{FFFD}'.len_utf8()));
    }
    if let Some(at) = text.find("锟斤拷") {
        return Some((at, at + "锟斤拷".len()));
    }
    let is_lone = |at: usize, mark: &str| {
        let behind = text[at + mark.len()..].trim_start();
        !behind.starts_with(|c: char| c.is_numeric() || matches!(c, '（' | '(' | '_' | '）' | ')' | '/'))
    };
    let money = text.match_indices(['￥', '¥']).find(|(at, mark)| is_lone(*at, mark)).map(|(at, mark)| (at, at + mark.len()));
    if money.is_some() {
        return money;
    }
    if ASKING.iter().any(|word| text.contains(word)) {
        return None;
    }
    let is_between = |at: usize| {
        let before = text[..at].chars().rev().find(|c| *c != '?');
        let behind = text[at..].chars().find(|c| *c != '?');
        before.is_some_and(is_chinese) && behind.is_some_and(is_chinese)
    };
    text.match_indices('?').find(|(at, _)| is_between(*at)).map(|(at, _)| (at, at + 1))
}
