//! One sheet: faulty cells get another style, those that are not there yet are put in their order, and the sheet leads to
//! its notes. What a cell holds is never touched.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::styles::Styles;
use crate::patch::book::{Refused, opened};
use crate::patch::edits::Edits;
use crate::patch::xml::{self, Piece, Pieces, Tag, with_attribute, without_attribute};
use crate::place::column_letters;
use crate::rule::Severity;

/// Cells to be marked, by row and column.
pub(super) type Wanted = BTreeMap<(u32, u32), Severity>;

/// Elements of a sheet that stand before the drawing of its notes.
const BEFORE_NOTES: [&str; 30] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
];

/// Sizes of a sheet that the boxes of notes are placed by.
#[derive(Clone, Debug, Default)]
pub(super) struct Sizes {
    /// First and last column, width in characters.
    pub(super) columns: Vec<(u32, u32, f64)>,
    /// Height of rows that say it, in points.
    pub(super) rows: BTreeMap<u32, f64>,
}

/// What was done to a sheet.
pub(super) struct Marked {
    /// Its text.
    pub(super) text: String,
    /// Its sizes.
    pub(super) sizes: Sizes,
    /// The id of its drawing of notes, when it has one already.
    pub(super) drawing: Option<String>,
    /// Where a new one goes: an empty stretch, or the element that leads nowhere.
    drawing_at: Range<usize>,
    prefix: String,
    /// How the sheet calls the namespace of relations.
    relation_prefix: Option<String>,
}

/// The cell a merged range shows, for a cell within it.
pub(super) fn anchors(text: &str) -> Vec<(u32, u32, u32, u32)> {
    let tail = text.rfind("sheetData").map_or(text, |at| &text[at..]);
    let merges = tail.match_indices("mergeCell ").filter_map(|(at, _)| {
        let tag = &tail[at..at + tail[at..].find('>')?];
        range(&tag[xml::value_of(tag, "ref")?])
    });
    merges.collect()
}

/// Marks the wanted cells and takes former marks off all others.
pub(super) fn mark(text: &str, wanted: &Wanted, styles: &mut Styles) -> Result<Marked, Refused> {
    let mut pass = Pass { text, wanted, styles, edits: Edits::default(), sizes: Sizes::default(), looks: Vec::new(), row: Row::default() };
    let mut pieces = Pieces::new(text);
    let (mut prefix, mut relation_prefix, mut drawing) = (String::new(), None, None);
    let (mut drawing_at, mut stands_at, mut done) = (None, None, false);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(tag) if tag.name() == "worksheet" => {
                tag.prefix().clone_into(&mut prefix);
                relation_prefix = tag.prefix_of(xml::RELATION);
            }
            Piece::Open(tag) => {
                let level = pieces.depth - usize::from(!tag.is_empty);
                match (level, tag.name()) {
                    (1, "sheetData") if tag.is_empty => {
                        let rows = pass.rows_before(u32::MAX, tag.prefix());
                        if !rows.is_empty() {
                            opened(&mut pass.edits, &text[tag.range.clone()], &tag, &rows);
                        }
                        done = true;
                    }
                    (1, "legacyDrawing") => {
                        drawing = tag.relation().map(std::borrow::Cow::into_owned);
                        stands_at = Some(pieces.whole(&tag)?);
                    }
                    (2, "row") if !done => pass.row(&tag)?,
                    (3, "c") if !done => pass.cell(&tag)?,
                    (2, "col") => pass.column(&tag),
                    _ => {}
                }
                if level == 1 && tag.is_empty && BEFORE_NOTES.contains(&tag.name()) {
                    drawing_at = Some(tag.range.end);
                }
            }
            Piece::Close(range, name) => {
                match name.as_str() {
                    "row" if pieces.depth == 2 && !done => pass.end_of_row(range.start, &prefix),
                    "sheetData" if pieces.depth == 1 => {
                        let rows = pass.rows_before(u32::MAX, &prefix);
                        pass.edits.insert(range.start, rows);
                        done = true;
                    }
                    _ => {}
                }
                if pieces.depth == 1 && BEFORE_NOTES.contains(&name.as_str()) {
                    drawing_at = Some(range.end);
                }
            }
            Piece::Other => {}
        }
    }
    let (true, Some(at)) = (done, stands_at.or(drawing_at.map(|at| at..at))) else { return Err(Refused::Odd) };
    let (edits, sizes) = (pass.edits, pass.sizes);
    // What was put in stands before the drawing: its place moves by as much.
    let text = edits.apply(text);
    let moved = |at: usize| at + text.len() - pass.text.len();
    let drawing_at = moved(at.start)..moved(at.end);
    Ok(Marked { text, sizes, drawing, drawing_at, prefix, relation_prefix })
}

impl Marked {
    /// Lets the sheet lead to its drawing of notes.
    pub(super) fn with_drawing(mut self, id: &str) -> String {
        let p = &self.prefix;
        let element = match &self.relation_prefix {
            Some(relation) => format!("<{p}legacyDrawing {relation}id=\"{id}\"/>"),
            None => format!("<{p}legacyDrawing xmlns:r=\"{}\" r:id=\"{id}\"/>", xml::RELATION),
        };
        self.text.replace_range(self.drawing_at, &element);
        self.text
    }
}

/// The row that is open.
#[derive(Default)]
struct Row {
    number: u32,
    /// Column of the cell before.
    column: u32,
    /// Style of cells that are not there, where the row says one.
    look: Option<u32>,
    /// Column up to which wanted cells were seen to.
    seen: u32,
}

struct Pass<'a> {
    text: &'a str,
    wanted: &'a Wanted,
    styles: &'a mut Styles,
    edits: Edits,
    sizes: Sizes,
    /// First and last column with the style of cells that are not there.
    looks: Vec<(u32, u32, u32)>,
    row: Row,
}

impl Pass<'_> {
    fn column(&mut self, tag: &Tag<'_>) {
        let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) else { return };
        if let Some(style) = tag.number("style") {
            self.looks.push((first, last, style));
        }
        let width = if tag.is_set("hidden") { Some(0.0) } else { tag.get("width").and_then(|width| width.parse().ok()) };
        self.sizes.columns.extend(width.map(|width| (first, last, width)));
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), Refused> {
        let number = tag.number("r").or_else(|| self.row.number.checked_add(1)).ok_or(Refused::Odd)?;
        if number <= self.row.number {
            // Rows in another order than theirs: what belongs where cannot be told.
            return Err(Refused::Odd);
        }
        let before = self.rows_before(number, tag.prefix());
        self.edits.insert(tag.range.start, before);
        let height = if tag.is_set("hidden") { Some(0.0) } else { tag.get("ht").and_then(|height| height.parse().ok()) };
        self.sizes.rows.extend(height.map(|height| (number, height)));
        let look = if tag.is_set("customFormat") { tag.number("s") } else { None };
        self.row = Row { number, look, ..Row::default() };
        if self.wanted.range((number, 0)..=(number, u32::MAX)).next().is_some() {
            // Cells may be added beyond the columns that the row says it spans.
            let written = without_attribute(&self.text[tag.range.clone()], "spans");
            if tag.is_empty {
                let cells = self.cells_before(u32::MAX, tag.prefix());
                opened(&mut self.edits, &written, tag, &cells);
            } else if written.len() < tag.range.len() {
                self.edits.replace(tag.range.clone(), written);
            }
        }
        Ok(())
    }

    fn end_of_row(&mut self, at: usize, prefix: &str) {
        let cells = self.cells_before(u32::MAX, prefix);
        self.edits.insert(at, cells);
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), Refused> {
        let column = match tag.get("r") {
            Some(address) => {
                address_of(&address).filter(|(row, _)| *row == self.row.number).map(|(_, column)| column).ok_or(Refused::Odd)?
            }
            None => self.row.column + 1,
        };
        if column <= self.row.column {
            return Err(Refused::Odd);
        }
        let before = self.cells_before(column, tag.prefix());
        self.edits.insert(tag.range.start, before);
        let style = tag.number("s").unwrap_or(0);
        let new = match self.wanted.get(&(self.row.number, column)) {
            Some(severity) => self.styles.marked(style, *severity),
            None => self.styles.base(style),
        };
        if new != style {
            let written = &self.text[tag.range.clone()];
            self.edits.replace(tag.range.clone(), with_attribute(written, "s", &new.to_string()));
        }
        self.row.column = column;
        self.row.seen = column;
        Ok(())
    }

    /// Wanted cells of this row that are not there, left of a column.
    fn cells_before(&mut self, column: u32, prefix: &str) -> String {
        let row = self.row.number;
        let missing: Vec<(u32, Severity)> =
            self.wanted.range((row, self.row.seen + 1)..(row, column)).map(|((_, column), severity)| (*column, *severity)).collect();
        missing.into_iter().map(|(column, severity)| self.new_cell(row, column, severity, prefix)).collect()
    }

    fn new_cell(&mut self, row: u32, column: u32, severity: Severity, prefix: &str) -> String {
        let of_column = self.looks.iter().find(|(first, last, _)| (*first..=*last).contains(&column)).map(|(.., style)| *style);
        let look = self.row.look.filter(|_| row == self.row.number).or(of_column).unwrap_or(0);
        let style = self.styles.marked(look, severity);
        format!("<{prefix}c r=\"{}{row}\" s=\"{style}\"/>", column_letters(column))
    }

    /// Wanted rows that are not there, above a row.
    fn rows_before(&mut self, number: u32, prefix: &str) -> String {
        let missing: Vec<((u32, u32), Severity)> =
            self.wanted.range((self.row.number + 1, 0)..(number, 0)).map(|(cell, severity)| (*cell, *severity)).collect();
        let mut out = String::new();
        for cells in missing.chunk_by(|((one, _), _), ((other, _), _)| one == other) {
            let row = cells[0].0.0;
            let inner: String = cells.iter().map(|((_, column), severity)| self.new_cell(row, *column, *severity, prefix)).collect();
            write!(out, "<{prefix}row r=\"{row}\">{inner}</{prefix}row>").expect("a String takes every text");
        }
        out
    }
}

/// `B3` as row and column.
pub(in crate::patch) fn address_of(address: &str) -> Option<(u32, u32)> {
    let address = address.trim();
    let digits = address.find(|letter: char| letter.is_ascii_digit())?;
    let mut column = 0_u32;
    for letter in address[..digits].bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    Some((address[digits..].parse().ok()?, column)).filter(|(row, column)| *row > 0 && *column > 0)
}

/// `A1:C3` as top, left, bottom, right.
fn range(text: &str) -> Option<(u32, u32, u32, u32)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (address_of(first)?, address_of(last)?);
    Some((top, left, bottom, right))
}
