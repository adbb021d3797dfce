//! Binary workbooks (.xlsb): every record that holds something, and files that lie about themselves.

use super::*;
use crate::xlsb_book::{Book, cell, formula, numbers, package, record, row, text};

fn grids_of_book(book: &Book) -> Vec<Grid> {
    grids_of(book.bytes(), "甲.xlsb")
}

#[test]
fn every_kind_of_cell_is_read() {
    let rich = |words: &str| [&[1][..], &text(words), &numbers(&[1, 0])].concat();
    let mut book = Book::of(&[
        record(145, &[]),
        row(0, false),
        cell(1, 0, 1, &[]),
        cell(6, 1, 0, &text("\u{3000}一\r\n二 ")),
        cell(62, 2, 0, &rich("富文本")),
        cell(7, 3, 0, &numbers(&[1])),
        cell(2, 4, 1, &numbers(&[44_176 << 2 | 2])),
        cell(5, 5, 2, &20.0_f64.to_le_bytes()),
        // Cells right behind another: a short number and a shared text.
        record(13, &numbers(&[0, 7 << 2 | 2])),
        record(18, &numbers(&[0, 0])),
        row(1, true),
        cell(4, 0, 0, &[1]),
        cell(3, 1, 0, &[0x2a]),
        formula(8, 2, &text("文字"), &[]),
        formula(9, 3, &2.5_f64.to_le_bytes(), &[]),
        formula(10, 4, &[0], &[]),
        formula(11, 5, &[0x17], &[]),
        formula(8, 6, &text(""), &[]),
        record(146, &[]),
    ]);
    book.texts = (2, [record(19, &[&[0][..], &text("甲")].concat()), record(19, &rich("乙"))].concat());
    let style = |format: u16| record(47, &[&0_u16.to_le_bytes()[..], &format.to_le_bytes(), &[0; 12]].concat());
    book.styles = [
        record(44, &[&170_u16.to_le_bytes()[..], &text("0\"个工作日\"")].concat()),
        record(626, &[]),
        style(10),
        record(627, &[]),
        record(617, &[]),
        [style(0), style(14), style(170)].concat(),
        record(618, &[]),
    ]
    .concat();
    let grid = grids_of_book(&book).remove(0);
    assert_eq!(
        cells(&grid),
        [
            "B1=一\n二",
            "C1=富文本",
            "D1=乙",
            "E1=2020-12-11",
            "F1=20个工作日",
            "G1=7",
            "H1=甲",
            "A2=TRUE",
            "B2=#N/A",
            "C2=文字",
            "D2=2.5",
            "E2=FALSE",
            "F2=#REF!",
        ]
    );
    assert_eq!(grid.beside.formulas, [(2, 3), (2, 4), (2, 5), (2, 6), (2, 7)]);
    assert_eq!(grid.beside.hidden_rows, [(2, 2)]);
    let mut book = Book::of(&[row(0, false), cell(2, 0, 0, &numbers(&[42_714 << 2 | 2]))]);
    book.styles = [record(617, &[]), style(14), record(618, &[])].concat();
    book.flags = 1;
    assert_eq!(cells(&grids_of_book(&book)[0]), ["A1=2020-12-11"]);
}

#[test]
fn sheets_merges_hidden_parts_and_links_are_told() {
    let one = [row(0, false), cell(6, 0, 0, &text("x"))].concat();
    let leads = "<Relationship Id=\"r1\" Type=\"x/hyperlink\" Target=\"https://a.cn/?b=1&amp;c=2\" TargetMode=\"External\"/>\
        <Relationship Id=\"r2\" Type=\"x/hyperlink\" Target=\"file:///c.xlsx\" TargetMode=\"External\"/>\
        <Relationship Id=\"r3\" Type=\"x/hyperlink\" Target=\"https://in.cn\"/>";
    let link =
        |cells: [u32; 4], id: &str, place: &str| record(494, &[numbers(&cells), text(id), text(place), text(""), text("查看")].concat());
    let address = "https://d.cn";
    let count = u16::try_from(address.len()).unwrap().to_le_bytes();
    let wide: Vec<u8> = address.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let call = [&[0x17][..], &count, &wide, &[0x42, 1, 0x67, 1]].concat();
    let first = [
        record(60, &[&numbers(&[1, 2, 0x900, 0])[..], &[1, 0]].concat()),
        record(145, &[]),
        row(0, false),
        cell(6, 0, 0, &text("甲")),
        row(1, false),
        formula(8, 0, &text("查看"), &call),
        row(3, false),
        cell(6, 3, 0, &text("乙")),
        record(146, &[]),
        record(176, &numbers(&[0, 0, 0, 2])),
        record(176, &numbers(&[1, 1_048_575, 1, 1])),
        record(176, &numbers(&[2, 1, 0, 0])),
        link([0, 0, 0, 0], "r1", ""),
        link([3, 3, 0, 3], "r1", "e"),
        link([2, 2, 0, 0], "r2", ""),
        link([2, 2, 0, 0], "r3", ""),
        link([2, 2, 0, 0], "", "表一!A1"),
    ];
    let mut book = Book::of(&[]);
    book.sheets = vec![
        ("一", 0, "worksheet", first.concat(), leads),
        ("图", 0, "chartsheet", one.clone(), ""),
        ("宏", 0, "xlMacrosheet", one.clone(), ""),
        ("藏", 1, "worksheet", one.clone(), ""),
        ("深藏", 2, "worksheet", one, ""),
    ];
    let grids = grids_of_book(&book);
    let names: Vec<_> = grids.iter().map(|grid| (grid.origin.sheet.as_ref().unwrap().name.as_str(), grid.visibility)).collect();
    assert_eq!(names, [("一", Visibility::Shown), ("藏", Visibility::Hidden), ("深藏", Visibility::Hidden)]);
    let beside = &grids[0].beside;
    let merges: Vec<_> = beside.merges.iter().map(|range| (range.top, range.left, range.bottom, range.right)).collect();
    assert_eq!(merges, [(1, 1, 1, 3), (2, 2, 4, 2)]);
    assert_eq!(beside.hidden_columns, [(2, 3)]);
    let mut links = beside.links.clone();
    links.sort();
    let links: Vec<_> = links.iter().map(|(row, column, address)| (*row, *column, address.as_str())).collect();
    assert_eq!(links, [(1, 1, "https://a.cn/?b=1&c=2"), (2, 1, "https://d.cn"), (4, 4, "https://a.cn/?b=1&c=2#e")]);
}

#[test]
fn records_that_lie_are_refused() {
    let cell_at = |row_number, column| [row(row_number, false), cell(6, column, 0, &text("x"))].concat();
    for (row_number, column) in [(1_048_576, 0), (u32::MAX, 0), (0, 512), (0, u32::MAX)] {
        refused(Book::of(&[cell_at(0, 0), cell_at(row_number, column)]).bytes(), "甲.xlsb", "too-large", "512 列");
        let formula_at = [row(row_number, false), formula(9, column, &[0; 8], &[])].concat();
        refused(Book::of(&[cell_at(0, 0), formula_at]).bytes(), "甲.xlsb", "too-large", "512 列");
    }
    let mut book = Book::of(&[row(0, false), cell(7, 0, 0, &numbers(&[0]))]);
    refused(book.bytes(), "甲.xlsb", "unreadable-file", "不完整");
    book.texts = (u32::MAX, Vec::new());
    refused(book.bytes(), "甲.xlsb", "too-large", "单元格超过");
    book.texts = (1, record(19, &[&[0][..], &numbers(&[u32::MAX - 1])].concat()));
    refused(book.bytes(), "甲.xlsb", "too-large", "32767");
    for record in [vec![0x06, 0xff, 0xff, 0xff, 0x7f], vec![0x06, 0x80, 0x80, 0x20], vec![0x86], vec![0x06, 9, 0]] {
        let mut parts = Book::of(&[row(0, false)]).parts();
        parts[0].1 = [row(0, false), record].concat();
        let (input, found) = read(package(&parts), "甲.xlsb");
        assert!(matches!(input.contents, Contents::Nothing));
        assert_eq!(found.len(), 1, "{found:?}");
    }
    let merges: Vec<u8> = (0..65_537).flat_map(|row| record(176, &numbers(&[row, row, 0, 1]))).collect();
    refused(Book::of(&[cell_at(0, 0), merges]).bytes(), "甲.xlsb", "too-large", "65536");
    let mut book = Book::of(&[]);
    book.sheets = vec![("一", 0, "worksheet", cell_at(0, 0), ""); 201];
    refused(book.bytes(), "甲.xlsb", "too-large", "200");
    // Parts that are named and not there.
    let mut parts = Book::of(&[cell_at(0, 0)]).parts();
    parts.retain(|(name, _)| !name.contains("sheet1.bin"));
    refused(package(&parts), "甲.xlsb", "unreadable-file", "找不到");
}

#[test]
fn any_byte_changed_or_lost_never_panics() {
    let mut book = Book::of(&[row(0, true), cell(7, 0, 0, &numbers(&[0])), formula(9, 1, &[0; 8], &[0x17, 0, 0]), record(176, &[0; 16])]);
    book.texts = (1, record(19, &[&[0][..], &text("甲")].concat()));
    let parts = book.parts();
    for part in 0..parts.len() {
        for at in 0..parts[part].1.len() {
            let mut changed = parts.clone();
            changed[part].1[at] = [0x00, 0x80, 0xff, 0x7f][(at + part) % 4];
            let _ = read(package(&changed), "甲.xlsb");
            changed[part].1.truncate(at);
            let _ = read(package(&changed), "甲.xlsb");
        }
    }
}
