//! 公开时限 (TL): whether the limit may be what it says.

use super::{Check, Entry};

mod calendar_days;
mod display_only;
mod late_decision;
mod late_time_limit;
mod later_than_statute;
mod limits_not_assigned;
mod long_term_static;
mod lost_start;
mod no_retention;
mod no_trigger;
mod promptly;
mod uneven_exception;
mod working_days_for_days;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &late_time_limit::RULE, check: Check::Item(late_time_limit::check) },
    Entry { rule: &calendar_days::RULE, check: Check::Item(calendar_days::check) },
    Entry { rule: &no_trigger::RULE, check: Check::Item(no_trigger::check) },
    Entry { rule: &lost_start::RULE, check: Check::Item(lost_start::check) },
    Entry { rule: &promptly::RULE, check: Check::Item(promptly::check) },
    Entry { rule: &working_days_for_days::RULE, check: Check::Item(working_days_for_days::check) },
    Entry { rule: &later_than_statute::RULE, check: Check::Item(later_than_statute::check) },
    Entry { rule: &late_decision::RULE, check: Check::List(late_decision::check) },
    Entry { rule: &display_only::RULE, check: Check::Item(display_only::check) },
    Entry { rule: &no_retention::RULE, check: Check::List(no_retention::check) },
    Entry { rule: &long_term_static::RULE, check: Check::Item(long_term_static::check) },
    Entry { rule: &limits_not_assigned::RULE, check: Check::Item(limits_not_assigned::check) },
    Entry { rule: &uneven_exception::RULE, check: Check::List(uneven_exception::check) },
];
