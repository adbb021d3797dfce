//! Texts that end in the middle: with 、 or 和, or with a mark that only opens. 公开依据 with an open 《 and limits that break off are
//! said elsewhere.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("cut-text", Family::Elements, Severity::Warning, Allow::May, include_str!("cut_text.md"));

const FIELDS: [Field; 6] = [Field::Group, Field::Name, Field::Subname, Field::Content, Field::Basis, Field::Subject];

/// Words that end in a character which otherwise joins two.
const WHOLE: [&str; 21] = [
    "总和", "饱和", "缓和", "共和", "调和", "中和", "温和", "平和", "祥和", "谐和", "普及", "涉及", "危及", "波及", "触及", "顾及", "提及",
    "参与", "赋与", "授与", "给与",
];

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for field in FIELDS {
        let text = context.item.text(field).trim_end();
        let Some(last) = text.chars().next_back() else { continue };
        if !is_open_end(text, last) || (field == Field::Basis && !matches!(last, '、' | '和' | '及' | '与')) {
            continue;
        }
        let heading = context.heading(field);
        let message =
            say!("“{heading}”以“{last}”结尾，后面的文字像是丢了", "“{heading}” ends with “{last}”: what followed seems to be lost");
        let help = say!("请补全；后面没有内容的，删去“{last}”", "complete it, or drop “{last}”");
        diagnostics.push(context.fault(&RULE, field, message).with_help(help));
    }
}

fn is_open_end(text: &str, last: char) -> bool {
    match last {
        '、' | '（' | '(' | '“' | '《' | '〔' => text.chars().count() > 1,
        '和' | '及' | '与' | '或' => text.chars().count() > 2 && !WHOLE.iter().any(|word| text.ends_with(word)),
        '公' => text.ends_with("予以公"),
        _ => false,
    }
}
