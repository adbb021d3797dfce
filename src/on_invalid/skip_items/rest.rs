//! What was handed in without what is left out: rows of lists, and whatever towns say of items that nobody has any more.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::rows::{Row, row};
use crate::model::selector::Index;
use crate::model::{Catalog, Claim, List, TownFile, name};
use crate::on_invalid::Case;
use crate::place::Located;

/// Items by domain and key.
pub(super) type Items = BTreeSet<(String, String)>;

/// What is left out so far.
#[derive(Default)]
pub(super) struct Rest {
    /// Rows of the city's lists.
    rows: BTreeSet<Row>,
    /// Items nobody has any more.
    items: Items,
    /// Words of towns that name none but such items.
    words: BTreeSet<String>,
}

impl Rest {
    /// Leaves out more, as the last round's catalog tells; false when it is no more than before.
    pub(super) fn leave_out(&mut self, (rows, items): (BTreeSet<Row>, Items), case: &Case<'_>, catalog: &Catalog) -> bool {
        let before = (self.rows.len(), self.items.len());
        self.rows.extend(rows);
        self.items.extend(items);
        let (index, positions) = Index::of_catalog(catalog, |entry| entry.added_by.is_none() && entry.at_town_level());
        let is_out = |at: &usize| {
            let (domain, entry) = positions[*at];
            let section = &catalog.domains[domain];
            self.items.contains(&(section.key.clone(), section.entries[entry].key.clone()))
        };
        for word in case.towns.iter().flat_map(words) {
            let found = index.find(&word.value);
            if !found.is_empty() && found.iter().all(is_out) {
                self.words.insert(word.value.clone());
            }
        }
        (self.rows.len(), self.items.len()) != before
    }

    /// The lists and towns' files without it.
    pub(super) fn of<'a>(&self, case: &Case<'a>) -> (Cow<'a, [List]>, Cow<'a, [TownFile]>) {
        if self.rows.is_empty() && self.items.is_empty() {
            return (Cow::Borrowed(case.lists), Cow::Borrowed(case.towns));
        }
        let (mut lists, mut towns) = (case.lists.to_vec(), case.towns.to_vec());
        lists.iter_mut().for_each(|list| self.drop_rows(list));
        for file in &mut towns {
            let stays = |word: &Located<String>| !self.words.contains(&word.value);
            if let Claim::Items(words) = &mut file.claim {
                words.retain(stays);
            }
            file.omit.retain(|omission| stays(&omission.item));
            file.change.retain(|change| stays(&change.item));
            for addition in &mut file.add {
                addition.after = addition.after.take().filter(stays);
                self.drop_rows(&mut addition.list);
            }
        }
        (Cow::Owned(lists), Cow::Owned(towns))
    }

    fn drop_rows(&self, list: &mut List) {
        let mut items = std::mem::take(&mut list.items);
        items.retain(|item| {
            let row = row(list, &name::item_key(item));
            match list.town {
                None => !self.rows.contains(&row),
                Some(_) => !self.items.contains(&(row.1, row.2)),
            }
        });
        list.items = items;
    }
}

/// The words by which a town's file names items of the city.
fn words(file: &TownFile) -> impl Iterator<Item = &Located<String>> {
    let claimed = match &file.claim {
        Claim::All => &[][..],
        Claim::Items(words) => words,
    };
    let omitted = file.omit.iter().map(|omission| &omission.item);
    let changed = file.change.iter().map(|change| &change.item);
    claimed.iter().chain(omitted).chain(changed).chain(file.add.iter().filter_map(|addition| addition.after.as_ref()))
}
