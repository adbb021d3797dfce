//! `mulu` compiles disclosure lists into 基层政务公开标准目录: read → parse → check → merge → check → emit, the report beside it.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

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

use diagnostic::Diagnostics;
use emit::Publication;
use knowledge::Knowledge;
use parse::{Context, Folder, Parsed};
use project::Project;
use read::{Contents, Input};
use report::{InputSummary, Report, SheetSummary};

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
    pub report: Report,
    /// The settings, when a project was checked.
    pub project: Option<Project>,
    /// The merged catalogs, when a project was checked.
    pub catalog: Option<model::Catalog>,
    /// Inputs as (path, sha256), sorted by path.
    pub inputs: Vec<(String, String)>,
    /// The lists as they were read.
    pub lists: Vec<model::List>,
}

/// Why nothing could be checked or written: exit code 2.
#[derive(Debug)]
pub enum Trouble {
    /// A path that does not exist.
    Missing(PathBuf),
    /// A folder or project without a single list.
    NothingToCheck(PathBuf),
    /// `mulu.yaml` cannot be used; the findings say why.
    UnusableProject(Box<Report>),
    /// An output cannot be written; nothing was changed.
    Write(write::WriteError),
    /// A town that `mulu.yaml` does not list.
    UnknownTown {
        /// As it was written.
        town: String,
        /// The towns there are.
        known: Vec<String>,
    },
}

/// What of a project is built.
#[derive(Clone, Debug)]
pub struct BuildChoice {
    /// `--town`: these towns' workbooks only; all when empty.
    pub towns: Vec<String>,
    /// `--only`: these groups of [`emit::ALL`]; all when empty.
    pub only: Vec<String>,
    /// Final, or a draft that is written in spite of errors.
    pub state: emit::State,
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

/// Checks a project, its `mulu.yaml`, or single files; `-` is YAML on standard input. Every problem is in the report.
///
/// # Errors
/// When a path is missing, nothing is there to check, or `mulu.yaml` cannot be used.
pub fn check(paths: &[PathBuf], settings: &Settings) -> Result<Checked, Trouble> {
    match paths {
        [path] if path.join("mulu.yaml").is_file() => compile(path, settings),
        [path] if path.file_name().is_some_and(|name| name == "mulu.yaml") => {
            if !path.is_file() {
                return Err(Trouble::Missing(path.clone()));
            }
            compile(path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")), settings)
        }
        paths => single_files(paths, settings),
    }
}

/// The pipeline, for a project.
fn compile(root: &Path, settings: &Settings) -> Result<Checked, Trouble> {
    if !root.join("mulu.yaml").is_file() {
        return Err(Trouble::Missing(root.join("mulu.yaml")));
    }
    let knowledge = knowledge::load();
    let mut diagnostics = Diagnostics::default();
    let mut inputs = vec![read::read_file(&root.join("mulu.yaml"), "mulu.yaml", &mut diagnostics)];
    let root_node = if let Contents::Trees(trees) = &inputs[0].contents { trees.first() } else { None };
    let Some(project) = root_node.and_then(|node| project::parse(node, knowledge, &mut diagnostics)) else {
        return Err(Trouble::UnusableProject(Box::new(report(&inputs, Vec::new(), 0, settings.today, diagnostics, settings))));
    };
    let as_of = settings.as_of.or(project.edition.as_of.as_ref().map(|date| date.value)).unwrap_or(settings.today);

    let lists = read::files::walk(root, &project.lists, &mut diagnostics).into_iter().map(|file| (Folder::Lists, file));
    let towns = read::files::walk(root, &project.towns_files, &mut diagnostics).into_iter().map(|file| (Folder::Towns, file));
    let files: Vec<_> = lists.chain(towns).collect();
    if files.is_empty() {
        return Err(Trouble::NothingToCheck(root.to_owned()));
    }
    let (read, parsed) = read_and_parse(files, Some(&project), knowledge, &mut diagnostics);
    inputs.extend(read);
    let Everything { lists, towns, sheets } = gather(parsed, Some(&project));

    let additions = towns.iter().flat_map(|town| town.add.iter().map(|addition| &addition.list));
    check::lists(lists.iter().chain(additions), knowledge, Some(&project), as_of, &mut diagnostics);
    let catalog = merge::merge(&lists, &towns, &project, knowledge, &mut diagnostics);
    check::town_changes(&catalog, &project, knowledge, as_of, &mut diagnostics);
    check::catalog(&catalog, Some(&project), knowledge, as_of, &mut diagnostics);
    check::allow(&project, &catalog, as_of, &mut diagnostics);

    let items = lists.iter().map(|list| list.items.len()).sum();
    let report = report(&inputs, sheets, items, as_of, diagnostics, settings);
    Ok(Checked { inputs: digests(&inputs), report, project: Some(project), catalog: Some(catalog), lists })
}

/// The pipeline as far as one list can be judged alone.
fn single_files(paths: &[PathBuf], settings: &Settings) -> Result<Checked, Trouble> {
    let (found, mut diagnostics) = loose(paths)?;
    let (inputs, parsed) = read_and_parse(found, None, knowledge::load(), &mut diagnostics);
    let everything = gather(parsed, None);
    let as_of = settings.as_of.unwrap_or(settings.today);
    let additions = everything.towns.iter().flat_map(|town| town.add.iter().map(|addition| &addition.list));
    check::lists(everything.lists.iter().chain(additions), knowledge::load(), None, as_of, &mut diagnostics);
    Ok(unmerged(&inputs, everything, as_of, diagnostics, settings))
}

/// Reads and parses single files, without a check.
fn read_only(paths: &[PathBuf], settings: &Settings) -> Result<Checked, Trouble> {
    let (found, mut diagnostics) = loose(paths)?;
    let (inputs, parsed) = read_and_parse(found, None, knowledge::load(), &mut diagnostics);
    Ok(unmerged(&inputs, gather(parsed, None), settings.as_of.unwrap_or(settings.today), diagnostics, settings))
}

fn unmerged(inputs: &[Input], everything: Everything, as_of: jiff::civil::Date, diagnostics: Diagnostics, settings: &Settings) -> Checked {
    let items = everything.lists.iter().map(|list| list.items.len()).sum();
    let report = report(inputs, everything.sheets, items, as_of, diagnostics, settings);
    Checked { inputs: digests(inputs), report, project: None, catalog: None, lists: everything.lists }
}

/// The files that paths name: themselves, or every list below a folder.
fn loose(paths: &[PathBuf]) -> Result<(Vec<Found>, Diagnostics), Trouble> {
    let mut diagnostics = Diagnostics::default();
    let mut files: Vec<Found> = Vec::new();
    for path in paths {
        let shown = path.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            let folder = shown.trim_end_matches('/');
            let below = read::files::walk(path, &["**".to_owned()], &mut diagnostics);
            files.extend(below.into_iter().map(|(file, name)| (Folder::Loose, (file, format!("{folder}/{name}")))));
        } else if shown == "-" || path.exists() {
            files.push((Folder::Loose, (path.clone(), shown)));
        } else {
            return Err(Trouble::Missing(path.clone()));
        }
    }
    if files.is_empty() { Err(Trouble::NothingToCheck(paths.first().cloned().unwrap_or_default())) } else { Ok((files, diagnostics)) }
}

/// Checks a project and, unless errors stand in the way, writes its catalogs into `out`, all or nothing.
///
/// # Errors
/// As [`fn@check`], and when the output cannot be written.
pub fn build(root: &Path, out: &Path, choice: &BuildChoice, settings: &Settings) -> Result<Built, Trouble> {
    let checked = compile(root, settings)?;
    let numbers = BuildNumbers::of(&checked);
    let (Some(project), Some(catalog)) = (&checked.project, &checked.catalog) else { unreachable!("a compiled project has both") };
    if let Some(town) = choice.towns.iter().find(|town| !catalog.towns.iter().any(|known| known.name == **town)) {
        let known = catalog.towns.iter().map(|town| town.name.clone()).collect();
        return Err(Trouble::UnknownTown { town: town.clone(), known });
    }
    if choice.state == emit::State::Final && !checked.report.accepted() {
        return Ok(Built { checked, written: None, out: out.to_owned(), numbers });
    }
    let folders: Vec<PathBuf> = ["lists", "towns"].iter().map(|folder| root.join(folder)).collect();
    write::apart(out, root, &folders).map_err(Trouble::Write)?;
    let publication = Publication { catalog, project, knowledge: knowledge::load(), inputs: &checked.inputs, state: choice.state };
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
    Ok(Built { checked, written: Some(written), out: out.to_owned(), numbers })
}

/// Turns a list into the other form, `.yaml` or `.xlsx` by the output's name; no check need pass.
///
/// # Errors
/// When the input is missing or the output cannot be written.
pub fn convert(input: &Path, output: &Path, settings: &Settings) -> Result<Checked, Trouble> {
    let checked = read_only(&[input.to_owned()], settings)?;
    if checked.lists.is_empty() {
        return Ok(checked);
    }
    let is_workbook = output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let bytes = if is_workbook {
        emit::list_workbook::make(&checked.lists).map_err(|error| Trouble::Write(write::WriteError::io(output, error)))?
    } else {
        emit::list_yaml::print(&checked.lists).into_bytes()
    };
    write::file(output, &bytes).map_err(Trouble::Write)?;
    Ok(checked)
}

/// Every rule: those of the stages and the checks.
pub fn all_rules() -> impl Iterator<Item = &'static rule::Rule> {
    rules::ALL.iter().map(|entry| entry.rule)
}

impl BuildChoice {
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

/// Everything the files of a run hold.
#[derive(Default)]
struct Everything {
    lists: Vec<model::List>,
    towns: Vec<model::TownFile>,
    /// By path.
    sheets: Vec<(String, Vec<SheetSummary>)>,
}

/// A file to read: where it was found, its path on disk, its path as shown.
type Found = (Folder, (PathBuf, String));

/// Reads and parses files side by side; what comes back stands in the order of the files.
fn read_and_parse(
    files: Vec<Found>,
    project: Option<&Project>,
    knowledge: &Knowledge,
    diagnostics: &mut Diagnostics,
) -> (Vec<Input>, Vec<(String, Parsed)>) {
    let one = |(folder, (path, shown)): Found| {
        let mut found = Diagnostics::default();
        let mut input = read::read_file(&path, &shown, &mut found);
        let parsed = parse::parse(&mut input, &Context { knowledge, project, folder }, &mut found);
        (input, (shown, parsed), found)
    };
    let done: Vec<_> = files.into_par_iter().map(one).collect();
    let mut inputs = Vec::with_capacity(done.len());
    let mut all = Vec::with_capacity(done.len());
    for (input, parsed, found) in done {
        inputs.push(input);
        all.push(parsed);
        diagnostics.append(found);
    }
    (inputs, all)
}

fn gather(parsed: Vec<(String, Parsed)>, project: Option<&Project>) -> Everything {
    let own = |key: &str| project?.domains.iter().find(|setting| setting.key.value == key).map(|setting| setting.name.clone());
    let name = |key: &String| own(key).or_else(|| Some(knowledge::load().domain_by_key(key)?.name.clone()));
    let mut everything = Everything::default();
    for (path, parsed) in parsed {
        everything.lists.extend(parsed.lists);
        everything.towns.extend(parsed.towns);
        let sheets = parsed.sheets.into_iter().map(|sheet| SheetSummary {
            name: sheet.name,
            form: sheet.form,
            domain_name: sheet.domain.as_ref().and_then(&name),
            domain: sheet.domain,
            items: sheet.items,
        });
        everything.sheets.push((path, sheets.collect()));
    }
    everything
}

fn report(
    inputs: &[Input],
    sheets: Vec<(String, Vec<SheetSummary>)>,
    items: usize,
    as_of: jiff::civil::Date,
    diagnostics: Diagnostics,
    settings: &Settings,
) -> Report {
    let mut sheets: BTreeMap<String, Vec<SheetSummary>> = sheets.into_iter().collect();
    let mut summaries: Vec<InputSummary> = inputs
        .iter()
        .map(|input| InputSummary {
            file: input.path.clone(),
            sha256: input.sha256.clone(),
            sheets: sheets.remove(&input.path).unwrap_or_default(),
        })
        .collect();
    summaries.sort_by(|a, b| a.file.cmp(&b.file));
    Report {
        as_of: as_of.to_string(),
        inputs: summaries,
        diagnostics: diagnostics.sorted(),
        not_run: Vec::new(),
        items,
        texts: inputs.iter().filter_map(|input| Some((input.path.clone(), input.text.clone()?))).collect(),
        failing: settings.failing,
    }
}

fn digests(inputs: &[Input]) -> Vec<(String, String)> {
    let mut digests: Vec<(String, String)> = inputs.iter().map(|input| (input.path.clone(), input.sha256.clone())).collect();
    digests.sort();
    digests
}
