//! What the columns of a table hold, told by their headings alone: position means nothing, sub-headings decide.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::fields::{self, Need, Part};
use crate::model::{Field, Form, Heading, Tier};
use crate::parse::vocabulary::{self, NativeColumn};
use crate::place::{Located, column_letters};
use crate::read::table::{self, Column, Table};
use crate::rule::stage::reading;
use crate::words::say;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A field in one column of words.
    Whole(Field),
    /// One of a field's several columns.
    Part(Field, Part),
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
        self.roles.iter().any(|role| matches!(role, Role::Whole(held) | Role::Part(held, _) if *held == field))
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

/// What a table is a list of; none when its headings tell neither.
pub(super) fn form(table: &Table) -> Option<Form> {
    let paths: Vec<Vec<String>> = table.columns.iter().map(path).collect();
    let roles: Vec<Role> = paths.iter().map(|path| catalog_role(path)).collect();
    let holds = |field| roles.contains(&Role::Whole(field));
    let basis_by_name = paths.iter().any(|path| path.last().is_some_and(|word| *word == table::heading_key(Field::Basis.info().heading)));
    // 依据 alone stands in both forms; the other three only in a catalog.
    if holds(Field::Content) || holds(Field::TimeLimit) || holds(Field::Channels) || basis_by_name {
        return Some(Form::Catalog);
    }
    let native = paths.iter().flatten().any(|word| vocabulary::marks_native(word));
    native.then_some(Form::Native)
}

/// The columns of a catalog list; a repeated, a missing and an ambiguous column is reported here, once a table.
pub(super) fn of_catalog(table: &Table, diagnostics: &mut Diagnostics) -> Plan {
    let paths: Vec<Vec<String>> = table.columns.iter().map(path).collect();
    let mut roles: Vec<Role> = paths.iter().map(|path| catalog_role(path)).collect();
    settle_tiers(&mut roles, &paths);
    settle_names(&mut roles, &paths);
    settle_twice(&mut roles, &paths, table, diagnostics);
    let plan = plan(table, roles);
    report_missing(&plan, table, diagnostics);
    plan
}

/// The columns of a native list.
pub(super) fn of_native(table: &Table) -> Plan {
    let mut seen: Vec<NativeColumn> = Vec::new();
    let mut roles = Vec::new();
    for column in &table.columns {
        let path = path(column);
        let role = native_role(&path);
        roles.push(match role {
            Role::Native(kind) if seen.contains(&kind) => Role::Extra,
            Role::Native(kind) => {
                seen.push(kind);
                role
            }
            Role::Whole(_) | Role::Part(..) | Role::Domain | Role::Serial | Role::Extra => role,
        });
    }
    plan(table, roles)
}

fn native_role(path: &[String]) -> Role {
    let leaf = path.last().map_or("", String::as_str);
    if leaf == "序号" {
        Role::Serial
    } else if vocabulary::is_domain(leaf) {
        Role::Domain
    } else {
        vocabulary::native(leaf).or_else(|| path.iter().rev().find_map(|word| vocabulary::native(word))).map_or(Role::Extra, Role::Native)
    }
}

/// Words from the top heading cell to the lowest, as compared; a cell merged down counts once.
fn path(column: &Column) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for cell in column.parents.iter().chain(std::iter::once(&column.leaf)) {
        let key = table::heading_key(&cell.value);
        if !key.is_empty() && path.last() != Some(&key) {
            path.push(key);
        }
    }
    path
}

fn catalog_role(path: &[String]) -> Role {
    let Some((leaf, parents)) = path.split_last() else { return Role::Extra };
    if leaf == "序号" || leaf == "序" {
        return Role::Serial;
    }
    if vocabulary::is_domain(leaf) {
        return Role::Domain;
    }
    let over = parents.iter().rev().find_map(|word| vocabulary::field(word));
    let of_parts = over.is_none_or(|field| !field.info().parts.is_empty());
    // The sub-heading decides: 全社会 under a heading that says 公开方式 by mistake is still 公开对象.
    if let Some((field, part)) = vocabulary::part(leaf)
        && of_parts
        && (over.is_some() || !vocabulary::needs_parent(leaf))
    {
        return Role::Part(field, part);
    }
    if let Some(field) = vocabulary::field(leaf) {
        return Role::Whole(field);
    }
    // A heading broken into two cells: 公开 over 时限.
    vocabulary::field(&path.concat()).map_or(Role::Extra, Role::Whole)
}

/// With two upper columns the lower is the city's and the upper one the prefecture's.
fn settle_tiers(roles: &mut [Role], paths: &[Vec<String>]) {
    let city = Role::Part(Field::Tiers, Part::Tier(Tier::City));
    let upper: Vec<usize> = roles.iter().enumerate().filter(|(_, role)| **role == city).map(|(index, _)| index).collect();
    let [first, second] = upper[..] else { return };
    let rank = |index: usize| paths[index].last().map_or(0, |leaf: &String| u8::from(leaf.contains(['县', '区', '旗'])));
    let higher = match rank(first).cmp(&rank(second)) {
        std::cmp::Ordering::Less => first,
        std::cmp::Ordering::Greater => second,
        std::cmp::Ordering::Equal => return,
    };
    roles[higher] = Role::Part(Field::Tiers, Part::Tier(Tier::Prefecture));
}

/// A table with 一级事项 alone names its items there; 公开事项类别 groups them where nothing else does.
fn settle_names(roles: &mut [Role], paths: &[Vec<String>]) {
    let has = |roles: &[Role], field| roles.contains(&Role::Whole(field));
    if !has(roles, Field::Group)
        && let Some(index) = paths.iter().position(|path| path.last().is_some_and(|leaf| vocabulary::is_weak_group(leaf)))
    {
        roles[index] = Role::Whole(Field::Group);
    }
    if !has(roles, Field::Name)
        && let Some(index) = roles.iter().position(|role| *role == Role::Whole(Field::Group))
    {
        roles[index] = Role::Whole(Field::Name);
    }
}

/// Of two columns with one meaning the first is kept. A loose word (责任部门 beside 公开主体) gives way without a word.
fn settle_twice(roles: &mut [Role], paths: &[Vec<String>], table: &Table, diagnostics: &mut Diagnostics) {
    for later in 0..roles.len() {
        let role = roles[later];
        if matches!(role, Role::Extra | Role::Serial) {
            continue;
        }
        let Some(first) = roles[..later].iter().position(|held| *held == role) else { continue };
        let printed = |index: usize| paths[index].last().is_some_and(|leaf| vocabulary::is_printed(leaf));
        let attribute = |index: usize| paths[index].last().is_some_and(|leaf| leaf == "公开属性");
        if table.columns[later].leaf.place == table.columns[first].leaf.place {
            // One heading merged over two columns is one column.
            roles[later] = Role::Extra;
        } else if attribute(later) || attribute(first) {
            // 公开方式 says how (全文发布) where 公开属性 says 主动公开.
            roles[if attribute(later) { first } else { later }] = Role::Extra;
        } else if printed(later) != printed(first) {
            roles[if printed(later) { first } else { later }] = Role::Extra;
        } else {
            roles[later] = Role::Extra;
            diagnostics.push(twice(&table.columns[later].leaf, &table.columns[first].leaf, role));
        }
    }
}

fn twice(later: &Located<String>, first: &Located<String>, role: Role) -> Diagnostic {
    let (again, already) = (said(&later.value), said(&first.value));
    let problem = say!(
        "“{again}”与“{already}”含义相同，只读取前一列，这一列按其他列保留",
        "“{again}” means the same as “{already}”: the first is read, this one is kept as an extra column"
    );
    let found = Diagnostic::new(&reading::DUPLICATE_COLUMN, later.place.clone(), problem)
        .with_help(say!("请删去多余的一列，或者改正它的表头", "remove one of them, or correct its heading"))
        .with_related(say!("前一列在这里", "the first one"), first.place.clone());
    match role {
        Role::Whole(field) | Role::Part(field, _) => found.with_field(field.key(), again, later.value.clone()),
        Role::Native(_) | Role::Domain | Role::Serial | Role::Extra => found,
    }
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

fn plan(table: &Table, roles: Vec<Role>) -> Plan {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut headings = Vec::new();
    for (column, role) in table.columns.iter().zip(&roles) {
        let field = match role {
            Role::Whole(field) | Role::Part(field, _) => Some(*field),
            Role::Native(_) | Role::Domain | Role::Serial | Role::Extra => None,
        };
        let mut text = written(column);
        // Extra columns are kept under their heading, so no two may share one.
        let mut count = 2;
        while *role == Role::Extra && !taken.insert(text.clone()) {
            text = format!("{}（{count}）", written(column));
            count += 1;
        }
        headings.push(Heading { text, field, place: column.leaf.place.clone() });
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
