//! Laws and regulations cited by a short title: 《政府信息公开条例》. Said once a list, with how many there are.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::knowledge::{STATE, laws};
use crate::model::{Citation, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::cited::citations;
use crate::words::{plural, say};

pub(super) static RULE: Rule = Rule::new("short-title", Family::Basis, Severity::Warning, Allow::May, include_str!("short_title.md"));

/// Titles named in the message; the rest are counted.
const SHOWN: usize = 3;

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let mut short: BTreeMap<&str, (usize, &'static str)> = BTreeMap::new();
    let (mut first, mut count): (Option<(&Item, &Citation)>, usize) = (None, 0);
    for (item, citation) in citations(context.list) {
        let title = citation.title.as_str();
        if title.starts_with(STATE) || !title.ends_with(['法', '例', '定']) || !citation.text.contains('》') {
            continue;
        }
        if !short.contains_key(title) {
            let Some(full) = full_title(title) else { continue };
            short.insert(title, (short.len(), full));
        }
        first.get_or_insert((item, citation));
        count += 1;
    }
    let Some((item, citation)) = first else { return };
    let mut in_order: Vec<(usize, &str, &str)> = short.iter().map(|(title, (order, full))| (*order, *title, *full)).collect();
    in_order.sort_unstable();
    let named: Vec<String> = in_order.iter().take(SHOWN).map(|(_, title, _)| format!("《{title}》")).collect();
    let (kinds, (_, title, full)) = (in_order.len(), in_order[0]);
    let (zh, en) = (named.join("、"), named.join(", "));
    let (more_zh, more_en) =
        if kinds > SHOWN { (format!("等{kinds}种"), format!(" and {} more", kinds - SHOWN)) } else { Default::default() };
    let message = say!(
        "清单里的法律、法规写了简称：{zh}{more_zh}，共{count}处",
        "laws and regulations are cited by short titles: {en}{more_en}, {count} time{s} in all",
        s = plural(count),
    );
    let help = say!("写全称，如“《{title}》”改为“《{full}》”", "write full titles: 《{full}》 for 《{title}》");
    diagnostics.push(context.item(item).fault_of(&RULE, citation, message).with_help(help));
}

/// The full title of a short one: with 中华人民共和国 before it, as the tables have it.
fn full_title(title: &str) -> Option<&'static str> {
    // 信息公开条例 is how many tables name it; it is no title of its own.
    let title = if matches!(title, "信息公开条例" | "信息公开规定") { "政府信息公开条例" } else { title };
    let known = laws().known(title)?;
    let law = known.law(laws()).map(|law| law.title.as_str());
    let ended = || known.ended(laws()).find_map(|ended| ended.title.as_deref());
    let full = law.or_else(ended)?;
    (full.strip_prefix(STATE) == Some(title)).then_some(full)
}
