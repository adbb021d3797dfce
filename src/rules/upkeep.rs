//! Editions and their upkeep (DY).

use super::Entry;

pub(super) static ALL: &[Entry] = &[];
