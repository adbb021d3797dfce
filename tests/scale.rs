//! A list of 20,000 rows with 400 planted errors: every one is found where it stands, and nothing else is.

#[path = "../benches/pipeline/city.rs"]
#[expect(dead_code, reason = "the bench makes whole cities of it")]
mod city;

use mulu::diagnostic::Diagnostic;
use mulu::place::At;
use mulu::{Checked, Settings};

#[test]
fn every_planted_error_is_found_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("市教育局.xlsx");
    let planted = city::workbook(&path, 20_000);
    assert_eq!(planted.len(), 400);
    let check = || mulu::check(std::slice::from_ref(&path), &Settings::on("2020-12-11".parse().unwrap())).unwrap();
    let checked = check();
    assert_eq!(checked.report.items, 20_000);
    // Parts of so long a list are understood and judged side by side: what comes of it is the same.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(check);
    assert!(alone.report.lists == checked.report.lists);
    assert_eq!(found(&alone), found(&checked));
    assert_eq!(found(&checked), planted);
}

/// The rows of the findings and their rules, in the order in which they are said.
fn found(checked: &Checked) -> Vec<(u32, &'static str)> {
    let one = |found: &Diagnostic| match found.place.at {
        At::Cell { row, .. } => (row, found.rule.name),
        At::Whole | At::Text(_) => (0, found.rule.name),
    };
    checked.report.diagnostics.iter().map(one).collect()
}
