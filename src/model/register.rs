//! 报送情况: every file that was handed in, whose it is and whether it was accepted, who has handed in nothing, and which items were left
//! out of the catalogs. Judges nothing.

use std::collections::BTreeSet;

use crate::place::Place;

/// One file that was handed in, or a unit that has handed in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The department or town; empty when the file does not say.
    pub unit: String,
    /// What kind of unit.
    pub of: Unit,
    /// Path; none when nothing was handed in.
    pub file: Option<String>,
    /// sha256 of the file in lower-case hex.
    pub sha256: Option<String>,
    /// Items, or powers and services of a native list.
    pub items: usize,
    /// Errors not silenced.
    pub errors: usize,
    /// Warnings not silenced.
    pub warnings: usize,
    /// Where it stands.
    pub state: State,
    /// The day of the edition in which this very file first stood, `2020-12-11`; none when nothing was handed in.
    pub since: Option<String>,
    /// How many of its items were left out of the catalogs.
    pub left_out: usize,
}

/// An item of a file that was left out of the catalogs: `--on-invalid skip-items`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The department or town; empty when the list does not say.
    pub unit: String,
    /// What kind of unit.
    pub of: Unit,
    /// Where the file speaks of it.
    pub place: Place,
    /// `domain/group/name[/subname]`, normalised.
    pub item: String,
    /// As people name it.
    pub name: String,
    /// Names of the rules it breaks.
    pub rules: BTreeSet<&'static str>,
}

/// Who hands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A department of the city.
    Department,
    /// A town.
    Town,
}

impl Unit {
    /// As data say it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Town => "town",
        }
    }
}

/// Where a submission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing at or above the failing level was found in it.
    Accepted,
    /// It goes back.
    Returned,
    /// 未报送.
    Missing,
}

impl State {
    /// As tables say it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "已接收",
            Self::Returned => "需要修改",
            Self::Missing => "未报送",
        }
    }

    /// As data say it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::Missing => "missing",
        }
    }
}
