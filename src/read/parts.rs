//! The parts of a workbook package as text, for whoever changes some of them: each within the limits of `guard`. Knows
//! nothing of what stands in them.

use super::guard::LIMITS;
use super::package::{self, Package};

/// A package whose parts can be had as text.
pub struct Parts<'a>(Package<'a>);

impl<'a> Parts<'a> {
    /// Opens a package; none when its directory cannot be trusted.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        Package::open(bytes).ok().map(Self)
    }

    /// A part's name as parts are compared: slashes, lower case.
    #[must_use]
    pub fn normalised(name: &str) -> String {
        package::normalised(name)
    }

    /// Whether there is a part of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.has(name)
    }

    /// Names of all parts, normalised.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.names()
    }

    /// The text of a part; none when it is no UTF-8 or over a limit.
    #[must_use]
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.0.text(name, LIMITS.part_bytes).ok()
    }
}
