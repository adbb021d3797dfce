//! What the tables of laws know of the bases an item cites, looked up once an item and shared by the rules. Judges nothing.

use std::ops::Range;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use regex::{Captures, Regex};

use crate::knowledge::{self, Cited};
use crate::model::citation::titles;
use crate::model::{Citation, Item, List};

/// The bases of a list's items with what the tables know of them, looked up once for all rules.
#[derive(Debug)]
pub struct Bases<'a> {
    /// Those of all items, one after the other.
    cited: Vec<Cited<'a>>,
    /// Where those of each item end.
    ends: Vec<usize>,
}

/// Items of a list from which on they are looked up side by side; fewer are done sooner than handed out.
const LONG: usize = 2_000;

impl<'a> Bases<'a> {
    /// Looks up what a list's items cite.
    #[must_use]
    pub fn of(list: &'a List) -> Self {
        let end = |end: &mut usize, item: &Item| {
            *end += item.basis.value.len();
            Some(*end)
        };
        let ends = list.items.iter().scan(0, end).collect();
        let of_item = |item: &'a Item| item.basis.value.iter().map(Cited::of);
        let items = &list.items;
        let cited = if items.len() < LONG {
            items.iter().flat_map(of_item).collect()
        } else {
            items.par_iter().with_min_len(LONG / 4).flat_map_iter(of_item).collect()
        };
        Self { cited, ends }
    }

    /// What each item cites, in the order of the items.
    pub fn by_item(&self) -> impl Iterator<Item = &[Cited<'a>]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.cited[start..end])
    }
}

/// The citations of a list with the items they stand in.
pub fn citations(list: &List) -> impl Iterator<Item = (&Item, &Citation)> {
    list.items.iter().flat_map(|item| item.basis.value.iter().map(move |citation| (item, citation)))
}

/// Where a form stands outside of titles: what stands within 《》 is the document's own name and stays as it is.
pub fn outside_titles<'t>(form: &'static Regex, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
    let titles: Vec<Range<usize>> = titles(text);
    form.captures_iter(text).filter(move |found| {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        titles.iter().all(|title| title.end <= whole.start || whole.end <= title.start)
    })
}

/// Whether a title is that of the regulation on open government, which every item may cite.
#[must_use]
pub fn is_frame(title: &str) -> bool {
    title.ends_with("信息公开条例") || title == "信息公开规定"
}

/// A title in its marks; a known one with its present full name.
#[must_use]
pub fn marked(title: &str) -> String {
    let full = knowledge::laws().law(title).map_or(title, |law| law.title.as_str());
    format!("《{full}》")
}
