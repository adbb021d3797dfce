//! A grid with its merged ranges at hand: which text stands in a cell, and where it is written. Expands no range.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Cell, Filled};
use crate::place::{At, Origin, Place};
use crate::read::{Beside, Grid, GridRow, Range};

/// A grid being taken apart.
pub(super) struct Sheet {
    /// File and sheet.
    pub(super) origin: Arc<Origin>,
    /// Rows that hold something people see.
    pub(super) rows: Vec<GridRow>,
    /// Hidden rows.
    pub(super) hidden_rows: Vec<(u32, u32)>,
    /// Hidden columns.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Cells with a formula, top to bottom.
    pub(super) formulas: Vec<(u32, u32)>,
    /// Addresses on the web behind cells, by row and column.
    links: BTreeMap<(u32, u32), String>,
    /// Merged ranges by their first column, top to bottom.
    by_column: BTreeMap<u32, Vec<Range>>,
}

impl Sheet {
    /// Sorts the ranges and drops what they cover: some programs leave texts there that nobody sees.
    pub(super) fn new(grid: Grid) -> Self {
        let Grid { origin, mut rows, beside, visibility: _ } = grid;
        let Beside { mut merges, hidden_rows, hidden_columns, links, mut formulas } = beside;
        formulas.sort_unstable();
        merges.sort_by_key(|range| (range.top, range.left));
        drop_covered(&mut rows, &merges);
        let mut by_column: BTreeMap<u32, Vec<Range>> = BTreeMap::new();
        for range in merges {
            by_column.entry(range.left).or_default().push(range);
        }
        rows.retain(|row| !row.cells.is_empty());
        let links = links.into_iter().map(|(row, column, address)| ((row, column), address)).collect();
        Self { origin, rows, hidden_rows, hidden_columns, formulas, links, by_column }
    }

    /// The place of a cell.
    pub(super) fn place(&self, row: u32, column: u32) -> Place {
        Place::cell(&self.origin, row, column)
    }

    /// The address on the web behind a cell.
    pub(super) fn link(&self, place: &Place) -> Option<&str> {
        match place.at {
            At::Cell { row, column } if !self.links.is_empty() => self.links.get(&(row, column)).map(String::as_str),
            At::Cell { .. } | At::Whole | At::Text(_) => None,
        }
    }

    /// The merged range that begins in this very cell.
    pub(super) fn range_at(&self, row: u32, column: u32) -> Option<Range> {
        self.range_down(row, column).filter(|range| range.top == row)
    }

    /// The range whose first column this is and that covers the row.
    pub(super) fn range_down(&self, row: u32, column: u32) -> Option<Range> {
        let ranges = self.by_column.get(&column)?;
        let above = ranges.partition_point(|range| range.top <= row);
        ranges[..above].last().copied().filter(|range| range.bottom >= row)
    }

    /// Whether a range from a row above, but below `heading`, reaches into this row.
    pub(super) fn is_continued(&self, row: u32, heading: u32) -> bool {
        self.by_column.keys().any(|column| self.range_down(row, *column).is_some_and(|range| range.top < row && range.top > heading))
    }

    /// What is written in a cell itself.
    pub(super) fn written(&self, row: u32, column: u32) -> Option<&str> {
        let row = &self.rows[self.rows.binary_search_by_key(&row, |row| row.number).ok()?];
        let cell = row.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&row.cells[cell].1)
    }
}

/// Texts within a range that do not stand in its first cell. Ranges that overlap are nobody's: work on them is bounded.
fn drop_covered(rows: &mut [GridRow], merges: &[Range]) {
    let mut budget = 1_000_000 + rows.len() * 16;
    for range in merges {
        let first = rows.partition_point(|row| row.number < range.top);
        for row in rows[first..].iter_mut().take_while(|row| row.number <= range.bottom) {
            let Some(left) = budget.checked_sub(1) else { return };
            budget = left;
            let start = row.cells.partition_point(|(column, _)| *column < range.left);
            let covered = |column: u32| column <= range.right && (column != range.left || row.number != range.top);
            if row.cells[start..].iter().take_while(|(column, _)| *column <= range.right).any(|(column, _)| covered(*column)) {
                row.cells.retain(|(column, _)| *column < range.left || !covered(*column));
            }
        }
    }
}

/// A cell that holds its own text.
pub(super) fn own(text: String, place: Place) -> Cell {
    Cell { text, place, filled: Filled::Own }
}

/// A cell nothing stands in.
pub(super) fn blank(place: Place) -> Cell {
    Cell { text: String::new(), place, filled: Filled::Blank }
}
