//! A table as people print it: title, heading of one or two rows, rows, notes. Knows how it looks, not what it says.

use std::borrow::Cow;

use super::formats::{BODY_POINTS, TITLE_POINTS};
use super::layout::{self, Layout};
use super::sheet::{Area, Page, Paper, Sheet};
use super::{Written, body, measure};

/// A table with all that stands around it.
#[derive(Debug)]
pub(in crate::emit) struct Table<'a> {
    /// Title, merged over all columns; empty for none.
    pub(in crate::emit) title: Cow<'a, str>,
    /// Lines between title and heading.
    pub(in crate::emit) above: Vec<Cow<'a, str>>,
    /// The columns.
    pub(in crate::emit) columns: Vec<Column<'a>>,
    /// Whether an empty table has a heading.
    pub(in crate::emit) heading: Heading,
    /// The rows, a cell a column.
    pub(in crate::emit) rows: Vec<Vec<Cell<'a>>>,
    /// Lines under the table.
    pub(in crate::emit) below: Vec<Cow<'a, str>>,
    /// How the paper lies.
    pub(in crate::emit) paper: Paper,
}

/// When the heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Heading {
    /// Also over nothing.
    Always,
    /// Only over rows.
    OverRows,
}

/// One column.
#[derive(Clone, Debug)]
pub(in crate::emit) struct Column<'a> {
    /// The heading merged over it and its neighbours.
    pub(in crate::emit) parent: Option<&'a str>,
    /// Its own heading.
    pub(in crate::emit) leaf: Cow<'a, str>,
    /// Width in Excel's units.
    pub(in crate::emit) width: f64,
    /// What stands in it.
    pub(in crate::emit) holds: Holds,
}

/// What a column holds decides how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Holds {
    /// Words that rows below may share: merged down over them.
    Group,
    /// Short words, ticks, numbers: centred.
    Short,
    /// Running text.
    Running,
    /// Running text that may be long: such a column is widened first.
    Long,
}

/// One cell.
#[derive(Clone, Debug)]
pub(in crate::emit) enum Cell<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A text that is not merged with an equal one below it.
    Apart(Cow<'a, str>),
    /// A number.
    Count(usize),
    /// A text that opens a web page.
    Web(Cow<'a, str>, &'a str),
    /// A text that leads to another sheet.
    Inner(Cow<'a, str>, &'a str),
}

impl<'a> Cell<'a> {
    /// A text.
    pub(in crate::emit) fn text(words: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(words.into())
    }

    /// The name of a group that rows below may share.
    pub(in crate::emit) fn group(&self) -> Option<&str> {
        match self {
            Cell::Text(words) if !words.is_empty() => Some(words),
            Cell::Text(_) | Cell::Apart(_) | Cell::Count(_) | Cell::Web(..) | Cell::Inner(..) => None,
        }
    }

    /// What is read in it; nothing for a number, which always fits.
    pub(in crate::emit) fn words(&self) -> &str {
        match self {
            Cell::Text(words) | Cell::Apart(words) | Cell::Web(words, _) | Cell::Inner(words, _) => words,
            Cell::Count(_) => "",
        }
    }
}

/// Writes a table onto an empty sheet.
pub(in crate::emit) fn write(sheet: &mut Sheet<'_>, table: &Table<'_>) -> Written {
    let layout = layout::plan(&table.columns, &table.rows);
    let right = index(table.columns.len() - 1);
    for (column, width) in (0..).zip(&layout.widths) {
        sheet.width(column, *width)?;
    }
    let total: f64 = layout.widths.iter().sum();
    let formats = sheet.formats;
    let mut row = 0;
    if !table.title.is_empty() {
        row = line(sheet, row, right, &table.title, (&formats.title, TITLE_POINTS * 1.1, total))?;
    }
    for words in &table.above {
        row = line(sheet, row, right, words, (&formats.line, BODY_POINTS, total))?;
    }
    let first_heading = row;
    if table.heading == Heading::Always || !table.rows.is_empty() {
        row = heading(sheet, row, &table.columns, &layout)?;
    }
    let first_body = row;
    row = body::write(sheet, row, table, &layout)?;
    for words in &table.below {
        row = line(sheet, row, right, words, (&formats.line, BODY_POINTS, total))?;
    }
    sheet.end(row)?;
    let repeated = (first_body > first_heading).then(|| (if table.above.is_empty() { 0 } else { first_heading }, first_body - 1));
    // Long remarks above a table would fill the screen if they stayed in sight.
    let frozen = if repeated.is_some() && table.above.len() <= 3 { first_body } else { 0 };
    sheet.page(Page { paper: table.paper, repeated, frozen, bottom: row.max(1) - 1, right })
}

/// A line over the whole width; gives the next row.
fn line(
    sheet: &mut Sheet<'_>,
    row: u32,
    right: u16,
    words: &str,
    (format, points, total): (&rust_xlsxwriter::Format, f64, f64),
) -> Result<u32, rust_xlsxwriter::XlsxError> {
    let capacity = measure::capacity(total, points);
    let mut rest = Some(words);
    let mut row = row;
    // A remark higher than a row can be goes on in the next one.
    while let Some(words) = rest {
        let (now, later) = layout::fitting(words, capacity, points);
        sheet.height(row, measure::height(measure::lines(now, capacity), points))?;
        sheet.text(Area { top: row, left: 0, bottom: row, right }, now, format)?;
        rest = later;
        row += 1;
    }
    Ok(row)
}

/// The heading; gives the next row. Two rows where a column has a parent.
fn heading(sheet: &mut Sheet<'_>, top: u32, columns: &[Column<'_>], layout: &Layout) -> Result<u32, rust_xlsxwriter::XlsxError> {
    let bottom = top + u32::try_from(layout.heading.len()).expect("a heading has one or two rows") - 1;
    for (row, height) in (top..).zip(&layout.heading) {
        sheet.height(row, *height)?;
    }
    let format = &sheet.formats.heading;
    let mut column = 0;
    while column < columns.len() {
        let Some(parent) = columns[column].parent else {
            sheet.text(Area { top, left: index(column), bottom, right: index(column) }, &columns[column].leaf, format)?;
            column += 1;
            continue;
        };
        let end = column + columns[column..].iter().take_while(|next| next.parent == Some(parent)).count();
        sheet.text(Area { top, left: index(column), bottom: top, right: index(end - 1) }, parent, format)?;
        column = end;
    }
    if bottom > top {
        for (column, leaf) in columns.iter().enumerate().filter(|(_, column)| column.parent.is_some()) {
            sheet.text(Area::cell(bottom, index(column)), &leaf.leaf, format)?;
        }
    }
    Ok(bottom + 1)
}

/// The number of a column.
pub(super) fn index(column: usize) -> u16 {
    u16::try_from(column).expect("a table has at most 512 columns")
}
