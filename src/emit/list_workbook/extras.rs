//! The extra columns of a list in one order that every row agrees with, as far as one can: rows of a table do, rows typed by hand
//! need not.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Extra;

/// An extra column: its heading, and how many of that heading a row has before it.
pub(super) type Column<'a> = (&'a str, usize);

/// The extra columns of all rows, each once.
pub(super) fn columns<'a>(rows: impl Iterator<Item = &'a [Extra]>) -> Vec<Column<'a>> {
    let mut number: BTreeMap<Column<'a>, usize> = BTreeMap::new();
    let mut columns: Vec<Column<'a>> = Vec::new();
    // Which column stands before which in some row.
    let mut before: BTreeSet<(usize, usize)> = BTreeSet::new();
    for row in rows {
        let mut twins: BTreeMap<&str, usize> = BTreeMap::new();
        let mut last = None;
        for extra in row {
            let twin = twins.entry(&extra.heading).or_default();
            let column = (extra.heading.as_str(), *twin);
            *twin += 1;
            let this = *number.entry(column).or_insert_with(|| {
                columns.push(column);
                columns.len() - 1
            });
            before.extend(last.map(|last| (last, this)));
            last = Some(this);
        }
    }
    in_order(columns.len(), &before).into_iter().map(|index| columns[index]).collect()
}

/// The text of a row in a column.
pub(super) fn text<'a>(row: &'a [Extra], (heading, twin): Column<'_>) -> &'a str {
    row.iter().filter(|extra| extra.heading == heading).nth(twin).map_or("", |extra| extra.text.value.as_str())
}

/// First-seen order, but that nothing stands before what it follows. Rows that contradict each other are in first-seen order.
fn in_order(count: usize, before: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut waiting = vec![0_usize; count];
    before.iter().for_each(|(_, after)| waiting[*after] += 1);
    let mut ready: BTreeSet<usize> = (0..count).filter(|index| waiting[*index] == 0).collect();
    let mut left: BTreeSet<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while let Some(next) = ready.pop_first().or_else(|| left.first().copied()) {
        if !left.remove(&next) {
            continue;
        }
        order.push(next);
        for (_, after) in before.range((next, 0)..=(next, usize::MAX)) {
            waiting[*after] = waiting[*after].saturating_sub(1);
            if waiting[*after] == 0 && left.contains(after) {
                ready.insert(*after);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{columns, text};
    use crate::model::Extra;
    use crate::place::{Located, Place};

    fn row(headings: &str) -> Vec<Extra> {
        let extra = |heading: &str| Extra { heading: heading.to_owned(), text: Located::new(heading.to_owned(), Place::file("甲")) };
        headings.split_whitespace().map(extra).collect()
    }

    fn order(rows: &[&str]) -> String {
        let rows: Vec<Vec<Extra>> = rows.iter().map(|headings| row(headings)).collect();
        columns(rows.iter().map(Vec::as_slice)).into_iter().map(|(heading, twin)| format!("{heading}{twin} ")).collect::<String>()
    }

    #[test]
    fn columns_stand_where_every_row_has_them() {
        assert_eq!(order(&["甲 丙", "乙 丙", "甲 乙"]), "甲0 乙0 丙0 ");
        assert_eq!(order(&["甲 丙 丁", "甲 乙 丙"]), "甲0 乙0 丙0 丁0 ");
        assert_eq!(order(&["甲 甲 乙"]), "甲0 甲1 乙0 ");
        // Rows that contradict each other: none is lost.
        assert_eq!(order(&["甲 乙", "乙 甲", "丙"]), "丙0 甲0 乙0 ");
        assert_eq!(order(&[]), "");
        assert_eq!(text(&row("甲 乙"), ("乙", 0)), "乙");
    }
}
