//! An .xlsx workbook: measured part by part, then read cell by cell by calamine.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader as _, SheetVisible, Xlsx, XlsxError};

use super::{Book, Cells, further, grid, tag, told};
use crate::diagnostic::Diagnostics;
use crate::place::{At, Origin, Place, Sheet};
use crate::read::guard::Refusal;
use crate::read::package::Package;
use crate::read::{Beside, Further, GridRow, Visibility};
use crate::words::say;

mod macros;
pub(super) mod measure;
mod outline;
mod rows;

use outline::Outline;

/// Reads the sheets that hold something, in their order. What cannot be read is reported and left out.
pub(in crate::read) fn read(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Book {
    let book = read_sheets(bytes, shown, diagnostics);
    told(book, shown, diagnostics)
}

fn read_sheets(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Result<Book, Refusal> {
    let (mut package, mut beside) = (Package::open(bytes)?, Package::open(bytes)?);
    let outline = Outline::read(&mut package)?;
    let bytes = macros::passed_over(bytes, &mut package, &outline)?;
    let mut cells = Cells::new();
    // Sheets are measured while calamine reads the texts they share: it sees none of them before both are done.
    let (workbook, measured) = rayon::join(|| open(&bytes, &mut package, &outline), || measure_all(&mut beside, &outline, &mut cells));
    let mut workbook = workbook?;
    package.count(beside.inflated())?;
    let sheets = workbook.sheets_metadata().to_vec();
    let repeated = sheets.iter().enumerate().any(|(index, sheet)| sheets[..index].iter().any(|other| other.name == sheet.name));
    if sheets.len() != outline.sheets.len() || repeated {
        return Err(tag::malformed());
    }
    let mut book = Book::default();
    let mut parts = Vec::new();
    for (index, ((sheet, path), measured)) in sheets.into_iter().zip(&outline.sheets).zip(measured).enumerate() {
        let (Some(path), Some(measured)) = (path, measured) else { continue };
        let origin = Arc::new(Origin { file: shown.to_owned(), sheet: Some(Sheet { index, name: sheet.name.clone() }) });
        parts.push((path.clone(), Arc::clone(&origin)));
        let read = measured.and_then(|measured| read_sheet(measured, &mut workbook, &origin, &mut cells, &mut book.further));
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

/// Opens a workbook for calamine. What calamine reads at once is measured first.
fn open<'a>(bytes: &'a [u8], package: &mut Package<'_>, outline: &Outline) -> Result<Xlsx<Cursor<&'a [u8]>>, Refusal> {
    let folder = &outline.folder;
    measure::shared_texts(package, &format!("{folder}sharedStrings.xml"))?;
    measure::styles(package, &format!("{folder}styles.xml"))?;
    measure::plain(package, &format!("{folder}theme/theme1.xml"))?;
    Xlsx::new(Cursor::new(bytes)).map_err(|error| from_calamine(&error))
}

/// What every sheet holds beside its cells; none for those without a part.
fn measure_all(package: &mut Package<'_>, outline: &Outline, cells: &mut Cells) -> Vec<Option<Result<measure::Sheet, Refusal>>> {
    outline.sheets.iter().map(|path| Some(measure::sheet(package, path.as_ref()?, cells))).collect()
}

/// One sheet that was measured.
fn read_sheet(
    mut measured: measure::Sheet,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    origin: &Arc<Origin>,
    cells: &mut Cells,
    further: &mut Vec<Further>,
) -> Result<(Vec<GridRow>, Beside), Refusal> {
    let name = origin.sheet.as_ref().map_or("", |sheet| sheet.name.as_str());
    let mut rows = rows::read(workbook, name, &measured, cells)?;
    further.extend(measured.links.elsewhere(origin));
    let mut beside = measured.beside;
    beside.links = measured.links.by_cell(&mut rows, cells)?;
    Ok((rows, beside))
}

/// What calamine finds wrong. Its English words are for the machine: people are told what to do.
fn from_calamine(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) {
        return Refusal::locked();
    }
    let detail = error.to_string();
    Refusal::damaged(say!("文件内容不完整或已损坏，无法读取", "the workbook is damaged: {detail}"))
}
