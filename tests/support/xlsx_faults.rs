//! What is wrong with the inside of a workbook, by the rules Excel holds to and LibreOffice forgives. Empty when all is well.

use std::collections::{BTreeMap, BTreeSet};

use super::xlsx::{self, Sheet, Workbook};
use super::xml::{self, Element};

/// Every fault of a workbook.
pub(crate) fn faults(bytes: &[u8]) -> Vec<String> {
    faults_of(&xlsx::parts(bytes))
}

/// Every fault of a workbook given as its parts.
pub(crate) fn faults_of(all: &BTreeMap<String, String>) -> Vec<String> {
    let book = xlsx::of_parts(all.clone());
    let mut faults = faults_of_any(&book);
    own_names(&book, &mut faults);
    properties(&book.parts, &mut faults);
    for cell in book.sheets.iter().flat_map(Sheet::cells).filter(|cell| cell.kind == "f") {
        faults.push(format!("cell {} is a formula", cell.address));
    }
    faults
}

/// Every fault of a workbook that others wrote and we changed: it may hold formulas and names of its own.
pub(crate) fn faults_of_any(book: &Workbook) -> Vec<String> {
    let mut faults = Vec::new();
    names(book, &mut faults);
    parts(&book.parts, &mut faults);
    let styles = book.styles.all("cellXfs").count();
    for sheet in &book.sheets {
        let mut found = Vec::new();
        rows(sheet, styles, &mut found);
        merges(sheet, &mut found);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", sheet.name)));
    }
    look(book, &mut faults);
    order(&xml::parse(&book.parts["xl/workbook.xml"]), &WORKBOOK, &mut faults);
    order(&book.styles, &STYLES, &mut faults);
    let mut table_names = BTreeSet::new();
    for sheet in &book.sheets {
        let mut found = Vec::new();
        order(&sheet.xml, &ELEMENTS, &mut found);
        notes(sheet, &book.parts, &mut found);
        tables(sheet, &book.parts, &mut table_names, &mut found);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", sheet.name)));
    }
    faults
}

/// Elements of a sheet in the order of the schema; what stands in it once.
const ELEMENTS: [&str; 38] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "tableParts",
    "extLst",
];

/// Elements of a workbook in the order of the schema.
const WORKBOOK: [&str; 19] = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
];

/// Elements of the styles in the order of the schema.
const STYLES: [&str; 11] =
    ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"];

/// What stands in a part in another order than the schema's, or twice.
fn order(root: &Element, schema: &[&str], faults: &mut Vec<String>) {
    let mut last = None;
    for element in &root.children {
        let Some(at) = schema.iter().position(|name| *name == element.name) else { continue };
        if last.is_some_and(|last| at < last || (at == last && !["conditionalFormatting", "fileRecoveryPr"].contains(&schema[at]))) {
            faults.push(format!("{} stands behind {}", element.name, schema[last.unwrap_or(0)]));
        }
        last = Some(at);
    }
}

/// Every note has its cell to itself and one box, and the sheet leads to the drawing of the boxes.
fn notes(sheet: &Sheet, parts: &BTreeMap<String, String>, faults: &mut Vec<String>) {
    let targets = xlsx::relations(parts, &sheet.path);
    let folder = sheet.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let drawing = sheet.xml.child("legacyDrawing").and_then(|drawing| {
        let id = drawing.attributes.iter().find(|(key, _)| key.ends_with(":id")).map(|(_, id)| id);
        Some(xlsx::whole(folder, targets.get(id?)?))
    });
    let root = drawing.as_ref().and_then(|path| parts.get(path)).map(|text| xml::parse(text));
    let shapes = root.iter().flat_map(|root| &root.children).filter(|shape| shape.name == "shape");
    let mut ids = BTreeSet::new();
    let mut boxes: Vec<String> = Vec::new();
    for shape in shapes {
        let Some(data) = shape.child("ClientData").filter(|data| data.get("ObjectType") == Some("Note")) else { continue };
        let number = |name: &str| data.child(name).and_then(|number| number.text.trim().parse::<u32>().ok()).unwrap_or(u32::MAX);
        boxes.push(format!("{}{}", mulu::place::column_letters(number("Column") + 1), number("Row") + 1));
        if shape.get("id").is_some_and(|id| id.starts_with("_x0000_s") && !ids.insert(id.to_owned())) {
            faults.push(format!("two boxes are called {:?}", shape.get("id")));
        }
    }
    let mut cells: Vec<String> = sheet.notes.iter().map(|(cell, ..)| cell.clone()).collect();
    cells.sort();
    boxes.sort();
    if cells != boxes || cells.windows(2).any(|pair| pair[0] == pair[1]) {
        faults.push(format!("notes {cells:?}, boxes {boxes:?}"));
    }
}

/// Tables: their headings are what stands in the cells, each once whatever its case; the filter is that of the table.
fn tables(sheet: &Sheet, parts: &BTreeMap<String, String>, names: &mut BTreeSet<String>, faults: &mut Vec<String>) {
    let folder = sheet.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for path in xlsx::relations(parts, &sheet.path).into_values().map(|target| xlsx::whole(folder, &target)) {
        let Some(text) = parts.get(&path).filter(|_| path.contains("/tables/")) else { continue };
        let root = xml::parse(text);
        let range = root.get("ref").unwrap_or_default();
        let (top, left, bottom, right) = xlsx::range(range);
        let headings: Vec<&str> = root.all("tableColumns").filter_map(|column| column.get("name")).collect();
        let in_heading = |cell: &&xlsx::Cell| (left..=right).contains(&cell.column);
        let heading = sheet.rows.iter().find(|row| row.number == top);
        let cells: Vec<&str> = heading.iter().flat_map(|row| row.cells.iter().filter(in_heading)).map(|cell| cell.text.as_str()).collect();
        if headings != cells {
            faults.push(format!("the table is headed {headings:?}, its cells {cells:?}"));
        }
        let different: BTreeSet<String> = headings.iter().map(|heading| heading.to_lowercase()).collect();
        if different.len() != headings.len() || different.iter().any(|heading| heading.trim().is_empty()) {
            faults.push(format!("headings of a table stand twice or are blank: {headings:?}"));
        }
        if root.child("autoFilter").and_then(|filter| filter.get("ref")) != Some(range) || bottom <= top {
            faults.push(format!("the filter of the table {range} is another"));
        }
        if !names.insert(root.get("displayName").unwrap_or_default().to_lowercase()) {
            faults.push(format!("a table's name is taken: {:?}", root.get("displayName")));
        }
    }
}

/// Nothing of ours names a person, a machine or a place on it.
fn properties(parts: &BTreeMap<String, String>, faults: &mut Vec<String>) {
    let core = xml::parse(&parts["docProps/core.xml"]);
    for name in ["creator", "lastModifiedBy"] {
        if core.child(name).is_some_and(|who| !who.text.is_empty()) {
            faults.push(format!("the properties name somebody as {name}"));
        }
    }
    if core.child("created").map(|day| &day.text) != core.child("modified").map(|day| &day.text) {
        faults.push("the days of the properties differ".to_owned());
    }
    if xml::parse(&parts["docProps/app.xml"]).child("Manager").is_some() {
        faults.push("the properties name a manager".to_owned());
    }
    let folder = std::env::temp_dir().to_string_lossy().into_owned();
    for (path, text) in parts {
        if text.contains("absPath") || text.contains("file://") || text.contains(&format!("{folder}/")) {
            faults.push(format!("{path} holds a path of this machine"));
        }
    }
}

/// Sheets and defined names.
fn names(book: &Workbook, faults: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for sheet in &book.sheets {
        let name = &sheet.name;
        let length = name.encode_utf16().count();
        if length == 0
            || length > 31
            || name.contains(['[', ']', ':', '*', '?', '/', '\\'])
            || name.starts_with('\'')
            || name.ends_with('\'')
        {
            faults.push(format!("sheet name {name:?} is not legal"));
        }
        if !seen.insert(name.to_lowercase()) || name.eq_ignore_ascii_case("history") {
            faults.push(format!("sheet name {name:?} is taken"));
        }
    }
}

/// Defined names of our own workbooks: what they name is there, and no other than these.
fn own_names(book: &Workbook, faults: &mut Vec<String>) {
    for (name, of, what) in &book.defined_names {
        let (sheet, cells) = what.rsplit_once('!').unwrap_or(("", what));
        let sheet = sheet.trim_matches('\'').replace("''", "'");
        if of.and_then(|of| book.sheets.get(of)).is_none_or(|of| of.name != sheet) {
            faults.push(format!("{name} of {of:?} names {what}"));
        }
        let known = ["_xlnm.Print_Titles", "_xlnm.Print_Area", "_xlnm._FilterDatabase"].contains(&name.as_str());
        if !known || cells.is_empty() || !cells.chars().all(|c| matches!(c, '$' | ':' | 'A'..='Z' | '0'..='9')) {
            faults.push(format!("{name} = {what} is not a defined name"));
        }
    }
}

/// Content types and relations resolve.
fn parts(parts: &BTreeMap<String, String>, faults: &mut Vec<String>) {
    let types = xml::parse(&parts["[Content_Types].xml"]);
    let of_extension: BTreeSet<&str> = types.children.iter().filter_map(|each| each.get("Extension")).collect();
    let of_part: BTreeSet<&str> = types.children.iter().filter_map(|each| each.get("PartName")).collect();
    for path in parts.keys().filter(|path| *path != "[Content_Types].xml") {
        let extension = path.rsplit('.').next().unwrap_or("");
        // Every .xml part is of a kind of its own; only data that a user embeds needs none.
        let by_extension = of_extension.contains(extension) && (extension != "xml" || path.starts_with("customXml/"));
        if !by_extension && !of_part.contains(format!("/{path}").as_str()) {
            faults.push(format!("{path} has no content type"));
        }
    }
    for name in of_part {
        if !parts.contains_key(name.trim_start_matches('/')) {
            faults.push(format!("content type of {name}, which is not there"));
        }
    }
    for (path, text) in parts.iter().filter(|(path, _)| path.ends_with(".rels")) {
        let folder = path.split("_rels/").next().unwrap_or("");
        for relation in xml::parse(text).children {
            let target = relation.get("Target").unwrap_or("");
            if relation.get("TargetMode") == Some("External") {
                if !target.starts_with("http://") && !target.starts_with("https://") {
                    faults.push(format!("{path} leads out to {target}"));
                }
                continue;
            }
            let whole = xlsx::whole(folder, target);
            if !parts.contains_key(&whole) {
                faults.push(format!("{path} leads to {target}, which is not there"));
            }
        }
    }
}

/// Rows and cells in order and each once; heights and styles within their limits; no formula.
fn rows(sheet: &Sheet, styles: usize, faults: &mut Vec<String>) {
    let mut last_row = 0;
    for row in &sheet.rows {
        if row.number <= last_row {
            faults.push(format!("row {} after row {last_row}", row.number));
        }
        last_row = row.number;
        if row.height.is_some_and(|height| !(0.0..=409.0).contains(&height)) {
            faults.push(format!("row {} is {:?} points high", row.number, row.height));
        }
        let mut last_column = 0;
        for cell in &row.cells {
            if cell.column <= last_column || !cell.address.ends_with(&row.number.to_string()) {
                faults.push(format!("cell {} is out of order", cell.address));
            }
            last_column = cell.column;
            if cell.style >= styles {
                faults.push(format!("cell {} has style {} of {styles}", cell.address, cell.style));
            }
            if cell.text.encode_utf16().count() > 32_767 || cell.text.chars().any(|c| c.is_control() && c != '\n') {
                faults.push(format!("cell {} holds what no cell can", cell.address));
            }
        }
    }
}

/// Merged ranges do not overlap, are more than a cell, and hide nothing.
fn merges(sheet: &Sheet, faults: &mut Vec<String>) {
    let mut covered = BTreeMap::new();
    for (index, (top, left, bottom, right)) in sheet.merges.iter().enumerate() {
        if (top, left) == (bottom, right) {
            faults.push(format!("merge of the one cell {top},{left}"));
        }
        for row in *top..=*bottom {
            for column in *left..=*right {
                if covered.insert((row, column), index).is_some() {
                    faults.push(format!("merges overlap at row {row}, column {column}"));
                }
            }
        }
    }
    for row in &sheet.rows {
        for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
            let Some(merge) = covered.get(&(row.number, cell.column)) else { continue };
            let (top, left, _, _) = sheet.merges[*merge];
            if (row.number, cell.column) != (top, left) {
                faults.push(format!("{} is hidden by a merge", cell.address));
            }
        }
    }
}

/// Style counts are those of the lists, and styles name fonts, fills and borders that exist.
fn look(book: &Workbook, faults: &mut Vec<String>) {
    let count = |list: &str| book.styles.all(list).count();
    for list in &book.styles.children {
        if list.get("count").is_some_and(|said| said != list.children.len().to_string()) {
            faults.push(format!("styles say {:?} {}, there are {}", list.get("count"), list.name, list.children.len()));
        }
    }
    for style in book.styles.all("cellXfs") {
        for (key, list) in [("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs")] {
            let index: usize = style.get(key).unwrap_or("0").parse().expect("an index");
            if index >= count(list) {
                faults.push(format!("a style with {key} {index} of {}", count(list)));
            }
        }
    }
}
