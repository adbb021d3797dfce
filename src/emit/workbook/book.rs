//! A workbook in the making: its sheets, its looks, its properties. Fixed dates and no names of persons or machines.

use std::io;
use std::path::Path;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::formats::Formats;
use super::sheet::{Kept, Sheet};

/// From so many rows on a sheet is kept on disk while it is written; below, the file would cost more than the memory.
const ROWS_ON_DISK: usize = 2_000;

/// A workbook.
pub(in crate::emit) struct Book {
    workbook: Workbook,
    formats: Formats,
}

impl Book {
    /// An empty one with its title. The folder is for temporary files; without one the system's is taken.
    /// The date stands in its properties, so that the same catalog makes the same bytes.
    pub(in crate::emit) fn new(title: &str, date: Option<Date>, folder: Option<&Path>) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_title(super::text::clean(title)).set_creation_datetime(&created(date)));
        if let Some(folder) = folder {
            workbook.set_tempdir(folder).map_err(failed)?;
        }
        Ok(Self { workbook, formats: Formats::new() })
    }

    /// The next sheet, to be filled from the top.
    pub(in crate::emit) fn sheet(&mut self, name: &str, rows: usize) -> Result<Sheet<'_>, XlsxError> {
        let (worksheet, kept) = if rows < ROWS_ON_DISK {
            (self.workbook.add_worksheet(), Kept::Here)
        } else {
            (self.workbook.add_worksheet_with_low_memory()?, Kept::OnDisk)
        };
        Ok(Sheet { worksheet: worksheet.set_name(name)?, formats: &self.formats, kept })
    }

    /// The file.
    pub(in crate::emit) fn bytes(mut self) -> io::Result<Vec<u8>> {
        self.workbook.save_to_buffer().map_err(failed)
    }
}

/// A failure of the machine (or a limit of Excel's) as the writer of files tells it.
pub(in crate::emit) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

/// The date of the properties: that of the edition, or a fixed day where Excel has no such date.
fn created(date: Option<Date>) -> ExcelDateTime {
    date.and_then(|date| {
        let (year, month, day) = (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
        ExcelDateTime::from_ymd(year, month, day).ok()
    })
    .unwrap_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).expect("the first of January 2000 is a date"))
}
