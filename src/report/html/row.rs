//! The row of an item, as staff see it in their table: the main fields, those with a fault marked.

use std::borrow::Cow;

use super::word;
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Given, Item, print};
use crate::place::{At, Place};
use crate::report::private::Private;
use crate::report::text;
use crate::words::{Lang, say};

/// The fields that are shown, as the table has them.
const FIELDS: [Field; 10] = [
    Field::Group,
    Field::Name,
    Field::Content,
    Field::Basis,
    Field::TimeLimit,
    Field::Subject,
    Field::Channels,
    Field::Audience,
    Field::Method,
    Field::Tiers,
];
/// Columns of text a cell may take; one with a fault is shown nearly whole.
const CELL_COLUMNS: usize = 160;
const FAULTY_COLUMNS: usize = 600;

/// A row.
pub(super) struct Row {
    /// `第37行`.
    pub(super) at: String,
    pub(super) cells: Vec<Cell>,
    /// Whether the rest of the row is kept back.
    pub(super) is_private: bool,
}

/// A cell.
pub(super) struct Cell {
    pub(super) heading: &'static str,
    pub(super) text: String,
    /// The gravest fault in the stylesheet's words and in people's: `错误 G37`; empty where there is none.
    pub(super) class: &'static str,
    pub(super) fault: String,
}

/// The row with its faults.
pub(super) fn whole(item: &Item, faults: &[&Diagnostic], lang: Lang) -> Row {
    let shown = |field: &&Field| item.given(**field) != Given::NoColumn || !said(item, **field).is_empty();
    let cells = FIELDS.iter().filter(shown).map(|&field| {
        let (class, fault) = fault(faults, field, lang);
        let columns = if fault.is_empty() { CELL_COLUMNS } else { FAULTY_COLUMNS };
        let text = if fault.is_empty() { said(item, field) } else { Cow::Borrowed(item.text(field)) };
        Cell { heading: heading(field, lang), text: cut(&text, columns, lang), class, fault }
    });
    Row { at: at(&item.place, lang), cells: cells.collect(), is_private: false }
}

/// Nothing of the row but what the findings themselves say: somewhere in it personal data stand.
pub(super) fn masked(item: &Item, faults: &[&Diagnostic], private: &Private<'_>, lang: Lang) -> Row {
    let cells = faults.iter().filter_map(|found| {
        let field = Field::named(found.field?)?;
        let (class, fault) = fault(&[found], field, lang);
        Some(Cell { heading: heading(field, lang), text: cut(private.value(found)?, CELL_COLUMNS, lang), class, fault })
    });
    Row { at: at(&item.place, lang), cells: cells.collect(), is_private: true }
}

/// `第37行`.
pub(super) fn at(place: &Place, lang: Lang) -> String {
    let number = match &place.at {
        At::Whole => return String::new(),
        At::Cell { row, .. } => *row,
        At::Text(span) => span.line,
    };
    match place.at {
        At::Cell { .. } => say!("第{number}行", "row {number}"),
        At::Whole | At::Text(_) => say!("第{number}行", "line {number}"),
    }
    .in_lang(lang)
    .to_owned()
}

/// A text of a user, cut to what a page can hold; how long it is, is said.
pub(super) fn cut(text: &str, columns: usize, lang: Lang) -> String {
    let shown = text::lines(text.trim());
    let kept = text::beginning(&shown, columns);
    if kept.len() >= shown.len() {
        return kept;
    }
    let count = shown.chars().count();
    kept + say!("（共 {count} 字）", " ({count} characters)").in_lang(lang)
}

fn heading(field: Field, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => field.info().heading,
        Lang::En => field.info().name_en,
    }
}

fn fault(faults: &[&Diagnostic], field: Field, lang: Lang) -> (&'static str, String) {
    let here = faults.iter().filter(|found| found.field == Some(field.key()));
    here.min_by_key(|found| found.severity).map_or(("", String::new()), |found| {
        let at = found.place.cell_name().unwrap_or_default();
        (super::class(found.severity), format!("{} {at}", word(found.severity, lang)).trim_end().to_owned())
    })
}

/// What stands in a field: chosen channels without those that are not, ticked columns in words.
fn said(item: &Item, field: Field) -> Cow<'_, str> {
    let said = match field {
        Field::Name if !item.subname.text.is_empty() => format!("{}\n{}", item.name.text, item.subname.text),
        Field::Audience | Field::Method | Field::Tiers => print::in_words(item, field),
        Field::Channels => print::channels(&item.channels.value),
        Field::Group
        | Field::Name
        | Field::Subname
        | Field::Code
        | Field::Content
        | Field::Basis
        | Field::TimeLimit
        | Field::Subject
        | Field::Link
        | Field::Extra => String::new(),
    };
    if said.is_empty() { Cow::Borrowed(item.text(field)) } else { Cow::Owned(said) }
}
