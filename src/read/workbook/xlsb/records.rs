//! The records of a part of an .xlsb workbook: a number and a length of a few bytes each, then the bytes. A record longer
//! than any program writes is refused.

use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::{Binary, Package};
use crate::words::say;

/// Numbers of the records that are read.
pub(super) mod id {
    pub(in super::super) const ROW: u16 = 0;
    /// Cells: blank, short number, error, truth, number, text, shared text, then those of formulas: text, number, truth, error.
    pub(in super::super) const CELL_RK: u16 = 2;
    pub(in super::super) const CELL_ERROR: u16 = 3;
    pub(in super::super) const CELL_TRUTH: u16 = 4;
    pub(in super::super) const CELL_NUMBER: u16 = 5;
    pub(in super::super) const CELL_TEXT: u16 = 6;
    pub(in super::super) const CELL_SHARED: u16 = 7;
    pub(in super::super) const FORMULA_TEXT: u16 = 8;
    pub(in super::super) const FORMULA_NUMBER: u16 = 9;
    pub(in super::super) const FORMULA_TRUTH: u16 = 10;
    pub(in super::super) const FORMULA_ERROR: u16 = 11;
    pub(in super::super) const CELL_RICH: u16 = 62;
    pub(in super::super) const SHARED_TEXT: u16 = 19;
    pub(in super::super) const FORMAT: u16 = 44;
    pub(in super::super) const STYLE: u16 = 47;
    pub(in super::super) const COLUMNS: u16 = 60;
    pub(in super::super) const WORKBOOK: u16 = 153;
    pub(in super::super) const SHEET: u16 = 156;
    pub(in super::super) const SHARED_TEXTS: u16 = 159;
    pub(in super::super) const MERGE: u16 = 176;
    pub(in super::super) const LINK: u16 = 494;
    pub(in super::super) const CELL_STYLES: u16 = 617;
    pub(in super::super) const END_OF_CELL_STYLES: u16 = 618;
    pub(in super::super) const COMMENT: u16 = 635;
    pub(in super::super) const COMMENT_TEXT: u16 = 637;
}

/// The records of a part, one after another.
pub(super) struct Records<'p, 'a> {
    part: Binary<'p, 'a>,
    data: Vec<u8>,
}

impl<'p, 'a> Records<'p, 'a> {
    /// Those of a part; none when the package has no such part.
    pub(super) fn of(package: &'p mut Package<'a>, path: &str) -> Result<Option<Self>, Refusal> {
        Ok(package.binary(path, LIMITS.part_bytes)?.map(|part| Self { part, data: Vec::new() }))
    }

    /// The next record; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<(u16, Fields<'_>)>, Refusal> {
        let Some(first) = self.part.byte()? else { return Ok(None) };
        let mut id = u16::from(first & 0x7f);
        if first & 0x80 != 0 {
            id |= u16::from(self.must()? & 0x7f) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.must()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.part.fill(&mut self.data, length)?;
        Ok(Some((id, Fields { data: &self.data })))
    }

    fn must(&mut self) -> Result<u8, Refusal> {
        self.part.byte()?.ok_or_else(cut_off)
    }
}

/// What is left of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a> {
    data: &'a [u8],
}

impl<'a> Fields<'a> {
    /// Steps over bytes, or takes them.
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.data.split_at_checked(count).ok_or_else(cut_off)?;
        self.data = rest;
        Ok(taken)
    }

    /// A byte.
    pub(super) fn u8(&mut self) -> Result<u8, Refusal> {
        Ok(self.bytes(1)?[0])
    }

    /// A number of two bytes.
    pub(super) fn u16(&mut self) -> Result<u16, Refusal> {
        self.bytes(2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    /// A number of four bytes.
    pub(super) fn u32(&mut self) -> Result<u32, Refusal> {
        self.bytes(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A number with a fraction.
    pub(super) fn f64(&mut self) -> Result<f64, Refusal> {
        let bytes = self.bytes(8)?.try_into().map_err(|_| cut_off())?;
        Ok(f64::from_le_bytes(bytes))
    }

    /// A text behind the number of its letters; an absent one is empty.
    pub(super) fn text(&mut self) -> Result<String, Refusal> {
        let count = self.u32()?;
        if count == u32::MAX {
            return Ok(String::new());
        }
        let count = usize::try_from(count).ok().filter(|count| *count <= LIMITS.cell_characters).ok_or_else(Refusal::cell_too_long)?;
        Ok(wide(self.bytes(count * 2)?))
    }

    /// A text with marks of formatting and hints in front and behind: only its letters.
    pub(super) fn rich_text(&mut self) -> Result<String, Refusal> {
        self.u8()?;
        self.text()
    }
}

/// UTF-16.
pub(super) fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// A record or a part is shorter than it must be.
pub(super) fn cut_off() -> Refusal {
    Refusal::damaged(say!("文件已损坏或不完整：表格数据提前结束", "the file is damaged or incomplete: its data end too early"))
}
