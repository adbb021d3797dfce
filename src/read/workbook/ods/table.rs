//! One sheet: its rows and columns with what is repeated, merged and hidden. A blank cell costs nothing, however often it
//! is repeated; one that holds something is counted as often as it stands there, before any copy is made.

use quick_xml::events::{BytesStart, Event};

use super::cell_text::{self, CellText};
use super::value::{self, Value};
use super::{leave, unescaped};
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::Part;
use crate::read::workbook::tag::{attributes, malformed};
use crate::read::workbook::{Cells, note, too_many_merges, too_wide};
use crate::read::{Beside, FurtherKind, GridRow, Range};

/// Reads a sheet to its end tag; its start tag was just read.
pub(super) fn read(part: &mut Part<'_, '_>, cells: &mut Cells) -> Result<Table, Refusal> {
    let mut table = Table { rows: Vec::new(), beside: Beside::default(), further: Vec::new(), row: 0, column: 0 };
    loop {
        let inside = match part.next()? {
            Event::Start(tag) => inside(&tag)?,
            Event::End(tag) if tag.local_name().as_ref() == "table" => return Ok(table),
            Event::Eof => return Err(malformed()),
            _ => continue,
        };
        match inside {
            Inside::Around => {}
            Inside::Row(tag) => {
                let cells_of_row = row(part)?;
                table.add_row(&tag, &cells_of_row, cells)?;
            }
            Inside::Column(tag) => table.add_column(&tag),
            Inside::Other => leave(part)?,
        }
    }
}

/// What a tag within a sheet is.
enum Inside {
    /// Something around rows or columns: a group, the rows repeated on every page.
    Around,
    Row(Line),
    Column(Line),
    /// Forms, shapes, what the sheet is called for the blind …
    Other,
}

/// What the tag of a row or a column says.
struct Line {
    repeated: u32,
    is_hidden: bool,
}

fn inside(tag: &BytesStart<'_>) -> Result<Inside, Refusal> {
    let line = || {
        let mut line = Line { repeated: 1, is_hidden: false };
        attributes(tag, |key, value| match key {
            "table:number-rows-repeated" | "table:number-columns-repeated" => line.repeated = count(value),
            // The other word is for rows that a filter hides.
            "table:visibility" => line.is_hidden = matches!(value, "collapse" | "filter"),
            _ => {}
        })?;
        Ok(line)
    };
    Ok(match tag.local_name().as_ref() {
        "table-row" => Inside::Row(line()?),
        "table-column" => Inside::Column(line()?),
        "table-rows" | "table-row-group" | "table-header-rows" | "table-columns" | "table-column-group" | "table-header-columns" => {
            Inside::Around
        }
        _ => Inside::Other,
    })
}

/// A cell that holds something or is merged, as it stands in a row.
struct Entry {
    /// First column, from 0.
    column: u32,
    /// Columns it is repeated over.
    copies: u32,
    text: String,
    link: Option<String>,
    /// Comments, and addresses that do not lead to the web.
    beside: Vec<(FurtherKind, String)>,
    has_formula: bool,
    /// Rows and columns of the merged range.
    span: (u32, u32),
}

impl Entry {
    fn holds_something(&self) -> bool {
        !self.text.is_empty() || self.has_formula
    }

    fn bytes(&self) -> usize {
        self.text.len() + self.link.as_ref().map_or(0, String::len)
    }
}

/// The cells of a row, up to its end tag.
fn row(part: &mut Part<'_, '_>) -> Result<Vec<Entry>, Refusal> {
    let mut column = 0_u32;
    let mut entries = Vec::new();
    loop {
        let head = match part.next()? {
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "table-cell" | "covered-table-cell") => Some(Head::of(&tag)?),
            Event::Start(_) => None,
            Event::End(_) => return Ok(entries),
            Event::Eof => return Err(malformed()),
            _ => continue,
        };
        let Some(head) = head else {
            leave(part)?;
            continue;
        };
        let CellText { text, link, beside, has_paragraph } = cell_text::read(part)?;
        let text = if has_paragraph { text } else { head.value.shown()? };
        let (copies, link) = (head.repeated, link.or(head.link));
        let entry = Entry { column, copies, text, link, beside, has_formula: head.has_formula, span: head.span };
        column = column.saturating_add(head.repeated);
        let is_merged = entry.span != (1, 1) && entry.column < LIMITS.columns;
        if entry.holds_something() && column > LIMITS.columns {
            return Err(too_wide());
        }
        if entry.holds_something() || is_merged || !entry.beside.is_empty() {
            entries.push(entry);
        }
    }
}

/// What the tag of a cell says.
struct Head {
    repeated: u32,
    span: (u32, u32),
    has_formula: bool,
    /// The address a formula leads to.
    link: Option<String>,
    value: Value,
}

impl Head {
    fn of(tag: &BytesStart<'_>) -> Result<Self, Refusal> {
        let mut head = Self { repeated: 1, span: (1, 1), has_formula: false, link: None, value: Value::default() };
        let mut formula = String::new();
        attributes(tag, |key, value| match key {
            "table:number-columns-repeated" => head.repeated = count(value),
            "table:number-rows-spanned" => head.span.0 = count(value),
            "table:number-columns-spanned" => head.span.1 = count(value),
            "table:formula" => value.clone_into(&mut formula),
            _ => head.value.note(key, value),
        })?;
        head.has_formula = !formula.is_empty();
        head.link = value::address_in(&unescaped(&formula)?);
        Ok(head)
    }
}

/// A sheet as it is read.
pub(super) struct Table {
    pub(super) rows: Vec<GridRow>,
    pub(super) beside: Beside,
    /// Comments, and addresses that do not lead to the web: row and column, from 1.
    pub(super) further: Vec<(u32, u32, FurtherKind, String)>,
    /// The next row and column, from 0.
    row: u32,
    column: u32,
}

impl Table {
    fn add_column(&mut self, tag: &Line) {
        let next = self.column.saturating_add(tag.repeated);
        if tag.is_hidden {
            note(&mut self.beside.hidden_columns, self.column.saturating_add(1), next);
        }
        self.column = next;
    }

    fn add_row(&mut self, tag: &Line, entries: &[Entry], cells: &mut Cells) -> Result<(), Refusal> {
        let next = self.row.saturating_add(tag.repeated);
        if tag.is_hidden {
            note(&mut self.beside.hidden_rows, self.row.saturating_add(1), next);
        }
        if entries.iter().any(Entry::holds_something) {
            if next > LIMITS.rows {
                return Err(too_wide());
            }
            let filled = || entries.iter().filter(|entry| entry.holds_something());
            let copies = |entry: &Entry| usize::try_from(entry.copies).unwrap_or(usize::MAX);
            let bytes = filled().map(|entry| entry.bytes().saturating_mul(copies(entry))).fold(0, usize::saturating_add);
            cells.has_room(filled().map(copies).sum(), bytes, tag.repeated)?;
            for row in self.row..next {
                entries.iter().try_for_each(|entry| self.add(row, entry, cells))?;
            }
        }
        // What belongs to a cell is kept once, however often the cell is repeated.
        for entry in entries {
            for (kind, text) in &entry.beside {
                cells.charge(text.len() + 64)?;
                self.further.push((self.row.saturating_add(1), entry.column.saturating_add(1), kind.clone(), text.clone()));
            }
        }
        self.add_merges(next, entries)?;
        self.row = next;
        Ok(())
    }

    /// Adds a cell of a row as often as it stands there.
    fn add(&mut self, row: u32, entry: &Entry, cells: &mut Cells) -> Result<(), Refusal> {
        if !entry.holds_something() {
            return Ok(());
        }
        for column in entry.column..entry.column.saturating_add(entry.copies) {
            if entry.text.is_empty() {
                cells.count(row, column, 0)?;
            } else {
                cells.push(&mut self.rows, row, column, entry.text.clone())?;
            }
            if entry.has_formula {
                self.beside.formulas.push((row + 1, column + 1));
            }
            if let Some(link) = &entry.link {
                self.beside.links.push((row + 1, column + 1, link.clone()));
            }
        }
        Ok(())
    }

    fn add_merges(&mut self, next: u32, entries: &[Entry]) -> Result<(), Refusal> {
        let merged = entries.iter().filter(|entry| entry.span != (1, 1) && entry.column < LIMITS.columns);
        for Entry { column, copies, span: (rows, columns), .. } in merged {
            for top in self.row..next {
                for left in *column..column.saturating_add(*copies).min(LIMITS.columns) {
                    if self.beside.merges.len() >= LIMITS.merges {
                        return Err(too_many_merges());
                    }
                    let (bottom, right) = (top.saturating_add(*rows), left.saturating_add(*columns));
                    self.beside.merges.push(Range { top: top.saturating_add(1), left: left + 1, bottom, right });
                }
            }
        }
        Ok(())
    }
}

/// How often something is repeated, or over how many it spans: at least once, and no more often than can be counted.
fn count(value: &str) -> u32 {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().unwrap_or(if is_number { u32::MAX } else { 1 }).max(1)
}
