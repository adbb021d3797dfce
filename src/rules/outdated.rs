//! Bases that are out of date (OB), by the dated tables of `catalogs/`.

use super::{Check, Entry};

mod ended_basis;
mod old_tables;
mod old_trial_document;
mod older_text;
mod unsettled_basis;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &ended_basis::RULE, check: Check::Item(ended_basis::check) },
    Entry { rule: &older_text::RULE, check: Check::Item(older_text::check) },
    Entry { rule: &unsettled_basis::RULE, check: Check::List(unsettled_basis::check) },
    Entry { rule: &old_trial_document::RULE, check: Check::Words(&old_trial_document::WATCH, old_trial_document::check) },
    Entry { rule: &old_tables::RULE, check: Check::Lists(old_tables::check) },
];
