//! The checks: every rule that judges items, lists or catalogs. Reads typed fields, never text a grammar has read already.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, nearest};
use crate::rule::{Family, Rule, stage};
use crate::words::{Words, say};

mod agency;
mod basis;
mod bodies;
mod channel;
pub mod cited;
pub mod context;
mod duplicates;
mod elements;
mod level;
mod limits;
mod names;
mod outdated;
mod privacy;
pub mod text_context;
mod time_limit;
mod upkeep;
mod way;
mod wording;

pub use context::{CatalogContext, Circumstances, ItemContext, ListContext, ListsContext};
pub use text_context::{Around, TextContext, TextKind};

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
    /// One text of a file, whatever stands in it: a cell of any sheet, a comment, a property. Every text of every file is shown
    /// to it, so it passes over nearly all of them at their first sight.
    Text(fn(&TextContext<'_>, &mut Diagnostics)),
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
static STAGES: [&[&Rule]; 5] = [stage::reading::ALL, stage::project::ALL, stage::parsing::ALL, stage::merging::ALL, stage::comparing::ALL];

static TABLE: [Entry; count()] = table();

/// Every rule: the checks family by family, then those the stages raise.
pub static ALL: &[Entry] = &TABLE;

/// The rule a user's word names, by name or id, in either case.
#[must_use]
pub fn find(word: &str) -> Option<&'static Rule> {
    let word = word.trim();
    ALL.iter().map(|entry| entry.rule).find(|rule| rule.answers_to(word))
}

/// How much of a city's work a run has before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Single files.
    Files,
    /// A project without a 政府信息主动公开补充目录.
    Project,
    /// A project with one.
    Supplement,
}

/// The rules that cannot be judged by so much, each with the reason.
#[must_use]
pub fn not_run(reach: Reach) -> Vec<(&'static Rule, Words)> {
    let files = || say!("检查整个项目时才检查", "judged for a whole project only");
    let supplement = || {
        say!("项目里没有政府信息主动公开补充目录（supplement 文件夹）", "the project has no 政府信息主动公开补充目录 (folder supplement)")
    };
    let why = |entry: &Entry| match (entry.check, reach) {
        (Check::ProjectLists(_) | Check::Catalog(_) | Check::Supplement(_), Reach::Files) => Some(files()),
        (Check::Stage, Reach::Files) if entry.rule.family == Family::Merging => Some(files()),
        (Check::Supplement(_), Reach::Project) => Some(supplement()),
        (
            Check::Item(_)
            | Check::Words(..)
            | Check::Text(_)
            | Check::List(_)
            | Check::Lists(_)
            | Check::ProjectLists(_)
            | Check::Catalog(_)
            | Check::Supplement(_)
            | Check::Stage,
            Reach::Files | Reach::Project | Reach::Supplement,
        ) => None,
    };
    ALL.iter().filter_map(|entry| Some((entry.rule, why(entry)?))).collect()
}

/// Whether one file alone decides a rule: what is not found in it then is not there. What the stages find may hang on the folder a
/// file lies in and on `mulu.yaml`.
#[must_use]
pub fn decided_by_file(name: &str) -> bool {
    ALL.iter().find(|entry| entry.rule.name == name).is_none_or(|entry| match entry.check {
        Check::Item(_) | Check::Words(..) | Check::Text(_) | Check::List(_) => true,
        Check::Lists(_) | Check::ProjectLists(_) | Check::Catalog(_) | Check::Supplement(_) | Check::Stage => false,
    })
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
