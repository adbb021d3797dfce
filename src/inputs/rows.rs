//! Gives what the checks of texts found in a row the item of that row: they see texts before any item is made of them. Judges nothing.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::{Item, List, fields, name};
use crate::parse::Parsed;
use crate::place::{At, Origin, Place};
use crate::rule::Family;

/// The items of a sheet or file with their lists, from top to bottom.
type Rows<'a> = Vec<(u32, &'a List, &'a Item)>;

/// Names the items of a file's findings about texts.
pub(super) fn name_items(parsed: &Parsed, diagnostics: &mut Diagnostics) {
    let is_meant = |found: &Diagnostic| found.rule.family == Family::Privacy && found.item.is_none() && found.place.at != At::Whole;
    // Nearly every file has none.
    if !diagnostics.iter().any(is_meant) {
        return;
    }
    let mut sheets: BTreeMap<&Origin, Rows<'_>> = BTreeMap::new();
    let additions = parsed.towns.iter().flat_map(|town| &town.add).map(|addition| &addition.list);
    for list in parsed.lists.iter().chain(additions) {
        for item in &list.items {
            sheets.entry(&*item.place.origin).or_default().push((item.place.start(), list, item));
        }
    }
    for rows in sheets.values_mut() {
        rows.sort_by_key(|(start, ..)| *start);
    }
    for found in diagnostics.iter_mut().filter(|found| is_meant(found)) {
        let Some(rows) = sheets.get(&*found.place.origin) else { continue };
        let above = rows.partition_point(|(from, ..)| *from <= found.place.start()).checked_sub(1);
        let Some((_, list, item)) = above.map(|at| rows[at]).filter(|(.., item)| stands_in(&found.place, item)) else { continue };
        let domain = list.domain_key().to_owned();
        found.item = Some(ItemName { domain, key: name::item_key(item), name: item.display_name() });
    }
}

/// Whether a place that begins no higher than an item is one of it: in its rows, in a cell of its card, or within its entry.
fn stands_in(place: &Place, item: &Item) -> bool {
    match (&place.at, &item.place.at) {
        (At::Text(inner), At::Text(outer)) => inner.end <= outer.end,
        (At::Cell { row, .. }, At::Cell { row: first, .. }) => {
            *row < first + item.serial.rows.max(1) || fields::ALL.iter().any(|info| item.place_of(info.field) == place)
        }
        (At::Whole | At::Cell { .. } | At::Text(_), _) => false,
    }
}
