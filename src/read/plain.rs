//! A small text file of the program's own, such as a baseline, within the limit. Judges nothing in it.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::LIMITS;

/// The text of a file.
///
/// # Errors
/// What the machine says; `FileTooLarge` beyond the limit, `InvalidData` where it is no UTF-8.
pub fn plain(path: &Path) -> io::Result<String> {
    up_to(LIMITS.file_bytes, path)
}

/// The text of a `catalog.json`: that of a large city is longer than any list.
///
/// # Errors
/// As [`plain`].
pub fn catalog(path: &Path) -> io::Result<String> {
    up_to(LIMITS.catalog_bytes, path)
}

fn up_to(most: u64, path: &Path) -> io::Result<String> {
    let mut text = String::new();
    // A pipe or device may never open, or never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let file = File::open(path)?;
    file.take(most + 1).read_to_string(&mut text)?;
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}
