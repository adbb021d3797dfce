//! Workbooks that another program saved, each beside a text that says what stands in it: `<name>.txt`. `UPDATE=1` rewrites.

use std::path::PathBuf;

use mulu::place::column_letters;

use super::*;

/// Everything that was read, in lines.
fn told(grids: &[Grid]) -> String {
    let mut text = String::new();
    for grid in grids {
        let hidden = if grid.visibility == Visibility::Hidden { "（隐藏）" } else { "" };
        writeln!(text, "# {}{hidden}", grid.origin.sheet.as_ref().map_or("", |sheet| sheet.name.as_str())).unwrap();
        for row in &grid.rows {
            for (column, cell) in &row.cells {
                writeln!(text, "{}{} {}", column_letters(*column), row.number, cell.replace('\n', "⏎")).unwrap();
            }
        }
        let beside = &grid.beside;
        for merge in &beside.merges {
            let (left, right) = (column_letters(merge.left), column_letters(merge.right));
            writeln!(text, "合并 {left}{}:{right}{}", merge.top, merge.bottom).unwrap();
        }
        for (first, last) in &beside.hidden_rows {
            writeln!(text, "隐藏 {first}:{last} 行").unwrap();
        }
        for (first, last) in &beside.hidden_columns {
            writeln!(text, "隐藏 {}:{} 列", column_letters(*first), column_letters(*last)).unwrap();
        }
        let mut beside: Vec<String> = (beside.links.iter())
            .map(|(row, column, address)| format!("链接 {}{row} {address}", column_letters(*column)))
            .chain(beside.formulas.iter().map(|(row, column)| format!("公式 {}{row}", column_letters(*column))))
            .collect();
        beside.sort();
        beside.iter().for_each(|line| writeln!(text, "{line}").unwrap());
        text.push('\n');
    }
    text
}

fn compare(name: &str) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reading/files"));
    let told = told(&grids_of(std::fs::read(folder.join(name)).unwrap(), name));
    let twin = folder.join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(twin, told).unwrap();
        return;
    }
    assert_eq!(told, std::fs::read_to_string(twin).unwrap(), "{name}: UPDATE=1 rewrites its text");
}

#[test]
fn libreoffice_saved_an_ods() {
    compare("libreoffice.ods");
}

#[test]
fn libreoffice_saved_an_xlsx() {
    compare("libreoffice.xlsx");
}
