//! Tells what a file is by its bytes, and what a text is by how it begins; a name decides only between the texts. Kinds
//! that are not read are named, with what to hand in instead. Reads none of them.

use super::compound::{self, Compound};
use super::package::{self, Package};
use super::{csv, workbook};
use crate::words::{Words, say};

mod archive;

/// What bytes are.
pub(super) enum Kind {
    /// An .xlsx workbook, whatever it is called.
    Xlsx,
    /// An .xlsb workbook, likewise.
    Xlsb,
    /// An .xls or .et workbook of Excel 5 to 2003.
    Xls,
    /// An OpenDocument workbook.
    Ods,
    /// Text, or what should be.
    Text,
    /// Nothing but blanks.
    Empty,
    /// A workbook with a password.
    Locked,
    /// A zip package whose directory cannot be read.
    Broken,
    /// A kind that is not read.
    Unread(Unread),
}

/// What a text is.
pub(super) enum TextKind {
    /// YAML, or what should be.
    Yaml,
    /// Rows of fields between commas, tabs or semicolons.
    Table,
    /// An OpenDocument workbook in one XML file.
    FlatOds,
    /// A kind that is not read.
    Unread(Unread),
}

/// A kind that is not read: what it is, and what to do.
pub(super) type Unread = (Words, Words);

/// The kind of a file with these bytes.
pub(super) fn of(bytes: &[u8]) -> Kind {
    if package::is_zip(bytes) {
        return match Package::open(bytes) {
            Ok(mut package) => of_package(&mut package, bytes),
            Err(_) => archive::of_broken(bytes).map_or(Kind::Broken, Kind::Unread),
        };
    }
    if bytes.trim_ascii().is_empty() {
        return Kind::Empty;
    }
    if compound::is_compound(bytes) {
        return of_compound(bytes);
    }
    if bytes.starts_with(b"\x09\x08") {
        return Kind::Xls;
    }
    [of_document, of_archive, of_picture].iter().find_map(|of| of(bytes)).map_or(Kind::Text, Kind::Unread)
}

/// The kind of a text. `shown` is the name people know it by; standard input has none.
pub(super) fn of_text(text: &str, shown: &str) -> TextKind {
    let start: String = text.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    let extension = extension(shown);
    if start.starts_with('<') {
        return of_markup(&start);
    }
    let is_table = || csv::is_table(text);
    match extension.as_str() {
        "csv" | "tsv" => TextKind::Table,
        // Systems export such texts under the names of workbooks, and Excel opens them.
        "xlsx" | "xlsm" | "xls" | "et" | "xlsb" | "ods" | "txt" | "tab" if is_table() => TextKind::Table,
        "xlsx" | "xlsm" | "xls" | "et" | "xlsb" | "ods" => {
            TextKind::Unread((say!("这其实是文本文件，不是表格文件", "this is a text file, not a workbook"), save_as()))
        }
        "doc" | "docx" | "wps" | "pdf" | "zip" | "html" | "htm" | "xml" | "mht" | "mhtml" => {
            TextKind::Unread((say!("这个文件不能作为清单读取", "this file cannot be read as a list"), save_as()))
        }
        _ => TextKind::Yaml,
    }
}

/// Whether a name says that the text in the file is a table.
pub(super) fn is_named_table(shown: &str) -> bool {
    matches!(extension(shown).as_str(), "csv" | "tsv" | "txt" | "tab" | "xls" | "xlsx" | "et")
}

fn extension(shown: &str) -> String {
    shown.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase()
}

fn save_as() -> Words {
    say!("请用 WPS 或 Excel 打开，另存为 .xlsx 后重新提交", "open it in WPS or Excel, save it as .xlsx and hand that in")
}

fn copy_out() -> Words {
    say!("请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 后提交", "copy its table into a workbook and hand in the .xlsx")
}

/// An old workbook or document, by its streams. Those that lie in folders belong to what is embedded in the file.
fn of_compound(bytes: &[u8]) -> Kind {
    let file = Compound::open(bytes).ok();
    let holds = |name: &str| file.as_ref().is_some_and(|file| file.has(name));
    if workbook::xls::STREAMS.iter().any(|name| holds(name)) {
        Kind::Xls
    } else if holds("EncryptedPackage") {
        Kind::Locked
    } else if holds("WordDocument") {
        Kind::Unread((say!("这是 Word 文档（.doc），不能作为清单读取", "this is a Word document (.doc)"), copy_out()))
    } else if holds("PowerPoint Document") {
        Kind::Unread((say!("这是演示文稿（.ppt），不能作为清单读取", "this is a presentation (.ppt)"), copy_out()))
    } else {
        // Its reader says what is wrong.
        Kind::Xls
    }
}

/// What a package holds, and for an archive of files which of them are lists.
fn of_package(package: &mut Package<'_>, bytes: &[u8]) -> Kind {
    if package.names().any(|name| name.ends_with("workbook.bin")) {
        return Kind::Xlsb;
    }
    if package.has("_rels/.rels") && package.names().any(|name| name.ends_with("workbook.xml")) {
        return Kind::Xlsx;
    }
    let under = |folder: &str| package.names().any(|name| name.starts_with(folder));
    let is_office = package.has("[content_types].xml");
    let unread = if is_office && under("word/") {
        (say!("这是 Word 文档（.docx），不能作为清单读取", "this is a Word document (.docx)"), copy_out())
    } else if is_office && under("ppt/") {
        (say!("这是演示文稿（.pptx），不能作为清单读取", "this is a presentation (.pptx)"), copy_out())
    } else if package.has("ofd.xml") {
        (say!("这是 OFD 版式文件，不能作为清单读取", "this is an OFD document"), copy_out())
    } else if package.names().any(|name| name.ends_with(".iwa") || name == "index.apxl") {
        let words = say!("这是苹果电脑的文稿（Numbers 或 Pages），不能读取", "this is a Numbers or Pages document");
        let help = say!(
            "请在 Numbers 里选“文件—导出为—Excel”，提交导出的 .xlsx；Pages 文稿请把表格复制到 Excel 或 WPS 表格里",
            "in Numbers export it to Excel and hand in the .xlsx; copy the table of a Pages document into a workbook"
        );
        (words, help)
    } else if package.has("mimetype") || package.has("content.xml") || package.has("encrypted-package") {
        return of_open_document(package);
    } else if is_office {
        (say!("这个文件里没有工作簿，不能作为清单读取", "this package holds no workbook"), save_as())
    } else {
        archive::of(bytes)
    };
    Kind::Unread(unread)
}

/// The first part of an OpenDocument package says what it is.
fn of_open_document(package: &mut Package<'_>) -> Kind {
    let mimetype = package.bytes("mimetype").ok().flatten().unwrap_or_default();
    let mimetype = String::from_utf8_lossy(&mimetype).trim().to_owned();
    let Some(kind) = mimetype.strip_prefix("application/vnd.oasis.opendocument.") else {
        return if mimetype.is_empty() {
            Kind::Ods
        } else if mimetype.contains("calc") {
            Kind::Unread((say!("这是很旧的表格文件（.sxc），不能读取", "this is a very old workbook (.sxc)"), save_as()))
        } else {
            Kind::Unread((say!("这个文件里没有工作簿，不能作为清单读取", "this package holds no workbook"), save_as()))
        };
    };
    if kind.starts_with("spreadsheet") {
        return Kind::Ods;
    }
    Kind::Unread(open_document(kind))
}

/// A document of the family that is no workbook.
fn open_document(kind: &str) -> Unread {
    let words = if kind.starts_with("text") {
        say!("这是 OpenDocument 文字文档（.odt，相当于 Word 文档），不能作为清单读取", "this is a text document (.odt)")
    } else if kind.starts_with("presentation") {
        say!("这是 OpenDocument 演示文稿（.odp），不能作为清单读取", "this is a presentation (.odp)")
    } else {
        say!("这是 OpenDocument 文件，但不是表格，不能作为清单读取", "this is an OpenDocument file, but no workbook")
    };
    (words, copy_out())
}

/// Web pages and XML, often under the names of workbooks.
fn of_markup(start: &str) -> TextKind {
    let holds = |words: &[&str]| words.iter().any(|word| start.contains(word));
    let unread = |words: Words, help: Words| TextKind::Unread((words, help));
    if holds(&["<office:document"]) {
        if holds(&["opendocument.spreadsheet"]) {
            return TextKind::FlatOds;
        }
        let kind = start.split_once("opendocument.").map_or("", |(_, kind)| kind);
        return TextKind::Unread(open_document(if kind.starts_with("text") { "text" } else { "" }));
    }
    if holds(&["schemas-microsoft-com:office:spreadsheet", "progid=\"excel.sheet\""]) {
        return unread(
            say!(
                "这其实是 XML 文件（“XML 表格 2003”），不是普通的表格文件，不能读取",
                "this is an XML file (an XML spreadsheet 2003), which is not read"
            ),
            save_as(),
        );
    }
    if holds(&["word/2003/wordml", "progid=\"word.document\"", "<pkg:package"]) {
        return unread(say!("这是 Word 文档（XML 格式），不能作为清单读取", "this is a Word document in XML"), copy_out());
    }
    if holds(&["<uof:", "schemas.uof.org"]) {
        return unread(say!("这是“标文通”文件（UOF），不能读取", "this is a UOF document, which is not read"), save_as());
    }
    if holds(&["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style", "<script", "<div", "<tr"]) {
        return unread(say!("这其实是网页（HTML），不是表格文件", "this is a web page (HTML), not a workbook"), save_as());
    }
    if start.starts_with("<?xml") || start.starts_with("<workbook") {
        return unread(say!("这其实是 XML 文件，不是表格文件，不能读取", "this is an XML file, not a workbook"), save_as());
    }
    TextKind::Yaml
}

/// Documents, web pages saved whole, and workbooks older than the file system of the old ones.
fn of_document(bytes: &[u8]) -> Option<Unread> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if [b"\x09\x04", b"\x09\x02", b"\x09\x00"].iter().any(|mark| starts(*mark)) {
        return Some((
            say!("这是很旧的 .xls 文件（Excel 4.0 或更早），不能读取", "this is a very old .xls file (Excel 4.0 or earlier)"),
            save_as(),
        ));
    }
    if starts(b"%PDF") {
        return Some((say!("这是 PDF 文件，不能作为清单读取", "this is a PDF"), copy_out()));
    }
    if starts(b"{\\rtf") {
        return Some((say!("这是 RTF 文档，不能作为清单读取", "this is an RTF document"), copy_out()));
    }
    let head = bytes.trim_ascii_start();
    let head = head[..head.len().min(4096)].to_ascii_lowercase();
    let holds = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    // Letters begin so too, but nobody hands those in.
    let is_mail = [b"mime-version:".as_slice(), b"from:", b"content-type:", b"subject:"].iter().any(|field| head.starts_with(field));
    (is_mail && holds(b"mime-version:") && holds(b"content-type:"))
        .then(|| (say!("这其实是网页归档（.mht），不是表格文件", "this is a web archive (.mht), not a workbook"), save_as()))
}

/// Archives whose names are not read.
fn of_archive(bytes: &[u8]) -> Option<Unread> {
    const MARKS: [&[u8]; 6] = [b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"PK\x05\x06", b"BZh", b"\xfd7zXZ"];
    let is_tar = bytes.get(257..262) == Some(b"ustar");
    (is_tar || MARKS.iter().any(|mark| bytes.starts_with(mark))).then(|| (archive::words(), archive::unpack()))
}

fn of_picture(bytes: &[u8]) -> Option<Unread> {
    const MARKS: [&[u8]; 5] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"];
    let says_its_size = |at: usize| {
        let size = bytes.get(at..at + 4).and_then(|size| size.try_into().ok()).map(u32::from_le_bytes);
        size.is_some_and(|size| usize::try_from(size).is_ok_and(|size| size >= 26 && size <= bytes.len()))
    };
    let is_bitmap = bytes.starts_with(b"BM") && says_its_size(2);
    let is_web_picture = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let is_phone_picture = bytes.get(4..8) == Some(b"ftyp");
    let is_picture = is_bitmap || is_web_picture || is_phone_picture || MARKS.iter().any(|mark| bytes.starts_with(mark));
    let words = || say!("这是图片，不能作为清单读取", "this is a picture");
    let help = || {
        say!(
            "请提交原来的电子表格；只有图片或扫描件的，请把表格重新录入 Excel 或 WPS 表格",
            "hand in the workbook itself; where there is only a picture, type its table into one"
        )
    };
    is_picture.then(|| (words(), help()))
}
