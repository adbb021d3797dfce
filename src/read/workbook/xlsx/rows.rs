//! The rows of a sheet, top to bottom, cells left to right. Of a large sheet a second thread makes texts of the cells while calamine
//! reads on; what comes of it is the same.

use std::io::Cursor;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::{mem, slice};

use calamine::{Cell, DataRef, Xlsx, XlsxCellReader, XlsxError};

use super::super::text::{self, Format};
use super::super::{Cells, GridRow, Refusal};
use super::{from_calamine, measure};

/// Bytes of a sheet's part from which on two threads are worth their while.
const LARGE: u64 = 1 << 20;

/// Cells handed over at a time.
const BATCH: usize = 1_024;

/// Batches that wait at most.
const AHEAD: usize = 8;

/// A cell as calamine gives it, and the number of its style.
type Given<'a> = (Cell<DataRef<'a>>, usize);

/// Reads the rows of a sheet that was measured.
pub(super) fn read(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    measured: &measure::Sheet,
    cells: &mut Cells,
) -> Result<Vec<GridRow>, Refusal> {
    let reader = workbook.worksheet_cells_reader(sheet).map_err(|error| from_calamine(&error))?;
    let rows = Rows { rows: Vec::new(), formats: text::formats(reader.styles()), cells };
    let source = Source { reader, odd_errors: measured.odd_errors.iter() };
    if measured.bytes < LARGE || rayon::current_num_threads() < 2 { alone(source, rows) } else { side_by_side(source, rows) }
}

fn alone(source: Source<'_, '_, '_>, mut rows: Rows<'_>) -> Result<Vec<GridRow>, Refusal> {
    for given in source {
        rows.put(given?)?;
    }
    Ok(rows.rows)
}

fn side_by_side(source: Source<'_, '_, '_>, rows: Rows<'_>) -> Result<Vec<GridRow>, Refusal> {
    thread::scope(|scope| {
        let (hand, taken) = sync_channel(AHEAD);
        let put = scope.spawn(|| put(taken, rows));
        let read = hand_over(source, &hand);
        drop(hand);
        // A cell that cannot be put anywhere stands before whatever was read after it.
        let rows = put.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        read.map(|()| rows)
    })
}

/// Hands every cell over, until nobody takes them.
fn hand_over<'a>(source: Source<'a, '_, '_>, hand: &SyncSender<Vec<Given<'a>>>) -> Result<(), Refusal> {
    let mut batch = Vec::with_capacity(BATCH);
    for given in source {
        match given {
            Ok(given) => batch.push(given),
            Err(refusal) => {
                hand.send(batch).unwrap_or_default();
                return Err(refusal);
            }
        }
        if batch.len() == BATCH && hand.send(mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
            return Ok(());
        }
    }
    hand.send(batch).unwrap_or_default();
    Ok(())
}

fn put<'a>(taken: Receiver<Vec<Given<'a>>>, mut rows: Rows<'_>) -> Result<Vec<GridRow>, Refusal> {
    for given in taken.into_iter().flatten() {
        rows.put(given)?;
    }
    Ok(rows.rows)
}

/// What calamine reads, cell by cell.
struct Source<'a, 'b, 'm> {
    reader: XlsxCellReader<'a, Cursor<&'b [u8]>>,
    odd_errors: slice::Iter<'m, (u32, u32, String)>,
}

impl<'a> Iterator for Source<'a, '_, '_> {
    type Item = Result<Given<'a>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.reader.next_cell_with_style_id() {
                Ok(given) => return given.map(Ok),
                // A word of an error that calamine does not know stays what it is: text.
                Err(XlsxError::CellError(_)) => {
                    if let Some((row, column, text)) = self.odd_errors.next() {
                        return Some(Ok((Cell::new((*row, *column), DataRef::String(text.clone())), 0)));
                    }
                }
                Err(error) => return Some(Err(from_calamine(&error))),
            }
        }
    }
}

/// The rows put together so far.
struct Rows<'c> {
    rows: Vec<GridRow>,
    formats: Vec<Format>,
    cells: &'c mut Cells,
}

impl Rows<'_> {
    fn put(&mut self, (cell, style): Given<'_>) -> Result<(), Refusal> {
        let Some(text) = text::of(cell.get_value(), self.formats.get(style)) else { return Ok(()) };
        let (row, column) = cell.get_position();
        self.cells.push(&mut self.rows, row, column, text)
    }
}
