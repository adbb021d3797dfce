//! What one edition of the catalogs has otherwise than the edition before: items by their ids, field by field, by what the values mean
//! rather than how they are written; towns, departments and domains as such; and why, as far as somebody said or the tables know.
//! Reads no edition and invents no reason.

use crate::diagnostic::Diagnostic;
use crate::model::changes::{Changes, EditionChange};
use crate::model::edition::Edition;
use crate::model::{Field, Item};

mod domains;
mod fields;
mod in_towns;
mod items;
mod known;
mod reasons;
mod renames;
mod units;

use known::Known;

/// Domain and entry in a catalog.
type Position = (usize, usize);

/// What understands the text of a field, as a list's cell is understood.
pub type Understand = fn(Field, &str) -> Item;

/// A change, and the items it is about in both editions.
struct Found {
    change: EditionChange,
    old: Option<Position>,
    new: Option<Position>,
}

impl Found {
    /// A change of a town, department or domain as such.
    fn as_such(change: EditionChange) -> Self {
        Self { change, old: None, new: None }
    }
}

/// Compares two editions of one city. The findings are about what the newer one says: reasons for what did not change, renamings that
/// are not confirmed.
#[must_use]
pub fn compare(old: &Edition<'_>, new: &Edition<'_>, understand: Understand) -> (Changes, Vec<Diagnostic>) {
    let (towns, town_changes) = units::towns(old, new);
    let (departments, department_changes) = units::departments(old, new);
    let known = Known::of((old, new), &towns, &departments);
    let pairing = items::Pairing::of(old, new, &towns);
    let mut found: Vec<Found> = town_changes.into_iter().chain(department_changes).map(Found::as_such).collect();
    found.extend(domains::changes(old, new, &departments).into_iter().map(Found::as_such));
    let (of_items, reworded) = items::changes((old, new), &pairing, &towns, (&known, understand));
    found.extend(of_items);
    let mut findings = reasons::explain(&mut found, old, new);
    let (likely_renames, doubts) = renames::likely(&found, old, new);
    findings.extend(doubts);
    let earlier = pairing.pairs().filter_map(|(before, now)| {
        let past = old.history.get(&entry(old, before).id)?;
        Some((entry(new, now).id.clone(), past.clone()))
    });
    let (from, to, earlier) = (old.name.clone(), new.name.clone(), earlier.collect());
    let list = found.into_iter().map(|found| found.change).collect();
    (Changes { from, to, list, likely_renames, reworded, earlier }, findings)
}

/// The entry at a position.
fn entry<'a>(edition: &'a Edition<'_>, (domain, entry): Position) -> &'a crate::model::Entry {
    &edition.catalog.domains[domain].entries[entry]
}

/// What an item is called in both its levels: `招生管理 / 招生政策`.
fn called(item: &Item) -> String {
    let levels = [&item.group.value, &item.name.value, &item.subname.value].map(String::as_str);
    levels.into_iter().filter(|level| !level.is_empty()).collect::<Vec<_>>().join(" / ")
}
