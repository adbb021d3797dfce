//! `mulu` compiles disclosure lists into 基层政务公开标准目录: read → parse → check → merge → check → emit, the report beside it.

use std::path::PathBuf;

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
    /// The machine failed.
    Io {
        /// The path concerned.
        path: PathBuf,
        /// What it said.
        error: std::io::Error,
    },
}
