//! An item marked 不予公开 in a remark, its name or its content, without the ground that must stand behind it (《政府信息公开条例》第十四条 to 第十六条, or a law).
//! A method cell that says so is missing-method: the catalog has no such method.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("withheld-without-ground", Family::Way, Severity::Warning, Allow::May, include_str!("withheld_without_ground.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let remark = item.extra.iter().find(|extra| is_mark(&extra.text.value));
    let name = &item.name.value;
    let in_name = ["（不予公开）", "（不公开）", "(不予公开)", "(不公开)"].iter().any(|mark| name.ends_with(mark));
    let in_content = is_mark(&item.content.text);
    if (remark.is_none() && !in_name && !in_content) || has_ground(item) {
        return;
    }
    let message = say!("“{name}”标注了不予公开，没有写明依据", "“{name}” is marked 不予公开 without a ground", name = item.display_name());
    let help = say!(
        "在公开依据中写明条款，如“《中华人民共和国政府信息公开条例》第十五条”（商业秘密、个人隐私），第十四条（国家秘密等）、第十六条（内部事务等）；没有依据的，应当公开",
        "cite the article under 公开依据, such as 《中华人民共和国政府信息公开条例》第十五条; without a ground it must be disclosed"
    );
    let (field, place) = match remark {
        Some(extra) => (Field::Extra, &extra.text.place),
        None if in_content => (Field::Content, &item.content.place),
        None => (Field::Name, &item.name.place),
    };
    let mut fault = context.fault_at(&RULE, field, place, message).with_help(help);
    if let Some(extra) = remark {
        fault.heading = Some(extra.heading.clone());
        fault.value = Some(extra.text.value.clone());
    }
    diagnostics.push(fault);
}

/// Whether a remark says that and nothing else.
fn is_mark(text: &str) -> bool {
    let text = text.trim().trim_end_matches('。');
    matches!(text, "不予公开" | "不公开" | "不宜公开" | "否（不予公开）")
}

/// Whether an article is cited: of the 条例 one of those on what is withheld, of another law any.
fn has_ground(item: &Item) -> bool {
    let cited = item.basis.value.iter().any(|citation| {
        let Some(articles) = &citation.articles else { return false };
        let grounds = ["第十四条", "第十五条", "第十六条"].iter().any(|article| articles.contains(article));
        grounds || !citation.title.contains("信息公开条例")
    });
    let remarked = |text: &str| text.contains("条") && (text.contains("《") || text.contains("条例") || text.contains('法'));
    cited || item.extra.iter().any(|extra| remarked(&extra.text.value))
}
