//! Trees and tables to lists of items with typed fields. Never fails: what is not understood keeps its text and is reported.

pub mod audience;
pub mod channel;
pub mod citation;
pub mod content;
pub mod method;
pub mod subject;
pub mod tiers;
pub mod time_limit;
mod glyph;
mod tick;
