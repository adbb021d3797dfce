//! Lists as a workbook, for `convert`: a sheet a list, in the original wording, so that reading it back gives the same list.
//! Keeps no style of the source, and refuses a text that no cell can hold rather than cut it.

mod extras;
mod headings;
mod rows;

use std::borrow::Cow;
use std::io;

use crate::knowledge;
use crate::model::{Form, List};

use super::workbook::book::{self, Book};
use super::workbook::names;
use super::workbook::paper::Paper;
use super::workbook::table::{self, Heading, Table};
use super::workbook::text;

/// The workbook of the lists, in their order.
///
/// # Errors
/// When the machine fails, or a text is longer than the 32,767 characters a cell can hold.
pub fn make(lists: &[List]) -> io::Result<Vec<u8>> {
    let mut book = Book::new(&lists.first().map(headings::title).unwrap_or_default(), None, None)?;
    for (table, name) in tables(lists)?.into_iter().zip(sheet_names(lists)) {
        let rows = table.rows.len();
        book.sheet(&name, rows).and_then(|mut sheet| table::write(&mut sheet, &table)).map_err(book::failed)?;
    }
    if lists.is_empty() {
        // A workbook without a sheet cannot be opened.
        book.sheet("清单", 0).map_err(book::failed)?;
    }
    book.bytes()
}

/// The lists as tables.
///
/// # Errors
/// When a text is longer than the 32,767 characters a cell can hold.
pub(super) fn tables(lists: &[List]) -> io::Result<Vec<Table<'_>>> {
    let table = |list| {
        let table = as_table(list);
        refuse_too_long(&table, list)?;
        Ok(table)
    };
    lists.iter().map(table).collect()
}

/// What the tabs say.
pub(super) fn sheet_names(lists: &[List]) -> Vec<String> {
    let words: Vec<String> = lists.iter().map(sheet_word).collect();
    names::sheets(&[], words.iter().map(String::as_str))
}

/// What no other line of a table says of a list, for a form that has no tabs: its domain and its kind.
pub(super) fn about(list: &List) -> Vec<String> {
    let domain = list.domain.as_ref().map(|domain| format!("领域：{}", headings::domain_name(knowledge::load(), &domain.value)));
    let kind = list.kind.map(|kind| format!("清单类型：{}", kind.word_zh()));
    domain.into_iter().chain(kind).collect()
}

fn as_table(list: &List) -> Table<'_> {
    let (columns, rows) = match list.form {
        Form::Catalog => rows::of_items(list),
        Form::Native => rows::of_powers(list),
    };
    Table {
        title: headings::title(list).into(),
        above: headings::above(list),
        columns,
        heading: Heading::Always,
        rows,
        below: list.notes[headings::notes_above(list)..].iter().map(|note| Cow::Borrowed(note.value.as_str())).collect(),
        paper: Paper::Landscape,
    }
}

/// What the tab says: the domain, and the kind where the title does not say it.
fn sheet_word(list: &List) -> String {
    let domain = list.domain.as_ref().map(|domain| headings::domain_name(knowledge::load(), &domain.value));
    let title = headings::title(list);
    let kind = list.kind.map(crate::model::ListKind::word_zh).filter(|kind| !title.contains(kind));
    match (domain, kind) {
        (Some(domain), None) => domain.to_owned(),
        (Some(domain), Some(kind)) => format!("{domain}（{kind}）"),
        (None, Some(kind)) => kind.to_owned(),
        (None, None) => "清单".to_owned(),
    }
}

fn refuse_too_long(table: &Table<'_>, list: &List) -> io::Result<()> {
    let lines = table.above.iter().chain(&table.below).chain([&table.title]);
    let cells = table.rows.iter().flatten().map(table::Cell::words);
    if lines.map(|line| &**line).chain(cells).all(text::fits) {
        return Ok(());
    }
    let place = &list.place;
    Err(io::Error::new(
        io::ErrorKind::InvalidData,
        format!("{place}：有一处文字超过32767个字，电子表格的一个单元格放不下，请分成几条后再转换"),
    ))
}
