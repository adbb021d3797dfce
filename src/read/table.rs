//! Finds the tables of a sheet: heading rows by their words, merged cells filled down, several tables a sheet.
//! Does not know what a heading means: a [`Vocabulary`] says which words are headings.

use crate::place::{Located, Place};

mod body;
mod card;
mod find;
mod heading;
mod key;
mod line;
mod noted;
mod sheet;

pub use find::find;
pub use key::heading_key;

/// The heading words to look for, as they are compared: without blanks, line ends, bracketed legends and width.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Words of columns and of the cells merged over several columns.
    pub words: std::collections::BTreeSet<String>,
    /// Words of columns whose blank cells under a value mean the same value (一级事项).
    pub groups: std::collections::BTreeSet<String>,
    /// The headings of the printed table, to show people whose table has none.
    pub printed: Vec<&'static str>,
    /// Words only lists have: two of them make a heading, where it otherwise takes three words.
    pub pairs: std::collections::BTreeSet<String>,
    /// Words of columns that name the rows of such a list: a text that stands alone there is a row, and heads none.
    pub named: std::collections::BTreeSet<String>,
    /// Words of columns, also those too common for a heading to be found by: what a card's labels are known by.
    pub labels: std::collections::BTreeSet<String>,
    /// Labels a card gives the name of its item under.
    pub names: std::collections::BTreeSet<String>,
    /// Labels at least one of which a card has.
    pub marks: std::collections::BTreeSet<String>,
    /// Words of sub-columns: in a card, labels under a label or values beside one.
    pub parts: std::collections::BTreeSet<String>,
}

/// A table: a heading and the rows under it.
#[derive(Debug)]
pub struct Table {
    /// First cell of the heading.
    pub place: Place,
    /// Lines above the heading that belong to it: title, 编制单位, legend.
    pub above: Vec<Located<String>>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Lines between the rows that span the table (`（一）行政许可`), each with the number of rows before it.
    pub sections: Vec<(usize, Located<String>)>,
    /// Notes under the table.
    pub below: Vec<Located<String>>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Number, A = 1.
    pub number: u32,
    /// The words of its lowest heading cell, as written.
    pub leaf: Located<String>,
    /// The cells merged above it, from the top, as written.
    pub parents: Vec<Located<String>>,
}

/// A row of the body.
#[derive(Debug)]
pub struct Row {
    /// Its first cell.
    pub place: Place,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Addresses on the web behind its cells, by the position of the column.
    pub links: Vec<(usize, String)>,
}

/// A cell of the body.
#[derive(Debug)]
pub struct Cell {
    /// What stands in it, or in the merged range it belongs to; original wording, ends trimmed.
    pub text: String,
    /// Its own address, or that of the merged range's first cell.
    pub place: Place,
    /// Where its text comes from.
    pub filled: Filled,
}

/// Where a cell's text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// From the cell itself.
    Own,
    /// From a merged range that begins in a row above.
    Merged,
    /// From the value above, in a group column.
    Carried,
    /// Nothing stands there.
    Blank,
}

#[cfg(test)]
mod tests;
