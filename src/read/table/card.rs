//! Cards: stretches of rows that hold a label and its value, one item a card. They become tables of one row a card, so that nothing
//! behind knows of them. Never takes a table, a cover or a page on how to fill one in for a card.

use std::collections::BTreeSet;

use super::Table;
use super::heading::Words;
use super::sheet::Sheet;
use crate::place::{Located, Place};

mod gather;
mod stretch;
mod tables;

use stretch::Read;

/// Different labels a card has at least.
const LEAST_LABELS: usize = 3;

/// Labels a card has at most; a stretch of more is nobody's.
const MOST_LABELS: usize = 200;

/// Words by which values are told to explain a column instead of filling it in.
const EXPLAINING: [&str; 9] = ["填写", "填报", "例如", "必填", "选填", "请填", "请写", "写明", "字数"];

/// Words by which a line says that labels and explanations follow.
const EXPLANATION: [&str; 12] = [
    "填表说明",
    "填写说明",
    "填报说明",
    "填写要求",
    "填报要求",
    "填写须知",
    "编制说明",
    "栏目说明",
    "字段说明",
    "使用说明",
    "填写示例",
    "数据字典",
];

/// Cards that were found.
pub(super) struct Cards {
    /// A table for all consecutive cards of one kind, without the lines above and below.
    pub(super) tables: Vec<Table>,
    /// Last row.
    pub(super) bottom: u32,
}

/// The cards that begin in this row; else the row from which to look again. `above` are the lines above it.
pub(super) fn at<'a>(sheet: &Sheet, index: usize, words: &Words<'_>, above: impl Fn() -> Vec<&'a str>) -> Result<Cards, usize> {
    let Some((stretch, end)) = stretch::stretch(sheet, index, words) else { return Err(index + 1) };
    if !is_card(&stretch, words) {
        return Err(end);
    }
    let above = above();
    let sheet_name = sheet.origin.sheet.as_ref().map(|sheet| sheet.name.as_str());
    if above.iter().copied().chain(sheet_name).any(|line| EXPLANATION.iter().any(|word| line.contains(word))) {
        return Err(end);
    }
    let Some(cards) = gather::cards(sheet, stretch, words) else { return Err(end) };
    Ok(Cards { tables: tables::tables(sheet, cards, &above), bottom: sheet.rows[end - 1].number })
}

/// Whether rows of labels and values are a card.
fn is_card(stretch: &[Read<'_>], words: &Words<'_>) -> bool {
    let vocabulary = words.vocabulary();
    let rows = || {
        stretch.iter().filter_map(|row| match row {
            Read::Fields(_, fields) => Some(fields),
            Read::More(..) | Read::Line(..) => None,
        })
    };
    // Different labels begin its rows; a heading that comes again on every page begins with the same one.
    let firsts: BTreeSet<&String> = rows().filter_map(|fields| fields.first()?.word.as_ref()).collect();
    let known = rows().filter(|fields| fields.first().is_some_and(|field| field.word.is_some())).count();
    let labels: BTreeSet<&String> = rows().flatten().filter_map(|field| field.word.as_ref()).collect();
    let is_enough = firsts.len() >= 2 && labels.len() >= LEAST_LABELS && known * 4 >= rows().count();
    // One is the name, as a rule with one value: several are rows of a table on its side. One stands in no other table.
    let names = || rows().flatten().filter(|field| field.word.as_ref().is_some_and(|word| vocabulary.names.contains(word)));
    let with = |values: fn(usize) -> bool| names().filter(|field| values(field.values.len())).count();
    let is_named = with(|values| values > 0) > 0 && with(|values| values > 1) * 2 < with(|_| true);
    let is_list = labels.iter().any(|word| vocabulary.marks.contains(*word));
    let values = || rows().flatten().filter_map(|field| field.values.first()).map(|value| value.text);
    let explaining = values().filter(|value| EXPLAINING.iter().any(|word| value.contains(word))).count();
    is_enough && is_named && is_list && explaining * 2 < values().count()
}

/// One card: its labels in order, each with its value.
#[derive(Default)]
struct Card {
    labels: Vec<Label>,
    /// Lines before it.
    before: Vec<Located<String>>,
    /// Lines within it.
    within: Vec<Located<String>>,
}

/// A label of a card.
struct Label {
    /// The words over it, from the outside in.
    over: Vec<Located<String>>,
    /// The label without number and colon.
    word: Located<String>,
    column: u32,
    value: String,
    place: Place,
}
