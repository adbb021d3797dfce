//! Which item a finding concerns, among all that were read: for forms that show its row or name every item. Judges nothing.

use std::collections::BTreeMap;

use super::Report;
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Item, fields, name};
use crate::place::{At, Origin, Place};

/// An item as it was read.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The item.
    pub(super) item: &'a Item,
    /// Key of its domain; empty when unknown.
    pub(super) domain: &'a str,
    /// Its key within the domain.
    pub(super) key: String,
}

/// The items of one sheet or file, in their order.
#[derive(Debug, Default)]
struct Sheet<'a> {
    rows: Vec<Row<'a>>,
    /// Where each stands, row or byte, to search in.
    starts: Vec<u32>,
    /// The first item of each domain and key.
    by_key: BTreeMap<(&'a str, String), usize>,
}

/// All items, by sheet or file. Made only for forms that ask.
#[derive(Debug, Default)]
pub(super) struct Items<'a> {
    sheets: BTreeMap<&'a Origin, Sheet<'a>>,
}

impl<'a> Items<'a> {
    /// The items of every list, those of towns' additions among them.
    pub(super) fn of(report: &'a Report) -> Self {
        let mut sheets: BTreeMap<&Origin, Sheet<'_>> = BTreeMap::new();
        for list in report.all_lists() {
            let domain = list.domain_key();
            let sheet = sheets.entry(&*list.place.origin).or_default();
            sheet.rows.extend(list.items.iter().map(|item| Row { item, domain, key: name::item_key(item) }));
        }
        for sheet in sheets.values_mut() {
            sheet.rows.sort_by_key(|row| row.item.place.start());
            sheet.starts = sheet.rows.iter().map(|row| row.item.place.start()).collect();
            for (index, row) in sheet.rows.iter().enumerate() {
                sheet.by_key.entry((row.domain, row.key.clone())).or_insert(index);
            }
        }
        Self { sheets }
    }

    /// The items of a sheet or file, in their order.
    pub(super) fn rows(&self, origin: &Origin) -> &[Row<'a>] {
        self.sheets.get(origin).map_or(&[], |sheet| &sheet.rows)
    }

    /// The item a finding concerns or stands below, whether in its row or not.
    pub(super) fn near(&self, found: &Diagnostic) -> Option<usize> {
        let sheet = self.sheets.get(&*found.place.origin)?;
        self.index_of(found).or_else(|| sheet.starts.partition_point(|row| *row <= found.place.start()).checked_sub(1))
    }

    /// The item a finding concerns, by its position among the rows of the sheet the finding stands in.
    pub(super) fn index_of(&self, found: &Diagnostic) -> Option<usize> {
        let sheet = self.sheets.get(&*found.place.origin)?;
        let above = sheet.starts.partition_point(|row| *row <= found.place.start()).checked_sub(1);
        let Some(name) = &found.item else {
            return above.filter(|index| stands_in(&found.place, sheet.rows[*index].item));
        };
        let same = |row: &Row<'_>| row.key == name.key && row.domain == name.domain;
        // Of two items with one name the finding stands at its own.
        above.filter(|index| same(&sheet.rows[*index])).or_else(|| sheet.by_key.get(&(name.domain.as_str(), name.key.clone())).copied())
    }
}

/// Whether a place belongs to an item: within its entry, in its row, or one of its cells.
fn stands_in(place: &Place, item: &Item) -> bool {
    match (&place.at, &item.place.at) {
        (At::Text(inner), At::Text(outer)) => inner.start >= outer.start && inner.end <= outer.end,
        (At::Cell { row, .. }, At::Cell { row: own, .. }) => {
            row == own || fields::ALL.iter().any(|info| info.field != Field::Extra && item.place_of(info.field) == place)
        }
        (At::Whole | At::Cell { .. } | At::Text(_), _) => false,
    }
}
