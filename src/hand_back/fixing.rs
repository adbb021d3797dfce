//! Safe fixes put into the files of a run: checked, fixed and checked again until nothing more is fixable. All files of a
//! round can be written, or none is touched.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::was_refused;
use crate::diagnostic::{Diagnostic, Safety};
use crate::words::{Words, say};
use crate::write::WriteError;
use crate::{Checked, Settings, Trouble, check, patch, project_root, read, write};

/// One fix may make room for another; no more rounds than this.
const ROUNDS: usize = 5;

/// Whether fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixing {
    /// They are listed.
    Show,
    /// They are.
    Apply,
}

/// What was fixed, or would be.
#[derive(Debug)]
pub struct Repaired {
    /// The check that tells what remains; before anything was fixed, when it was only listed.
    pub checked: Checked,
    /// Findings whose fix was applied, or would be, in the order of the files; those of later rounds follow.
    pub fixed: Vec<Diagnostic>,
    /// Findings whose fix was left, and why.
    pub left: Vec<(Diagnostic, Words)>,
    /// Fixes that could have been applied, had a file not refused to be written: then no file of that round was changed.
    pub refused: Option<Unwritten>,
}

/// Fixes that a file which cannot be written held up.
#[derive(Debug)]
pub struct Unwritten {
    /// How many there are.
    pub count: usize,
    /// Which file, and why.
    pub error: WriteError,
}

impl Repaired {
    /// A check after which nothing was to be fixed.
    #[must_use]
    pub fn only(checked: Checked) -> Self {
        Self { checked, fixed: Vec::new(), left: Vec::new(), refused: None }
    }
}

/// Checks, and applies every safe fix or lists them. Files that refuse to be written are told with what was found.
///
/// # Errors
/// As [`check`](fn@crate::check), and when the machine fails while a file is written.
pub fn fix(paths: &[PathBuf], settings: &Settings, fixing: Fixing) -> Result<Repaired, Trouble> {
    let root = project_root(paths);
    let on_disk = |file: &str| root.map_or_else(|| PathBuf::from(file), |root| root.join(file));
    let mut fixed = Vec::new();
    for round in 0.. {
        let checked = check(paths, settings)?;
        let mut left = Vec::new();
        let mut changed: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        let mut done = Vec::new();
        for (file, findings) in fixable(&checked) {
            if file == "-" {
                left.extend(findings.into_iter().map(|found| (found, no_file())));
                continue;
            }
            let path = on_disk(&file);
            // A file that has just been read is there; one that went meanwhile is told by the next check.
            let Some(bytes) = read::bytes_of(&path).ok().flatten() else { continue };
            let result = patch::fix(&bytes, &findings.iter().collect::<Vec<_>>());
            done.extend(result.done.iter().map(|index| findings[*index].clone()));
            left.extend(result.left.into_iter().map(|(index, why)| (findings[index].clone(), why)));
            changed.extend(result.bytes.map(|bytes| (path, bytes)));
        }
        let is_last = fixing == Fixing::Show || round == ROUNDS || changed.is_empty();
        if is_last {
            if fixing == Fixing::Show {
                fixed = done;
            }
            return Ok(Repaired { checked, fixed, left, refused: None });
        }
        let targets: Vec<PathBuf> = changed.iter().map(|(path, _)| path.clone()).collect();
        if let Err(error) = write::refuse_unwritable(&targets) {
            return Ok(Repaired { checked, fixed, left, refused: Some(Unwritten { count: done.len(), error }) });
        }
        for (path, bytes) in changed {
            write::file(&path, &bytes).map_err(Trouble::Write)?;
        }
        fixed.extend(done);
    }
    unreachable!("the last round returns")
}

fn no_file() -> Words {
    say!("标准输入不能改，请存为文件后再运行", "standard input cannot be fixed: save it as a file and run again")
}

/// Findings with a safe fix, by file; one that speaks of many cells as one of each.
fn fixable(checked: &Checked) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    let refused: Vec<&str> =
        checked.report.open().filter(|found| was_refused(found)).map(|found| found.place.origin.file.as_str()).collect();
    for diagnostic in checked.report.open().flat_map(Diagnostic::cell_by_cell) {
        let file = diagnostic.place.origin.file.as_str();
        let is_safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        if is_safe && !refused.contains(&file) {
            found.entry(file.to_owned()).or_default().push(diagnostic);
        }
    }
    found
}
