//! `catalogs/laws.yaml` and `outdated.yaml`: the instruments that catalogs cite, and those that have ended, found by their titles. Says what is
//! known; what follows from it on a given day the rules decide.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Seen, table};
use crate::model::citation::{digest, number_key};
use crate::model::name::fold;

/// What most titles of the state begin with, and what people leave out.
pub const STATE: &str = "中华人民共和国";

/// The instruments, found by title or number.
#[derive(Debug)]
pub struct Laws {
    /// The day up to which the main source says what is in force.
    pub checked_to: Date,
    /// The instruments.
    pub laws: Vec<Law>,
    /// What has ended.
    pub ended: Vec<Ended>,
    /// What is not settled.
    pub look_up: Vec<LookUp>,
    titles: BTreeMap<String, Known>,
    /// Instruments by the digits of their numbers, which are compared in full after.
    law_numbers: BTreeMap<u64, Vec<usize>>,
    ended_numbers: BTreeMap<u64, Vec<usize>>,
}

/// An instrument.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Full title.
    pub title: String,
    /// Other names of exactly this instrument.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What kind of instrument.
    pub rank: Rank,
    /// Its number, as far as it was read.
    pub number: Option<String>,
    /// Numbers of earlier texts and of amendments.
    #[serde(default)]
    pub other_numbers: Vec<String>,
    /// Whether no further number can rightly stand behind the title.
    #[serde(default)]
    pub only_numbers: bool,
    /// The day of its first text; a month or a year where no more is known.
    pub adopted: Option<String>,
    /// The day the present (or the first) text came into force.
    pub in_force_from: Option<String>,
    /// Later texts and amendments.
    #[serde(default)]
    pub revised: Vec<Revision>,
    /// Whether the instrument itself was read, or a page that speaks of it.
    pub seen: Seen,
    /// Whether that page was a copy, or its address was not kept.
    #[serde(default)]
    pub weak: bool,
    /// Where it was read.
    pub source: String,
    /// Until when a later change would have been noticed.
    pub checked_to: Option<String>,
    /// What else was noticed.
    pub note: Option<String>,
}

/// A later text or amendment of an instrument.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The day it was made.
    pub date: String,
    /// Its number, as far as it was read.
    pub number: Option<String>,
}

/// Kinds of instrument, from the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Rank {
    /// 法律.
    #[serde(rename = "法律")]
    Law,
    /// 行政法规.
    #[serde(rename = "行政法规")]
    Regulation,
    /// 部门规章.
    #[serde(rename = "部门规章")]
    Rule,
    /// 规范性文件.
    #[serde(rename = "规范性文件")]
    Document,
    /// 标准.
    #[serde(rename = "标准")]
    Standard,
}

/// An instrument that has ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// Its title; none where only its number is known.
    pub title: Option<String>,
    /// Other names of it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its number.
    pub number: Option<String>,
    /// Whether only a citation with this number is it: the title lives on.
    #[serde(default)]
    pub needs_number: bool,
    /// A citation is it when its number bears an earlier year.
    pub before_year: Option<i16>,
    /// How it ended.
    pub how: How,
    /// When.
    pub since: String,
    /// What took its place.
    pub successor: Option<String>,
    /// The number of that.
    pub successor_number: Option<String>,
    /// Where in it the repeal stands.
    pub successor_clause: Option<String>,
    /// Whether the end was read in the text of the successor or on a page of the government.
    #[serde(default)]
    pub sure: bool,
    /// Where it was read.
    pub source: String,
    /// What else was noticed.
    pub note: Option<String>,
}

/// How an instrument ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Repealed.
    Repealed,
    /// A newer text of the same name.
    Revised,
    /// A newer instrument of another name.
    Renamed,
}

/// An instrument of which something is not settled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookUp {
    /// Its title.
    pub title: String,
    /// Other names of it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The day from which it is worth a look.
    pub from: Option<String>,
    /// What is known, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Where it was read.
    pub source: String,
}

/// Who bears a number.
#[derive(Clone, Debug)]
pub struct Owner<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its other names.
    pub aliases: &'a [String],
    is_sure: bool,
    amends: bool,
}

/// What the tables know of a title.
#[derive(Debug, Default)]
pub struct Known {
    law: Option<usize>,
    ended: Vec<usize>,
    look_up: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LawsTable {
    checked_to: String,
    laws: Vec<Law>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutdatedTable {
    ended: Vec<Ended>,
    look_up: Vec<LookUp>,
}

/// The tables, read once, and only where a citation is looked up.
///
/// # Panics
/// When an embedded table is malformed; a test loads every one.
#[must_use]
pub fn laws() -> &'static Laws {
    static LAWS: OnceLock<Laws> = OnceLock::new();
    LAWS.get_or_init(|| {
        let laws: LawsTable = table(include_str!("../../catalogs/laws.yaml"));
        let outdated: OutdatedTable = table(include_str!("../../catalogs/outdated.yaml"));
        index(laws, outdated)
    })
}

fn index(table: LawsTable, outdated: OutdatedTable) -> Laws {
    let mut laws = Laws {
        checked_to: day(&table.checked_to).expect("the table says a day"),
        laws: table.laws,
        ended: outdated.ended,
        look_up: outdated.look_up,
        titles: BTreeMap::new(),
        law_numbers: BTreeMap::new(),
        ended_numbers: BTreeMap::new(),
    };
    for (at, law) in laws.laws.iter().enumerate() {
        for title in names(&law.title, &law.aliases) {
            laws.titles.entry(title).or_default().law.get_or_insert(at);
        }
        for number in law.number.iter().chain(&law.other_numbers) {
            laws.law_numbers.entry(digest(number)).or_default().push(at);
        }
    }
    for (at, ended) in laws.ended.iter().enumerate() {
        for title in ended.title.iter().flat_map(|title| names(title, &ended.aliases)) {
            laws.titles.entry(title).or_default().ended.push(at);
        }
        if let Some(number) = &ended.number {
            laws.ended_numbers.entry(digest(number)).or_default().push(at);
        }
    }
    for (at, look_up) in laws.look_up.iter().enumerate() {
        for title in names(&look_up.title, &look_up.aliases) {
            laws.titles.entry(title).or_default().look_up.get_or_insert(at);
        }
    }
    laws
}

/// The names under which an instrument is found: each as it is, and without 中华人民共和国.
fn names(title: &str, aliases: &[String]) -> Vec<String> {
    let all = std::iter::once(title).chain(aliases.iter().map(String::as_str)).map(fold);
    let mut names: Vec<String> = all.flat_map(|name| [name.strip_prefix(STATE).unwrap_or(&name).to_owned(), name]).collect();
    names.sort();
    names.dedup();
    names
}

impl Laws {
    /// What is known of a title; width, blanks and marks do not count.
    #[must_use]
    pub fn known(&self, title: &str) -> Option<&Known> {
        self.titles.get(&fold(title))
    }

    /// The instrument of a title.
    #[must_use]
    pub fn law(&self, title: &str) -> Option<&Law> {
        self.known(title)?.law(self)
    }

    /// The instruments one of whose numbers this is.
    pub fn with_number<'a>(&'a self, number: &str) -> impl Iterator<Item = &'a Law> {
        let candidates = self.law_numbers.get(&digest(number)).map_or(&[][..], Vec::as_slice);
        let key = if candidates.is_empty() { String::new() } else { number_key(number) };
        candidates.iter().map(|&at| &self.laws[at]).filter(move |law| law.has_number(&key))
    }

    /// What has ended and bears this number.
    #[must_use]
    pub fn ended_with_number(&self, number: &str) -> Option<&Ended> {
        let candidates = self.ended_numbers.get(&digest(number))?;
        let key = number_key(number);
        let mut candidates = candidates.iter().map(|&at| &self.ended[at]).filter(|ended| ended.needs_number);
        candidates.find(|ended| ended.number.as_deref().is_some_and(|own| number_key(own) == key))
    }

    /// The one instrument whose number this surely is: no other of the tables bears it, and it was read on the instrument itself. None for
    /// numbers of amending decisions, which stand behind all they amend, and for decrees counted anew (主席令, 部令).
    #[must_use]
    pub fn owner(&self, number: &str) -> Option<Owner<'_>> {
        let digest = digest(number);
        let (laws, ended) = (self.law_numbers.get(&digest), self.ended_numbers.get(&digest));
        if laws.is_none() && ended.is_none() {
            return None;
        }
        let key = number_key(number);
        let by_year = key.split_once('〔').is_some_and(|(body, _)| !body.is_empty());
        if !by_year && !key.starts_with("国务院令") {
            return None;
        }
        let is_it = |own: &String| number_key(own) == key;
        let laws = laws.into_iter().flatten().map(|&at| &self.laws[at]).filter(|law| law.has_number(&key)).map(|law| Owner {
            title: &law.title,
            aliases: &law.aliases,
            is_sure: law.only_numbers || (law.seen == Seen::Text && !law.weak),
            amends: !law.number.iter().any(is_it) && law.revised.iter().filter_map(|revision| revision.number.as_ref()).any(is_it),
        });
        let ended = ended.into_iter().flatten().map(|&at| &self.ended[at]).filter(|ended| ended.number.iter().any(is_it));
        let ended = ended.filter_map(|ended| {
            Some(Owner { title: ended.title.as_deref()?, aliases: &ended.aliases, is_sure: ended.sure, amends: false })
        });
        let mut owners: Vec<Owner<'_>> = laws.chain(ended).collect();
        // An instrument may stand in both tables.
        owners.dedup_by(|one, other| fold(one.title) == fold(other.title));
        match owners.as_slice() {
            [owner] if owner.is_sure && !owner.amends => Some(owner.clone()),
            _ => None,
        }
    }
}

impl Known {
    /// The instrument.
    #[must_use]
    pub fn law<'a>(&self, laws: &'a Laws) -> Option<&'a Law> {
        self.law.map(|at| &laws.laws[at])
    }

    /// What has ended under this title.
    pub fn ended<'a>(&self, laws: &'a Laws) -> impl Iterator<Item = &'a Ended> {
        self.ended.iter().map(|&at| &laws.ended[at])
    }

    /// What is not settled.
    #[must_use]
    pub fn look_up<'a>(&self, laws: &'a Laws) -> Option<&'a LookUp> {
        self.look_up.map(|at| &laws.look_up[at])
    }
}

impl Law {
    /// Whether one of its numbers has this key.
    #[must_use]
    pub fn has_number(&self, key: &str) -> bool {
        self.number.iter().chain(&self.other_numbers).any(|own| number_key(own) == key)
    }

    /// The latest text made before a day and surely in force by then: its date and its number. None for the first text.
    #[must_use]
    pub fn text_at(&self, as_of: Date) -> Option<&Revision> {
        self.revised.iter().rev().find(|revision| {
            let Some(made) = day(&revision.date) else { return false };
            // The day a text came into force is often not known; within a year it has.
            let by_table = self.in_force_from.as_deref().and_then(day).filter(|from| *from >= made && self.is_last(revision));
            by_table.or_else(|| made.checked_add(jiff::Span::new().years(1)).ok()).is_some_and(|from| from <= as_of)
        })
    }

    fn is_last(&self, revision: &Revision) -> bool {
        self.revised.last().is_some_and(|last| last.date == revision.date)
    }
}

/// The day a date surely has come: itself, or the day after the month or year where no more is said.
#[must_use]
pub fn day(date: &str) -> Option<Date> {
    let mut parts = date.split('-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let Some(month) = parts.next() else { return Date::new(year + 1, 1, 1).ok() };
    let month = i8::try_from(month?).ok()?;
    match parts.next() {
        Some(day) => Date::new(year, month, i8::try_from(day?).ok()?).ok(),
        None if month == 12 => Date::new(year + 1, 1, 1).ok(),
        None => Date::new(year, month + 1, 1).ok(),
    }
}
