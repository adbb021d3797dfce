//! An OpenDocument workbook: .ods, or .fods, which is the same in one XML file. Its content is read once, from the top
//! to the bottom; repeated rows and cells stay counts until something stands in them. Computes no formula.

use std::cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::tag::{attributes, malformed};
use super::{Book, Cells, further, grid, told};
use crate::diagnostic::Diagnostics;
use crate::place::{At, Origin, Place, Sheet};
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::{Package, Part};
use crate::read::{Further, FurtherKind, Visibility};
use crate::words::say;

mod cell_text;
mod properties;
mod table;
mod value;

/// Reads the sheets that hold something, in their order. What cannot be read is reported and left out.
pub(in crate::read) fn read(bytes: &[u8], shown: &str, diagnostics: &mut Diagnostics) -> Book {
    let book = content(bytes).and_then(|mut package| {
        let mut book = Book::default();
        if let Some(mut meta) = package.part("meta.xml", LIMITS.small_part_bytes)? {
            properties::read(&mut meta, shown, &mut book.further)?;
        }
        let mut part = package.part("content.xml", LIMITS.part_bytes)?.ok_or_else(no_sheets)?;
        document(&mut part, shown, &mut book, diagnostics)?;
        Ok(book)
    });
    told(book, shown, diagnostics)
}

/// Reads an .fods file.
pub(in crate::read) fn read_flat(text: &str, shown: &str, diagnostics: &mut Diagnostics) -> Book {
    let inflated = cell::Cell::new(0);
    let mut book = Book::default();
    let read = properties::read(&mut Part::alone(text.as_bytes(), &inflated), shown, &mut book.further);
    let read = read.and_then(|()| document(&mut Part::alone(text.as_bytes(), &inflated), shown, &mut book, diagnostics));
    told(read.map(|()| book), shown, diagnostics)
}

/// The package, when it is not locked: the manifest says which parts are encrypted.
fn content(bytes: &[u8]) -> Result<Package<'_>, Refusal> {
    let mut package = Package::open(bytes)?;
    let mut is_locked = package.has("encrypted-package");
    if let Some(mut manifest) = package.part("META-INF/manifest.xml", LIMITS.small_part_bytes)? {
        loop {
            match manifest.next()? {
                Event::Start(tag) => is_locked |= tag.local_name().as_ref() == "encryption-data",
                Event::Eof => break,
                _ => {}
            }
        }
    }
    if is_locked { Err(Refusal::locked()) } else { Ok(package) }
}

/// What a tag outside the sheets means.
enum Outside {
    Style(Option<String>),
    HiddenTable,
    Sheets,
    Other,
    End,
}

fn document(part: &mut Part<'_, '_>, shown: &str, book: &mut Book, diagnostics: &mut Diagnostics) -> Result<(), Refusal> {
    // A sheet is hidden by its style; the styles stand before the sheets.
    let mut hidden = BTreeSet::new();
    let mut style = None;
    loop {
        let outside = match part.next()? {
            Event::Start(tag) => outside(&tag)?,
            Event::Eof => Outside::End,
            _ => Outside::Other,
        };
        match outside {
            Outside::Style(name) => style = name,
            Outside::HiddenTable => hidden.extend(style.take()),
            Outside::Sheets => return sheets(part, &hidden, shown, book, diagnostics),
            Outside::Other => {}
            Outside::End => return Err(no_sheets()),
        }
        if hidden.len() > LIMITS.styles {
            return Err(malformed());
        }
    }
}

fn outside(tag: &BytesStart<'_>) -> Result<Outside, Refusal> {
    Ok(match tag.local_name().as_ref() {
        "style" => {
            let (mut name, mut is_table) = (None, false);
            attributes(tag, |key, value| match key {
                "style:name" => name = Some(value.to_owned()),
                "style:family" => is_table = value == "table",
                _ => {}
            })?;
            Outside::Style(name.filter(|_| is_table))
        }
        "table-properties" => {
            let mut is_shown = true;
            attributes(tag, |key, value| is_shown &= key != "table:display" || value != "false")?;
            if is_shown { Outside::Other } else { Outside::HiddenTable }
        }
        "document-content" | "document" => usual_prefixes(tag).map(|()| Outside::Other)?,
        "spreadsheet" => Outside::Sheets,
        _ => Outside::Other,
    })
}

/// Every program calls the parts of the format by the same prefixes; where one does not, they would be passed over.
fn usual_prefixes(tag: &BytesStart<'_>) -> Result<(), Refusal> {
    let mut are_usual = true;
    attributes(tag, |key, value| {
        let name = value.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:").and_then(|rest| rest.split(':').next());
        if let Some(name @ ("office" | "table" | "text" | "style")) = name {
            are_usual &= key.strip_prefix("xmlns:") == Some(name);
        }
    })?;
    if are_usual { Ok(()) } else { Err(malformed()) }
}

fn sheets(
    part: &mut Part<'_, '_>,
    hidden: &BTreeSet<String>,
    shown: &str,
    book: &mut Book,
    diagnostics: &mut Diagnostics,
) -> Result<(), Refusal> {
    let mut cells = Cells::new();
    let mut index = 0;
    loop {
        let head = match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "table" => Some(Head::of(&tag)?),
            Event::Start(tag) if tag.local_name().as_ref() == "tracked-changes" => {
                drop(tag);
                changes(part, shown, &mut cells, &mut book.further)?;
                continue;
            }
            Event::Start(_) => None,
            Event::End(_) => return Ok(()),
            Event::Eof => return Err(malformed()),
            _ => continue,
        };
        // Tables within other things (changes that were tracked, links to other programs) are no sheets.
        let Some(head) = head.filter(|head| !head.is_copy_of_another_file()) else {
            leave(part)?;
            continue;
        };
        if index >= LIMITS.sheets {
            let limit = LIMITS.sheets;
            return Err(Refusal::too_large(say!("文件过大：工作表超过 {limit} 个", "the file is too large: more than {limit} sheets")));
        }
        let is_hidden = head.style.is_some_and(|style| hidden.contains(&style));
        let visibility = if is_hidden { Visibility::Hidden } else { Visibility::Shown };
        let origin = Arc::new(Origin { file: shown.to_owned(), sheet: Some(Sheet { index, name: head.name }) });
        let depth = part.depth();
        match table::read(part, &mut cells) {
            Ok(table) => {
                book.further.extend(table.further.into_iter().map(|(row, column, kind, text)| {
                    let place = Place::cell(&origin, row, column);
                    Further { place, kind, text }
                }));
                book.grids.extend(grid(origin, visibility, table.rows, table.beside));
            }
            Err(refusal) => {
                // Sheets behind one that is refused are still read; a file that is damaged is not.
                leave_to(part, depth)?;
                diagnostics.push(refusal.at(Place { origin, at: At::Whole }));
            }
        }
        index += 1;
    }
}

/// The cells as they were before changes that the file keeps; its start tag was just read.
fn changes(part: &mut Part<'_, '_>, shown: &str, cells: &mut Cells, found: &mut Vec<Further>) -> Result<(), Refusal> {
    let depth = part.depth();
    let mut text = String::new();
    while part.depth() >= depth {
        match part.next()? {
            Event::End(tag) if tag.local_name().as_ref() == "p" => {
                further::add(Place::file(shown), FurtherKind::Change, &text, cells, found)?;
                text.clear();
            }
            Event::Eof => return Err(malformed()),
            Event::Start(tag) if tag.local_name().as_ref() == "p" => text.clear(),
            event => further::append(&event, &mut text),
        }
    }
    Ok(())
}

/// What a sheet's tag says.
struct Head {
    name: String,
    style: Option<String>,
}

impl Head {
    fn of(tag: &BytesStart<'_>) -> Result<Self, Refusal> {
        let (mut name, mut style) = (String::new(), None);
        attributes(tag, |key, value| match key {
            "table:name" => value.clone_into(&mut name),
            "table:style-name" => style = Some(value.to_owned()),
            _ => {}
        })?;
        Ok(Self { name: unescaped(&name)?, style })
    }

    /// LibreOffice keeps what formulas want of other files in tables nobody sees.
    fn is_copy_of_another_file(&self) -> bool {
        self.name.starts_with('\'') && self.name.contains("'#$")
    }
}

/// Passes over the rest of the element that was just begun.
fn leave(part: &mut Part<'_, '_>) -> Result<(), Refusal> {
    let depth = part.depth();
    leave_to(part, depth)
}

/// Passes over everything up to the end of the element at this depth.
fn leave_to(part: &mut Part<'_, '_>, depth: usize) -> Result<(), Refusal> {
    while part.depth() >= depth {
        if matches!(part.next()?, Event::Eof) {
            return Err(malformed());
        }
    }
    Ok(())
}

/// The value of an attribute as it is meant.
fn unescaped(value: &str) -> Result<String, Refusal> {
    quick_xml::escape::unescape(value).map(std::borrow::Cow::into_owned).map_err(|_| malformed())
}

fn no_sheets() -> Refusal {
    Refusal::damaged(say!("文件已损坏或不完整：里面没有工作表", "the file is incomplete: it holds no sheets"))
}
