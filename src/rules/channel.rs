//! 公开渠道和载体 (CH): the 13 options of the national table and what domains add.

use super::{Check, Entry};

mod unknown_channel;

pub(super) static ALL: &[Entry] = &[Entry { rule: &unknown_channel::RULE, check: Check::Item(unknown_channel::check) }];
