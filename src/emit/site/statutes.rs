//! 依据: everything that items rest on, with how many rest on it and whether it holds.

use askama::Template;

use super::count;
use super::frame::{Frame, Kind, Page, above};
use super::status::{self, Word};
use super::statute::number_of_items;
use crate::knowledge::laws;

/// `statutes.html`.
#[derive(Template)]
#[template(path = "statutes.html")]
pub(super) struct Statutes<'a> {
    page: Page<'a>,
    /// How many there are of each word.
    numbers: Vec<(&'static str, String)>,
    checked_to: String,
    statutes: Vec<Row<'a>>,
}

/// A statute.
struct Row<'a> {
    title: &'a str,
    address: String,
    number: &'a str,
    word: Word,
    items: String,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>) -> Statutes<'a> {
    let rows: Vec<Row<'a>> = frame
        .statutes
        .iter()
        .enumerate()
        .map(|(index, statute)| Row {
            title: statute.title,
            address: frame.statute_file(index),
            number: statute.number.unwrap_or_default(),
            word: status::word(statute),
            items: count::grouped(number_of_items(statute)),
        })
        .collect();
    let mut numbers: Vec<(&'static str, usize)> = Vec::new();
    for row in &rows {
        match numbers.iter_mut().find(|(word, _)| *word == row.word.text) {
            Some((_, number)) => *number += 1,
            None => numbers.push((row.word.text, 1)),
        }
    }
    Statutes {
        page: Page { frame, up: "", title: "依据".to_owned(), above: above([("首页", "index.html")]), kind: Kind::Column },
        numbers: numbers.into_iter().map(|(word, number)| (word, format!("{} 件", count::grouped(number)))).collect(),
        checked_to: laws().checked_to.to_string(),
        statutes: rows,
    }
}
