//! One sheet of an .xls workbook, record by record: cells, merges, what is hidden, links, formulas. Formulas are not computed.

use super::drawn::Drawn;
use super::globals::{Beginning, Globals, beginning};
use super::link;
use super::records::{Record, Records, cut_off, id};
use super::texts::{Length, Letters, Pieces};
use crate::read::guard::Refusal;
use crate::read::workbook::{Cells, Links, add_merge, formula, note, text};
use crate::read::{Beside, GridRow, Range};

/// A sheet as it is read.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<GridRow>,
    pub(super) beside: Beside,
    pub(super) links: Links,
    /// A cell whose letters do not belong to the code page.
    pub(super) undecoded: Option<(u32, u32)>,
    /// Comments and texts in shapes.
    pub(super) drawn: Drawn,
    /// The formula whose text comes next.
    awaited: Option<(u32, u32)>,
}

/// Reads the sheet that begins at `start`; `left` bounds what all sheets together may walk over.
pub(super) fn read(stream: &[u8], start: usize, globals: &Globals, cells: &mut Cells, left: &mut usize) -> Result<Option<Sheet>, Refusal> {
    let mut records = Records::from(stream, start);
    if beginning(records.next()?)? != Beginning::Sheet {
        return Ok(None);
    }
    let mut sheet = Sheet::default();
    // Charts lie within sheets, as streams of their own.
    let mut inner = 0_usize;
    loop {
        let before = records.at();
        let record = records.next()?;
        *left = left.checked_sub(records.at() - before).ok_or_else(cut_off)?;
        match record.id {
            id::EOF if inner == 0 => return Ok(Some(sheet)),
            id::EOF => inner -= 1,
            id::BOF => inner += 1,
            _ if inner > 0 => {}
            id::TEXT_RESULT => {
                if let Some((row, column)) = sheet.awaited.take() {
                    let text = Pieces::new(records.continued(record)).text(globals.letters, Length::Long)?;
                    sheet.push(row, column, &text, cells)?;
                }
            }
            id::SHAPE_TEXT => {
                let pieces = records.continued(record);
                sheet.drawn.text(record, &pieces[1..], cells)?;
            }
            id::LABEL | id::RICH_LABEL => {
                let mut pieces = records.continued(record);
                pieces[0] = record.rest(6)?;
                let text = Pieces::new(pieces).text(globals.letters, Length::Long)?;
                let (row, column) = record.address(0)?;
                sheet.push(row, column, &text, cells)?;
            }
            _ => sheet.record(record, globals, cells)?,
        }
    }
}

impl Sheet {
    fn record(&mut self, record: Record<'_>, globals: &Globals, cells: &mut Cells) -> Result<(), Refusal> {
        match record.id {
            id::SHARED_LABEL => {
                let index = usize::try_from(record.u32(6)?).map_err(|_| cut_off())?;
                let text = globals.texts.get(index).ok_or_else(cut_off)?;
                let (row, column) = record.address(0)?;
                self.push(row, column, text, cells)
            }
            id::NUMBER => self.number(record, record.f64(6)?, globals, cells),
            id::RK => self.number(record, text::short_number(record.u32(6)?), globals, cells),
            id::MANY_RK => self.many_numbers(record, globals, cells),
            id::TRUTH_OR_ERROR => {
                let (row, column) = record.address(0)?;
                let value = record.u8(6)?;
                let text = if record.u8(7)? == 0 { text::truth(value != 0) } else { text::error(value) };
                self.push(row, column, text, cells)
            }
            id::FORMULA => self.formula(record, globals, cells),
            other if id::OLDER_FORMULA.contains(&other) => self.formula(record, globals, cells),
            id::ROW if record.u16(12)? & 0x20 != 0 => {
                let row = u32::from(record.u16(0)?) + 1;
                note(&mut self.beside.hidden_rows, row, row);
                Ok(())
            }
            id::COLUMNS if record.u16(8)? & 1 != 0 => {
                let (first, last) = record.address(0)?;
                if first <= last {
                    note(&mut self.beside.hidden_columns, first + 1, last + 1);
                }
                Ok(())
            }
            id::MERGES => self.merges(record),
            id::SHAPE => self.drawn.shape(record),
            id::NOTE => self.drawn.note(record),
            id::LINK => {
                let Some((range, address)) = link::read(record)? else { return Ok(()) };
                self.links.add(range, &address, cells)
            }
            _ => Ok(()),
        }
    }

    fn push(&mut self, row: u32, column: u32, value: &str, cells: &mut Cells) -> Result<(), Refusal> {
        let text = text::clean(value);
        if text.is_empty() {
            return Ok(());
        }
        if self.undecoded.is_none() && text.contains('\u{fffd}') {
            self.undecoded = Some((row + 1, column + 1));
        }
        cells.push(&mut self.rows, row, column, text)
    }

    fn number(&mut self, record: Record<'_>, value: f64, globals: &Globals, cells: &mut Cells) -> Result<(), Refusal> {
        let (row, column) = record.address(0)?;
        let format = globals.styles.format(usize::from(record.u16(4)?));
        self.push(row, column, &text::number(value, &format, globals.epoch), cells)
    }

    /// Numbers side by side: row, first column, style and number each, last column.
    fn many_numbers(&mut self, record: Record<'_>, globals: &Globals, cells: &mut Cells) -> Result<(), Refusal> {
        let (row, first) = record.address(0)?;
        for (column, at) in (first..).zip((4..record.data.len().saturating_sub(7)).step_by(6)) {
            let format = globals.styles.format(usize::from(record.u16(at)?));
            let value = text::short_number(record.u32(at + 2)?);
            self.push(row, column, &text::number(value, &format, globals.epoch), cells)?;
        }
        Ok(())
    }

    /// A formula and the value that was saved with it. Where the value is a text, it follows in a record of its own.
    fn formula(&mut self, record: Record<'_>, globals: &Globals, cells: &mut Cells) -> Result<(), Refusal> {
        let (row, column) = record.address(0)?;
        cells.formula(&mut self.beside.formulas, row, column)?;
        if let Some(address) = linked(record, globals.letters) {
            self.links.add(Range::cell(row + 1, column + 1), &address, cells)?;
        }
        self.awaited = None;
        if record.u16(12)? != 0xffff {
            return self.number(record, record.f64(6)?, globals, cells);
        }
        let value = record.u8(8)?;
        match record.u8(6)? {
            0 => self.awaited = Some((row, column)),
            1 => self.push(row, column, text::truth(value != 0), cells)?,
            2 => self.push(row, column, text::error(value), cells)?,
            _ => {}
        }
        Ok(())
    }

    fn merges(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        for index in 0..usize::from(record.u16(0)?) {
            let ((top, bottom), (left, right)) = (record.address(2 + index * 8)?, record.address(6 + index * 8)?);
            add_merge(&mut self.beside, Range { top: top + 1, left: left + 1, bottom: bottom + 1, right: right + 1 })?;
        }
        Ok(())
    }
}

/// The address a formula writes out.
fn linked(record: Record<'_>, letters: Letters) -> Option<String> {
    let length = usize::from(record.u16(20).ok()?);
    let tokens = record.bytes(22, length).ok()?;
    let text = |bytes: &[u8]| {
        let count = usize::from(*bytes.first()?);
        let used = match letters {
            Letters::Unicode => 2 + count * (1 + usize::from(*bytes.get(1)? & 1)),
            Letters::Bytes(_) => 1 + count,
        };
        Some((used, Pieces::new(vec![bytes.get(..used)?]).text(letters, Length::Short).ok()?))
    };
    formula::in_tokens(tokens, text, if letters == Letters::Unicode { 4 } else { 3 })
}
