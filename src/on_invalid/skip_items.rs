//! Leaves out of the catalogs the items at which an error stands. What another list says of the same item without error is taken;
//! what lists disagree about is left out altogether; where a town's word on an item has an error, the town inherits the city's.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Handled, Joined, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::register::{LeftOut, Unit};
use crate::model::{Catalog, Deviation, Entry, List, name};
use crate::place::Place;
use crate::rule::stage::merging::{CODE_CLASH, CONFLICT};
use crate::rule::stage::parsing::WRONG_ANSWER;
use crate::{compare, rules};
use rest::{Items, Rest};
use rows::{Row, Rows, Towns};

mod rest;
mod rows;

/// Joins everything but what has errors.
pub(super) fn settle(case: &Case<'_>, mut of_files: Diagnostics) -> (Joined, Handled) {
    let (rows, towns) = (Rows::of(case.lists), Towns::of(case));
    let mut out = Out::default();
    let mut rest = Rest::default();
    let mut settings: Option<Settings> = None;
    let mut joined = loop {
        let (lists, files) = rest.of(case);
        let mut joined = case.join(&lists, &files, of_files.clone());
        settings.get_or_insert_with(|| Settings::of(&joined.diagnostics)).excuse_others(|_| false, &mut joined.diagnostics);
        for found in case.failing(&joined.diagnostics) {
            if out.of_lists(found, &rows, &joined.catalog) {
                // What is left out of the next round is still told.
                of_files.push(found.clone());
            }
        }
        // What a town says of an item that nobody has any more is no fault of the town's.
        if !rest.leave_out(out.rows_out(&rows, &joined.catalog), case, &joined.catalog) {
            break joined;
        }
    };
    let mut remaining = Vec::new();
    for found in case.failing(&joined.diagnostics) {
        if !out.of_lists(found, &rows, &joined.catalog) && !out.of_towns(found, &towns, &joined.catalog) {
            remaining.push(found.clone());
        }
    }
    let before = joined.catalog.item_count();
    out.strike(&towns, &mut joined.catalog);
    if joined.catalog.item_count() != before {
        joined.coverage = compare::coverage::of(&joined.catalog, (case.lists, case.supplement), case.declined);
    }
    (joined, Handled { left_out: out.told.into_values().collect(), remaining, ..Handled::default() })
}

/// What is left out.
#[derive(Default)]
struct Out {
    /// Rows of the city's lists.
    rows: BTreeSet<Row>,
    /// Items no list's row of which is taken, by domain and key.
    altogether: Items,
    /// What files of towns say of items.
    of_towns: BTreeSet<Row>,
    /// What is told of each.
    told: BTreeMap<(Place, Row), LeftOut>,
}

impl Out {
    /// Leaves out the items of the city's lists that a finding is about; false when it is about none.
    fn of_lists(&mut self, found: &Diagnostic, rows: &Rows<'_>, catalog: &Catalog) -> bool {
        let Some(item) = one_item(found) else { return false };
        let row: Row = (found.place.origin.file.clone(), item.domain.clone(), item.key.clone());
        let between_lists = [&CONFLICT, &CODE_CLASH].contains(&found.rule);
        if between_lists && self.altogether.contains(&(row.1.clone(), row.2.clone())) {
            return true;
        }
        let entry = if between_lists { rows.entry(&row, catalog) } else { None };
        if let Some(entry) = entry {
            self.altogether.insert((row.1.clone(), entry.key.clone()));
            for source in rows.sources(entry) {
                self.tell(source, rows.all[source], found);
            }
            return true;
        }
        let Some(list) = rows.all.get(&row) else { return false };
        self.tell(&row, list, found);
        self.rows.insert(row);
        true
    }

    fn tell(&mut self, row: &Row, list: &List, found: &Diagnostic) {
        let items = || list.items.iter().filter(|item| name::item_key(item) == row.2);
        let Some(item) = items().next() else { return };
        let left_out = LeftOut {
            unit: list.department.as_ref().map_or(String::new(), |department| department.value.clone()),
            of: Unit::Department,
            place: item.place.clone(),
            item: name::path(&row.1, &row.2),
            name: item.display_name(),
            rules: BTreeSet::new(),
        };
        self.told.entry((left_out.place.clone(), row.clone())).or_insert(left_out).rules.insert(found.rule.name);
    }

    /// Leaves out what a town's file says of an item; false when a finding is about no such thing.
    fn of_towns(&mut self, found: &Diagnostic, towns: &Towns, catalog: &Catalog) -> bool {
        let Some(item) = one_item(found) else { return false };
        let Some(&town) = towns.files.get(&found.place.origin.file) else { return false };
        let row: Row = (found.place.origin.file.clone(), item.domain.clone(), item.key.clone());
        let section = catalog.domains.iter().find(|section| section.key == item.domain);
        let is_known =
            towns.rows.contains(&row) || section.is_some_and(|section| section.entries.iter().any(|entry| speaks(entry, town, &row)));
        // An answer that does not fit its row was not taken in the first place.
        if !is_known && *found.rule != WRONG_ANSWER {
            return false;
        }
        let left_out = LeftOut {
            unit: catalog.towns[town].name.clone(),
            of: Unit::Town,
            place: found.place.clone(),
            item: name::path(&row.1, &row.2),
            name: item.name.clone(),
            rules: BTreeSet::new(),
        };
        let told = self.told.iter_mut().find(|((_, known), _)| *known == row).map(|(_, told)| told);
        match told {
            Some(told) => told.rules.insert(found.rule.name),
            None => self.told.entry((found.place.clone(), row.clone())).or_insert(left_out).rules.insert(found.rule.name),
        };
        self.of_towns.insert(row);
        true
    }

    /// The rows to be left out of the next round, and the items nobody has then: those that every list says with an error, or otherwise
    /// than another.
    fn rows_out(&self, rows: &Rows<'_>, catalog: &Catalog) -> (BTreeSet<Row>, Items) {
        let (mut gone, mut items) = (self.rows.clone(), BTreeSet::new());
        for section in &catalog.domains {
            for entry in section.of_city() {
                let sources: Vec<&Row> = rows.sources(entry).collect();
                let is_faulty = !sources.is_empty() && sources.iter().all(|source| self.rows.contains(*source));
                let item = (section.key.clone(), entry.key.clone());
                if is_faulty || self.altogether.contains(&item) {
                    gone.extend(sources.into_iter().cloned());
                    items.insert(item);
                }
            }
        }
        (gone, items)
    }

    /// Takes out of the catalogs what towns say with an error.
    fn strike(&self, towns: &Towns, catalog: &mut Catalog) {
        for row in &self.of_towns {
            let town = towns.files[&row.0];
            let is_meant = |entry: &Entry| speaks(entry, town, row) && entry.towns.get(&town).is_some_and(|said| stands_in(said, &row.0));
            for section in catalog.domains.iter_mut().filter(|section| section.key == row.1) {
                section.entries.retain(|entry| entry.added_by != Some(town) || !is_meant(entry));
                for entry in section.entries.iter_mut().filter(|entry| is_meant(entry)) {
                    entry.towns.remove(&town);
                }
            }
        }
    }
}

/// Whether a row of a town is about an entry: the city's, as it is called there or as the town calls it, or the town's own.
fn speaks(entry: &Entry, town: usize, row: &Row) -> bool {
    let changed = || entry.towns.get(&town).and_then(|said| said.item.as_ref()).is_some_and(|item| name::item_key(item) == row.2);
    match entry.added_by {
        Some(owner) => owner == town && (entry.key == row.2 || name::item_key(&entry.item) == row.2),
        None => entry.key == row.2 || changed(),
    }
}

/// Whether what a town says of an item, or a part of it, stands in a file.
fn stands_in(said: &Deviation, file: &str) -> bool {
    said.at.origin.file == file || said.changes.iter().any(|change| change.at.origin.file == file)
}

/// The item a finding is about, unless it speaks of a whole list at its first item.
fn one_item(found: &Diagnostic) -> Option<&ItemName> {
    let is_of_list = |entry: &rules::Entry| *entry.rule == *found.rule && matches!(entry.check, rules::Check::List(_));
    found.item.as_ref().filter(|_| !rules::ALL.iter().any(is_of_list))
}
