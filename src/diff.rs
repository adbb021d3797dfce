//! `diff`: two editions, each a project, an output folder or a `catalog.json`, side by side. Writes nothing but what is asked for.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::emit::changes::{ChangesForm, Compared};
use crate::emit::{self, State};
use crate::inputs::{covered, edition};
use crate::model::changes::Changes;
use crate::model::edition::{Edition, Standing};
use crate::rule::Severity;
use crate::words::{Words, plural, say};
use crate::{Checked, Handling, Settings, Trouble, compare, compile, write};

/// What came of a comparison.
#[derive(Debug)]
pub struct Difference {
    /// The city.
    pub city: String,
    /// What changed.
    pub changes: Changes,
    /// What the newer edition says of its changes, and is not so.
    pub findings: Vec<Diagnostic>,
    /// What is to be known about the two.
    pub notes: Vec<Words>,
}

/// Why two editions were not compared.
#[derive(Debug)]
pub enum NotCompared {
    /// One of them cannot be used, and why.
    Unusable {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        why: Words,
    },
    /// A folder that is neither a project nor holds catalogs.
    NoEdition(PathBuf),
    /// A file whose name asks for no form that changes are written in.
    UnknownForm(PathBuf),
}

impl From<NotCompared> for Trouble {
    fn from(why: NotCompared) -> Self {
        Self::NotCompared(why)
    }
}

/// One of the two.
enum Side {
    /// A project, compiled as `build` does.
    Project(Box<Checked>),
    /// A file.
    File(Box<edition::Read>),
}

/// Compares two editions of one city.
///
/// # Errors
/// When one of them cannot be used, or they are of two cities.
pub fn diff(old: &Path, new: &Path, settings: &Settings) -> Result<Difference, Trouble> {
    let (before, now) = (Side::of(old, settings)?, Side::of(new, settings)?);
    let (before_edition, now_edition) = (before.edition(), now.edition());
    let (theirs, own) = (&now_edition.city, &before_edition.city);
    if theirs != own {
        return Err(NotCompared::Unusable { path: new.to_owned(), why: edition::of_other_city(theirs, own) }.into());
    }
    let (mut changes, mut findings) = compare::editions::compare(&before_edition, &now_edition, edition::understand);
    // The same renamings come as rows of their own.
    findings.retain(|found| *found.rule != crate::rule::stage::comparing::UNCONFIRMED_RENAME);
    let mut notes: Vec<Words> = [(&before, &before_edition, old), (&now, &now_edition, new)]
        .into_iter()
        .flat_map(|(side, edition, path)| side.notes(edition, path))
        .collect();
    notes.extend(changes.doubt());
    cover(&mut changes);
    let findings = findings.into_iter().map(covered::diagnostic).collect();
    Ok(Difference { city: own.clone(), changes, findings, notes })
}

/// The changes in one form.
///
/// # Errors
/// When the machine fails.
pub fn make(difference: &Difference, form: &ChangesForm, output: Option<&Path>) -> Result<Vec<u8>, Trouble> {
    let compared = Compared { city: &difference.city, changes: &difference.changes };
    let failed = |error| Trouble::Write(write::WriteError::io(output.unwrap_or(Path::new("-")), error));
    let bytes = (form.make)(compared).map_err(failed)?;
    if let Some(output) = output {
        write::file(output, &bytes).map_err(Trouble::Write)?;
    }
    Ok(bytes)
}

/// The form a file's name asks for.
///
/// # Errors
/// When there is none.
pub fn form_of(output: &Path) -> Result<&'static ChangesForm, Trouble> {
    emit::changes::of(output).ok_or_else(|| NotCompared::UnknownForm(output.to_owned()).into())
}

impl Side {
    fn of(path: &Path, settings: &Settings) -> Result<Self, Trouble> {
        let is_settings = path.file_name().is_some_and(|name| name == "mulu.yaml");
        let root = if is_settings { path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")) } else { path };
        if root.join("mulu.yaml").is_file() {
            return compile(root, settings, &Handling::default()).map(|checked| Self::Project(Box::new(checked)));
        }
        let file = catalog_file(path)?;
        let read = edition::read(&file).map_err(|why| NotCompared::Unusable { path: file, why })?;
        Ok(Self::File(Box::new(read)))
    }

    fn edition(&self) -> Cow<'_, Edition<'_>> {
        match self {
            Self::Project(checked) => {
                let (project, catalog) = (&checked.project, &checked.catalog);
                let (Some(project), Some(catalog)) = (project, catalog) else { unreachable!("a compiled project has both") };
                Cow::Owned(edition::of_project(project, catalog, State::Final))
            }
            Self::File(read) => Cow::Borrowed(&read.edition),
        }
    }

    /// What makes it less than an edition that was published.
    fn notes(&self, edition: &Edition<'_>, path: &Path) -> Vec<Words> {
        let path = path.display();
        match self {
            Self::Project(checked) => {
                let errors = checked.report.count(Severity::Error);
                let words = say!(
                    "“{path}”还有 {errors} 处错误（逐处列出：mulu check），这里比的是能读到的内容",
                    "“{path}” has {errors} error{s} (mulu check lists them): compared is what could be read",
                    s = plural(errors)
                );
                (errors > 0).then_some(words).into_iter().collect()
            }
            Self::File(_) => {
                let words = say!("“{path}”是草稿，不是发布的目录", "“{path}” is a draft, not a published edition");
                (edition.standing == Standing::Draft).then_some(words).into_iter().collect()
            }
        }
    }
}

/// The `catalog.json` that a path names: itself, or that of an output folder.
fn catalog_file(path: &Path) -> Result<PathBuf, Trouble> {
    if path.is_file() {
        return Ok(path.to_owned());
    }
    if !path.exists() {
        return Err(Trouble::Missing(path.to_owned()));
    }
    let candidates = [path.join("data").join("catalog.json"), path.join("catalog.json")];
    candidates.into_iter().find(|file| file.is_file()).ok_or_else(|| NotCompared::NoEdition(path.to_owned()).into())
}

/// Covers personal numbers: a project with errors may hold some.
fn cover(changes: &mut Changes) {
    for change in &mut changes.list {
        covered::text(&mut change.name);
        change.was.iter_mut().chain(&mut change.reason).for_each(covered::text);
        for field in &mut change.fields {
            covered::text(&mut field.from);
            covered::text(&mut field.to);
            field.reason.iter_mut().for_each(covered::text);
        }
    }
    for rename in &mut changes.likely_renames {
        covered::text(&mut rename.from);
        covered::text(&mut rename.to);
    }
}
