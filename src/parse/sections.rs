//! Lines between the rows of a catalog list that head the rows below them: a domain, a first level. Those of native lists are
//! read in `native`.

use crate::model::Field;
use crate::parse::columns::Plan;
use crate::parse::{Context, title};
use crate::place::Located;

/// What the lines say of each row, and those that say nothing of any.
pub(super) struct Sections {
    /// The domain of each row, as a key.
    pub(super) domains: Vec<Option<Located<String>>>,
    /// The first level of each row, in a table without a column for it.
    pub(super) groups: Vec<Option<Located<String>>>,
    /// Lines kept as notes.
    pub(super) notes: Vec<Located<String>>,
}

/// A line comes with the number of rows before it.
type Line = (usize, Located<String>);

/// The lines of a catalog list. A line that names a domain begins that domain; any other is the first level, where no column is.
pub(super) fn of_catalog(lines: Vec<Line>, rows: usize, plan: &Plan, context: &Context<'_>) -> Sections {
    let (mut domains, mut groups, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let mut lines = lines.into_iter().peekable();
    while let Some((before, line)) = lines.next() {
        // A line with no row before the next one heads nothing, and is kept.
        let heads_none = lines.peek().map_or(rows, |(next, _)| *next) == before;
        if let Some((key, ..)) = title::read(&line.value, context).domain {
            domains.push((before, Some(Located::new(key, line.place))));
            // A first level ends with its domain.
            groups.push((before, None));
        } else if heads_none || plan.has(Field::Group) || title::handed_in_by(&line.value).is_some() {
            notes.push(line);
        } else {
            groups.push((before, Some(line)));
        }
    }
    Sections { domains: each_row(domains, rows), groups: each_row(groups, rows), notes }
}

/// What is in force at each row.
fn each_row(lines: Vec<(usize, Option<Located<String>>)>, rows: usize) -> Vec<Option<Located<String>>> {
    let mut lines = lines.into_iter().peekable();
    let mut current = None;
    let mut each = Vec::with_capacity(rows);
    for row in 0..rows {
        while let Some((_, line)) = lines.next_if(|(before, _)| *before <= row) {
            current = line;
        }
        each.push(current.clone());
    }
    each
}
