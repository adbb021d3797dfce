//! Trees and tables to lists of items with typed fields. Never fails: what is not understood keeps its text and is reported.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Knowledge;
use crate::model::{Declined, Form, List, TownFile, fill_in};
use crate::place::Place;
use crate::project::{FileSetting, Hidden, Project};
use crate::read::table::{self, Table};
use crate::read::{Contents, Grid, Input, Visibility};
use crate::rule::stage::{parsing, reading};
use crate::words::say;

pub mod audience;
pub mod channel;
pub mod citation;
pub mod content;
pub mod legend;
pub mod method;
pub mod subject;
pub mod tiers;
pub mod time_limit;

mod cells;
mod columns;
mod ditto;
mod draft;
mod entry;
mod finish;
mod glyph;
mod joined;
mod list;
mod native;
mod noticed;
mod row;
mod scopes;
mod sections;
mod source;
pub mod template;
#[cfg(test)]
mod tests;
mod tick;
mod title;
mod town;
mod tree;
mod typed;
mod vocabulary;

pub use source::{Named, named};
pub use vocabulary::vocabulary;

/// What a file is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The tables.
    pub knowledge: &'a Knowledge,
    /// The project the file belongs to.
    pub project: Option<&'a Project>,
    /// Where it was found.
    pub folder: Folder,
}

/// Where a file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// Among the departments' lists.
    Lists,
    /// Among the towns' files.
    Towns,
    /// Among the files of the 政府信息主动公开补充目录, which need no domain.
    Supplement,
    /// A single file outside a project.
    Loose,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its lists.
    pub lists: Vec<List>,
    /// What towns claim, omit, change and add.
    pub towns: Vec<TownFile>,
    /// What each sheet or document was taken for.
    pub sheets: Vec<SheetSummary>,
    /// Rows of the reference catalogs that a department does not take, with its reasons.
    pub declined: Vec<Declined>,
    /// The fill-in workbook they came from.
    filled: Option<template::FillIn>,
    /// Damaged marks, said once a file.
    damage: noticed::Damage,
}

/// What a sheet or a YAML document was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSummary {
    /// Name of the sheet; empty for YAML.
    pub name: String,
    /// `catalog`, `native`, `town` or `skipped`.
    pub form: &'static str,
    /// Domain key, when found.
    pub domain: Option<String>,
    /// Items, or powers of a native list.
    pub items: usize,
}

/// The lists of a file. Its trees or grids are used up.
pub fn parse(input: &mut Input, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Parsed {
    let mut parsed = Parsed::default();
    match std::mem::replace(&mut input.contents, Contents::Nothing) {
        Contents::Nothing => {}
        Contents::Trees(documents) => tree::documents(&documents, &input.path, context, &mut parsed, diagnostics),
        Contents::Grids(grids) => sheets(grids, &input.path, context, &mut parsed, diagnostics),
    }
    std::mem::take(&mut parsed.damage).report(diagnostics);
    parsed
}

impl Context<'_> {
    /// What `files` in `mulu.yaml` says of a file.
    fn setting(&self, path: &str) -> Option<&FileSetting> {
        self.project?.files.iter().find(|setting| setting.path.value == path)
    }
}

fn sheets(mut grids: Vec<Grid>, path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    parsed.filled = template::take(&mut grids, path, context, diagnostics);
    let words = vocabulary();
    let hidden = context.setting(path).map_or(Hidden::Skip, |setting| setting.hidden);
    for grid in grids {
        let place = Place { origin: grid.origin.clone(), at: crate::place::At::Whole };
        if grid.is_findings() {
            parsed.sheets.push(skipped(&place));
            continue;
        }
        if grid.visibility == Visibility::Hidden && hidden == Hidden::Skip {
            skip_hidden(grid, &place, parsed, diagnostics);
            continue;
        }
        let before = parsed.lists.len();
        for table in table::find(grid, &words, diagnostics) {
            list::of_table(table, path, context, parsed, diagnostics);
        }
        if parsed.lists.len() == before {
            parsed.sheets.push(skipped(&place));
        }
    }
}

/// A hidden sheet is no list, but one that looks like a list was perhaps hidden by mistake.
fn skip_hidden(grid: Grid, place: &Place, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    // What a fill-in workbook was printed with; the sheets filled in say what is wrong with it.
    if place.sheet() == Some(fill_in::PRINTED_SHEET) {
        parsed.sheets.push(skipped(place));
        return;
    }
    let tables: Vec<Table> = table::find(grid, &vocabulary(), &mut Diagnostics::default());
    if tables.iter().any(|table| columns::form(table).is_some()) {
        let sheet = place.sheet().unwrap_or_default().to_owned();
        let problem = say!("工作表“{sheet}”是隐藏的，没有当作清单读取", "sheet “{sheet}” is hidden and was not read as a list");
        let help = say!(
            "如果它也是清单，请取消隐藏，或者在 mulu.yaml 的 files 中写 hidden: read",
            "if it is a list too, unhide it, or write hidden: read under files in mulu.yaml"
        );
        diagnostics.push(Diagnostic::new(&reading::HIDDEN_PART, place.clone(), problem).with_help(help));
    }
    parsed.sheets.push(skipped(place));
}

fn skipped(place: &Place) -> SheetSummary {
    SheetSummary { name: place.sheet().unwrap_or_default().to_owned(), form: "skipped", domain: None, items: 0 }
}

/// Adds a list, its line of the summary, and a word when nothing is in it.
fn add(list: List, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    let (form, items) = match list.form {
        Form::Catalog => ("catalog", list.items.len()),
        Form::Native => ("native", list.powers.len()),
    };
    if items == 0 {
        let problem = say!("清单里没有任何事项", "the list has no items");
        let help = say!("请在表头下面逐行填写事项", "fill in the items, one a row, under the heading");
        diagnostics.push(Diagnostic::new(&parsing::EMPTY_LIST, list.place.clone(), problem).with_help(help));
    }
    let name = list.place.sheet().unwrap_or_default().to_owned();
    let domain = list.domain.as_ref().map(|domain| domain.value.clone());
    parsed.sheets.push(SheetSummary { name, form, domain, items });
    parsed.lists.push(list);
}
