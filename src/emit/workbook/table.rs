//! A table as people print it: title, heading of one or two rows, rows, notes. Knows how it looks, not what it says.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, XlsxError};

use super::formats::{BODY_POINTS, TITLE_POINTS};
use super::layout::{self, Layout};
use super::pages::{self, Tops};
use super::paper::Paper;
use super::sheet::{Area, Page, Sheet};
use super::{body, measure, wording};

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
    /// A text that leads to a row of another sheet, from 0.
    Inner(Cow<'a, str>, &'a str, u32),
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
            Cell::Text(words) | Cell::Apart(words) | Cell::Web(words, _) | Cell::Inner(words, ..) => words,
            Cell::Count(_) => "",
        }
    }
}

/// Writes a table onto an empty sheet; gives the sheet's row in which each of its rows begins.
pub(in crate::emit) fn write(sheet: &mut Sheet<'_>, table: &Table<'_>) -> Result<Vec<u32>, XlsxError> {
    let mut layout = layout::plan(&table.columns, &table.rows, table.paper.lowest_row());
    let right = index(table.columns.len() - 1);
    for (column, width) in (0..).zip(&layout.widths) {
        sheet.width(column, *width)?;
    }
    let total: f64 = layout.widths.iter().sum();
    let formats = sheet.formats;
    let title = broken_by_sense(&table.title, measure::capacity(total, TITLE_POINTS * 1.1));
    let title = lines(title.as_ref(), TITLE_POINTS * 1.1, total);
    let above = lines(&table.above, BODY_POINTS, total);
    let below = lines(&table.below, BODY_POINTS, total);
    let is_headed = table.heading == Heading::Always || !table.rows.is_empty();
    let heading_height: f64 = if is_headed { layout.heading.iter().sum() } else { 0.0 };
    let height = |lines: &[Line<'_>]| lines.iter().map(|line| line.height).sum::<f64>();
    let later = heading_height + if table.above.is_empty() { height(&title) } else { 0.0 };
    let tops = Tops { first: height(&title) + height(&above) + heading_height, later };
    let starts = pages::starts(table.paper.room(sheet.size), layout.width_points(), tops, &layout.rows);
    layout.cut_runs(&starts, &table.columns, &table.rows);

    let mut row = put(sheet, 0, right, &title, &formats.title)?;
    row = put(sheet, row, right, &above, &formats.line)?;
    let first_heading = row;
    if is_headed {
        row = heading(sheet, row, &table.columns, &layout)?;
    }
    let first_body = row;
    row = body::write(sheet, row, table, &layout)?;
    row = put(sheet, row, right, &below, &formats.line)?;
    sheet.end(row)?;
    let mut next = first_body;
    let mut begins = Vec::with_capacity(layout.rows.len());
    for parts in &layout.rows {
        begins.push(next);
        next += u32::try_from(parts.len()).expect("a row is split into few");
    }
    sheet.breaks(starts.iter().map(|start| begins[*start]))?;
    let repeated = (first_body > first_heading).then(|| (if table.above.is_empty() { 0 } else { first_heading }, first_body - 1));
    // Long remarks above a table would fill the screen if they stayed in sight.
    let frozen = if repeated.is_some() && table.above.len() <= 3 { first_body } else { 0 };
    sheet.page(Page { paper: table.paper, repeated, frozen, bottom: row.max(1) - 1, right })?;
    Ok(begins)
}

/// A title, none when it is empty; one too long for a line has its remarks on the next.
fn broken_by_sense<'a>(title: &'a Cow<'a, str>, capacity: u32) -> Option<Cow<'a, str>> {
    let remark = wording::remark(title);
    let stem = title.trim_end().strip_suffix(remark).unwrap_or_default();
    if remark.is_empty() || stem.is_empty() || measure::lines(title, capacity) == 1 {
        return (!title.is_empty()).then(|| Cow::Borrowed(&**title));
    }
    Some(format!("{stem}\n{remark}").into())
}

/// A line over or under a table.
struct Line<'a> {
    words: &'a str,
    height: f64,
}

/// Lines over the whole width; what is higher than a row can be goes on in the next one.
fn lines<'a>(texts: impl IntoIterator<Item = &'a Cow<'a, str>>, points: f64, total: f64) -> Vec<Line<'a>> {
    let capacity = measure::capacity(total, points);
    let mut lines = Vec::new();
    for text in texts {
        let mut rest = Some(&**text);
        while let Some(words) = rest {
            let (now, later) = layout::fitting(words, capacity, points);
            lines.push(Line { words: now, height: measure::height(measure::lines(now, capacity), points) });
            rest = later;
        }
    }
    lines
}

/// Writes lines from a row on; gives the next row. Beside the first row of a sheet stands the way back, where it is not printed.
fn put(sheet: &mut Sheet<'_>, first: u32, right: u16, lines: &[Line<'_>], format: &Format) -> Result<u32, XlsxError> {
    let mut row = first;
    for line in lines {
        sheet.height(row, line.height)?;
        sheet.text(Area { top: row, left: 0, bottom: row, right }, line.words, format)?;
        if row == 0 {
            sheet.way_back(right + 1)?;
        }
        row += 1;
    }
    Ok(row)
}

/// The heading; gives the next row. Two rows where a column has a parent.
fn heading(sheet: &mut Sheet<'_>, top: u32, columns: &[Column<'_>], layout: &Layout) -> Result<u32, XlsxError> {
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
