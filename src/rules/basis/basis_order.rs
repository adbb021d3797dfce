//! Laws cited behind regulations and documents of lower rank. Said once a list, as advice; 《政府信息公开条例》 may stand anywhere.

use crate::diagnostic::Diagnostics;
use crate::knowledge::{Rank, STATE, laws};
use crate::model::{Citation, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::cited::is_frame;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("basis-order", Family::Basis, Severity::Advice, Allow::May, include_str!("basis_order.md"));

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let mut first: Option<(&Item, &str, &Citation)> = None;
    let mut count = 0;
    for item in context.list.items.iter().filter(|item| item.basis.value.len() > 1) {
        let Some((lower, higher)) = out_of_order(&item.basis.value) else { continue };
        count += 1;
        first.get_or_insert((item, lower, higher));
    }
    let Some((item, lower, law)) = first else { return };
    let higher = &law.title;
    let (zh, en) =
        if count == 1 { Default::default() } else { (format!("，这份清单里共{count}处"), format!(", {count} times in this list")) };
    let message = say!(
        "法律《{higher}》写在效力较低的《{lower}》后面{zh}",
        "the law 《{higher}》 stands behind 《{lower}》, which is of lower rank{en}"
    );
    let help = say!(
        "按效力从高到低写：法律、行政法规、地方性法规、规章、规范性文件",
        "from the highest rank to the lowest: laws, regulations, local regulations, rules, documents"
    );
    diagnostics.push(context.item(item).fault_of(&RULE, law, message).with_help(help));
}

/// A document, and a law behind it.
fn out_of_order(bases: &[Citation]) -> Option<(&str, &Citation)> {
    let mut lower: Option<&str> = None;
    for citation in bases {
        let title = citation.title.as_str();
        match (is_law(title), lower) {
            (true, Some(lower)) => return Some((lower, citation)),
            (true, None) => {}
            (false, _) if is_frame(title) => {}
            (false, _) => lower = lower.or_else(|| is_lower(citation).then_some(title)),
        }
    }
    None
}

/// Whether a title is that of a law, as far as can be told for sure.
fn is_law(title: &str) -> bool {
    title.ends_with('法')
        && !title.ends_with("办法")
        && (title.starts_with(STATE) || laws().law(title).is_some_and(|law| law.rank == Rank::Law))
}

/// Whether a citation is surely of lower rank than a law.
fn is_lower(citation: &Citation) -> bool {
    let title = citation.title.as_str();
    let by_number = citation.number.as_deref().is_some_and(|number| number.contains('〔'));
    by_number
        || ["条例", "办法", "细则", "通知", "意见", "方案", "指引"].iter().any(|ending| title.ends_with(ending))
            && laws().law(title).is_none_or(|law| law.rank != Rank::Law)
}
