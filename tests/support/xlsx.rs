//! A workbook read back part by part, and its dump: what stands in it as text that a person can review (`.xlsx.txt`).
//! Reads the parts themselves, not through a library that might forgive what Excel does not.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};

use super::xml::{self, Element};

/// A workbook.
pub(crate) struct Workbook {
    /// Every part by its path.
    pub(crate) parts: BTreeMap<String, String>,
    /// The sheets in the order of the tabs.
    pub(crate) sheets: Vec<Sheet>,
    /// `(name, sheet it is of, what it names)`.
    pub(crate) defined_names: Vec<(String, Option<usize>, String)>,
    /// `xl/styles.xml`.
    pub(crate) styles: Element,
}

/// A sheet.
pub(crate) struct Sheet {
    /// Name on the tab.
    pub(crate) name: String,
    /// Path of its part.
    pub(crate) path: String,
    /// Its part.
    pub(crate) xml: Element,
    /// Notes: (cell, author, text).
    pub(crate) notes: Vec<(String, String, String)>,
    /// Rows as they stand in the part.
    pub(crate) rows: Vec<Row>,
    /// Merged ranges: first row, first column, last row, last column; from 1.
    pub(crate) merges: Vec<(u32, u32, u32, u32)>,
    /// Links: (range, address or place).
    pub(crate) links: Vec<(String, String)>,
}

/// A row.
pub(crate) struct Row {
    /// Number, from 1.
    pub(crate) number: u32,
    /// Height in points, when it is set.
    pub(crate) height: Option<f64>,
    /// Its cells.
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
pub(crate) struct Cell {
    /// `B3`.
    pub(crate) address: String,
    /// Column, from 1.
    pub(crate) column: u32,
    /// Style index.
    pub(crate) style: usize,
    /// `s`, `inlineStr`, `n`, `f` for a formula, or empty for a blank cell.
    pub(crate) kind: String,
    /// What is seen.
    pub(crate) text: String,
}

impl Sheet {
    /// What stands in a cell; empty when nothing does.
    pub(crate) fn at(&self, address: &str) -> &str {
        self.cells().find(|cell| cell.address == address).map_or("", |cell| cell.text.as_str())
    }

    /// All cells in their order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }
}

impl Workbook {
    /// The sheet of a name.
    pub(crate) fn sheet(&self, name: &str) -> &Sheet {
        self.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
    }
}

impl Workbook {
    /// The colour of a cell that was marked, in words; nothing for any other colour.
    pub(crate) fn mark(&self, cell: &Cell) -> &'static str {
        let fill = self.styles.all("cellXfs").nth(cell.style).and_then(|style| style.get("fillId")?.parse().ok());
        let fill = fill.and_then(|fill: usize| self.styles.all("fills").nth(fill));
        match fill.and_then(|fill| fill.child("patternFill")?.child("fgColor")?.get("rgb")) {
            Some("FFFFC9C7") => " red",
            Some("FFFFEE9F") => " yellow",
            Some("FFCFE6FB") => " blue",
            Some(_) | None => "",
        }
    }
}

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Workbook {
    of_parts(parts(bytes))
}

/// Every part of a workbook by its path.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("a part");
        // Pictures are parts too; nobody looks into them.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(parts.insert(file.name().expect("a name").into_owned(), text).is_none(), "a part stands twice");
    }
    parts
}

/// A workbook of its parts.
pub(crate) fn of_parts(parts: BTreeMap<String, String>) -> Workbook {
    let book = xml::parse(&parts["xl/workbook.xml"]);
    let targets = relations(&parts, "xl/workbook.xml");
    let strings: Vec<String> =
        parts.get("xl/sharedStrings.xml").map_or_else(Vec::new, |text| xml::parse(text).children.iter().map(Element::whole_text).collect());
    let sheets = book.all("sheets").map(|sheet| {
        let path = whole("xl", &targets[sheet.get("r:id").expect("a relation")]);
        read_sheet(sheet.get("name").expect("a name"), &path, &parts, &strings)
    });
    let defined_names = book.all("definedNames").map(|name| {
        let sheet = name.get("localSheetId").map(|id| id.parse().expect("a number"));
        (name.get("name").expect("a name").to_owned(), sheet, name.text.clone())
    });
    Workbook { sheets: sheets.collect(), defined_names: defined_names.collect(), styles: xml::parse(&parts["xl/styles.xml"]), parts }
}

/// Relations of a part: id → target.
pub(crate) fn relations(parts: &BTreeMap<String, String>, part: &str) -> BTreeMap<String, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(text) = parts.get(&path) else { return BTreeMap::new() };
    let relations = xml::parse(text).children.into_iter();
    relations.map(|each| (each.get("Id").expect("an id").to_owned(), each.get("Target").expect("a target").to_owned())).collect()
}

fn read_sheet(name: &str, path: &str, parts: &BTreeMap<String, String>, strings: &[String]) -> Sheet {
    let root = xml::parse(&parts[path]);
    let targets = relations(parts, path);
    let rows = root.all("sheetData").map(|row| Row {
        number: row.get("r").expect("a number").parse().expect("a number"),
        height: row.get("ht").map(|height| height.parse().expect("a height")),
        cells: row.children.iter().map(|cell| read_cell(cell, strings)).collect(),
    });
    let notes = targets.values().find(|target| target.contains("comments") && !target.contains(".vml"));
    let notes = notes.map_or_else(Vec::new, |target| read_notes(&parts[&whole(path.rsplit_once('/').expect("a folder").0, target)]));
    let links = root.all("hyperlinks").map(|link| {
        let target = link.get("r:id").map(|id| targets[id].clone());
        let place = link.get("location").map(|place| format!("#{place}"));
        (link.get("ref").expect("a range").to_owned(), target.unwrap_or_default() + &place.unwrap_or_default())
    });
    Sheet {
        name: name.to_owned(),
        path: path.to_owned(),
        notes,
        rows: rows.collect(),
        merges: root.all("mergeCells").map(|merge| range(merge.get("ref").expect("a range"))).collect(),
        links: links.collect(),
        xml: root,
    }
}

/// A target from the root of the package.
pub(crate) fn whole(folder: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        if part == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path.join("/")
}

fn read_notes(text: &str) -> Vec<(String, String, String)> {
    let root = xml::parse(text);
    let authors: Vec<String> = root.all("authors").map(|author| author.text.clone()).collect();
    let note = |note: &Element| {
        let author: usize = note.get("authorId").expect("an author").parse().expect("a number");
        (
            note.get("ref").expect("a cell").to_owned(),
            authors[author].clone(),
            note.child("text").map(Element::whole_text).unwrap_or_default(),
        )
    };
    root.all("commentList").map(note).collect()
}

fn read_cell(cell: &Element, strings: &[String]) -> Cell {
    let address = cell.get("r").expect("an address").to_owned();
    let value = cell.child("v").map(|value| value.text.as_str());
    let (kind, text) = match (cell.child("f"), cell.get("t"), value) {
        (Some(formula), _, _) => ("f", formula.text.clone()),
        (None, Some("s"), Some(index)) => ("s", strings[index.parse::<usize>().expect("an index")].clone()),
        (None, Some("inlineStr"), _) => ("inlineStr", cell.child("is").map(Element::whole_text).unwrap_or_default()),
        (None, None | Some("n" | "str" | "b" | "e"), Some(number)) => ("n", number.to_owned()),
        (None, None | Some("n"), None) => ("", String::new()),
        (None, other, _) => panic!("cell {address} of type {other:?}"),
    };
    let (_, column) = split(&address);
    Cell { column, style: cell.get("s").map_or(0, |style| style.parse().expect("an index")), kind: kind.to_owned(), text, address }
}

/// `A1:C2` as first row, first column, last row, last column.
pub(crate) fn range(text: &str) -> (u32, u32, u32, u32) {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (split(first), split(last));
    (top, left, bottom, right)
}

/// `C2` as row and column.
fn split(address: &str) -> (u32, u32) {
    let digits = address.find(|c: char| c.is_ascii_digit()).expect("a row");
    let column = address[..digits].bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
    (address[digits..].parse().expect("a number"), column)
}

/// The workbook as text: a line a row and a line a cell that holds something.
pub(crate) fn dump(bytes: &[u8]) -> String {
    let book = read(bytes);
    let mut out = String::new();
    for (index, sheet) in book.sheets.iter().enumerate() {
        writeln!(out, "=== {} ===", sheet.name).unwrap();
        settings(&mut out, sheet);
        for (name, _, what) in book.defined_names.iter().filter(|(_, of, _)| *of == Some(index)) {
            writeln!(out, "{name}: {what}").unwrap();
        }
        for (at, target) in &sheet.links {
            writeln!(out, "link {at} → {target}").unwrap();
        }
        let merges: Vec<String> = sheet.xml.all("mergeCells").filter_map(|merge| merge.get("ref").map(str::to_owned)).collect();
        if !merges.is_empty() {
            writeln!(out, "merged: {}", merges.join(" ")).unwrap();
        }
        for row in &sheet.rows {
            let height = row.height.map(|height| format!(" ({height} pt)")).unwrap_or_default();
            writeln!(out, "row {}{height}", row.number).unwrap();
            for cell in &row.cells {
                let (kind, mark) = (if cell.kind == "n" { " number" } else { "" }, book.mark(cell));
                if !cell.text.is_empty() || !mark.is_empty() {
                    writeln!(out, "  {}{kind}{mark} | {}", cell.address, cell.text.replace('\n', "⏎")).unwrap();
                }
            }
        }
        for (cell, author, text) in &sheet.notes {
            writeln!(out, "note {cell} ({author}) | {}", text.replace('\n', "⏎")).unwrap();
        }
        out.push('\n');
    }
    out
}

/// Widths, paper and panes: every setting of the sheet but its cells.
fn settings(out: &mut String, sheet: &Sheet) {
    let told = ["cols", "sheetPr", "sheetViews", "printOptions", "pageMargins", "pageSetup", "headerFooter", "autoFilter"];
    for element in sheet.xml.children.iter().filter(|element| told.contains(&element.name.as_str())) {
        let mut words = Vec::new();
        flatten(element, &mut words);
        writeln!(out, "{}", words.join(" ")).unwrap();
    }
}

fn flatten(element: &Element, words: &mut Vec<String>) {
    words.push(element.name.clone());
    words.extend(element.attributes.iter().map(|(key, value)| format!("{key}={value}")));
    if !element.text.trim().is_empty() {
        words.push(element.text.trim().to_owned());
    }
    for child in &element.children {
        flatten(child, words);
    }
}
