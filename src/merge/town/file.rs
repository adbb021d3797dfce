//! A town's YAML file: claim, omit, change, add, domains that do not apply. Omission beats change.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::merge::town::{Said, Town, add, change, confirmed};
use crate::model::{Claim, Deviation, TownFile, TownState};
use crate::project::target;
use crate::rule::stage::merging;
use crate::words::say;

/// Applies one file.
pub(super) fn apply(town: &Town<'_>, file: &TownFile, said: &mut Said, diagnostics: &mut Diagnostics) {
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
