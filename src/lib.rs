//! `mulu` compiles disclosure lists into 基层政务公开标准目录: read → parse → check → merge → check → emit, the report beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

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
pub mod compare;
pub mod merge;
pub mod emit;
pub mod report;
pub mod patch;
pub mod write;
mod inputs;
mod build;
pub mod diff;
mod template;
pub mod verify;
pub mod next_edition;
mod on_invalid;
pub mod hand_back;
pub mod cli;

pub use build::{BuildChoice, BuildNumbers, Built, build, convert};
pub use hand_back::{HandedBack, Marked, annotate, fixing::fix};
pub use on_invalid::{Handling, OnInvalid};
pub use template::{Proposals, TemplateChoice, Templates, proposals, templates};

use check::baseline::Looked;
use compare::milestones::Facts;
use diagnostic::Diagnostics;
use inputs::previous::Previous;
use inputs::previous::edition::Edition;
use inputs::{Everything, Known, Purpose, digests, edition_above, gather, loose, read_and_parse, report as sum_up, shown_folder};
use model::changes::{Changes, record::SummaryRecord};
use model::milestone::{Handed, Progress, Towards};
use on_invalid::Case;
use parse::Folder;
use project::Project;
use read::{Contents, Input};

/// What a run is told from outside.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `--as-of`.
    pub as_of: Option<jiff::civil::Date>,
    /// Today, as `main` read it from the clock: judges files outside a project.
    pub today: jiff::civil::Date,
    /// `--deny warnings`: the lowest severity that makes the run fail.
    pub failing: rule::Severity,
    /// What files are read as (`--codepage`).
    pub read: read::Choice,
    /// `--profile`: wins over that of `mulu.yaml`.
    pub profile: Option<String>,
    /// `--baseline`: the file of findings known before.
    pub baseline: Option<PathBuf>,
}

impl Settings {
    /// The usual settings on a day.
    #[must_use]
    pub fn on(today: jiff::civil::Date) -> Self {
        let (failing, read) = (rule::Severity::Error, read::Choice::default());
        Self { as_of: None, today, failing, read, profile: None, baseline: None }
    }
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
    pub lists: Arc<Vec<model::List>>,
    /// What the baseline knows of files and rules that were not judged: a new one keeps it.
    pub not_judged: Vec<check::baseline::Known>,
    /// What the files of a project were handed in for.
    pub handed: Vec<Handed>,
    /// Findings that stand against the catalogs being written.
    pub remaining: Vec<diagnostic::Diagnostic>,
    /// What changed since the edition before, when one was named and holds its catalogs.
    pub changes: Option<Changes>,
}

/// Why nothing could be checked or written: exit code 2.
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
    /// A file whose name asks for no form that lists are written in.
    UnknownForm(PathBuf),
    /// A form that holds lists one under the other cannot keep these apart, or not all of their items.
    NotHeld {
        /// The file.
        output: PathBuf,
        /// How many lists there are.
        lists: usize,
    },
    /// A baseline that cannot be used, and why.
    UnusableBaseline {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: words::Words,
    },
    /// What units had in the edition before is to be kept, and no edition was named.
    NoPrevious,
    /// The catalogs of the edition before would be gone: they stand in the folder that is written, and no data are to be written there.
    LosesPrevious(PathBuf),
    /// The edition before cannot be used, and why.
    UnusablePrevious {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: words::Words,
    },
    /// A folder without a manifest of ours.
    NoManifest(PathBuf),
    /// Two editions that were not compared, and why.
    NotCompared(diff::NotCompared),
    /// A town that `mulu.yaml` does not list.
    UnknownTown {
        /// As it was written.
        town: String,
        /// The towns there are.
        known: Vec<String>,
    },
    /// A domain that neither the tables nor `mulu.yaml` know.
    UnknownDomain {
        /// As it was written.
        domain: String,
        /// What was probably meant.
        near: Option<words::Words>,
    },
    /// No department or town has anything to fill in, and why.
    NothingToFillIn(words::Words),
}

/// Checks a project, its `mulu.yaml`, or single files; `-` is YAML on standard input. Every problem is in the report.
///
/// # Errors
/// When a path is missing, nothing is there to check, or `mulu.yaml` cannot be used.
pub fn check(paths: &[PathBuf], settings: &Settings) -> Result<Checked, Trouble> {
    match paths {
        [path] if path.file_name().is_some_and(|name| name == "mulu.yaml") && !path.is_file() => Err(Trouble::Missing(path.clone())),
        paths => project_root(paths).map_or_else(|| single_files(paths, settings), |root| compile(root, settings, &Handling::default())),
    }
}

/// How a project stands against its milestones on a day, and the check that says so: files are judged at the day of the edition, as
/// `check` does. Nothing need have been handed in.
///
/// # Errors
/// When there is no project or its `mulu.yaml` cannot be used.
pub fn status(root: &Path, day: jiff::civil::Date, settings: &Settings) -> Result<(Progress, Checked), Trouble> {
    let checked = judge(root, settings, &Handling::default())?;
    let project = checked.project.as_ref().expect("a compiled project has its settings");
    let (expected, errors) = (inputs::handed::expected(project), checked.report.count(rule::Severity::Error));
    let facts = Facts { expected: &expected, handed: &checked.handed, errors, day };
    let milestones = project.milestones.iter().map(|milestone| compare::milestones::judge(milestone, facts)).collect();
    let progress = Progress { day, milestones, uncounted: compare::milestones::uncounted(facts) };
    Ok((inputs::covered::progress(progress), checked))
}

/// The folder of the project that paths name, when they name one.
fn project_root(paths: &[PathBuf]) -> Option<&Path> {
    match paths {
        [path] if path.join("mulu.yaml").is_file() => Some(path),
        [path] if path.file_name().is_some_and(|name| name == "mulu.yaml") => {
            Some(path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))
        }
        _ => None,
    }
}

/// A project that something was handed in for.
fn compile(root: &Path, settings: &Settings, handling: &Handling) -> Result<Checked, Trouble> {
    let checked = judge(root, settings, handling)?;
    let has_lists = checked.handed.iter().any(|handed| !handed.towards.contains(&Towards::Supplement));
    if has_lists { Ok(checked) } else { Err(Trouble::NothingToCheck(root.to_owned())) }
}

/// The pipeline, for a project.
fn judge(root: &Path, settings: &Settings, handling: &Handling) -> Result<Checked, Trouble> {
    let known = Known::of(settings)?;
    let previous = handling.previous.as_deref().map(Previous::of).transpose()?;
    let knowledge = knowledge::load();
    let mut diagnostics = Diagnostics::default();
    let (project, input) = open(root, settings, &mut diagnostics)?;
    let mut inputs = vec![input];
    let as_of = settings.as_of.or(project.edition.as_of.as_ref().map(|date| date.value)).unwrap_or(settings.today);
    project::report_age(&project, as_of, &mut diagnostics);
    let edition = Edition::asked_for(handling, &project)?;
    let published = inputs::edition::before(handling, &project)?;

    let lists = read::files::walk(root, &project.lists, &mut diagnostics).into_iter().map(|file| (Folder::Lists, file));
    let towns = read::files::walk(root, &project.towns_files, &mut diagnostics).into_iter().map(|file| (Folder::Towns, file));
    let files: Vec<_> = lists.chain(towns).collect();
    let folders = inputs::folders(&files);
    let (read, parsed) = read_and_parse(files, Some(&project), settings.read, Purpose::Check, &mut diagnostics);
    inputs.extend(read);
    let mut everything = Everything { folders, ..gather(parsed, Some(&project)) };
    let of_lists = (&everything.lists[..], &everything.towns[..]);
    let mut owners = inputs::register::owners(of_lists, everything.folders.iter(), &project, previous.as_ref());
    let supplement = supplement(root, &project, &mut inputs, &mut everything, settings, &mut diagnostics);
    let Everything { lists, towns, declined, .. } = &everything;

    let additions = towns.iter().flat_map(|town| town.add.iter().map(|addition| &addition.list));
    check::lists(lists.iter().chain(additions), knowledge, Some(&project), as_of, &mut diagnostics);
    check::lists(&supplement, knowledge, Some(&project), as_of, &mut diagnostics);
    check::leave_to_the_city(lists, &mut diagnostics);
    let profile = knowledge.profile(settings.profile.as_deref().or(project.profile.as_deref()));
    let (failing, baseline) = (settings.failing, &known);
    let case = Case {
        lists,
        towns,
        declined,
        supplement: &supplement,
        project: &project,
        knowledge,
        profile,
        baseline,
        as_of,
        before: published.as_ref().map(|read| &read.edition),
        failing,
    };
    inputs::handed::report_unused(&project, &inputs, &mut diagnostics);
    let (joined, handled) = on_invalid::settle(&case, diagnostics, handling.on_invalid, edition.as_ref(), &owners);

    let of_supplement = everything.folders.iter().filter(|(_, folder)| **folder == Folder::Supplement);
    owners.extend(inputs::register::owners((&supplement, &[]), of_supplement, &project, previous.as_ref()));
    everything.lists.extend(supplement);
    let towards = inputs::handed::towards(&everything);
    let folders = std::mem::take(&mut everything.folders);
    let report = sum_up(&inputs, everything, as_of, joined.diagnostics, project.profile.as_deref(), settings);
    let coverage = Some(inputs::covered::coverage(joined.coverage));
    let changes = joined.changes.as_ref().map(SummaryRecord::of);
    let report = report::Report { folder: shown_folder(root), coverage, left_out: handled.left_out, changes, ..report };
    let before = inputs::register::Before { previous: previous.as_ref(), carried: &handled.carried };
    let register = inputs::register::register(&owners, &report, &project, before);
    let report = report::Report { register, ..report };
    let handed = inputs::handed::handed(towards, &folders, &report, &project);
    let (inputs, lists) = (digests(&inputs, published.as_ref()), Arc::clone(&report.lists));
    let (not_judged, remaining, changes) = (joined.not_judged, handled.remaining, joined.changes);
    Ok(Checked { inputs, report, project: Some(project), catalog: Some(joined.catalog), lists, not_judged, handed, remaining, changes })
}

/// The settings of a project.
fn open(root: &Path, settings: &Settings, diagnostics: &mut Diagnostics) -> Result<(Project, Input), Trouble> {
    if !root.join("mulu.yaml").is_file() {
        return Err(Trouble::Missing(root.join("mulu.yaml")));
    }
    let mut input = read::read_file(&root.join("mulu.yaml"), "mulu.yaml", settings.read, diagnostics);
    inputs::check_texts(&mut input, diagnostics);
    let root_node = if let Contents::Trees(trees) = &input.contents { trees.first() } else { None };
    let Some(project) = root_node.and_then(|node| project::parse(node, knowledge::load(), diagnostics)) else {
        let (judged, found) = (settings.as_of.unwrap_or(settings.today), std::mem::take(diagnostics));
        let report = sum_up(&[input], Everything::default(), judged, found, None, settings);
        let folder = shown_folder(root);
        return Err(Trouble::UnusableProject(Box::new(report::Report { reach: report::Reach::Settings, folder, ..report })));
    };
    Ok((project, input))
}

/// The lists of the 政府信息主动公开补充目录: read and checked like others, and kept apart from the catalogs.
fn supplement(
    root: &Path,
    project: &Project,
    inputs: &mut Vec<Input>,
    everything: &mut Everything,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Vec<model::List> {
    let files = read::files::walk(root, &project.supplement, diagnostics);
    let files: Vec<_> = files.into_iter().map(|file| (Folder::Supplement, file)).collect();
    everything.folders.extend(inputs::folders(&files));
    let (read, parsed) = read_and_parse(files, Some(project), settings.read, Purpose::Check, diagnostics);
    inputs.extend(read);
    let supplement = gather(parsed, Some(project));
    everything.sheets.extend(supplement.sheets);
    supplement.lists
}

/// The pipeline as far as one list can be judged alone.
fn single_files(paths: &[PathBuf], settings: &Settings) -> Result<Checked, Trouble> {
    let known = Known::of(settings)?;
    let (found, mut diagnostics) = loose(paths)?;
    let (inputs, parsed) = read_and_parse(found, None, settings.read, Purpose::Check, &mut diagnostics);
    let everything = gather(parsed, None);
    // A file of a project is judged at the day of its edition, alone as among the others.
    let edition = if settings.as_of.is_none() { edition_above(paths, settings.read) } else { None };
    let (day, as_of_from) = edition.unzip();
    let as_of = settings.as_of.or(day).unwrap_or(settings.today);
    let additions = everything.towns.iter().flat_map(|town| town.add.iter().map(|addition| &addition.list));
    check::lists(everything.lists.iter().chain(additions), knowledge::load(), None, as_of, &mut diagnostics);
    let files: Vec<String> = inputs.iter().map(|input| input.path.clone()).collect();
    let not_judged = known.apply(Looked::At(&files), &mut diagnostics);
    let checked = unmerged(&inputs, everything, as_of, diagnostics, settings);
    let report = report::Report { as_of_from: as_of_from.unwrap_or_default(), ..checked.report };
    Ok(Checked { report, not_judged, ..checked })
}

/// Reads and parses single files, without a check.
fn read_only(paths: &[PathBuf], settings: &Settings) -> Result<Checked, Trouble> {
    let (found, mut diagnostics) = loose(paths)?;
    let (inputs, parsed) = read_and_parse(found, None, settings.read, Purpose::Convert, &mut diagnostics);
    Ok(unmerged(&inputs, gather(parsed, None), settings.as_of.unwrap_or(settings.today), diagnostics, settings))
}

fn unmerged(inputs: &[Input], everything: Everything, as_of: jiff::civil::Date, diagnostics: Diagnostics, settings: &Settings) -> Checked {
    let report = sum_up(inputs, everything, as_of, diagnostics, None, settings);
    let lists = Arc::clone(&report.lists);
    let inputs = digests(inputs, None);
    let (not_judged, handed, remaining) = (Vec::new(), Vec::new(), Vec::new());
    Checked { inputs, report, project: None, catalog: None, lists, not_judged, handed, remaining, changes: None }
}

/// Every rule: those of the stages and the checks.
pub fn all_rules() -> impl Iterator<Item = &'static rule::Rule> {
    rules::ALL.iter().map(|entry| entry.rule)
}
