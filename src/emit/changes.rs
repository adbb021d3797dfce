//! What `mulu diff` writes: the changes from one edition to the next, one form a kind of file. Compares nothing.

use std::io;
use std::path::Path;

use crate::emit::workbook;
use crate::model::changes::{Changes, EditionName, Likeness};

pub mod json;
mod markdown;
mod page;

/// What the changes are of.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The city.
    pub city: &'a str,
    /// The changes.
    pub changes: &'a Changes,
}

/// A form of changes.
pub struct ChangesForm {
    /// What `--format` calls it; also how the names of such files end.
    pub name: &'static str,
    /// Whether it is text that can be printed.
    pub kind: Kind,
    /// Makes the file's bytes; fails when the machine does.
    pub make: fn(Compared<'_>) -> io::Result<Vec<u8>>,
}

/// What a form is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// Bytes for a program.
    Binary,
}

/// Every form.
pub static ALL: &[ChangesForm] = &[
    ChangesForm { name: "xlsx", kind: Kind::Binary, make: |compared| workbook::changes::make(compared.changes, None) },
    ChangesForm { name: "html", kind: Kind::Text, make: |compared| Ok(page::print(compared).into_bytes()) },
    ChangesForm { name: "md", kind: Kind::Text, make: |compared| Ok(markdown::print(compared).into_bytes()) },
    ChangesForm { name: "json", kind: Kind::Text, make: |compared| Ok(json::print(compared).into_bytes()) },
];

/// The form a file's name asks for.
#[must_use]
pub fn of(file: &Path) -> Option<&'static ChangesForm> {
    let extension = file.extension()?.to_string_lossy().to_lowercase();
    ALL.iter().find(|form| form.name == extension)
}

/// `常熟市基层政务公开标准目录（2021年版），以2021-12-10为准`.
fn named(edition: &EditionName) -> String {
    let title = if edition.title.is_empty() { edition.id.clone() } else { format!("{}《{}》", edition.id, edition.title) };
    edition.as_of.as_ref().map_or(title.clone(), |day| format!("{title}（截至{day}）"))
}

fn because(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Code => "事项编码相同",
        Likeness::Name => "名称相近，依据相同",
    }
}
