//! What editions changed of each item, for `catalog.json`: what the edition before knew, and this edition's changes.

use std::collections::BTreeMap;

use crate::model::changes::record::PastRecord;
use crate::model::changes::{Changes, EditionChange};

/// The histories of all items.
pub(super) struct Histories<'a> {
    changes: Option<&'a Changes>,
    /// This edition's changes by the id of the item.
    now: BTreeMap<&'a str, Vec<&'a EditionChange>>,
}

impl<'a> Histories<'a> {
    pub(super) fn of(changes: Option<&'a Changes>) -> Self {
        let mut now: BTreeMap<&str, Vec<&EditionChange>> = BTreeMap::new();
        for change in changes.iter().flat_map(|changes| &changes.list) {
            if let Some(id) = &change.id {
                now.entry(id).or_default().push(change);
            }
        }
        Self { changes, now }
    }

    /// That of one item, the oldest change first.
    pub(super) fn of_item(&self, id: &str) -> Vec<PastRecord> {
        let Some(changes) = self.changes else { return Vec::new() };
        let earlier = changes.earlier.get(id).into_iter().flatten().map(|past| PastRecord::of(&past.edition, &past.change));
        let now = self.now.get(id).into_iter().flatten().map(|change| PastRecord::of(&changes.to, change));
        earlier.chain(now).collect()
    }
}
