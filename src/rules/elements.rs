//! The elements every item needs (EL): a missing one can never be allowed away. And cells that were filled in by accident.

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
mod serial_numbers;
mod template_text;
mod vague_wording;
mod thin_guide;
mod garbled_text;
mod cut_text;
mod dragged_number;
mod misplaced_basis;

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
    Entry { rule: &serial_numbers::RULE, check: Check::List(serial_numbers::check) },
    Entry { rule: &template_text::RULE, check: Check::Words(&template_text::WATCH, template_text::check) },
    Entry { rule: &vague_wording::RULE, check: Check::Words(&vague_wording::WATCH, vague_wording::check) },
    Entry { rule: &thin_guide::RULE, check: Check::Words(&thin_guide::WATCH, thin_guide::check) },
    Entry { rule: &garbled_text::RULE, check: Check::Words(&garbled_text::WATCH, garbled_text::check) },
    Entry { rule: &cut_text::RULE, check: Check::Item(cut_text::check) },
    Entry { rule: &dragged_number::RULE, check: Check::List(dragged_number::check) },
    Entry { rule: &misplaced_basis::RULE, check: Check::Item(misplaced_basis::check) },
];
