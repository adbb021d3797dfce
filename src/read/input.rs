//! Tells what a file is by its bytes and hands it to the reader of its kind. A name decides only what text is meant to
//! be. Kinds that are not read are named, with what to hand in instead.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::package::{self, Package};
use super::{Contents, Input, encoding, guard, workbook, yaml};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{Origin, Place};
use crate::rule::stage::reading::{UNREADABLE_FILE, UNSUPPORTED_FORMAT};
use crate::words::{Words, say};

/// Reads a file, or standard input when it is shown as `-`; places show it as `shown`. What cannot be read is reported and leaves [`Contents::Nothing`].
pub fn read_file(path: &Path, shown: &str, diagnostics: &mut Diagnostics) -> Input {
    match if shown == "-" { content(io::stdin().lock()) } else { content_of(path) } {
        Ok(Content::Whole(bytes)) => read_bytes(bytes, shown, diagnostics),
        Ok(Content::TooLarge { size, sha256 }) => {
            refuse_size(size, shown, diagnostics);
            nothing(shown, sha256)
        }
        Err(error) => {
            let (message, help) = match error.kind() {
                io::ErrorKind::NotFound => (
                    say!("找不到文件“{shown}”", "there is no file “{shown}”"),
                    say!("请检查文件名和所在的文件夹", "check its name and folder"),
                ),
                _ => (
                    say!("文件无法打开", "the file cannot be opened: {error}"),
                    say!(
                        "请关闭正在使用它的程序，检查是否有读取权限，再试一次",
                        "close programs that use it, check that it may be read, and try again"
                    ),
                ),
            };
            diagnostics.push(Diagnostic::new(&UNREADABLE_FILE, Place::file(shown), message).with_help(help));
            nothing(shown, String::new())
        }
    }
}

/// Reads bytes that came from a file, or from standard input.
pub fn read_bytes(bytes: Vec<u8>, shown: &str, diagnostics: &mut Diagnostics) -> Input {
    let sha256 = hex(&Sha256::digest(&bytes));
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if refuse_size(size, shown, diagnostics) {
        return nothing(shown, sha256);
    }
    match kind_of(&bytes) {
        Kind::Workbook => {
            let before = diagnostics.iter().count();
            let grids = workbook::xlsx::read(&bytes, shown, diagnostics);
            if grids.is_empty() && diagnostics.iter().count() == before {
                diagnostics.push(empty(shown));
            }
            let contents = if grids.is_empty() { Contents::Nothing } else { Contents::Grids(grids) };
            return Input { contents, ..nothing(shown, sha256) };
        }
        Kind::Text => {}
        Kind::Empty => {
            diagnostics.push(empty(shown));
            return nothing(shown, sha256);
        }
        Kind::Locked => {
            diagnostics.push(guard::Refusal::locked().at(Place::file(shown)));
            return nothing(shown, sha256);
        }
        Kind::Broken => {
            if let Err(refusal) = Package::open(&bytes) {
                diagnostics.push(refusal.at(Place::file(shown)));
            }
            return nothing(shown, sha256);
        }
        Kind::Unread(message, help) => {
            diagnostics.push(Diagnostic::new(&UNSUPPORTED_FORMAT, Place::file(shown), message).with_help(help));
            return nothing(shown, sha256);
        }
    }
    let Some(text) = encoding::decode(bytes, shown, diagnostics) else { return nothing(shown, sha256) };
    if let Some(finding) = unread_text(&text, shown) {
        diagnostics.push(finding);
        return nothing(shown, sha256);
    }
    let origin = Arc::new(Origin { file: shown.to_owned(), sheet: None });
    let before = diagnostics.iter().count();
    let trees = yaml::parse(&text, &origin, diagnostics);
    if trees.is_empty() && diagnostics.iter().count() == before {
        diagnostics.push(empty(shown));
    }
    let contents = if trees.is_empty() { Contents::Nothing } else { Contents::Trees(trees) };
    Input { text: Some(Arc::from(text)), contents, ..nothing(shown, sha256) }
}

fn nothing(shown: &str, sha256: String) -> Input {
    Input { path: shown.to_owned(), sha256, text: None, contents: Contents::Nothing }
}

/// A file with nothing in it.
fn empty(shown: &str) -> Diagnostic {
    let message = say!("文件是空的，没有任何内容", "the file is empty");
    let help = say!("请检查是否保存成功，重新保存后提交", "check that it was saved, and hand it in again");
    Diagnostic::new(&UNREADABLE_FILE, Place::file(shown), message).with_help(help)
}

/// Reports a file that is refused for its size.
fn refuse_size(size: u64, shown: &str, diagnostics: &mut Diagnostics) -> bool {
    guard::file_size(size).map_err(|refusal| diagnostics.push(refusal.at(Place::file(shown)))).is_err()
}

/// A file's bytes, or only their hash when there are too many.
enum Content {
    Whole(Vec<u8>),
    TooLarge { size: u64, sha256: String },
}

fn content_of(path: &Path) -> io::Result<Content> {
    let file = File::open(path)?;
    // A pipe or device may never end.
    if file.metadata()?.is_file() { content(file) } else { Err(io::Error::other("not a regular file")) }
}

fn content(mut source: impl Read) -> io::Result<Content> {
    let mut bytes = Vec::new();
    (&mut source).take(guard::LIMITS.file_bytes + 1).read_to_end(&mut bytes)?;
    let mut size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size <= guard::LIMITS.file_bytes {
        return Ok(Content::Whole(bytes));
    }
    let mut hash = Sha256::new_with_prefix(&bytes);
    loop {
        let read = source.read(&mut bytes)?;
        if read == 0 {
            return Ok(Content::TooLarge { size, sha256: hex(&hash.finalize()) });
        }
        hash.update(&bytes[..read]);
        size += u64::try_from(read).unwrap_or(u64::MAX);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What bytes are.
enum Kind {
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

fn kind_of(bytes: &[u8]) -> Kind {
    if package::is_zip(bytes) {
        return Package::open(bytes).map_or(Kind::Broken, |package| kind_of_package(&package));
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

fn kind_of_package(package: &Package<'_>) -> Kind {
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
fn unread_text(text: &str, shown: &str) -> Option<Diagnostic> {
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
