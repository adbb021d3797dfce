//! `mulu` compiles disclosure lists into 基层政务公开标准目录: read → parse → check → merge → check → emit, the report beside it.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

pub mod words;
pub mod place;
pub mod rule;
pub mod diagnostic;
pub mod knowledge;
pub mod model;
pub mod project;
pub mod read;
pub mod parse;
pub mod rules;
pub mod check;
pub mod merge;
pub mod emit;
pub mod report;
pub mod write;
pub mod cli;

/// What a run is told from outside.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `--as-of`.
    pub as_of: Option<jiff::civil::Date>,
    /// Today, as `main` read it from the clock: judges files outside a project.
    pub today: jiff::civil::Date,
    /// `--deny warnings`: the lowest severity that makes the run fail.
    pub failing: rule::Severity,
}

/// What was found, and what came of it.
#[derive(Debug)]
pub struct Checked {
    /// The findings.
    pub report: report::Report,
    /// The settings, when a project was checked.
    pub project: Option<project::Project>,
    /// The merged catalogs, when a project was checked.
    pub catalog: Option<model::Catalog>,
    /// Inputs as (path, sha256), sorted by path.
    pub inputs: Vec<(String, String)>,
    /// The lists as they were read.
    pub lists: Vec<model::List>,
}

/// Why nothing could be checked: exit code 2.
#[derive(Debug)]
pub enum Trouble {
    /// A path that does not exist.
    Missing(PathBuf),
    /// A folder or project without a single list.
    NothingToCheck(PathBuf),
    /// `mulu.yaml` cannot be used; the findings say why.
    UnusableProject(Box<report::Report>),
    /// An output cannot be written; nothing was changed.
    Write(write::WriteError),
    /// The machine failed.
    Io {
        /// The path concerned.
        path: PathBuf,
        /// What it said.
        error: std::io::Error,
    },
}

/// What of a project is built.
#[derive(Clone, Debug)]
pub struct BuildChoice {
    /// `--town`: these towns only; all when empty.
    pub towns: Vec<String>,
    /// `--only`: these groups of [`emit::ALL`]; all when empty.
    pub only: Vec<String>,
    /// Final, or a draft that is written in spite of errors.
    pub state: emit::State,
    /// `-j`: threads; every core when not said.
    pub jobs: Option<NonZeroUsize>,
}

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The findings and the catalogs.
    pub checked: Checked,
    /// The files written; none when errors kept the folder as it was.
    pub written: Option<Vec<write::Written>>,
    /// The folder.
    pub out: PathBuf,
    /// Figures for the account of the build.
    pub numbers: BuildNumbers,
}

/// Figures of one build.
#[derive(Clone, Debug, Default)]
pub struct BuildNumbers {
    /// Files read.
    pub inputs: usize,
    /// Items of the merged catalogs.
    pub items: usize,
    /// Items that several lists hold.
    pub merged: usize,
    /// Conflicts settled by `resolve`.
    pub settled: usize,
    /// Towns that handed something in.
    pub reported: usize,
    /// Names of those that did not, in the order of `mulu.yaml`.
    pub not_reported: Vec<String>,
}

/// Every rule: those of the stages and the checks.
pub fn all_rules() -> impl Iterator<Item = &'static rule::Rule> {
    rule::stage::all()
}

// The pipeline: replaced by the owner's functions of these signatures.

/// Checks projects or single files.
///
/// # Errors
/// When nothing can be checked.
pub fn check(paths: &[PathBuf], _settings: &Settings) -> Result<Checked, Trouble> {
    Err(nothing(&paths[0]))
}

/// Builds a project.
///
/// # Errors
/// When nothing can be checked or written.
pub fn build(root: &Path, _out: &Path, _choice: &BuildChoice, _settings: &Settings) -> Result<Built, Trouble> {
    Err(nothing(root))
}

/// Converts a list.
///
/// # Errors
/// When it cannot be read or written.
pub fn convert(input: &Path, _output: &Path) -> Result<Checked, Trouble> {
    Err(nothing(input))
}

fn nothing(path: &Path) -> Trouble {
    let path = path.to_path_buf();
    if path.exists() || path == Path::new("-") { Trouble::NothingToCheck(path) } else { Trouble::Missing(path) }
}
