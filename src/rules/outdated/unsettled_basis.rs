//! Bases of which something is not settled (`look_up` in `catalogs/outdated.yaml`): at most an advice to look, once a list and title.

use crate::diagnostic::Diagnostics;
use crate::knowledge::LookUp;
use crate::model::{Citation, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("unsettled-basis", Family::Outdated, Severity::Advice, Allow::May, include_str!("unsettled_basis.md"));

/// Where an unsettled instrument is cited.
#[derive(Clone, Copy)]
struct Found<'a> {
    look_up: &'static LookUp,
    first: &'a Item,
    citation: &'a Citation,
    count: usize,
}

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let as_of = context.circumstances.as_of;
    let mut found: Vec<Found<'_>> = Vec::new();
    // A basis is mostly that of the row above.
    let (mut above, mut there): (&str, Vec<usize>) = ("", Vec::new());
    for (item, cited) in context.list.items.iter().zip(context.bases.by_item()) {
        if item.basis.text != above {
            above = &item.basis.text;
            let unsettled = cited.iter().filter_map(|cited| Some((cited.look_up(as_of)?, cited)));
            let unsettled = unsettled.filter(|(_, cited)| cited.ended(as_of).is_none());
            there = unsettled.map(|(look_up, cited)| position(&mut found, look_up, cited.citation, item)).collect();
        }
        there.iter().for_each(|&at| found[at].count += 1);
    }
    // What stands in one cell and is unsettled for one reason is said at once.
    let place = |found: &Found<'_>| found.first.basis.piece_of(found.citation).place.clone();
    let alike = |one: &Found<'_>, next: &Found<'_>| one.look_up.zh == next.look_up.zh && place(one) == place(next);
    for cell in found.chunk_by(alike) {
        report(context, cell, diagnostics);
    }
}

fn report(context: &ListContext<'_>, cell: &[Found<'_>], diagnostics: &mut Diagnostics) {
    let Found { look_up, first, citation, .. } = cell[0];
    let (zh, en) = (&look_up.zh, &look_up.en);
    let titles: Vec<String> = cell.iter().map(|found| format!("《{}》", found.citation.title)).collect();
    let (titles_zh, titles_en) = (titles.join("、"), titles.join(", "));
    let count: usize = cell.iter().map(|found| found.count).sum();
    let (more_zh, more_en) = if count == cell.len() {
        Default::default()
    } else {
        (format!("（这份清单里共{count}处）"), format!(" ({count} times in this list)"))
    };
    let message = say!("{titles_zh}{more_zh}请核对：{zh}", "look {titles_en}{more_en} up: {en}");
    let help = say!("核对它现在是否有效；已经废止的，换成现行的依据", "find out whether it is in force; if not, cite what is");
    diagnostics.push(context.item(first).fault_of(&RULE, citation, message).with_help(help));
}

/// Where an instrument stands among those found so far, as a new one if need be.
fn position<'a>(found: &mut Vec<Found<'a>>, look_up: &'static LookUp, citation: &'a Citation, first: &'a Item) -> usize {
    found.iter().position(|known| std::ptr::eq(known.look_up, look_up)).unwrap_or_else(|| {
        found.push(Found { look_up, first, citation, count: 0 });
        found.len() - 1
    })
}
