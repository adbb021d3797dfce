//! Keeps what the units had in the edition before whose submission has errors. Departments first: what a town says is held against
//! the city's items as they will be published.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Handled, Joined, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::inputs::previous::edition::{Edition, FILE};
use crate::inputs::register::Owners;
use crate::model::register::Unit;
use crate::model::selector::{Address, Index};
use crate::model::{Form, List, TownFile};
use crate::place::Place;
use crate::project::Resolution;
use crate::rule::stage::merging::{ADDED_EXISTS, CHANGE_WITHOUT_PERMIT, CHANGE_WITHOUT_REASON, CODE_CLASH, CONFLICT, NO_TARGET};
use crate::rule::{Rule, Severity};
use crate::words::{Words, say};

/// A department or town by its name.
type Name = (Unit, String);

/// What a unit had.
#[derive(Default)]
struct Had {
    lists: Vec<List>,
    towns: Vec<TownFile>,
    items: usize,
}

/// Joins what is valid with what the other units had.
pub(super) fn settle(case: &Case<'_>, mut of_files: Diagnostics, edition: &Edition, owners: &Owners) -> (Joined, Handled) {
    let mut kept: BTreeMap<Name, Had> = BTreeMap::new();
    let mut settings: Option<Settings> = None;
    let joined = loop {
        let mut joined = join(case, &of_files, owners, &kept);
        joined.diagnostics.iter_mut().for_each(|found| not_kept(found, edition));
        let is_excused = |place: &Place| is_joined_already(place, case, &kept);
        settings.get_or_insert_with(|| Settings::of(&joined.diagnostics)).excuse_others(is_excused, &mut joined.diagnostics);
        let invalid = |kind: Unit| -> Vec<(&Diagnostic, BTreeSet<Name>)> {
            let is_new = |unit: &Name| unit.0 == kind && !kept.contains_key(unit);
            let found = case.failing(&joined.diagnostics).map(|found| (found, units(found, owners).filter(is_new).collect()));
            found.filter(|(_, units): &(_, BTreeSet<Name>)| !units.is_empty()).collect()
        };
        let Some(invalid) = [Unit::Department, Unit::Town].map(invalid).into_iter().find(|found| !found.is_empty()) else { break joined };
        // What is not joined in the next round is still told.
        invalid.iter().for_each(|(found, _)| of_files.push((*found).clone()));
        let units: BTreeSet<Name> = invalid.into_iter().flat_map(|(_, units)| units).collect();
        kept.extend(units.into_iter().map(|unit| {
            let had = had(&unit, edition, case);
            (unit, had)
        }));
    };
    let is_settled = |found: &&Diagnostic| units(found, owners).any(|unit| kept.contains_key(&unit));
    let remaining = case.failing(&joined.diagnostics).filter(|found| !is_settled(found)).cloned().collect();
    let carried = kept.into_iter().map(|(unit, had)| (unit, had.items)).collect();
    (joined, Handled { remaining, carried, ..Handled::default() })
}

/// What a unit had in the edition before.
fn had((kind, name): &Name, edition: &Edition, case: &Case<'_>) -> Had {
    match kind {
        Unit::Department => {
            let lists = edition.lists(name, case.project);
            // An item that stood in both kinds of list is one.
            let items: BTreeSet<_> = lists.iter().flat_map(|list| &list.items).map(|item| &item.place).collect();
            Had { items: items.len(), lists, ..Had::default() }
        }
        Unit::Town => {
            let (file, items) = edition.town(name, case.project);
            Had { items, towns: vec![file], ..Had::default() }
        }
    }
}

/// Joins with what some units had in place of what they handed in. Their native lists stay: they add nothing to the catalogs.
fn join(case: &Case<'_>, of_files: &Diagnostics, owners: &Owners, kept: &BTreeMap<Name, Had>) -> Joined {
    let is_kept = |kind: Unit, name: &str| kept.contains_key(&(kind, name.to_owned()));
    let of_kept = |file: &str| units_of(file, owners).any(|unit| kept.contains_key(&unit));
    let is_out = |list: &&List| match (&list.town, &list.department) {
        (Some(town), _) => is_kept(Unit::Town, &town.value),
        (None, Some(department)) => list.form == Form::Catalog && is_kept(Unit::Department, &department.value),
        (None, None) => list.form == Form::Catalog && of_kept(&list.place.origin.file),
    };
    let had = kept.values();
    let lists: Vec<List> = case.lists.iter().filter(|list| !is_out(list)).chain(had.clone().flat_map(|had| &had.lists)).cloned().collect();
    let towns = case.towns.iter().filter(|file| !is_kept(Unit::Town, &file.town.value));
    let towns: Vec<TownFile> = towns.chain(had.flat_map(|had| &had.towns)).cloned().collect();
    case.join(&lists, &towns, of_files.clone())
}

/// Whether a place is that of an item which a `same_as` joined to another in the edition before: under the other's name it is kept.
fn is_joined_already(place: &Place, case: &Case<'_>, kept: &BTreeMap<Name, Had>) -> bool {
    let mut resolves = case.project.resolve.iter().filter(|resolve| resolve.item.place == *place);
    let Some(Resolution::SameAs(other)) = resolves.next().map(|resolve| &resolve.what) else { return false };
    let named = |list: &List| {
        let key = list.domain_key();
        let own = case.project.domains.iter().find(|domain| domain.key.value == key).map(|domain| domain.name.as_str());
        let name = own.or_else(|| case.knowledge.domain_by_key(key).map(|domain| domain.name.as_str())).unwrap_or_default();
        let index = Index::new(list.items.iter().map(|item| Address::new("", (key, name), item)));
        !index.find(&other.value).is_empty()
    };
    kept.values().flat_map(|had| &had.lists).any(named)
}

/// What a town said then and cannot be applied now is nobody's fault of today, but it is told.
fn not_kept(found: &mut Diagnostic, edition: &Edition) {
    const APPLIED_NO_MORE: [&Rule; 4] = [&NO_TARGET, &ADDED_EXISTS, &CHANGE_WITHOUT_PERMIT, &CHANGE_WITHOUT_REASON];
    if !APPLIED_NO_MORE.contains(&found.rule) || found.place.origin.file != FILE || found.severity != Severity::Error {
        return;
    }
    let Words { zh, en } = if *found.rule == NO_TARGET {
        let id = found.value.take().unwrap_or_default();
        let name = edition.name(&id).unwrap_or(id);
        say!("市级目录里已经没有镇级事项“{name}”", "the city no longer has the town-level item “{name}”")
    } else {
        found.message.clone()
    };
    found.message = say!("上一版的内容没有沿用：{zh}", "not kept of the previous edition: {en}");
    found.help = None;
    found.severity = Severity::Warning;
}

/// Whose submission a finding is about; of one between lists, all that have a part in it.
fn units<'a>(found: &'a Diagnostic, owners: &'a Owners) -> impl Iterator<Item = Name> + 'a {
    let is_between = [&CONFLICT, &CODE_CLASH].contains(&found.rule);
    let others = found.related.iter().filter(move |_| is_between).map(|related| &related.place);
    std::iter::once(&found.place).chain(others).flat_map(|place| units_of(&place.origin.file, owners))
}

fn units_of<'a>(file: &str, owners: &'a Owners) -> impl Iterator<Item = Name> + 'a {
    let owned = owners.get(file);
    owned.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (*kind, name.clone())))
}
