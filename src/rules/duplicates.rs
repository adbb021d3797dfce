//! Duplicates and coverage (DU): every item once, no domain forgotten.

use super::{Check, Entry};

mod added_overlaps;
mod duplicate_item;
mod in_both_catalogs;
mod missing_domain;
mod no_results;
mod town_copy;
mod town_limit_later;
mod towns_differ;
mod uncovered_class;
mod uncovered_town_class;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &duplicate_item::RULE, check: Check::Lists(duplicate_item::check) },
    Entry { rule: &town_limit_later::RULE, check: Check::Catalog(town_limit_later::check) },
    Entry { rule: &in_both_catalogs::RULE, check: Check::Supplement(in_both_catalogs::check) },
    Entry { rule: &uncovered_class::RULE, check: Check::Supplement(uncovered_class::check) },
    Entry { rule: &added_overlaps::RULE, check: Check::Catalog(added_overlaps::check) },
    Entry { rule: &missing_domain::RULE, check: Check::Catalog(missing_domain::check) },
    Entry { rule: &town_copy::RULE, check: Check::ProjectLists(town_copy::check) },
    Entry { rule: &towns_differ::RULE, check: Check::Catalog(towns_differ::check) },
    Entry { rule: &no_results::RULE, check: Check::Catalog(no_results::check) },
    Entry { rule: &uncovered_town_class::RULE, check: Check::Supplement(uncovered_town_class::check) },
];
