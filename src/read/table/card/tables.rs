//! Consecutive cards to tables: a column a label, a row a card.

use std::collections::BTreeSet;

use super::{Card, Label, MOST_LABELS};
use crate::place::{At, Place};
use crate::read::table::key::heading_key;
use crate::read::table::sheet::{Sheet, blank, own};
use crate::read::table::{Column, Row, Table};

/// Consecutive cards of one kind as one table.
pub(super) fn tables(sheet: &Sheet, cards: Vec<Card>, above: &[&str]) -> Vec<Table> {
    let mut tables: Vec<(Table, Vec<Key>)> = Vec::new();
    // Titles that stand over every card head no rows.
    let mut titles: BTreeSet<String> = above.iter().map(|line| without_digits(line)).collect();
    for card in cards {
        let keys = keys(&card.labels);
        let fits = |known: &[Key]| {
            let shared = keys.iter().filter(|key| known.contains(key)).count();
            let alike = known.first() == keys.first() || shared * 2 >= keys.len().min(known.len());
            alike && known.len() + keys.len() - shared <= MOST_LABELS
        };
        if !tables.last().is_some_and(|(_, known)| fits(known)) {
            tables.push((begin(sheet, &card), Vec::new()));
        }
        let (table, known) = tables.last_mut().expect("a table was just begun");
        add_columns(sheet, table, known, &card.labels, &keys);
        // A card nobody filled in is no row.
        if card.labels.iter().all(|label| label.value.is_empty()) {
            table.below.extend(card.before.into_iter().chain(card.within));
            continue;
        }
        for line in card.before {
            let named = card.labels.iter().any(|label| label.value.contains(line.value.trim()));
            let title = !titles.insert(without_digits(&line.value));
            if named || title { table.below.push(line) } else { table.sections.push((table.rows.len(), line)) }
        }
        table.below.extend(card.within);
        let place = card.labels.first().map_or_else(|| table.place.clone(), |label| label.word.place.clone());
        let mut cells: Vec<_> = known.iter().map(|_| blank(place.clone())).collect();
        for (label, key) in card.labels.into_iter().zip(keys) {
            let at = known.iter().position(|known| *known == key).expect("every label has its column");
            cells[at] = if label.value.is_empty() { blank(label.place) } else { own(label.value, label.place) };
        }
        let links = cells.iter().enumerate().filter_map(|(at, cell)| Some((at, sheet.link(&cell.place)?.to_owned()))).collect();
        table.rows.push(Row { place, cells, links });
    }
    tables.into_iter().map(|(table, _)| table).collect()
}

/// What tells a label from the others of its card: the words over it, its own, and how many like it stand before it.
type Key = (String, String, usize);

fn keys(labels: &[Label]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(labels.len());
    for label in labels {
        let over = label.over.iter().map(|over| heading_key(&over.value)).collect::<Vec<_>>().join("/");
        let word = heading_key(&label.word.value);
        let twins = keys.iter().filter(|key| key.0 == over && key.1 == word).count();
        keys.push((over, word, twins));
    }
    keys
}

fn begin(sheet: &Sheet, card: &Card) -> Table {
    let whole = || Place { origin: sheet.origin.clone(), at: At::Whole };
    let place = card.labels.first().map_or_else(whole, |label| label.word.place.clone());
    Table { place, above: Vec::new(), columns: Vec::new(), rows: Vec::new(), sections: Vec::new(), below: Vec::new() }
}

/// Labels the cards before had not get a column behind the one they follow.
fn add_columns(sheet: &Sheet, table: &mut Table, known: &mut Vec<Key>, labels: &[Label], keys: &[Key]) {
    let mut next = 0;
    for (label, key) in labels.iter().zip(keys) {
        if let Some(at) = known.iter().position(|known| known == key) {
            next = at + 1;
            continue;
        }
        known.insert(next, key.clone());
        let parents = label.over.clone();
        table.columns.insert(next, Column { number: label.column, leaf: label.word.clone(), parents });
        for row in &mut table.rows {
            row.cells.insert(next, blank(row.place.clone()));
            row.links.iter_mut().filter(|(at, _)| *at >= next).for_each(|(at, _)| *at += 1);
        }
        next += 1;
    }
    debug_assert_eq!(known.len(), table.columns.len(), "{:?}", sheet.origin);
}

fn without_digits(line: &str) -> String {
    line.chars().filter(|c| !c.is_ascii_digit() && !"一二三四五六七八九十 （）()".contains(*c)).collect()
}
