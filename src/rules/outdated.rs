//! Bases that are out of date (OB), by the dated tables of `catalogs/`.

use super::Entry;

pub(super) static ALL: &[Entry] = &[];
