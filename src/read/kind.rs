//! Tells what a file is by its bytes. Kinds that are not read are named, with what to hand in instead. Reads none of them.

use super::package::{self, Package};
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::rule::stage::reading::UNSUPPORTED_FORMAT;
use crate::words::{Words, say};

/// What bytes are.
pub(super) enum Kind {
    /// An .xlsx workbook, whatever it is called.
    Workbook,
    /// Text, or what should be.
    Text,
    /// Nothing but blanks.
    Empty,
    /// A workbook with a password.
    Locked,
    /// A zip package whose directory cannot be read.
    Broken,
    /// A kind that is not read: what it is, and what to do.
    Unread(Words, Words),
}

/// The kind of a file with these bytes.
pub(super) fn of(bytes: &[u8]) -> Kind {
    if package::is_zip(bytes) {
        return Package::open(bytes).map_or(Kind::Broken, |package| of_package(&package));
    }
    let save_as = || say!("请用 WPS 或 Excel 打开，另存为 .xlsx 后重新提交", "open it in WPS or Excel, save it as .xlsx and hand that in");
    let copy_out =
        || say!("请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 后提交", "copy its table into a workbook and hand in the .xlsx");
    let unpack = || say!("请解压后提交里面的文件", "unpack it and hand in the files within");
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if bytes.trim_ascii().is_empty() {
        return Kind::Empty;
    }
    if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // Names in the directory of a compound file are UTF-16.
        let holds = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|window| window == name)
        };
        return if holds("EncryptedPackage") {
            Kind::Locked
        } else if holds("WordDocument") {
            Kind::Unread(say!("这是 Word 文档（.doc），不能作为清单读取", "this is a Word document (.doc)"), copy_out())
        } else {
            Kind::Unread(
                say!("这是旧版表格文件（.xls 或 .et），暂不能读取", "this is an old workbook (.xls or .et), which is not read yet"),
                save_as(),
            )
        };
    }
    if starts(b"\x09\x08") || starts(b"\x09\x04") || starts(b"\x09\x02") || starts(b"\x09\x00") {
        return Kind::Unread(say!("这是很旧的 .xls 文件，不能读取", "this is a very old .xls file"), save_as());
    }
    if starts(b"%PDF") {
        return Kind::Unread(say!("这是 PDF 文件，不能作为清单读取", "this is a PDF"), copy_out());
    }
    if starts(b"{\\rtf") {
        return Kind::Unread(say!("这是 RTF 文档，不能作为清单读取", "this is an RTF document"), copy_out());
    }
    if starts(b"Rar!") || starts(b"7z\xbc\xaf\x27\x1c") || starts(b"\x1f\x8b") || starts(b"PK\x05\x06") {
        return Kind::Unread(say!("这是压缩包，不能直接读取", "this is an archive"), unpack());
    }
    if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") {
        return Kind::Unread(say!("这是图片，不能作为清单读取", "this is a picture"), copy_out());
    }
    Kind::Text
}

fn of_package(package: &Package<'_>) -> Kind {
    let save_as = || say!("请用 WPS 或 Excel 打开，另存为 .xlsx 后重新提交", "open it in WPS or Excel, save it as .xlsx and hand that in");
    let copy_out =
        || say!("请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 后提交", "copy its table into a workbook and hand in the .xlsx");
    let under = |folder: &str| package.names().any(|name| name.starts_with(folder));
    if package.names().any(|name| name.ends_with("workbook.bin")) {
        Kind::Unread(say!("这是二进制工作簿（.xlsb），暂不能读取", "this is a binary workbook (.xlsb), which is not read yet"), save_as())
    } else if package.has("_rels/.rels") && package.names().any(|name| name.ends_with("workbook.xml")) {
        Kind::Workbook
    } else if package.has("word/document.xml") {
        Kind::Unread(say!("这是 Word 文档（.docx），不能作为清单读取", "this is a Word document (.docx)"), copy_out())
    } else if under("ppt/") {
        Kind::Unread(say!("这是演示文稿（.pptx），不能作为清单读取", "this is a presentation (.pptx)"), copy_out())
    } else if package.has("mimetype") && package.has("content.xml") {
        Kind::Unread(
            say!("这是 OpenDocument 文件（.ods 等），暂不能读取", "this is an OpenDocument file (.ods), which is not read yet"),
            save_as(),
        )
    } else if package.has("[content_types].xml") {
        Kind::Unread(say!("这个文件里没有工作簿，不能作为清单读取", "this package holds no workbook"), save_as())
    } else {
        Kind::Unread(
            say!("这是压缩包，不能直接读取", "this is an archive"),
            say!("请解压后提交里面的文件", "unpack it and hand in the files within"),
        )
    }
}

/// Text that is no YAML: HTML and XML that was saved as a workbook, and tables separated by commas or tabs.
pub(super) fn unread_text(text: &str, shown: &str) -> Option<Diagnostic> {
    let start: String = text.trim_start().chars().take(512).collect::<String>().to_ascii_lowercase();
    let extension = shown.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let save_as = say!("请用 WPS 或 Excel 打开，另存为 .xlsx 后重新提交", "open it in WPS or Excel, save it as .xlsx and hand that in");
    let message = if ["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<?xml") && start.contains("<html"))
    {
        say!("这其实是网页（HTML），不是表格文件", "this is a web page (HTML), not a workbook")
    } else if start.starts_with("<?xml") || start.starts_with("<workbook") {
        say!("这其实是 XML 文件（如“XML 表格 2003”），不能读取", "this is an XML file (such as an XML spreadsheet 2003)")
    } else if extension == "csv" {
        say!("这是 CSV 文件，暂不能读取", "this is a CSV file, which is not read yet")
    } else if matches!(extension.as_str(), "xlsx" | "xlsm" | "xls" | "et" | "xlsb" | "ods") {
        say!("这其实是文本文件，不是表格文件", "this is a text file, not a workbook")
    } else if matches!(extension.as_str(), "doc" | "docx" | "wps" | "pdf" | "zip" | "html" | "htm" | "xml") {
        say!("这个文件不能作为清单读取", "this file cannot be read as a list")
    } else {
        return None;
    };
    Some(Diagnostic::new(&UNSUPPORTED_FORMAT, Place::file(shown), message).with_help(save_as))
}
