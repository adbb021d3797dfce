//! A workbook in the making: its sheets, its looks, its properties. Fixed dates and no names of persons or machines.

use std::io;
use std::path::Path;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::emit::Publication;
use crate::project::PaperSize;

use super::formats::{self, Formats};
use super::sheet::{Kept, Sheet};

/// From so many rows on a sheet is kept on disk while it is written; below, the file would cost more than the memory.
const ROWS_ON_DISK: usize = 2_000;

/// Height of a row and width of a column that nobody set; the width says that digits of the ruler are seven pixels wide.
const DEFAULT_ROW_PIXELS: u32 = 20;
const DEFAULT_COLUMN_PIXELS: u32 = 64;

/// How hard the parts are compressed: twice as fast as the usual 6, and a twelfth larger.
const COMPRESSION: u8 = 3;

/// A workbook.
pub(in crate::emit) struct Book {
    workbook: Workbook,
    formats: Formats,
    /// What the wide tables are printed on.
    size: PaperSize,
    /// The contents, to which the other sheets lead back.
    contents: Option<&'static str>,
}

/// What every published workbook is about, in its properties.
const SUBJECT: &str = "基层政务公开标准目录";

impl Book {
    /// An empty one with its title. The folder is for temporary files; without one the system's is taken.
    /// The date stands in its properties, so that the same catalog makes the same bytes.
    pub(in crate::emit) fn new(title: &str, date: Option<Date>, folder: Option<&Path>) -> io::Result<Self> {
        let properties = DocProperties::new().set_title(super::text::clean(title)).set_creation_datetime(&created(date));
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(COMPRESSION);
        workbook.set_properties(&properties);
        if let Some(folder) = folder {
            workbook.set_tempdir(folder).map_err(failed)?;
        }
        Ok(Self { workbook, formats: Formats::new(), size: PaperSize::A4, contents: None })
    }

    /// An empty one of an edition: on its paper, with the city's government as the company and with a contents sheet.
    pub(super) fn published(publication: Publication<'_>, title: &str, contents: &'static str, folder: &Path) -> io::Result<Self> {
        let project = publication.project;
        let date = project.edition.as_of.as_ref().map(|date| date.value);
        let mut properties =
            DocProperties::new().set_title(super::text::clean(title)).set_subject(SUBJECT).set_creation_datetime(&created(date));
        if let Some(government) = &project.city.government {
            properties = properties.set_company(super::text::clean(government));
        }
        let mut book = Self::new(title, date, Some(folder))?;
        book.workbook.set_properties(&properties);
        book.workbook.set_default_format(&formats::ruler(), DEFAULT_ROW_PIXELS, DEFAULT_COLUMN_PIXELS).map_err(failed)?;
        book.size = project.print.paper;
        book.contents = Some(contents);
        Ok(book)
    }

    /// The next sheet, to be filled from the top.
    pub(in crate::emit) fn sheet(&mut self, name: &str, rows: usize) -> Result<Sheet<'_>, XlsxError> {
        let (worksheet, kept) = if rows < ROWS_ON_DISK {
            (self.workbook.add_worksheet(), Kept::Here)
        } else {
            (self.workbook.add_worksheet_with_low_memory()?, Kept::OnDisk)
        };
        let back = self.contents.filter(|contents| *contents != name);
        Ok(Sheet { worksheet: worksheet.set_name(name)?, formats: &self.formats, kept, size: self.size, back })
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
