//! Lines between the rows of a table that head the rows below them: a domain, a first level, a kind of power.

use crate::model::{Field, name};
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
    for (before, line) in lines {
        if let Some((key, ..)) = title::read(&line.value, context).domain {
            domains.push((before, Some(Located::new(key, line.place))));
            // A first level ends with its domain.
            groups.push((before, None));
        } else if plan.has(Field::Group) || title::handed_in_by(&line.value).is_some() {
            notes.push(line);
        } else {
            groups.push((before, Some(line)));
        }
    }
    Sections { domains: each_row(domains, rows), groups: each_row(groups, rows), notes }
}

/// The kind of power that heads each row of a native list: `（一）行政许可（五项）`.
pub(super) fn of_native(lines: Vec<Line>, rows: usize) -> Vec<Option<Located<String>>> {
    let kind = |line: Located<String>| Located::new(kind_word(&line.value).to_owned(), line.place);
    each_row(lines.into_iter().map(|(before, line)| (before, Some(kind(line)))).collect(), rows)
}

/// A heading line without its number and count.
pub(super) fn kind_word(line: &str) -> &str {
    name::without_number(line).split(['（', '(', '：', ':']).next().unwrap_or_default().trim()
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
