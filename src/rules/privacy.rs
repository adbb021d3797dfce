//! Privacy (PR) and secrecy (SC): what must not be published, and what a catalog must not promise to publish.

use super::Entry;

pub(super) static ALL: &[Entry] = &[];
