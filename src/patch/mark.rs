//! Marks an .xlsx package: faulty cells coloured, a note on each, and a last sheet that lists the findings. A second time
//! replaces what the first wrote.

use super::About;
use super::book::{Book, Refused};
use super::finding::Finding;
use super::xml::{Piece, Pieces};
use crate::rule::Severity;
use crate::words::Words;

mod boxes;
mod notes;
mod result;
pub(super) mod sheet;
mod styles;
mod workbook;

use notes::Notes;
use sheet::Wanted;
use styles::{Second, Styles};
use workbook::Ours;

/// The name of a workbook that leads to our sheet, so that it is known again.
const MARKER: &str = "mulu_check_result";

/// Content types of parts that are added.
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const NOTES_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const BOXES_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const STYLES_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

/// Marks a workbook. `copy` says why it is a copy of what was handed in.
pub(super) fn mark(mut book: Book<'_>, findings: &[Finding], about: About<'_>, copy: Option<&Words>) -> Result<Vec<u8>, Refused> {
    let styles_path = styles_part(&mut book)?;
    // LibreOffice fills the second colour of every fill from its palette.
    let saved_by = book.text("docProps/app.xml").unwrap_or_default();
    let second = if saved_by.contains("LibreOffice") { Second::Doubtful } else { Second::Kept };
    let mut styles = Styles::read(&book.text(&styles_path)?, second)?;
    let former = workbook::former(&mut book)?;
    let mut ids = ids_of_boxes(&mut book);
    let sheets = book.sheets.clone();
    for (index, known) in sheets.iter().enumerate() {
        let Some(path) = known.path.as_deref().filter(|path| former.as_ref().is_none_or(|former| former.path != *path)) else { continue };
        let here = || findings.iter().filter(|finding| finding.sheet == Some(index) && finding.cell.is_some());
        mark_sheet(&mut book, path, here(), about, &mut styles, &mut ids)?;
    }
    let namespace = namespace_of(&mut book)?;
    let text = result::sheet(findings, about, copy, &namespace, &mut styles);
    let ours = match former {
        Some(former) => {
            book.set(&former.path, text);
            former
        }
        None => add_result(&mut book, text)?,
    };
    let path = book.workbook.clone();
    let before = book.text(&path)?;
    let named = workbook::with_names(&before, &ours.name, ours.index, result::heading_row(copy))?;
    if named != before {
        book.set(&path, named);
    }
    book.set(&styles_path, styles.finish());
    book.finish()
}

/// Cells, notes and boxes of one sheet.
fn mark_sheet<'f>(
    book: &mut Book<'_>,
    path: &str,
    findings: impl Iterator<Item = &'f Finding>,
    about: About<'_>,
    styles: &mut Styles,
    ids: &mut u32,
) -> Result<(), Refused> {
    let text = book.text(path)?;
    let merges = sheet::anchors(&text);
    let (mut wanted, mut notes) = (Wanted::new(), Notes::new());
    for finding in findings {
        let Some(cell) = finding.cell.map(|cell| anchor(cell, &merges)) else { continue };
        let weight = wanted.entry(cell).or_insert(Severity::Advice);
        *weight = (*weight).min(finding.severity);
        let note = notes.entry(cell).or_default();
        let words = finding.note(about.lang);
        // The same may be said of every item that shares a merged cell.
        if !note.split("\n\n").any(|said| said == words) {
            note.push_str(if note.is_empty() { "" } else { "\n\n" });
            note.push_str(&words);
        }
    }
    let relations = book.relations(path)?;
    let notes_path = relations.iter().find(|relation| relation.kind == "comments").map(|relation| relation.target.clone());
    let marked = sheet::mark(&text, &wanted, styles)?;
    if notes.is_empty() && notes_path.is_none() {
        // Nothing to say here; only former colours may have gone.
        if marked.text != text {
            book.set(path, marked.text);
        }
        return Ok(());
    }
    let before = match &notes_path {
        Some(notes_path) => book.text(notes_path)?,
        None => notes::empty(&namespace_of(book)?),
    };
    let written = notes::write(&before, &notes)?;
    let boxes: Vec<((u32, u32), String)> = written.new.iter().map(|cell| (*cell, notes::shortened(&notes[cell]))).collect();
    let drawing = marked.drawing.as_ref().and_then(|id| relations.iter().find(|relation| relation.id == *id));
    let sizes = marked.sizes.clone();
    let new_text = match drawing {
        Some(drawing) => {
            let before = book.text(&drawing.target)?;
            let after = boxes::write(&before, &written.gone, &boxes, &sizes)?;
            if after != before {
                book.set(&drawing.target, after);
            }
            marked.text
        }
        None if boxes.is_empty() => marked.text,
        None => {
            let folder = format!("{}drawings/vmlDrawing", book.folder());
            let target = book.free_path(&folder, ".vml");
            let empty = boxes::empty(*ids, boxes.len());
            *ids += u32::try_from(boxes.len()).unwrap_or(0) / 1024 + 1;
            book.set(&target, boxes::write(&empty, &written.gone, &boxes, &sizes)?);
            book.declare(&target, BOXES_TYPE)?;
            let id = book.relate(path, "vmlDrawing", &target)?;
            marked.with_drawing(&id)
        }
    };
    match notes_path {
        Some(notes_path) if written.text != before => book.set(&notes_path, written.text),
        Some(_) => {}
        None => {
            let target = book.free_path(&format!("{}comments", book.folder()), ".xml");
            book.set(&target, written.text);
            book.declare(&target, NOTES_TYPE)?;
            book.relate(path, "comments", &target)?;
        }
    }
    if new_text != text {
        book.set(path, new_text);
    }
    Ok(())
}

/// The cell that is shown where a merged range covers this one.
fn anchor((row, column): (u32, u32), merges: &[(u32, u32, u32, u32)]) -> (u32, u32) {
    let covers = |(top, left, bottom, right): &&(u32, u32, u32, u32)| (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column);
    merges.iter().find(covers).map_or((row, column), |(top, left, ..)| (*top, *left))
}

/// The part of styles; a workbook without one gets the plainest.
fn styles_part(book: &mut Book<'_>) -> Result<String, Refused> {
    let workbook = book.workbook.clone();
    let known = book.relations(&workbook)?.into_iter().find(|relation| relation.kind == "styles");
    if let Some(known) = known {
        return if book.has(&known.target) { Ok(known.target) } else { Err(Refused::Odd) };
    }
    let path = book.free_path(&format!("{}styles", book.folder()), ".xml");
    let namespace = namespace_of(book)?;
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"{namespace}\"><fonts count=\"1\"><font><sz val=\"11\"/>\
         <name val=\"宋体\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill \
         patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"1\">\
         <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs></styleSheet>"
    );
    book.set(&path, text);
    book.declare(&path, STYLES_TYPE)?;
    book.relate(&workbook, "styles", &path)?;
    Ok(path)
}

/// The namespace of the workbook's own elements.
fn namespace_of(book: &mut Book<'_>) -> Result<String, Refused> {
    let path = book.workbook.clone();
    let text = book.text(&path)?;
    let mut pieces = Pieces::new(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Open(tag) = piece else { continue };
        let key = match tag.prefix() {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{}", prefix.trim_end_matches(':')),
        };
        return tag.get(&key).map(std::borrow::Cow::into_owned).ok_or(Refused::Odd);
    }
    Err(Refused::Odd)
}

/// The first block of ids that no drawing of boxes takes.
fn ids_of_boxes(book: &mut Book<'_>) -> u32 {
    let mut highest = 0;
    let sheets = book.sheets.clone();
    for path in sheets.iter().filter_map(|sheet| sheet.path.as_ref()) {
        let drawings = book.relations(path).unwrap_or_default().into_iter().filter(|relation| relation.kind == "vmlDrawing");
        for drawing in drawings {
            let blocks = book.text(&drawing.target).map(|text| boxes::blocks(&text)).unwrap_or_default();
            highest = blocks.into_iter().fold(highest, u32::max);
        }
    }
    // Ids are 32 bits: far fewer blocks than that are in use anywhere.
    if highest < 1_000_000 { highest + 1 } else { 1 }
}

/// Adds our sheet behind all others.
fn add_result(book: &mut Book<'_>, text: String) -> Result<Ours, Refused> {
    let taken = |name: &str| book.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name);
    let names = std::iter::once(result::NAME.to_owned()).chain((2..).map(|number| format!("{}({number})", result::NAME)));
    let name = names.into_iter().find(|name| !taken(name)).expect("numbers do not end");
    let path = book.free_path(&format!("{}worksheets/sheet", book.folder()), ".xml");
    book.set(&path, text);
    book.declare(&path, SHEET_TYPE)?;
    let workbook = book.workbook.clone();
    let id = book.relate(&workbook, "worksheet", &path)?;
    let text = book.text(&workbook)?;
    book.set(&workbook, workbook::with_sheet(&text, &name, &id)?);
    Ok(Ours { name, index: book.sheets.len(), path })
}
