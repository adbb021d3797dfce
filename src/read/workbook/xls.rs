//! An .xls workbook (and WPS's .et): the records of Excel 5 to 2003, in a compound file or bare. They are read here, not by
//! calamine: it lays every sheet out as one block from its first cell to its last, so that a stray character far down asks
//! for gigabytes, and a limit on the block would refuse honest files. Excel 4 and earlier is refused.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Book, Cells, grid, told};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{At, Origin, Place, Sheet};
use crate::read::compound::{Compound, is_compound};
use crate::read::guard::Refusal;
use crate::read::{Choice, Further, Grid};
use crate::rule::stage::reading::{ENCODING, UNREADABLE_FILE};
use crate::words::say;

mod drawn;
mod globals;
mod link;
mod properties;
mod records;
mod sheet;
mod texts;

use globals::{Globals, SheetEntry};

/// Names of the stream with the workbook: the later one first, where a file holds both for two versions of Excel.
pub(in crate::read) const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Reads the sheets that hold something, in their order. What cannot be read is reported and left out.
pub(in crate::read) fn read(bytes: &[u8], shown: &str, choice: Choice, diagnostics: &mut Diagnostics) -> Book {
    let book = read_sheets(bytes, shown, choice, diagnostics);
    told(book, shown, diagnostics)
}

fn read_sheets(bytes: &[u8], shown: &str, choice: Choice, diagnostics: &mut Diagnostics) -> Result<Book, Refusal> {
    let stream = stream(bytes)?;
    let globals = globals::read(&stream, choice)?;
    if let Some(note) = &globals.note {
        let help = say!(
            "最好用 WPS 或 Excel 打开，另存为 .xlsx；如果读出的文字不对，请用 --codepage 指定代码页",
            "better save it as .xlsx in WPS or Excel; if its text is wrong, name the code page with --codepage"
        );
        diagnostics.push(Diagnostic::new(&ENCODING, Place::file(shown), note.clone()).with_help(help));
    }
    let mut book = Book { further: properties::read(bytes, shown, globals.letters), ..Book::default() };
    let mut cells = Cells::new();
    // Sheets do not overlap in a file a program wrote, so all together they are no longer than the stream.
    let mut left = stream.len();
    for (index, entry) in globals.sheets.iter().enumerate() {
        let origin = Arc::new(Origin { file: shown.to_owned(), sheet: Some(Sheet { index, name: entry.name.clone() }) });
        match read_sheet(&stream, entry, &globals, &mut cells, &mut left, &origin, diagnostics) {
            Ok(Some((found, further))) => {
                book.grids.extend(found);
                book.further.extend(further);
            }
            Ok(None) => {}
            Err(refusal) => diagnostics.push(refusal.at(Place { origin, at: At::Whole })),
        }
    }
    Ok(book)
}

/// A sheet, when a cell holds something, and what stands beside its cells.
type SheetRead = (Option<Grid>, Vec<Further>);

fn read_sheet(
    stream: &[u8],
    entry: &SheetEntry,
    globals: &Globals,
    cells: &mut Cells,
    left: &mut usize,
    origin: &Arc<Origin>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<SheetRead>, Refusal> {
    let Some(start) = entry.start else { return Ok(None) };
    let Some(mut sheet) = sheet::read(stream, start, globals, cells, left)? else { return Ok(None) };
    let further = sheet.links.elsewhere(origin).chain(sheet.drawn.further(origin)).collect();
    sheet.beside.links = sheet.links.by_cell(&mut sheet.rows, cells)?;
    if let Some((row, column)) = sheet.undecoded {
        let place = Place { origin: origin.clone(), at: At::Cell { row, column } };
        let message = say!("从这个单元格起有文字无法识别", "from this cell on there is text that cannot be decoded");
        let help = say!(
            "请用 WPS 或 Excel 打开，另存为 .xlsx 后重新提交；或者用 --codepage 指定正确的代码页",
            "save it as .xlsx in WPS or Excel and hand that in, or name the right code page with --codepage"
        );
        diagnostics.push(Diagnostic::new(&UNREADABLE_FILE, place, message).with_help(help));
    }
    Ok(Some((grid(origin.clone(), entry.visibility, sheet.rows, sheet.beside), further)))
}

/// The stream with the workbook's records.
fn stream(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Refusal> {
    if !is_compound(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let file = Compound::open(bytes)?;
    for name in STREAMS {
        if let Some(stream) = file.stream(name)? {
            return Ok(Cow::Owned(stream));
        }
    }
    Err(Refusal::unsupported(say!("这个文件里没有工作簿，不能作为清单读取", "this file holds no workbook")))
}
