//! Addresses on the web behind cells. Those of other kinds (files, mail, telephones) are kept apart: no list takes them.

use std::sync::Arc;

use super::{Cells, put_in_order};
use crate::place::{Origin, Place};
use crate::read::guard::Refusal;
use crate::read::workbook::text;
use crate::read::{Further, FurtherKind, GridRow, Range};

/// Characters beyond which no browser takes an address.
const LONGEST: usize = 8_192;

/// Cells one link is given to at most.
const CELLS: usize = 1_000;

/// The links of a sheet, as they are read.
#[derive(Default)]
pub(super) struct Links {
    single: Vec<(u32, u32, String)>,
    /// Those behind more than one cell.
    wide: Vec<(Range, String)>,
    /// What does not lead to the web, by the first cell it is behind.
    elsewhere: Vec<(u32, u32, String)>,
}

impl Links {
    /// Notes a link.
    pub(super) fn add(&mut self, range: Range, address: &str, cells: &mut Cells) -> Result<(), Refusal> {
        let address = text::clean(address);
        cells.charge(address.len() + 64)?;
        if address.len() > LONGEST || !is_web(&address) || address.contains(char::is_whitespace) {
            self.elsewhere.push((range.top, range.left, address));
            return Ok(());
        }
        if range == Range::cell(range.top, range.left) {
            self.single.push((range.top, range.left, address));
        } else {
            self.wide.push((range, address));
        }
        Ok(())
    }

    /// The addresses that do not lead to the web.
    pub(super) fn elsewhere(&mut self, origin: &Arc<Origin>) -> impl Iterator<Item = Further> {
        let elsewhere = std::mem::take(&mut self.elsewhere).into_iter();
        elsewhere.map(|(row, column, text)| Further { place: Place::cell(origin, row, column), kind: FurtherKind::Link, text })
    }

    /// The links by cell: one of several cells is given to those that hold something.
    pub(super) fn by_cell(self, rows: &mut Vec<GridRow>, cells: &mut Cells) -> Result<Vec<(u32, u32, String)>, Refusal> {
        let mut links = self.single;
        if !self.wide.is_empty() {
            put_in_order(rows);
        }
        for (range, address) in self.wide {
            let first = rows.partition_point(|row| row.number < range.top);
            let filled = rows[first..].iter().take_while(|row| row.number <= range.bottom).take(CELLS).flat_map(|row| {
                let first = row.cells.partition_point(|(column, _)| *column < range.left);
                row.cells[first..].iter().take_while(|(column, _)| *column <= range.right).map(|(column, _)| (row.number, *column))
            });
            for (row, column) in filled.take(CELLS) {
                cells.charge(address.len() + 64)?;
                links.push((row, column, address.clone()));
            }
        }
        Ok(links)
    }
}

fn is_web(address: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        address.len() > scheme.len() && address.is_char_boundary(scheme.len()) && address[..scheme.len()].eq_ignore_ascii_case(scheme)
    })
}
