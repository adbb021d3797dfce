//! Names of agencies, domains and items (NM).

use super::{Check, Entry};

mod former_agency;
mod former_agency_in_text;
mod half_renamed;
mod near_power_name;
mod unknown_town;
mod wording;
mod half_width_comma;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &former_agency::RULE, check: Check::Item(former_agency::check) },
    Entry { rule: &former_agency_in_text::RULE, check: Check::Words(&former_agency_in_text::WATCH, former_agency_in_text::check) },
    Entry { rule: &half_renamed::RULE, check: Check::Words(&half_renamed::WATCH, half_renamed::check) },
    Entry { rule: &near_power_name::RULE, check: Check::Lists(near_power_name::check) },
    Entry { rule: &wording::RULE, check: Check::Words(&wording::WATCH, wording::check) },
    Entry { rule: &half_width_comma::RULE, check: Check::List(half_width_comma::check) },
    Entry { rule: &unknown_town::RULE, check: Check::Words(&unknown_town::WATCH, unknown_town::check) },
];
