//! 公开时限 (TL): whether the limit may be what it says.

use super::{Check, Entry};

mod late_time_limit;
mod no_trigger;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &late_time_limit::RULE, check: Check::Item(late_time_limit::check) },
    Entry { rule: &no_trigger::RULE, check: Check::Item(no_trigger::check) },
];
