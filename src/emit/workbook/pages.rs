//! Where the pages of a printed table begin. No item is torn: a row that does not fit goes to the next page. Each break is written
//! down, so that the name of a group can stand again at the top of a page.

use super::paper::Room;

/// How much of a page is counted on: programs differ a little in how high they print a row.
const FILLED: f64 = 0.95;
/// Excel takes 1,023 breaks on a sheet; behind the last of them pages begin where they will.
const MOST: usize = 1_000;

/// What stands on a page before its rows, in points of the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tops {
    /// On the first page: title, remarks, heading.
    pub(super) first: f64,
    /// On every other page: what is repeated.
    pub(super) later: f64,
}

/// The rows that begin a page, the first page's left out. `width` is that of the table, `rows` the heights of the sheet's rows that
/// each row takes.
pub(super) fn starts(room: Room, width: f64, tops: Tops, rows: &[Vec<f64>]) -> Vec<usize> {
    // A table wider than the page is printed smaller, in whole hundredths; a narrow one is not printed larger.
    let scale = ((room.width / width * 100.0).floor() / 100.0).min(1.0);
    let page = room.height / scale * FILLED;
    let mut starts = Vec::new();
    // Remarks that fill pages by themselves end somewhere on the last of them.
    let mut used = if tops.first > page { tops.first % page } else { tops.first };
    for (at, parts) in rows.iter().enumerate() {
        let height: f64 = parts.iter().sum();
        if used + height > page && at > 0 && starts.len() < MOST {
            starts.push(at);
            used = tops.later;
        }
        for part in parts {
            // What is higher than a page goes on where it must.
            if used + part > page {
                used = tops.later;
            }
            used += part;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::{Tops, starts};
    use crate::emit::workbook::paper::Room;

    const TOPS: Tops = Tops { first: 100.0, later: 50.0 };

    fn of(width: f64, rows: &[Vec<f64>]) -> Vec<usize> {
        starts(Room { width: 500.0, height: 500.0 }, width, TOPS, rows)
    }

    #[test]
    fn a_row_that_does_not_fit_begins_a_page() {
        // Of 500 points 475 are counted on: four rows of 90 under the title, four under the repeated heading.
        assert_eq!(of(500.0, &vec![vec![90.0]; 10]), [4, 8]);
        // Printed at half the size, a page holds twice as much.
        assert_eq!(of(1_000.0, &vec![vec![90.0]; 20]), [9, 19]);
    }

    #[test]
    fn an_item_of_several_rows_stays_together_where_a_page_can_hold_it() {
        assert_eq!(of(500.0, &[vec![200.0], vec![150.0, 150.0], vec![100.0]]), [1]);
        // Higher than a page it begins one, and goes on as it must.
        assert_eq!(of(500.0, &[vec![200.0], vec![400.0, 400.0], vec![100.0]]), [1, 2]);
        assert_eq!(of(500.0, &[vec![400.0, 400.0], vec![20.0]]), Vec::<usize>::new());
    }
}
