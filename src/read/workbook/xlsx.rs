//! An .xlsx workbook: measured part by part, then read cell by cell by calamine.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader as _, SheetVisible, Xlsx, XlsxError};

use super::{Book, Cells, further, grid, tag, text, told};
use crate::diagnostic::Diagnostics;
use crate::place::{At, Origin, Place, Sheet};
use crate::read::guard::Refusal;
use crate::read::package::Package;
use crate::read::{Beside, Further, GridRow, Visibility};
use crate::words::say;

mod macros;
pub(super) mod measure;
mod outline;

/// Reads the sheets that hold something, in their order. What cannot be read is reported and left out.
pub(in crate::read) fn read(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Book {
    let book = read_sheets(bytes, shown, diagnostics);
    told(book, shown, diagnostics)
}

fn read_sheets(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Result<Book, Refusal> {
    let mut package = Package::open(bytes)?;
    let outline = outline::Outline::read(&mut package)?;
    let folder = &outline.folder;
    measure::shared_texts(&mut package, &format!("{folder}sharedStrings.xml"))?;
    measure::styles(&mut package, &format!("{folder}styles.xml"))?;
    measure::plain(&mut package, &format!("{folder}theme/theme1.xml"))?;
    let bytes = macros::passed_over(bytes, &mut package, &outline)?;
    let mut workbook = Xlsx::new(Cursor::new(&*bytes)).map_err(|error| from_calamine(&error))?;
    let sheets = workbook.sheets_metadata().to_vec();
    let repeated = sheets.iter().enumerate().any(|(index, sheet)| sheets[..index].iter().any(|other| other.name == sheet.name));
    if sheets.len() != outline.sheets.len() || repeated {
        return Err(tag::malformed());
    }
    let mut book = Book::default();
    let mut cells = Cells::new();
    let mut parts = Vec::new();
    for (index, (sheet, path)) in sheets.into_iter().zip(&outline.sheets).enumerate() {
        let Some(path) = path else { continue };
        let origin = Arc::new(Origin { file: shown.to_owned(), sheet: Some(Sheet { index, name: sheet.name.clone() }) });
        parts.push((path.clone(), Arc::clone(&origin)));
        let read = read_sheet(&mut package, path, &mut workbook, &origin, &mut cells, &mut book.further);
        let visibility = match sheet.visible {
            SheetVisible::Visible => Visibility::Shown,
            SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
        };
        match read {
            Ok((rows, beside)) => book.grids.extend(grid(origin, visibility, rows, beside)),
            Err(refusal) => diagnostics.push(refusal.at(Place { origin, at: At::Whole })),
        }
    }
    further::of_package(&mut package, &parts, shown, &mut cells, &mut book.further).unwrap_or_else(|refusal| {
        diagnostics.push(refusal.at(Place::file(shown)));
    });
    Ok(book)
}

/// One sheet: measured, then read.
fn read_sheet(
    package: &mut Package<'_>,
    path: &str,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    origin: &Arc<Origin>,
    cells: &mut Cells,
    further: &mut Vec<Further>,
) -> Result<(Vec<GridRow>, Beside), Refusal> {
    let mut measured = measure::sheet(package, path, cells)?;
    let name = origin.sheet.as_ref().map_or("", |sheet| sheet.name.as_str());
    let mut rows = read_rows(workbook, name, &measured.odd_errors, cells)?;
    further.extend(measured.links.elsewhere(origin));
    let mut beside = measured.beside;
    beside.links = measured.links.by_cell(&mut rows, cells)?;
    Ok((rows, beside))
}

/// The rows of one sheet, top to bottom, cells left to right.
fn read_rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    odd_errors: &[(u32, u32, String)],
    cells: &mut Cells,
) -> Result<Vec<GridRow>, Refusal> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| from_calamine(&error))?;
    let formats = text::formats(reader.styles());
    let mut odd_errors = odd_errors.iter();
    let mut rows: Vec<GridRow> = Vec::new();
    loop {
        let (row, column, text) = match reader.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                let Some(text) = text::of(cell.get_value(), formats.get(style)) else { continue };
                let (row, column) = cell.get_position();
                (row, column, text)
            }
            Ok(None) => break,
            // A word of an error that calamine does not know stays what it is: text.
            Err(XlsxError::CellError(_)) => match odd_errors.next() {
                Some((row, column, text)) => (*row, *column, text.clone()),
                None => continue,
            },
            Err(error) => return Err(from_calamine(&error)),
        };
        cells.push(&mut rows, row, column, text)?;
    }
    Ok(rows)
}

/// What calamine finds wrong. Its English words are for the machine: people are told what to do.
fn from_calamine(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) {
        return Refusal::locked();
    }
    let detail = error.to_string();
    Refusal::damaged(say!("文件内容不完整或已损坏，无法读取", "the workbook is damaged: {detail}"))
}
