//! A workbook as grids: the text of every cell as a person sees it, merges, what is hidden. Every part is measured
//! before calamine reads it; ranges are never expanded. Does not know what the texts mean.

use std::sync::Arc;

use super::guard::{LIMITS, Refusal};
use super::{Beside, Further, Grid, GridRow, Range, Visibility};
use crate::diagnostic::Diagnostics;
use crate::place::{Origin, Place};
use crate::words::say;

mod formula;
mod further;
mod links;
pub(super) mod ods;
mod relationships;
mod styles;
mod tag;
pub(super) mod text;
pub(super) mod xls;
pub(super) mod xlsb;
pub(super) mod xlsx;

use links::Links;

/// Ranges noted of a sheet beyond which further ones are left out: nobody hides this much by hand.
const HIDDEN_RANGES: usize = 65_536;

/// What a workbook holds.
#[derive(Default)]
pub(super) struct Book {
    /// The sheets that hold something, in their order.
    pub(super) grids: Vec<Grid>,
    /// What stands beside the cells.
    pub(super) further: Vec<Further>,
}

/// The cells of a file as they are read: rows are put together, limits held.
pub(super) struct Cells {
    left: usize,
    /// Bytes of text there is still room for.
    bytes: usize,
}

impl Default for Cells {
    fn default() -> Self {
        Self { left: LIMITS.cells, bytes: LIMITS.text_bytes }
    }
}

impl Cells {
    /// For one file.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a text to the rows of a sheet; row and column from 0.
    pub(super) fn push(&mut self, rows: &mut Vec<GridRow>, row: u32, column: u32, text: String) -> Result<(), Refusal> {
        self.count(row, column, text.len())?;
        match rows.last_mut() {
            Some(last) if last.number == row + 1 => last.cells.push((column + 1, text)),
            last => {
                // Rows of a table hold about as much as the one above.
                let mut cells = Vec::with_capacity(last.map_or(1, |last| last.cells.len()));
                cells.push((column + 1, text));
                rows.push(GridRow { number: row + 1, cells });
            }
        }
        Ok(())
    }

    /// Counts a cell that holds something, if only a formula, with the bytes of what it holds.
    pub(super) fn count(&mut self, row: u32, column: u32, bytes: usize) -> Result<(), Refusal> {
        if row >= LIMITS.rows || column >= LIMITS.columns {
            return Err(too_wide());
        }
        self.left = self.left.checked_sub(1).ok_or_else(too_many_cells)?;
        self.charge(bytes)
    }

    /// Whether a row of `cells` with `bytes` of text may stand `times` times; nothing is counted yet.
    pub(super) fn has_room(&self, cells: usize, bytes: usize, times: u32) -> Result<(), Refusal> {
        let times = usize::try_from(times).unwrap_or(usize::MAX);
        if cells.saturating_mul(times) > self.left {
            return Err(too_many_cells());
        }
        if bytes.saturating_mul(times) > self.bytes { Err(too_much_text()) } else { Ok(()) }
    }

    /// Notes a cell with a formula; row and column from 0.
    pub(super) fn formula(&mut self, formulas: &mut Vec<(u32, u32)>, row: u32, column: u32) -> Result<(), Refusal> {
        self.charge(32)?;
        formulas.push((row + 1, column + 1));
        Ok(())
    }

    /// Takes room for so many bytes.
    fn charge(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or_else(too_much_text)?;
        Ok(())
    }
}

/// Notes a merged range as declared; one cell is none.
fn add_merge(beside: &mut Beside, range: Range) -> Result<(), Refusal> {
    let is_merge = range.top <= range.bottom && range.left <= range.right && range != Range::cell(range.top, range.left);
    beside.merges.extend(is_merge.then_some(range));
    if beside.merges.len() > LIMITS.merges { Err(too_many_merges()) } else { Ok(()) }
}

/// Puts a sheet together; ranges are cut to the cells that hold something. None when no cell does.
pub(super) fn grid(origin: Arc<Origin>, visibility: Visibility, mut rows: Vec<GridRow>, beside: Beside) -> Option<Grid> {
    if !in_order(&rows) {
        put_in_order(&mut rows);
    }
    let bottom = rows.last()?.number;
    let right = rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max().unwrap_or(0);
    let merges = beside
        .merges
        .into_iter()
        .map(|merge| Range { bottom: merge.bottom.min(bottom), right: merge.right.min(right), ..merge })
        .filter(|merge| merge.top <= merge.bottom && merge.left <= merge.right)
        .filter(|merge| merge.top != merge.bottom || merge.left != merge.right)
        .collect();
    let cut = |ranges: Vec<(u32, u32)>, end: u32| {
        ranges.into_iter().filter(|(first, _)| *first <= end).map(|(first, last)| (first, last.min(end))).collect()
    };
    let hidden_rows = cut(beside.hidden_rows, bottom);
    let hidden_columns = cut(beside.hidden_columns, right);
    Some(Grid { origin, visibility, rows, beside: Beside { merges, hidden_rows, hidden_columns, ..beside } })
}

fn in_order(rows: &[GridRow]) -> bool {
    rows.is_sorted_by(|a, b| a.number < b.number) && rows.iter().all(|row| row.cells.is_sorted_by(|a, b| a.0 < b.0))
}

/// Some programs write rows in any order; of two cells with one address the first stays.
fn put_in_order(rows: &mut Vec<GridRow>) {
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, row| {
        let same = later.number == row.number;
        if same {
            row.cells.append(&mut later.cells);
        }
        same
    });
    for row in rows {
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.dedup_by_key(|(column, _)| *column);
    }
}

/// A sheet with a cell beyond the limits.
fn too_wide() -> Refusal {
    let (rows, columns) = (LIMITS.rows, LIMITS.columns);
    Refusal::too_large(say!(
        "工作表过大：内容超出 {rows} 行 × {columns} 列的范围",
        "the sheet is too large: it holds cells beyond {rows} rows × {columns} columns"
    ))
}

fn too_many_cells() -> Refusal {
    let limit = LIMITS.cells;
    Refusal::too_large(say!("文件过大：单元格超过 {limit} 个", "the file is too large: more than {limit} cells"))
}

fn too_much_text() -> Refusal {
    let limit = LIMITS.text_bytes >> 20;
    Refusal::too_large(say!("文件过大：文字超过 {limit} MB", "the file is too large: more than {limit} MB of text"))
}

fn too_many_sheets() -> Refusal {
    let limit = LIMITS.sheets;
    Refusal::too_large(say!("文件过大：工作表超过 {limit} 个", "the file is too large: more than {limit} sheets"))
}

/// More merged ranges than a sheet may have.
fn too_many_merges() -> Refusal {
    let limit = LIMITS.merges;
    Refusal::too_large(say!("工作表过大：合并单元格超过 {limit} 处", "the sheet is too large: more than {limit} merged ranges"))
}

/// Adds rows or columns to the last range where they follow it.
fn note(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    let room = ranges.len() < HIDDEN_RANGES;
    match ranges.last_mut() {
        Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
        _ if room => ranges.push((first, last)),
        _ => {}
    }
}

/// What a file holds; a refusal of the whole is reported and leaves nothing.
fn told(book: Result<Book, Refusal>, shown: &str, diagnostics: &mut Diagnostics) -> Book {
    book.unwrap_or_else(|refusal| {
        diagnostics.push(refusal.at(Place::file(shown)));
        Book::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_long_text_may_not_stand_in_every_cell() {
        let mut cells = Cells { bytes: 10, ..Cells::new() };
        let mut rows = Vec::new();
        assert!(cells.push(&mut rows, 0, 0, "公开".to_owned()).is_ok());
        assert!(cells.push(&mut rows, 1, 0, "公开".to_owned()).is_err());
    }
}
