//! What the columns of a native list hold: told by their headings, and by what stands in them only where 序号 holds codes.

use crate::knowledge::Knowledge;
use crate::model::name;
use crate::parse::columns::{self, Plan, Role};
use crate::parse::glyph;
use crate::parse::vocabulary::{self, NativeColumn};
use crate::place::Place;
use crate::read::table::{Filled, Table, heading_key};

/// Letters and digits of a code that is one even without a letter: no list has so many rows.
const CODE: usize = 8;

/// The columns of a native list. Of two columns with one meaning the one with the surer heading is taken.
pub(in crate::parse) fn of_native(table: &Table, knowledge: &Knowledge) -> Plan {
    let paths: Vec<Vec<String>> = table.columns.iter().map(columns::path).collect();
    let mut roles: Vec<Role> = paths.iter().enumerate().map(|(index, path)| role(table, index, path)).collect();
    let mut taken: Vec<(NativeColumn, usize, usize)> = Vec::new();
    for index in 0..roles.len() {
        let Role::Native(column) = roles[index] else { continue };
        let rank = rank(&paths[index]);
        match taken.iter_mut().find(|(known, ..)| *known == column) {
            None => taken.push((column, rank, index)),
            // Sub-columns of one heading: 行使层级 over 市级 and 县级, 设定依据 over 法律 and 行政法规.
            Some((_, _, first))
                if may_be_parted(column) && parent(table, *first).is_some_and(|over| parent(table, index) == Some(over)) => {}
            Some((_, best, first)) if rank < *best => {
                roles[..index].iter_mut().filter(|role| **role == Role::Native(column)).for_each(|role| *role = Role::Extra);
                (*best, *first) = (rank, index);
            }
            Some(_) => roles[index] = Role::Extra,
        }
    }
    settle_numbers(table, &paths, &mut roles);
    columns::plan(table, roles, knowledge)
}

fn role(table: &Table, index: usize, path: &[String]) -> Role {
    let leaf = path.last().map_or("", String::as_str);
    if vocabulary::is_number_heading(leaf) || (leaf.is_empty() && counts(table, index)) {
        Role::Serial
    } else if vocabulary::is_domain(leaf) {
        Role::Domain
    } else {
        path.iter().rev().find_map(|word| vocabulary::native(word)).map_or(Role::Extra, |(column, _)| Role::Native(column))
    }
}

fn rank(path: &[String]) -> usize {
    path.iter().rev().find_map(|word| vocabulary::native(word)).map_or(usize::MAX, |(_, rank)| rank)
}

/// Whether what stands in several sub-columns is put together.
pub(super) fn may_be_parted(column: NativeColumn) -> bool {
    match column {
        NativeColumn::Basis | NativeColumn::Body | NativeColumn::Tier => true,
        NativeColumn::Code | NativeColumn::Name | NativeColumn::Subname | NativeColumn::Type => false,
    }
}

/// The heading over a sub-column that has none of its own.
fn parent(table: &Table, index: usize) -> Option<&Place> {
    let column = &table.columns[index];
    let own = vocabulary::native(&heading_key(&column.leaf.value)).is_some();
    column.parents.last().filter(|_| !own).map(|over| &over.place)
}

/// Of several numbering columns the first numbers; one that holds codes is the code, where no column is.
fn settle_numbers(table: &Table, paths: &[Vec<String>], roles: &mut [Role]) {
    let code = Role::Native(NativeColumn::Code);
    for index in 0..roles.len() {
        if roles[index] != Role::Serial {
            continue;
        }
        if holds_codes(table, index) {
            roles[index] = if roles.contains(&code) { Role::Extra } else { code };
        } else if roles[..index].contains(&Role::Serial) && !paths[index].is_empty() {
            roles[index] = Role::Extra;
        }
    }
}

/// Whether most of what stands in a column are codes: `360829NYJ-XK-001`.
fn holds_codes(table: &Table, index: usize) -> bool {
    let (mut codes, mut all) = (0, 0);
    for text in own(table, index) {
        let letters = text.chars().filter(char::is_ascii_alphabetic).count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        codes += usize::from(letters + digits >= CODE || (letters > 0 && digits > 0));
        all += 1;
    }
    codes * 2 > all
}

/// Whether a column without a heading holds nothing but numbers.
fn counts(table: &Table, index: usize) -> bool {
    own(table, index).next().is_some() && own(table, index).all(is_count)
}

/// Whether a text is a running number: `7`, `（三）`, `1.2`, `①`, `1-1`.
pub(super) fn is_count(text: &str) -> bool {
    glyph::tight(text).chars().all(|c| c.is_numeric() || name::is_han_digit(c) || !c.is_alphanumeric())
}

fn own(table: &Table, index: usize) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().filter_map(move |row| row.cells.get(index));
    cells.filter(|cell| cell.filled == Filled::Own).map(|cell| cell.text.as_str())
}
