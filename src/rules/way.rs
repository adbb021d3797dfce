//! 公开方式 and 公开对象 (WAY): who is told, and whether they must ask.

use super::{Check, Entry};

mod on_request_for_everyone;
mod unnamed_audience;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &on_request_for_everyone::RULE, check: Check::Item(on_request_for_everyone::check) },
    Entry { rule: &unnamed_audience::RULE, check: Check::Item(unnamed_audience::check) },
];
