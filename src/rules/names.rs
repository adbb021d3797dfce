//! Names of agencies, domains and items (NM).

use super::Entry;

pub(super) static ALL: &[Entry] = &[];
