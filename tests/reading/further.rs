//! What stands beside the cells: comments, shapes, properties, kept changes, addresses off the web. Numbers in it are made up.

use super::*;
use crate::biff::{EXCEL_97, label, record, sheet, words, workbook};
use crate::compound;
use mulu::read::FurtherKind;

/// Every text beside the cells as `place kind text`, sorted.
fn further(bytes: Vec<u8>, shown: &str) -> Vec<String> {
    let (input, found) = read(bytes, shown);
    assert!(found.is_empty(), "{found:?}");
    let mut said: Vec<String> = (input.further.iter())
        .map(|further| {
            let cell = further.place.cell_name();
            let place = cell.as_deref().or(further.place.sheet()).unwrap_or("文件");
            let kind = match &further.kind {
                FurtherKind::Comment => "批注",
                FurtherKind::Link => "链接",
                FurtherKind::Shape => "图形",
                FurtherKind::Property(name) => name,
                FurtherKind::Change => "修订",
            };
            format!("{place} {kind} {}", further.text)
        })
        .collect();
    said.sort();
    said
}

fn leads(parts: &[(&str, &str, &str)]) -> String {
    let parts: String = (parts.iter())
        .map(|(kind, target, mode)| format!("<Relationship Id=\"{kind}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"{mode}/>"))
        .collect();
    format!("<Relationships>{parts}</Relationships>")
}

#[test]
fn everything_beside_the_cells_of_an_xlsx_is_read() {
    let content = data("<row><c r=\"A1\"><v>1</v></c></row>") + "<hyperlinks><hyperlink ref=\"A1\" r:id=\"hyperlink\"/></hyperlinks>";
    let book = Book::of(&content)
        .with(
            "xl/worksheets/_rels/s0.xml.rels",
            leads(&[
                ("comments", "../comments1.xml", ""),
                ("threadedComment", "/xl/threadedComments/t1.xml", ""),
                ("drawing", "../drawings/d1.xml", ""),
                ("hyperlink", "tel:13900000000", " TargetMode=\"External\""),
            ]),
        )
        .with(
            "xl/comments1.xml",
            "<comments><authors><author>甲</author></authors><commentList><comment ref=\"B3\" authorId=\"0\"><text><r><t>第一</t></r>\
             <r><t xml:space=\"preserve\"> 批&#27880;&amp;</t></r></text></comment><comment ref=\"\"><text><t>无处</t></text></comment>\
             </commentList></comments>",
        )
        .with("xl/threadedComments/t1.xml", "<ThreadedComments><threadedComment ref=\"C4\"><text>回复</text></threadedComment></ThreadedComments>")
        .with(
            "xl/drawings/d1.xml",
            "<xdr:wsDr><xdr:sp><xdr:txBody><a:p><a:r><a:t>内部</a:t></a:r><a:r><a:t>资料</a:t></a:r></a:p><a:p><a:r><a:t>注意保存</a:t></a:r></a:p>\
             </xdr:txBody></xdr:sp></xdr:wsDr>",
        )
        .with("docProps/core.xml", "<cp:coreProperties><dc:creator>乙</dc:creator><dc:title> </dc:title><dcterms:created>2020</dcterms:created></cp:coreProperties>")
        .with("docProps/app.xml", "<Properties><Application>x</Application><Company>某局</Company></Properties>")
        .with("docProps/custom.xml", "<Properties><property name=\"密级\"><vt:lpwstr>秘密</vt:lpwstr></property></Properties>")
        .with("xl/revisions/revisionLog1.xml", "<revisions><rcc><nc><is><t>改后</t></is></nc><oc><v>13900000000</v></oc></rcc></revisions>");
    assert_eq!(
        further(book.bytes(), "甲.xlsx"),
        [
            "A1 链接 tel:13900000000",
            "B3 批注 第一 批注&",
            "C4 批注 回复",
            "文件 作者 乙",
            "文件 修订 13900000000",
            "文件 修订 改后",
            "文件 单位 某局",
            "文件 密级 秘密",
            "表一 图形 内部资料\n注意保存",
            "表一 批注 无处",
        ]
    );
}

#[test]
fn parts_beside_the_cells_are_held_to_the_limits() {
    let rows = data("<row><c r=\"A1\"><v>1</v></c></row>");
    let with = |comments: String| {
        Book::of(&rows)
            .with("xl/worksheets/_rels/s0.xml.rels", leads(&[("comments", "../comments1.xml", "")]))
            .with("xl/comments1.xml", comments)
    };
    let rule = |book: Book| {
        let (input, found) = read(book.bytes(), "甲.xlsx");
        assert!(matches!(input.contents, Contents::Grids(_)), "the sheets are read all the same");
        found.into_iter().map(|found| found.rule.name).collect::<Vec<_>>()
    };
    assert_eq!(rule(with("<t>".repeat(400))), ["too-large"]);
    assert_eq!(rule(with(format!("<comments><comment ref=\"A1\"><t>{}</t></comment></comments>", "一".repeat(1 << 20)))), ["too-large"]);
    assert_eq!(rule(with("<!DOCTYPE x><comments/>".to_owned())), ["unreadable-file"]);
    assert_eq!(rule(with("<comments/>".to_owned())), [""; 0]);
}

#[test]
fn comments_and_properties_of_an_ods_are_read() {
    let flat = "<office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\
        <office:meta><dc:title>标题</dc:title><meta:user-defined meta:name=\"密级\">机密</meta:user-defined><meta:generator>x</meta:generator></office:meta>\
        <office:body><office:spreadsheet><table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>\
        <text:p>改前</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>\
        <table:table table:name=\"表\"><table:table-row><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell>\
        <office:annotation><dc:creator>丙</dc:creator><dc:date>2020</dc:date><text:p>批<text:span>注</text:span></text:p><text:p>二</text:p></office:annotation>\
        <text:p><text:a xlink:href=\"mailto:a@b.cn\">信</text:a></text:p></table:table-cell><table:table-cell><office:annotation><text:p>空格里</text:p>\
        </office:annotation></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>";
    assert_eq!(
        further(flat.as_bytes().to_vec(), "甲.fods"),
        ["C1 批注 批注\n二", "C1 链接 mailto:a@b.cn", "D1 批注 空格里", "文件 修订 改前", "文件 密级 机密", "文件 标题 标题"]
    );
}

#[test]
fn comments_shapes_and_properties_of_an_xls_are_read() {
    let shape = |number: u16| record(0x005d, &words(&[0x15, 0x12, 0x19, number, 0, 0, 0, 0, 0, 0, 0]));
    let text = |count: u16, pieces: &[&[u8]]| {
        let head = record(0x01b6, &words(&[0, 0, 0, 0, 0, count, 16, 0, 0]));
        [head, pieces.iter().flat_map(|piece| record(0x003c, piece)).collect()].concat()
    };
    let wide = |flag: u8, text: &str| [vec![flag], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let records = [
        label(0, 0, "甲"),
        shape(7),
        text(4, &[&wide(1, "批注"), &[0, b'A', b'B']]),
        shape(8),
        text(2, &[&wide(1, "图形")]),
        record(0x001c, &words(&[2, 1, 0, 7, 0])),
    ];
    // One property in a section that says its code page.
    let title = "标题".bytes().chain([0]).collect::<Vec<u8>>();
    let mut section = [0_u32, 2, 1, 24, 2, 32].iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    section.extend([2, 0, 0, 0, 0xe9, 0xfd, 0, 0]);
    section.extend(0x1e_u32.to_le_bytes());
    section.extend(u32::try_from(title.len()).unwrap().to_le_bytes());
    section.extend(&title);
    let mut summary = vec![0; 44];
    summary.extend(48_u32.to_le_bytes());
    summary.extend(&section);
    let stream = workbook(EXCEL_97, &[], &[sheet("表一", &records)]);
    let file = |summary: &[u8]| compound::file(&[("Workbook", &stream), ("\u{5}SummaryInformation", summary)]);
    assert_eq!(further(file(&summary), "甲.xls"), ["B3 批注 批注AB", "文件 标题 标题", "表一 图形 图形"]);
    for cut in 0..summary.len() {
        let _ = further(file(&summary[..cut]), "甲.xls");
    }
}
