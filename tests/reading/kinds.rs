//! Files of kinds that are not read: each is named, whatever it is called, with what to hand in instead.

use super::*;

fn compound(name: &str) -> Vec<u8> {
    crate::compound::file(&[("Other", b"x"), (name, b"x")])
}

fn package(names: &[&str]) -> Vec<u8> {
    Book(names.iter().map(|name| ((*name).to_owned(), b"<a/>".to_vec())).collect()).bytes()
}

/// An OpenDocument package that says it is of this kind.
fn open_document(kind: &str) -> Vec<u8> {
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    Book(vec![("mimetype".to_owned(), kind.into_bytes()), ("content.xml".to_owned(), b"<a/>".to_vec())]).bytes()
}

#[test]
fn kinds_that_are_not_read_are_named() {
    for (bytes, shown, word) in [
        (compound("WordDocument"), "甲.doc", "Word"),
        (compound("PowerPoint Document"), "甲.xls", "演示文稿"),
        (b"%PDF-1.7".to_vec(), "甲.pdf", "PDF"),
        (b"{\\rtf1\\ansi".to_vec(), "甲.doc", "RTF"),
        (b"a\tb\n1\t2\n".to_vec(), "甲.xls", "文本"),
        (package(&["[Content_Types].xml", "word/document.xml"]), "甲.docx", "docx"),
        (package(&["[Content_Types].xml", "word/document2.xml"]), "甲.xlsx", "docx"),
        (package(&["[Content_Types].xml", "ppt/presentation.xml"]), "甲.xlsx", "演示文稿"),
        (package(&["[Content_Types].xml", "visio/document.xml"]), "甲.xlsx", "没有工作簿"),
        (package(&["OFD.xml", "Doc_0/Document.xml"]), "甲.ofd", "OFD"),
        (package(&["Index/Document.iwa", "Metadata/Properties.plist"]), "甲.numbers", "导出"),
        (open_document("text"), "甲.odt", "Word"),
        (open_document("presentation"), "甲.ods", "演示文稿"),
        (open_document("graphics"), "甲.ods", "不是表格"),
        (b"\x89PNG\r\n".to_vec(), "甲.xlsx", "图片"),
        ([b"BM\x22\0\0\0".as_slice(), &[0; 28]].concat(), "甲.xlsx", "图片"),
        (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), "甲.jpg", "图片"),
        (b"\0\0\0\x18ftypheic".to_vec(), "甲.jpg", "图片"),
        (b"Rar!\x1a\x07".to_vec(), "甲.xlsx", "放进 lists/ 文件夹"),
        (b"\x1f\x8b\x08".to_vec(), "甲.zip", "压缩包"),
        (b"PK\x05\x06".to_vec(), "甲.zip", "压缩包"),
    ] {
        refused(bytes, shown, "unsupported-format", word);
    }
    for (bytes, shown, word) in [
        (compound("EncryptedPackage"), "甲.xlsx", "密码"),
        (Vec::new(), "甲.yaml", "空的"),
        (Vec::new(), "甲.csv", "空的"),
        (b"\xef\xbb\xbf\r\n,,,\r\n".to_vec(), "甲.csv", "空的"),
        (b" \r\n\n".to_vec(), "甲.xlsx", "空的"),
        (b"# only a remark\n".to_vec(), "甲.yaml", "空的"),
        (Book::of(&data("<row><c s=\"1\"/></row>")).bytes(), "甲.xlsx", "空的"),
        (vec![0xff; 64], "甲.yaml", "编码"),
        (vec![0xff; 64], "甲.csv", "编码"),
    ] {
        refused(bytes, shown, "unreadable-file", word);
    }
}

#[test]
fn web_pages_and_xml_under_the_names_of_workbooks_are_named() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>1</td></tr></table></html>";
    let xml = "<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\r\n\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    let mail = "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n\
        Content-Type: text/html\r\n\r\n<html/>";
    let office =
        |kind: &str| format!("<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.{kind}\"/>");
    for shown in ["甲.xls", "甲.xlsx", "甲.csv", "甲.yaml", "甲"] {
        for (text, word) in [
            (page, "网页（HTML）"),
            ("  <!-- 导出 --><TABLE><TR>", "网页（HTML）"),
            ("<?xml version=\"1.0\"?><!DOCTYPE html><html>", "网页（HTML）"),
            ("<meta charset=\"gbk\"><table>", "网页（HTML）"),
            (xml, "XML 表格 2003"),
            ("<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"/>", "Word"),
            ("<?xml version=\"1.0\"?><uof:UOF xmlns:uof=\"http://schemas.uof.org/cn/2003/uof\"/>", "UOF"),
            ("<?xml version=\"1.0\"?><list/>", "XML 文件"),
            (mail, "网页归档"),
            (&office("text"), "odt"),
            (&office("drawing"), "不是表格"),
        ] {
            refused(text.as_bytes().to_vec(), shown, "unsupported-format", word);
        }
    }
    // In UTF-16, which is noted as well.
    let (_, found) = read("\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect(), "甲.xls");
    let rules: Vec<_> = found.iter().map(|found| found.rule.name).collect();
    assert!(rules.contains(&"unsupported-format") && rules.contains(&"encoding-noted"), "{found:?}");
}

/// The message about a zip archive of empty files with these names.
fn said_of_archive(names: &[&str]) -> String {
    let (_, found) = read(package(names), "清单.zip");
    assert_eq!(found.iter().map(|found| found.rule.name).collect::<Vec<_>>(), ["unsupported-format"], "{found:?}");
    assert_eq!(found[0].help.as_ref().unwrap().zh, "请解压后把里面的清单放进 lists/ 文件夹");
    found[0].message.zh.clone()
}

#[test]
fn an_archive_says_which_lists_it_holds() {
    assert_eq!(
        said_of_archive(&["清单/市教育局.xlsx", "清单/市民政局.ods", "说明.txt", "__MACOSX/._a.xlsx"]),
        "这是压缩包，不能直接读取；里面有：市教育局.xlsx、市民政局.ods"
    );
    assert_eq!(
        said_of_archive(&["a.xlsx", "b.xls", "c.csv", "d.yaml", "~$a.xlsx"]),
        "这是压缩包，不能直接读取；里面有：a.xlsx、b.xls、c.csv等 4 个文件"
    );
    assert_eq!(said_of_archive(&["照片.png", "word/甲.txt"]), "这是压缩包，不能直接读取");
    // Names that differ only in their letters, and more files than a workbook has parts.
    assert!(said_of_archive(&["a.xlsx", "A.xlsx"]).contains("a.xlsx、A.xlsx"));
    let names: Vec<String> = (0..1_200).map(|index| format!("{index}.xlsx")).collect();
    assert!(said_of_archive(&names.iter().map(String::as_str).collect::<Vec<_>>()).contains("等 1200 个文件"));
}

#[test]
fn names_that_windows_packed_are_no_mojibake() {
    // The names are of the same length in the archive, so one may be put in the place of the other.
    let name = encoding_rs::GBK.encode("甲局.xlsx").0.into_owned();
    let stand_in = "abcd.xlsx";
    assert_eq!(name.len(), stand_in.len());
    let mut bytes = package(&[stand_in, "b.txt"]);
    while let Some(at) = bytes.windows(name.len()).position(|window| window == stand_in.as_bytes()) {
        bytes[at..at + name.len()].copy_from_slice(&name);
    }
    let (_, found) = read(bytes, "清单.zip");
    assert!(found[0].message.zh.contains("里面有：甲局.xlsx"), "{found:?}");
}
