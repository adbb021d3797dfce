//! Leaves out of the catalogs the items at which an error stands. What another list says of the same item without error is taken;
//! what lists disagree about is left out altogether; where a town's word on an item has an error, the town inherits the city's.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Handled, Joined, Unmet};
use crate::compare;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::register::{LeftOut, Unit};
use crate::model::{Catalog, Deviation, Entry, Field, Form, List, name};
use crate::place::Place;
use crate::rule::stage::merging::{CODE_CLASH, CONFLICT};

/// An item of a file: the file, the domain's key, the item's.
type Row = (String, String, String);

/// Joins everything but what has errors.
pub(super) fn settle(case: &Case<'_>, mut of_files: Diagnostics) -> (Joined, Handled) {
    let (rows, towns) = (Rows::of(case.lists), Towns::of(case));
    let mut out = Out::default();
    let mut replaced: BTreeSet<Row> = BTreeSet::new();
    let mut unmet: Option<Unmet> = None;
    let mut joined = loop {
        let mut joined = case.join(&without(case.lists, &replaced), case.towns, of_files.clone());
        unmet.get_or_insert_with(|| Unmet::of(&joined.diagnostics)).excuse_others(|_| false, &mut joined.diagnostics);
        for found in case.failing(&joined.diagnostics) {
            if out.of_lists(found, &rows, &joined.catalog) {
                // What is left out of the next round is still told.
                of_files.push(found.clone());
            }
        }
        let before = replaced.len();
        replaced.extend(out.said_elsewhere(&rows, &joined.catalog));
        if replaced.len() == before {
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
    out.strike(&replaced, &rows, &towns, &mut joined.catalog);
    if joined.catalog.item_count() != before {
        joined.coverage = compare::coverage::of(&joined.catalog, case.lists);
    }
    let handled = Handled { left_out: out.told.into_values().collect(), remaining, ..Handled::default() };
    (joined, handled)
}

/// The rows of the city's lists.
struct Rows<'a> {
    /// Each with its list.
    all: BTreeMap<Row, &'a List>,
    /// By the place of their names.
    by_place: BTreeMap<&'a Place, Vec<Row>>,
}

impl<'a> Rows<'a> {
    fn of(lists: &'a [List]) -> Self {
        let mut rows = Self { all: BTreeMap::new(), by_place: BTreeMap::new() };
        for list in lists.iter().filter(|list| list.town.is_none() && list.form == Form::Catalog) {
            for item in &list.items {
                let row = row(list, &name::item_key(item));
                rows.by_place.entry(&item.name.place).or_default().push(row.clone());
                rows.all.entry(row).or_insert(list);
            }
        }
        rows
    }

    /// The rows an entry was made of.
    fn sources<'r>(&'r self, entry: &'r Entry) -> impl Iterator<Item = &'r Row> {
        let names = entry.origin.get(&Field::Name).into_iter().flatten();
        names.filter_map(|origin| self.by_place.get(&origin.place)).flatten()
    }

    /// The city's entry a row is part of; `same_as` may have given it another name.
    fn entry<'c>(&self, row: &Row, catalog: &'c Catalog) -> Option<&'c Entry> {
        let section = catalog.domains.iter().find(|section| section.key == row.1)?;
        let named = section.of_city().find(|entry| entry.key == row.2);
        named.or_else(|| section.of_city().find(|entry| self.sources(entry).any(|source| source == row)))
    }
}

fn row(list: &List, key: &str) -> Row {
    let domain = list.domain.as_ref().map_or(String::new(), |domain| domain.value.clone());
    (list.place.origin.file.clone(), domain, key.to_owned())
}

/// Whose the towns' files are, and the rows of their tables and additions.
struct Towns {
    files: BTreeMap<String, usize>,
    rows: BTreeSet<Row>,
}

impl Towns {
    fn of(case: &Case<'_>) -> Self {
        let number = |name: &str| case.project.towns.iter().position(|town| town.name.value == name);
        let tables = case.lists.iter().filter_map(|list| Some((list, list.town.as_ref()?)));
        let additions = case.towns.iter().flat_map(|file| file.add.iter().map(|addition| (&addition.list, &file.town)));
        let mut towns = Self { files: BTreeMap::new(), rows: BTreeSet::new() };
        for (list, town) in tables.chain(additions) {
            towns.rows.extend(list.items.iter().map(|item| row(list, &name::item_key(item))));
            towns.files.extend(number(&town.value).map(|number| (list.place.origin.file.clone(), number)));
        }
        let files = case.towns.iter().filter_map(|file| Some((file.place.origin.file.clone(), number(&file.town.value)?)));
        towns.files.extend(files);
        towns
    }
}

/// What is left out.
#[derive(Default)]
struct Out {
    /// Rows of the city's lists.
    rows: BTreeSet<Row>,
    /// Items no list's row of which is taken, by domain and key.
    altogether: BTreeSet<(String, String)>,
    /// What files of towns say of items.
    of_towns: BTreeSet<Row>,
    /// What is told of each.
    told: BTreeMap<(Place, Row), LeftOut>,
}

impl Out {
    /// Leaves out the items of the city's lists that a finding is about; false when it is about none.
    fn of_lists(&mut self, found: &Diagnostic, rows: &Rows<'_>, catalog: &Catalog) -> bool {
        let Some(item) = &found.item else { return false };
        let row: Row = (found.place.origin.file.clone(), item.domain.clone(), item.key.clone());
        let between_lists = [&CONFLICT, &CODE_CLASH].contains(&found.rule);
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
        let Some(item) = &found.item else { return false };
        let Some(&town) = towns.files.get(&found.place.origin.file) else { return false };
        let row: Row = (found.place.origin.file.clone(), item.domain.clone(), item.key.clone());
        let section = catalog.domains.iter().find(|section| section.key == item.domain);
        let is_known =
            towns.rows.contains(&row) || section.is_some_and(|section| section.entries.iter().any(|entry| speaks(entry, town, &row)));
        if !is_known {
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

    /// The rows left out of whose item another list says something without error.
    fn said_elsewhere<'s>(&'s self, rows: &'s Rows<'_>, catalog: &'s Catalog) -> impl Iterator<Item = Row> + 's {
        let is_said = |row: &&Row| {
            rows.entry(row, catalog).is_some_and(|entry| {
                !self.altogether.contains(&(row.1.clone(), entry.key.clone()))
                    && rows.sources(entry).any(|source| !self.rows.contains(source))
            })
        };
        self.rows.iter().filter(is_said).cloned()
    }

    /// Takes out of the catalogs what no list says without error, and what towns say with one.
    fn strike(&self, replaced: &BTreeSet<Row>, rows: &Rows<'_>, towns: &Towns, catalog: &mut Catalog) {
        let mut items = self.altogether.clone();
        for row in self.rows.iter().filter(|row| !replaced.contains(*row)) {
            items.extend(rows.entry(row, catalog).map(|entry| (row.1.clone(), entry.key.clone())));
        }
        for section in &mut catalog.domains {
            section.entries.retain(|entry| entry.added_by.is_some() || !items.contains(&(section.key.clone(), entry.key.clone())));
            for row in self.of_towns.iter().filter(|row| row.1 == section.key) {
                let town = towns.files[&row.0];
                let is_meant =
                    |entry: &Entry| speaks(entry, town, row) && entry.towns.get(&town).is_some_and(|said| stands_in(said, &row.0));
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

/// The lists without some of their rows.
fn without<'a>(lists: &'a [List], rows: &BTreeSet<Row>) -> Cow<'a, [List]> {
    if rows.is_empty() {
        return Cow::Borrowed(lists);
    }
    let mut lists = lists.to_vec();
    for list in lists.iter_mut().filter(|list| list.town.is_none()) {
        let mut items = std::mem::take(&mut list.items);
        items.retain(|item| !rows.contains(&row(list, &name::item_key(item))));
        list.items = items;
    }
    Cow::Owned(lists)
}
