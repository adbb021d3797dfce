//! Tables and documents from outside: small ones, each with what must come of it.

use std::sync::Arc;

use super::{Context, Folder, Parsed, list, sheets, tree};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::{Channel, Channels, Domain, Guideline, Knowledge};
use crate::place::{Located, Origin, Place, Sheet};
use crate::project::{self, Project};
use crate::read::table::{Cell, Column, Filled, Row, Table};
use crate::read::{Beside, Grid, GridRow, Range, Visibility, yaml};

mod cards;
mod documents;
mod marks;
mod native;
mod pages;
mod settings;
mod sources;
mod tables;

/// Two domains and a few channels: tests do not change with the facts.
pub(super) fn knowledge() -> Knowledge {
    let domain = |key: &str, name: &str, aliases: &[&str], misspellings: &[&str]| Domain {
        key: key.to_owned(),
        name: name.to_owned(),
        title: format!("{name}领域基层政务公开标准目录"),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        misspellings: misspellings.iter().map(|&word| word.to_owned()).collect(),
        guideline: Guideline { title: String::new(), number: None, source: None },
        lead: Vec::new(),
    };
    let channel = |name: &str| Channel { name: name.to_owned(), aliases: Vec::new(), misspellings: Vec::new() };
    Knowledge {
        domains: vec![
            domain("yiwujiaoyu", "义务教育", &[], &[]),
            domain("shehuijiuzhu", "社会救助", &[], &[]),
            domain("anquanshengchan", "安全生产", &[], &[]),
            domain("jiuzai", "救灾", &["灾害救助"], &["救灾生产"]),
            domain("caizhengyujuesuan", "财政预决算", &["财政"], &[]),
        ],
        channels: Channels {
            standard: ["政府网站", "两微一端", "公开查阅点", "其他"].map(channel).into(), extra: Vec::new()
        },
        ..Knowledge::default()
    }
}

/// Reads YAML as the program does.
pub(super) fn documents_of(text: &str, file: &str, diagnostics: &mut Diagnostics) -> Vec<crate::read::Node> {
    yaml::parse(text, &Arc::new(Origin { file: file.to_owned(), sheet: None }), diagnostics)
}

pub(super) fn project_of(text: &str) -> Project {
    let mut diagnostics = Diagnostics::default();
    let documents = documents_of(text, "mulu.yaml", &mut diagnostics);
    let project = project::parse(&documents[0], &knowledge(), &mut diagnostics);
    assert_eq!(rules(diagnostics), Vec::<String>::new());
    project.expect("the settings are whole")
}

pub(super) const CHANGSHU: &str = "
city: {name: 常熟市}
edition: {id: '2020', as_of: 2020-12-11}
departments:
  - {name: 市教育局, full_name: 常熟市教育局, formerly: [市文教局], domains: [义务教育]}
  - {name: 市民政局, domains: [社会救助]}
towns: [{name: 海虞镇}, {name: 虞山街道}]
";

/// What a YAML text makes, and what was said of it.
pub(super) fn read_yaml(text: &str, file: &str, project: Option<&Project>, folder: Folder) -> (Parsed, Vec<Diagnostic>) {
    let knowledge = knowledge();
    let mut diagnostics = Diagnostics::default();
    let mut parsed = Parsed::default();
    let documents = documents_of(text, file, &mut diagnostics);
    let context = Context { knowledge: &knowledge, project, folder };
    tree::documents(&documents, file, &context, &mut parsed, &mut diagnostics);
    std::mem::take(&mut parsed.damage).report(&mut diagnostics);
    (parsed, diagnostics.sorted())
}

/// What a table makes, and what was said of it.
pub(super) fn read_table(table: Table, file: &str, project: Option<&Project>, folder: Folder) -> (Parsed, Vec<Diagnostic>) {
    let knowledge = knowledge();
    let mut diagnostics = Diagnostics::default();
    let mut parsed = Parsed::default();
    list::of_table(table, file, &Context { knowledge: &knowledge, project, folder }, &mut parsed, &mut diagnostics);
    (parsed, diagnostics.sorted())
}

/// A sheet drawn as text: cells between `|`, `<` is one cell with the cell to its left, `^` with the cell above, `/` is a line end.
pub(super) fn drawn(name: &str, lines: &[&str]) -> Grid {
    let cells: Vec<Vec<&str>> = lines.iter().map(|line| line.split('|').map(str::trim).collect()).collect();
    let at = |row: usize, column: usize| cells.get(row).and_then(|cells: &Vec<&str>| cells.get(column)).copied().unwrap_or_default();
    let mut merges = Vec::new();
    let mut rows = Vec::new();
    for (row, texts) in cells.iter().enumerate() {
        let mut written = Vec::new();
        for (column, text) in texts.iter().enumerate().filter(|(_, text)| !matches!(**text, "" | "<" | "^")) {
            let right = (column + 1..).take_while(|next| at(row, *next) == "<").last().unwrap_or(column);
            let whole =
                |next: &usize| at(*next, column) == "^" && (column + 1..=right).all(|across| matches!(at(*next, across), "^" | "<"));
            let bottom = (row + 1..).take_while(whole).last().unwrap_or(row);
            let [top, left, bottom, right] = [row, column, bottom, right].map(|index| u32::try_from(index + 1).unwrap());
            if (top, left) != (bottom, right) {
                merges.push(Range { top, left, bottom, right });
            }
            written.push((left, text.replace('/', "\n")));
        }
        if !written.is_empty() {
            rows.push(GridRow { number: u32::try_from(row + 1).unwrap(), cells: written });
        }
    }
    let sheet = Sheet { index: 0, name: name.to_owned() };
    let origin = Arc::new(Origin { file: "清单.xlsx".to_owned(), sheet: Some(sheet) });
    Grid { origin, visibility: Visibility::Shown, rows, beside: Beside { merges, ..Beside::default() } }
}

/// What a sheet makes, and what was said of it.
pub(super) fn read_sheet(grid: Grid, project: Option<&Project>) -> (Parsed, Vec<Diagnostic>) {
    let knowledge = knowledge();
    let mut diagnostics = Diagnostics::default();
    let mut parsed = Parsed::default();
    sheets(vec![grid], "清单.xlsx", &Context { knowledge: &knowledge, project, folder: Folder::Loose }, &mut parsed, &mut diagnostics);
    (parsed, diagnostics.sorted())
}

/// A table by its headings (`公开对象/全社会` is a sub-heading) and rows; `^` is merged with the cell above.
pub(super) fn table(sheet: &str, above: &[&str], headings: &[&str], rows: &[&[&str]]) -> Table {
    let sheet = Sheet { index: 0, name: sheet.to_owned() };
    let origin = Arc::new(Origin { file: "清单.xlsx".to_owned(), sheet: Some(sheet) });
    let at = |row: usize, column: usize| Place::cell(&origin, u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
    let columns = headings.iter().enumerate().map(|(index, path)| {
        let mut words: Vec<Located<String>> = path.split('/').map(|word| Located::new(word.to_owned(), at(4, index + 1))).collect();
        Column { number: u32::try_from(index + 1).unwrap(), leaf: words.pop().unwrap(), parents: words }
    });
    let mut read: Vec<Row> = Vec::new();
    for (index, texts) in rows.iter().enumerate() {
        let row = index + 5;
        let cells = texts.iter().enumerate().map(|(column, text)| match (*text, read.last()) {
            ("^", Some(above)) => {
                let above: &Cell = &above.cells[column];
                Cell { text: above.text.clone(), place: above.place.clone(), filled: Filled::Merged }
            }
            ("", _) => Cell { text: String::new(), place: at(row, column + 1), filled: Filled::Blank },
            (text, _) => Cell { text: text.to_owned(), place: at(row, column + 1), filled: Filled::Own },
        });
        let cells = cells.collect();
        read.push(Row { place: at(row, 1), cells, links: Vec::new() });
    }
    let above = above.iter().enumerate().map(|(index, line)| Located::new((*line).to_owned(), at(index + 1, 1)));
    Table { place: at(4, 1), above: above.collect(), columns: columns.collect(), rows: read, sections: Vec::new(), below: Vec::new() }
}

/// Names of the rules that were broken, in the order of the places.
pub(super) fn rules(found: impl IntoRules) -> Vec<String> {
    found.into_rules()
}

pub(super) trait IntoRules {
    fn into_rules(self) -> Vec<String>;
}

impl IntoRules for Diagnostics {
    fn into_rules(self) -> Vec<String> {
        self.sorted().into_rules()
    }
}

impl IntoRules for Vec<Diagnostic> {
    fn into_rules(self) -> Vec<String> {
        self.iter().map(|found| format!("{} {}", found.rule.name, found.message.zh)).collect()
    }
}

impl IntoRules for &[Diagnostic] {
    fn into_rules(self) -> Vec<String> {
        self.iter().map(|found| found.rule.name.to_owned()).collect()
    }
}
