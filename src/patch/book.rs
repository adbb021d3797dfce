//! A workbook package of which some parts are changed or added: how they lead to each other, and the whole put together
//! again with every other part copied as it was packed. Refuses what it could only guess at.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::edits::Edits;
use super::xml::{Piece, Pieces, escape};
use crate::read::parts::Parts;

/// Why a file is not changed itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is no .xlsx package.
    OtherForm,
    /// It is signed.
    Signed,
    /// It is not laid out as the format demands.
    Odd,
}

/// A sheet as the workbook lists it.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Name on the tab.
    pub(super) name: String,
    /// Its part; none for a chart or a sheet of macros.
    pub(super) path: Option<String>,
}

/// Where a part leads.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// Its id.
    pub(super) id: String,
    /// The last word of its type: `comments`.
    pub(super) kind: String,
    /// The part, from the root of the package.
    pub(super) target: String,
}

/// A package being changed.
pub(super) struct Book<'a> {
    bytes: &'a [u8],
    parts: Parts<'a>,
    /// Path of the workbook part.
    pub(super) workbook: String,
    /// The sheets in the order of the tabs.
    pub(super) sheets: Vec<Sheet>,
    /// What the types of relations begin with.
    relations_base: String,
    /// Parts with a new text, by their names in the package.
    changed: BTreeMap<String, String>,
    /// New parts, in the order they were added.
    added: Vec<(String, String)>,
}

impl<'a> Book<'a> {
    /// Opens an .xlsx or .xlsm package.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let parts = Parts::open(bytes).ok_or(Refused::OtherForm)?;
        if !parts.has("[Content_Types].xml") || !parts.has("_rels/.rels") {
            return Err(Refused::OtherForm);
        }
        if parts.names().any(|name| name.starts_with("_xmlsignatures/")) {
            return Err(Refused::Signed);
        }
        let mut book = Self {
            bytes,
            parts,
            workbook: String::new(),
            sheets: Vec::new(),
            relations_base: String::new(),
            changed: BTreeMap::new(),
            added: Vec::new(),
        };
        book.find_workbook()?;
        book.find_sheets()?;
        Ok(book)
    }

    fn find_workbook(&mut self) -> Result<(), Refused> {
        let text = self.text("_rels/.rels")?;
        let mut pieces = Pieces::new(&text);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(tag) = piece else { continue };
            let (Some(kind), Some(target)) = (tag.get("Type"), tag.get("Target")) else { continue };
            if let Some(base) = kind.strip_suffix("/officeDocument") {
                base.clone_into(&mut self.relations_base);
                self.workbook = resolved("", &target);
            }
        }
        // A binary workbook names its part so.
        let is_binary = self.workbook.to_ascii_lowercase().ends_with(".bin");
        if self.workbook.is_empty() || is_binary { Err(Refused::OtherForm) } else { Ok(()) }
    }

    fn find_sheets(&mut self) -> Result<(), Refused> {
        let path = self.workbook.clone();
        let relations = self.relations(&path)?;
        let text = self.text(&path)?;
        let mut pieces = Pieces::new(&text);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(tag) = piece else { continue };
            if tag.name() == "sheet" {
                let id = tag.relation().ok_or(Refused::Odd)?;
                let relation = relations.iter().find(|relation| relation.id == id).ok_or(Refused::Odd)?;
                let path = (relation.kind == "worksheet").then(|| relation.target.clone());
                self.sheets.push(Sheet { name: tag.get("name").ok_or(Refused::Odd)?.into_owned(), path });
            }
        }
        Ok(())
    }

    /// Whether there is a part.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.has(path) || self.added.iter().any(|(name, _)| Parts::normalised(name) == Parts::normalised(path))
    }

    /// The text of a part as it now is.
    pub(super) fn text(&mut self, path: &str) -> Result<String, Refused> {
        if let Some(text) = self.changed.get(&Parts::normalised(path)) {
            return Ok(text.clone());
        }
        self.parts.text(path).ok_or(Refused::Odd)
    }

    /// Gives a part another text; a part that is not there yet is added.
    pub(super) fn set(&mut self, path: &str, text: String) {
        if self.parts.has(path) {
            self.changed.insert(Parts::normalised(path), text);
        } else if let Some((_, added)) = self.added.iter_mut().find(|(name, _)| name == path) {
            *added = text;
        } else {
            self.added.push((path.to_owned(), text));
        }
    }

    /// Where a part leads within the package.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refused> {
        let path = relations_path(part);
        if !self.has(&path) {
            return Ok(Vec::new());
        }
        let text = self.text_now(&path)?;
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut pieces = Pieces::new(&text);
        let mut found = Vec::new();
        while let Some(piece) = pieces.next()? {
            let Piece::Open(tag) = piece else { continue };
            let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target")) else { continue };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let is_external = tag.get("TargetMode").is_some_and(|mode| mode == "External");
            let target = if is_external { target.into_owned() } else { resolved(folder, &target) };
            found.push(Relation { id: id.into_owned(), kind, target });
        }
        Ok(found)
    }

    /// Lets a part lead to another, and says under which id.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Refused> {
        let known = self.relations(part)?;
        let id = (1..).map(|number| format!("rId{number}")).find(|id| known.iter().all(|relation| relation.id != *id));
        let id = id.expect("numbers do not end");
        let path = relations_path(part);
        let text = if self.has(&path) { self.text_now(&path)? } else { EMPTY_RELATIONS.to_owned() };
        let base = &self.relations_base;
        let target = escape(target);
        let line = |prefix: &str| format!("<{prefix}Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"/{target}\"/>");
        let text = with_last_child(&text, "Relationships", line)?;
        self.set(&path, text);
        Ok(id)
    }

    /// Says what a part is: by its own name.
    pub(super) fn declare(&mut self, part: &str, content_type: &str) -> Result<(), Refused> {
        let text = self.text("[Content_Types].xml")?;
        let name = escape(part);
        if text.contains(&format!("PartName=\"/{name}\"")) {
            return Ok(());
        }
        let line = |prefix: &str| format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>");
        let text = with_last_child(&text, "Types", line)?;
        self.set("[Content_Types].xml", text);
        Ok(())
    }

    /// A path like `xl/comments1.xml` that no part has.
    pub(super) fn free_path(&self, before: &str, behind: &str) -> String {
        let path = (1..).map(|number| format!("{before}{number}{behind}")).find(|path| !self.has(path));
        path.expect("numbers do not end")
    }

    /// Folder of the workbook part, with `/` at its end.
    pub(super) fn folder(&self) -> &str {
        self.workbook.rfind('/').map_or("", |slash| &self.workbook[..=slash])
    }

    /// The package.
    pub(super) fn finish(self) -> Result<Vec<u8>, Refused> {
        let mut archive = ZipArchive::new(Cursor::new(self.bytes)).map_err(|_| Refused::Odd)?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len() + (1 << 16))));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let write = |writer: &mut ZipWriter<_>, name: &str, text: &str| -> Result<(), Refused> {
            writer.start_file(name, options).map_err(|_| Refused::Odd)?;
            writer.write_all(text.as_bytes()).map_err(|_| Refused::Odd)
        };
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| Refused::Odd)?;
            let name = part.name().map_err(|_| Refused::Odd)?.into_owned();
            match self.changed.get(&Parts::normalised(&name)) {
                Some(text) => write(&mut writer, &name, text)?,
                None => writer.raw_copy_file(part).map_err(|_| Refused::Odd)?,
            }
        }
        for (name, text) in &self.added {
            write(&mut writer, name, text)?;
        }
        Ok(writer.finish().map_err(|_| Refused::Odd)?.into_inner())
    }

    /// The text of a part that may have been added.
    fn text_now(&mut self, path: &str) -> Result<String, Refused> {
        match self.added.iter().find(|(name, _)| name == path) {
            Some((_, text)) => Ok(text.clone()),
            None => self.text(path),
        }
    }
}

const EMPTY_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// Path of the part that says where another leads.
fn relations_path(part: &str) -> String {
    let (folder, name) = part.rfind('/').map_or(("", part), |slash| part.split_at(slash + 1));
    format!("{folder}_rels/{name}.rels")
}

/// A target as a path from the root.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            part => path.push(part),
        }
    }
    path.join("/")
}

/// The text with one more child at the end of its outermost element, which must be of this name.
pub(super) fn with_last_child(text: &str, name: &str, child: impl Fn(&str) -> String) -> Result<String, Refused> {
    let mut pieces = Pieces::new(text);
    let mut edits = Edits::default();
    let mut prefix = String::new();
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(tag) if tag.is_empty && pieces.depth == 0 && tag.name() == name => {
                opened(&mut edits, &text[tag.range.clone()], &tag, &child(tag.prefix()));
            }
            Piece::Open(tag) if pieces.depth == 1 && tag.name() == name => tag.prefix().clone_into(&mut prefix),
            Piece::Close(range, _) if pieces.depth == 0 => edits.insert(range.start, child(&prefix)),
            Piece::Open(_) | Piece::Close(..) | Piece::Other => {}
        }
    }
    if edits.is_empty() { Err(Refused::Odd) } else { Ok(edits.apply(text)) }
}

/// The part, in which these children of its outermost element do not close themselves: there is room in them.
pub(super) fn with_room(text: &str, names: &[&str]) -> Result<String, Refused> {
    let mut pieces = Pieces::new(text);
    let mut edits = Edits::default();
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(tag) if tag.is_empty && pieces.depth == 1 && names.contains(&tag.name()) => {
                opened(&mut edits, &text[tag.range.clone()], &tag, "");
            }
            Piece::Open(_) | Piece::Close(..) | Piece::Other => {}
        }
    }
    Ok(edits.apply(text))
}

/// Gives an element that closes itself something to hold.
pub(super) fn opened(edits: &mut Edits, written: &str, tag: &super::xml::Tag<'_>, inner: &str) {
    let start = written.trim_end_matches('>').trim_end_matches('/').trim_end();
    let (prefix, name) = (tag.prefix(), tag.name());
    let mut whole = String::with_capacity(written.len() + inner.len() + 16);
    write!(whole, "{start}>{inner}</{prefix}{name}>").expect("a String takes every text");
    edits.replace(tag.range.clone(), whole);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_followed_from_their_folder() {
        for (folder, target, path) in [
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(resolved(folder, target), path);
        }
        assert!(matches!(with_room("<a><b /><c/><d><b/></d></a>", &["b"]).as_deref(), Ok("<a><b></b><c/><d><b/></d></a>")));
        assert_eq!(relations_path("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relations_path("workbook.xml"), "_rels/workbook.xml.rels");
    }
}
