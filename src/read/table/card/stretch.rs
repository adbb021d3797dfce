//! Takes rows that may be cards apart: which cell is a label, which a value, where a card can no longer go on.

use std::collections::BTreeSet;

use crate::read::GridRow;
use crate::read::table::heading::Words;
use crate::read::table::key::{heading_key, is_plain, number};
use crate::read::table::sheet::Sheet;

/// Characters of a label at most.
const LONGEST_LABEL: usize = 24;

/// Cells of a row of a card at most.
const MOST_CELLS: usize = 64;

/// Labels no list knows at the head of a card at most.
const MOST_LEADING: usize = 3;

/// Rows between two cards, or within one, that are neither: headings of parts, titles.
const MOST_LINES: usize = 4;

/// A label, or a value, in a row.
#[derive(Clone, Copy)]
pub(super) struct Bit<'a> {
    pub(super) column: u32,
    /// Last column of its merged range.
    pub(super) right: u32,
    pub(super) text: &'a str,
}

/// A row of a stretch.
pub(super) enum Read<'a> {
    /// Labels with what stands behind each.
    Fields(u32, Vec<Field<'a>>),
    /// More of the values above: column and text.
    More(u32, Vec<Bit<'a>>),
    /// Neither.
    Line(u32, Vec<Bit<'a>>),
}

/// A label and what stands behind it in its row.
pub(super) struct Field<'a> {
    /// Cells merged down over it, from the left.
    pub(super) over: Option<Bit<'a>>,
    pub(super) label: Bit<'a>,
    /// The label as compared; none when no list knows it.
    pub(super) word: Option<String>,
    pub(super) values: Vec<Bit<'a>>,
}

/// The rows from here that may be cards, and the index of the row behind them. They are read twice: only once all are known is it
/// clear in which columns labels stand.
pub(super) fn stretch<'a>(sheet: &'a Sheet, index: usize, words: &Words<'_>) -> Option<(Vec<Read<'a>>, usize)> {
    let row = sheet.rows.get(index)?;
    let inline = row.cells.first().and_then(|(_, text)| in_one_cell(text, words)).is_some();
    // A card begins with a label, or with one cell before it; only a row of two cells may hold a label nobody knows.
    if row.cells.len() > 2 && !inline && !row.cells.iter().take(2).any(|(_, text)| label(text, words).is_some()) {
        return None;
    }
    let mut reader = Reader { sheet, words, inline, columns: BTreeSet::new(), reach: 0 };
    let leading = leading(sheet, index, words);
    reader.columns.extend(leading);
    reader.scan(index)?;
    let (rows, end) = reader.scan(index)?;
    // A label no list knows begins a card only where it comes again with the next one.
    let begins = leading.is_none_or(|column| {
        let mut labels = rows.iter().filter_map(|row| match row {
            Read::Fields(_, fields) => fields.first().filter(|field| field.label.column == column).map(|field| field.label.text),
            Read::More(..) | Read::Line(..) => None,
        });
        labels.next().is_some_and(|first| labels.any(|label| label == first))
    });
    begins.then_some((rows, end))
}

/// The column of a label no list knows that stands right over one that is known.
fn leading(sheet: &Sheet, index: usize, words: &Words<'_>) -> Option<u32> {
    let rows = sheet.rows[index..].iter().take(MOST_LEADING + 1);
    for (at, row) in rows.enumerate() {
        let (column, text) = &row.cells[0];
        if label(text, words).is_some() {
            return (at > 0).then_some(*column);
        }
        if row.cells.len() != 2 {
            return None;
        }
        let bits = bits(sheet, row, words, false);
        let known = bits.iter().any(|bit| label(bit.text, words).is_some());
        if known || !is_unknown_label(&bits, &[*column].into()) {
            return None;
        }
    }
    None
}

/// Reads rows one after another.
struct Reader<'a, 'w> {
    sheet: &'a Sheet,
    words: &'w Words<'w>,
    /// Labels and values stand in one cell: `事项名称：甲`.
    inline: bool,
    /// Where labels stand.
    columns: BTreeSet<u32>,
    /// The last row a label merged down reaches, or the next one: there its value goes on.
    reach: u32,
}

impl<'a> Reader<'a, '_> {
    fn scan(&mut self, index: usize) -> Option<(Vec<Read<'a>>, usize)> {
        let mut rows: Vec<Read<'a>> = Vec::new();
        let (mut kept, mut end) = (0, index);
        self.reach = 0;
        for (at, row) in self.sheet.rows.iter().enumerate().skip(index) {
            let read = self.read(row);
            match &read {
                None => break,
                Some(Read::Line(..)) if rows.is_empty() || rows.len() - kept >= MOST_LINES => break,
                Some(Read::Line(..)) => {}
                Some(Read::Fields(number, fields)) => {
                    self.columns.extend(fields.iter().filter(|field| field.word.is_some()).map(|field| field.label.column));
                    let bottom = |field: &Field<'_>| self.sheet.range_at(*number, field.label.column).map_or(*number, |range| range.bottom);
                    self.reach = fields.iter().map(bottom).max().unwrap_or(*number).max(number + 1);
                }
                Some(Read::More(number, _)) => self.reach = self.reach.max(number + 1),
            }
            let is_line = matches!(read, Some(Read::Line(..)));
            rows.extend(read);
            if !is_line {
                (kept, end) = (rows.len(), at + 1);
            }
        }
        rows.truncate(kept);
        (!rows.is_empty()).then_some((rows, end))
    }

    /// Takes a row apart; none where it can stand in no card.
    fn read(&self, row: &'a GridRow) -> Option<Read<'a>> {
        if row.cells.len() > MOST_CELLS {
            return None;
        }
        let mut bits = bits(self.sheet, row, self.words, self.inline);
        let mut known: Vec<Option<String>> = bits.iter().map(|bit| label(bit.text, self.words)).collect();
        let mut labels: Vec<usize> = (0..bits.len()).filter(|at| known[*at].is_some()).collect();
        let is_down = |bit: &Bit<'_>| self.sheet.range_down(row.number, bit.column).is_some_and(|range| range.bottom > range.top);
        let beside = |pair: &[usize]| bits[pair[0]].right + 1 == bits[pair[1]].column;
        // Before the first label stands a number, or a cell over the labels of several rows.
        let is_over = match labels[..] {
            [0, 1, ..] => beside(&[0, 1]) && is_down(&bits[0]),
            [1, ..] => number(bits[0].text).is_some() || is_down(&bits[0]),
            _ => false,
        };
        let mut over = None;
        if is_over {
            labels.retain(|at| *at > 0);
        }
        // Labels side by side are a heading.
        if labels.windows(2).any(beside) || (labels.first() == Some(&1) && !is_over && beside(&[0, 1])) {
            return None;
        }
        if is_over {
            over = Some(bits.remove(0)).filter(|bit| number(bit.text).is_none());
            known.remove(0);
        } else if labels.first() != Some(&0) && !is_unknown_label(&bits, &self.columns) {
            let goes_on = row.number <= self.reach && bits.first().is_some_and(|bit| self.inline || !self.columns.contains(&bit.column));
            let is_line = bits.len() == 1;
            return if goes_on && !self.columns.is_empty() {
                Some(Read::More(row.number, bits))
            } else {
                is_line.then_some(Read::Line(row.number, bits))
            };
        }
        Some(Read::Fields(row.number, fields(over, bits, known.into_iter(), &self.columns)))
    }
}

fn fields<'a>(
    over: Option<Bit<'a>>,
    bits: Vec<Bit<'a>>,
    known: impl Iterator<Item = Option<String>>,
    columns: &BTreeSet<u32>,
) -> Vec<Field<'a>> {
    let mut fields: Vec<Field<'a>> = Vec::new();
    let mut over = over;
    let mut bits = bits.into_iter().zip(known).peekable();
    while let Some((bit, word)) = bits.next() {
        let beside = fields.last().is_none_or(|field| field.values.is_empty() && bit.column <= field.label.right + 1);
        let has_value = bits.peek().is_some_and(|(next, word)| word.is_none() && next.column == bit.right + 1);
        // A word no list knows is a label where labels stand, with a value behind it.
        let is_unknown = columns.contains(&bit.column) && has_value && !beside && may_be_label(bit.text);
        match fields.last_mut() {
            Some(field) if word.is_none() && !is_unknown => field.values.push(bit),
            Some(_) | None => fields.push(Field { over: over.take(), label: bit, word, values: Vec::new() }),
        }
    }
    fields
}

/// Cells of a row. Where labels and values share their cells, each is two.
fn bits<'a>(sheet: &Sheet, row: &'a GridRow, words: &Words<'_>, inline: bool) -> Vec<Bit<'a>> {
    let mut bits = Vec::with_capacity(row.cells.len());
    for (column, text) in &row.cells {
        let right = sheet.range_at(row.number, *column).map_or(*column, |range| range.right);
        match inline.then(|| in_one_cell(text, words)).flatten() {
            Some(parts) => bits.extend(parts.map(|text| Bit { column: *column, right, text })),
            None => bits.push(Bit { column: *column, right, text }),
        }
    }
    bits
}

/// The label and the value of a cell that holds both: `事项名称：甲`.
fn in_one_cell<'a>(text: &'a str, words: &Words<'_>) -> Option<[&'a str; 2]> {
    let (before, after) = text.split_once(['：', ':'])?;
    (!after.trim().is_empty() && label(before, words).is_some()).then(|| [before, after.trim()])
}

/// A label as compared, when lists know it: without number, colon and blanks.
fn label(text: &str, words: &Words<'_>) -> Option<String> {
    if !may_be_label(text) {
        return None;
    }
    let bare = without_number(text);
    if !words.may_be_label(bare) {
        return None;
    }
    let labels = &words.vocabulary().labels;
    if is_plain(bare) {
        return labels.get(bare).cloned();
    }
    let key = heading_key(bare);
    labels.contains(&key).then_some(key)
}

fn may_be_label(text: &str) -> bool {
    // Nearly every cell holds a common Chinese character: asking the tables of all alphabets takes longer.
    text.len() <= LONGEST_LABEL * 4 && text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic())
}

/// `1.事项名称`, `（一）事项名称`, `①事项名称`, `*事项名称` without what stands before the word.
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['*', '★', '※']);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || ('①'..='⑳').contains(&c);
    let rest = text.trim_start_matches(|c: char| is_number(c) || matches!(c, '.' | '．' | '、' | '（' | '(' | '）' | ')' | ' '));
    // 一级事项 begins with no number: something must part it from the word.
    let parted = text.len() > rest.len() && text[..text.len() - rest.len()].ends_with(['.', '．', '、', '）', ')', ' ']);
    let circled = text.starts_with(|c| ('①'..='⑳').contains(&c));
    if (parted || circled) && !rest.is_empty() { rest } else { text }
}

/// A row that begins with a short word where labels stand, its value right beside it.
fn is_unknown_label(bits: &[Bit<'_>], columns: &BTreeSet<u32>) -> bool {
    let [label, value, ..] = bits else { return false };
    let signed = ["编制", "填报", "填表", "报送", "制表", "经办"].iter().any(|word| label.text.trim_start().starts_with(word));
    let short = label.text.chars().count() <= LONGEST_LABEL && number(label.text).is_none() && may_be_label(label.text);
    columns.contains(&label.column) && value.column == label.right + 1 && short && !signed
}
