//! One worksheet, written from the top row to the bottom row. Every text passes here: strings are only ever strings.
//! The order matters: a worksheet on disk takes no cell of a row above, and no height once its cells are written.

use rust_xlsxwriter::{Format, Url, Worksheet};

use crate::model::list::WAY_BACK;
use crate::project::PaperSize;

use super::formats::Formats;
use super::paper::Paper;
use super::table::Cell;
use super::{Written, text};

/// The page number, in 小四: it is printed smaller with the page.
const FOOTER: &str = "&C&\"宋体,Regular\"&12第&P页 共&N页";
/// Width of the column beside a table, in Excel's units.
const BESIDE_WIDTH: f64 = 13.0;
/// What opens a web page, beside a row.
const OPEN_PAGE: &str = "打开网页";
/// What opens another sheet, beside a row.
const OPEN_SHEET: &str = "打开工作表";

/// A worksheet with the looks of its workbook.
pub(in crate::emit) struct Sheet<'w> {
    pub(super) worksheet: &'w mut Worksheet,
    pub(super) formats: &'w Formats,
    pub(super) kept: Kept,
    /// What the wide tables are printed on.
    pub(super) size: PaperSize,
    /// The sheet that a reader is led back to, where there is one.
    pub(super) back: Option<&'static str>,
}

/// Where the rows are while the sheet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// In memory.
    Here,
    /// In a temporary file.
    OnDisk,
}

/// A rectangle of cells, all four ends included, from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) left: u16,
    pub(super) bottom: u32,
    pub(super) right: u16,
}

/// What of a sheet is printed, and what stays in sight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    /// How the paper lies.
    pub(super) paper: Paper,
    /// Rows that stand on every page, first and last.
    pub(super) repeated: Option<(u32, u32)>,
    /// Rows that stay in sight.
    pub(super) frozen: u32,
    /// Last row.
    pub(super) bottom: u32,
    /// Last column.
    pub(super) right: u16,
}

impl Area {
    /// One cell.
    pub(super) fn cell(row: u32, column: u16) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }

    fn is_cell(self) -> bool {
        self.top == self.bottom && self.left == self.right
    }
}

impl Sheet<'_> {
    /// Width of a column in Excel's units.
    pub(super) fn width(&mut self, column: u16, units: f64) -> Written {
        self.worksheet.set_column_width(column, units).map(drop)
    }

    /// Height of a row in points; before any of its cells.
    pub(super) fn height(&mut self, row: u32, points: f64) -> Written {
        self.worksheet.set_row_height(row, points).map(drop)
    }

    /// A text in a cell, or in cells merged to one.
    pub(super) fn text(&mut self, area: Area, words: &str, format: &Format) -> Written {
        let words = text::bounded(text::clean(words));
        if text::looks_like_formula(&words) {
            // The apostrophe Excel shows keeps it a text when somebody edits the cell.
            return self.put(area, &words, &format.clone().set_quote_prefix());
        }
        self.put(area, &words, format)
    }

    /// A number in a cell, or in cells merged to one.
    pub(super) fn count(&mut self, area: Area, number: usize, format: &Format) -> Written {
        if !area.is_cell() {
            self.put(area, "", format)?;
        }
        self.worksheet.write_number_with_format(area.top, area.left, counted(number), format).map(drop)
    }

    /// A text in a cell that gets its look later; false, and nothing written, for a text that needs a look of its own.
    pub(super) fn bare_text(&mut self, area: Area, words: &str) -> Result<bool, rust_xlsxwriter::XlsxError> {
        let words = text::bounded(text::clean(words));
        if text::looks_like_formula(&words) {
            return Ok(false);
        }
        if !words.is_empty() {
            self.worksheet.write_string(area.top, area.left, words)?;
        }
        Ok(true)
    }

    /// A number in a cell that gets its look later.
    pub(super) fn bare_count(&mut self, area: Area, number: usize) -> Written {
        self.worksheet.write_number(area.top, area.left, counted(number)).map(drop)
    }

    /// Gives cells their look, blank ones too.
    pub(super) fn dress(&mut self, area: Area, format: &Format) -> Written {
        self.worksheet.set_range_format(area.top, area.left, area.bottom, area.right, format).map(drop)
    }

    /// A text that opens a web page; plain text when the address is not one of http or https.
    pub(super) fn web(&mut self, area: Area, words: &str, address: &str, format: &Format, otherwise: &Format) -> Written {
        match text::web_address(address) {
            Some(address) => self.linked(area, words, Url::new(address), format),
            None => self.text(area, words, otherwise),
        }
    }

    /// A text that leads to a row of another sheet, from 0.
    pub(super) fn inner(&mut self, area: Area, words: &str, (sheet, row): (&str, u32), format: &Format) -> Written {
        let address = format!("internal:'{}'!A{}", sheet.replace('\'', "''"), row + 1);
        self.linked(area, words, Url::new(address), format)
    }

    /// In the first row, beside what is printed, a way back to the contents.
    pub(super) fn way_back(&mut self, column: u16) -> Written {
        let Some(contents) = self.back else { return Ok(()) };
        self.width(column, BESIDE_WIDTH)?;
        self.inner(Area::cell(0, column), WAY_BACK, (contents, 0), &self.formats.beside)
    }

    /// Where a cell leads, beside its row, where it is not printed.
    pub(super) fn beside(&mut self, row: u32, column: u16, cell: &Cell<'_>) -> Written {
        let (area, format) = (Area::cell(row, column), &self.formats.beside);
        match cell {
            Cell::Web(_, address) if text::web_address(address).is_some() => self.web(area, OPEN_PAGE, address, format, format),
            Cell::Inner(_, sheet, row) => self.inner(area, OPEN_SHEET, (sheet, *row), format),
            Cell::Text(_) | Cell::Apart(_) | Cell::Count(_) | Cell::Web(..) => Ok(()),
        }
    }

    /// Begins a page at each of these rows.
    pub(super) fn breaks(&mut self, rows: impl Iterator<Item = u32>) -> Written {
        let rows: Vec<u32> = rows.collect();
        self.worksheet.set_page_breaks(&rows).map(drop)
    }

    /// Paper, margins, page numbers, repeated rows, and what stays in sight.
    pub(super) fn page(&mut self, page: Page) -> Written {
        let sheet = &mut *self.worksheet;
        sheet.set_paper_size(page.paper.number(self.size));
        match page.paper {
            Paper::Landscape => sheet.set_landscape(),
            Paper::Portrait => sheet.set_portrait(),
        };
        let margins = page.paper.margins();
        let [left, right, top, bottom, footer] =
            [margins.left, margins.right, margins.top, margins.bottom, margins.footer].map(|millimetres| millimetres / 25.4);
        sheet
            .set_margins(left, right, top, bottom, footer, footer)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_footer(FOOTER);
        if let Some((first, last)) = page.repeated {
            sheet.set_repeat_rows(first, last)?;
        }
        if page.frozen > 0 {
            sheet.set_freeze_panes(page.frozen, 0)?;
        }
        sheet.set_print_area(0, 0, page.bottom, page.right).map(drop)
    }

    /// The whole sheet on one page that bears no number.
    pub(super) fn one_page(&mut self) {
        self.worksheet.set_print_fit_to_pages(1, 1).set_footer("");
    }

    /// The whole sheet on one page, with its number: a single row on a second page would look forgotten.
    pub(super) fn together(&mut self) -> Written {
        self.worksheet.set_print_fit_to_pages(1, 1).set_page_breaks(&[]).map(drop)
    }

    /// Ends the sheet; `next` is the row behind the last.
    pub(super) fn end(&mut self, next: u32) -> Written {
        match self.kept {
            Kept::Here => Ok(()),
            // The library writes the last row of such a sheet twice when it has a height, so the last row has none.
            Kept::OnDisk => self.worksheet.write_blank(next, 0, &self.formats.end).map(drop),
        }
    }

    fn linked(&mut self, area: Area, words: &str, address: Url, format: &Format) -> Written {
        if !area.is_cell() {
            self.put(area, "", format)?;
        }
        let words = text::bounded(text::clean(words));
        self.worksheet.write_url_with_format(area.top, area.left, address.set_text(words), format).map(drop)
    }

    fn put(&mut self, area: Area, words: &str, format: &Format) -> Written {
        if area.is_cell() {
            return self.worksheet.write_string_with_format(area.top, area.left, words, format).map(drop);
        }
        self.worksheet.merge_range(area.top, area.left, area.bottom, area.right, words, format).map(drop)
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).expect("there are fewer items than rows")
}
