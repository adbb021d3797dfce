//! The bodies of the fuzz targets over their seeds.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::Path;

fn over_seeds(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        body(&fs::read(entry.unwrap().path()).unwrap());
        seen += 1;
    }
    assert!(seen > 2, "{target} has {seen} seeds");
}

#[test]
fn yaml() {
    over_seeds("yaml", bodies::yaml);
}

#[test]
fn headings() {
    over_seeds("headings", bodies::headings);
}

#[test]
fn time_limit() {
    over_seeds("time_limit", bodies::time_limit);
}

#[test]
fn citation() {
    over_seeds("citation", bodies::citation);
}

#[test]
fn workbook() {
    over_seeds("workbook", bodies::workbook);
}
