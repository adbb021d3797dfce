//! What a build does with what is invalid: refuses it, leaves the items out, or keeps what a unit last had. Decides what goes into the
//! catalogs; every finding stays in the report.

use std::path::PathBuf;

use crate::check::baseline::Known;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::inputs::covered;
use crate::knowledge::{Knowledge, Profile};
use crate::model::coverage::Coverage;
use crate::model::register::LeftOut;
use crate::model::{Catalog, List, TownFile};
use crate::project::Project;
use crate::rule::Severity;
use crate::{check, compare, inputs, merge};

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
}

impl OnInvalid {
    /// Every one, with the word `--on-invalid` takes.
    pub const ALL: [(&'static str, Self); 2] = [("fail", Self::Fail), ("skip-items", Self::SkipItems)];

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
    pub(crate) supplement: &'a [List],
    pub(crate) project: &'a Project,
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) profile: &'a Profile,
    pub(crate) baseline: &'a inputs::Known,
    pub(crate) as_of: jiff::civil::Date,
    /// The lowest severity that makes the run fail.
    pub(crate) failing: Severity,
}

/// Lists and towns' files joined, and what was found.
pub(crate) struct Joined {
    pub(crate) catalog: Catalog,
    pub(crate) coverage: Coverage,
    pub(crate) diagnostics: Diagnostics,
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
}

/// Joins what was handed in, as far as it may go into the catalogs. `of_files` is what was found in the files one by one.
pub(crate) fn settle(case: &Case<'_>, of_files: Diagnostics, handling: &Handling) -> (Joined, Handled) {
    let (joined, handled) = match handling.on_invalid {
        OnInvalid::Fail => {
            let joined = case.join(case.lists, case.towns, of_files);
            let remaining = case.failing(&joined.diagnostics).cloned().collect();
            (joined, Handled { remaining, ..Handled::default() })
        }
        OnInvalid::SkipItems => skip_items::settle(case, of_files),
    };
    // Nothing is left out of what is not written.
    let left_out = if handled.remaining.is_empty() { handled.left_out } else { Vec::new() };
    (joined, Handled { left_out, ..handled }.covered())
}

impl Case<'_> {
    /// Joins lists and towns' files to catalogs and judges those.
    fn join(&self, lists: &[List], towns: &[TownFile], mut diagnostics: Diagnostics) -> Joined {
        let Self { project, knowledge, as_of, .. } = *self;
        let catalog = merge::merge(lists, towns, project, knowledge, &mut diagnostics);
        check::town_changes(&catalog, project, knowledge, as_of, &mut diagnostics);
        check::catalog((&catalog, self.supplement), Some(project), knowledge, as_of, &mut diagnostics);
        let coverage = compare::coverage::of(&catalog, lists);
        compare::coverage::report(&coverage, &mut diagnostics);
        check::allow(project, &catalog, as_of, &mut diagnostics);
        let not_judged = self.baseline.apply(check::baseline::Looked::Everywhere, &mut diagnostics);
        check::profile(self.profile, &mut diagnostics);
        Joined { catalog, coverage, diagnostics, not_judged }
    }

    /// The findings that make the run fail.
    fn failing<'d>(&self, diagnostics: &'d Diagnostics) -> impl Iterator<Item = &'d Diagnostic> {
        let failing = self.failing;
        diagnostics.iter().filter(move |found| found.suppressed.is_none() && found.severity <= failing)
    }
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
