//! What is tried with any bytes: nothing panics, hangs or loses a word. The fuzz targets run it on new bytes, `tests/seeds.rs` on the seeds.

#[path = "../tests/support/bare.rs"]
mod bare;

use std::io::{Cursor, Write};
use std::sync::Arc;

use bare::bare;
use mulu::diagnostic::Diagnostics;
use mulu::emit::list_yaml;
use mulu::knowledge;
use mulu::model::List;
use mulu::parse::{self, Context, Folder};
use mulu::place::{Origin, Sheet};
use mulu::read::{self, Beside, Contents, Grid, GridRow, Input, Range, Visibility};
use zip::write::SimpleFileOptions;

/// A YAML file: its tree, its lists, and the way back.
pub(crate) fn yaml(data: &[u8]) {
    let lists = lists_of(&mut read_as(data, "清单.yaml"));
    there_and_back(&lists);
}

/// A sheet: lines of cells between tabs; a line that begins with a byte below 8 merges that many cells down or across.
pub(crate) fn headings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut rows = Vec::new();
    let mut merges = Vec::new();
    for (number, line) in (1..).zip(text.split('\n').take(200)) {
        let mut cells = Vec::new();
        for (column, cell) in (1..).zip(line.split('\t').take(40)) {
            let (size, cell) = match cell.bytes().next() {
                Some(size @ 1..8) => (u32::from(size), &cell[1..]),
                _ => (0, cell),
            };
            if size > 0 {
                let (down, across) = (size & 3, size >> 2);
                merges.push(Range { top: number, left: column, bottom: number + down, right: column + across });
            }
            if !cell.trim().is_empty() {
                cells.push((column, cell.trim().to_owned()));
            }
        }
        if !cells.is_empty() {
            rows.push(GridRow { number, cells });
        }
    }
    let origin = Arc::new(Origin { file: "义务教育.xlsx".to_owned(), sheet: Some(Sheet { index: 0, name: "表".to_owned() }) });
    let grid = Grid { origin, visibility: Visibility::Shown, rows, beside: Beside { merges, ..Beside::default() } };
    let contents = Contents::Grids(vec![grid]);
    let lists =
        lists_of(&mut Input { path: "义务教育.xlsx".to_owned(), sha256: String::new(), text: None, contents, further: Vec::new() });
    there_and_back(&lists);
}

/// A time limit: blanks between Chinese characters change nothing.
pub(crate) fn time_limit(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let understood = parse::time_limit::parse(text);
    assert_eq!(understood, parse::time_limit::parse(&blanks_between_han(text)), "{text:?}");
}

/// A basis: every Chinese character of it belongs to a citation, but for the words that join two.
pub(crate) fn citation(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let said: String = parse::citation::parse(text).into_iter().map(|citation| citation.text).collect();
    let letters = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    assert!(letters(&said) <= letters(text), "{text:?}");
    let joins = |c: &char| matches!(c, '以' | '及' | '和' | '与' | '或');
    let lost = text.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c) && !joins(c) && !said.contains(*c));
    assert!(lost.is_none(), "{lost:?} of {text:?} in {said:?}");
}

/// A workbook: the bytes as they are, or as one part of a sound package, as the first byte says.
pub(crate) fn workbook(data: &[u8]) {
    let (kind, rest) = data.split_first().unwrap_or((&0, &[]));
    let sheet = b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let bytes = match kind {
        b's' => xlsx(&[("xl/worksheets/s.xml", rest)]),
        b't' => xlsx(&[("xl/worksheets/s.xml", sheet), ("xl/sharedStrings.xml", rest)]),
        b'y' => xlsx(&[("xl/worksheets/s.xml", sheet), ("xl/styles.xml", rest)]),
        b'r' => xlsx(&[("xl/worksheets/s.xml", sheet), ("xl/worksheets/_rels/s.xml.rels", rest)]),
        b'b' => package(&[("_rels/.rels", RELS.replace("workbook.xml", "workbook.bin").as_bytes()), ("xl/workbook.bin", rest)]),
        b'c' => xlsb(rest),
        b'o' => package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", rest)]),
        _ => data.to_vec(),
    };
    for name in ["甲.xlsx", "甲.csv"] {
        lists_of(&mut read_as(&bytes, name));
    }
}

const RELS: &str = "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

fn xlsx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let book = b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let rels = b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>";
    let mut all: Vec<(&str, &[u8])> =
        vec![("_rels/.rels", RELS.as_bytes()), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", rels)];
    all.extend(parts);
    package(&all)
}

/// A binary workbook of one sheet with these records.
fn xlsb(records: &[u8]) -> Vec<u8> {
    let rels = b"<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"s.bin\"/></Relationships>";
    // The record of a sheet: shown, number 1, id `r`, name `a`.
    let book = b"\x9c\x01\x14\0\0\0\0\x01\0\0\0\x01\0\0\0r\0\x01\0\0\0a\0";
    let (top, leads) = (RELS.replace("workbook.xml", "workbook.bin"), b"<Relationships/>");
    package(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.bin", book),
        ("xl/_rels/workbook.bin.rels", rels),
        ("xl/s.bin", records),
        ("xl/_rels/s.bin.rels", leads),
    ])
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, stored).expect("a package in memory");
        writer.write_all(content).expect("a package in memory");
    }
    writer.finish().expect("a package in memory").into_inner()
}

fn read_as(bytes: &[u8], name: &str) -> Input {
    read::read_bytes(bytes.to_vec(), name, read::Choice::default(), &mut Diagnostics::default())
}

fn lists_of(input: &mut Input) -> Vec<List> {
    let context = Context { knowledge: knowledge::load(), project: None, folder: Folder::Loose };
    parse::parse(input, &context, &mut Diagnostics::default()).lists
}

/// Lists written as YAML and read again say the same.
fn there_and_back(lists: &[List]) {
    let yaml = list_yaml::print(lists);
    let back = lists_of(&mut read_as(yaml.as_bytes(), "清单.yaml"));
    if !lists.is_empty() {
        assert!(bare(lists) == bare(&back), "{yaml}\n---- and back ----\n{}", list_yaml::print(&back));
    }
}

fn blanks_between_han(text: &str) -> String {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut spread = String::new();
    let mut before = None;
    for c in text.chars() {
        if before.is_some_and(is_han) && is_han(c) {
            spread.push(' ');
        }
        spread.push(c);
        before = Some(c);
    }
    spread
}
