//! The checks: every rule that judges items, lists or catalogs. Reads typed fields, never text a grammar has read already.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, nearest};
use crate::rule::{Rule, stage};

mod basis;
mod channel;
pub mod context;
mod duplicates;
mod elements;
mod level;
mod names;
mod outdated;
mod privacy;
mod time_limit;
mod upkeep;
mod way;

pub use context::{CatalogContext, Circumstances, ItemContext, ListContext, ListsContext};

/// A rule and what it looks at.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Who it is.
    pub rule: &'static Rule,
    /// How it judges.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One item, with the list it stands in.
    Item(fn(&ItemContext<'_>, &mut Diagnostics)),
    /// One item in which one of some words stands. All such rules share one search of each text, so a rule that looks for
    /// words costs nothing where they are not.
    Words(&'static Watch, fn(&ItemContext<'_>, &mut Diagnostics)),
    /// One list as a whole: what only shows over its rows.
    List(fn(&ListContext<'_>, &mut Diagnostics)),
    /// All lists of a run side by side.
    Lists(fn(&ListsContext<'_>, &mut Diagnostics)),
    /// All lists of a project side by side, the city's and the towns'; not run on single files.
    ProjectLists(fn(&ListsContext<'_>, &mut Diagnostics)),
    /// The merged catalogs of a project.
    Catalog(fn(&CatalogContext<'_>, &mut Diagnostics)),
    /// The same beside its 政府信息主动公开补充目录; not run where the project has none.
    Supplement(fn(&CatalogContext<'_>, &mut Diagnostics)),
    /// Nothing: a stage raises it.
    Stage,
}

/// The words a rule waits for, and the fields in whose original text it waits for them. Case and width count.
#[derive(Debug)]
pub struct Watch {
    /// The fields; the original text of each is searched.
    pub fields: &'static [Field],
    /// The words, none empty.
    pub words: &'static [&'static str],
}

/// The checks, family by family.
static CHECKS: [&[Entry]; 11] = [
    elements::ALL,
    channel::ALL,
    way::ALL,
    level::ALL,
    time_limit::ALL,
    basis::ALL,
    outdated::ALL,
    names::ALL,
    duplicates::ALL,
    privacy::ALL,
    upkeep::ALL,
];

/// The rules the stages raise.
static STAGES: [&[&Rule]; 4] = [stage::reading::ALL, stage::project::ALL, stage::parsing::ALL, stage::merging::ALL];

static TABLE: [Entry; count()] = table();

/// Every rule: the checks family by family, then those the stages raise.
pub static ALL: &[Entry] = &TABLE;

/// The rule a user's word names, by name or id, in either case.
#[must_use]
pub fn find(word: &str) -> Option<&'static Rule> {
    let word = word.trim();
    ALL.iter().map(|entry| entry.rule).find(|rule| rule.answers_to(word))
}

/// The names of all rules, in the order of [`ALL`].
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|entry| entry.rule.name)
}

/// The names of the rules most like a word that names none.
#[must_use]
pub fn nearest(word: &str, most: usize) -> Vec<&'static str> {
    nearest::nearest(word, names(), most)
}

const fn count() -> usize {
    let mut count = 0;
    let mut room = 0;
    while room < CHECKS.len() {
        count += CHECKS[room].len();
        room += 1;
    }
    room = 0;
    while room < STAGES.len() {
        count += STAGES[room].len();
        room += 1;
    }
    count
}

// Iterators cannot run while a static is made, so the rooms are copied by hand.
const fn table() -> [Entry; count()] {
    let mut table = [Entry { rule: STAGES[0][0], check: Check::Stage }; count()];
    let mut next = 0;
    let mut room = 0;
    while room < CHECKS.len() {
        let mut seat = 0;
        while seat < CHECKS[room].len() {
            table[next] = CHECKS[room][seat];
            next += 1;
            seat += 1;
        }
        room += 1;
    }
    room = 0;
    while room < STAGES.len() {
        let mut seat = 0;
        while seat < STAGES[room].len() {
            table[next] = Entry { rule: STAGES[room][seat], check: Check::Stage };
            next += 1;
            seat += 1;
        }
        room += 1;
    }
    table
}
