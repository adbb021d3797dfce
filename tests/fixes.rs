//! Fixes given by hand, applied to small files: they combine, keep within their cell, run or entry, and are left where they
//! cannot be placed exactly.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;

use mulu::diagnostic::{Diagnostic, Diagnostics, Edit, Safety};
use mulu::patch::{Fixed, fix};
use mulu::place::{Origin, Place, Sheet};
use mulu::read::{Choice, Contents, Node, Value};
use mulu::words::Words;

/// A finding at a place, with a value and what is to stand for stretches of it.
fn finding(place: Place, value: &str, changes: &[(&str, &str)]) -> Diagnostic {
    let edits = changes.iter().map(|(old, new)| {
        let start = value.find(old).unwrap();
        Edit { range: start..start + old.len(), text: (*new).to_owned() }
    });
    let rule = mulu::all_rules().next().unwrap();
    let words = Words { zh: "错".to_owned(), en: "wrong".to_owned() };
    Diagnostic::new(rule, place, words).with_value(value).with_edits(Safety::Safe, edits.collect())
}

fn cell(row: u32, column: u32) -> Place {
    let sheet = Some(Sheet { index: 0, name: "甲".to_owned() });
    Place::cell(&Arc::new(Origin { file: "甲.xlsx".to_owned(), sheet }), row, column)
}

/// The smallest workbook with these rows and this table of shared texts.
fn workbook(rows: &str, shared: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"a\" Type=\"{KINDS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"a\" Type=\"{KINDS}/worksheet\" Target=\"sheet.xml\"/>\
                 <Relationship Id=\"b\" Type=\"{KINDS}/sharedStrings\" Target=\"shared.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\"><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        ("xl/shared.xml", format!("<sst xmlns=\"{MAIN}\">{shared}</sst>")),
        ("xl/sheet.xml", format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The rows of a workbook's sheet.
fn rows(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/sheet.xml").unwrap().read_to_string(&mut text).unwrap();
    text.split_once("<sheetData>").unwrap().1.split_once("</sheetData>").unwrap().0.to_owned()
}

fn applied(bytes: &[u8], findings: &[Diagnostic]) -> Fixed {
    fix(bytes, &findings.iter().collect::<Vec<_>>())
}

fn why(fixed: &Fixed) -> Vec<&str> {
    fixed.left.iter().map(|(_, why)| why.zh.as_str()).collect()
}

const SHARED: &str = "<si><t>国令 &amp; 日起</t></si><si><r><t>国</t></r><r><t>令第1号</t></r></si>";

#[test]
fn fixes_of_one_cell_combine() {
    let book = workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>", SHARED);
    let value = "国令 & 日起";
    let fixed = applied(&book, &[finding(cell(1, 1), value, &[("日起", "之日起")]), finding(cell(1, 1), value, &[("国令", "国务院令")])]);
    assert_eq!((fixed.done.as_slice(), fixed.left.len()), ([0, 1].as_slice(), 0));
    // The other cell still shares the text of the table.
    assert_eq!(
        rows(&fixed.bytes.unwrap()),
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>国务院令 &amp; 之日起</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>"
    );
    let clash = applied(&book, &[finding(cell(1, 1), value, &[("国令", "国务院令")]), finding(cell(1, 1), value, &[("令 &", "号")])]);
    assert_eq!((clash.done.as_slice(), why(&clash)), ([0].as_slice(), vec!["与另一处改动重叠，请再运行一次"]));
}

#[test]
fn runs_keep_their_looks_and_formulas_are_left() {
    let rich = "<row r=\"1\"><c r=\"A1\" s=\"3\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"str\"><f>A1</f><v>国令第1号</v></c></row>";
    let book = workbook(rich, SHARED);
    let within = applied(&book, &[finding(cell(1, 1), "国令第1号", &[("第1号", "第2号")])]);
    let expected = "<c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><r><t>国</t></r><r><t>令第2号</t></r></is></c>";
    assert!(rows(&within.bytes.unwrap()).contains(expected));
    let across = applied(&book, &[finding(cell(1, 1), "国令第1号", &[("国令", "国务院令")])]);
    assert!(across.bytes.is_none() && why(&across)[0].contains("不同的字体格式"), "{across:?}");
    let formula = applied(&book, &[finding(cell(1, 2), "国令第1号", &[("国令", "国务院令")])]);
    assert!(formula.bytes.is_none() && why(&formula)[0].contains("公式"), "{formula:?}");
}

#[test]
fn a_text_joined_of_rows_is_fixed_in_its_row() {
    let inline = |row: u32, text: &str| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
    let book = workbook(&[inline(1, "甲法"), inline(2, "国令第2号"), inline(3, "甲法国令")].concat(), "");
    let fixed = applied(&book, &[finding(cell(1, 1), "1.甲法；2.国令第2号", &[("国令", "国务院令")])]);
    assert_eq!(rows(&fixed.bytes.unwrap()), [inline(1, "甲法"), inline(2, "国务院令第2号"), inline(3, "甲法国令")].concat());
    let elsewhere = applied(&book, &[finding(cell(1, 1), "1.甲法；2.国令第3号", &[("国令", "国务院令")])]);
    assert!(elsewhere.bytes.is_none() && elsewhere.left.len() == 1);
}

#[test]
fn other_kinds_and_unsafe_fixes_are_left() {
    let found = finding(cell(1, 1), "国令", &[("国令", "国务院令")]);
    assert!(why(&applied(b"\xd0\xcf\x11\xe0", std::slice::from_ref(&found)))[0].contains("另存为 .xlsx"));
    let book = workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", SHARED);
    let unsafe_fix = found.with_value("国令 & 日起").with_fix(Safety::Unsafe, "国务院令");
    let left = applied(&book, &[unsafe_fix]);
    assert!(left.bytes.is_none() && left.done.is_empty());
}

/// The value of a key, wherever it stands.
fn place_of(text: &str, key: &str) -> Place {
    fn find(node: &Node, key: &str) -> Option<Place> {
        match &node.value {
            Value::Map(pairs) => {
                pairs.iter().find_map(|(name, node)| if name.value == key { Some(node.place.clone()) } else { find(node, key) })
            }
            Value::List(nodes) => nodes.iter().find_map(|node| find(node, key)),
            Value::Null | Value::Text(_) => None,
        }
    }
    let input = mulu::read::read_bytes(text.as_bytes().to_vec(), "甲.yaml", Choice::default(), &mut Diagnostics::default());
    let Contents::Trees(trees) = &input.contents else { panic!("no trees") };
    trees.iter().find_map(|tree| find(tree, key)).unwrap()
}

#[test]
fn texts_keep_their_quoting() {
    for (written, value, changes, expected) in [
        ("国令  # 注", "国令", ("国令", "国务院令"), Some("国务院令  # 注")),
        ("'国''令'", "国'令", ("令", "'院'令"), Some("'国''''院''令'")),
        ("\"国\\u4ee4\\n二\"", "国令\n二", ("令", "院\"令"), Some("\"国院\\\"令\\n二\"")),
        ("[甲, '国令']", "甲；国令", ("国令", "国务院令"), Some("[甲, '国务院令']")),
        ("{text: 国令}", "国令", ("国令", "国务院令"), Some("{text: 国务院令}")),
        (
            "\n    - 甲\n    - {name: 国令, mark: required}",
            "甲\n■国令",
            ("国令", "国务院令"),
            Some("\n    - 甲\n    - {name: 国务院令, mark: required}"),
        ),
        ("|-\n    一\n    国令", "一\n国令", ("国令", "国务院令 # 号"), Some("|-\n    一\n    国务院令 # 号")),
        ("国令", "国令", ("令", "令: 1"), None),
        ("国令", "国 法", ("法", "令"), None),
    ] {
        for before in ["", "\u{feff}"] {
            let body = format!("乙: 国令\n甲: {written}\n丙: 尾\n");
            let found = finding(place_of(&body, "甲"), value, &[changes]);
            let fixed = applied(format!("{before}{body}").as_bytes(), &[found]);
            let text = fixed.bytes.as_ref().map(|bytes| String::from_utf8(bytes.clone()).unwrap());
            let expected = expected.map(|expected| format!("{before}乙: 国令\n甲: {expected}\n丙: 尾\n"));
            assert_eq!(text, expected, "{written} {fixed:?}");
        }
    }
}

#[test]
fn fields_keep_their_quoting() {
    let place = |row, column| Place::cell(&Arc::new(Origin { file: "甲.csv".to_owned(), sheet: None }), row, column);
    let text = "a,b,c\r\n\"国\"\"令\",国令,\r\n";
    let fixed = applied(
        text.as_bytes(),
        &[
            finding(place(2, 1), "国\"令", &[("令", "\"院\"令")]),
            finding(place(2, 2), "国令", &[("国令", "国务院令")]),
            finding(place(2, 2), "国令", &[("令", "令,")]),
        ],
    );
    assert_eq!(String::from_utf8(fixed.bytes.clone().unwrap()).unwrap(), "a,b,c\r\n\"国\"\"\"\"院\"\"令\",国务院令,\r\n");
    assert_eq!((fixed.done.as_slice(), fixed.left.len()), ([0, 1].as_slice(), 1));
}
