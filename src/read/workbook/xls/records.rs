//! The records of a BIFF stream: a number, a length, bytes. A record longer than the stream is refused; nothing is copied.

use crate::read::guard::Refusal;
use crate::words::say;

/// Numbers of the records that are read.
pub(super) mod id {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const EOF: u16 = 0x000a;
    pub(in super::super) const NOTE: u16 = 0x001c;
    pub(in super::super) const DATE_MODE: u16 = 0x0022;
    pub(in super::super) const FILE_PASS: u16 = 0x002f;
    pub(in super::super) const CONTINUE: u16 = 0x003c;
    pub(in super::super) const CODE_PAGE: u16 = 0x0042;
    pub(in super::super) const SHAPE: u16 = 0x005d;
    pub(in super::super) const COLUMNS: u16 = 0x007d;
    pub(in super::super) const BOUND_SHEET: u16 = 0x0085;
    pub(in super::super) const MANY_RK: u16 = 0x00bd;
    pub(in super::super) const RICH_LABEL: u16 = 0x00d6;
    pub(in super::super) const XF: u16 = 0x00e0;
    pub(in super::super) const MERGES: u16 = 0x00e5;
    pub(in super::super) const SHARED_TEXTS: u16 = 0x00fc;
    pub(in super::super) const SHARED_LABEL: u16 = 0x00fd;
    pub(in super::super) const SHAPE_TEXT: u16 = 0x01b6;
    pub(in super::super) const LINK: u16 = 0x01b8;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const TRUTH_OR_ERROR: u16 = 0x0205;
    pub(in super::super) const TEXT_RESULT: u16 = 0x0207;
    pub(in super::super) const ROW: u16 = 0x0208;
    pub(in super::super) const RK: u16 = 0x027e;
    pub(in super::super) const FORMAT: u16 = 0x041e;
    pub(in super::super) const BOF: u16 = 0x0809;
    /// Beginnings of streams Excel 2, 3 and 4 wrote.
    pub(in super::super) const OLDER_BOF: [u16; 3] = [0x0009, 0x0209, 0x0409];
    /// Formulas as some programs number them.
    pub(in super::super) const OLDER_FORMULA: [u16; 2] = [0x0206, 0x0406];
}

/// A record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) id: u16,
    pub(super) data: &'a [u8],
}

/// The records of a stream, one after another.
#[derive(Clone, Debug)]
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// From a place of the stream.
    pub(super) fn from(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// Where the next record stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next record. A stream that ends before it said so was cut off.
    pub(super) fn next(&mut self) -> Result<Record<'a>, Refusal> {
        let rest = self.stream.get(self.at..).unwrap_or_default();
        let (Some(id), Some(length)) = (u16_of(rest, 0), u16_of(rest, 2)) else { return Err(cut_off()) };
        let end = 4 + usize::from(length);
        let data = rest.get(4..end).ok_or_else(cut_off)?;
        self.at += end;
        Ok(Record { id, data })
    }

    /// A record's bytes and those of the records that continue it.
    pub(super) fn continued(&mut self, record: Record<'a>) -> Vec<&'a [u8]> {
        let mut pieces = vec![record.data];
        loop {
            let before = self.at;
            match self.next() {
                Ok(Record { id: id::CONTINUE, data }) => pieces.push(data),
                _ => {
                    self.at = before;
                    return pieces;
                }
            }
        }
    }
}

impl<'a> Record<'a> {
    /// Bytes of the record.
    pub(super) fn bytes(&self, from: usize, count: usize) -> Result<&'a [u8], Refusal> {
        from.checked_add(count).and_then(|end| self.data.get(from..end)).ok_or_else(cut_off)
    }

    /// Bytes from here to the end.
    pub(super) fn rest(&self, from: usize) -> Result<&'a [u8], Refusal> {
        self.data.get(from..).ok_or_else(cut_off)
    }

    /// A byte.
    pub(super) fn u8(&self, at: usize) -> Result<u8, Refusal> {
        self.data.get(at).copied().ok_or_else(cut_off)
    }

    /// A number of two bytes.
    pub(super) fn u16(&self, at: usize) -> Result<u16, Refusal> {
        u16_of(self.data, at).ok_or_else(cut_off)
    }

    /// A number of four bytes.
    pub(super) fn u32(&self, at: usize) -> Result<u32, Refusal> {
        self.data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes).ok_or_else(cut_off)
    }

    /// A number with a fraction.
    pub(super) fn f64(&self, at: usize) -> Result<f64, Refusal> {
        self.data.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map(f64::from_le_bytes).ok_or_else(cut_off)
    }

    /// A row and a column, from 0.
    pub(super) fn address(&self, at: usize) -> Result<(u32, u32), Refusal> {
        Ok((u32::from(self.u16(at)?), u32::from(self.u16(at + 2)?)))
    }
}

/// The stream says more is to come than there is.
pub(super) fn cut_off() -> Refusal {
    Refusal::damaged(say!("文件已损坏或不完整：表格数据提前结束", "the file is damaged or incomplete: its data end too early"))
}

fn u16_of(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}
