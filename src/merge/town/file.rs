//! A town's YAML file: claim, omit, change, add, domains that do not apply. Omission beats change.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge;
use crate::merge::town::{Said, Town, add, change, confirmed};
use crate::model::town::Printed;
use crate::model::{Claim, Deviation, TownFile, TownState, fill_in};
use crate::place::Place;
use crate::project::target;
use crate::rule::stage::{merging, parsing};
use crate::words::say;

/// Applies one file.
pub(super) fn apply(town: &Town<'_>, file: &TownFile, said: &mut Said, diagnostics: &mut Diagnostics) {
    if let Some(printed) = &file.printed {
        old(town, printed, diagnostics);
    }
    for (domain, reason) in &file.domains_not_applicable {
        said.not_applicable.insert(domain.value.clone(), reason.clone());
    }
    claim(town, file, said, diagnostics);
    omit(town, file, said, diagnostics);
    for entry in &file.change {
        let Some(found) = target::find(town.index, &entry.item, diagnostics) else { continue };
        for at in found {
            let position = town.positions[at];
            if said.deviations.get(&position).is_some_and(|deviation| deviation.state == TownState::Omitted) {
                change_of_omitted(town, position, entry, said, diagnostics);
                continue;
            }
            let wish = change::Wish {
                position,
                place: &entry.place,
                fields: &entry.fields,
                to: &entry.to,
                was: (&entry.was, &entry.was_fields),
                reason: entry.reason.as_ref().map(|reason| reason.value.as_str()),
            };
            change::apply(town, &wish, said, diagnostics);
        }
    }
    for addition in &file.add {
        add::collect(town, &addition.list, addition.after.as_ref(), said, diagnostics);
    }
}

/// A fill-in workbook that was printed before the city's items changed. Where a change of the town's meets one, that is said besides.
fn old(town: &Town<'_>, printed: &Printed, diagnostics: &mut Diagnostics) {
    let section = &town.catalog.towns[town.number];
    let standard = knowledge::load().channel_names();
    let domains = printed.domains.iter().filter_map(|key| town.catalog.domains.iter().find(|domain| domain.key == *key));
    let rows: Vec<fill_in::Row> = domains.flat_map(|domain| fill_in::rows_of_town(domain, section, &standard)).collect();
    if fill_in::digest(rows.iter()) == printed.digest.value {
        return;
    }
    let problem = say!("这份填报表生成以后，市级的镇级事项有变动", "the city's town-level items have changed since this workbook was made");
    let name = town.name();
    let help = say!(
        "没有变动的事项照常读入。请用 mulu template --town {name} 重新生成一份，核对变动的事项",
        "what has not changed was taken: make a new one with mulu template --town {name} and compare"
    );
    let file = Place::file(printed.digest.place.origin.file.clone());
    diagnostics.push(Diagnostic::new(&parsing::OLD_TEMPLATE, file, problem).with_help(help));
}

fn claim(town: &Town<'_>, file: &TownFile, said: &mut Said, diagnostics: &mut Diagnostics) {
    match &file.claim {
        Claim::All => {
            for position in town.positions {
                said.deviations.entry(*position).or_insert_with(|| confirmed(&file.place));
            }
        }
        Claim::Items(words) => {
            for word in words {
                for at in target::find(town.index, word, diagnostics).into_iter().flatten() {
                    said.deviations.entry(town.positions[at]).or_insert_with(|| confirmed(&word.place));
                }
            }
        }
    }
}

fn omit(town: &Town<'_>, file: &TownFile, said: &mut Said, diagnostics: &mut Diagnostics) {
    for omission in &file.omit {
        for at in target::find(town.index, &omission.item, diagnostics).into_iter().flatten() {
            let deviation = Deviation {
                state: TownState::Omitted,
                item: None,
                changes: Vec::new(),
                reason: Some(omission.reason.value.clone()),
                at: omission.item.place.clone(),
            };
            said.deviations.insert(town.positions[at], deviation);
        }
    }
}

fn change_of_omitted(
    town: &Town<'_>,
    position: super::Position,
    entry: &crate::model::TownChange,
    said: &Said,
    diagnostics: &mut Diagnostics,
) {
    let item = town.item_name(position);
    let name = &item.name;
    let diagnostic = Diagnostic::new(
        &merging::CHANGE_OF_OMITTED,
        entry.item.place.clone(),
        say!("“{name}”已列为不适用，这里的调整不起作用", "“{name}” is omitted, so this change has no effect"),
    )
    .with_related(say!("在这里列为不适用", "Omitted here"), said.deviations[&position].at.clone())
    .with_help(say!("两处只留一处", "Keep one of the two"));
    diagnostics.push(diagnostic.with_item(item));
}
