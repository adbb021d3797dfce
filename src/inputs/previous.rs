//! The edition before, as its output folder holds it (`--previous`). Reads it within the limits and believes nothing it cannot be.

use std::io;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::own_file::{self, Named};
use crate::model::register::{UNITS_JOIN, Unit};
use crate::report::json::SCHEMA;
use crate::words::{Words, say};
use crate::{Trouble, read};

pub(crate) mod edition;
pub(crate) mod items;
pub(crate) mod node;
pub(crate) mod town;

/// The edition before.
pub(crate) struct Previous {
    report: Report,
}

/// What of `report.json` is asked for.
#[derive(Deserialize)]
struct Report {
    as_of: Day,
    #[serde(default)]
    register: Vec<Entry>,
}

/// A submission of that edition.
#[derive(Deserialize)]
struct Entry {
    unit: String,
    of: String,
    sha256: Option<String>,
    since: Option<Day>,
    file: Option<String>,
    carried: Option<Kept>,
}

/// What a unit had in an edition before that one.
#[derive(Deserialize)]
struct Kept {
    since: Day,
}

/// A day as reports write it, `2020-12-11`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct Day(Date);

impl TryFrom<String> for Day {
    type Error = jiff::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

impl Previous {
    /// Reads the output folder of the edition before.
    ///
    /// # Errors
    /// When it is no such folder, or its `report.json` cannot be used.
    pub(crate) fn of(folder: &Path) -> Result<Self, Trouble> {
        let path = folder.join("report.json");
        let unusable = |why| Trouble::UnusablePrevious { path: path.clone(), why };
        let text = read::plain(&path).map_err(|error| unusable(not_read(&error)))?;
        Ok(Self { report: report(&text).map_err(unusable)? })
    }

    /// The day of the first edition in a row in which a unit's file had these bytes; none when the edition before had no such file.
    pub(crate) fn since(&self, of: Unit, unit: &str, sha256: &str) -> Option<String> {
        let same = |entry: &&Entry| entry.of == of.key() && entry.unit == unit && entry.sha256.as_deref() == Some(sha256);
        // A file that could not be opened has no bytes to compare.
        let entries = self.report.register.iter().filter(same).filter(|_| !sha256.is_empty());
        entries.map(|entry| entry.since.unwrap_or(self.report.as_of)).min().map(|day| day.0.to_string())
    }

    /// The day of the edition in which a unit's content was last taken from what it handed in.
    pub(crate) fn last_valid(&self, of: Unit, unit: &str) -> String {
        let own = self.report.register.iter().filter(|entry| entry.of == of.key() && entry.unit.split(UNITS_JOIN).any(|name| name == unit));
        own.filter_map(|entry| entry.carried.as_ref()).map(|kept| kept.since).min().unwrap_or(self.report.as_of).0.to_string()
    }

    /// Whose a file was.
    pub(crate) fn owners(&self, of: Unit, file: &str) -> Vec<String> {
        let entry = self.report.register.iter().find(|entry| entry.of == of.key() && entry.file.as_deref() == Some(file));
        let names = entry.into_iter().flat_map(|entry| entry.unit.split(UNITS_JOIN)).filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    }
}

/// The part of a report that is asked for.
fn report(text: &str) -> Result<Report, Words> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let named: Named = serde_json::from_str(text).map_err(|error| own_file::damaged(&kind(), &error))?;
    if named.schema != SCHEMA {
        return Err(say!("它不是 mulu 生成的检查结果", "it is not a report that mulu wrote"));
    }
    serde_json::from_str(text).map_err(|error| own_file::damaged(&kind(), &error))
}

/// What kind of file it is.
fn kind() -> Words {
    say!("检查结果", "report")
}

fn not_read(error: &io::Error) -> Words {
    let missing = say!(
        "没有这个文件。请写上一次 mulu build 生成的文件夹，例如 --previous out；第一次生成时不用写 --previous",
        "there is no such file: name the folder an earlier mulu build wrote, such as --previous out; the first build needs none"
    );
    own_file::not_read(&kind(), missing, error)
}
