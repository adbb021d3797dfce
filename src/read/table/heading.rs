//! Finds heading rows by their words, and reads the columns off one to three of them, merged or only laid out so.

use std::collections::BTreeSet;

use super::key::{heading_key, is_blank, number};
use super::sheet::Sheet;
use super::{Column, Vocabulary};
use crate::place::Located;
use crate::read::{GridRow, Range};

/// Words a heading must have at least.
const LEAST_WORDS: usize = 3;

/// Characters of a heading's longest word, legends aside; a longer cell is content.
const LONGEST: usize = 60;

/// Rows of a heading at most.
const MOST_ROWS: u32 = 3;

/// A heading that was found.
pub(super) struct Heading {
    /// First row number.
    pub(super) top: u32,
    /// Last row number.
    pub(super) bottom: u32,
    /// Columns, left to right.
    pub(super) columns: Vec<Column>,
    /// Columns with their words as compared, to know a repeated heading by.
    pub(super) signature: Vec<(u32, String)>,
    /// All its words as compared.
    pub(super) words: BTreeSet<String>,
}

/// Looks words up, most cells without normalising them.
pub(super) struct Words<'a> {
    vocabulary: &'a Vocabulary,
    words: Known<'a>,
    labels: Known<'a>,
    /// Bytes of the longest word, with room for punctuation around it.
    longest: usize,
}

impl<'a> Words<'a> {
    /// Prepares a vocabulary.
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        let longest = vocabulary.words.iter().map(String::len).max().unwrap_or(0) + 12;
        Self { vocabulary, words: Known::of(&vocabulary.words), labels: Known::of(&vocabulary.labels), longest }
    }

    /// The word a cell is, as compared, when it is one of the vocabulary.
    fn word(&self, text: &str) -> Option<String> {
        // Most cells are content: how they begin or their length shows it.
        if text.len() > 400 || !self.words.may_hold(text) {
            return None;
        }
        // Only a legend in brackets or blanks can make a heading longer than its longest word.
        if text.len() > self.longest
            && !text.contains(|letter: char| is_blank(letter) || matches!(letter, '（' | '(' | '[' | '［' | '【' | '〔' | '{'))
        {
            return None;
        }
        let key = heading_key(text);
        self.vocabulary.words.contains(&key).then_some(key)
    }

    /// Whether a text may be a label, by how it begins: most cells are content, and normalising them takes long.
    pub(super) fn may_be_label(&self, text: &str) -> bool {
        self.labels.may_hold(text)
    }

    /// Whether a column's blank cells under a value mean that value.
    pub(super) fn is_group(&self, leaf: &str) -> bool {
        self.vocabulary.groups.contains(&heading_key(leaf))
    }

    /// The vocabulary.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
    }

    /// Whether two words are a heading of so many cells: words no other table has, with hardly anything beside them.
    fn is_pair(&self, found: &BTreeSet<String>, cells: usize) -> bool {
        found.len() == 2 && cells <= 3 && found.iter().all(|word| self.vocabulary.pairs.contains(word))
    }

    /// The columns that name the rows of a table only lists of powers and services have.
    pub(super) fn named_columns(&self, heading: &Heading) -> Vec<u32> {
        let marked = heading.words.iter().any(|word| self.vocabulary.pairs.contains(word));
        let named = heading.signature.iter().filter(|(_, word)| marked && self.vocabulary.named.contains(word));
        named.map(|(column, _)| *column).collect()
    }

    fn words_of(&self, row: &GridRow) -> BTreeSet<String> {
        row.cells.iter().filter_map(|(_, text)| self.word(text)).collect()
    }
}

/// Words, and how they begin.
struct Known<'a> {
    words: &'a BTreeSet<String>,
    firsts: BTreeSet<char>,
}

impl<'a> Known<'a> {
    fn of(words: &'a BTreeSet<String>) -> Self {
        Self { words, firsts: words.iter().filter_map(|word| word.chars().next()).collect() }
    }

    /// Whether a text, normalised, may be one of the words: characters that stay as they are show that it is none.
    fn may_hold(&self, text: &str) -> bool {
        let stays = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | 'A'..='Z' | '0'..='9' | '√' | '■' | '□' | '《' | '●');
        let mut letters = text.chars().filter(|letter| !is_blank(*letter));
        let Some(first) = letters.next() else { return false };
        if !stays(first) {
            return true;
        }
        if !self.firsts.contains(&first) {
            return false;
        }
        let is_like = |word: &str| {
            let (mut word, mut letters) = (word.chars().skip(1), letters.clone());
            loop {
                match (word.next(), letters.next()) {
                    (None, None) => return true,
                    (wanted, Some(letter)) if wanted == Some(letter) => {}
                    // Brackets are dropped with what they hold, signs are folded: only the tables can tell.
                    (_, Some(letter)) => return !stays(letter),
                    (Some(_), None) => return false,
                }
            }
        };
        self.words.range(first.to_string()..).take_while(|word| word.starts_with(first)).any(|word| is_like(word))
    }
}

/// What a heading stands under, and so how sure it must look.
#[derive(Clone, Copy)]
pub(super) enum Under<'a> {
    /// Nothing, or a title: a quarter of its cells are known words.
    Title,
    /// A table with these words in its heading. Its rows may hold words too (全社会, 县级), so half of the cells are
    /// known and two of them are the table's, or all are known.
    Table(&'a BTreeSet<String>),
}

/// The heading that begins in this row, if one does.
pub(super) fn at(sheet: &Sheet, index: usize, words: &Words<'_>, under: Under<'_>) -> Option<Heading> {
    let row = &sheet.rows[index];
    // A heading holds no number; nearly every other row begins with one.
    if row.cells.first().is_some_and(|(_, text)| text.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let mut found = words.words_of(row);
    // 职权类别：｜行政许可 says something of the table below.
    let is_line = found.len() == 1 && row.cells[0].1.trim_end().ends_with(['：', ':']);
    if found.is_empty() || row.cells.len() < 2 || is_line || !may_be_heading(row) {
        return None;
    }
    let top = row.number;
    let mut bottom = row
        .cells
        .iter()
        .filter_map(|(column, _)| sheet.range_at(top, *column))
        .map(|range| range.bottom)
        .max()
        .unwrap_or(top)
        .min(top + MOST_ROWS - 1);
    let mut cells = row.cells.len();
    for next in sheet.rows[index + 1..].iter().take_while(|next| next.number < top + MOST_ROWS) {
        let more = words.words_of(next);
        let continues = next.number <= bottom || is_second_row(sheet, next, &more, &found, bottom);
        if !continues || !may_be_heading(next) {
            break;
        }
        bottom = bottom.max(next.number);
        cells += next.cells.len();
        found.extend(more);
    }
    let is_sure = match under {
        Under::Title => found.len() * 4 >= cells,
        Under::Table(known) => (found.len() * 2 >= cells && found.intersection(known).count() >= 2) || found.len() >= cells,
    };
    let is_enough = found.len() >= LEAST_WORDS || words.is_pair(&found, cells);
    (is_sure && is_enough).then(|| read(sheet, index, top, bottom))
}

/// Whether a row that no merged cell ties to the heading belongs to it all the same: its words are mostly known, new,
/// and stand right below.
fn is_second_row(sheet: &Sheet, next: &GridRow, more: &BTreeSet<String>, found: &BTreeSet<String>, bottom: u32) -> bool {
    let directly = next.number == bottom + 1;
    let new = more.iter().filter(|word| !found.contains(*word)).count();
    // A row that fills the columns of the row above is content or a heading repeated.
    let over = next.cells.iter().filter(|(column, _)| sheet.written(bottom, *column).is_some()).count();
    directly && new > 0 && new * 2 >= next.cells.len() && (over * 2 <= next.cells.len() || new == next.cells.len())
}

/// Content is long or is a number; a heading is neither.
fn may_be_heading(row: &GridRow) -> bool {
    row.cells.iter().all(|(_, text)| number(text).is_none() && (text.len() <= LONGEST || heading_key(text).chars().count() <= LONGEST))
}

/// Reads the columns off the rows from `top` to `bottom`.
fn read(sheet: &Sheet, index: usize, top: u32, bottom: u32) -> Heading {
    let rows: Vec<&GridRow> = sheet.rows[index..].iter().take_while(|row| row.number <= bottom).collect();
    let mut spans: Vec<Vec<Span<'_>>> = rows.iter().map(|row| spans_of(sheet, row)).collect();
    stretch(&mut spans);
    let first = spans.iter().flatten().map(|span| span.range.left).min().unwrap_or(1);
    let last = spans.iter().flatten().map(|span| span.range.right).max().unwrap_or(first);
    let mut columns = Vec::new();
    for column in first..=last {
        let mut over: Vec<Located<String>> = spans
            .iter()
            .filter_map(|row| row.iter().find(|span| span.range.left <= column && column <= span.range.right))
            .map(|span| Located::new(span.text.to_owned(), sheet.place(span.range.top, span.range.left)))
            .collect();
        if let Some(leaf) = over.pop() {
            columns.push(Column { number: column, leaf, parents: over });
        }
    }
    let signature = columns.iter().map(|column| (column.number, heading_key(&column.leaf.value))).collect();
    let words = spans.iter().flatten().map(|span| heading_key(span.text)).collect();
    Heading { top, bottom, columns, signature, words }
}

/// A heading cell and the columns it stands over.
struct Span<'a> {
    range: Range,
    text: &'a str,
}

fn spans_of<'a>(sheet: &Sheet, row: &'a GridRow) -> Vec<Span<'a>> {
    row.cells
        .iter()
        .map(|(column, text)| {
            let alone = Range { top: row.number, left: *column, bottom: row.number, right: *column };
            Span { range: sheet.range_at(row.number, *column).unwrap_or(alone), text }
        })
        .collect()
}

/// Where a producer left blanks instead of merging across, a cell with another below it reaches to the next cell of its
/// row, as far as the row below has cells.
fn stretch(rows: &mut [Vec<Span<'_>>]) {
    for upper in 0..rows.len().saturating_sub(1) {
        let (above, below) = rows.split_at_mut(upper + 1);
        let below: Vec<Range> = below.iter().flatten().map(|span| span.range).collect();
        let row = &mut above[upper];
        for at in 0..row.len() {
            let range = row[at].range;
            let is_parent = below.iter().any(|lower| lower.left == range.left);
            if range.left != range.right || range.top != range.bottom || !is_parent {
                continue;
            }
            let end = row.get(at + 1).map_or(u32::MAX, |next| next.range.left);
            let mut right = range.right;
            while let Some(next) = below.iter().find(|lower| lower.left == right + 1 && lower.right < end) {
                right = next.right;
            }
            row[at].range.right = right;
        }
    }
}
