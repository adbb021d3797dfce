//! 公开时限: the grammar of limits.

use crate::model::TimeLimit;

/// What a cell says. No segments: not understood.
#[must_use]
pub fn parse(_text: &str) -> TimeLimit {
    TimeLimit::default()
}
