//! 公开层级 against 公开主体 (LV): who discloses at which level.

use super::{Check, Entry};

mod generic_subject;
mod internal_office;
mod lead_absent;
mod not_the_towns_body;
mod other_tier_columns;
mod town_body_at_city_tier;
mod unregistered_subject;
mod village_as_subject;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &not_the_towns_body::RULE, check: Check::Catalog(not_the_towns_body::check) },
    Entry { rule: &generic_subject::RULE, check: Check::List(generic_subject::check) },
    Entry { rule: &town_body_at_city_tier::RULE, check: Check::List(town_body_at_city_tier::check) },
    Entry { rule: &village_as_subject::RULE, check: Check::Words(&village_as_subject::WATCH, village_as_subject::check) },
    Entry { rule: &unregistered_subject::RULE, check: Check::List(unregistered_subject::check) },
    Entry { rule: &lead_absent::RULE, check: Check::Catalog(lead_absent::check) },
    Entry { rule: &other_tier_columns::RULE, check: Check::Lists(other_tier_columns::check) },
    Entry { rule: &internal_office::RULE, check: Check::Words(&internal_office::WATCH, internal_office::check) },
];
