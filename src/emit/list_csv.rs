//! Lists as fields between commas, for `convert`: each list with its title, its heading of two rows and its rows, a blank line
//! between two lists. UTF-8 with the mark Excel knows it by. There are no merged cells: what several rows share stands in
//! each of them. No cell can start a formula.

use std::borrow::Cow;
use std::io;

use crate::model::List;

use super::csv::harmless;
use super::list_workbook::{about, tables};
use super::workbook::table::{Cell, Column, Table};
use super::workbook::text::clean;

/// The file of the lists, in their order.
///
/// # Errors
/// When a text is longer than the 32,767 characters a cell can hold.
pub fn make(lists: &[List]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::from("\u{feff}");
    for (index, (table, list)) in tables(lists)?.iter().zip(lists).enumerate() {
        if index > 0 {
            bytes.extend(b"\r\n");
        }
        let mut fields = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut bytes);
        // Two lists may have the same title and heading, as the pages of one have: a number tells them apart.
        if lists.len() > 1 {
            line(&mut fields, &format!("清单序号：{}", index + 1), table.columns.len())?;
        }
        write(&mut fields, table, list)?;
        fields.flush()?;
    }
    Ok(bytes)
}

type Fields<'b> = ::csv::Writer<&'b mut Vec<u8>>;

fn write(fields: &mut Fields<'_>, table: &Table<'_>, list: &List) -> io::Result<()> {
    let width = table.columns.len();
    if !table.title.is_empty() {
        line(fields, &table.title, width)?;
    }
    for words in about(list).iter().map(String::as_str).chain(table.above.iter().map(Cow::as_ref)) {
        line(fields, words, width)?;
    }
    for row in heading(&table.columns) {
        record(fields, row.into_iter())?;
    }
    for row in &table.rows {
        record(fields, row.iter().map(text))?;
    }
    for words in &table.below {
        line(fields, words, width)?;
    }
    Ok(())
}

/// A line over the table: its words, and blanks to the right of them.
fn line(fields: &mut Fields<'_>, words: &str, width: usize) -> io::Result<()> {
    record(fields, std::iter::once(Cow::Borrowed(words)).chain(std::iter::repeat_n(Cow::Borrowed(""), width - 1)))
}

fn record<'t>(fields: &mut Fields<'_>, texts: impl Iterator<Item = Cow<'t, str>>) -> io::Result<()> {
    let texts = texts.map(|text| harmless(clean(&text)).into_owned());
    Ok(fields.write_record(texts)?)
}

/// The heading: the words over several columns stand over the first of them.
fn heading<'t>(columns: &'t [Column<'t>]) -> Vec<Vec<Cow<'t, str>>> {
    let leaf = |column: &'t Column<'t>| Cow::Borrowed(&*column.leaf);
    let before = std::iter::once(None).chain(columns.iter().map(|column| column.parent));
    let top = columns.iter().zip(before).map(|(column, before)| match column.parent {
        None => leaf(column),
        Some(parent) if before == Some(parent) => Cow::Borrowed(""),
        Some(parent) => Cow::Borrowed(parent),
    });
    let mut rows = vec![top.collect()];
    if columns.iter().any(|column| column.parent.is_some()) {
        let below = columns.iter().map(|column| if column.parent.is_some() { leaf(column) } else { Cow::Borrowed("") });
        rows.push(below.collect());
    }
    rows
}

fn text<'t>(cell: &'t Cell<'t>) -> Cow<'t, str> {
    match cell {
        Cell::Count(number) => Cow::Owned(number.to_string()),
        Cell::Text(_) | Cell::Apart(_) | Cell::Web(..) | Cell::Inner(..) => Cow::Borrowed(cell.words()),
    }
}
