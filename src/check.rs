//! Runs the rules and silences what the office allows.

use std::sync::OnceLock;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Cited;
use crate::knowledge::{Knowledge, laws};
use crate::model::{Catalog, Item, List};
use crate::place::Place;
use crate::project::Project;
use crate::rules::cited::Bases;
use crate::rules::{self, CatalogContext, Check, Circumstances, ItemContext, ListContext, ListsContext, Reach, TextContext};
use crate::words::say;

mod allow;
pub mod baseline;
mod profile;
mod repeated;
mod watch;

pub use allow::allow;
pub use profile::{profile, severity};
pub use repeated::leave_to_the_city;

/// Judges every item of every list, then the lists side by side. The lists of towns, and of what towns add, are lists like any other.
pub fn lists<'a>(
    lists: impl IntoIterator<Item = &'a List>,
    knowledge: &Knowledge,
    project: Option<&Project>,
    as_of: jiff::civil::Date,
    diagnostics: &mut Diagnostics,
) {
    let circumstances = Circumstances { knowledge, project, as_of };
    let lists: Vec<&List> = lists.into_iter().collect();
    let each = || {
        let mut found = Diagnostics::default();
        lists.iter().for_each(|list| judge(list, circumstances, &mut found));
        found
    };
    let together = || {
        let mut found = Diagnostics::default();
        side_by_side(&ListsContext { lists: &lists, circumstances }, &mut found);
        found
    };
    let is_long = lists.iter().any(|list| list.items.len() >= LONG);
    let (of_each, of_all) = if is_long { rayon::join(each, together) } else { (each(), together()) };
    diagnostics.append(of_each);
    diagnostics.append(of_all);
    if project.is_none() {
        not_run(Reach::Files, diagnostics);
    }
}

/// Judges lists beside each other.
fn side_by_side(context: &ListsContext<'_>, diagnostics: &mut Diagnostics) {
    for entry in rules::ALL {
        match entry.check {
            Check::Lists(check) => check(context, diagnostics),
            Check::ProjectLists(check) if context.circumstances.project.is_some() => check(context, diagnostics),
            Check::ProjectLists(_) | Check::Item(_) | Check::Words(..) | Check::Text(_) | Check::List(_) => {}
            Check::Catalog(_) | Check::Supplement(_) | Check::Stage => {}
        }
    }
}

/// Loads what the rules look things up in: a large file is read meanwhile.
pub fn prepare() {
    let _ = laws();
    watch::prepare();
}

/// Items of a list from which on they are judged side by side; shorter lists are done sooner than handed out.
const LONG: usize = 2_000;

/// Items handed out together.
const PART: usize = 500;

/// Judges the items of a list, and the list as a whole. What comes of it does not depend on threads: findings are put in order.
fn judge(list: &List, circumstances: Circumstances<'_>, diagnostics: &mut Diagnostics) {
    let bases = Bases::of(list);
    let items: Vec<(&Item, &[Cited<'_>])> = list.items.iter().zip(bases.by_item()).collect();
    let of_items = |items: &[(&Item, &[Cited<'_>])]| {
        let (mut found, mut searched) = (Diagnostics::default(), watch::Searched::default());
        for (one, cited) in items {
            judge_item(&ItemContext::of(one, list, circumstances).citing(cited), &mut searched, &mut found);
        }
        found
    };
    let as_a_whole = |entry: &rules::Entry| {
        let mut found = Diagnostics::default();
        if let Check::List(check) = entry.check {
            check(&ListContext { list, bases: &bases, circumstances }, &mut found);
        }
        found
    };
    let found: Vec<Diagnostics> = if items.len() < LONG {
        std::iter::once(of_items(&items)).chain(rules::ALL.iter().map(as_a_whole)).collect()
    } else {
        let items = items.par_chunks(PART).map(of_items);
        items.chain(rules::ALL.par_iter().map(as_a_whole)).collect()
    };
    found.into_iter().for_each(|found| diagnostics.append(found));
}

/// Notes the rules that cannot be judged by so much.
fn not_run(reach: Reach, diagnostics: &mut Diagnostics) {
    for (rule, why) in rules::not_run(reach) {
        diagnostics.not_run(rule, why);
    }
}

/// How a rule judges a text.
type JudgeText = fn(&TextContext<'_>, &mut Diagnostics);

/// Judges one text of a file.
pub fn text(context: &TextContext<'_>, diagnostics: &mut Diagnostics) {
    static CHECKS: OnceLock<Vec<JudgeText>> = OnceLock::new();
    let of_text = |entry: &rules::Entry| if let Check::Text(check) = entry.check { Some(check) } else { None };
    // There are as many texts as cells: the rules are not searched for each.
    for check in CHECKS.get_or_init(|| rules::ALL.iter().filter_map(of_text).collect()) {
        check(context, diagnostics);
    }
}

/// Judges one item.
pub fn item(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    judge_item(context, &mut watch::Searched::default(), diagnostics);
}

/// Judges one item. What its texts hold is known where the item before has the same.
fn judge_item<'a>(context: &ItemContext<'a>, searched: &mut watch::Searched<'a>, diagnostics: &mut Diagnostics) {
    for entry in rules::ALL {
        if let Check::Item(check) = entry.check {
            check(context, diagnostics);
        }
    }
    for check in searched.meant(context.item) {
        check(context, diagnostics);
    }
}

/// Judges what a town made of the city's item: the faults its change introduced, not those the city's list already has.
/// A fault at a value the town did not write is shown at the change.
pub fn change(before: &Item, after: &ItemContext<'_>, at: &Place, diagnostics: &mut Diagnostics) {
    let mut introduced = Diagnostics::default();
    item(after, &mut introduced);
    if introduced.iter().next().is_none() {
        return;
    }
    let mut known = Diagnostics::default();
    item(&after.with_item(before), &mut known);
    for fault in introduced.sorted() {
        if known.iter().any(|old| same_fault(old, &fault)) {
            continue;
        }
        diagnostics.push(shown_at(fault, at));
    }
}

/// Judges what every town made of the city's items.
pub fn town_changes(catalog: &Catalog, project: &Project, knowledge: &Knowledge, as_of: jiff::civil::Date, diagnostics: &mut Diagnostics) {
    let circumstances = Circumstances { knowledge, project: Some(project), as_of };
    for domain in &catalog.domains {
        for entry in &domain.entries {
            for (&town, deviation) in &entry.towns {
                let Some(item) = &deviation.item else { continue };
                let context = ItemContext::of_town(item, &domain.key, &catalog.towns[town].name, circumstances);
                change(&entry.item, &context, &deviation.at, diagnostics);
            }
        }
    }
}

/// Judges the merged catalogs, beside the 政府信息主动公开补充目录 where there is one.
pub fn catalog(
    (catalog, supplement): (&Catalog, &[List]),
    project: Option<&Project>,
    knowledge: &Knowledge,
    as_of: jiff::civil::Date,
    diagnostics: &mut Diagnostics,
) {
    if supplement.is_empty() {
        not_run(Reach::Project, diagnostics);
    }
    let context = CatalogContext { catalog, supplement, circumstances: Circumstances { knowledge, project, as_of } };
    for entry in rules::ALL {
        match entry.check {
            Check::Catalog(check) => check(&context, diagnostics),
            Check::Supplement(check) if !supplement.is_empty() => check(&context, diagnostics),
            Check::Supplement(_) | Check::Item(_) | Check::Words(..) | Check::Text(_) | Check::Stage => {}
            Check::List(_) | Check::Lists(_) | Check::ProjectLists(_) => {}
        }
    }
}

fn same_fault(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.rule == b.rule && a.field == b.field && a.place == b.place && a.message == b.message
}

/// A fault in the town's own file stays; one at a value of the city's is shown where the town changed the item.
fn shown_at(fault: Diagnostic, at: &Place) -> Diagnostic {
    if fault.place.origin.file == at.origin.file {
        return fault;
    }
    let city = fault.place.clone();
    Diagnostic { place: at.clone(), ..fault }.with_related(say!("全市的内容", "the city's value"), city)
}

#[cfg(test)]
mod tests;
