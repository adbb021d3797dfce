//! Numbers the pages show: items of a domain by catalog, items of a town by what it says about them.

use crate::model::{Catalog, DomainSection, Entry, TownState};

/// Items of one domain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// In the city's catalog.
    pub(super) city: usize,
    /// In the towns' catalogs.
    pub(super) town: usize,
    /// Added by single towns.
    pub(super) added: usize,
    /// In neither catalog.
    pub(super) other: usize,
}

/// Items of one domain in one town.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// It has.
    pub(super) items: usize,
    /// It confirms unchanged.
    pub(super) confirmed: usize,
    /// It changes.
    pub(super) changed: usize,
    /// It leaves out.
    pub(super) omitted: usize,
    /// It adds.
    pub(super) added: usize,
}

/// The catalog an item of a domain stands in first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The city's, perhaps the towns' too.
    City,
    /// Only the towns'.
    Town,
    /// Only the one of the town that added it.
    Added,
    /// None.
    Other,
}

pub(super) fn standing(domain: &DomainSection, entry: &Entry) -> Standing {
    if domain.not_applicable.is_some() {
        Standing::Other
    } else if entry.added_by.is_some() {
        Standing::Added
    } else if entry.in_city() {
        Standing::City
    } else if entry.at_town_level() {
        Standing::Town
    } else {
        Standing::Other
    }
}

pub(super) fn domain(domain: &DomainSection) -> Count {
    let mut count = Count::default();
    for entry in &domain.entries {
        match standing(domain, entry) {
            Standing::City => {
                count.city += 1;
                count.town += usize::from(entry.at_town_level());
            }
            Standing::Town => count.town += 1,
            Standing::Added => count.added += 1,
            Standing::Other => count.other += 1,
        }
    }
    count
}

pub(super) fn in_town(catalog: &Catalog, domain: &DomainSection, town: usize) -> Tally {
    if domain.not_applicable.is_some() || catalog.towns[town].not_applicable.contains_key(&domain.key) {
        return Tally::default();
    }
    let mut tally = Tally { items: catalog.in_town(domain, town).count(), ..Tally::default() };
    for entry in &domain.entries {
        match entry.towns.get(&town).map(|deviation| deviation.state) {
            Some(TownState::Confirmed) => tally.confirmed += 1,
            Some(TownState::Changed) => tally.changed += 1,
            Some(TownState::Omitted) => tally.omitted += 1,
            Some(TownState::Added) | None => {}
        }
        tally.added += usize::from(entry.added_by == Some(town));
    }
    tally
}

impl Tally {
    pub(super) fn add(&mut self, other: Self) {
        self.items += other.items;
        self.confirmed += other.confirmed;
        self.changed += other.changed;
        self.omitted += other.omitted;
        self.added += other.added;
    }
}

/// `1,040`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1040, "1,040"), (123_456, "123,456"), (1_000_000, "1,000,000")] {
            assert_eq!(super::grouped(number), text);
        }
    }
}
