//! 公开依据 and 公开内容 that name nothing: 相关政策文件, 等有关规定. A vague word beside named documents weighs less than one alone.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::outside_titles;
use crate::rules::{ItemContext, Watch, limits};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("vague-wording", Family::Elements, Severity::Warning, Allow::May, include_str!("vague_wording.md"));

pub(super) static WATCH: Watch = Watch { fields: &[Field::Basis, Field::Content], words: WATCHED };

/// The longer come first.
const VAGUE: &[&str] = &[
    "各地相关政策法规文件",
    "各地配套政策法规文件",
    "相关政策法规文件",
    "相关政策法规",
    "有关政策法规",
    "相关政策文件",
    "有关政策文件",
    "相关法律法规",
    "有关法律法规",
    "法律法规和文件规定",
    "等相关文件",
    "等有关文件",
    "相关文件",
    "有关文件",
    "相关规定",
    "有关规定",
    "相关信息",
    "有关信息",
    "相关内容",
    "有关内容",
];

/// What the rule waits for.
const WATCHED: &[&str] = &[
    "相关政策",
    "有关政策",
    "相关法",
    "有关法",
    "配套政策",
    "文件规定",
    "相关文件",
    "有关文件",
    "相关规定",
    "有关规定",
    "相关信息",
    "有关信息",
    "相关内容",
    "有关内容",
    "等信息",
    "等内容",
];

/// Whether a content is one word and “and the like”: 服务指南等信息. What a guide lacks is thin-guide's.
fn is_and_the_like(item: &Item) -> bool {
    let text = item.content.text.trim().trim_end_matches('。');
    let before = ["等信息", "等相关信息", "等有关信息", "等内容", "等相关内容"].iter().find_map(|end| text.strip_suffix(end));
    let is_one = |before: &str| (2..=8).contains(&before.chars().count()) && before.chars().all(char::is_alphanumeric);
    let joined = |before: &str| before.contains(['和', '及', '与']);
    let of_guide = || limits::levels(item).iter().any(|level| level.contains("指南"));
    before.is_some_and(|before| is_one(before) && !joined(before)) && !of_guide()
}

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    basis(context, diagnostics);
    content(context, diagnostics);
}

/// A basis that names documents and a vague word besides is advice. One that names none at all was not understood: that is said already.
fn basis(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let basis = &context.item.basis;
    let outside = outside_titles(&basis.text);
    let Some(vague) = VAGUE.iter().find(|word| outside.contains(**word)) else { return };
    let names_one = basis.value.iter().any(|citation| citation.number.is_some() || citation.text.contains('《'));
    if !names_one {
        return;
    }
    let heading = context.heading(Field::Basis);
    let message = say!("“{heading}”里的“{vague}”没有说明是哪些文件", "“{vague}” under “{heading}” does not say which documents");
    let help = say!("请写出文件的全称和文号，或者删去“{vague}”", "name them with their numbers, or drop “{vague}”");
    diagnostics.push(context.fault(&RULE, Field::Basis, message).with_help(help).with_severity(Severity::Advice));
}

/// A content that is nothing but a vague word.
fn content(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let content = &context.item.content;
    let is_vague = |text: &str| {
        let bare = text.trim_end_matches(|c: char| matches!(c, '等' | '。' | '；' | ';') || c.is_whitespace());
        let bare = bare.strip_prefix("其他").unwrap_or(bare).trim_start_matches(['的', '等', '：']);
        VAGUE.contains(&bare)
    };
    let and_the_like = is_and_the_like(context.item);
    let Some(vague) = content.value.iter().find(|element| and_the_like || is_vague(&element.text)) else { return };
    let (heading, vague) = (context.heading(Field::Content), &vague.text);
    let message = say!("“{heading}”里的“{vague}”没有说明公开什么", "“{vague}” under “{heading}” does not say what is disclosed");
    let help = say!("请逐项写明，如“申请条件；申请材料；办理流程”", "list what is disclosed, such as 申请条件；申请材料；办理流程");
    let fault = context.fault(&RULE, Field::Content, message).with_help(help);
    // The table of 公共文化服务 prints 服务指南等信息: worth less than a warning.
    let alone = content.value.len() == 1 && !and_the_like;
    diagnostics.push(if alone { fault } else { fault.with_severity(Severity::Advice) });
}
