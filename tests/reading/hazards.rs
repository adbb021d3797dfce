//! Files that have killed other programs.

use super::*;

fn sheet(rows: &str) -> Vec<u8> {
    Book::of(&data(rows)).bytes()
}

fn text_cell(name: &str, text: &str) -> String {
    format!("<row><c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
}

#[test]
fn two_far_corners_are_refused() {
    refused(
        sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"),
        "甲.xlsx",
        "too-large",
        "512 列",
    );
    // Far down but narrow is only a long sheet; blank styled cells are nothing.
    let rows =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"A1048576\"><v>2</v></c><c r=\"XFD1048576\" s=\"1\"/></row>";
    assert_eq!(cells(&grids(&Book::of(&data(rows)))[0]), ["A1=1", "A1048576=2"]);
}

#[test]
fn addresses_no_program_can_count_are_refused() {
    for name in ["ZZZZZZZZ1", "A99999999999", "ZZZZZZZ", "A0", "1A", "甲1", ""] {
        refused(sheet(&format!("<row><c r=\"{name}\"><v>1</v></c></row>")), "甲.xlsx", "unreadable-file", "已损坏");
        refused(sheet(&format!("<row r=\"{name}x\"><c><v>1</v></c></row>")), "甲.xlsx", "unreadable-file", "已损坏");
    }
    for range in ["B2:A1", "A1:ZZZZZZZZ9", "A1:B2:C3", "A"] {
        let book = Book::of(&format!("<dimension ref=\"{range}\"/>{}", data("<row><c><v>1</v></c></row>")));
        refused(book.bytes(), "甲.xlsx", "unreadable-file", "已损坏");
    }
}

#[test]
fn a_claimed_number_of_texts_reserves_nothing() {
    for claimed in ["4294967295", "18446744073709551615", "99999999999999999999999", "3000001"] {
        let shared = format!("<sst count=\"1\" uniqueCount=\"{claimed}\"><si><t>x</t></si></sst>");
        let book = Book::of(&data("<row><c t=\"s\"><v>0</v></c></row>")).with("xl/sharedStrings.xml", shared);
        refused(book.bytes(), "甲.xlsx", "too-large", "单元格超过");
    }
    // A part named in other letters is the same part.
    let shared = "<sst uniqueCount=\"4294967295\"/>";
    refused(Book::of(&data("")).with("XL/SharedStrings.xml", shared).bytes(), "甲.xlsx", "too-large", "拆分");
}

#[test]
fn what_inflates_without_end_is_refused() {
    let blanks = " ".repeat(64 << 20);
    refused(Book::of(&format!("{blanks}{}", data(""))).bytes(), "甲.xlsx", "too-large", "过大");
    let shared = format!("<sst uniqueCount=\"1\"><si><t>{blanks}</t></si></sst>");
    refused(Book::of(&data("")).with("xl/sharedStrings.xml", shared).bytes(), "甲.xlsx", "too-large", "过大");
    let attribute = format!("<worksheet a=\"{}\"/>", "<>".repeat(8 << 20));
    let mut book = Book::of("");
    book.0.retain(|(name, _)| name != "xl/worksheets/s0.xml");
    refused(book.with("xl/worksheets/s0.xml", attribute).bytes(), "甲.xlsx", "too-large", "过大");
    let styles = format!("<styleSheet>{}</styleSheet>", "<xf/>".repeat(4 << 20));
    refused(Book::of(&data("")).with("xl/styles.xml", styles).bytes(), "甲.xlsx", "too-large", "过大");
    let entities = format!("<sst><si><t>{}</t></si></sst>", "&amp;".repeat(1 << 20));
    refused(Book::of(&data("")).with("xl/sharedStrings.xml", entities).bytes(), "甲.xlsx", "too-large", "32767");
    refused(Book::of(&"<a>".repeat(1 << 20)).bytes(), "甲.xlsx", "too-large", "过大");
}

#[test]
fn a_cell_holds_what_excel_lets_it_hold() {
    let (input, found) = read(sheet(&text_cell("A1", &"甲".repeat(32_767))), "甲.xlsx");
    assert!(matches!(input.contents, Contents::Grids(_)) && found.is_empty());
    refused(sheet(&text_cell("A1", &"甲".repeat(32_768))), "甲.xlsx", "too-large", "32767");
}

#[test]
fn a_dimension_is_never_trusted() {
    let rows: String = (1..=5_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>")).collect();
    let book = Book::of(&format!("<dimension ref=\"A1:B1\"/>{}", data(&rows)));
    assert_eq!(grids(&book)[0].rows.len(), 5_000);
}

#[test]
fn merges_are_cut_and_counted() {
    let cell = "<row><c><v>1</v></c><c><v>2</v></c></row>";
    let book = Book::of(&format!("{}<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>", data(cell)));
    assert_eq!(grids(&book)[0].beside.merges.len(), 1);
    let many: String = (1..=65_537).map(|row| format!("<mergeCell ref=\"A{row}:B{row}\"/>")).collect();
    refused(Book::of(&format!("{}<mergeCells>{many}</mergeCells>", data(cell))).bytes(), "甲.xlsx", "too-large", "65536");
}

#[test]
fn parts_and_sheets_are_counted() {
    let mut book = Book::of(&data("<row><c><v>1</v></c></row>"));
    for index in 0..1_000 {
        book = book.with(&format!("xl/media/{index}.png"), *b"x");
    }
    refused(book.bytes(), "甲.xlsx", "too-large", "1000");
    let sheets: Vec<String> = (0..201).map(|index| format!("表{index}")).collect();
    let sheets: Vec<(&str, &str, &str)> = sheets.iter().map(|name| (name.as_str(), "", "")).collect();
    refused(Book::sheets(&sheets).bytes(), "甲.xlsx", "too-large", "200");
}

#[test]
fn packages_that_lie_are_refused() {
    // Two parts with one name, as calamine compares them.
    let book = Book::of(&data("")).with("xl/Worksheets/S0.xml", "<worksheet/>");
    refused(book.bytes(), "甲.xlsx", "unreadable-file", "重名");
    // Two sheets with one name.
    refused(Book::sheets(&[("甲", "", ""), ("甲", "", "")]).bytes(), "甲.xlsx", "unreadable-file", "已损坏");
    // A directory that claims sixty million parts.
    let mut bytes = sheet("");
    let end = bytes.len() - 22;
    let mut claim = b"PK\x06\x06".to_vec();
    claim.extend(44_u64.to_le_bytes());
    claim.extend([0; 12]);
    claim.extend(60_000_000_u64.to_le_bytes());
    claim.extend(60_000_000_u64.to_le_bytes());
    claim.extend(u64::MAX.to_le_bytes());
    claim.extend(0_u64.to_le_bytes());
    claim.extend(b"PK\x06\x07\0\0\0\0");
    claim.extend(u64::try_from(end).unwrap().to_le_bytes());
    claim.extend(1_u32.to_le_bytes());
    bytes.splice(end..end, claim);
    refused(bytes, "甲.xlsx", "unreadable-file", "已损坏");
    // Cut off in the middle.
    let whole = sheet("<row><c><v>1</v></c></row>");
    refused(whole[..whole.len() / 2].to_vec(), "甲.xlsx", "unreadable-file", "已损坏");
    // A DTD.
    let mut book = Book::of("");
    book.0.retain(|(name, _)| name != "xl/worksheets/s0.xml");
    let bomb = "<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]><worksheet><sheetData/></worksheet>";
    refused(book.with("xl/worksheets/s0.xml", bomb).bytes(), "甲.xlsx", "unreadable-file", "DTD");
    // A text that is not there, and a sheet that is not there.
    refused(sheet("<row><c t=\"s\"><v>7</v></c></row>"), "甲.xlsx", "unreadable-file", "另存为");
    let mut book = Book::of("");
    book.0.retain(|(name, _)| name != "xl/worksheets/s0.xml");
    refused(book.bytes(), "甲.xlsx", "unreadable-file", "找不到");
}

#[test]
fn any_byte_changed_or_lost_never_panics() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44176</v></c></row>";
    let whole = Book::of(&format!("<dimension ref=\"A1:B1\"/>{}<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>", data(rows)))
        .with("xl/sharedStrings.xml", "<sst uniqueCount=\"1\"><si><t>x</t></si></sst>")
        .with("xl/styles.xml", STYLES);
    // In the text of every part: each byte replaced by signs that mean something.
    for part in 0..whole.0.len() {
        for at in 0..whole.0[part].1.len() {
            let sign = b"<>\"'&9Z\0"[(at + part) % 8];
            let mut changed = Book(whole.0.clone());
            changed.0[part].1[at] = sign;
            let _ = read(changed.bytes(), "甲.xlsx");
            changed.0[part].1.truncate(at);
            let _ = read(changed.bytes(), "甲.xlsx");
        }
    }
    // In the package itself.
    let bytes = whole.bytes();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0xff;
        let _ = read(changed, "甲.xlsx");
        let _ = read(bytes[..at].to_vec(), "甲.xlsx");
    }
}

#[test]
fn files_over_the_limit_are_refused_before_anything_reads_them() {
    refused(vec![b'a'; (64 << 20) + 1], "甲.yaml", "too-large", "64 MB");
    refused(vec![b'a'; (32 << 20) + 1], "甲.yaml", "too-large", "32 MB");
}

#[test]
fn yaml_bombs_end_in_findings() {
    let bomb: String = std::iter::once("a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned())
        .chain((b'b'..=b'i').map(|letter| {
            let (name, before) = (char::from(letter), char::from(letter - 1));
            format!("{name}: &{name} [*{before},*{before},*{before},*{before},*{before},*{before},*{before},*{before},*{before}]\n")
        }))
        .collect();
    let (_, found) = read(bomb.into_bytes(), "甲.yaml");
    assert!(
        !found.is_empty() && found.iter().all(|found| found.rule.name == "yaml-alias" && found.message.zh.contains("引用")),
        "{found:?}"
    );
    refused("- ".repeat(50_000).into_bytes(), "甲.yaml", "too-large", "64 层");
}
