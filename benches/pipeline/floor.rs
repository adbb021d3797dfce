//! The least any program can do: read all cells, write all cells.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, DataRef, Reader, Xlsx};
use rust_xlsxwriter::Workbook;

/// Streams every cell of a workbook and counts them.
pub(crate) fn read(path: &Path) -> usize {
    cells(path).iter().map(Vec::len).sum()
}

/// Reads every workbook below a folder and writes its cells again, unformatted.
pub(crate) fn rewrite(folder: &Path, to: &Path) {
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the build's folder").flatten().map(|entry| entry.path()).collect();
    paths.extend(fs::read_dir(folder.join("towns")).into_iter().flatten().flatten().map(|entry| entry.path()));
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "xlsx")) {
        let mut book = Workbook::new();
        for sheet in cells(path) {
            let out = book.add_worksheet_with_constant_memory().expect("a temporary folder");
            for (row, column, text) in sheet {
                out.write(row, column, text).expect("rows come in order");
            }
        }
        book.save(to).expect("the temporary folder can be written");
    }
}

/// (row, column, text) of every sheet.
fn cells(path: &Path) -> Vec<Vec<(u32, u16, String)>> {
    let bytes = fs::read(path).expect("a file the bench made");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook the bench made");
    let names = book.sheet_names();
    names
        .iter()
        .map(|name| {
            let mut reader = book.worksheet_cells_reader(name).expect("a sheet of that workbook");
            let mut cells = Vec::new();
            while let Some(cell) = reader.next_cell().expect("a cell the bench wrote") {
                let (row, column) = cell.get_position();
                let text = match cell.get_value() {
                    DataRef::String(text) => text.clone(),
                    DataRef::SharedString(text) => (*text).to_owned(),
                    DataRef::Empty => continue,
                    other => Data::from(other.clone()).to_string(),
                };
                cells.push((row, u16::try_from(column).expect("fewer columns than Excel has"), text));
            }
            cells
        })
        .collect()
}
