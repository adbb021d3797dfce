//! 公开渠道和载体 (CH): the 13 options of the national table and what domains add.

use super::{Check, Entry};

mod foreign_channel;
mod no_website;
mod online_only;
mod unknown_channel;
mod unnamed_other_channel;

pub(super) static ALL: &[Entry] = &[
    Entry { rule: &unknown_channel::RULE, check: Check::Item(unknown_channel::check) },
    Entry { rule: &unnamed_other_channel::RULE, check: Check::Item(unnamed_other_channel::check) },
    Entry { rule: &no_website::RULE, check: Check::Item(no_website::check) },
    Entry { rule: &foreign_channel::RULE, check: Check::Words(&foreign_channel::WATCH, foreign_channel::check) },
    Entry { rule: &online_only::RULE, check: Check::Item(online_only::check) },
];
