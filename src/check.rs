//! Runs the rules and silences what the office allows.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Knowledge;
use crate::model::{Catalog, Item, List};
use crate::place::Place;
use crate::project::Project;
use crate::rule::Family;
use crate::rules::{self, CatalogContext, Check, Circumstances, ItemContext, ListContext, ListsContext};
use crate::words::say;

mod allow;
pub mod baseline;
mod profile;
mod watch;

pub use allow::allow;
pub use profile::{profile, severity};

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
    for list in &lists {
        for one in &list.items {
            item(&ItemContext::of(one, list, circumstances), diagnostics);
        }
        for entry in rules::ALL {
            if let Check::List(check) = entry.check {
                check(&ListContext { list, circumstances }, diagnostics);
            }
        }
    }
    let side_by_side = ListsContext { lists: &lists, circumstances };
    for entry in rules::ALL {
        match entry.check {
            Check::Lists(check) => check(&side_by_side, diagnostics),
            Check::ProjectLists(check) if project.is_some() => check(&side_by_side, diagnostics),
            Check::ProjectLists(_) | Check::Item(_) | Check::Words(..) | Check::List(_) => {}
            Check::Catalog(_) | Check::Supplement(_) | Check::Stage => {}
        }
    }
    if project.is_none() {
        needs_a_project(diagnostics);
    }
}

/// Notes what single files cannot be judged by: rules about merged catalogs, and those that merging raises.
fn needs_a_project(diagnostics: &mut Diagnostics) {
    for entry in rules::ALL {
        let needs = match entry.check {
            Check::ProjectLists(_) | Check::Catalog(_) | Check::Supplement(_) => true,
            Check::Stage => entry.rule.family == Family::Merging,
            Check::Item(_) | Check::Words(..) | Check::List(_) | Check::Lists(_) => false,
        };
        if needs {
            let why = say!("检查整个项目时才检查", "judged for a whole project only");
            diagnostics.not_run(entry.rule, why);
        }
    }
}

/// Judges one item.
pub fn item(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for entry in rules::ALL {
        if let Check::Item(check) = entry.check {
            check(context, diagnostics);
        }
    }
    for check in watch::meant(context.item) {
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
    item(&ItemContext { item: before, ..*after }, &mut known);
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
                let town = Some(catalog.towns[town].name.as_str());
                let context = ItemContext { item, list: None, domain: &domain.key, town, circumstances };
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
    let context = CatalogContext { catalog, supplement, circumstances: Circumstances { knowledge, project, as_of } };
    for entry in rules::ALL {
        match entry.check {
            Check::Catalog(check) => check(&context, diagnostics),
            Check::Supplement(check) if !supplement.is_empty() => check(&context, diagnostics),
            Check::Supplement(_) => diagnostics.not_run(
                entry.rule,
                say!(
                    "项目里没有政府信息主动公开补充目录（supplement 文件夹）",
                    "the project has no 政府信息主动公开补充目录 (folder supplement)"
                ),
            ),
            Check::Item(_) | Check::Words(..) | Check::List(_) | Check::Lists(_) | Check::ProjectLists(_) | Check::Stage => {}
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
