//! Reading from outside: workbooks built by hand, whole and hostile. Each hazard ends in a finding people understand.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot build its workbook fails")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use mulu::diagnostic::{Diagnostic, Diagnostics};
use mulu::read::{Choice, Contents, Grid, Input, Visibility, read_bytes};
use zip::write::SimpleFileOptions;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook in parts: change one, and zip it.
struct Book(Vec<(String, Vec<u8>)>);

impl Book {
    /// One sheet with this inside `<worksheet>`.
    fn of(sheet: &str) -> Self {
        Self::sheets(&[("表一", "", sheet)])
    }

    /// Sheets as name, further attributes, content.
    fn sheets(sheets: &[(&str, &str, &str)]) -> Self {
        let mut parts = vec![(
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships><Relationship Id=\"r\" Type=\"{RELATIONSHIPS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        )];
        let (mut list, mut targets) = (String::new(), String::new());
        for (index, (name, attributes, content)) in sheets.iter().enumerate() {
            write!(list, "<sheet name=\"{name}\" sheetId=\"{index}\" r:id=\"r{index}\" {attributes}/>").unwrap();
            write!(targets, "<Relationship Id=\"r{index}\" Type=\"{RELATIONSHIPS}/worksheet\" Target=\"worksheets/s{index}.xml\"/>")
                .unwrap();
            parts.push((format!("xl/worksheets/s{index}.xml"), format!("<worksheet>{content}</worksheet>")));
        }
        parts.push(("xl/workbook.xml".to_owned(), format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>")));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{targets}</Relationships>")));
        Self(parts.into_iter().map(|(name, text)| (name, text.into_bytes())).collect())
    }

    fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.push((name.to_owned(), content.into()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

fn read(bytes: Vec<u8>, shown: &str) -> (Input, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let input = read_bytes(bytes, shown, Choice::default(), &mut diagnostics);
    (input, diagnostics.sorted())
}

fn grids(book: &Book) -> Vec<Grid> {
    grids_of(book.bytes(), "甲.xlsx")
}

/// The grids of a file nothing is said about.
fn grids_of(bytes: Vec<u8>, shown: &str) -> Vec<Grid> {
    let (input, found) = read(bytes, shown);
    assert!(found.is_empty(), "{found:?}");
    match input.contents {
        Contents::Grids(grids) => grids,
        other => panic!("a workbook gives grids, not {other:?}"),
    }
}

/// The cells of a grid as `A1=text`.
fn cells(grid: &Grid) -> Vec<String> {
    let name = |row: u32, column: u32| format!("{}{row}", mulu::place::column_letters(column));
    grid.rows.iter().flat_map(|row| row.cells.iter().map(move |(column, text)| format!("{}={text}", name(row.number, *column)))).collect()
}

/// One finding of this rule whose Chinese message holds these words, and nothing read.
fn refused(bytes: Vec<u8>, shown: &str, rule: &str, word: &str) {
    let (input, found) = read(bytes, shown);
    assert!(matches!(input.contents, Contents::Nothing), "{:?}", input.contents);
    assert_eq!(found.iter().map(|found| found.rule.name).collect::<Vec<_>>(), [rule], "{found:?}");
    let help = found[0].help.as_ref().map_or("", |help| help.zh.as_str());
    assert!(format!("{} {help}", found[0].message.zh).contains(word), "{found:?}");
    assert!(!help.is_empty(), "every refusal says what to do");
}

fn data(rows: &str) -> String {
    format!("<sheetData>{rows}</sheetData>")
}

#[path = "support/biff.rs"]
mod biff;
#[path = "support/compound.rs"]
mod compound;
#[path = "support/xlsb.rs"]
mod xlsb_book;

#[path = "reading/csv.rs"]
mod csv;
#[path = "reading/further.rs"]
mod further;
#[path = "reading/hazards.rs"]
mod hazards;
#[path = "reading/kinds.rs"]
mod kinds;
#[path = "reading/links.rs"]
mod links;
#[path = "reading/ods.rs"]
mod ods;
#[path = "reading/saved.rs"]
mod saved;
#[path = "reading/xls.rs"]
mod xls;
#[path = "reading/xlsb.rs"]
mod xlsb;

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"171\" formatCode=\"00000\"/></numFmts>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"10\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>";

#[test]
fn cells_are_read_as_people_see_them() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1.5</v></c><c r=\"C1\"><v>0.30000000000000004</v></c>\
        <c r=\"D1\" s=\"1\"><v>44176</v></c><c r=\"E1\" s=\"2\"><v>44176.354166666664</v></c><c r=\"F1\" s=\"3\"><v>44176</v></c>\
        <c r=\"G1\" s=\"4\"><v>12</v></c><c r=\"H1\" s=\"5\"><v>0.125</v></c><c r=\"I1\" s=\"6\"><v>0.5</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\" t=\"e\"><v>#N/A</v></c><c r=\"C2\" t=\"e\"><v>#SPILL!</v></c>\
        <c r=\"D2\" t=\"str\"><f>A1&amp;B1</f><v>11.5</v></c><c r=\"E2\" t=\"s\"><v>0</v></c><c r=\"F2\" t=\"s\"><v>1</v></c>\
        <c r=\"G2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\u{3000}甲\u{a0}</t></is></c><c r=\"H2\" s=\"1\"/><c r=\"I2\" t=\"s\"><v>2</v></c></row>\
        <row><c><v>7</v></c><c t=\"d\"><v>2020-12-11T00:00:00</v></c></row>";
    let shared = "<sst count=\"3\" uniqueCount=\"3\"><si><r><t>富</t></r><r><t>文本</t></r><rPh><t>fu</t></rPh></si>\
        <si><t>一_x000D_\r\n二&#10;三_x0007_</t></si><si><t> </t></si></sst>";
    let book = Book::of(&data(rows)).with("xl/styles.xml", STYLES).with("xl/sharedStrings.xml", shared);
    let grids = grids(&book);
    assert_eq!(
        cells(&grids[0]),
        [
            "A1=1",
            "B1=1.5",
            "C1=0.3",
            "D1=2020-12-11",
            "E1=2020-12-11 08:30",
            "F1=2020-12-11",
            "G1=00012",
            "H1=12.50%",
            "I1=12:00",
            "A2=TRUE",
            "B2=#N/A",
            "C2=#SPILL!",
            "D2=11.5",
            "E2=富文本",
            "F2=一\n二\n三",
            "G2=甲",
            "A3=7",
            "B3=2020-12-11",
        ]
    );
}

#[test]
fn sheets_merges_and_hidden_parts_are_told() {
    let cell = |name: &str| format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let first = format!(
        "<dimension ref=\"A1:B1\"/><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\" hidden=\"true\"/></cols>{}\
         <mergeCells count=\"4\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A1048576\"/><mergeCell ref=\"B9:C9\"/><mergeCell ref=\"C3\"/></mergeCells>",
        data(&format!(
            "<row r=\"1\">{}</row><row r=\"2\" hidden=\"1\">{}</row><row r=\"3\" hidden=\"1\">{}</row>",
            cell("A1"),
            cell("A2"),
            cell("C3")
        ))
    );
    let book = Book::sheets(&[
        ("一", "", &first),
        ("空", "", &data("")),
        ("藏", "state=\"hidden\"", &data(&format!("<row>{}</row>", cell("A1")))),
    ]);
    let grids = grids(&book);
    assert_eq!(grids.len(), 2);
    let merges: Vec<_> = grids[0].beside.merges.iter().map(|range| (range.top, range.left, range.bottom, range.right)).collect();
    assert_eq!(merges, [(1, 1, 1, 3), (2, 1, 3, 1)]);
    assert_eq!(
        (grids[0].beside.hidden_rows.as_slice(), grids[0].beside.hidden_columns.as_slice()),
        ([(2, 3)].as_slice(), [(2, 3)].as_slice())
    );
    assert_eq!((grids[0].visibility, grids[1].visibility), (Visibility::Shown, Visibility::Hidden));
    let sheet = grids[1].origin.sheet.as_ref().unwrap();
    assert_eq!((sheet.index, sheet.name.as_str()), (2, "藏"));
}

#[test]
fn rows_in_any_order_are_put_in_order() {
    let cell = |name: &str, text: &str| format!("<c r=\"{name}\"><v>{text}</v></c>");
    let rows = format!(
        "<row r=\"3\">{}</row><row r=\"1\">{}{}</row><row r=\"3\">{}</row>",
        cell("B3", "5"),
        cell("B1", "2"),
        cell("A1", "1"),
        cell("A3", "4")
    );
    assert_eq!(cells(&grids(&Book::of(&data(&rows)))[0]), ["A1=1", "B1=2", "A3=4", "B3=5"]);
}

#[test]
fn yaml_and_workbooks_are_told_apart_by_their_bytes() {
    let book = Book::of(&data("<row><c><v>1</v></c></row>"));
    for shown in ["甲.xls", "甲.et", "甲.yaml", "甲"] {
        let (input, found) = read(book.bytes(), shown);
        assert!(matches!(input.contents, Contents::Grids(_)) && found.is_empty(), "{shown}: {found:?}");
        assert_eq!(input.sha256.len(), 64);
    }
    let (input, found) = read("domain: 义务教育\n".as_bytes().to_vec(), "-");
    assert!(found.is_empty());
    assert_eq!(input.text.as_deref(), Some("domain: 义务教育\n"));
    assert_eq!(input.sha256, "e0f81ccac3b7fd70504a3eb8ddee4fadafb79aff60c3aa661c16b5ac2c1458ff");
}

#[test]
fn a_workbook_of_another_program_gives_its_table() {
    use mulu::read::table::{Filled, Vocabulary, find, heading_key};
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.set_name("社会救助").unwrap();
    sheet.merge_range(0, 0, 0, 4, "社会救助领域标准目录", &plain).unwrap();
    sheet.merge_range(1, 0, 2, 0, "序号", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "公开事项", &plain).unwrap();
    sheet.merge_range(1, 3, 2, 3, "公开 内容\n（要素）", &plain).unwrap();
    sheet.merge_range(1, 4, 2, 4, "备注", &plain).unwrap();
    sheet.write(2, 1, "一级事项").unwrap().write(2, 2, "二级事项").unwrap();
    sheet.merge_range(3, 1, 4, 1, "最低生活保障", &plain).unwrap();
    sheet.write(3, 0, 1).unwrap().write(3, 2, "审批信息").unwrap().write(3, 3, "低保对象名单").unwrap();
    sheet.write_with_format(3, 4, 44_176, &date).unwrap();
    sheet.write(4, 0, 2).unwrap().write(4, 2, "政策法规").unwrap().write(4, 3, "政策文件\r\n全文").unwrap();
    sheet.set_row_hidden(4).unwrap();
    for row in 5..57 {
        sheet.write_blank(row, 0, &plain).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let (input, found) = read(bytes, "民政.xlsx");
    assert!(found.is_empty(), "{found:?}");
    let Contents::Grids(mut grids) = input.contents else { panic!("a workbook gives grids") };
    let words = ["序号", "公开事项", "一级事项", "二级事项", "公开内容"];
    let vocabulary = Vocabulary {
        words: words.iter().map(|word| heading_key(word)).collect(),
        groups: ["一级事项".to_owned()].into(),
        ..Vocabulary::default()
    };
    let mut diagnostics = Diagnostics::default();
    let tables = find(grids.remove(0), &vocabulary, &mut diagnostics);
    assert_eq!(tables.len(), 1);
    let table = &tables[0];
    assert_eq!(table.above[0].value, "社会救助领域标准目录");
    assert_eq!(
        table.columns.iter().map(|column| column.leaf.value.as_str()).collect::<Vec<_>>(),
        ["序号", "一级事项", "二级事项", "公开 内容\n（要素）", "备注"]
    );
    let texts: Vec<Vec<&str>> = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
    assert_eq!(
        texts,
        [["1", "最低生活保障", "审批信息", "低保对象名单", "2020-12-11"], ["2", "最低生活保障", "政策法规", "政策文件\n全文", ""]]
    );
    assert_eq!(table.rows[1].cells[1].filled, Filled::Merged);
    assert_eq!(table.rows[1].cells[1].place.to_string(), "民政.xlsx › 社会救助 › B4");
    assert_eq!(diagnostics.iter().map(|found| found.place.to_string()).collect::<Vec<_>>(), ["民政.xlsx › 社会救助 › A5"]);
}

/// Figures only: `cargo test --test reading figures -- --ignored --nocapture`.
#[test]
#[ignore = "prints timings"]
fn figures() {
    let mut rows = String::new();
    for row in 1..=20_000 {
        write!(rows, "<row r=\"{row}\">").unwrap();
        for (column, letter) in ('A'..='N').enumerate() {
            let index = (row * 14 + column) % 40_000;
            write!(rows, "<c r=\"{letter}{row}\" s=\"1\" t=\"s\"><v>{index}</v></c>").unwrap();
        }
        rows.push_str("</row>");
    }
    let texts: String =
        (0..40_000).map(|index| format!("<si><t>自该政府信息形成或者变更之日起20个工作日内予以公开{index}</t></si>")).collect();
    let book = Book::of(&data(&rows))
        .with("xl/styles.xml", STYLES)
        .with("xl/sharedStrings.xml", format!("<sst uniqueCount=\"40000\">{texts}</sst>"));
    let bytes = book.bytes();
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let mut workbook: calamine::Xlsx<_> = calamine::Reader::new(Cursor::new(&bytes)).unwrap();
        let mut reader = workbook.worksheet_cells_reader("表一").unwrap();
        let mut texts = Vec::new();
        while let Some(cell) = reader.next_cell().unwrap() {
            if let calamine::DataRef::SharedString(text) = cell.get_value() {
                texts.push((*text).to_owned());
            }
        }
        let alone = start.elapsed();
        let start = std::time::Instant::now();
        let (input, _) = read(bytes.clone(), "甲.xlsx");
        let ours = start.elapsed();
        drop(input);
        println!("calamine {alone:?}, read {ours:?}, {:.2} times; {} cells", ours.as_secs_f64() / alone.as_secs_f64(), texts.len());
    }
}
