//! 公开依据 (BA): how documents are cited.

use super::{Check, Entry};

mod unbalanced_marks;

pub(super) static ALL: &[Entry] = &[Entry { rule: &unbalanced_marks::RULE, check: Check::Item(unbalanced_marks::check) }];
