//! The rows under a heading: merged cells filled down, group columns carried, every other blank left blank.

use std::collections::BTreeSet;

use super::heading::{Heading, Words};
use super::sheet::{Sheet, blank, own};
use super::{Cell, Column, Filled, Row, Table};
use crate::place::{At, Located, Place};

/// A table that is still being read.
pub(super) struct Open {
    /// The table so far.
    pub(super) table: Table,
    /// Last row of its heading.
    pub(super) heading: u32,
    /// Last row of the body, or else of the heading.
    last: u32,
    /// The heading as compared.
    pub(super) signature: Vec<(u32, String)>,
    /// The heading's words as compared.
    pub(super) words: BTreeSet<String>,
    /// Last value of each group column, by position.
    carried: Vec<Option<(String, Place)>>,
    groups: Vec<bool>,
    /// Columns that name the rows.
    named: Vec<u32>,
}

impl Open {
    /// Begins a table under a heading.
    pub(super) fn new(sheet: &Sheet, heading: Heading, above: Vec<Located<String>>, words: &Words<'_>) -> Self {
        let groups: Vec<bool> = heading.columns.iter().map(|column| words.is_group(&column.leaf.value)).collect();
        let named = words.named_columns(&heading);
        let first = heading.columns.first().map_or(1, |column| column.number);
        let place = sheet.place(heading.top, first);
        let table = Table { place, above, columns: heading.columns, rows: Vec::new(), sections: Vec::new(), below: Vec::new() };
        Self {
            table,
            heading: heading.bottom,
            last: heading.bottom,
            signature: heading.signature,
            words: heading.words,
            carried: vec![None; groups.len()],
            groups,
            named,
        }
    }

    /// Whether a cell stands in the first column, and that column holds no groups: alone there, it heads the rows below.
    pub(super) fn is_before_groups(&self, column: u32) -> bool {
        let first = self.table.columns.first().map_or(1, |first| first.number);
        column <= first && !self.groups.first().is_some_and(|group| *group) && !self.named.contains(&column)
    }

    /// Whether a cell right under the table stands in a column that names the rows.
    pub(super) fn is_name(&self, row: u32, column: u32) -> bool {
        row == self.last + 1 && self.named.contains(&column)
    }

    /// The last row that was read, of the body or else of the heading.
    pub(super) fn last_row(&self) -> u32 {
        self.last
    }

    /// Adds a row of the body.
    pub(super) fn push(&mut self, sheet: &Sheet, number: u32, written: Vec<(u32, String)>) {
        let first = written.first().map_or(1, |(column, _)| *column);
        self.add_columns(sheet, &written);
        let mut written = written.into_iter().peekable();
        let mut cells = Vec::with_capacity(self.table.columns.len());
        let mut links = Vec::new();
        for index in 0..self.table.columns.len() {
            let column = self.table.columns[index].number;
            let text = written.next_if(|(written, _)| *written == column).map(|(_, text)| text);
            let cell = match text {
                Some(text) => own(text, sheet.place(number, column)),
                None => self.filled_down(sheet, number, column),
            };
            links.extend(sheet.link(&cell.place).map(|address| (index, address.to_owned())));
            cells.push(self.carry(index, cell));
        }
        self.table.rows.push(Row { place: sheet.place(number, first), cells, links });
        self.last = number;
    }

    /// Adds a line that spans the table: what was carried ends there.
    pub(super) fn section(&mut self, line: Located<String>) {
        self.carried.fill(None);
        self.table.sections.push((self.table.rows.len(), line));
    }

    /// The text of a merged range that begins in a row above, within the body.
    fn filled_down(&self, sheet: &Sheet, row: u32, column: u32) -> Cell {
        let range = sheet.range_down(row, column).filter(|range| range.top < row && range.top > self.heading);
        let text = range.and_then(|range| Some((range, sheet_text(&self.table, sheet, range.top, column)?)));
        match text {
            Some((range, text)) => Cell { text, place: sheet.place(range.top, column), filled: Filled::Merged },
            None => blank(sheet.place(row, column)),
        }
    }

    fn carry(&mut self, index: usize, cell: Cell) -> Cell {
        if !self.groups[index] {
            return cell;
        }
        if cell.filled == Filled::Blank {
            return match &self.carried[index] {
                Some((text, place)) => Cell { text: text.clone(), place: place.clone(), filled: Filled::Carried },
                None => cell,
            };
        }
        // A new outer group begins without an inner one.
        if cell.filled == Filled::Own {
            self.carried[index + 1..].fill(None);
        }
        self.carried[index] = Some((cell.text.clone(), cell.place.clone()));
        cell
    }

    /// A column without any heading, as soon as something stands in it.
    fn add_columns(&mut self, sheet: &Sheet, written: &[(u32, String)]) {
        for (number, _) in written {
            let Err(index) = self.table.columns.binary_search_by_key(number, |column| column.number) else { continue };
            let leaf = Located::new(String::new(), sheet.place(self.heading, *number));
            self.table.columns.insert(index, Column { number: *number, leaf, parents: Vec::new() });
            self.groups.insert(index, false);
            self.carried.insert(index, None);
            for row in &mut self.table.rows {
                let place = match row.place.at {
                    At::Cell { row, .. } => sheet.place(row, *number),
                    At::Whole | At::Text(_) => row.place.clone(),
                };
                row.cells.insert(index, blank(place));
                row.links.iter_mut().filter(|(at, _)| *at >= index).for_each(|(at, _)| *at += 1);
            }
        }
    }
}

/// What stands in a cell of an earlier row: texts move from the sheet into the table as rows are read.
fn sheet_text(table: &Table, sheet: &Sheet, row: u32, column: u32) -> Option<String> {
    let place = sheet.place(row, column);
    let index = table.columns.binary_search_by_key(&column, |column| column.number).ok()?;
    let at = table.rows.partition_point(|earlier| earlier.place.at < At::Cell { row, column: 0 });
    table
        .rows
        .get(at)
        .map(|row| &row.cells[index])
        .filter(|cell| cell.place == place && cell.filled == Filled::Own)
        .map(|cell| cell.text.clone())
}
