//! Sheets of macros, which calamine does not know and refuses the whole workbook for: they are called dialogs, which it
//! passes over, in a copy of the package. No other part is touched, and no macro is ever run.

use std::borrow::Cow;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::outline::Outline;
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::{self, Package};

/// The package as calamine can read it.
pub(super) fn passed_over<'a>(bytes: &'a [u8], package: &mut Package<'_>, outline: &Outline) -> Result<Cow<'a, [u8]>, Refusal> {
    if outline.odd_kinds.is_empty() {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut relationships = package.text(&outline.relationships, LIMITS.small_part_bytes)?;
    for kind in &outline.odd_kinds {
        for quote in ['"', '\''] {
            relationships = relationships.replace(&format!("/{kind}{quote}"), &format!("/dialogsheet{quote}"));
        }
    }
    copied(bytes, &outline.relationships, &relationships).map(Cow::Owned).ok_or_else(package::broken)
}

/// A copy of a package in which one part has another content.
fn copied(bytes: &[u8], path: &str, content: &str) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).ok()?;
        if package::normalised(part.name().ok()?.as_ref()) == package::normalised(path) {
            writer.start_file(path, SimpleFileOptions::default()).ok()?;
            writer.write_all(content.as_bytes()).ok()?;
        } else {
            writer.raw_copy_file(part).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}
