//! What an .xls sheet draws over its cells: comments and texts in shapes. A text stands behind the shape it belongs to; which cell
//! a comment is on, a record of its own says. Comments of Excel 5 and 95 are left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::records::Record;
use super::texts::Pieces;
use crate::place::{At, Origin, Place};
use crate::read::guard::Refusal;
use crate::read::workbook::{Cells, text};
use crate::read::{Further, FurtherKind};

/// What was drawn so far.
#[derive(Default)]
pub(super) struct Drawn {
    /// The shape whose text may come next.
    shape: u16,
    texts: Vec<(u16, String)>,
    /// Cells with a comment, by the shape it stands in.
    notes: BTreeMap<u16, (u32, u32)>,
}

impl Drawn {
    /// A shape: a list of its parts, of which the first holds its number.
    pub(super) fn shape(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        self.shape = if record.data.len() >= 8 && record.u16(0)? == 0x15 { record.u16(6)? } else { 0 };
        Ok(())
    }

    /// The text of a shape: how many letters, and the records that hold them.
    pub(super) fn text(&mut self, record: Record<'_>, pieces: &[&[u8]], cells: &mut Cells) -> Result<(), Refusal> {
        let count = usize::from(record.u16(10)?);
        if count == 0 || pieces.is_empty() {
            return Ok(());
        }
        let text = text::clean(&Pieces::new(pieces.to_vec()).counted(count)?);
        cells.charge(text.len() + 64)?;
        self.texts.push((self.shape, text));
        Ok(())
    }

    /// Which cell a comment is on.
    pub(super) fn note(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        if record.data.len() >= 8 {
            self.notes.insert(record.u16(6)?, record.address(0)?);
        }
        Ok(())
    }

    /// The texts, each at its cell or at the sheet.
    pub(super) fn further(self, origin: &Arc<Origin>) -> impl Iterator<Item = Further> {
        let Self { texts, notes, .. } = self;
        texts.into_iter().map(move |(shape, text)| match notes.get(&shape) {
            Some((row, column)) => Further { place: Place::cell(origin, row + 1, column + 1), kind: FurtherKind::Comment, text },
            None => Further { place: Place { origin: Arc::clone(origin), at: At::Whole }, kind: FurtherKind::Shape, text },
        })
    }
}
