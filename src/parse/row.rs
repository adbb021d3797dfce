//! Rows of a catalog table to drafts: which rows are one item, which are none, what stands in each.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::model::item::Serial;
use crate::parse::cells::Terms;
use crate::parse::columns::{Plan, Role};
use crate::parse::ditto::Above;
use crate::parse::draft::{Draft, Written};
use crate::parse::list::ByDomain;
use crate::parse::{cells, joined};
use crate::place::Located;
use crate::read::table::{Filled, Row};

/// A row, and what stands over it.
pub(super) struct Under {
    /// The row.
    pub(super) row: Row,
    /// Its domain, as a key.
    pub(super) domain: Option<Located<String>>,
    /// Its first level, in a table without a column for it.
    pub(super) group: Option<Located<String>>,
}

/// The rows as drafts, those under one merged name together.
pub(super) fn drafts(rows: Vec<Under>, terms: &Terms<'_>, above: &mut Above, diagnostics: &mut Diagnostics) -> Vec<ByDomain<Draft>> {
    let plan = terms.plan;
    let continues: Vec<bool> =
        std::iter::once(false).chain(rows.windows(2).map(|pair| continues(&pair[0].row, &pair[1].row, plan))).collect();
    let mut drafts: Vec<ByDomain<Draft>> = Vec::with_capacity(rows.len());
    let mut run: ByDomain<Vec<Draft>> = (None, Vec::new());
    for (Under { row, domain, group }, continues) in rows.into_iter().zip(continues) {
        let bare = is_bare(&row, plan);
        let mut draft = cells::draft(row, terms);
        if bare || draft.is_empty() {
            // Its number is not missing, though nothing else stands in the row.
            if let Some(above) = run.1.last_mut().filter(|above| above.serial.first.is_some() && draft.serial.first.is_some()) {
                above.serial.last = draft.serial.last;
            }
            if let Some(above) = run.1.last_mut() {
                above.serial.rows += 1;
            }
            continue;
        }
        if let Some(group) = group {
            draft.set(Field::Group, Written::Text(group));
        }
        above.resolve(&mut draft, continues);
        if !continues && !run.1.is_empty() {
            let (domain, rows) = std::mem::take(&mut run);
            drafts.extend(items(rows, diagnostics).into_iter().map(|item| (domain.clone(), item)));
        }
        if run.1.is_empty() {
            run.0 = domain;
        }
        run.1.push(draft);
    }
    if !run.1.is_empty() {
        drafts.extend(items(run.1, diagnostics).into_iter().map(|item| (run.0.clone(), item)));
    }
    drafts
}

/// The last row that surely begins an item, whatever stands above: it names one itself.
pub(super) fn last_start(rows: &[Under], plan: &Plan) -> Option<usize> {
    let column = plan.column(Role::Whole(Field::Name))?;
    let starts = |Under { row, .. }: &Under| row.cells[column].filled == Filled::Own && !is_none(&row.cells[column].text);
    rows.iter().rposition(starts).filter(|at| *at > 0)
}

/// The items of the rows under one name; the first has the numbers of all rows.
fn items(rows: Vec<Draft>, diagnostics: &mut Diagnostics) -> Vec<Draft> {
    let mut numbered = rows.iter().filter(|row| row.serial.first.is_some());
    let first = numbered.next().and_then(|row| row.serial.first.clone());
    let last = rows.iter().rfind(|row| row.serial.first.is_some()).map_or(0, |row| row.serial.last);
    let count = rows.iter().map(|row| row.serial.rows).sum();
    let mut items = joined::items(rows, diagnostics);
    for item in &mut items {
        item.serial = Serial::default();
    }
    if let Some(item) = items.first_mut() {
        item.serial = Serial { first, last, rows: count };
    }
    items
}

/// Whether a row belongs to the item of the row above: its deepest level is one merged cell with it.
fn continues(above: &Row, row: &Row, plan: &Plan) -> bool {
    let cells = |field| plan.column(Role::Whole(field)).map(|column| (&above.cells[column], &row.cells[column]));
    let merged = |field| {
        cells(field).is_some_and(|(first, second)| second.filled == Filled::Merged && first.place == second.place && !is_none(&second.text))
    };
    let none = |field| cells(field).is_none_or(|(first, second)| is_none(&first.text) && is_none(&second.text));
    if !none(Field::Subname) {
        return merged(Field::Subname) && (merged(Field::Name) || none(Field::Name));
    }
    merged(Field::Name) || (none(Field::Name) && merged(Field::Group))
}

/// A row with a number at most, under a merged or carried 一级事项: left over, no item.
fn is_bare(row: &Row, plan: &Plan) -> bool {
    row.cells.iter().zip(&plan.roles).all(|(cell, role)| match role {
        Role::Serial | Role::Domain => true,
        Role::Whole(Field::Group) => matches!(cell.filled, Filled::Merged | Filled::Carried | Filled::Blank),
        Role::Whole(_) | Role::Part(..) | Role::Numbered(_) | Role::Channel(_) | Role::Native(_) | Role::Extra => cell.text.is_empty(),
    })
}

/// Words for “no such level”: ─, —, ---, 无.
pub(super) fn is_none(text: &str) -> bool {
    let text = text.trim();
    text == "无" || text.chars().all(|c| matches!(c, '─' | '—' | '-' | '－' | '–' | '―' | '_' | '/' | '／' | ' '))
}
