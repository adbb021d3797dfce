//! Figures of the whole program beside the floor: the same cells read by calamine's cells reader, the same cells written by
//! `rust_xlsxwriter`, nothing else. Prints; asserts nothing about time.
//!
//! `cargo bench` measures the usual sizes; `cargo bench -- DOMAINS ITEMS TOWNS` builds one city of that size.

#![expect(clippy::print_stdout, reason = "a bench prints its figures and has no users of its own")]

mod city;
mod floor;
mod measure;

use std::path::Path;

use city::Size;
use measure::{Figure, measure};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [job, rest @ ..] = arguments.as_slice()
        && job.starts_with("job:")
    {
        return measure::run_job(job, rest);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    if let [domains, items, towns] = arguments.as_slice() {
        let number = |word: &String| word.parse().expect("three whole numbers: DOMAINS ITEMS TOWNS");
        let size = Size { domains: number(domains), items: number(items), towns: number(towns) };
        return build(folder.path(), "city", size, None);
    }
    sheet(folder.path());
    let one = build_figure(folder.path(), "26 x 40, 20 towns", Size { domains: 26, items: 40, towns: 20 });
    build(folder.path(), "26 x 400, 20 towns", Size { domains: 26, items: 400, towns: 20 }, Some(&one));
    build(folder.path(), "26 x 40, 200 towns", Size { domains: 26, items: 40, towns: 200 }, Some(&one));
}

/// 20,000 rows × 14 columns with 400 planted errors, half of it, and a list of 2,000 items.
fn sheet(folder: &Path) {
    let workbook = folder.join("rows.xlsx");
    city::workbook(&workbook, 20_000);
    let floor = measure("job:floor-read", &[&workbook]);
    floor.print("floor: calamine reads 20,000 x 14", None);
    measure("job:check", &[&workbook]).print("check 20,000 x 14 .xlsx", Some(&floor));
    let (waited, cpu) = measure::ratio("job:check", "job:floor-read", &workbook);
    println!("  in turn with the floor: {waited:.2} x its time, {cpu:.2} x its CPU time, median");
    let half = folder.join("half.xlsx");
    city::workbook(&half, 10_000);
    let (waited, cpu) = measure::ratio_of(("job:check", &workbook), ("job:check", &half));
    println!("  twice the rows cost {waited:.2} x the time, {cpu:.2} x the CPU time, median");
    let yaml = folder.join("items.yaml");
    city::yaml(&yaml, "义务教育", 2_000);
    measure("job:check", &[&yaml]).print("check 2,000 items .yaml", None);
}

fn build_figure(folder: &Path, name: &str, size: Size) -> Figure {
    let root = city::project(&folder.join(name), size);
    let out = folder.join(format!("{name} out"));
    let figure = measure("job:build", &[&root, &out]);
    figure.print(&format!("build {name}"), None);
    measure("job:floor-write", &[&out, &folder.join("floor.xlsx")])
        .print("floor: the same workbooks' cells read and written", Some(&figure));
    figure
}

fn build(folder: &Path, name: &str, size: Size, beside: Option<&Figure>) {
    let root = city::project(&folder.join(name), size);
    let out = folder.join(format!("{name} out"));
    measure("job:build", &[&root, &out]).print(&format!("build {name}"), beside);
}
