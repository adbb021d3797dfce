//! The sheet 变更: what an edition has otherwise than the one before, a row a field, and below it what may be one item under two
//! names. `mulu diff` writes the same table. Compares nothing.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use crate::model::changes::{ChangeKind, Changes, EditionChange, EditionName, FieldChange, LikelyRename, Likeness};

use super::book::{self, Book};
use super::paper::Paper;
use super::table::{self, Cell, Column, Heading, Holds, Table};

/// What the sheet is called.
pub(super) const SHEET: &str = "变更";

/// Headings, widths, and what a column holds.
const COLUMNS: [(&str, f64, Holds); 10] = [
    ("序号", 6.0, Holds::Short),
    ("变更", 7.0, Holds::Short),
    ("对象", 7.0, Holds::Short),
    ("领域", 14.0, Holds::Short),
    ("镇（街道）", 12.0, Holds::Short),
    ("名称", 30.0, Holds::Running),
    ("要素", 12.0, Holds::Short),
    ("原来", 40.0, Holds::Long),
    ("现在", 40.0, Holds::Long),
    ("理由", 28.0, Holds::Long),
];

/// The changes as a workbook of their own.
///
/// # Errors
/// When the machine fails.
pub(crate) fn make(changes: &Changes, folder: Option<&Path>) -> io::Result<Vec<u8>> {
    let date = changes.to.as_of.as_ref().and_then(|day| day.parse().ok());
    let title = if changes.to.title.is_empty() { SHEET.to_owned() } else { format!("{}变更", changes.to.title) };
    let table = table(title.clone(), changes, |_| true);
    let mut book = Book::new(&title, date, folder)?;
    book.sheet(SHEET, table.rows.len()).and_then(|mut sheet| table::write(&mut sheet, &table)).map_err(book::failed)?;
    book.bytes()
}

/// The sheet with those of the changes that `wanted` takes.
pub(in crate::emit) fn table(title: String, changes: &Changes, wanted: impl Fn(&EditionChange) -> bool) -> Table<'_> {
    let listed: Vec<&EditionChange> = changes.list.iter().filter(|change| wanted(change)).collect();
    let mut above: Vec<Cow<'_, str>> = vec![format!("上一版：{}　　本版：{}", edition(&changes.from), edition(&changes.to)).into()];
    above.push(summary(&listed).into());
    Table {
        title: title.into(),
        above,
        columns: COLUMNS.map(|(leaf, width, holds)| Column { parent: None, leaf: leaf.into(), width, holds }).into(),
        heading: Heading::OverRows,
        rows: (1..).zip(listed).flat_map(|(number, change)| rows(number, change)).collect(),
        below: changes.likely_renames.iter().map(|pair| Cow::Owned(likely(pair))).chain(reworded(changes)).collect(),
        paper: Paper::Landscape,
    }
}

/// `2020（以2020-12-11为准）`.
fn edition(name: &EditionName) -> String {
    let day = name.as_of.as_ref().map(|day| format!("（以{day}为准）")).unwrap_or_default();
    format!("{}{day}", if name.id.is_empty() { "（没有写明版本）" } else { &name.id })
}

/// `变更12项：新增3项、修改8项、删除1项。`
fn summary(listed: &[&EditionChange]) -> String {
    let counts = ChangeKind::ALL.map(|kind| (kind, listed.iter().filter(|change| change.kind == kind).count()));
    let said: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| format!("{}{count}项", kind.word())).collect();
    if said.is_empty() {
        "与上一版相比没有变更。".to_owned()
    } else {
        format!("变更{}项：{}。", listed.len(), said.join("、"))
    }
}

/// A row a field that differs; one row for what is new or gone.
fn rows(number: usize, change: &EditionChange) -> Vec<Vec<Cell<'_>>> {
    let renamed = change.was.iter().map(|was| ["名称", was, &change.name, reason(change, None)]);
    let fields = change.fields.iter().map(|field| [field.heading.as_str(), &field.from, &field.to, reason(change, Some(field))]);
    let mut said: Vec<[&str; 4]> = renamed.chain(fields).collect();
    if said.is_empty() {
        said.push(["", "", "", reason(change, None)]);
    }
    let mut rows: Vec<Vec<Cell<'_>>> = Vec::with_capacity(said.len());
    for [field, from, to, why] in said {
        // The number stands once, so that the changes can be counted; the rest is repeated, so that rows can be filtered.
        let number = if rows.is_empty() { Cell::Count(number) } else { Cell::text("") };
        let town = change.town.as_deref().unwrap_or_default();
        let words = [change.kind.word(), change.what.word(), &change.domain_name, town, &change.name, field, from, to, why];
        rows.push(std::iter::once(number).chain(words.map(Cell::text)).collect());
    }
    rows
}

/// The reason of the field where it has one of its own.
fn reason<'a>(change: &'a EditionChange, field: Option<&'a FieldChange>) -> &'a str {
    let own = field.and_then(|field| field.reason.as_deref());
    own.or(change.reason.as_deref()).unwrap_or_default()
}

fn likely(pair: &LikelyRename) -> String {
    let because = match pair.because {
        Likeness::Code => "编码相同",
        Likeness::Name => "名称相近、依据相同",
    };
    format!("待确认：删除的“{}”和新增的“{}”可能是同一事项更名（{because}）。", pair.from, pair.to)
}

fn reworded(changes: &Changes) -> Option<Cow<'static, str>> {
    (changes.reworded > 0)
        .then(|| format!("注：另有{}条事项只改了写法（如全角半角、空格、标点），意思没有变，不列。", changes.reworded).into())
}
