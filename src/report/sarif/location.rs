//! Places as SARIF writes them: an address that is always a valid URI, a region that always has a line, and the cell by its name.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::ROOT;
use crate::place::{At, Place};
use crate::report::Report;

/// A place with everything known of it.
pub(super) fn location(report: &Report, place: &Place) -> Map<String, Value> {
    let mut location = Map::new();
    location
        .insert("physicalLocation".into(), json!({ "artifactLocation": artifact(report, &place.origin.file), "region": region(place) }));
    if let Some(sheet) = place.sheet() {
        let (name, kind) = match place.cell_name() {
            Some(cell) => (cell, "cell"),
            None => (sheet.to_owned(), "sheet"),
        };
        let full = place.to_string();
        location.insert("logicalLocations".into(), json!([{ "name": name, "fullyQualifiedName": full, "kind": kind }]));
    }
    location
}

/// A file by its address, and its position among the artifacts where it was read.
pub(super) fn artifact(report: &Report, file: &str) -> Value {
    let mut location = Map::new();
    let (uri, is_absolute) = address(&report.folder, file);
    location.insert("uri".into(), Value::from(uri));
    if !is_absolute {
        location.insert("uriBaseId".into(), Value::from(ROOT));
    }
    if let Some(index) = report.inputs.iter().position(|input| input.file == file) {
        location.insert("index".into(), Value::from(index));
    }
    Value::Object(location)
}

/// Lines and columns are never below 1: readers refuse others. The whole file is its first line.
fn region(place: &Place) -> Value {
    match &place.at {
        At::Whole => json!({ "startLine": 1 }),
        At::Cell { row, column } => json!({ "startLine": row.max(&1), "startColumn": column.max(&1) }),
        At::Text(span) => {
            let (line, column) = (span.line.max(1), span.column.max(1));
            json!({
                "startLine": line,
                "startColumn": column,
                "endLine": span.end_line.max(line),
                "endColumn": span.end_column.max(if span.end_line > line { 1 } else { column }),
            })
        }
    }
}

/// The address of a file, and whether it needs no base. A project's files are addressed from where the program was started, as CI
/// sees them; below a folder given by its absolute path they are addressed from that folder, so that no path of a machine is told.
fn address(folder: &str, file: &str) -> (String, bool) {
    let file = file.strip_prefix("./").unwrap_or(file);
    if let Some((drive, path)) = absolute(file) {
        return (format!("file:///{drive}{}", encoded(path)), true);
    }
    if folder.is_empty() || absolute(folder).is_some() {
        return (encoded(file), false);
    }
    (encoded(&format!("{folder}/{file}")), false)
}

/// `/home/…` and `C:/…` as drive and path below it.
fn absolute(path: &str) -> Option<(&str, &str)> {
    if let Some(path) = path.strip_prefix('/') {
        return Some(("", path.trim_start_matches('/')));
    }
    let is_drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path.get(1..3) == Some(":/");
    is_drive.then(|| path.split_at(3))
}

/// Everything but letters, digits and `-._~/` by its bytes.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            true => uri.push(char::from(byte)),
            false => write!(uri, "%{byte:02X}").expect("a String takes every text"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn every_address_is_a_uri() {
        for (folder, file, uri) in [
            ("", "a b.csv", "a%20b.csv"),
            ("", "./清单.yaml", "%E6%B8%85%E5%8D%95.yaml"),
            ("示例", "lists/a.xlsx", "%E7%A4%BA%E4%BE%8B/lists/a.xlsx"),
            ("/home/x", "lists/a.xlsx", "lists/a.xlsx"),
            ("", "/tmp/a#1?.xlsx", "file:///tmp/a%231%3F.xlsx"),
            ("", "C:/表/a.xls", "file:///C:/%E8%A1%A8/a.xls"),
            ("", "a:b%0A.yaml", "a%3Ab%250A.yaml"),
        ] {
            assert_eq!(address(folder, file).0, uri);
        }
    }
}
