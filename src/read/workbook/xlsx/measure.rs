//! Reads the parts of a workbook once before calamine does: refuses what would make it panic or allocate without
//! bound, and notes what it does not tell (merges, hidden rows and columns). Reads no values.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::{Package, Part};
use crate::read::workbook::relationships::{self, Relationship};
use crate::read::workbook::tag::{attributes, malformed};
use crate::read::workbook::{Cells, HIDDEN_RANGES, Links, add_merge, formula, note, styles, too_many_cells};
use crate::read::{Beside, Range};

mod quick;

/// What a sheet holds beside its cells.
#[derive(Default)]
pub(super) struct Sheet {
    /// Merges as declared, what is hidden, cells with formulas.
    pub(super) beside: Beside,
    /// Addresses behind cells.
    pub(super) links: Links,
    /// Error cells with words calamine does not know (`#SPILL!`), in their order: row, column, text.
    pub(super) odd_errors: Vec<(u32, u32, String)>,
    /// Bytes of its part.
    pub(super) bytes: u64,
}

/// Error words calamine knows.
const KNOWN_ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// Checks the table of shared texts: calamine reserves room for as many as it claims to hold.
pub(super) fn shared_texts(package: &mut Package<'_>, path: &str) -> Result<(), Refusal> {
    let before = package.inflated();
    if quick::shared_texts(package, path)? == Quick::Unsure {
        package.rewind(before);
        return shared_texts_exactly(package, path);
    }
    Ok(())
}

fn shared_texts_exactly(package: &mut Package<'_>, path: &str) -> Result<(), Refusal> {
    let Some(mut part) = package.part(path, LIMITS.part_bytes)? else { return Ok(()) };
    let mut texts = Texts::default();
    let mut characters = 0;
    loop {
        match part.next()? {
            Event::Start(tag) => {
                texts.start(&tag)?;
                if tag.local_name().as_ref() == "si" {
                    characters = 0;
                }
            }
            Event::Text(text) => characters = longer(characters, &text)?,
            Event::CData(text) => characters = longer(characters, &text)?,
            Event::GeneralRef(_) => characters = longer(characters, "&")?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Counts shared texts.
#[derive(Default)]
struct Texts {
    count: usize,
}

impl Texts {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "sst" => {
                let mut claimed = String::new();
                attributes(tag, |key, value| {
                    if key == "uniqueCount" && value.len() > claimed.len() {
                        value.clone_into(&mut claimed);
                    }
                })?;
                let too_many = claimed.parse::<usize>().map_or(claimed.len() > 7, |count| count > LIMITS.cells);
                if too_many { Err(too_many_cells()) } else { Ok(()) }
            }
            "si" => {
                self.count += 1;
                if self.count > LIMITS.cells { Err(too_many_cells()) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}

/// Checks the styles: calamine copies font, fill and border into every cell style.
pub(super) fn styles(package: &mut Package<'_>, path: &str) -> Result<(), Refusal> {
    let Some(mut part) = package.part(path, LIMITS.small_part_bytes)? else { return Ok(()) };
    let (mut styles, mut entry, mut largest) = (0_usize, 0_usize, 0_usize);
    loop {
        match part.next()? {
            Event::Start(tag) => {
                match tag.local_name().as_ref() {
                    "xf" => {
                        styles += 1;
                        entry = 0;
                    }
                    "font" | "fill" | "border" | "numFmt" | "fonts" | "fills" | "borders" | "dxf" | "cellStyle" | "extLst" => entry = 0,
                    _ => {}
                }
                entry += tag.len() + 64;
                largest = largest.max(entry);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // Real entries stay under a kilobyte.
    if styles > LIMITS.styles * 2 || (styles > 1_000 && largest > 64 << 10) || largest > 1 << 20 {
        return Err(styles::too_many());
    }
    Ok(())
}

/// Checks a part calamine reads for its own purposes (colours of a theme).
pub(super) fn plain(package: &mut Package<'_>, path: &str) -> Result<(), Refusal> {
    let Some(mut part) = package.part(path, LIMITS.small_part_bytes)? else { return Ok(()) };
    while !matches!(part.next()?, Event::Eof) {}
    Ok(())
}

/// Checks a sheet and notes its merges, what is hidden, links and formulas.
pub(super) fn sheet(package: &mut Package<'_>, path: &str, cells: &mut Cells) -> Result<Sheet, Refusal> {
    let before = package.inflated();
    let scan = match quick::sheet(package, path)? {
        Some(scan) => scan,
        None => {
            package.rewind(before);
            let mut part = package.part(path, LIMITS.part_bytes)?.ok_or_else(malformed)?;
            let mut scan = Scan::default();
            while scan.step(&mut part)? {}
            scan
        }
    };
    let bytes = package.inflated() - before;
    Ok(Sheet { bytes, ..scan.finish(package, path, cells)? })
}

/// Whether the quick way was enough.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quick {
    /// It was.
    Sure,
    /// The exact parser must look.
    Unsure,
}

#[derive(Default)]
struct Scan {
    sheet: Sheet,
    row: u32,
    column: u32,
    characters: usize,
    within: Within,
    /// What a formula stands in.
    around: Within,
    /// The beginning of a formula that may hold an address, as written.
    formula: String,
    /// Links by the id of their address: where, id, place behind `#`.
    links: Vec<(Range, String, String)>,
    /// Addresses that formulas write out.
    written: Vec<(u32, u32, String)>,
    /// Room for them.
    room: Cells,
}

/// What the text that comes next belongs to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    /// Nothing of interest.
    #[default]
    Nothing,
    /// A cell.
    Cell,
    /// A cell that says it holds an error.
    ErrorCell,
    /// A formula: only an address is read from it.
    Formula,
}

impl Scan {
    /// One event; false at the end.
    fn step(&mut self, part: &mut Part<'_, '_>) -> Result<bool, Refusal> {
        match part.next()? {
            Event::Start(tag) => self.start(&tag)?,
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(text) => self.text(&text)?,
            Event::CData(text) if self.within == Within::Formula => self.text(&quick_xml::escape::escape(&*text))?,
            Event::CData(text) => self.text(&text)?,
            Event::GeneralRef(name) if self.within == Within::Formula => self.text(&format!("&{};", &*name))?,
            Event::GeneralRef(_) => self.text("&")?,
            Event::Eof => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &str) {
        match name {
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            "c" => {
                self.column = self.column.saturating_add(1);
                self.within = Within::Nothing;
            }
            "f" if self.within == Within::Formula => self.end_formula(),
            _ => {}
        }
    }

    fn end_formula(&mut self) {
        self.within = self.around;
        if self.formula.is_empty() {
            return;
        }
        let formula = quick_xml::escape::unescape(&self.formula).ok();
        if let Some(address) = formula.and_then(|formula| formula::written(&formula)) {
            self.written.push((self.row + 1, self.column + 1, address));
        }
        self.formula.clear();
    }

    /// Looks up the addresses of the links.
    fn finish(self, package: &mut Package<'_>, path: &str, cells: &mut Cells) -> Result<Sheet, Refusal> {
        let mut sheet = self.sheet;
        for (row, column, address) in self.written {
            sheet.links.add(Range::cell(row, column), &address, cells)?;
        }
        if self.links.is_empty() {
            return Ok(sheet);
        }
        let addresses = relationships::of(package, path)?.unwrap_or_default();
        for (range, id, place) in self.links {
            let Some(address) = addresses.get(&id).and_then(Relationship::address) else { continue };
            let address = if place.is_empty() { address } else { format!("{address}#{place}") };
            sheet.links.add(range, &address, cells)?;
        }
        Ok(sheet)
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "c" => self.cell(tag),
            "row" => self.begin_row(tag),
            // Formulas outside cells belong to rules and lists of choices.
            "f" if matches!(self.within, Within::Cell | Within::ErrorCell) => {
                self.around = self.within;
                self.within = Within::Formula;
                self.room.formula(&mut self.sheet.beside.formulas, self.row, self.column)
            }
            "hyperlink" => self.link(tag),
            "col" => self.columns(tag),
            "mergeCell" => self.merge(tag),
            // Its numbers are never trusted; a reversed one makes calamine subtract past zero.
            "dimension" => {
                let mut fine = true;
                attributes(tag, |key, value| fine &= key != "ref" || range(value).is_some())?;
                if fine { Ok(()) } else { Err(malformed()) }
            }
            _ => Ok(()),
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut fine = true;
        let mut kind = Within::Cell;
        attributes(tag, |key, value| match key {
            "r" => match address(value) {
                Some((row, Some(column))) => (self.row, self.column) = (row, column),
                Some((_, None)) | None => fine = false,
            },
            "t" if value == "e" => kind = Within::ErrorCell,
            _ => {}
        })?;
        self.within = kind;
        self.characters = 0;
        if fine { Ok(()) } else { Err(malformed()) }
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut fine = true;
        let mut hidden = false;
        attributes(tag, |key, value| match key {
            "r" => match address(value) {
                Some((row, _)) => self.row = row,
                None => fine = false,
            },
            "hidden" => hidden = is_true(value),
            _ => {}
        })?;
        if hidden {
            note(&mut self.sheet.beside.hidden_rows, self.row + 1, self.row + 1);
        }
        if fine { Ok(()) } else { Err(malformed()) }
    }

    fn columns(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let (mut first, mut last, mut hidden) = (0, 0, false);
        attributes(tag, |key, value| match key {
            "min" => first = value.parse().unwrap_or(0),
            "max" => last = value.parse().unwrap_or(0),
            "hidden" => hidden = is_true(value),
            _ => {}
        })?;
        if hidden && first > 0 && first <= last {
            note(&mut self.sheet.beside.hidden_columns, first, last);
        }
        Ok(())
    }

    fn merge(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut merged = None;
        attributes(tag, |key, value| {
            if key == "ref" {
                merged = range(value);
            }
        })?;
        merged.map_or(Ok(()), |merged| add_merge(&mut self.sheet.beside, merged))
    }

    fn link(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let (mut behind, mut id, mut place) = (None, String::new(), String::new());
        attributes(tag, |key, value| match key {
            "ref" => behind = range(value),
            "location" => place = quick_xml::escape::unescape(value).map_or_else(|_| String::new(), Cow::into_owned),
            key if key == "id" || key.ends_with(":id") => value.clone_into(&mut id),
            _ => {}
        })?;
        // Without an id it leads to a place of the same workbook.
        if let Some(behind) = behind.filter(|_| !id.is_empty()) {
            self.room.charge(id.len() + place.len() + 64)?;
            self.links.push((behind, id, place));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        match self.within {
            Within::Nothing => {}
            Within::Formula => {
                let may_link = !self.formula.is_empty() || text.trim_start().starts_with(['H', 'h']);
                if may_link && self.formula.len() + text.len() <= formula::BEGINNING_BYTES {
                    self.formula.push_str(text);
                }
            }
            Within::Cell => self.characters = longer(self.characters, text)?,
            Within::ErrorCell => {
                let odd = text.starts_with('#') && text.len() < 32 && !KNOWN_ERRORS.contains(&text);
                if odd && self.sheet.odd_errors.len() < HIDDEN_RANGES {
                    self.sheet.odd_errors.push((self.row, self.column, text.to_owned()));
                }
            }
        }
        Ok(())
    }
}

/// Adds a text to a cell's characters.
fn longer(characters: usize, text: &str) -> Result<usize, Refusal> {
    let sum = characters + text.chars().count();
    if sum <= LIMITS.cell_characters { Ok(sum) } else { Err(Refusal::cell_too_long()) }
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true")
}

/// Row and column of `B7` or `7`, both from 0. Longer ones than calamine can count are refused here.
fn address(text: &str) -> Option<(u32, Option<u32>)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = &text[letters..];
    if letters > 6 || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column = text.bytes().take(letters).fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)))
}

/// The range `A1:B2` or `A1`, from 1.
pub(in crate::read::workbook) fn range(text: &str) -> Option<Range> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (address(first)?, address(last)?);
    let (left, right) = (left?, right?);
    (top <= bottom && left <= right).then_some(Range { top: top + 1, left: left + 1, bottom: bottom + 1, right: right + 1 })
}
