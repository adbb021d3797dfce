//! `build` and `convert`: what comes of a check, put on disk all or nothing.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::emit::list_forms::{self, Holding};
use crate::emit::{self, Publication};
use crate::{
    Checked, Handling, OnInvalid, Settings, Trouble, all_rules, check, compile, knowledge, model, parse, read, read_only, report, write,
};

/// What of a project is built.
#[derive(Clone, Debug)]
pub struct BuildChoice {
    /// `--town`: these towns' workbooks only; all when empty.
    pub towns: Vec<String>,
    /// `--only`: these groups of [`emit::ALL`]; all when empty.
    pub only: Vec<String>,
    /// Final, or a draft that is written in spite of errors.
    pub state: emit::State,
    /// What is done with what is invalid, and beside which edition.
    pub handling: Handling,
    /// `-j`: how many outputs at a time; every core when not said.
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
    /// What was done with what has errors.
    pub on_invalid: OnInvalid,
    /// The output folder of the edition before, when one was named.
    pub compared_with: Option<PathBuf>,
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

/// Checks a project and, unless errors stand in the way, writes its catalogs into `out`, all or nothing.
///
/// # Errors
/// As [`check`](fn@crate::check), and when the output cannot be written.
pub fn build(root: &Path, out: &Path, choice: &BuildChoice, settings: &Settings) -> Result<Built, Trouble> {
    if let Some(previous) = &choice.handling.previous
        && choice.would_lose(previous, out)
    {
        return Err(Trouble::LosesPrevious(previous.clone()));
    }
    let checked = compile(root, settings, &choice.handling)?;
    let (numbers, on_invalid) = (BuildNumbers::of(&checked), choice.handling.on_invalid);
    let compared_with = choice.handling.previous.clone();
    let (Some(project), Some(catalog)) = (&checked.project, &checked.catalog) else { unreachable!("a compiled project has both") };
    if let Some(town) = choice.towns.iter().find(|town| !catalog.towns.iter().any(|known| known.name == **town)) {
        let known = catalog.towns.iter().map(|town| town.name.clone()).collect();
        return Err(Trouble::UnknownTown { town: town.clone(), known });
    }
    if choice.state == emit::State::Final && !checked.remaining.is_empty() {
        return Ok(Built { checked, written: None, out: out.to_owned(), on_invalid, compared_with, numbers });
    }
    // An output folder among the inputs would be read as a list by the next run.
    let globs = project.lists.iter().chain(&project.towns_files).chain(&project.supplement);
    let fixed = globs.filter_map(|glob| Some(glob.split('*').next()?.rsplit_once('/')?.0));
    let folders: Vec<PathBuf> = fixed.map(|folder| root.join(folder)).collect();
    write::apart(out, root, &folders).map_err(Trouble::Write)?;
    let knowledge = knowledge::load();
    let profile = knowledge.profile(Some(&checked.report.profile));
    let rules: Vec<_> = all_rules().map(|rule| (rule, check::severity(rule, profile))).collect();
    let rules = emit::Weighed { profile: &profile.title.0, rules: &rules };
    let coverage = checked.report.coverage.as_ref().expect("a compiled project was compared");
    let (register, inputs) = (&checked.report.register, &checked.inputs);
    let (left_out, changes, state) = (&checked.report.left_out, checked.changes.as_ref(), choice.state);
    let publication = Publication { catalog, project, knowledge, coverage, register, left_out, changes, inputs, state, rules };
    let groups = emit::ALL.iter().filter(|group| choice.only.is_empty() || choice.only.iter().any(|name| name == group.name));
    let outputs = groups.flat_map(|group| (group.outputs)(publication)).filter(|output| choice.wants(output));
    let mut files: Vec<write::File<'_>> = outputs.map(|output| write::File { path: output.path, make: output.make }).collect();
    let report = report::json::print(&checked.report, report::Style::PLAIN).into_bytes();
    files.push(write::File { path: "report.json".to_owned(), make: Box::new(move |_| Ok(report.clone())) });
    let manifest = |written: &[write::Written]| {
        let outputs: Vec<_> = written.iter().map(|file| (file.path.clone(), file.sha256.clone(), file.bytes)).collect();
        emit::manifest::make(publication, &outputs)
    };
    let written = write::folder(out, files, manifest, choice.jobs).map_err(Trouble::Write)?;
    Ok(Built { checked, written: Some(written), out: out.to_owned(), on_invalid, compared_with, numbers })
}

/// Turns a list into another form, by the output's name; no check need pass.
///
/// # Errors
/// When the output's name asks for no form that is written, the input is missing, the output cannot be written, or its form
/// cannot hold what the lists say.
pub fn convert(input: &Path, output: &Path, settings: &Settings) -> Result<Checked, Trouble> {
    let form = list_forms::of(output).ok_or_else(|| Trouble::UnknownForm(output.to_owned()))?;
    let checked = read_only(&[input.to_owned()], settings)?;
    if checked.lists.is_empty() {
        return Ok(checked);
    }
    let failed = |error| Trouble::Write(write::WriteError::io(output, error));
    let bytes = (form.make)(&checked.lists).map_err(failed)?;
    if form.holding == Holding::Together && !holds_the_same(&bytes, output, &checked.lists) {
        return Err(Trouble::NotHeld { output: output.to_owned(), lists: checked.lists.len() });
    }
    write::file(output, &bytes).map_err(Trouble::Write)?;
    Ok(checked)
}

/// Whether a file that holds its lists one under the other is read back as the same lists: so many items each, and whose.
fn holds_the_same(bytes: &[u8], output: &Path, lists: &[model::List]) -> bool {
    let mut diagnostics = Diagnostics::default();
    let mut input = read::read_bytes(bytes.to_vec(), &output.to_string_lossy(), read::Choice::default(), &mut diagnostics);
    let context = parse::Context { knowledge: knowledge::load(), project: None, folder: parse::Folder::Loose };
    let back = parse::parse(&mut input, &context, &mut diagnostics).lists;
    let is_same = |list: &model::List, back: &model::List| {
        // Who made a list becomes a note of it, where no note said so.
        let notes = &back.notes[back.notes.len().saturating_sub(list.notes.len())..];
        (list.items.len(), list.powers.len()) == (back.items.len(), back.powers.len())
            && (&list.domain, list.kind, list.notes.as_slice()) == (&back.domain, back.kind, notes)
            && (list.title.is_none() || list.title == back.title)
            && back.notes.len() <= list.notes.len() + usize::from(list.department.is_some())
    };
    lists.len() == back.len() && lists.iter().zip(&back).all(|(list, back)| is_same(list, back))
}

impl BuildChoice {
    /// Whether the catalogs that are kept from would be gone with this build, so that the next has none.
    fn would_lose(&self, previous: &Path, out: &Path) -> bool {
        let writes_data = self.only.is_empty() || self.only.iter().any(|name| name == "data");
        let is_same = || read::files::identity(previous) == read::files::identity(out);
        self.handling.on_invalid == OnInvalid::LastValid && !writes_data && is_same()
    }

    /// Whether an output of a town's own is among those named by `--town`.
    fn wants(&self, output: &emit::Output<'_>) -> bool {
        self.towns.is_empty() || output.town.as_ref().is_none_or(|town| self.towns.contains(town))
    }
}

impl BuildNumbers {
    fn of(checked: &Checked) -> Self {
        let Some(catalog) = &checked.catalog else { return Self::default() };
        let entries = catalog.domains.iter().flat_map(|domain| &domain.entries);
        let several = |entry: &&model::Entry| {
            let files = entry.origin.get(&model::Field::Name).into_iter().flatten().map(|origin| &origin.place);
            files.count() > 1
        };
        Self {
            inputs: checked.inputs.len(),
            items: catalog.item_count(),
            merged: entries.filter(several).count(),
            settled: catalog.settled,
            reported: catalog.towns.iter().filter(|town| town.reported == model::Reported::Yes).count(),
            not_reported: catalog.towns.iter().filter(|town| town.reported == model::Reported::No).map(|town| town.name.clone()).collect(),
        }
    }
}
