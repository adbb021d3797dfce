//! What the columns of a table hold, told by their headings alone: position means nothing, sub-headings decide.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Knowledge;
use crate::model::fields::{self, Need, Part};
use crate::model::{Field, Form, Heading};
use crate::parse::vocabulary::{self, NativeColumn};
use crate::place::column_letters;
use crate::read::table::{self, Column, Table};
use crate::rule::stage::reading;
use crate::words::say;

mod by_rows;
mod damaged;
mod role;
mod settle;

pub(super) use by_rows::is_address;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A field in one column of words.
    Whole(Field),
    /// One of a field's several columns.
    Part(Field, Part),
    /// One of several columns that hold a field each for one tier: 公开层级1, 公开渠道和载体1.
    Numbered(Field),
    /// A channel, by its number in `catalogs/`: ticked, or with its address.
    Channel(usize),
    /// A column of a native list.
    Native(NativeColumn),
    /// The domain of each row.
    Domain,
    /// 序号, counted anew in every catalog.
    Serial,
    /// A column the tables do not know.
    Extra,
}

/// The columns of a table, understood.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) roles: Vec<Role>,
    pub(super) headings: Vec<Heading>,
}

impl Plan {
    /// Whether any column holds a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.roles.iter().any(|role| role.field() == Some(field))
    }

    /// The column with a role, when there is one.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|held| *held == role)
    }

    /// The heading over a field, as written.
    pub(super) fn heading(&self, field: Field) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.field == Some(field))
    }
}

impl Role {
    /// The field it is of.
    fn field(self) -> Option<Field> {
        match self {
            Self::Whole(field) | Self::Part(field, _) | Self::Numbered(field) => Some(field),
            Self::Channel(_) => Some(Field::Channels),
            Self::Native(_) | Self::Domain | Self::Serial | Self::Extra => None,
        }
    }

    /// What it was taken for, as people are told.
    fn word(self, knowledge: &Knowledge) -> Option<String> {
        let heading = |field: Field| field.info().heading.to_owned();
        match self {
            Self::Whole(field) | Self::Numbered(field) => Some(heading(field)),
            Self::Part(field, part) => Some(format!("{}：{}", heading(field), part.word())),
            Self::Channel(channel) => Some(format!("{}：{}", heading(Field::Channels), knowledge.channels.standard[channel].name)),
            Self::Native(column) => Some(vocabulary::native_word(column).to_owned()),
            Self::Domain => Some("领域".to_owned()),
            Self::Serial => Some("序号".to_owned()),
            Self::Extra => None,
        }
    }
}

/// What a table is a list of; none when its headings tell neither.
pub(super) fn form(table: &Table) -> Option<Form> {
    let paths: Vec<Vec<String>> = table.columns.iter().map(path).collect();
    let roles: Vec<Role> = paths.iter().map(|path| role::of_catalog(path)).collect();
    let basis_by_name = paths.iter().any(|path| path.last().is_some_and(|word| *word == table::heading_key(Field::Basis.info().heading)));
    let native = paths.iter().flatten().any(|word| vocabulary::marks_native(word));
    // 内容, 时限 and 渠道 alone stand in both forms; with 公开 only in a catalog.
    let says_disclosure = |field| {
        let said = |path: &[String]| path.iter().any(|word| word.contains("公开"));
        paths.iter().zip(&roles).any(|(path, role)| *role == Role::Whole(field) && (!native || said(path)))
    };
    let catalog = [Field::Content, Field::TimeLimit, Field::Channels].into_iter().any(says_disclosure) || basis_by_name;
    if catalog { Some(Form::Catalog) } else { native.then_some(Form::Native) }
}

/// The columns of a catalog list; a repeated, a missing and an ambiguous column is reported here, once a table.
pub(super) fn of_catalog(table: &Table, knowledge: &Knowledge, diagnostics: &mut Diagnostics) -> Plan {
    let paths: Vec<Vec<String>> = table.columns.iter().map(path).collect();
    let mut roles: Vec<Role> = paths.iter().map(|path| role::of_catalog(path)).collect();
    settle::tiers(&mut roles, &paths);
    settle::names(&mut roles, &paths);
    by_rows::channels(&mut roles, &paths, table, knowledge);
    by_rows::method_for_channels(&mut roles, table, knowledge);
    by_rows::words_beside_ticks(&mut roles, table);
    damaged::settle(&mut roles, &paths, table, diagnostics);
    settle::twice(&mut roles, &paths, table, diagnostics);
    let plan = plan(table, roles, knowledge);
    report_missing(&plan, table, diagnostics);
    plan
}

/// Words from the top heading cell to the lowest, as compared; a cell merged down counts once.
pub(super) fn path(column: &Column) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for cell in column.parents.iter().chain(std::iter::once(&column.leaf)) {
        let key = table::heading_key(&cell.value);
        if !key.is_empty() && path.last() != Some(&key) {
            path.push(key);
        }
    }
    path
}

fn report_missing(plan: &Plan, table: &Table, diagnostics: &mut Diagnostics) {
    for info in fields::ALL.iter().filter(|info| info.need == Need::Required && !plan.has(info.field)) {
        let (heading, meaning, meaning_en) = (info.heading, info.meaning.0, info.meaning.1);
        let problem = say!("表头里没有“{heading}”这一列", "the heading has no column “{heading}”");
        let help = say!("请加上“{heading}”一列：{meaning}", "add a column “{heading}”: {meaning_en}");
        diagnostics.push(Diagnostic::new(&reading::MISSING_COLUMN, table.place.clone(), problem).with_help(help).with_field(
            info.field.key(),
            heading,
            "",
        ));
    }
}

/// The roles with the headings people read.
pub(super) fn plan(table: &Table, roles: Vec<Role>, knowledge: &Knowledge) -> Plan {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut headings = Vec::new();
    for (column, role) in table.columns.iter().zip(&roles) {
        let mut text = written(column);
        // Extra columns are kept under their heading, so no two may share one.
        let mut count = 2;
        while *role == Role::Extra && !taken.insert(text.clone()) {
            text = format!("{}（{count}）", written(column));
            count += 1;
        }
        headings.push(Heading { text, field: role.field(), taken_for: role.word(knowledge), place: column.leaf.place.clone() });
    }
    Plan { roles, headings }
}

/// The heading as people read it: parents before the leaf, parted by ` / `.
fn written(column: &Column) -> String {
    let mut words: Vec<String> = Vec::new();
    for cell in column.parents.iter().chain(std::iter::once(&column.leaf)) {
        let word = said(&cell.value);
        if !word.is_empty() && words.last() != Some(&word) {
            words.push(word);
        }
    }
    if words.is_empty() { format!("{}列", column_letters(column.number)) } else { words.join("/") }
}

/// A heading cell on one line. Blanks within Chinese words are left over from layout, those between Latin words are not.
fn said(cell: &str) -> String {
    let mut line = String::new();
    for word in cell.split_whitespace() {
        let latin = line.chars().last().is_some_and(|c| c.is_ascii_alphanumeric()) && word.starts_with(|c: char| c.is_ascii_alphanumeric());
        if latin {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
