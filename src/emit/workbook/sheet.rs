//! One worksheet, written from the top row to the bottom row. Every text passes here: strings are only ever strings.
//! The order matters: a worksheet on disk takes no cell of a row above, and no height once its cells are written.

use rust_xlsxwriter::{Format, Url, Worksheet};

use super::formats::Formats;
use super::{Written, text};

/// A4 in Excel's list of papers.
const A4: u8 = 9;

/// A worksheet with the looks of its workbook.
pub(in crate::emit) struct Sheet<'w> {
    pub(super) worksheet: &'w mut Worksheet,
    pub(super) formats: &'w Formats,
    pub(super) kept: Kept,
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

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Paper {
    /// 横向, for the wide tables.
    Landscape,
    /// 纵向.
    Portrait,
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
        let number = u32::try_from(number).expect("there are fewer items than rows");
        self.worksheet.write_number_with_format(area.top, area.left, number, format).map(drop)
    }

    /// A text that opens a web page; plain text when the address is not one of http or https.
    pub(super) fn web(&mut self, area: Area, words: &str, address: &str, format: &Format, otherwise: &Format) -> Written {
        match text::web_address(address) {
            Some(address) => self.linked(area, words, Url::new(address), format),
            None => self.text(area, words, otherwise),
        }
    }

    /// A text that leads to another sheet.
    pub(super) fn inner(&mut self, area: Area, words: &str, sheet: &str, format: &Format) -> Written {
        let address = format!("internal:'{}'!A1", sheet.replace('\'', "''"));
        self.linked(area, words, Url::new(address), format)
    }

    /// Paper, margins, page numbers, repeated rows, and what stays in sight.
    pub(super) fn page(&mut self, page: Page) -> Written {
        let sheet = &mut *self.worksheet;
        sheet.set_paper_size(A4);
        match page.paper {
            Paper::Landscape => sheet.set_landscape(),
            Paper::Portrait => sheet.set_portrait(),
        };
        sheet
            .set_margins(0.4, 0.4, 0.55, 0.6, 0.3, 0.3)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_footer("&C第&P页 共&N页");
        if let Some((first, last)) = page.repeated {
            sheet.set_repeat_rows(first, last)?;
        }
        if page.frozen > 0 {
            sheet.set_freeze_panes(page.frozen, 0)?;
        }
        sheet.set_print_area(0, 0, page.bottom, page.right).map(drop)
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
