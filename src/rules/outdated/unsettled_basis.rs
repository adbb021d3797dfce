//! Bases of which something is not settled (`look_up` in `catalogs/outdated.yaml`): at most an advice to look, once a list and title.

use crate::diagnostic::Diagnostics;
use crate::knowledge::LookUp;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::cited::Cited;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("unsettled-basis", Family::Outdated, Severity::Advice, Allow::May, include_str!("unsettled_basis.md"));

/// Where an unsettled instrument is cited.
struct Found<'a> {
    look_up: &'static LookUp,
    first: &'a Item,
    title: &'a str,
    count: usize,
}

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let as_of = context.circumstances.as_of;
    let mut found: Vec<Found<'_>> = Vec::new();
    // A basis is mostly that of the row above.
    let (mut above, mut there): (&str, Vec<usize>) = ("", Vec::new());
    for item in &context.list.items {
        if item.basis.text != above {
            above = &item.basis.text;
            let cited = item.basis.value.iter().map(Cited::of).filter(|cited| cited.ended(as_of).is_none());
            let unsettled = cited.filter_map(|cited| Some((cited.look_up(as_of)?, cited.citation.title.as_str())));
            there = unsettled.map(|(look_up, title)| position(&mut found, look_up, title, item)).collect();
        }
        there.iter().for_each(|&at| found[at].count += 1);
    }
    for Found { look_up, first, title, count } in found {
        let (zh, en) = (&look_up.zh, &look_up.en);
        let (more_zh, more_en) = if count == 1 {
            Default::default()
        } else {
            (format!("（这份清单里共{count}处）"), format!(" ({count} times in this list)"))
        };
        let message = say!("《{title}》{more_zh}请核对：{zh}", "look 《{title}》{more_en} up: {en}");
        let help = say!("核对它现在是否有效；已经废止的，换成现行的依据", "find out whether it is in force; if not, cite what is");
        diagnostics.push(context.item(first).fault(&RULE, Field::Basis, message).with_help(help));
    }
}

/// Where an instrument stands among those found so far, as a new one if need be.
fn position<'a>(found: &mut Vec<Found<'a>>, look_up: &'static LookUp, title: &'a str, first: &'a Item) -> usize {
    found.iter().position(|known| std::ptr::eq(known.look_up, look_up)).unwrap_or_else(|| {
        found.push(Found { look_up, first, title, count: 0 });
        found.len() - 1
    })
}
