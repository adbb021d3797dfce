//! A list of 20,000 rows with 400 planted errors: every one is found where it stands, and nothing else is.

#[path = "../benches/pipeline/city.rs"]
#[expect(dead_code, reason = "the bench makes whole cities of it")]
mod city;

use mulu::Settings;
use mulu::place::At;

#[test]
fn every_planted_error_is_found_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("市教育局.xlsx");
    let planted = city::workbook(&path, 20_000);
    assert_eq!(planted.len(), 400);
    let checked = mulu::check(&[path], &Settings::on("2020-12-11".parse().unwrap())).unwrap();
    assert_eq!(checked.report.items, 20_000);
    let found: Vec<(u32, &str)> = checked
        .report
        .diagnostics
        .iter()
        .map(|found| match found.place.at {
            At::Cell { row, .. } => (row, found.rule.name),
            At::Whole | At::Text(_) => (0, found.rule.name),
        })
        .collect();
    assert_eq!(found, planted);
}
