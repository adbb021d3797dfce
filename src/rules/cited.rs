//! What the tables of laws know of the bases an item cites, looked up once an item and shared by the rules. Judges nothing.

use std::ops::Range;

use jiff::civil::Date;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use regex::{Captures, Regex};

use crate::knowledge::{self, Ended, Known, Law, LookUp, day, laws};
use crate::model::citation::{number_year, titles};
use crate::model::{Citation, Item, List};

/// One citation and what is known of its title.
#[derive(Clone, Debug)]
pub struct Cited<'a> {
    /// The citation.
    pub citation: &'a Citation,
    known: Option<&'static Known>,
}

impl<'a> Cited<'a> {
    /// Looks a citation up.
    #[must_use]
    pub fn of(citation: &'a Citation) -> Self {
        Self { citation, known: laws().known(&citation.title) }
    }

    /// The instrument of its title.
    #[must_use]
    pub fn law(&self) -> Option<&'static Law> {
        self.known?.law(laws())
    }

    /// What is not settled about it on a day.
    #[must_use]
    pub fn look_up(&self, as_of: Date) -> Option<&'static LookUp> {
        self.known?.look_up(laws()).filter(|found| found.from.as_deref().and_then(day).is_none_or(|from| from <= as_of))
    }

    /// The instrument that had ended by a day: by its number, or by its title where that does not live on.
    #[must_use]
    pub fn ended(&self, as_of: Date) -> Option<&'static Ended> {
        let number = self.citation.number.as_deref();
        let by_number = number.and_then(|number| laws().ended_with_number(number));
        let by_title = || {
            self.known?.ended(laws()).find(|ended| match ended.before_year {
                Some(before) => number.and_then(number_year).is_some_and(|year| year < before),
                None => !ended.needs_number,
            })
        };
        by_number.or_else(by_title).filter(|ended| day(&ended.since).is_some_and(|since| since <= as_of))
    }

    /// Whether the tables know its title.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.known.is_some()
    }
}

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
