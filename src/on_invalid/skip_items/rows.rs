//! The rows of what was handed in: which file holds which item, and which entry of the catalogs it is part of. Judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Catalog, Entry, Field, Form, List, name};
use crate::on_invalid::Case;
use crate::place::Place;

/// An item of a file: the file, the domain's key, the item's.
pub(super) type Row = (String, String, String);

/// The rows of the city's lists.
pub(super) struct Rows<'a> {
    /// Each with its list.
    pub(super) all: BTreeMap<Row, &'a List>,
    /// By the place of their names.
    by_place: BTreeMap<&'a Place, Vec<Row>>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(lists: &'a [List]) -> Self {
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
    pub(super) fn sources<'r>(&'r self, entry: &'r Entry) -> impl Iterator<Item = &'r Row> {
        let names = entry.origin.get(&Field::Name).into_iter().flatten();
        names.filter_map(|origin| self.by_place.get(&origin.place)).flatten()
    }

    /// The city's entry a row is part of; `same_as` may have given it another name.
    pub(super) fn entry<'c>(&self, row: &Row, catalog: &'c Catalog) -> Option<&'c Entry> {
        let section = catalog.domains.iter().find(|section| section.key == row.1)?;
        let named = section.of_city().find(|entry| entry.key == row.2);
        named.or_else(|| section.of_city().find(|entry| self.sources(entry).any(|source| source == row)))
    }
}

/// An item of a list as a row.
pub(super) fn row(list: &List, key: &str) -> Row {
    let domain = list.domain_key().to_owned();
    (list.place.origin.file.clone(), domain, key.to_owned())
}

/// Whose the towns' files are, and the rows of their tables and additions.
pub(super) struct Towns {
    pub(super) files: BTreeMap<String, usize>,
    pub(super) rows: BTreeSet<Row>,
}

impl Towns {
    pub(super) fn of(case: &Case<'_>) -> Self {
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
