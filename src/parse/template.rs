//! Fill-in workbooks read back: what the hidden sheets say, and what the answers of each row mean. A workbook is known by them alone,
//! whatever its file is called and whoever saved it.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::fill_in::{self, Kind, label};
use crate::model::name::item_key;
use crate::model::{Field, Form, Heading, Item, List};
use crate::parse::columns::{Plan, Role};
use crate::parse::source::Hints;
use crate::parse::{Context, Folder, Parsed, list, vocabulary};
use crate::place::{At, Located, Place};
use crate::read::Grid;
use crate::read::table::{self, Filled, Table};
use crate::rule::stage::parsing;
use crate::words::say;

mod answers;
mod department;
mod settle;
mod town;

pub use settle::settle;

/// A fill-in workbook, as its hidden sheets tell.
#[derive(Debug)]
pub struct FillIn {
    /// Whose it is.
    kind: Kind,
    /// What it was printed for; all of it stands at the file, for nobody sees the cells.
    city: Located<String>,
    edition: Located<String>,
    unit: Located<String>,
    /// Digest of what was printed.
    digest: Located<String>,
    /// Keys, in the order of the sheets.
    domains: Vec<String>,
    /// The rows as they were printed.
    printed: Vec<List>,
    /// Where each of them stands: list and item.
    index: PrintedIndex,
}

/// The printed rows of each domain by their numbers, and by their names.
#[derive(Debug, Default)]
struct PrintedIndex {
    by_number: BTreeMap<(String, String), (usize, usize)>,
    by_names: BTreeMap<(String, String), (usize, usize)>,
}

impl PrintedIndex {
    fn of(printed: &[List]) -> Self {
        let mut index = Self::default();
        for (at, list) in printed.iter().enumerate() {
            for (item_at, item) in list.items.iter().enumerate() {
                let position = (at, item_at);
                if let Some(number) = answers::number(item) {
                    index.by_number.entry((list.domain_key().to_owned(), number.to_owned())).or_insert(position);
                }
                index.by_names.entry((list.domain_key().to_owned(), item_key(item))).or_insert(position);
            }
        }
        index
    }
}

/// The fill-in workbook that sheets are of; its own sheets are taken from them. A version this program does not know is reported.
pub(super) fn take(grids: &mut Vec<Grid>, path: &str, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<FillIn> {
    let stamp = grids.iter().find(|grid| said(grid, fill_in::MARK).next().is_some())?;
    let version = said(stamp, fill_in::MARK).next()?;
    let known = || {
        let one =
            |name| said(stamp, name).next().map(|said| Located::new(said.value, Place::file(path))).filter(|said| !said.value.is_empty());
        let kind = Kind::named(&one(label::KIND)?.value)?;
        let (city, edition) = (one(label::CITY)?, one(label::EDITION)?);
        let domains = said(stamp, label::DOMAIN).map(|domain| domain.value).collect();
        let (unit, digest) = (one(label::UNIT)?, one(label::DIGEST)?);
        Some(FillIn { kind, city, edition, unit, digest, domains, printed: Vec::new(), index: PrintedIndex::default() })
    };
    let found = (version.value == fill_in::VERSION.to_string()).then(known).flatten();
    let Some(mut found) = found else {
        diagnostics.push(unknown_version(&version, path));
        grids.clear();
        return None;
    };
    let mut printed = Vec::new();
    let is_own =
        |grid: &Grid| sheet_name(grid).is_some_and(|name| OWN_SHEETS.contains(&name)) || said(grid, fill_in::MARK).next().is_some();
    for grid in std::mem::take(grids) {
        match sheet_name(&grid) {
            Some(fill_in::PRINTED_SHEET) => printed.push(grid),
            _ if is_own(&grid) => {}
            _ => grids.push(grid),
        }
    }
    found.printed = printed.into_iter().flat_map(|grid| lists_of(grid, path, context)).collect();
    found.index = PrintedIndex::of(&found.printed);
    Some(found)
}

/// Sheets that hold nothing a user filled in.
const OWN_SHEETS: [&str; 3] = [fill_in::INSTRUCTIONS_SHEET, fill_in::CODES_SHEET, fill_in::STAMP_SHEET];

/// Whether a sheet is one that the program itself made, for who looks at its texts.
pub(super) fn is_own_sheet(place: &Place) -> bool {
    place.sheet().is_some_and(|name| OWN_SHEETS.contains(&name) || name == fill_in::PRINTED_SHEET)
}

fn sheet_name(grid: &Grid) -> Option<&str> {
    grid.origin.sheet.as_ref().map(|sheet| sheet.name.as_str())
}

/// What stands beside a label in the second column, once for each time it stands in the first.
fn said<'a>(grid: &'a Grid, label: &'a str) -> impl Iterator<Item = Located<String>> + 'a {
    grid.rows.iter().filter_map(move |row| match row.cells.as_slice() {
        [(1, name), (2, value), ..] if name == label => {
            let at = At::Cell { row: row.number, column: 2 };
            Some(Located::new(value.trim().to_owned(), Place { origin: grid.origin.clone(), at }))
        }
        _ => None,
    })
}

/// The printed rows, understood as any table is. What is to be said of them was said where they come from.
fn lists_of(grid: Grid, path: &str, context: &Context<'_>) -> Vec<List> {
    let mut aside = Parsed::default();
    let context = Context { folder: Folder::Supplement, ..*context };
    let silent = &mut Diagnostics::default();
    for table in table::find(grid, &vocabulary(), silent) {
        list::of_table(table, path, &context, &mut aside, silent);
    }
    aside.lists
}

fn unknown_version(version: &Located<String>, path: &str) -> Diagnostic {
    let (said, own) = (&version.value, fill_in::VERSION);
    let problem = say!(
        "这份填报表的“模板信息”认不出来（写的是第{said}版，本程序用的是第{own}版），没有读入",
        "what this fill-in workbook says of itself is not understood (version {said}, this program has version {own}); nothing of it was taken"
    );
    let help = say!(
        "请用 mulu template 重新生成填报表，把内容贴进去；版本更高的，请先更新 mulu",
        "make the workbook anew with mulu template and paste the contents; if its version is higher, update mulu first"
    );
    Diagnostic::new(&parsing::FOREIGN_TEMPLATE, Place::file(path), problem).with_help(help)
}

impl FillIn {
    /// Tells what the hidden sheet says of a table, before the table is asked.
    pub(super) fn hint(&self, hints: &mut Hints<'_>) {
        match self.kind {
            Kind::Department => hints.department_word(&self.unit),
            Kind::Town => hints.town_word(&self.unit),
        }
        // With several, the sheet says which.
        if let [domain] = self.domains.as_slice() {
            hints.domain_key(&Located::new(domain.clone(), self.unit.place.clone()));
        }
    }

    /// What was printed in a row: by its number, else by its names.
    pub(super) fn printed(&self, list: &List, item: &Item, number: Option<&str>) -> Option<&Item> {
        let (list, item) = match number {
            Some(number) => self.index.by_number.get(&(list.domain_key().to_owned(), number.to_owned())),
            None => self.index.by_names.get(&(list.domain_key().to_owned(), item_key(item))),
        }?;
        Some(&self.printed[*list].items[*item])
    }

    /// Whether what was printed is lost.
    pub(super) fn is_bare(&self) -> bool {
        self.printed.is_empty()
    }

    /// Every printed row with its domain.
    pub(super) fn all_printed(&self) -> impl Iterator<Item = (&str, &Item)> {
        self.printed.iter().flat_map(|list| list.items.iter().map(|item| (list.domain_key(), item)))
    }
}

/// Drops the row that only shows how to fill in, and what rows below it would carry on from it. One that was changed is reported: it
/// may be meant.
pub(super) fn without_example(table: &mut Table, plan: &Plan, diagnostics: &mut Diagnostics) {
    let Some(serial) = plan.column(Role::Serial) else { return };
    let is_example = |row: &table::Row| row.cells[serial].text.trim() == fill_in::EXAMPLE;
    let printed = |field: Field| fill_in::EXAMPLE_TEXTS.iter().find(|(known, _)| *known == field).map_or("", |(_, text)| *text);
    let fields = [Field::Name, Field::Group, Field::Subname, Field::Content, Field::Basis, Field::TimeLimit];
    for row in table.rows.iter().filter(|row| is_example(row)) {
        let cells = fields.iter().filter_map(|field| Some((*field, &row.cells[plan.column(Role::Whole(*field))?])));
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let mut changed = cells.filter(|(field, cell)| bare(&cell.text) != bare(printed(*field)) && !cell.text.is_empty());
        let Some((_, cell)) = changed.next() else { continue };
        let name = &cell.text;
        let problem =
            say!("序号是“示例”的一行改成了“{name}”，这一行不会读入", "the row numbered 示例 now says “{name}”; that row is never read");
        let help = say!("是要报送的事项，请把序号里的“示例”删去", "if it is an item, delete 示例 from its number");
        diagnostics.push(Diagnostic::new(&parsing::EXAMPLE_CHANGED, cell.place.clone(), problem).with_help(help).with_value(name.clone()));
    }
    let examples: Vec<Place> =
        table.rows.iter().filter(|row| is_example(row)).flat_map(|row| &row.cells).map(|cell| cell.place.clone()).collect();
    table.rows.retain(|row| !is_example(row));
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if cell.filled == Filled::Carried && examples.contains(&cell.place) {
            cell.text.clear();
            cell.filled = Filled::Blank;
        }
    }
}

/// The column of a word that only these workbooks have, whatever was written in brackets behind it.
fn column<'a>(list: &'a List, word: &str) -> Option<&'a Heading> {
    list.headings.iter().find(|heading| heading.field.is_none() && table::heading_key(&heading.text) == word)
}

/// Whether a list came from a sheet that is filled in.
fn is_filled_in(list: &List, kind: Kind) -> bool {
    list.form == Form::Catalog && column(list, kind.heading()).is_some()
}

/// Whether the rows of a list were printed in such a workbook: they have numbers, in a column or, converted to YAML, each its own.
fn is_numbered(list: &List) -> bool {
    // Only a list without columns has to be asked item by item.
    let has_numbers = || match list.headings.is_empty() {
        true => list.items.iter().any(|item| answers::number(item).is_some()),
        false => column(list, fill_in::NUMBER_HEADING).is_some(),
    };
    list.form == Form::Catalog && has_numbers()
}
