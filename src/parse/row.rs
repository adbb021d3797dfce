//! Rows of a catalog table to drafts: which rows are one item, which are none, what stands in each.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::fields::Part;
use crate::model::{Extra, Field};
use crate::parse::columns::{Plan, Role};
use crate::parse::draft::{Draft, Written};
use crate::parse::joined;
use crate::parse::list::ByDomain;
use crate::place::{Located, Place};
use crate::read::table::{Cell, Filled, Row};

/// What stands in the sub-columns of a field.
type Ticked = Vec<(Part, Located<String>)>;

/// The rows as drafts, those under one merged name together.
pub(super) fn drafts(
    rows: Vec<Row>,
    domains: Vec<Option<Located<String>>>,
    groups: Vec<Option<Located<String>>>,
    plan: &Plan,
    diagnostics: &mut Diagnostics,
) -> Vec<ByDomain<Draft>> {
    let continues: Vec<bool> = std::iter::once(false).chain(rows.windows(2).map(|pair| continues(&pair[0], &pair[1], plan))).collect();
    let mut drafts: Vec<ByDomain<Draft>> = Vec::new();
    let mut run: ByDomain<Vec<Draft>> = (None, Vec::new());
    for (((row, domain), group), continues) in rows.into_iter().zip(domains).zip(groups).zip(continues) {
        let bare = is_bare(&row, plan);
        let mut draft = draft(row, plan);
        if bare || draft.is_empty() {
            continue;
        }
        if let Some(group) = group {
            draft.set(Field::Group, Written::Text(group));
        }
        if !continues && !run.1.is_empty() {
            let (domain, rows) = std::mem::take(&mut run);
            drafts.extend(joined::items(rows, diagnostics).into_iter().map(|item| (domain.clone(), item)));
        }
        if run.1.is_empty() {
            run.0 = domain;
        }
        run.1.push(draft);
    }
    if !run.1.is_empty() {
        drafts.extend(joined::items(run.1, diagnostics).into_iter().map(|item| (run.0.clone(), item)));
    }
    drafts
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
        Role::Whole(_) | Role::Part(..) | Role::Native(_) | Role::Extra => cell.text.is_empty(),
    })
}

/// Words for “no such level”: ─, —, ---, 无.
pub(super) fn is_none(text: &str) -> bool {
    let text = text.trim();
    text == "无" || text.chars().all(|c| matches!(c, '─' | '—' | '-' | '－' | '–' | '―' | '_' | '/' | '／' | ' '))
}

fn draft(row: Row, plan: &Plan) -> Draft {
    let mut draft = Draft::new(row.place, &Written::NoColumn);
    let mut parts: BTreeMap<Field, (Ticked, Place)> = BTreeMap::new();
    for ((cell, role), heading) in row.cells.into_iter().zip(&plan.roles).zip(&plan.headings) {
        match *role {
            Role::Whole(field) => draft.set(field, whole(cell, field)),
            Role::Part(field, part) => {
                let blank = cell.text.is_empty();
                let entry = parts.entry(field).or_insert_with(|| (Vec::new(), cell.place.clone()));
                if !blank {
                    if entry.0.is_empty() {
                        entry.1 = cell.place.clone();
                    }
                    entry.0.push((part, Located::new(cell.text, cell.place)));
                }
            }
            Role::Extra if !cell.text.is_empty() => {
                draft.extra.push(Extra { heading: heading.text.clone(), text: Located::new(cell.text, cell.place) });
            }
            Role::Extra | Role::Serial | Role::Domain | Role::Native(_) => {}
        }
    }
    for (field, (parts, place)) in parts {
        // A table with a column of words beside ticked ones: the words come first.
        if !draft.get(field).is_given() {
            draft.set(field, if parts.is_empty() { Written::Blank(place) } else { Written::Parts(parts, place) });
        }
    }
    draft
}

fn whole(cell: Cell, field: Field) -> Written {
    let level = matches!(field, Field::Group | Field::Name | Field::Subname);
    if cell.text.is_empty() || (level && is_none(&cell.text)) {
        Written::Blank(cell.place)
    } else {
        Written::Text(Located::new(cell.text, cell.place))
    }
}
