//! A workbook as a package of parts: taken apart, written otherwise and put together. For tests only: it trusts what it reads.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

/// Parts as bytes.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The package of parts.
pub(crate) fn packed(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Names of the parts that differ, those that are new with a `+`.
pub(crate) fn differing(before: &[u8], after: &[u8]) -> Vec<String> {
    let (before, after) = (parts(before), parts(after));
    assert!(before.keys().all(|name| after.contains_key(name)), "a part went");
    let changed = after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes));
    changed.map(|(name, _)| if before.contains_key(name) { name.clone() } else { format!("+{name}") }).collect()
}

/// A workbook of which one part is written otherwise.
pub(crate) fn with_part(bytes: &[u8], part: &str, rewrite: impl Fn(&str) -> String) -> Vec<u8> {
    let mut all = parts(bytes);
    let text = all.get_mut(part).unwrap_or_else(|| panic!("no part {part}"));
    let new = rewrite(std::str::from_utf8(text).unwrap());
    assert_ne!(new.as_bytes(), text.as_slice(), "{part} was not rewritten");
    *text = new.into_bytes();
    packed(&all)
}

/// A text with an element, written whole, in the place of another.
pub(crate) fn swapped(text: &str, name: &str, new: &str) -> String {
    let start = text.find(&format!("<{name}")).unwrap_or_else(|| panic!("no {name}"));
    let close = format!("</{name}>");
    let end = text[start..].find(&close).map_or_else(|| start + text[start..].find("/>").unwrap() + 2, |at| start + at + close.len());
    format!("{}{new}{}", &text[..start], &text[end..])
}
