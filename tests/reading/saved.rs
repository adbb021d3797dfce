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

#[test]
fn libreoffice_saved_an_xls() {
    compare("libreoffice.xls");
}

/// Excel 95 with its text in code page 936; formats of that time know no links.
#[test]
fn gnumeric_saved_an_older_xls() {
    compare("gnumeric-95.xls");
}

#[test]
fn a_script_saved_an_xls() {
    compare("xlwt.xls");
}

#[test]
fn a_script_saved_an_xlsb() {
    compare("sheetjs.xlsb");
}

#[test]
fn a_wrong_code_page_changes_nothing() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reading/files"));
    let mut bytes = std::fs::read(folder.join("gnumeric-95.xls")).unwrap();
    let right = told(&grids_of(bytes.clone(), "甲.xls"));
    let at = bytes.windows(6).position(|record| record == [0x42, 0, 2, 0, 0xa8, 0x03]).unwrap();
    bytes[at + 4..at + 6].copy_from_slice(&1252_u16.to_le_bytes());
    let (input, found) = read(bytes, "甲.xls");
    let Contents::Grids(grids) = input.contents else { panic!("{found:?}") };
    assert_eq!(told(&grids), right);
    assert_eq!(found.iter().map(|found| found.rule.name).collect::<Vec<_>>(), ["encoding-noted"]);
}

#[test]
fn saved_files_with_bytes_changed_never_panic() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reading/files"));
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for name in ["libreoffice.xls", "gnumeric-95.xls", "xlwt.xls", "sheetjs.xlsb"] {
        let whole = std::fs::read(folder.join(name)).unwrap();
        for _ in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..=random(8) {
                let at = random(bytes.len());
                bytes[at] = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0a][random(6)];
            }
            let _ = read(bytes, name);
        }
    }
}
