//! Links and formulas of .xlsx, rich text, and what else programs put into cells.

use super::*;

const MODES: [&str; 2] = ["", "<!-- whatever the exact parser must look at -->"];

fn leads(links: &[(&str, &str, &str)]) -> String {
    let links: String = (links.iter())
        .map(|(id, target, mode)| format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/hyperlink\" Target=\"{target}\"{mode}/>"))
        .collect();
    format!("<Relationships>{links}</Relationships>")
}

/// The first sheet of a workbook, read the quick and the exact way: both tell the same.
fn both_ways(sheet: &str, relationships: &str) -> Grid {
    let mut told = MODES.map(|mode| {
        let book = Book::of(&format!("{mode}{sheet}")).with("xl/worksheets/_rels/s0.xml.rels", relationships);
        let mut grid = grids(&book).remove(0);
        grid.beside.links.sort();
        grid
    });
    assert_eq!(format!("{:?}", told[0]), format!("{:?}", told[1]));
    std::mem::replace(&mut told[0], grids(&Book::of(&data("<row><c><v>1</v></c></row>"))).remove(0))
}

fn linked(grid: &Grid) -> Vec<(u32, u32, &str)> {
    grid.beside.links.iter().map(|(row, column, address)| (*row, *column, address.as_str())).collect()
}

#[test]
fn links_lead_to_the_web_only() {
    let external = " TargetMode=\"External\"";
    let relationships = leads(&[
        ("r1", "https://a.cn/?b=1&amp;c=2", external),
        ("r2", "HTTP://b.cn", external),
        ("r3", "file:///c.xlsx", external),
        ("r4", "mailto:a@b.cn", external),
        ("r5", "https://inside.cn", ""),
        ("r6", "https://", external),
        ("r7", "https://a.cn/ b", external),
    ]);
    let cell = |name: &str| format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>查看</t></is></c>");
    let sheet = format!(
        "{}<hyperlinks><hyperlink ref=\"B1\" r:id=\"r1\" tooltip=\"x\"/><hyperlink ref=\"A2:C2\" location=\"d\" r:id=\"r2\"/>\
         <hyperlink ref=\"A3\" r:id=\"r3\"/><hyperlink ref=\"A3\" r:id=\"r4\"/><hyperlink ref=\"A3\" r:id=\"r5\"/>\
         <hyperlink ref=\"A3\" r:id=\"r6\"/><hyperlink ref=\"A3\" r:id=\"r7\"/><hyperlink ref=\"A3\" r:id=\"r8\"/>\
         <hyperlink ref=\"A3\" location=\"表一!A1\" display=\"x\"/><hyperlink ref=\"ZZZZZZZ9\" r:id=\"r1\"/></hyperlinks>",
        data(&format!("<row r=\"2\">{}{}</row><row r=\"1\">{}</row><row r=\"3\">{}</row>", cell("A2"), cell("C2"), cell("B1"), cell("A3")))
    );
    assert_eq!(
        linked(&both_ways(&sheet, &relationships)),
        [(1, 2, "https://a.cn/?b=1&c=2"), (2, 1, "HTTP://b.cn#d"), (2, 3, "HTTP://b.cn#d")]
    );
    // Nothing says where the links lead.
    assert_eq!(linked(&grids(&Book::of(&sheet))[0]), []);
}

#[test]
fn a_link_behind_a_whole_column_is_given_to_few_cells() {
    let rows: String = (1..=3_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let sheet = format!("{}<hyperlinks><hyperlink ref=\"A1:XFD1048576\" r:id=\"r\"/></hyperlinks>", data(&rows));
    let relationships = leads(&[("r", "https://a.cn", " TargetMode=\"External\"")]);
    assert_eq!(linked(&both_ways(&sheet, &relationships)).len(), 1_000);
}

#[test]
fn formulas_are_noted_and_their_addresses_read() {
    let sheet = data(
        "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" t=\"str\"><f>HYPERLINK(\"https://a.cn/?b=1&amp;c=2\",\"查看\")</f><v>查看</v></c>\
         <c r=\"C1\"><f>SUM(A1)</f></c><c r=\"D1\"><f t=\"shared\" si=\"0\"/><v>3</v></c><c r=\"E1\" t=\"e\"><f>FILTER(A1)</f><v>#SPILL!</v></c>\
         <c r=\"F1\" t=\"str\"><f>HYPERLINK(&quot;http://b.cn&quot;)</f><v>乙</v></c><c r=\"G1\" t=\"str\"><f>HYPERLINK(\"http://c.cn/\"&amp;A1)</f><v>丙</v></c>\
         <c r=\"H1\"><v>4</v></c></row>",
    );
    // Formulas of rules and drop-downs belong to no cell.
    let sheet = format!(
        "{sheet}<extLst><ext><x14:dataValidation><x14:formula1><xm:f>HYPERLINK(\"http://d.cn\")</xm:f></x14:formula1></x14:dataValidation></ext></extLst>"
    );
    let grid = both_ways(&sheet, "<Relationships/>");
    assert_eq!(cells(&grid), ["A1=2", "B1=查看", "D1=3", "E1=#SPILL!", "F1=乙", "G1=丙", "H1=4"]);
    assert_eq!(grid.beside.formulas, [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7)]);
    assert_eq!(linked(&grid), [(1, 2, "https://a.cn/?b=1&c=2"), (1, 6, "http://b.cn")]);
    let cdata = data("<row><c t=\"str\"><f><![CDATA[HYPERLINK(\"http://e.cn/?a&b\")]]></f><v>x</v></c></row>");
    assert_eq!(linked(&grids(&Book::of(&cdata))[0]), [(1, 1, "http://e.cn/?a&b")]);
}

#[test]
fn a_formula_without_end_is_no_address() {
    let long = "x".repeat(40_000);
    let sheet = data(&format!("<row><c t=\"str\"><f>HYPERLINK(\"https://a.cn/{long}\")</f><v>甲</v></c></row>"));
    let grid = both_ways(&sheet, "<Relationships/>");
    assert_eq!((linked(&grid), grid.beside.formulas.len()), (vec![], 1));
}

#[test]
fn rich_text_keeps_its_letters_and_leaves_hints_out() {
    let shared = "<sst><si><r><rPr><b/></rPr><t>公开</t></r><r><t xml:space=\"preserve\"> 事项</t></r>\
        <rPh sb=\"0\" eb=\"2\"><t>gōng kāi</t></rPh><phoneticPr fontId=\"1\"/></si></sst>";
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
        <c r=\"B1\" t=\"inlineStr\"><is><r><t>内</t></r><r><t>容</t></r><rPh sb=\"0\" eb=\"1\"><t>nèi</t></rPh></is></c></row>";
    let (true_box, false_box) = ("", "<dimension ref=\"A1\"/>");
    for declared in [true_box, false_box] {
        let book = Book::of(&format!("{declared}{}", data(rows))).with("xl/sharedStrings.xml", shared);
        assert_eq!(cells(&grids(&book)[0]), ["A1=公开 事项", "B1=内容"]);
    }
}

#[test]
fn sheets_of_macros_are_passed_over() {
    let book = Book::sheets(&[
        ("甲", "", &data("<row><c><v>1</v></c></row>")),
        ("宏", "state=\"veryHidden\"", &data("<row><c><v>2</v></c></row>")),
    ]);
    for (kind, quote) in [("xlMacrosheet", '"'), ("xlIntlMacrosheet", '\'')] {
        let mut book = Book(book.0.clone());
        let relationships = book.0.iter_mut().find(|(name, _)| name.ends_with("workbook.xml.rels")).unwrap();
        let text = String::from_utf8(relationships.1.clone()).unwrap();
        let (first, second) = text.split_once("Id=\"r1\"").unwrap();
        let second = second.replacen("worksheet\"", &format!("{kind}\""), 1).replace('"', &quote.to_string());
        relationships.1 = format!("{first}Id=\"r1\"{second}").into_bytes();
        let grids = grids(&book);
        assert_eq!(grids.iter().map(cells).collect::<Vec<_>>(), [["A1=1"]]);
    }
}
