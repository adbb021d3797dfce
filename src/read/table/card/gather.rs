//! Labels and values to cards: where a card begins, which values stand behind which label, which label stands under another.

use std::collections::BTreeMap;

use super::stretch::{Bit, Field, Read, without_number};
use super::{Card, Label, MOST_LABELS};
use crate::place::Located;
use crate::read::Range;
use crate::read::table::heading::Words;
use crate::read::table::key::heading_key;
use crate::read::table::sheet::Sheet;

/// A label cell and all that stands behind it, a row each.
struct Block<'a> {
    row: u32,
    field: Field<'a>,
    rows: Vec<(u32, Vec<Bit<'a>>)>,
}

/// The rows as cards: a card begins where its first label, or the name, comes again. None where one would have too many labels.
pub(super) fn cards(sheet: &Sheet, stretch: Vec<Read<'_>>, words: &Words<'_>) -> Option<Vec<Card>> {
    let mut cards: Vec<Card> = Vec::new();
    let mut lines: Vec<Located<String>> = Vec::new();
    let mut blocks: Vec<Block<'_>> = Vec::new();
    // The labels whose values go on, by column.
    let mut active: BTreeMap<u32, usize> = BTreeMap::new();
    let mut card = Card::default();
    let mut last = 0;
    for read in stretch {
        match read {
            Read::Line(row, bits) => {
                last = row;
                lines.extend(bits.iter().map(|bit| Located::new(bit.text.to_owned(), sheet.place(row, bit.column))));
            }
            Read::More(row, bits) => {
                last = row;
                for bit in bits {
                    let owner = active.range(..bit.column).next_back().or_else(|| active.first_key_value());
                    let Some(block) = owner.and_then(|(_, at)| blocks.get_mut(*at)) else { continue };
                    match block.rows.last_mut() {
                        Some((last, bits)) if *last == row => bits.push(bit),
                        Some(_) | None => block.rows.push((row, vec![bit])),
                    }
                }
            }
            Read::Fields(row, fields) => {
                let apart = row > last + 1;
                if begins_anew(&fields, &blocks, apart, words) {
                    card.labels = labels(sheet, std::mem::take(&mut blocks), words);
                    let next = Card { before: std::mem::take(&mut lines), ..Card::default() };
                    cards.push(std::mem::replace(&mut card, next));
                    active.clear();
                }
                card.within.append(&mut lines);
                active.retain(|column, _| sheet.range_down(row, *column).is_some_and(|range| range.top < row));
                for mut field in fields {
                    active.insert(field.label.column, blocks.len());
                    let values = std::mem::take(&mut field.values);
                    let rows = if values.is_empty() { Vec::new() } else { vec![(row, values)] };
                    blocks.push(Block { row, field, rows });
                }
                if blocks.len() > MOST_LABELS {
                    return None;
                }
                let bottoms = active.keys().filter_map(|column| sheet.range_down(row, *column)).map(|range| range.bottom);
                last = bottoms.max().unwrap_or(row);
            }
        }
    }
    card.labels = labels(sheet, blocks, words);
    card.within.append(&mut lines);
    cards.push(card);
    cards.iter().all(|card| card.labels.len() <= MOST_LABELS).then_some(cards)
}

fn begins_anew(fields: &[Field<'_>], blocks: &[Block<'_>], apart: bool, words: &Words<'_>) -> bool {
    let key = |field: &Field<'_>| heading_key(without_number(field.label.text));
    let Some(first) = blocks.first().map(|block| key(&block.field)) else { return false };
    let named = |word: &&String| words.vocabulary().names.contains(*word);
    // Below a blank row any name is that of another card.
    let again =
        |word: &String| blocks.iter().filter_map(|block| block.field.word.as_ref()).any(|known| known == word || (apart && named(&known)));
    fields.first().is_some_and(|field| key(field) == first)
        || fields.iter().filter_map(|field| field.word.as_ref()).filter(named).any(again)
}

/// The labels of a card. Sub-labels (全社会 beside 公开对象) are labels of their own.
fn labels(sheet: &Sheet, blocks: Vec<Block<'_>>, words: &Words<'_>) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut overs: Vec<(Range, Located<String>)> = Vec::new();
    for Block { row, field, rows } in blocks {
        if let Some(over) = &field.over
            && let Some(range) = sheet.range_at(row, over.column)
        {
            overs.push((range, Located::new(over.text.to_owned(), sheet.place(row, over.column))));
        }
        let over: Vec<Located<String>> = overs
            .iter()
            .rev()
            .find(|(range, _)| (range.top..=range.bottom).contains(&row))
            .map(|(_, over)| over.clone())
            .into_iter()
            .collect();
        let word = Located::new(bare(field.label.text), sheet.place(row, field.label.column));
        let is_part = |bit: &Bit<'_>| words.vocabulary().parts.contains(&heading_key(bit.text));
        let parted = rows.iter().any(|(_, bits)| matches!(&bits[..], [first, _, ..] if is_part(first)));
        if !parted {
            labels.push(value(sheet, &over, word, &field.label, row, &rows));
            continue;
        }
        for (row, mut bits) in rows {
            while !bits.is_empty() {
                let next = bits.iter().skip(1).position(&is_part).map_or(bits.len(), |at| at + 1);
                let rest = bits.split_off(next);
                let part = bits.remove(0);
                if is_part(&part) {
                    let leaf = Located::new(bare(part.text), sheet.place(row, part.column));
                    let over = [&over[..], std::slice::from_ref(&word)].concat();
                    labels.push(value(sheet, &over, leaf, &part, row, &[(row, bits)]));
                } else {
                    bits.insert(0, part);
                    labels.push(value(sheet, &over, word.clone(), &part, row, &[(row, bits)]));
                }
                bits = rest;
            }
        }
    }
    labels
}

/// A label with its value: what stands behind it, joined by line ends.
fn value(sheet: &Sheet, over: &[Located<String>], word: Located<String>, label: &Bit<'_>, row: u32, rows: &[(u32, Vec<Bit<'_>>)]) -> Label {
    let texts: Vec<&str> = rows.iter().flat_map(|(_, bits)| bits).map(|bit| bit.text).collect();
    let first = rows.iter().find_map(|(row, bits)| Some((*row, bits.first()?.column)));
    let (row, column) = first.unwrap_or((row, label.right + 1));
    Label { over: over.to_vec(), word, column: label.column, value: texts.join("\n"), place: sheet.place(row, column) }
}

fn bare(label: &str) -> String {
    without_number(label).trim_end_matches(['：', ':']).trim().to_owned()
}
