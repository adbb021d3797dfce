//! The forms `convert` writes lists in, one entry a form. The name of the file says which is wanted.

use std::io;
use std::path::Path;

use crate::model::List;

use super::{list_csv, list_ods, list_workbook, list_yaml};

/// A form of lists.
pub struct ListForm {
    /// How the names of such files end, the usual one first; lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Makes the file's bytes; fails when the machine does, or the form cannot hold what the lists say.
    pub make: fn(&[List]) -> io::Result<Vec<u8>>,
    /// Where the lists of a file stand.
    pub holding: Holding,
}

/// Where the lists of a file stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Each on a sheet, or in a document, of its own.
    Apart,
    /// One under the other: whoever reads the file finds by their lines where one ends.
    Together,
}

/// Every form.
pub static ALL: &[ListForm] = &[
    ListForm { extensions: &["yaml", "yml"], make: |lists| Ok(list_yaml::print(lists).into_bytes()), holding: Holding::Apart },
    ListForm { extensions: &["xlsx"], make: list_workbook::make, holding: Holding::Apart },
    ListForm { extensions: &["ods"], make: list_ods::make, holding: Holding::Apart },
    ListForm { extensions: &["csv"], make: list_csv::make, holding: Holding::Together },
];

/// The form a file's name asks for.
#[must_use]
pub fn of(file: &Path) -> Option<&'static ListForm> {
    let extension = file.extension()?.to_string_lossy().to_lowercase();
    ALL.iter().find(|form| form.extensions.contains(&extension.as_str()))
}
