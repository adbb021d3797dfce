//! The elements every item needs (EL). A missing one can never be allowed away.

use super::{Check, Entry};

mod missing_name;
mod missing_content;
mod missing_basis;
mod missing_time_limit;
mod missing_subject;
mod missing_channel;
mod missing_audience;
mod missing_method;
mod missing_tier;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &missing_name::RULE, check: Check::Item(missing_name::check) },
    Entry { rule: &missing_content::RULE, check: Check::Item(missing_content::check) },
    Entry { rule: &missing_basis::RULE, check: Check::Item(missing_basis::check) },
    Entry { rule: &missing_time_limit::RULE, check: Check::Item(missing_time_limit::check) },
    Entry { rule: &missing_subject::RULE, check: Check::Item(missing_subject::check) },
    Entry { rule: &missing_channel::RULE, check: Check::Item(missing_channel::check) },
    Entry { rule: &missing_audience::RULE, check: Check::Item(missing_audience::check) },
    Entry { rule: &missing_method::RULE, check: Check::Item(missing_method::check) },
    Entry { rule: &missing_tier::RULE, check: Check::Item(missing_tier::check) },
];
