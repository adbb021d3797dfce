//! A workbook as grids: the text of every cell as a person sees it, merges, what is hidden. Every part is measured
//! before calamine reads it; ranges are never expanded. Does not know what the texts mean.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader as _, SheetVisible, Xlsx, XlsxError};

use super::guard::{LIMITS, Refusal};
use super::package::Package;
use super::{Grid, GridRow, Range, Visibility};
use crate::diagnostic::Diagnostics;
use crate::place::{At, Origin, Place, Sheet};
use crate::words::say;

mod measure;
mod outline;
mod text;

/// Reads the sheets that hold something, in their order. What cannot be read is reported and left out.
pub(super) fn read(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Vec<Grid> {
    match read_sheets(bytes, shown, diagnostics) {
        Ok(grids) => grids,
        Err(refusal) => {
            diagnostics.push(refusal.at(Place::file(shown)));
            Vec::new()
        }
    }
}

fn read_sheets(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Result<Vec<Grid>, Refusal> {
    let mut package = Package::open(bytes)?;
    let outline = outline::Outline::read(&mut package)?;
    let folder = &outline.folder;
    measure::shared_texts(&mut package, &format!("{folder}sharedStrings.xml"))?;
    measure::styles(&mut package, &format!("{folder}styles.xml"))?;
    measure::plain(&mut package, &format!("{folder}theme/theme1.xml"))?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| from_calamine(&error))?;
    let sheets = workbook.sheets_metadata().to_vec();
    let repeated = sheets.iter().enumerate().any(|(index, sheet)| sheets[..index].iter().any(|other| other.name == sheet.name));
    if sheets.len() != outline.sheets.len() || repeated {
        return Err(outline::malformed());
    }
    let mut grids = Vec::new();
    let mut cells_left = LIMITS.cells;
    for (index, (sheet, path)) in sheets.into_iter().zip(&outline.sheets).enumerate() {
        let Some(path) = path else { continue };
        let origin = Arc::new(Origin { file: shown.to_owned(), sheet: Some(Sheet { index, name: sheet.name.clone() }) });
        let rows = measure::sheet(&mut package, path)
            .and_then(|measured| Ok((read_rows(&mut workbook, &sheet.name, &measured.odd_errors, &mut cells_left)?, measured)));
        match rows {
            Ok((rows, measured)) if !rows.is_empty() => {
                let visibility = match sheet.visible {
                    SheetVisible::Visible => Visibility::Shown,
                    SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
                };
                grids.push(grid(origin, visibility, rows, measured));
            }
            Ok(_) => {}
            Err(refusal) => diagnostics.push(refusal.at(Place { origin, at: At::Whole })),
        }
    }
    Ok(grids)
}

/// Puts a sheet together; ranges are cut to the cells that hold something.
fn grid(origin: Arc<Origin>, visibility: Visibility, rows: Vec<GridRow>, measured: measure::Sheet) -> Grid {
    let bottom = rows.last().map_or(0, |row| row.number);
    let right = rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max().unwrap_or(0);
    let merges = measured
        .merges
        .into_iter()
        .map(|merge| Range { bottom: merge.bottom.min(bottom), right: merge.right.min(right), ..merge })
        .filter(|merge| merge.top <= merge.bottom && merge.left <= merge.right)
        .filter(|merge| merge.top != merge.bottom || merge.left != merge.right)
        .collect();
    let cut = |ranges: Vec<(u32, u32)>, end: u32| {
        ranges.into_iter().filter(|(first, _)| *first <= end).map(|(first, last)| (first, last.min(end))).collect()
    };
    Grid {
        origin,
        visibility,
        rows,
        merges,
        hidden_rows: cut(measured.hidden_rows, bottom),
        hidden_columns: cut(measured.hidden_columns, right),
    }
}

/// The rows of one sheet, top to bottom, cells left to right.
fn read_rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    odd_errors: &[(u32, u32, String)],
    cells_left: &mut usize,
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
        if row >= LIMITS.rows || column >= LIMITS.columns {
            return Err(too_wide());
        }
        *cells_left = cells_left.checked_sub(1).ok_or_else(too_many_cells)?;
        match rows.last_mut() {
            Some(last) if last.number == row + 1 => last.cells.push((column + 1, text)),
            _ => rows.push(GridRow { number: row + 1, cells: vec![(column + 1, text)] }),
        }
    }
    if !in_order(&rows) {
        put_in_order(&mut rows);
    }
    Ok(rows)
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

/// What calamine finds wrong. Its English words are for the machine: people are told what to do.
fn from_calamine(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) {
        return Refusal::locked();
    }
    let detail = error.to_string();
    Refusal::damaged(say!("文件内容不完整或已损坏，无法读取", "the workbook is damaged: {detail}"))
}
