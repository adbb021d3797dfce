//! OpenDocument workbooks built by hand, whole and hostile.

use proptest::prelude::{ProptestConfig, proptest};

use super::*;

const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
const STYLES: &str = "<office:automatic-styles><style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
    <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>";

/// The content of a workbook with this inside `<office:spreadsheet>`.
fn content(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content {NAMES}>{STYLES}<office:body><office:spreadsheet>{inside}</office:spreadsheet>\
         </office:body></office:document-content>"
    )
}

fn package(content: &str) -> Book {
    let parts = [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)];
    Book(parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).to_vec())
}

fn workbook(inside: &str) -> Vec<u8> {
    package(&content(inside)).bytes()
}

/// One sheet with these rows.
fn sheet(rows: &str) -> Vec<u8> {
    workbook(&format!("<table:table table:name=\"表\">{rows}</table:table>"))
}

fn read_sheet(rows: &str) -> Grid {
    grids_of(sheet(rows), "甲.ods").remove(0)
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn cell(inside: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\">{inside}</table:table-cell>")
}

#[test]
fn cells_are_read_as_people_see_them() {
    let inside = [
        "<text:p>甲</text:p><text:p/><text:p>乙</text:p>",
        "<text:p><text:s text:c=\"2\"/>前<text:s/><text:s text:c=\"2\"/>后<text:tab/>表<text:line-break/>行</text:p>",
        "<text:p>一<text:span text:style-name=\"T1\">富<text:span>文</text:span></text:span>本&amp;&#20108;&lt;</text:p>",
        "<office:annotation><dc:creator>丙</dc:creator><text:p>批注</text:p></office:annotation><text:p>有批注</text:p>",
        "<text:p><text:ruby><text:ruby-base>拼</text:ruby-base><text:ruby-text>pin</text:ruby-text></text:ruby>音</text:p>",
        "<text:p><text:a xlink:href=\"https://www.example.gov.cn/a?x=1&amp;y=2\">查看</text:a></text:p>",
        "<text:p>  两  个\n   空格 </text:p>",
        "<text:p><![CDATA[<原样>]]></text:p><draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame>",
        "<text:list><text:list-item><text:p>●一</text:p></text:list-item><text:list-item><text:p>●二</text:p></text:list-item></text:list>",
        "<text:p/>",
    ];
    let grid = read_sheet(&row(&inside.map(cell).concat()));
    assert_eq!(
        cells(&grid),
        [
            "A1=甲\n\n乙",
            "B1=前   后\t表\n行",
            "C1=一富文本&二<",
            "D1=有批注",
            "E1=拼音",
            "F1=查看",
            "G1=两  个 空格",
            "H1=<原样>",
            "I1=●一\n●二"
        ]
    );
    assert_eq!(grid.beside.links, [(1, 6, "https://www.example.gov.cn/a?x=1&y=2".to_owned())]);
}

#[test]
fn values_are_what_is_shown_of_them_or_else_what_they_are() {
    let value = |kind: &str, attribute: &str, shown: &str| {
        let text = if shown.is_empty() { String::new() } else { format!("<text:p>{shown}</text:p>") };
        format!("<table:table-cell office:value-type=\"{kind}\" {attribute}>{text}</table:table-cell>")
    };
    let grid = read_sheet(&row(&[
        value("float", "office:value=\"1\"", ""),
        value("float", "office:value=\"12\"", "00012"),
        value("percentage", "office:value=\"0.125\"", ""),
        value("percentage", "office:value=\"0.125\"", "12.50%"),
        value("date", "office:date-value=\"2020-12-11\"", ""),
        value("date", "office:date-value=\"2020-12-11\"", "2020年12月"),
        value("date", "office:date-value=\"2020-12-11T08:30:00\"", ""),
        value("time", "office:time-value=\"PT08H30M00S\"", ""),
        value("boolean", "office:boolean-value=\"true\"", ""),
        value("boolean", "office:boolean-value=\"true\"", "TRUE"),
        value("string", "office:string-value=\"甲&amp;乙\" calcext:value-type=\"string\"", ""),
        value("string", "office:string-value=\"\" calcext:value-type=\"error\"", "#N/A"),
        value("currency", "office:currency=\"CNY\" office:value=\"20000.5\"", "¥20,000.50"),
    ]
    .concat()));
    assert_eq!(
        cells(&grid),
        [
            "A1=1",
            "B1=00012",
            "C1=12.5%",
            "D1=12.50%",
            "E1=2020-12-11",
            "F1=2020年12月",
            "G1=2020-12-11 08:30:00",
            "H1=8:30:00",
            "I1=TRUE",
            "J1=TRUE",
            "K1=甲&乙",
            "L1=#N/A",
            "M1=¥20,000.50"
        ]
    );
}

#[test]
fn formulas_and_addresses_are_noted() {
    let formula = |formula: &str, inside: &str| format!("<table:table-cell table:formula=\"{formula}\">{inside}</table:table-cell>");
    let link = |address: &str| cell(&format!("<text:p><text:a xlink:href=\"{address}\">见</text:a></text:p>"));
    let grid = read_sheet(&row(&[
        formula("of:=[.A1]+1", "<text:p>2</text:p>"),
        formula("of:=HYPERLINK(&quot;https://www.example.gov.cn/&quot;;&quot;查看&quot;)", "<text:p>查看</text:p>"),
        formula("of:=[.A1]", ""),
        link("#表二.A1"),
        link("file:///etc/passwd"),
        link("HTTP://www.example.gov.cn/b"),
    ]
    .concat()));
    assert_eq!(cells(&grid), ["A1=2", "B1=查看", "D1=见", "E1=见", "F1=见"]);
    assert_eq!(grid.beside.formulas, [(1, 1), (1, 2), (1, 3)]);
    let links: Vec<_> = grid.beside.links.iter().map(|(_, column, address)| (*column, address.as_str())).collect();
    assert_eq!(links, [(2, "https://www.example.gov.cn/"), (6, "HTTP://www.example.gov.cn/b")]);
}

#[test]
fn repeats_merges_and_hidden_parts_are_told() {
    let columns = "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column-group>\
        <table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/></table:table-column-group>\
        <table:table-column table:visibility=\"collapse\"/><table:table-column table:number-columns-repeated=\"16379\"/>";
    let text = cell("<text:p>x</text:p>");
    let merged = "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1048576\"><text:p>并</text:p></table:table-cell>\
        <table:covered-table-cell/>";
    let rows = format!(
        "<table:table-header-rows>{}</table:table-header-rows><table:table-rows><table:table-row-group>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"2\">{text}<table:table-cell table:number-columns-repeated=\"2\"/>{}</table:table-row>\
         <table:table-row table:visibility=\"collapse\"/></table:table-row-group></table:table-rows>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        row(&format!("{merged}{text}")),
        text.replace("<table:table-cell", "<table:table-cell table:number-columns-repeated=\"2\"")
    );
    let grid = read_sheet(&format!("{columns}{rows}"));
    assert_eq!(cells(&grid), ["A1=并", "C1=x", "A4=x", "D4=x", "E4=x", "A5=x", "D5=x", "E5=x"]);
    let merges: Vec<_> = grid.beside.merges.iter().map(|range| (range.top, range.left, range.bottom, range.right)).collect();
    assert_eq!(merges, [(1, 1, 5, 2)]);
    assert_eq!((grid.beside.hidden_rows.as_slice(), grid.beside.hidden_columns.as_slice()), ([(4, 5)].as_slice(), [(3, 5)].as_slice()));
}

#[test]
fn only_sheets_are_sheets() {
    let table = |attributes: &str, text: &str| {
        format!("<table:table {attributes}>{}</table:table>", row(&cell(&format!("<text:p>{text}</text:p>"))))
    };
    let inside = [
        format!(
            "<table:tracked-changes><table:cell-content-change>{}</table:cell-content-change></table:tracked-changes>",
            table("", "改")
        ),
        table("table:name=\"一 &amp; 二\" table:style-name=\"ta1\"", "一"),
        table("table:name=\"藏\" table:style-name=\"ta2\"", "二"),
        "<table:table table:name=\"空\"/>".to_owned(),
        table("table:name=\"'file:///C:/a.ods'#$表\" table:style-name=\"ta2\"", "外"),
        format!("<table:named-expressions/><table:dde-links><table:dde-link>{}</table:dde-link></table:dde-links>", table("", "外")),
        format!("<table:table table:name=\"末\"><table:shapes><draw:frame>{}</draw:frame></table:shapes>", table("", "图")),
        format!("{}</table:table>", row(&cell("<text:p>三</text:p>"))),
    ]
    .concat();
    let kind = "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"";
    let flat = content(&inside)
        .replace("<office:document-content", &format!("<office:document {kind}"))
        .replace("</office:document-content", "</office:document");
    for (bytes, shown) in [(workbook(&inside), "甲.ods"), (flat.into_bytes(), "甲.fods")] {
        let grids = grids_of(bytes, shown);
        let told: Vec<_> = grids.iter().map(|grid| (grid.origin.sheet.as_ref().unwrap(), grid.visibility, cells(grid))).collect();
        let told: Vec<_> =
            told.iter().map(|(sheet, visibility, cells)| (sheet.index, sheet.name.as_str(), *visibility, cells[0].as_str())).collect();
        assert_eq!(
            told,
            [(0, "一 & 二", Visibility::Shown, "A1=一"), (1, "藏", Visibility::Hidden, "A1=二"), (3, "末", Visibility::Shown, "A1=三")],
            "{shown}"
        );
    }
}

#[test]
fn a_locked_workbook_is_told() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    refused(package("\u{1}\u{2}").with("META-INF/manifest.xml", manifest).bytes(), "甲.ods", "unreadable-file", "密码");
    let whole = Book(vec![("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec())]);
    refused(whole.with("encrypted-package", "x").bytes(), "甲.ods", "unreadable-file", "密码");
}

#[test]
fn what_is_repeated_without_end_is_refused_before_it_is_copied() {
    let text = |attributes: &str, words: &str| format!("<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>");
    let rows = |times: &str, cells: &str| format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>");
    for (rows, word) in [
        (rows("1048576", &text("table:number-columns-repeated=\"16384\"", "x")), "512 列"),
        (rows("1048576", &text("table:number-columns-repeated=\"512\"", "x")), "单元格超过"),
        (rows("1048577", &text("", "x")), "1048576 行"),
        (rows("99999999999999999999", &text("", "x")), "1048576 行"),
        (rows("1000000", &text("", &"长".repeat(30_000))), "文字超过"),
        (rows("1048576", "<table:table-cell table:number-columns-repeated=\"512\" table:formula=\"of:=1\"/>"), "单元格超过"),
        (rows("1048576", "<table:table-cell table:number-columns-spanned=\"2\"/>"), "合并单元格超过"),
        (row(&text("", &"长".repeat(32_768))), "32767"),
        (row(&cell("<text:p><text:s text:c=\"4000000000\"/>x</text:p>")), "32767"),
        (row(&cell(&"<text:p>x</text:p>".repeat(20_000))), "32767"),
        (row(&cell(&format!("<text:p>{}x", "<text:span>".repeat(300)))), "嵌套过深"),
        (row(&cell(&format!("<text:p>{}</text:p>", "x".repeat(2 << 20)))), "上限"),
    ] {
        let started = std::time::Instant::now();
        refused(sheet(&rows), "甲.ods", "too-large", word);
        assert!(started.elapsed().as_secs() < 5, "{word}");
    }
    refused(workbook(&"<table:table table:name=\"a\"/>".repeat(201)), "甲.ods", "too-large", "200 个");
    // Blank rows and cells cost nothing, however many.
    let blank = rows("4294967295", "<table:table-cell table:number-columns-repeated=\"4294967295\"/>");
    assert_eq!(cells(&read_sheet(&format!("{}{}", row(&text("", "x")), blank.repeat(3)))), ["A1=x"]);
}

#[test]
fn sheets_behind_one_that_is_refused_are_read() {
    let wide = row(&format!("<table:table-cell table:number-columns-repeated=\"600\"/>{}", cell("<text:p>x</text:p>")));
    let fine = row(&cell("<text:p>y</text:p>"));
    let (input, found) = read(
        workbook(&format!("<table:table table:name=\"宽\">{wide}</table:table><table:table table:name=\"好\">{fine}</table:table>")),
        "甲.ods",
    );
    let told: Vec<_> = found.iter().map(|found| format!("{} {}", found.rule.name, found.place)).collect();
    assert_eq!(told, ["too-large 甲.ods › 宽"]);
    let Contents::Grids(grids) = input.contents else { panic!("the second sheet is read") };
    assert_eq!(cells(&grids[0]), ["A1=y"]);
}

#[test]
fn what_is_damaged_is_refused() {
    let whole = content(&format!("<table:table table:name=\"表\">{}</table:table>", row(&cell("<text:p>x</text:p>"))));
    let dtd = whole.replacen("?>", "?><!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]>", 1);
    refused(package(&dtd).bytes(), "甲.ods", "unreadable-file", "DTD");
    for broken in [
        whole.replace(">x<", ">&b;<"),
        whole.replace(">x<", ">&#0;<"),
        whole[..whole.len() / 2 + 100].to_owned(),
        whole.replace("xmlns:table=", "xmlns:t="),
        whole.replace("office:spreadsheet", "office:text"),
    ] {
        refused(package(&broken).bytes(), "甲.ods", "unreadable-file", "已损坏");
    }
    let bytes = package(&whole).bytes();
    refused(bytes[..bytes.len() / 2].to_vec(), "甲.ods", "unreadable-file", "已损坏");
}

/// A workbook with everything in it.
fn everything() -> Book {
    let inside = format!(
        "<table:table table:name=\"表\" table:style-name=\"ta2\"><table:table-column table:visibility=\"collapse\"/>\
         <table:table-row table:number-rows-repeated=\"2\" table:visibility=\"filter\">{}\
         <table:table-cell table:number-columns-spanned=\"2\" table:formula=\"of:=1\" office:value-type=\"date\" office:date-value=\"2020-12-11\"/></table:table-row></table:table>",
        cell("<text:p>x<text:s text:c=\"2\"/>&amp;<text:a xlink:href=\"https://a.b/\">y</text:a></text:p>")
    );
    package(&content(&inside)).with("META-INF/manifest.xml", "<manifest:manifest/>")
}

#[test]
fn any_byte_changed_or_lost_never_panics() {
    let whole = everything();
    for part in 0..whole.0.len() {
        for at in 0..whole.0[part].1.len() {
            let sign = b"<>\"'&9Z\0"[(at + part) % 8];
            let mut changed = Book(whole.0.clone());
            changed.0[part].1[at] = sign;
            let _ = read(changed.bytes(), "甲.ods");
            changed.0[part].1.truncate(at);
            let _ = read(changed.bytes(), "甲.ods");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// Stretches of the content cut out, doubled or put elsewhere.
    #[test]
    fn any_garbled_content_is_read_without_panic(cuts in proptest::collection::vec((0..2_000_usize, 0..200_usize, 0..2_000_usize), 1..4)) {
        let mut whole = everything();
        for (from, length, to) in cuts {
            let text = &mut whole.0[1].1;
            let from = from % text.len();
            let piece: Vec<u8> = text[from..(from + length).min(text.len())].to_vec();
            let to = to % text.len();
            text.splice(to..to, piece);
        }
        let _ = read(whole.bytes(), "甲.ods");
        let _ = read(whole.0.swap_remove(1).1, "甲.fods");
    }
}
