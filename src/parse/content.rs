//! 公开内容: the elements of a cell.

use crate::model::Content;

/// The elements of a cell, without bullets and numbers.
#[must_use]
pub fn parse(_text: &str) -> Vec<Content> {
    Vec::new()
}
