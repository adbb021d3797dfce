//! `mulu` compiles disclosure lists into 基层政务公开标准目录: read → parse → check → merge → check → emit, the report beside it.

pub mod words;
pub mod place;
pub mod rule;
pub mod diagnostic;
pub mod knowledge;
pub mod model;
pub mod project;
pub mod read;
pub mod parse;
pub mod rules;
pub mod check;
pub mod merge;
pub mod emit;
pub mod report;
pub mod write;
pub mod cli;
