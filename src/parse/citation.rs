//! 公开依据: titles in 《》, numbers, articles.

use crate::model::Citation;

/// The citations of a cell, in their order.
#[must_use]
pub fn parse(_text: &str) -> Vec<Citation> {
    Vec::new()
}
