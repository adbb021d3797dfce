//! Headings that lost a character or more: 公开主, 开依据, 公开. What they were is said, so that people can set it right.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Field;
use crate::model::fields::{self, Need};
use crate::parse::columns::{Role, said};
use crate::parse::{time_limit, vocabulary};
use crate::read::table::Table;
use crate::rule::stage::reading;
use crate::words::say;

/// All that is left of several headings of the printed table.
const REST: &str = "公开";

/// Finds out what 公开 alone stood for, and names every damaged heading once a table.
pub(super) fn settle(roles: &mut [Role], paths: &[Vec<String>], table: &Table, diagnostics: &mut Diagnostics) {
    let mut open: Vec<usize> = (0..roles.len()).filter(|index| roles[*index] == Role::Extra && paths[*index] == [REST]).collect();
    if missing(roles).contains(&Field::TimeLimit)
        && let Some(at) = open.iter().position(|index| holds_limits(table, *index))
    {
        roles[open.remove(at)] = Role::Whole(Field::TimeLimit);
    }
    // The only column left for the only field left.
    if let ([index], [field]) = (open.as_slice(), missing(roles).as_slice()) {
        roles[*index] = Role::Whole(*field);
    }
    let damaged = roles.iter().enumerate().filter_map(|(index, role)| match role {
        Role::Whole(field) if is_damaged(&paths[index]) => Some((index, *field)),
        _ => None,
    });
    report(&damaged.collect::<Vec<_>>(), table, diagnostics);
}

fn is_damaged(path: &[String]) -> bool {
    let Some(leaf) = path.last() else { return false };
    let is_whole = |word: &str| vocabulary::field(word).is_some();
    !is_whole(leaf) && !is_whole(&path.concat()) && (leaf == REST || vocabulary::damaged(leaf).is_some())
}

fn missing(roles: &[Role]) -> Vec<Field> {
    let required = fields::ALL.iter().filter(|info| info.need == Need::Required).map(|info| info.field);
    required.filter(|field| !roles.iter().any(|role| role.field() == Some(*field))).collect()
}

/// Whether most of what stands in a column is a time limit.
fn holds_limits(table: &Table, index: usize) -> bool {
    let given: Vec<&str> = table.rows.iter().map(|row| row.cells[index].text.as_str()).filter(|text| !text.is_empty()).collect();
    let limits = given.iter().filter(|text| !time_limit::parse(text).segments.is_empty()).count();
    limits * 2 > given.len()
}

fn report(damaged: &[(usize, Field)], table: &Table, diagnostics: &mut Diagnostics) {
    let Some((first, field)) = damaged.first() else { return };
    let pairs: Vec<String> = damaged
        .iter()
        .map(|(index, field)| {
            let heading = said(&table.columns[*index].leaf.value);
            format!("“{heading}”→“{}”", field.info().heading)
        })
        .collect();
    let pairs = pairs.join("、");
    let leaf = &table.columns[*first].leaf;
    let message = say!("表头缺字，按下面的意思读取：{pairs}", "headings lack characters and were read as: {pairs}");
    let help = say!("请把表头补写完整", "complete the headings");
    diagnostics.push(Diagnostic::new(&reading::DAMAGED_HEADING, leaf.place.clone(), message).with_help(help).with_field(
        field.key(),
        said(&leaf.value),
        leaf.value.clone(),
    ));
}
