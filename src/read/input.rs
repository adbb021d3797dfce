//! Takes a file's bytes, within the limit, and hands them to the reader of their kind. Reads no format itself.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::digest::{hex, sha256_of};
use super::encoding::Meant;
use super::kind::{self, Kind, TextKind};
use super::package::Package;
use super::workbook::Book;
use super::{Choice, Contents, Grid, Input, csv, encoding, guard, workbook, yaml};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{Origin, Place};
use crate::rule::stage::reading::{ENCODING, UNREADABLE_FILE, UNSUPPORTED_FORMAT};
use crate::words::say;

/// Reads a file, or standard input when it is shown as `-`; places show it as `shown`. What cannot be read is reported and leaves [`Contents::Nothing`].
pub fn read_file(path: &Path, shown: &str, choice: Choice, diagnostics: &mut Diagnostics) -> Input {
    match if shown == "-" { content(io::stdin().lock()) } else { content_of(path) } {
        Ok(Content::Whole(bytes)) => read_bytes(bytes, shown, choice, diagnostics),
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

/// The bytes of a file that is to be handed back; none when it is too large to have been read.
///
/// # Errors
/// When the machine cannot read it.
pub fn bytes_of(path: &Path) -> io::Result<Option<Vec<u8>>> {
    Ok(match content_of(path)? {
        Content::Whole(bytes) => Some(bytes),
        Content::TooLarge { .. } => None,
    })
}

/// Reads bytes that came from a file, or from standard input.
pub fn read_bytes(bytes: Vec<u8>, shown: &str, choice: Choice, diagnostics: &mut Diagnostics) -> Input {
    let sha256 = sha256_of(&bytes);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if refuse_size(size, shown, diagnostics) {
        return nothing(shown, sha256);
    }
    let before = diagnostics.iter().count();
    let nothing = || nothing(shown, sha256.clone());
    let input = match kind::of(&bytes) {
        Kind::Xlsx => of_book(workbook::xlsx::read(&bytes, shown, diagnostics), nothing()),
        Kind::Xlsb => of_book(workbook::xlsb::read(&bytes, shown, diagnostics), nothing()),
        Kind::Xls => of_book(workbook::xls::read(&bytes, shown, choice, diagnostics), nothing()),
        Kind::Ods => of_book(workbook::ods::read(&bytes, shown, diagnostics), nothing()),
        Kind::Text => read_text(bytes, nothing(), diagnostics),
        Kind::Empty => nothing(),
        Kind::Locked => {
            diagnostics.push(guard::Refusal::locked().at(Place::file(shown)));
            nothing()
        }
        Kind::Broken => {
            if let Err(refusal) = Package::open(&bytes) {
                diagnostics.push(refusal.at(Place::file(shown)));
            }
            nothing()
        }
        Kind::Unread(unread) => {
            diagnostics.push(not_read(unread, shown));
            nothing()
        }
    };
    // How a text is encoded says nothing of why it holds nothing.
    let is_silent = diagnostics.iter().skip(before).all(|found| found.rule.name == ENCODING.name);
    if matches!(input.contents, Contents::Nothing) && is_silent {
        diagnostics.push(empty(shown));
    }
    input
}

/// What a text file holds; its text too, when excerpts are cut from it.
fn read_text(bytes: Vec<u8>, nothing: Input, diagnostics: &mut Diagnostics) -> Input {
    let shown = nothing.path.as_str();
    let meant = if kind::is_named_table(shown) { Meant::Table } else { Meant::Yaml };
    let Some(text) = encoding::decode(bytes, meant, shown, diagnostics) else { return nothing };
    match kind::of_text(&text, shown) {
        TextKind::Yaml => {
            let origin = Arc::new(Origin { file: shown.to_owned(), sheet: None });
            let trees = yaml::parse(&text, &origin, diagnostics);
            let contents = if trees.is_empty() { Contents::Nothing } else { Contents::Trees(trees) };
            Input { contents, text: Some(Arc::from(text)), ..nothing }
        }
        TextKind::Table => Input { contents: grids(csv::read(&text, shown, diagnostics).into_iter().collect()), ..nothing },
        TextKind::FlatOds => of_book(workbook::ods::read_flat(&text, shown, diagnostics), nothing),
        TextKind::Unread(unread) => {
            diagnostics.push(not_read(unread, shown));
            nothing
        }
    }
}

fn of_book(book: Book, nothing: Input) -> Input {
    Input { contents: grids(book.grids), further: book.further, ..nothing }
}

fn grids(grids: Vec<Grid>) -> Contents {
    if grids.is_empty() { Contents::Nothing } else { Contents::Grids(grids) }
}

fn not_read((message, help): kind::Unread, shown: &str) -> Diagnostic {
    Diagnostic::new(&UNSUPPORTED_FORMAT, Place::file(shown), message).with_help(help)
}

fn nothing(shown: &str, sha256: String) -> Input {
    Input { path: shown.to_owned(), sha256, text: None, contents: Contents::Nothing, further: Vec::new() }
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
