//! Texts in BIFF records: UTF-16, possibly shortened to single bytes and cut at any letter by a continuing record, or bytes
//! of a code page. Rich formatting and phonetic hints are stepped over.

use super::records::cut_off;
use crate::read::code_page::CodePage;
use crate::read::guard::{LIMITS, Refusal};

/// How a workbook writes letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// Excel 97 and later.
    Unicode,
    /// Excel 5 and 95.
    Bytes(CodePage),
}

/// How a text says its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// In one byte.
    Short,
    /// In two.
    Long,
}

/// The bytes of a record and of those that continue it.
pub(super) struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

const WIDE: u8 = 1;
const PHONETIC: u8 = 4;
const RICH: u8 = 8;

impl<'a> Pieces<'a> {
    pub(super) fn new(pieces: Vec<&'a [u8]>) -> Self {
        Self { pieces, piece: 0, at: 0 }
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().skip(self.piece).map(|piece| piece.len()).sum::<usize>() <= self.at
    }

    /// The next text.
    pub(super) fn text(&mut self, letters: Letters, length: Length) -> Result<String, Refusal> {
        let count = match length {
            Length::Short => usize::from(self.u8()?),
            Length::Long => usize::from(self.u16()?),
        };
        if count > LIMITS.cell_characters {
            return Err(Refusal::cell_too_long());
        }
        match letters {
            Letters::Unicode => self.unicode(count),
            Letters::Bytes(code_page) => {
                let mut bytes = Vec::with_capacity(count);
                while bytes.len() < count {
                    bytes.extend_from_slice(self.run(count - bytes.len())?);
                }
                Ok(code_page.decode(&bytes))
            }
        }
    }

    /// The letters of a shape, whose record says how many there are.
    pub(super) fn counted(&mut self, count: usize) -> Result<String, Refusal> {
        if count > LIMITS.cell_characters {
            return Err(Refusal::cell_too_long());
        }
        self.unicode(count)
    }

    fn unicode(&mut self, count: usize) -> Result<String, Refusal> {
        let flags = self.u8()?;
        let runs = if flags & RICH != 0 { usize::from(self.u16()?) } else { 0 };
        let hints = if flags & PHONETIC != 0 { usize::from(self.u16()?) | usize::from(self.u16()?) << 16 } else { 0 };
        let text = self.letters(count, flags)?;
        self.skip(runs * 4)?;
        self.skip(hints)?;
        Ok(text)
    }

    /// Letters; where a text is cut, the next record says anew how wide they are.
    fn letters(&mut self, count: usize, flags: u8) -> Result<String, Refusal> {
        let mut units: Vec<u16> = Vec::with_capacity(count);
        let mut flags = flags;
        while units.len() < count {
            if self.left_in_piece() == 0 {
                self.next_piece()?;
                flags = self.u8()?;
                continue;
            }
            let left = count - units.len();
            if flags & WIDE == 0 {
                units.extend(self.run(left)?.iter().copied().map(u16::from));
            } else if self.left_in_piece() == 1 {
                // Half a letter: no program cuts there.
                return Err(cut_off());
            } else {
                let bytes = self.run(left.min(self.left_in_piece() / 2) * 2)?;
                units.extend(bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])));
            }
        }
        Ok(String::from_utf16_lossy(&units))
    }

    fn left_in_piece(&self) -> usize {
        self.pieces.get(self.piece).map_or(0, |piece| piece.len() - self.at)
    }

    fn next_piece(&mut self) -> Result<(), Refusal> {
        self.piece += 1;
        self.at = 0;
        if self.piece < self.pieces.len() { Ok(()) } else { Err(cut_off()) }
    }

    /// Bytes of one piece, at most so many and at least one.
    fn run(&mut self, most: usize) -> Result<&'a [u8], Refusal> {
        while self.left_in_piece() == 0 {
            self.next_piece()?;
        }
        let start = self.at;
        self.at += most.min(self.left_in_piece());
        Ok(&self.pieces[self.piece][start..self.at])
    }

    fn skip(&mut self, count: usize) -> Result<(), Refusal> {
        let mut left = count;
        while left > 0 {
            left -= self.run(left)?.len();
        }
        Ok(())
    }

    fn u8(&mut self) -> Result<u8, Refusal> {
        Ok(self.run(1)?[0])
    }

    fn u16(&mut self) -> Result<u16, Refusal> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }
}

/// The table of shared texts, in the record of that name and those that continue it.
pub(super) fn shared(pieces: Vec<&[u8]>) -> Result<Vec<String>, Refusal> {
    let mut pieces = Pieces::new(pieces);
    pieces.skip(4)?;
    let claimed = usize::from(pieces.u16()?) | usize::from(pieces.u16()?) << 16;
    if claimed > LIMITS.cells {
        return Err(crate::read::workbook::too_many_cells());
    }
    let mut texts = Vec::new();
    // Some programs claim fewer texts than they write, others more.
    while !pieces.is_empty() && texts.len() < LIMITS.cells {
        match pieces.text(Letters::Unicode, Length::Long) {
            Ok(text) => texts.push(text),
            // What follows the claimed texts is no text.
            Err(_) if texts.len() >= claimed => break,
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(texts)
}
