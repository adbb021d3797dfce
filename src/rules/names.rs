//! Names of agencies, domains and items (NM).

use super::{Check, Entry};

mod former_agency;
mod former_agency_in_text;
mod half_renamed;
mod half_width_marks;
mod mixed_width;
mod near_power_name;
mod stray_blanks;
mod unknown_town;
mod wording;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &former_agency::RULE, check: Check::Item(former_agency::check) },
    Entry { rule: &former_agency_in_text::RULE, check: Check::Words(&former_agency_in_text::WATCH, former_agency_in_text::check) },
    Entry { rule: &half_renamed::RULE, check: Check::Words(&half_renamed::WATCH, half_renamed::check) },
    Entry { rule: &near_power_name::RULE, check: Check::Lists(near_power_name::check) },
    Entry { rule: &wording::RULE, check: Check::Words(&wording::WATCH, wording::check) },
    Entry { rule: &half_width_marks::RULE, check: Check::List(half_width_marks::check) },
    Entry { rule: &stray_blanks::RULE, check: Check::Words(&stray_blanks::WATCH, stray_blanks::check) },
    Entry { rule: &mixed_width::RULE, check: Check::Words(&mixed_width::WATCH, mixed_width::check) },
    Entry { rule: &unknown_town::RULE, check: Check::Words(&unknown_town::WATCH, unknown_town::check) },
];
