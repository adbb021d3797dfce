//! What a build does with what is invalid: refuses it, leaves the items out, or keeps what a unit last had. Decides what goes into the
//! catalogs; every finding stays in the report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::check::baseline::Known;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::emit::State;
use crate::inputs::covered;
use crate::inputs::previous::edition::Edition;
use crate::inputs::register::Owners;
use crate::knowledge::{Knowledge, Profile};
use crate::model::changes::Changes;
use crate::model::coverage::Coverage;
use crate::model::register::{LeftOut, Unit};
use crate::model::{self, Catalog, Declined, List, TownFile};
use crate::place::Place;
use crate::project::Project;
use crate::rule::Severity;
use crate::rule::stage::project::{STALE_BASELINE, UNUSED_SETTING};
use crate::words::{Words, say};
use crate::{check, compare, inputs, merge};

mod last_valid;
mod skip_items;

/// How a build meets what was handed in before, and what is invalid now.
#[derive(Clone, Debug, Default)]
pub struct Handling {
    /// `--on-invalid`.
    pub on_invalid: OnInvalid,
    /// `--previous`: the output folder of the edition before.
    pub previous: Option<PathBuf>,
}

/// What is done with what has errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnInvalid {
    /// Nothing is written.
    #[default]
    Fail,
    /// Items at which an error stands are left out.
    SkipItems,
    /// A unit whose submission has errors keeps what it had in the edition before.
    LastValid,
}

impl OnInvalid {
    /// Every one, with the word `--on-invalid` takes.
    pub const ALL: [(&'static str, Self); 3] = [("fail", Self::Fail), ("skip-items", Self::SkipItems), ("last-valid", Self::LastValid)];

    /// The one a word asks for.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|(_, one)| *one)
    }
}

/// What was handed in, and everything it is joined and judged with.
pub(crate) struct Case<'a> {
    pub(crate) lists: &'a [List],
    pub(crate) towns: &'a [TownFile],
    /// What departments do not take of the reference catalogs.
    pub(crate) declined: &'a [Declined],
    pub(crate) supplement: &'a [List],
    pub(crate) project: &'a Project,
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) profile: &'a Profile,
    pub(crate) baseline: &'a inputs::Known,
    pub(crate) as_of: jiff::civil::Date,
    /// The edition before, where one is to be compared with.
    pub(crate) before: Option<&'a model::edition::Edition<'static>>,
    /// The lowest severity that makes the run fail.
    pub(crate) failing: Severity,
}

/// Lists and towns' files joined, and what was found.
pub(crate) struct Joined {
    pub(crate) catalog: Catalog,
    pub(crate) coverage: Coverage,
    pub(crate) diagnostics: Diagnostics,
    /// What changed since the edition before.
    pub(crate) changes: Option<Changes>,
    /// What the baseline knows of things that were not judged.
    pub(crate) not_judged: Vec<Known>,
}

/// What became of the invalid.
#[derive(Default)]
pub(crate) struct Handled {
    /// Items left out of the catalogs.
    pub(crate) left_out: Vec<LeftOut>,
    /// Findings that still stand against the catalogs being written.
    pub(crate) remaining: Vec<Diagnostic>,
    /// Units that keep what they had, and how many items of the edition before that is.
    pub(crate) carried: BTreeMap<(Unit, String), usize>,
}

/// Joins what was handed in, as far as it may go into the catalogs. `of_files` is what was found in the files one by one; `edition` are
/// the catalogs before, where they are asked for.
pub(crate) fn settle(
    case: &Case<'_>,
    of_files: Diagnostics,
    on_invalid: OnInvalid,
    edition: Option<&Edition>,
    owners: &Owners,
) -> (Joined, Handled) {
    let (joined, handled) = match (on_invalid, edition) {
        (OnInvalid::SkipItems, _) => skip_items::settle(case, of_files),
        (OnInvalid::LastValid, Some(edition)) => last_valid::settle(case, of_files, edition, owners),
        (OnInvalid::Fail, _) | (OnInvalid::LastValid, None) => {
            let joined = case.join(case.lists, case.towns, of_files);
            let remaining = case.failing(&joined.diagnostics).cloned().collect();
            (joined, Handled { remaining, ..Handled::default() })
        }
    };
    // Nothing is left out of what is not written, and nothing kept in it.
    let handled = if handled.remaining.is_empty() { handled } else { Handled { remaining: handled.remaining, ..Handled::default() } };
    (joined, handled.covered())
}

impl Case<'_> {
    /// Joins lists and towns' files to catalogs and judges those.
    fn join(&self, lists: &[List], towns: &[TownFile], mut diagnostics: Diagnostics) -> Joined {
        let Self { project, knowledge, as_of, .. } = *self;
        let catalog = merge::merge(lists, towns, project, knowledge, &mut diagnostics);
        check::town_changes(&catalog, project, knowledge, as_of, &mut diagnostics);
        check::catalog((&catalog, self.supplement), Some(project), knowledge, as_of, &mut diagnostics);
        let coverage = compare::coverage::of(&catalog, (lists, self.supplement), self.declined);
        compare::coverage::report(&coverage, &mut diagnostics);
        let changes = self.before.map(|before| {
            let now = inputs::edition::of_project(project, &catalog, State::Final);
            let (changes, findings) = compare::editions::compare(before, &now, inputs::edition::understand);
            findings.into_iter().for_each(|found| diagnostics.push(found));
            changes
        });
        check::allow(project, &catalog, as_of, &mut diagnostics);
        let not_judged = self.baseline.apply(check::baseline::Looked::Everywhere, &mut diagnostics);
        check::profile(self.profile, &mut diagnostics);
        Joined { catalog, coverage, diagnostics, changes, not_judged }
    }

    /// The findings that make the run fail.
    fn failing<'d>(&self, diagnostics: &'d Diagnostics) -> impl Iterator<Item = &'d Diagnostic> {
        let failing = self.failing;
        diagnostics.iter().filter(move |found| found.suppressed.is_none() && found.severity <= failing)
    }
}

/// What was found in `mulu.yaml`, and of the baseline, when everything handed in was joined: by rule, place and heading.
struct Settings(BTreeSet<(&'static str, Place, Option<String>)>);

impl Settings {
    /// What the first join found.
    fn of(diagnostics: &Diagnostics) -> Self {
        Self(diagnostics.iter().filter(|found| is_of_settings(found)).map(known_by).collect())
    }

    /// Whatever else is found there comes of what is not taken, and is no fault of the settings: it is told, and stands in nobody's way.
    fn excuse_others(&self, is_excused: impl Fn(&Place) -> bool, diagnostics: &mut Diagnostics) {
        let is_meant = |found: &Diagnostic| is_of_settings(found) && (!self.0.contains(&known_by(found)) || is_excused(&found.place));
        diagnostics.retain(|found| !(is_meant(found) && [&UNUSED_SETTING, &STALE_BASELINE].contains(&found.rule)));
        for found in diagnostics.iter_mut().filter(|found| is_meant(found) && found.severity == Severity::Error) {
            let Words { zh, en } = &found.message;
            found.message = say!("因为有的报送内容没有采用：{zh}", "as some of what was handed in is not taken: {en}");
            found.help = None;
            found.severity = Severity::Warning;
        }
    }
}

fn is_of_settings(found: &Diagnostic) -> bool {
    found.place.origin.file == "mulu.yaml" || *found.rule == STALE_BASELINE
}

fn known_by(found: &Diagnostic) -> (&'static str, Place, Option<String>) {
    (found.rule.name, found.place.clone(), found.heading.clone())
}

impl Handled {
    /// The same without personal numbers.
    fn covered(mut self) -> Self {
        for left_out in &mut self.left_out {
            covered::text(&mut left_out.name);
            covered::text(&mut left_out.item);
            covered::text(&mut left_out.unit);
            covered::place(&mut left_out.place);
        }
        self.remaining = self.remaining.into_iter().map(covered::diagnostic).collect();
        self
    }
}
