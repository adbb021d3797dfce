//! What stands in a folder, and the sha256 of a file however large it is. Understands no bytes.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

/// sha256 of a file in lower-case hex, and its length in bytes.
///
/// # Errors
/// What the machine says; where the path is no file, `NotFound`.
pub fn sha256(path: &Path) -> io::Result<(String, u64)> {
    // A pipe or device may never open, or never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let (mut file, mut digest, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut part = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            return Ok((hex(&digest.finalize()), bytes));
        }
        digest.update(&part[..read]);
        bytes += read as u64;
    }
}

/// sha256 of bytes in lower-case hex.
#[must_use]
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Paths of all files below a folder, with `/`, sorted. What cannot be opened is passed over; links are not followed.
#[must_use]
pub fn files_below(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let below = |entry: walkdir::DirEntry| Some(super::files::shown_path(entry.path().strip_prefix(folder).ok()?));
    let mut paths: Vec<String> = files.filter_map(below).collect();
    paths.sort();
    paths
}
