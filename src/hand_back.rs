//! What of a check goes back to who handed the files in: their workbooks marked, which are never written where inputs stand,
//! and their files with safe fixes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::patch::{self, About};
use crate::place::At;
use crate::read::{self, Choice, Contents, Grid};
use crate::report::Report;
use crate::rule::stage::reading::{TOO_LARGE, UNREADABLE_FILE, UNSUPPORTED_FORMAT};
use crate::words::{Lang, Words};
use crate::{Checked, Trouble, project_root, write};

pub mod fixing;
mod names;

/// The files of a check with findings, and what became of them.
#[derive(Debug, Default)]
pub struct HandedBack {
    /// Workbooks that were marked.
    pub marked: Vec<Marked>,
    /// Text files: they have no cells to mark.
    pub texts: Vec<String>,
    /// Files that could not be read.
    pub unread: Vec<String>,
    /// What came in by standard input: it has no workbook to mark.
    pub standard_input: StandardInput,
}

/// Whether something was found in standard input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StandardInput {
    /// Nothing was, or it was not read.
    #[default]
    WithoutFindings,
    /// Something was.
    WithFindings,
}

/// One marked workbook.
#[derive(Debug)]
pub struct Marked {
    /// The file as the report names it.
    pub file: String,
    /// Where its marked copy is.
    pub path: PathBuf,
    /// Why that is a copy of the cells and not of the file.
    pub copy: Option<Words>,
}

/// Writes every workbook with findings into a folder, marked. `paths` are what was checked.
///
/// # Errors
/// When the folder holds inputs or lies among them, or something cannot be written.
pub fn annotate(checked: &Checked, paths: &[PathBuf], folder: &Path, lang: Lang, choice: Choice) -> Result<HandedBack, Trouble> {
    let root = project_root(paths);
    let on_disk = |file: &str| root.map_or_else(|| PathBuf::from(file), |root| root.join(file));
    refuse_folder(checked, paths, folder, &on_disk)?;
    let mut found: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in checked.report.open() {
        found.entry(&diagnostic.place.origin.file).or_default().push(diagnostic);
    }
    let mut back = HandedBack::default();
    if found.remove("-").is_some() {
        back.standard_input = StandardInput::WithFindings;
    }
    let names = names::below(checked.inputs.iter().map(|(file, _)| file.as_str()), &alone(paths, root));
    for (file, findings) in found {
        if checked.report.texts.contains_key(file) {
            back.texts.push(file.to_owned());
            continue;
        }
        let bytes = if findings.iter().any(|found| was_refused(found)) { None } else { read::bytes_of(&on_disk(file)).ok().flatten() };
        let verdict = verdict(&checked.report, file);
        let marked =
            bytes.and_then(|bytes| patch::mark(&bytes, || grids(&bytes, file, choice), &findings, About { verdict: &verdict, lang }));
        let Some(marked) = marked else {
            back.unread.push(file.to_owned());
            continue;
        };
        let path = folder.join(names.get(file).map_or(file, String::as_str));
        write::file(&path, &marked.bytes).map_err(Trouble::Write)?;
        back.marked.push(Marked { file: file.to_owned(), path, copy: marked.copy });
    }
    Ok(back)
}

/// Files that were named themselves, as the report names them, each with the whole of its path.
fn alone(paths: &[PathBuf], root: Option<&Path>) -> BTreeMap<String, Vec<String>> {
    let files = paths.iter().filter(|path| root.is_none() && !path.is_dir());
    files.map(|path| (read::files::shown_path(path), read::files::whole_path(path))).collect()
}

fn refuse_folder(checked: &Checked, paths: &[PathBuf], folder: &Path, on_disk: &impl Fn(&str) -> PathBuf) -> Result<(), Trouble> {
    let inputs: Vec<PathBuf> = checked.inputs.iter().filter(|(file, _)| file != "-").map(|(file, _)| on_disk(file)).collect();
    let read: Vec<PathBuf> = match (&checked.project, project_root(paths)) {
        (Some(project), Some(root)) => {
            let fixed = project.lists.iter().chain(&project.towns_files).chain(&project.supplement).map(|glob| fixed_part(glob));
            fixed.filter(|folder| !folder.is_empty()).map(|folder| root.join(folder)).collect()
        }
        _ => paths.iter().filter(|path| path.is_dir()).cloned().collect(),
    };
    write::clear_of(folder, &inputs, &read).map_err(Trouble::Write)
}

/// The folder that every file of a glob lies in.
fn fixed_part(glob: &str) -> &str {
    glob.split('*').next().and_then(|before| before.rsplit_once('/')).map_or("", |(folder, _)| folder)
}

/// Whether a file was not read to its end: what no guard has measured is not touched.
fn was_refused(found: &Diagnostic) -> bool {
    let rules = [&TOO_LARGE, &UNREADABLE_FILE, &UNSUPPORTED_FORMAT];
    found.place.at == At::Whole && rules.iter().any(|rule| rule.name == found.rule.name)
}

fn grids(bytes: &[u8], file: &str, choice: Choice) -> Vec<Grid> {
    match read::read_bytes(bytes.to_vec(), file, choice, &mut Diagnostics::default()).contents {
        Contents::Grids(grids) => grids,
        Contents::Trees(_) | Contents::Nothing => Vec::new(),
    }
}

/// The verdict on one file alone.
fn verdict(report: &Report, file: &str) -> Words {
    report.on_file(file).verdict()
}
