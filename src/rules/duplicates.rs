//! Duplicates and coverage (DU): every item once, no domain forgotten.

use super::{Check, Entry};

mod duplicate_item;
mod missing_domain;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &duplicate_item::RULE, check: Check::Lists(duplicate_item::check) },
    Entry { rule: &missing_domain::RULE, check: Check::Catalog(missing_domain::check) },
];
