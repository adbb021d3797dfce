//! An .xlsb workbook: a package like .xlsx whose parts hold binary records. They are read here, not by calamine: every
//! record would have to be walked before it anyway, and it tells neither merges nor number formats nor links.

use std::sync::Arc;

use super::relationships::{self, Workbook};
use super::styles::Styles;
use super::text::Epoch;
use super::{Book, Cells, further, grid, told, too_many_cells, too_many_sheets};
use crate::diagnostic::Diagnostics;
use crate::place::{At, Origin, Place, Sheet};
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::Package;
use crate::read::{Further, Grid, Visibility};

mod comments;
mod records;
mod sheet;

use records::{Records, id};

/// What the sheets share.
struct Shared {
    texts: Vec<String>,
    styles: Styles,
    epoch: Epoch,
}

/// A sheet as the workbook lists it.
struct SheetEntry {
    id: String,
    name: String,
    visibility: Visibility,
}

/// Reads the sheets that hold something, in their order. What cannot be read is reported and left out.
pub(in crate::read) fn read(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Book {
    let book = read_sheets(bytes, shown, diagnostics);
    told(book, shown, diagnostics)
}

fn read_sheets(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Result<Book, Refusal> {
    let mut package = Package::open(bytes)?;
    let workbook = Workbook::find(&mut package, "workbook.bin")?;
    let (entries, epoch) = entries(&mut package, &workbook.path())?;
    let texts = workbook.shared("sharedStrings").map_or(Ok(Vec::new()), |path| shared_texts(&mut package, &path))?;
    let styles = workbook.shared("styles").map_or(Ok(Styles::default()), |path| read_styles(&mut package, &path))?;
    let shared = Shared { texts, styles, epoch };
    let mut book = Book::default();
    let mut cells = Cells::new();
    let mut parts = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let Some(path) = workbook.sheet(&package, &entry.id)? else { continue };
        let origin = Arc::new(Origin { file: shown.to_owned(), sheet: Some(Sheet { index, name: entry.name }) });
        comments::read(&mut package, &path, &origin, &mut cells, &mut book.further).unwrap_or_else(|refusal| {
            diagnostics.push(refusal.at(Place { origin: Arc::clone(&origin), at: At::Whole }));
        });
        let read = read_sheet(&mut package, &path, &shared, &mut cells, (&origin, entry.visibility), &mut book.further);
        parts.push((path, Arc::clone(&origin)));
        match read {
            Ok(found) => book.grids.extend(found),
            Err(refusal) => diagnostics.push(refusal.at(Place { origin, at: At::Whole })),
        }
    }
    further::of_package(&mut package, &parts, shown, &mut cells, &mut book.further).unwrap_or_else(|refusal| {
        diagnostics.push(refusal.at(Place::file(shown)));
    });
    Ok(book)
}

fn read_sheet(
    package: &mut Package<'_>,
    path: &str,
    shared: &Shared,
    cells: &mut Cells,
    (origin, visibility): (&Arc<Origin>, Visibility),
    further: &mut Vec<Further>,
) -> Result<Option<Grid>, Refusal> {
    let mut sheet = sheet::read(package, path, shared, cells)?;
    further.extend(sheet.links.elsewhere(origin));
    sheet.beside.links = sheet.links.by_cell(&mut sheet.rows, cells)?;
    Ok(grid(origin.clone(), visibility, sheet.rows, sheet.beside))
}

/// The sheets in their order, and from when dates count.
fn entries(package: &mut Package<'_>, path: &str) -> Result<(Vec<SheetEntry>, Epoch), Refusal> {
    let mut entries = Vec::new();
    let mut epoch = Epoch::Windows;
    let mut records = Records::of(package, path)?.ok_or_else(relationships::incomplete)?;
    while let Some((id, mut fields)) = records.next()? {
        match id {
            id::WORKBOOK if fields.u32()? & 1 != 0 => epoch = Epoch::Macintosh,
            id::SHEET => {
                if entries.len() >= LIMITS.sheets {
                    return Err(too_many_sheets());
                }
                let visibility = if fields.u32()? == 0 { Visibility::Shown } else { Visibility::Hidden };
                fields.u32()?;
                let id = fields.text()?;
                let name = fields.text()?.chars().filter(|letter| !letter.is_control()).collect();
                entries.push(SheetEntry { id, name, visibility });
            }
            _ => {}
        }
    }
    Ok((entries, epoch))
}

/// The texts the sheets share. How many the part claims to hold reserves nothing.
fn shared_texts(package: &mut Package<'_>, path: &str) -> Result<Vec<String>, Refusal> {
    let mut texts = Vec::new();
    let Some(mut records) = Records::of(package, path)? else { return Ok(texts) };
    while let Some((id, mut fields)) = records.next()? {
        match id {
            id::SHARED_TEXTS => {
                fields.u32()?;
                if usize::try_from(fields.u32()?).is_ok_and(|claimed| claimed > LIMITS.cells) {
                    return Err(too_many_cells());
                }
            }
            id::SHARED_TEXT => {
                texts.push(fields.rich_text()?);
                if texts.len() > LIMITS.cells {
                    return Err(too_many_cells());
                }
            }
            _ => {}
        }
    }
    Ok(texts)
}

fn read_styles(package: &mut Package<'_>, path: &str) -> Result<Styles, Refusal> {
    let mut styles = Styles::default();
    let Some(mut records) = Records::of(package, path)? else { return Ok(styles) };
    let mut of_cells = false;
    while let Some((id, mut fields)) = records.next()? {
        match id {
            id::FORMAT => {
                let number = fields.u16()?;
                styles.add_format(number, &fields.text()?);
            }
            id::CELL_STYLES => of_cells = true,
            id::END_OF_CELL_STYLES => of_cells = false,
            id::STYLE if of_cells => {
                fields.u16()?;
                styles.add_style(fields.u16()?)?;
            }
            _ => {}
        }
    }
    Ok(styles)
}
