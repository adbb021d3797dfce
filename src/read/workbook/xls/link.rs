//! The record of a link behind cells: a range, flags, optional texts, and an address on the web. Other addresses (files,
//! places of the same workbook) are left out.

use super::records::{Record, cut_off};
use crate::read::Range;
use crate::read::guard::Refusal;

/// What kind of address a link holds.
const URL: [u8; 16] = [0xe0, 0xc9, 0xea, 0x79, 0xf9, 0xba, 0xce, 0x11, 0x8c, 0x82, 0x00, 0xaa, 0x00, 0x4b, 0xa9, 0x0b];

const HAS_ADDRESS: u32 = 0x01;
const HAS_PLACE: u32 = 0x08;
const HAS_LABEL: u32 = 0x10;
const HAS_FRAME: u32 = 0x80;
const IS_TEXT: u32 = 0x100;

/// The range and address of a link, when it leads to the web.
pub(super) fn read(record: Record<'_>) -> Result<Option<(Range, String)>, Refusal> {
    let ((top, bottom), (left, right)) = (record.address(0)?, record.address(4)?);
    let range = Range { top: top + 1, left: left + 1, bottom: bottom + 1, right: right + 1 };
    let is_range = top <= bottom && left <= right;
    // Behind the range: the class of links, their version, the flags. A link that is written oddly is no loss of text.
    Ok(address(record).ok().flatten().filter(|_| is_range).map(|address| (range, address)))
}

fn address(record: Record<'_>) -> Result<Option<String>, Refusal> {
    let flags = record.u32(28)?;
    let mut at = 32;
    for optional in [HAS_LABEL, HAS_FRAME] {
        if flags & optional != 0 {
            counted(record, &mut at)?;
        }
    }
    if flags & HAS_ADDRESS == 0 {
        return Ok(None);
    }
    let address = if flags & IS_TEXT != 0 {
        counted(record, &mut at)?
    } else {
        if record.bytes(at, 16)? != URL {
            return Ok(None);
        }
        let length = usize::try_from(record.u32(at + 16)?).map_err(|_| cut_off())?;
        let address = wide(record.bytes(at + 20, length)?);
        at += 20 + length;
        address
    };
    if flags & HAS_PLACE == 0 {
        return Ok(Some(address));
    }
    let place = counted(record, &mut at)?;
    Ok(Some(if place.is_empty() { address } else { format!("{address}#{place}") }))
}

/// A text behind the number of its letters.
fn counted(record: Record<'_>, at: &mut usize) -> Result<String, Refusal> {
    let count = usize::try_from(record.u32(*at)?).ok().and_then(|count| count.checked_mul(2)).ok_or_else(cut_off)?;
    let text = wide(record.bytes(*at + 4, count)?);
    *at += 4 + count;
    Ok(text)
}

/// UTF-16 up to its end or a zero.
fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).take_while(|unit| *unit != 0).collect();
    String::from_utf16_lossy(&units)
}
