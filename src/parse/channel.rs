//! 公开渠道和载体: marked lists, plain lists, 其他 with its text.

use crate::knowledge::Knowledge;
use crate::model::Channel;

/// What ■ and □ mean in a table: its legend says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// ■ chosen, □ not.
    #[default]
    Chosen,
    /// ■ 必选, □ 可选 (住建 tables).
    RequiredOrOptional,
}

/// The channels a cell chooses.
#[must_use]
pub fn parse(_text: &str, _marks: Marks, _knowledge: &Knowledge) -> Vec<Channel> {
    Vec::new()
}
