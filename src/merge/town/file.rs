//! A town's YAML file: claim, omit, change, add, domains that do not apply. Omission beats change.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge;
use crate::merge::town::{Position, Said, Town, add, change, confirmed};
use crate::model::town::Printed;
use crate::model::{Claim, Deviation, TownChange, TownFile, TownState, fill_in};
use crate::place::{Located, Place};
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
        if let Some(name) = withdrawn(town, file, &entry.item) {
            diagnostics.push(change_of_withdrawn(name, entry));
            continue;
        }
        let Some(found) = target::find(town.index, &entry.item, diagnostics) else { continue };
        for at in found {
            let position = town.positions[at];
            if said.deviations.get(&position).is_some_and(|deviation| deviation.state == TownState::Omitted) {
                diagnostics.push(change_of_omitted(town, position, &entry.item.place, &said.deviations[&position].at));
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
    let gone = printed.names.iter().filter(|(id, _)| town.index.find(id).is_empty()).map(|(_, name)| format!("“{name}”"));
    let gone: Vec<String> = gone.collect();
    let (gone_zh, gone_en) = match gone.len() {
        0 => Default::default(),
        count => (
            format!("，其中{count}个已取消或者改了名称，没有读入：{}", gone.join("、")),
            format!("; {count} of them withdrawn or renamed, and not taken: {}", gone.join(", ")),
        ),
    };
    let problem = say!(
        "这份填报表生成以后，市级的镇级事项有变动{gone_zh}",
        "the city's town-level items have changed since this workbook was made{gone_en}"
    );
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
            let remarks: BTreeMap<&str, &str> =
                file.remarks.iter().map(|(item, said)| (item.value.as_str(), said.value.as_str())).collect();
            for word in words {
                // What the city has withdrawn since is said once, of the workbook.
                if withdrawn(town, file, word).is_some() {
                    continue;
                }
                let remark = remarks.get(word.value.as_str()).map(|remark| (*remark).to_owned());
                for at in target::find(town.index, word, diagnostics).into_iter().flatten() {
                    let position = town.positions[at];
                    match said.deviations.get(&position) {
                        Some(known) if known.state == TownState::Omitted => {
                            diagnostics.push(contradiction(town, position, &word.place, &known.at));
                        }
                        Some(_) => {}
                        None => {
                            said.deviations.insert(position, Deviation { reason: remark.clone(), ..confirmed(&word.place) });
                        }
                    }
                    said.claimed.insert(position, word.place.clone());
                }
            }
        }
    }
}

fn omit(town: &Town<'_>, file: &TownFile, said: &mut Said, diagnostics: &mut Diagnostics) {
    for omission in &file.omit {
        if withdrawn(town, file, &omission.item).is_some() {
            continue;
        }
        for at in target::find(town.index, &omission.item, diagnostics).into_iter().flatten() {
            let position = town.positions[at];
            let at = &omission.item.place;
            if let Some(claimed) = said.claimed.get(&position) {
                diagnostics.push(contradiction(town, position, at, claimed));
            }
            match said.deviations.get(&position) {
                Some(known) if known.state == TownState::Changed => diagnostics.push(change_of_omitted(town, position, &known.at, at)),
                Some(known) if known.state == TownState::Omitted && known.reason.as_ref() != Some(&omission.reason.value) => {
                    diagnostics.push(contradiction(town, position, at, &known.at));
                }
                Some(_) | None => {}
            }
            let deviation = Deviation {
                state: TownState::Omitted,
                item: None,
                changes: Vec::new(),
                reason: Some(omission.reason.value.clone()),
                at: omission.item.place.clone(),
            };
            said.deviations.insert(position, deviation);
        }
    }
}

/// The printed name of a row's item that the city has no more at town level.
fn withdrawn<'a>(town: &Town<'_>, file: &'a TownFile, item: &Located<String>) -> Option<&'a str> {
    let name = file.printed.as_ref()?.names.get(&item.value)?;
    town.index.find(&item.value).is_empty().then_some(name)
}

fn change_of_withdrawn(name: &str, entry: &TownChange) -> Diagnostic {
    let problem = say!(
        "“{name}”已不是市级的镇级事项，这里的调整没有采用",
        "“{name}” is no town-level item of the city any more; this change was not taken"
    );
    let help = say!(
        "市级取消了的，请改为不填；市级改了名称的，请重新生成填报表；本镇自己保留的，请另起一行选“新增”",
        "clear the row if the city withdrew it, make a new workbook if it was renamed, or add it as an item of the town's own"
    );
    Diagnostic::new(&merging::NO_TARGET, entry.item.place.clone(), problem).with_help(help).with_value(name)
}

fn change_of_omitted(town: &Town<'_>, position: Position, change: &Place, omission: &Place) -> Diagnostic {
    let item = town.item_name(position);
    let name = &item.name;
    Diagnostic::new(
        &merging::CHANGE_OF_OMITTED,
        change.clone(),
        say!("“{name}”已列为不适用，这里的调整不起作用", "“{name}” is omitted, so this change has no effect"),
    )
    .with_related(say!("在这里列为不适用", "Omitted here"), omission.clone())
    .with_help(say!("两处只留一处", "Keep one of the two"))
    .with_item(item.clone())
}

/// Two answers about one item that cannot both be meant.
fn contradiction(town: &Town<'_>, position: Position, at: &Place, first: &Place) -> Diagnostic {
    let item = town.item_name(position);
    let (name, own) = (&item.name, town.name());
    Diagnostic::new(&merging::CONTRADICTORY_CLAIM, at.clone(), say!("{own}对“{name}”有两种说法", "{own} says two things of “{name}”"))
        .with_related(say!("另一处在这里", "The other place"), first.clone())
        .with_help(say!("请只留一处：认领，或者不适用并写明理由", "Keep one of the two: claim it, or say why it does not apply"))
        .with_item(item.clone())
}
