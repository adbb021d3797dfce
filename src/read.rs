//! Bytes to trees and tables, each value with its place. Holds every guard against hostile files.
//! Knows how files are made, not what the words in them mean: the headings to look for are handed in.

use std::sync::Arc;

use crate::place::{Located, Origin, Place};

pub mod csv;
mod code_page;
mod compound;
mod digest;
mod encoding;
pub mod files;
mod guard;
mod input;
mod kind;
pub mod mapping;
mod package;
mod plain;
pub mod parts;
mod standing;
pub mod table;
mod workbook;
pub mod yaml;

pub use code_page::CodePage;
pub use digest::{files_below, sha256, sha256_of};
pub use guard::{LIMITS, Limits};
pub use input::{bytes_of, read_bytes, read_file};
pub use plain::{catalog, plain};
pub use standing::{Standing, standing};

/// What the user says about how files are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The code page of old workbooks, whatever they name (`--codepage`).
    pub code_page: Option<CodePage>,
}

/// One input after reading. What could not be read is reported and leaves `Contents::Nothing`.
#[derive(Debug)]
pub struct Input {
    /// Path as places show it.
    pub path: String,
    /// sha256 of the bytes, in lower-case hex.
    pub sha256: String,
    /// Decoded text, for text files; excerpts are cut from it.
    pub text: Option<Arc<str>>,
    /// What it holds.
    pub contents: Contents,
    /// What stands in it beside its cells.
    pub further: Vec<Further>,
}

/// A text of a file that stands in no cell. No list is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Further {
    /// The cell it belongs to, or the sheet, or the file.
    pub place: Place,
    /// What it is.
    pub kind: FurtherKind,
    /// The text, ends trimmed.
    pub text: String,
}

/// What a text beside the cells is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FurtherKind {
    /// A comment on a cell.
    Comment,
    /// An address behind a cell that does not lead to the web: mail, a telephone, a file.
    Link,
    /// A text in a shape over the cells.
    Shape,
    /// What the file says of itself, under the name people know it by.
    Property(String),
    /// A cell as it was before a change the file keeps.
    Change,
}

/// What an input holds.
#[derive(Debug)]
pub enum Contents {
    /// YAML: a tree a document.
    Trees(Vec<Node>),
    /// A workbook: a grid a sheet.
    Grids(Vec<Grid>),
    /// Nothing readable.
    Nothing,
}

/// A node of a YAML tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its scalar, or all of its block.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// A YAML value. Scalars stay text: `00012` keeps its zeros and `no` is a word.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar's text.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in its own order, each key once.
    Map(Vec<(Located<String>, Node)>),
}

/// A sheet: only the cells that hold something.
#[derive(Debug)]
pub struct Grid {
    /// File and sheet.
    pub origin: Arc<Origin>,
    /// Whether people see the sheet.
    pub visibility: Visibility,
    /// Non-empty rows from top to bottom.
    pub rows: Vec<GridRow>,
    /// What the format tells beside the cells.
    pub beside: Beside,
}

/// What a sheet holds beside its cells, as far as its format tells. Rows and columns count from 1.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Merged ranges, clipped to the used box.
    pub merges: Vec<Range>,
    /// Hidden rows, as ranges of row numbers (both ends included).
    pub hidden_rows: Vec<(u32, u32)>,
    /// Hidden columns, likewise.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Addresses on the web behind cells: row, column, address. In no fixed order.
    pub links: Vec<(u32, u32, String)>,
    /// Cells with a formula, by row and column. None is computed: the value that was saved stands in the rows, or nothing.
    pub formulas: Vec<(u32, u32)>,
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// It has a tab.
    Shown,
    /// It is hidden.
    Hidden,
}

/// Headings of the sheet of findings in a workbook that was marked, in both languages: such a sheet is no list.
pub const FINDINGS_HEADINGS: [[&str; 7]; 2] = [
    ["轻重", "工作表", "单元格", "栏目", "问题", "怎样改", "规则"],
    ["weight", "sheet", "cell", "heading", "what is wrong", "what to do", "rule"],
];

/// How a note begins that an earlier run put on a cell.
pub const NOTE_HEAD: &str = "mulu 校验：";

/// The line below which an earlier run added to somebody's note.
pub const NOTE_BELOW: &str = "———— mulu 校验 ————";

/// A note without what an earlier run said in it: the words it finds fault with are no fault again.
#[must_use]
pub fn without_our_note(note: &str) -> &str {
    if note.starts_with(NOTE_HEAD) { "" } else { note.split(NOTE_BELOW).next().unwrap_or_default() }
}

impl Grid {
    /// Whether this is the sheet of findings that an earlier run put into a marked workbook.
    #[must_use]
    pub fn is_findings(&self) -> bool {
        let says = |row: &GridRow, known: &[&str; 7]| row.cells.iter().map(|(_, text)| text.as_str()).eq(known.iter().copied());
        self.rows.iter().take(6).any(|row| FINDINGS_HEADINGS.iter().any(|known| says(row, known)))
    }
}

/// A row of a sheet.
#[derive(Debug)]
pub struct GridRow {
    /// Number Excel shows, from 1.
    pub number: u32,
    /// (column from 1, text), left to right; no empty texts.
    pub cells: Vec<(u32, String)>,
}

/// A merged range; all four ends included, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Range {
    /// One cell.
    #[must_use]
    pub fn cell(row: u32, column: u32) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }
}
