//! One sheet of an .xlsb workbook, record by record: cells, merges, what is hidden, links, formulas. Formulas are not computed.

use std::collections::BTreeMap;

use super::Shared;
use super::records::{Fields, Records, cut_off, id, wide};
use crate::read::guard::Refusal;
use crate::read::package::Package;
use crate::read::workbook::relationships::{self, Relationship};
use crate::read::workbook::{Cells, Links, add_merge, formula, note, text, too_wide};
use crate::read::{Beside, GridRow, Range};

/// A sheet as it is read.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<GridRow>,
    pub(super) beside: Beside,
    pub(super) links: Links,
    row: u32,
    /// The last cell's column, for cells that stand behind it without one of their own.
    column: Option<u32>,
    relationships: BTreeMap<String, Relationship>,
}

/// Reads a sheet.
pub(super) fn read(package: &mut Package<'_>, path: &str, shared: &Shared, cells: &mut Cells) -> Result<Sheet, Refusal> {
    let relationships = relationships::of(package, path)?.unwrap_or_default();
    let mut sheet = Sheet { relationships, ..Sheet::default() };
    let mut records = Records::of(package, path)?.ok_or_else(relationships::incomplete)?;
    while let Some((id, fields)) = records.next()? {
        sheet.record(id, fields, shared, cells)?;
    }
    Ok(sheet)
}

impl Sheet {
    fn record(&mut self, id: u16, mut fields: Fields<'_>, shared: &Shared, cells: &mut Cells) -> Result<(), Refusal> {
        match id {
            id::ROW => {
                self.row = fields.u32()?;
                self.column = None;
                fields.bytes(7)?;
                if fields.u8()? & 0x10 != 0 {
                    let row = self.row.checked_add(1).ok_or_else(too_wide)?;
                    note(&mut self.beside.hidden_rows, row, row);
                }
                Ok(())
            }
            1..=11 | id::CELL_RICH => {
                let column = fields.u32()?;
                self.cell(id, column, fields, shared, cells)
            }
            // Cells right behind another, written shorter: blank to shared text in the same order.
            12..=18 => {
                let column = self.column.and_then(|column| column.checked_add(1)).ok_or_else(cut_off)?;
                self.cell(id - 11, column, fields, shared, cells)
            }
            id::COLUMNS => {
                let (first, last) = (fields.u32()?, fields.u32()?);
                fields.bytes(8)?;
                if fields.u8()? & 1 != 0 && first <= last && last < u32::MAX {
                    note(&mut self.beside.hidden_columns, first + 1, last + 1);
                }
                Ok(())
            }
            id::MERGE => range(&mut fields)?.map_or(Ok(()), |range| add_merge(&mut self.beside, range)),
            id::LINK => self.link(fields, cells),
            _ => Ok(()),
        }
    }

    fn cell(&mut self, id: u16, column: u32, mut fields: Fields<'_>, shared: &Shared, cells: &mut Cells) -> Result<(), Refusal> {
        self.column = Some(column);
        let style = fields.bytes(4)?;
        let style = usize::from(style[0]) | usize::from(style[1]) << 8 | usize::from(style[2]) << 16;
        let number = |value: f64| text::number(value, &shared.styles.format(style), shared.epoch);
        let value = match id {
            id::CELL_RK => number(text::short_number(fields.u32()?)),
            id::CELL_NUMBER | id::FORMULA_NUMBER => number(fields.f64()?),
            id::CELL_TRUTH | id::FORMULA_TRUTH => text::truth(fields.u8()? != 0).to_owned(),
            id::CELL_ERROR | id::FORMULA_ERROR => text::error(fields.u8()?).to_owned(),
            id::CELL_TEXT | id::FORMULA_TEXT => text::clean(&fields.text()?),
            id::CELL_RICH => text::clean(&fields.rich_text()?),
            id::CELL_SHARED => {
                let index = usize::try_from(fields.u32()?).map_err(|_| cut_off())?;
                text::clean(shared.texts.get(index).ok_or_else(cut_off)?)
            }
            _ => return Ok(()),
        };
        if (id::FORMULA_TEXT..=id::FORMULA_ERROR).contains(&id) {
            if self.row >= crate::read::LIMITS.rows || column >= crate::read::LIMITS.columns {
                return Err(too_wide());
            }
            cells.formula(&mut self.beside.formulas, self.row, column)?;
            if let Some(address) = linked(fields) {
                self.links.add(Range::cell(self.row + 1, column + 1), &address, cells)?;
            }
        }
        if value.is_empty() { Ok(()) } else { cells.push(&mut self.rows, self.row, column, value) }
    }

    fn link(&mut self, mut fields: Fields<'_>, cells: &mut Cells) -> Result<(), Refusal> {
        let Some(range) = range(&mut fields)? else { return Ok(()) };
        let id = fields.text()?;
        let Some(address) = self.relationships.get(&id).and_then(Relationship::address) else { return Ok(()) };
        let place = fields.text()?;
        let address = if place.is_empty() { address } else { format!("{address}#{place}") };
        self.links.add(range, &address, cells)
    }
}

/// The address a formula writes out, from the fields behind its value.
fn linked(mut fields: Fields<'_>) -> Option<String> {
    fields.u16().ok()?;
    let length = usize::try_from(fields.u32().ok()?).ok()?;
    let tokens = fields.bytes(length).ok()?;
    let text = |bytes: &[u8]| {
        let used = 2 + 2 * usize::from(u16::from_le_bytes(bytes.get(..2)?.try_into().ok()?));
        Some((used, wide(bytes.get(2..used)?)))
    };
    formula::in_tokens(tokens, text, 6)
}

/// Rows and columns of a range, from 0; none when it is reversed.
fn range(fields: &mut Fields<'_>) -> Result<Option<Range>, Refusal> {
    let (top, bottom, left, right) = (fields.u32()?, fields.u32()?, fields.u32()?, fields.u32()?);
    let is_range = top <= bottom && left <= right && bottom < u32::MAX && right < u32::MAX;
    Ok(is_range.then(|| Range { top: top + 1, left: left + 1, bottom: bottom + 1, right: right + 1 }))
}
