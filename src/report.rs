//! Diagnostics told to people and programs. Decides nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::List;
use crate::model::changes::record::SummaryRecord;
use crate::model::coverage::Coverage;
use crate::model::register::{LeftOut, Submission};
use crate::rule::{Rule, Severity};
use crate::words::{Lang, Words};

mod alike;
pub mod changes;
pub mod concise;
mod excerpt;
pub mod github;
pub mod headings;
pub mod html;
mod items;
pub mod json;
pub mod junit;
mod known;
mod private;
pub mod sarif;
pub mod status;
mod stretch;
mod summary;
pub mod terminal;
mod text;
mod verdict;

pub use known::is_report;
pub use summary::brief;
pub(crate) use text::line;

/// Everything one run found, ready to be told.
#[derive(Debug)]
pub struct Report {
    /// The day everything was judged at, `2020-12-11`.
    pub as_of: String,
    /// The `mulu.yaml` that day was taken from, for single files that stand below one; else empty.
    pub as_of_from: String,
    /// Name of the profile that weighs the findings.
    pub profile: String,
    /// What people call it.
    pub profile_title: Words,
    /// What was read, by path.
    pub inputs: Vec<InputSummary>,
    /// All findings in the order of the files, silenced ones among them.
    pub diagnostics: Vec<Diagnostic>,
    /// Checks that were not run, and why.
    pub not_run: Vec<(&'static Rule, Words)>,
    /// How many items were checked.
    pub items: usize,
    /// Texts of the text files, to cut excerpts from.
    pub texts: BTreeMap<String, Arc<str>>,
    /// Lowest severity that makes the run fail: `--deny warnings`.
    pub failing: Severity,
    /// How far the run came.
    pub reach: Reach,
    /// The folder its paths are relative to, as the user typed it with `/`; empty for the current one.
    pub folder: String,
    /// The lists that were checked, as they were read: forms that show rows or count items look into them.
    pub lists: Arc<Vec<List>>,
    /// What towns add, a list an addition.
    pub additions: Vec<List>,
    /// How far the catalogs cover what they are held to; of whole projects only.
    pub coverage: Option<Coverage>,
    /// Who handed in what; of whole projects only.
    pub register: Vec<Submission>,
    /// Items a build left out of the catalogs.
    pub left_out: Vec<LeftOut>,
    /// What changed since the edition before, in numbers.
    pub changes: Option<SummaryRecord>,
}

/// How far a run came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything was checked.
    Everything,
    /// `mulu.yaml` cannot be used, so nothing else was checked.
    Settings,
}

/// One input in the summary.
#[derive(Clone, Debug)]
pub struct InputSummary {
    /// Path.
    pub file: String,
    /// sha256 in hex.
    pub sha256: String,
    /// A line a sheet (or YAML document).
    pub sheets: Vec<SheetSummary>,
}

/// What a sheet was taken for.
#[derive(Clone, Debug)]
pub struct SheetSummary {
    /// Name of the sheet; empty for YAML.
    pub name: String,
    /// `catalog`, `native`, `town` or `skipped`.
    pub form: &'static str,
    /// Domain key, when found.
    pub domain: Option<String>,
    /// What people call that domain.
    pub domain_name: Option<String>,
    /// Items, or powers of a native list.
    pub items: usize,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Language.
    pub lang: Lang,
    /// Whether colours are used.
    pub color: Color,
    /// Columns of the terminal.
    pub width: usize,
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Yes.
    On,
    /// No.
    Off,
}

/// One form of report.
pub struct Format {
    /// Word `--format` takes.
    pub name: &'static str,
    /// Ends of file names that ask for it, from the most telling.
    pub extensions: &'static [&'static str],
    /// Prints it.
    pub print: fn(&Report, Style) -> String,
}

/// Every form.
pub static ALL: &[Format] = &[
    Format { name: "terminal", extensions: &[".txt"], print: terminal::print },
    Format { name: "concise", extensions: &[".txt"], print: concise::print },
    Format { name: "json", extensions: &[".json"], print: json::print },
    Format { name: "sarif", extensions: &[".sarif.json", ".sarif"], print: sarif::print },
    Format { name: "github", extensions: &[], print: github::print },
    Format { name: "junit", extensions: &[".xml"], print: junit::print },
    Format { name: "html", extensions: &[".html", ".htm"], print: html::print },
];

impl Format {
    /// The form a file's name asks for: the one asked for by word where the name fits it or says nothing.
    #[must_use]
    pub fn of_file(file: &str, asked: &'static Self) -> &'static Self {
        let file = file.to_ascii_lowercase();
        let fit = |format: &&'static Self| format.extensions.iter().filter(|end| file.ends_with(**end)).map(|end| end.len()).max();
        // The longest end tells most: `.sarif.json` is no plain `.json`.
        let best = ALL.iter().filter_map(|format| fit(&format)).max();
        if best.is_none() || fit(&asked) == best {
            return asked;
        }
        ALL.iter().find(|format| fit(format) == best).unwrap_or(asked)
    }
}

impl Style {
    /// For files: Chinese, without colours, at a width that fits a printed page.
    pub const PLAIN: Self = Self { lang: Lang::Zh, color: Color::Off, width: 100 };
}

impl Report {
    /// Whether nothing at or above the failing level was found.
    #[must_use]
    pub fn accepted(&self) -> bool {
        !self.diagnostics.iter().any(|diagnostic| diagnostic.suppressed.is_none() && diagnostic.severity <= self.failing)
    }

    /// Every list: those handed in and what towns add.
    pub(super) fn all_lists(&self) -> impl Iterator<Item = &List> {
        self.lists.iter().chain(&self.additions)
    }

    /// The open findings of one file, as if nothing else had been checked; without its items.
    #[must_use]
    pub fn on_file(&self, file: &str) -> Self {
        Self {
            as_of: self.as_of.clone(),
            as_of_from: self.as_of_from.clone(),
            profile: self.profile.clone(),
            profile_title: self.profile_title.clone(),
            inputs: Vec::new(),
            diagnostics: self.open().filter(|found| found.place.origin.file == file).cloned().collect(),
            not_run: Vec::new(),
            items: 0,
            texts: BTreeMap::new(),
            failing: self.failing,
            reach: self.reach,
            folder: self.folder.clone(),
            lists: Arc::default(),
            additions: Vec::new(),
            changes: None,
            coverage: None,
            register: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Findings of one severity that are not silenced.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none() && diagnostic.severity == severity).count()
    }
}
