//! 公开依据 (BA): how documents are cited.

use super::{Check, Entry};

mod basis_dates;
mod basis_order;
mod missing_number;
mod mixed_numerals;
mod mixed_separators;
mod nested_titles;
mod no_business_basis;
mod number_form;
mod other_province_basis;
mod short_title;
mod state_council_decree;
mod two_titles;
mod unbalanced_marks;
mod unmarked_title;
mod unpublished_basis;
mod wrong_number;
mod year_brackets;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &unmarked_title::RULE, check: Check::Item(unmarked_title::check) },
    Entry { rule: &unbalanced_marks::RULE, check: Check::Item(unbalanced_marks::check) },
    Entry { rule: &year_brackets::RULE, check: Check::Words(&year_brackets::WATCH, year_brackets::check) },
    Entry { rule: &number_form::RULE, check: Check::Item(number_form::check) },
    Entry { rule: &state_council_decree::RULE, check: Check::Words(&state_council_decree::WATCH, state_council_decree::check) },
    Entry { rule: &mixed_numerals::RULE, check: Check::List(mixed_numerals::check) },
    Entry { rule: &wrong_number::RULE, check: Check::Item(wrong_number::check) },
    Entry { rule: &short_title::RULE, check: Check::List(short_title::check) },
    Entry { rule: &nested_titles::RULE, check: Check::Words(&nested_titles::WATCH, nested_titles::check) },
    Entry { rule: &mixed_separators::RULE, check: Check::Words(&mixed_separators::WATCH, mixed_separators::check) },
    Entry { rule: &missing_number::RULE, check: Check::List(missing_number::check) },
    Entry { rule: &no_business_basis::RULE, check: Check::Item(no_business_basis::check) },
    Entry { rule: &basis_order::RULE, check: Check::List(basis_order::check) },
    Entry { rule: &unpublished_basis::RULE, check: Check::Words(&unpublished_basis::WATCH, unpublished_basis::check) },
    Entry { rule: &other_province_basis::RULE, check: Check::Words(&other_province_basis::WATCH, other_province_basis::check) },
    Entry { rule: &basis_dates::RULE, check: Check::Item(basis_dates::check) },
    Entry { rule: &two_titles::RULE, check: Check::List(two_titles::check) },
];
