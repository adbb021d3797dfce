//! Safe fixes in an .xlsx package: only the sheets with such cells change. A cell whose text stands in the shared table gets
//! a text of its own, for other cells share that one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::{self, Written};
use super::{Fixed, Stretch, Taken, Wanted, Why, take};
use crate::patch::book::{Book, Refused};
use crate::patch::edits::Edits;
use crate::patch::letters;
use crate::patch::mark::sheet::address_of;
use crate::patch::xml::{Piece, Pieces, Tag, escape, with_attribute};
use crate::place::At;

/// Rows below a cell that may belong to its item.
const ROWS_OF_ITEM: u32 = 40;

/// A cell that may be changed.
#[derive(Clone, Debug)]
struct Cell {
    /// Bytes of its opening tag, and of all of it.
    tag: Range<usize>,
    whole: Range<usize>,
    prefix: String,
    holds: Holds,
}

#[derive(Clone, Debug)]
enum Holds {
    /// A text of the shared table.
    Shared(usize),
    /// A text of its own, or a value.
    Own,
    Formula,
}

/// Applies the fixes.
pub(super) fn fix(bytes: &[u8], wanted: &[Wanted<'_>]) -> Fixed {
    let mut book = match Book::open(bytes) {
        Ok(book) => book,
        Err(Refused::OtherForm) => return Fixed::none(wanted, Why::OtherForm),
        Err(Refused::Signed) => return Fixed::none(wanted, Why::Signed),
        Err(Refused::Odd) => return Fixed::none(wanted, Why::NotFound),
    };
    let mut fixed = Fixed::default();
    let sheet_of = |wanted: &Wanted<'_>| wanted.found.place.origin.sheet.as_ref().map(|sheet| sheet.index);
    for sheet in wanted.iter().map(sheet_of).collect::<BTreeSet<_>>() {
        let here: Vec<&Wanted<'_>> = wanted.iter().filter(|wanted| sheet_of(wanted) == sheet).collect();
        let path = sheet.and_then(|sheet| book.sheets.get(sheet)).and_then(|sheet| sheet.path.clone());
        let done = path.ok_or(Refused::Odd).and_then(|path| fix_sheet(&mut book, &path, &here, &mut fixed));
        if done.is_err() {
            let known: BTreeSet<usize> = fixed.done.iter().copied().chain(fixed.left.iter().map(|(index, _)| *index)).collect();
            here.iter().filter(|wanted| !known.contains(&wanted.index)).for_each(|wanted| fixed.leave(wanted, Why::NotFound));
        }
    }
    if fixed.done.is_empty() {
        return fixed;
    }
    match book.finish() {
        Ok(bytes) => Fixed { bytes: Some(bytes), ..fixed },
        Err(_) => Fixed::none(wanted, Why::NotFound),
    }
}

fn fix_sheet(book: &mut Book<'_>, path: &str, wanted: &[&Wanted<'_>], fixed: &mut Fixed) -> Result<(), Refused> {
    let text = book.text(path)?;
    let cells = cells(&text, wanted)?;
    let shared = shared_texts(book, &cells)?;
    let mut edits = Edits::default();
    // A cell's new texts are of its own element, or of the shared one that it will no longer share.
    let mut taken: BTreeMap<(u32, u32), Taken> = BTreeMap::new();
    for wanted in wanted {
        match find(wanted, &text, &cells, &shared).and_then(|found| take(&mut taken, found)) {
            Ok(()) => fixed.done.push(wanted.index),
            Err(why) => fixed.leave(wanted, why),
        }
    }
    for (at, Taken(stretches)) in taken.into_iter().filter(|(_, taken)| !taken.0.is_empty()) {
        let cell = &cells[&at];
        match cell.holds {
            Holds::Own => stretches.into_iter().for_each(|(range, new)| edits.replace(range, escape(&new))),
            Holds::Shared(index) => {
                let (element, prefix) = &shared[&index];
                let mut own = Edits::default();
                stretches.into_iter().for_each(|(range, new)| own.replace(range, escape(&new)));
                let element = own.apply(element);
                let inner = &element[element.find('>').map_or(0, |end| end + 1)..element.rfind("</").unwrap_or(element.len())];
                let p = &cell.prefix;
                let inner = letters::with_prefix(inner, prefix, p);
                let tag = with_attribute(&text[cell.tag.clone()], "t", "inlineStr");
                edits.replace(cell.whole.clone(), format!("{tag}<{p}is>{inner}</{p}is></{p}c>"));
            }
            Holds::Formula => {}
        }
    }
    if !edits.is_empty() {
        book.set(path, edits.apply(&text));
    }
    Ok(())
}

/// Cells, and the stretches of each one's element that are to change.
type Found = Vec<((u32, u32), Vec<Stretch>)>;

/// Which cells a fix changes: nearly always the one that is named, else those below it that belong to the same item.
fn find(wanted: &Wanted<'_>, text: &str, cells: &BTreeMap<(u32, u32), Cell>, shared: &Shared) -> Result<Found, Why> {
    find_in(0, wanted, text, cells, shared)
        .or_else(|why| if why == Why::NotFound { find_in(ROWS_OF_ITEM, wanted, text, cells, shared) } else { Err(why) })
}

fn find_in(below: u32, wanted: &Wanted<'_>, text: &str, cells: &BTreeMap<(u32, u32), Cell>, shared: &Shared) -> Result<Found, Why> {
    let At::Cell { row, column } = wanted.found.place.at else { return Err(Why::NotFound) };
    let mut at = Vec::new();
    let mut texts = Vec::new();
    let mut runs = Vec::new();
    for (number, row) in (1..).zip(row..=row.saturating_add(below)) {
        let Some(cell) = cells.get(&(row, column)) else { continue };
        let (letters, of_runs) = match cell.holds {
            Holds::Formula if number == 1 => return Err(Why::Formula),
            Holds::Formula => continue,
            Holds::Shared(index) => letters::letters(&shared.get(&index).ok_or(Why::NotFound)?.0, 0),
            Holds::Own => letters::letters(&text[cell.whole.clone()], cell.whole.start),
        }
        .map_err(|_| Why::NotFound)?;
        at.push((row, column));
        texts.push(Written { letters, number: Some(number) });
        runs.push(of_runs);
    }
    let found = align::find(wanted.value, &wanted.fix.edits, &texts).ok_or(Why::NotFound)?;
    let in_one = |(which, stretches): (usize, Vec<Stretch>)| {
        let within = |range: &Range<usize>| runs[which].iter().any(|run| run.start <= range.start && range.end <= run.end);
        if stretches.iter().all(|(range, _)| within(range)) { Ok((at[which], stretches)) } else { Err(Why::SeveralLooks) }
    };
    found.into_iter().map(in_one).collect()
}

/// The cells that fixes may change.
fn cells(text: &str, wanted: &[&Wanted<'_>]) -> Result<BTreeMap<(u32, u32), Cell>, Refused> {
    let mut looked_for: BTreeSet<(u32, u32)> = BTreeSet::new();
    for wanted in wanted {
        if let At::Cell { row, column } = wanted.found.place.at {
            looked_for.extend((row..=row.saturating_add(ROWS_OF_ITEM)).map(|row| (row, column)));
        }
    }
    let mut cells = BTreeMap::new();
    let mut pieces = Pieces::new(text);
    let (mut row, mut column) = (0_u32, 0_u32);
    while let Some(piece) = pieces.next()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "row" => (row, column) = (tag.number("r").unwrap_or(row + 1), 0),
            "c" => {
                let address = tag.get("r").and_then(|address| address_of(&address));
                column = address.map_or(column + 1, |(_, column)| column);
                if looked_for.contains(&(row, column)) && !tag.is_empty {
                    let whole = pieces.whole(&tag)?;
                    cells.extend(cell(text, &tag, whole)?.map(|cell| ((row, column), cell)));
                }
            }
            // What follows is no cell.
            "mergeCells" | "hyperlinks" | "pageMargins" => break,
            _ => {}
        }
    }
    Ok(cells)
}

fn cell(text: &str, tag: &Tag<'_>, whole: Range<usize>) -> Result<Option<Cell>, Refused> {
    let kind = tag.get("t").unwrap_or_default().into_owned();
    let inner = &text[tag.range.end..whole.end];
    let mut pieces = Pieces::new(inner);
    let (mut value, mut is_formula, mut others) = (None, false, false);
    while let Ok(Some(piece)) = pieces.next() {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "f" => is_formula = true,
            "v" if !tag.is_empty => {
                let whole = pieces.whole(&tag)?;
                let end = inner[tag.range.end..whole.end].find('<').ok_or(Refused::Odd)?;
                value = Some(inner[tag.range.end..tag.range.end + end].trim().to_owned());
            }
            "is" => {
                pieces.whole(&tag)?;
            }
            _ => others = true,
        }
    }
    let holds = match kind.as_str() {
        _ if is_formula => Holds::Formula,
        // What else stands in a cell would be lost with the text.
        "s" if !others => Holds::Shared(value.and_then(|value| value.parse().ok()).ok_or(Refused::Odd)?),
        "inlineStr" | "str" => Holds::Own,
        _ => return Ok(None),
    };
    Ok(Some(Cell { tag: tag.range.clone(), whole, prefix: tag.prefix().to_owned(), holds }))
}

/// Elements of the shared table by their number, each with the prefix of its tags.
type Shared = BTreeMap<usize, (String, String)>;

fn shared_texts(book: &mut Book<'_>, cells: &BTreeMap<(u32, u32), Cell>) -> Result<Shared, Refused> {
    let looked_for: BTreeSet<usize> = cells
        .values()
        .filter_map(|cell| match cell.holds {
            Holds::Shared(index) => Some(index),
            Holds::Own | Holds::Formula => None,
        })
        .collect();
    let mut shared = Shared::new();
    if looked_for.is_empty() {
        return Ok(shared);
    }
    let workbook = book.workbook.clone();
    let table = book.relations(&workbook)?.into_iter().find(|relation| relation.kind == "sharedStrings").ok_or(Refused::Odd)?;
    let text = book.text(&table.target)?;
    let mut pieces = Pieces::new(&text);
    let mut index = 0;
    while let Some(piece) = pieces.next()? {
        let Piece::Open(tag) = piece else { continue };
        if tag.name() != "si" {
            continue;
        }
        let whole = pieces.whole(&tag)?;
        if looked_for.contains(&index) {
            shared.insert(index, (text[whole].to_owned(), tag.prefix().to_owned()));
        }
        index += 1;
    }
    Ok(shared)
}
