//! 公开方式 and 公开对象 (WAY): who is told, and whether they must ask.

use super::{Check, Entry};

mod internal_affairs;
mod no_secrecy_clause;
mod on_request;
mod on_request_for_everyone;
mod public_by_law;
mod trigger_against_method;
mod unnamed_audience;
mod withheld_without_ground;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &on_request_for_everyone::RULE, check: Check::Item(on_request_for_everyone::check) },
    Entry { rule: &unnamed_audience::RULE, check: Check::Item(unnamed_audience::check) },
    Entry { rule: &public_by_law::RULE, check: Check::Item(public_by_law::check) },
    Entry { rule: &on_request::RULE, check: Check::Item(on_request::check) },
    Entry { rule: &trigger_against_method::RULE, check: Check::Item(trigger_against_method::check) },
    Entry { rule: &withheld_without_ground::RULE, check: Check::Item(withheld_without_ground::check) },
    Entry { rule: &internal_affairs::RULE, check: Check::Words(&internal_affairs::WATCH, internal_affairs::check) },
    Entry { rule: &no_secrecy_clause::RULE, check: Check::Words(&no_secrecy_clause::WATCH, no_secrecy_clause::check) },
];
