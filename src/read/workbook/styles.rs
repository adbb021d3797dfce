//! The cell styles of a binary workbook, as far as they say how numbers look.

use std::collections::BTreeMap;

use super::text::{Format, built_in, format_of};
use crate::read::guard::{LIMITS, Refusal};
use crate::words::say;

/// Styles by their number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Number formats with a code of their own.
    formats: BTreeMap<u16, Format>,
    /// For every style its number format.
    styles: Vec<u16>,
}

impl Styles {
    /// Notes a number format.
    pub(super) fn add_format(&mut self, number: u16, code: &str) {
        self.formats.insert(number, format_of(code));
    }

    /// Notes the next style.
    pub(super) fn add_style(&mut self, format: u16) -> Result<(), Refusal> {
        if self.styles.len() >= LIMITS.styles {
            return Err(too_many());
        }
        self.styles.push(format);
        Ok(())
    }

    /// How numbers of a style look.
    pub(super) fn format(&self, style: usize) -> Format {
        let number = self.styles.get(style).copied().unwrap_or(0);
        self.formats.get(&number).cloned().unwrap_or_else(|| built_in(number))
    }
}

/// A workbook with more cell styles than the limit.
pub(super) fn too_many() -> Refusal {
    let limit = LIMITS.styles;
    Refusal::too_large(say!("文件过大：单元格样式超过上限（{limit} 种）", "the file is too large: more cell styles than {limit}"))
}
