//! Widths and heights of a table, so that nothing is cut off in print. Excel's rows end at 409 points: a text that is longer
//! first widens its column, then its row is split into several that are merged to one.

use super::formats::BODY_POINTS;
use super::measure;
use super::table::{Cell, Column, Holds};

/// How much a column with too long a text is widened.
const WIDER: f64 = 1.5;
/// Highest name of a group that any row has room for, in points; a higher one stands once over all its rows.
const TALLEST_GROUP: f64 = 120.0;
/// Lowest row of the heading, in points.
const LOWEST_HEADING: f64 = 24.0;

/// The measures of a table.
#[derive(Debug)]
pub(super) struct Layout {
    /// Width of each column, in Excel's units.
    pub(super) widths: Vec<f64>,
    /// Heights of the heading's rows.
    pub(super) heading: Vec<f64>,
    /// For each row of the table the heights of the sheet's rows it takes: more than one when no single row is high enough.
    pub(super) rows: Vec<Vec<f64>>,
    /// For each row how its group cell runs.
    pub(super) runs: Vec<Run>,
    /// For each row how many rows its group cell covers; 0 under another's.
    lengths: Vec<usize>,
}

/// The group cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Rows of the sheet it is merged over; none when a row above holds it.
    pub(super) rows: u32,
}

/// Measures a table whose rows are at least so high.
pub(super) fn plan(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], lowest: f64) -> Layout {
    let mut widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
    let mut heights = measured(columns, &widths, rows, lowest);
    let overfull = rows.iter().zip(&heights).filter(|(_, height)| **height > measure::TALLEST).map(|(cells, _)| cells);
    let mut widened = widths.clone();
    for cells in overfull {
        for at in (0..columns.len()).filter(|at| columns[*at].holds == Holds::Long) {
            if of_cell(&cells[at], widths[at]) > measure::TALLEST {
                widened[at] = widths[at] * WIDER;
            }
        }
    }
    if widened != widths {
        widths = widened;
        heights = measured(columns, &widths, rows, lowest);
    }
    let lengths = run_lengths(columns, rows);
    give_groups_room(columns, &widths, rows, &lengths, &mut heights);
    let split: Vec<Vec<f64>> = heights.iter().map(|height| parts(*height)).collect();
    let runs = runs(&lengths, &split);
    Layout { heading: heading(columns, &widths), widths, rows: split, runs, lengths }
}

impl Layout {
    /// Width of the table, in points.
    pub(super) fn width_points(&self) -> f64 {
        self.widths.iter().map(|width| measure::pixels(*width) * 0.75).sum()
    }

    /// Whether a cell leads somewhere by a link beside its row: LibreOffice breaks no linked text, and prints what fits on one line.
    pub(super) fn is_linked_beside(&self, column: usize, cell: &Cell<'_>) -> bool {
        match cell {
            Cell::Web(words, _) | Cell::Inner(words, ..) => {
                words.contains('\n') || measure::lines(words, measure::capacity(self.widths[column], BODY_POINTS)) > 1
            }
            Cell::Text(_) | Cell::Apart(_) | Cell::Count(_) => false,
        }
    }

    /// Ends the runs of groups where a page ends, so that the next page says again of which group its first rows are.
    pub(super) fn cut_runs(&mut self, starts: &[usize], columns: &[Column<'_>], rows: &[Vec<Cell<'_>>]) {
        let Some(group) = columns.iter().position(|column| column.holds == Holds::Group) else { return };
        let mut run = 0;
        for (at, cells) in rows.iter().enumerate() {
            if self.lengths[at] > 0 {
                run = at;
            } else if starts.binary_search(&at).is_ok() && of_group(&cells[group], self.widths[group]).is_some() {
                self.lengths[at] = self.lengths[run] - (at - run);
                self.lengths[run] = at - run;
                run = at;
            }
        }
        self.runs = runs(&self.lengths, &self.rows);
    }
}

fn runs(lengths: &[usize], split: &[Vec<f64>]) -> Vec<Run> {
    let rows = |at: usize, length: usize| split[at..at + length].iter().map(|parts| u32::try_from(parts.len()).unwrap_or(1)).sum();
    lengths.iter().enumerate().map(|(at, length)| Run { rows: rows(at, *length) }).collect()
}

/// Height of a group's name where a single row may be asked to hold it: it is said again at the top of a page.
fn of_group(cell: &Cell<'_>, width: f64) -> Option<f64> {
    Some(of_cell(cell, width)).filter(|height| *height <= TALLEST_GROUP)
}

/// As much of a line over the table as one row can hold, and the rest.
pub(super) fn fitting(words: &str, capacity: u32, points: f64) -> (&str, Option<&str>) {
    let fits = |words: &str| measure::height(measure::lines(words, capacity), points) <= measure::TALLEST;
    if fits(words) {
        return (words, None);
    }
    let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).skip(1).collect();
    let count = ends.partition_point(|end| fits(&words[..*end]));
    let end = ends[count.max(1) - 1];
    (&words[..end], Some(&words[end..]))
}

/// Height of each row in points. Any row may begin a page, so it has room for the name of its group.
fn measured(columns: &[Column<'_>], widths: &[f64], rows: &[Vec<Cell<'_>>], lowest: f64) -> Vec<f64> {
    let capacities: Vec<u32> = widths.iter().map(|width| measure::capacity(*width, BODY_POINTS)).collect();
    let lines = |cells: &Vec<Cell<'_>>| {
        let lines = (0..columns.len()).filter(|column| columns[*column].holds != Holds::Group);
        lines.map(|column| measure::lines(cells[column].words(), capacities[column])).max().unwrap_or(1)
    };
    let group = columns.iter().position(|column| column.holds == Holds::Group);
    let of_group = |cells: &Vec<Cell<'_>>| group.and_then(|group| of_group(&cells[group], widths[group])).unwrap_or(lowest);
    rows.iter().map(|cells| measure::height(lines(cells), BODY_POINTS).max(of_group(cells)).max(lowest)).collect()
}

fn of_cell(cell: &Cell<'_>, width: f64) -> f64 {
    measure::height(measure::lines(cell.words(), measure::capacity(width, BODY_POINTS)), BODY_POINTS)
}

/// How many rows each group cell covers; 0 for rows under another's.
fn run_lengths(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>]) -> Vec<usize> {
    let Some(group) = columns.iter().position(|column| column.holds == Holds::Group) else {
        return vec![1; rows.len()];
    };
    let mut lengths = vec![0; rows.len()];
    let mut at = 0;
    while at < rows.len() {
        let name = rows[at][group].group();
        // Blank cells are not one group.
        let length = name.map_or(1, |name| rows[at..].iter().take_while(|cells| cells[group].group() == Some(name)).count());
        lengths[at] = length;
        at += length;
    }
    lengths
}

/// A long name of a group may need more room than its few rows have.
fn give_groups_room(columns: &[Column<'_>], widths: &[f64], rows: &[Vec<Cell<'_>>], lengths: &[usize], heights: &mut [f64]) {
    for group in (0..columns.len()).filter(|at| columns[*at].holds == Holds::Group) {
        for (at, length) in lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
            let run = &mut heights[at..at + length];
            let missing = of_cell(&rows[at][group], widths[group]) - run.iter().sum::<f64>();
            if missing > 0.0 {
                #[expect(clippy::cast_precision_loss, reason = "a sheet has far fewer rows than a float can count")]
                let share = missing / *length as f64;
                run.iter_mut().for_each(|height| *height += share);
            }
        }
    }
}

/// A height as rows no higher than Excel allows.
fn parts(height: f64) -> Vec<f64> {
    let mut count = 1.0;
    while height / count > measure::TALLEST {
        count += 1.0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
    let rows = count as usize;
    vec![height / count; rows]
}

/// Heights of the heading: two rows where a column stands under a merged heading.
fn heading(columns: &[Column<'_>], widths: &[f64]) -> Vec<f64> {
    let height = |words: &str, width: f64| of_cell(&Cell::text(words), width).max(LOWEST_HEADING);
    let tallest = |parted: bool| {
        let of_kind = columns.iter().zip(widths).filter(|(column, _)| column.parent.is_some() == parted);
        of_kind.map(|(column, width)| height(&column.leaf, *width)).fold(LOWEST_HEADING, f64::max)
    };
    if columns.iter().all(|column| column.parent.is_none()) {
        return vec![tallest(false)];
    }
    let over = |parent: &str| columns.iter().zip(widths).filter(|(column, _)| column.parent == Some(parent)).map(|(_, width)| width).sum();
    let top = columns.iter().filter_map(|column| column.parent).map(|parent| height(parent, over(parent))).fold(LOWEST_HEADING, f64::max);
    vec![top, tallest(true).max(tallest(false) - top)]
}

#[cfg(test)]
mod tests {
    use super::{fitting, plan};
    use crate::emit::workbook::table::{Cell, Column, Holds};

    fn columns() -> Vec<Column<'static>> {
        [Holds::Group, Holds::Short, Holds::Long].map(|holds| Column { parent: None, leaf: "标题".into(), width: 10.0, holds }).to_vec()
    }

    fn row(group: &str, text: &str) -> Vec<Cell<'static>> {
        vec![Cell::text(group.to_owned()), Cell::text("短"), Cell::text(text.to_owned())]
    }

    #[test]
    fn a_group_runs_over_its_rows_and_blanks_do_not() {
        let layout = plan(&columns(), &[row("甲", ""), row("甲", ""), row("", ""), row("", ""), row("甲", "")], 30.0);
        let rows: Vec<u32> = layout.runs.iter().map(|run| run.rows).collect();
        assert_eq!(rows, [2, 0, 1, 1, 1]);
    }

    #[test]
    fn a_row_too_high_widens_its_column_and_is_split() {
        let long = "长".repeat(3_000);
        let layout = plan(&columns(), &[row("甲", "短"), row("甲", &long)], 30.0);
        assert!(layout.widths[2] > 10.0 && (layout.widths[1] - 10.0).abs() < f64::EPSILON);
        assert_eq!(layout.rows[0].len(), 1);
        assert!(layout.rows[1].len() > 1 && layout.rows[1].iter().all(|height| *height <= 409.0));
        assert_eq!(layout.runs[0].rows as usize, 1 + layout.rows[1].len());
    }

    #[test]
    fn a_long_name_of_a_group_gives_its_rows_room() {
        let layout = plan(&columns(), &[row(&"组".repeat(40), "短"), row("乙", "短")], 30.0);
        assert!(layout.rows[0][0] > layout.rows[1][0] * 3.0);
    }

    #[test]
    fn a_long_remark_goes_on_in_the_next_row() {
        let words = "注".repeat(2_000);
        let (now, rest) = fitting(&words, 1_000, 10.5);
        let rest = rest.unwrap();
        assert_eq!(now.len() + rest.len(), words.len());
        assert_eq!(fitting("短", 1_000, 10.5), ("短", None));
    }
}
