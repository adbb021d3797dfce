//! What an .xls file says of itself, in two streams beside the workbook: its title, its author. A stream that is not of its form is
//! passed over: nobody sees what stands in it.

use super::texts::Letters;
use crate::place::Place;
use crate::read::code_page::CodePage;
use crate::read::compound::{Compound, is_compound};
use crate::read::workbook::text;
use crate::read::{Further, FurtherKind};

/// The streams, and the properties of each by number.
const STREAMS: [(&str, &[(u32, &str)]); 2] = [
    ("\u{5}SummaryInformation", &[(2, "标题"), (3, "主题"), (4, "作者"), (5, "关键词"), (6, "备注"), (8, "最后保存者")]),
    ("\u{5}DocumentSummaryInformation", &[(2, "类别"), (14, "经理"), (15, "单位")]),
];

/// The property that says in which code page the others are written.
const CODE_PAGE: u32 = 1;

const UTF_8: u16 = 65001;

/// The properties of a file.
pub(super) fn read(bytes: &[u8], shown: &str, letters: Letters) -> Vec<Further> {
    let Some(file) = is_compound(bytes).then(|| Compound::open(bytes).ok()).flatten() else { return Vec::new() };
    let mut further = Vec::new();
    for (name, properties) in STREAMS {
        let Ok(Some(stream)) = file.stream(name) else { continue };
        let Some(section) = section(&stream) else { continue };
        for (number, name) in properties {
            let Some(text) = value(section, *number).and_then(|value| said(value, code_page(section), letters)) else { continue };
            let text = text::clean(text.trim_end_matches('\0'));
            if !text.is_empty() {
                further.push(Further { place: Place::file(shown), kind: FurtherKind::Property((*name).to_owned()), text });
            }
        }
    }
    further
}

/// The first section of a stream; behind it stand those that users made up.
fn section(stream: &[u8]) -> Option<&[u8]> {
    stream.get(usize::try_from(word(stream, 44)?).ok()?..)
}

/// The value of a property, its type first.
fn value(section: &[u8], number: u32) -> Option<&[u8]> {
    let count = usize::try_from(word(section, 4)?).ok()?.min(section.len() / 8);
    let at = (0..count).map(|index| 8 + index * 8).find(|at| word(section, *at) == Some(number))?;
    section.get(usize::try_from(word(section, at + 4)?).ok()?..)
}

fn code_page(section: &[u8]) -> Option<u16> {
    let value = value(section, CODE_PAGE)?;
    Some(u16::from_le_bytes(value.get(4..6)?.try_into().ok()?))
}

/// A text: bytes of the code page, or UTF-16.
fn said(value: &[u8], code_page: Option<u16>, letters: Letters) -> Option<String> {
    const BYTES: u32 = 0x1e;
    const WIDE: u32 = 0x1f;
    let length = usize::try_from(word(value, 4)?).ok()?;
    match word(value, 0)? {
        BYTES => {
            let bytes = value.get(8..8 + length.min(value.len()))?;
            if code_page == Some(UTF_8) {
                return Some(String::from_utf8_lossy(bytes).into_owned());
            }
            let of_workbook = if let Letters::Bytes(code_page) = letters { code_page } else { CodePage::CHINESE };
            Some(code_page.and_then(CodePage::numbered).unwrap_or(of_workbook).decode(bytes))
        }
        WIDE => {
            let bytes = value.get(8..8 + length.checked_mul(2)?.min(value.len()))?;
            let units: Vec<u16> = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
            Some(String::from_utf16_lossy(&units))
        }
        _ => None,
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}
