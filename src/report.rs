//! Diagnostics told to people and programs. Decides nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::words::{Lang, Words};

pub mod concise;
mod excerpt;
pub mod headings;
pub mod json;
mod summary;
pub mod terminal;
mod text;
mod verdict;

/// Everything one run found, ready to be told.
#[derive(Debug)]
pub struct Report {
    /// The day everything was judged at, `2020-12-11`.
    pub as_of: String,
    /// Name of the profile that weighs the findings.
    pub profile: String,
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
    /// Prints it.
    pub print: fn(&Report, Style) -> String,
}

/// Every form.
pub static ALL: &[Format] = &[
    Format { name: "terminal", print: terminal::print },
    Format { name: "concise", print: concise::print },
    Format { name: "json", print: json::print },
];

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

    /// Findings of one severity that are not silenced.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none() && diagnostic.severity == severity).count()
    }
}
