//! Safe fixes in a text of fields: a stretch of a field changes, all else keeps its bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{self, Written};
use super::{Fixed, Stretch, Taken, Wanted, Why, take};
use crate::patch::edits::Edits;
use crate::patch::letters::Letter;
use crate::place::At;
use crate::read::csv;

/// Rows below a field that may belong to its item.
const ROWS_OF_ITEM: u32 = 40;

/// Applies the fixes.
pub(super) fn fix(bytes: &[u8], wanted: &[Wanted<'_>]) -> Fixed {
    let Ok(text) = std::str::from_utf8(bytes) else { return Fixed::none(wanted, Why::Encoding) };
    // The reader takes the mark off; where fields stand is counted behind it.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fields: BTreeMap<(u32, u32), Range<usize>> =
        csv::places(body).into_iter().map(|(row, column, range)| ((row, column), range)).collect();
    let mut fixed = Fixed::default();
    // By the first byte of the field.
    let mut taken: BTreeMap<usize, Taken> = BTreeMap::new();
    for wanted in wanted {
        match find(wanted, body, &fields).and_then(|found| take(&mut taken, found)) {
            Ok(()) => fixed.done.push(wanted.index),
            Err(why) => fixed.leave(wanted, why),
        }
    }
    if !fixed.done.is_empty() {
        let mut edits = Edits::default();
        taken.into_values().flat_map(|taken| taken.0).for_each(|(range, new)| edits.replace(range, new));
        fixed.bytes = Some(format!("{}{}", &text[..text.len() - body.len()], edits.apply(body)).into_bytes());
    }
    fixed
}

/// The starts of fields, and the stretches of each that are to change.
type Found = Vec<(usize, Vec<Stretch>)>;

/// Where a fix changes the text: nearly always in the field that is named, else in those below it of the same item.
fn find(wanted: &Wanted<'_>, text: &str, fields: &BTreeMap<(u32, u32), Range<usize>>) -> Result<Found, Why> {
    find_in(0, wanted, text, fields)
        .or_else(|why| if why == Why::NotFound { find_in(ROWS_OF_ITEM, wanted, text, fields) } else { Err(why) })
}

fn find_in(below: u32, wanted: &Wanted<'_>, text: &str, fields: &BTreeMap<(u32, u32), Range<usize>>) -> Result<Found, Why> {
    let At::Cell { row, column } = wanted.found.place.at else { return Err(Why::NotFound) };
    let mut texts = Vec::new();
    let mut quoted = Vec::new();
    let mut starts = Vec::new();
    for (number, row) in (1..).zip(row..=row.saturating_add(below)) {
        let Some(range) = fields.get(&(row, column)) else { continue };
        starts.push(range.start);
        quoted.push(text[range.clone()].starts_with('"'));
        texts.push(Written { letters: letters(&text[range.clone()], range.start), number: Some(number) });
    }
    let found = align::find(wanted.value, &wanted.fix.edits, &texts).ok_or(Why::NotFound)?;
    let in_one = |(which, stretches): (usize, Vec<Stretch>)| {
        let escaped = |(range, new): Stretch| match quoted[which] {
            true => Ok((range, new.replace('"', "\"\""))),
            false if new.contains([',', ';', '\t', '|', '"', '\n', '\r']) => Err(Why::NeedsQuotes),
            false => Ok((range, new)),
        };
        Ok((starts[which], stretches.into_iter().map(escaped).collect::<Result<_, _>>()?))
    };
    found.into_iter().map(in_one).collect()
}

fn letters(field: &str, offset: usize) -> Vec<Letter> {
    let inner = field.strip_prefix('"').and_then(|rest| rest.trim_end().strip_suffix('"'));
    let (text, start) = inner.map_or((field, 0), |inner| (inner, 1));
    let mut letters = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let length = if inner.is_some() && text[at..].starts_with("\"\"") { 2 } else { letter.len_utf8() };
        letters.push(Letter { letter, range: offset + start + at..offset + start + at + length });
        at += length;
    }
    letters
}
