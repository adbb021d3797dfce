//! What stands where a file is to be written: looked at before anything is overwritten. Judges nothing in it.

use std::fs;
use std::io;
use std::path::Path;

use super::{LIMITS, plain};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing, or nothing that can be told: writing there says why.
    Nothing,
    /// A pipe, a device or a folder: there is nothing to overwrite.
    NoFile,
    /// A text.
    Text(String),
    /// A file that holds no text, or more of it than is read.
    Other,
}

/// Looks. Nothing but files is opened: a pipe would wait for somebody to write.
#[must_use]
pub fn standing(path: &Path) -> Standing {
    match fs::metadata(path) {
        Err(_) => Standing::Nothing,
        Ok(metadata) if !metadata.is_file() => Standing::NoFile,
        Ok(metadata) if metadata.len() > LIMITS.file_bytes => Standing::Other,
        Ok(_) => match plain(path) {
            Ok(text) => Standing::Text(text),
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::FileTooLarge) => Standing::Other,
            // Who may not read it may still be told what writing says of it.
            Err(_) => Standing::Nothing,
        },
    }
}
