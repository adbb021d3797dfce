//! The rows of a table. A look is looked up once for a stretch of cells where the worksheet allows it: cell by cell that would
//! take a quarter of the time.

use rust_xlsxwriter::{Format, XlsxError};

use super::Written;
use super::formats::Body;
use super::layout::Layout;
use super::sheet::{Area, Kept, Sheet};
use super::table::{Cell, Holds, Table, index};

/// Writes the rows from `first` on; gives the next row.
pub(super) fn write(sheet: &mut Sheet<'_>, first: u32, table: &Table<'_>, layout: &Layout) -> Result<u32, XlsxError> {
    let mut top = first;
    // For each column the first of the cells that wait for their look.
    let mut waiting: Vec<Option<u32>> = vec![None; table.columns.len()];
    for (at, cells) in table.rows.iter().enumerate() {
        let heights = &layout.rows[at];
        let next = top + u32::try_from(heights.len()).expect("a row is split into few");
        for (row, height) in (top..next).zip(heights) {
            sheet.height(row, *height)?;
        }
        let mut beside = None;
        for (column, cell) in cells.iter().enumerate() {
            let mut area = Area { top, left: index(column), bottom: next - 1, right: index(column) };
            let holds = table.columns[column].holds;
            if holds == Holds::Group {
                let rows = layout.runs[at].rows;
                if rows == 0 {
                    continue;
                }
                area.bottom = top + rows - 1;
            } else if sheet.kept == Kept::Here && area.bottom == top && write_bare(sheet, area, cell)? {
                waiting[column].get_or_insert(top);
                continue;
            }
            dress(sheet, &mut waiting[column], (index(column), top), holds)?;
            let body = if heights.len() > 1 { &sheet.formats.tall } else { &sheet.formats.body };
            if layout.is_linked_beside(column, cell) {
                beside = Some(cell);
                sheet.text(area, cell.words(), look(body, holds))?;
            } else {
                write_dressed(sheet, area, cell, (holds, body))?;
            }
        }
        if let Some(cell) = beside {
            sheet.beside(top, index(cells.len()), cell)?;
        }
        top = next;
    }
    for (column, waiting) in waiting.iter_mut().enumerate() {
        dress(sheet, waiting, (index(column), top), table.columns[column].holds)?;
    }
    Ok(top)
}

/// Writes a cell without a look, if it may have that of its neighbours; else writes nothing.
fn write_bare(sheet: &mut Sheet<'_>, area: Area, cell: &Cell<'_>) -> Result<bool, XlsxError> {
    match cell {
        Cell::Text(words) | Cell::Apart(words) => sheet.bare_text(area, words),
        Cell::Count(number) => sheet.bare_count(area, *number).map(|()| true),
        Cell::Web(..) | Cell::Inner(..) => Ok(false),
    }
}

/// Gives the cells of a column that wait for it their look, down to the row before `end`.
fn dress(sheet: &mut Sheet<'_>, waiting: &mut Option<u32>, (column, end): (u16, u32), holds: Holds) -> Written {
    let Some(top) = waiting.take() else { return Ok(()) };
    sheet.dress(Area { top, left: column, bottom: end - 1, right: column }, look(&sheet.formats.body, holds))
}

fn write_dressed(sheet: &mut Sheet<'_>, area: Area, cell: &Cell<'_>, (holds, body): (Holds, &Body)) -> Written {
    let format = look(body, holds);
    match cell {
        Cell::Text(words) | Cell::Apart(words) => sheet.text(area, words, format),
        Cell::Count(number) => sheet.count(area, *number, format),
        Cell::Web(words, address) => sheet.web(area, words, address, &body.link, format),
        Cell::Inner(words, name, row) => sheet.inner(area, words, (name, *row), &body.link),
    }
}

fn look(body: &Body, holds: Holds) -> &Format {
    match holds {
        Holds::Group | Holds::Short => &body.centred,
        Holds::Running | Holds::Long => &body.running,
    }
}
