//! 报送情况: every file that was handed in, whose it is and whether it was accepted, who has handed in nothing, and which items were left
//! out of the catalogs. Judges nothing.

use std::collections::BTreeSet;

use crate::place::Place;
use crate::words::{Words, plural, say};

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
    /// What the catalogs keep of the edition before in its place.
    pub carried: Option<Carried>,
}

/// What a unit had in the edition before stands in place of what it handed in: `--on-invalid last-valid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The day of the edition in which it was last taken from what the unit handed in, `2020-12-11`.
    pub since: String,
    /// Items that are kept; of a town, those it speaks of.
    pub items: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a file is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It cannot be read.
    Unreadable,
    /// So many errors stand in it.
    Errors(usize),
    /// It says otherwise than another list.
    Disagrees,
    /// Another file of the same unit is not used.
    AnotherFile,
}

impl Reason {
    /// As people say it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Unreadable => say!("报送的文件读不出来", "the file cannot be read"),
            Self::Errors(count) => say!("报送的文件有 {count} 处错误", "the file has {count} error{s}", s = plural(count)),
            Self::Disagrees => say!("与别的清单不一致", "it disagrees with another list"),
            Self::AnotherFile => say!("同一单位的另一份文件有错误", "another file of the same unit has errors"),
        }
    }
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

/// Joins the units of one file.
pub const UNITS_JOIN: char = '、';

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
