//! Why a file that the program wrote once cannot be used now. What kind of file it is, the reader says.

use std::io;

use serde::Deserialize;

use crate::words::{Words, say};

/// What every file of the program says first.
#[derive(Deserialize)]
pub(crate) struct Named {
    /// Name and version of its format; empty where it says none.
    #[serde(default)]
    pub(crate) schema: String,
}

/// A file that is cut off, or not as the program writes it.
pub(crate) fn damaged(kind: &Words, error: &serde_json::Error) -> Words {
    let (line, column, Words { zh, en }) = (error.line(), error.column(), kind);
    match error.classify() {
        serde_json::error::Category::Data => say!(
            "第{line}行第{column}列不是 mulu 写的样子，它不是 mulu 生成的{zh}，或者被改坏了",
            "line {line}, column {column} is not as mulu writes it: it is no {en} of mulu, or damaged"
        ),
        _ => say!("第{line}行第{column}列起读不下去，文件不完整或者被改坏了", "damaged or cut off at line {line}, column {column}"),
    }
}

/// A file that cannot be opened; `missing` is what to do where there is none.
pub(crate) fn not_read(kind: &Words, missing: Words, error: &io::Error) -> Words {
    let Words { zh, en } = kind;
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => missing,
        io::ErrorKind::InvalidData => say!("它不是文本文件，不是 mulu 生成的{zh}", "it is no text, and not a {en} that mulu wrote"),
        io::ErrorKind::FileTooLarge => say!("文件太大，不像是 mulu 生成的{zh}", "it is too large for a {en} of mulu"),
        _ => say!("文件打不开", "it cannot be opened: {error}"),
    }
}
