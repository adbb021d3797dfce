//! The files of a run: found, read and parsed side by side, and summed up for the report. Checks nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::check::baseline::{Baseline, Looked};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge;
use crate::parse::{self, Context, Folder, Parsed};
use crate::project::{self, Project};
use crate::read::{self, Contents, Input};
use crate::report::{InputSummary, Reach, Report, SheetSummary};
use crate::words::{Words, say};
use crate::{Settings, Trouble, check, model};

pub(crate) mod covered;
pub(crate) mod edition;
pub(crate) mod own_file;
pub(super) mod handed;
pub(crate) mod previous;
pub(crate) mod register;
mod rows;
mod texts;

/// The files that paths name: themselves, or every list below a folder.
pub(super) fn loose(paths: &[PathBuf]) -> Result<(Vec<Found>, Diagnostics), Trouble> {
    let mut diagnostics = Diagnostics::default();
    let mut files: Vec<Found> = Vec::new();
    for path in paths {
        let shown = read::files::shown_path(path);
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
    // A file that is named twice, in whatever way, is one file.
    if paths.len() > 1 {
        let mut seen = BTreeSet::new();
        files.retain(|(_, (path, _))| seen.insert(read::files::identity(path)));
    }
    if files.is_empty() { Err(Trouble::NothingToCheck(paths.first().cloned().unwrap_or_default())) } else { Ok((files, diagnostics)) }
}

/// The day of the edition that single files belong to: that of the nearest `mulu.yaml` above them, when it is the same for all; and
/// that file's path from where the program was started. Settings that cannot be used set no day.
pub(super) fn edition_above(paths: &[PathBuf], choice: read::Choice) -> Option<(jiff::civil::Date, String)> {
    let settings = read::files::above_all(paths, "mulu.yaml")?;
    let shown = settings.to_string_lossy().replace('\\', "/");
    let mut elsewhere = Diagnostics::default();
    let input = read::read_file(&settings, &shown, choice, &mut elsewhere);
    let Contents::Trees(trees) = &input.contents else { return None };
    let project = project::parse(trees.first()?, knowledge::load(), &mut elsewhere)?;
    Some((project.edition.as_of?.value, shown))
}

/// Everything the files of a run hold.
#[derive(Default)]
pub(super) struct Everything {
    pub(super) lists: Vec<model::List>,
    pub(super) towns: Vec<model::TownFile>,
    /// What departments do not take of the reference catalogs.
    pub(super) declined: Vec<model::Declined>,
    /// By path.
    pub(super) sheets: Vec<SheetsOfFile>,
    /// Where each file of a project was found, by path.
    pub(super) folders: BTreeMap<String, Folder>,
}

impl Everything {
    /// Where a file was found.
    fn folder(&self, file: &str) -> Folder {
        self.folders.get(file).copied().unwrap_or(Folder::Loose)
    }
}

/// Where files were found, by path.
pub(super) fn folders(files: &[Found]) -> BTreeMap<String, Folder> {
    files.iter().map(|(folder, (_, shown))| (shown.clone(), *folder)).collect()
}

/// A file's path, and what each of its sheets was taken for.
pub(super) type SheetsOfFile = (String, Vec<SheetSummary>);

/// A file to read: where it was found, its path on disk, its path as shown.
pub(super) type Found = (Folder, (PathBuf, String));

/// What files are read for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be judged.
    Check,
    /// To be written in another form.
    Convert,
}

/// Shows every text of a file to the checks of texts. What stands beside its cells is used up.
pub(super) fn check_texts(input: &mut Input, diagnostics: &mut Diagnostics) {
    texts::check(input, diagnostics);
    input.further = Vec::new();
}

/// Reads and parses files side by side; what comes back stands in the order of the files.
pub(super) fn read_and_parse(
    files: Vec<Found>,
    project: Option<&Project>,
    choice: read::Choice,
    purpose: Purpose,
    diagnostics: &mut Diagnostics,
) -> (Vec<Input>, Vec<(String, Parsed)>) {
    let knowledge = knowledge::load();
    if purpose == Purpose::Check {
        rayon::spawn(check::prepare);
    }
    let one = |(folder, (path, shown)): Found| {
        let mut found = Diagnostics::default();
        let mut input = read::read_file(&path, &shown, choice, &mut found);
        if purpose == Purpose::Check {
            check_texts(&mut input, &mut found);
        }
        let context = Context { knowledge, project, folder };
        let mut parsed = parse::parse(&mut input, &context, &mut found);
        rows::name_items(&parsed, &mut found);
        if purpose == Purpose::Check {
            parse::template::settle(&mut parsed, &context, &mut found);
        }
        (input, (shown, parsed), found)
    };
    // One file is read where it stands: handing it to another thread costs more than it gains.
    let done: Vec<_> = if files.len() == 1 { files.into_iter().map(one).collect() } else { files.into_par_iter().map(one).collect() };
    let mut inputs = Vec::with_capacity(done.len());
    let mut all = Vec::with_capacity(done.len());
    for (input, parsed, found) in done {
        inputs.push(input);
        all.push(parsed);
        diagnostics.append(found);
    }
    (inputs, all)
}

pub(super) fn gather(parsed: Vec<(String, Parsed)>, project: Option<&Project>) -> Everything {
    let own = |key: &str| project?.domains.iter().find(|setting| setting.key.value == key).map(|setting| setting.name.clone());
    let name = |key: &String| own(key).or_else(|| Some(knowledge::load().domain_by_key(key)?.name.clone()));
    let mut everything = Everything::default();
    for (path, parsed) in parsed {
        everything.lists.extend(parsed.lists);
        everything.towns.extend(parsed.towns);
        everything.declined.extend(parsed.declined);
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

/// What `--baseline` knows; nothing without it.
pub(crate) struct Known(Option<(Baseline, String)>);

impl Known {
    pub(super) fn of(settings: &Settings) -> Result<Self, Trouble> {
        let Some(path) = &settings.baseline else { return Ok(Self(None)) };
        let unusable = |why| Trouble::UnusableBaseline { path: path.clone(), why };
        let text = read::plain(path).map_err(|error| unusable(not_read(&error)))?;
        let baseline = Baseline::parse(&text).map_err(unusable)?;
        // Its folder is this machine's and says nothing to others.
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self(Some((baseline, name))))
    }

    /// Silences what it knows; what it knows of things that were not judged comes back.
    pub(super) fn apply(&self, looked: Looked<'_>, diagnostics: &mut Diagnostics) -> Vec<check::baseline::Known> {
        let Some((baseline, name)) = &self.0 else { return Vec::new() };
        check::baseline::baseline(baseline, name, looked, diagnostics)
    }
}

fn not_read(error: &io::Error) -> Words {
    match error.kind() {
        io::ErrorKind::NotFound => say!(
            "没有这个文件。第一次使用时，请先用 --write-baseline 写一份",
            "there is no such file: write one with --write-baseline first"
        ),
        io::ErrorKind::InvalidData => say!("它不是 mulu 写的基线文件", "it is not a baseline that mulu wrote"),
        io::ErrorKind::FileTooLarge => say!("文件太大，不像是基线文件", "it is too large for a baseline"),
        _ => say!("文件打不开", "it cannot be opened: {error}"),
    }
}

pub(super) fn report(
    inputs: &[Input],
    everything: Everything,
    as_of: jiff::civil::Date,
    mut diagnostics: Diagnostics,
    profile: Option<&str>,
    settings: &Settings,
) -> Report {
    let profile = knowledge::load().profile(settings.profile.as_deref().or(profile));
    check::profile(profile, &mut diagnostics);
    let Everything { lists, towns, sheets, .. } = everything;
    let mut sheets: BTreeMap<String, Vec<SheetSummary>> = sheets.into_iter().collect();
    let mut summaries: Vec<InputSummary> = inputs
        .iter()
        .map(|input| InputSummary {
            file: input.path.clone(),
            sha256: input.sha256.clone(),
            sheets: sheets.remove(&input.path).unwrap_or_default(),
        })
        .collect();
    for sheet in summaries.iter_mut().flat_map(|summary| &mut summary.sheets) {
        covered::text(&mut sheet.name);
    }
    summaries.sort_by(|a, b| a.file.cmp(&b.file));
    let not_run = diagnostics.take_not_run();
    let diagnostics: Vec<Diagnostic> = diagnostics.sorted().into_iter().map(covered::diagnostic).collect();
    let text = |input: &Input| Some((input.path.clone(), covered::file(input.text.as_ref()?, &input.path, &diagnostics)));
    let texts = inputs.iter().filter_map(text).collect();
    Report {
        as_of: as_of.to_string(),
        as_of_from: String::new(),
        profile: profile.name.clone(),
        profile_title: Words { zh: profile.title.0.clone(), en: profile.title.1.clone() },
        inputs: summaries,
        not_run,
        diagnostics,
        items: lists.iter().map(|list| list.items.len()).sum(),
        texts,
        failing: settings.failing,
        reach: Reach::Everything,
        folder: String::new(),
        lists: Arc::new(lists),
        coverage: None,
        register: Vec::new(),
        left_out: Vec::new(),
        changes: None,
        additions: towns.into_iter().flat_map(|town| town.add).map(|addition| addition.list).collect(),
    }
}

/// A project's folder as the user typed it, without what says nothing.
pub(super) fn shown_folder(root: &Path) -> String {
    let shown = root.to_string_lossy().replace('\\', "/");
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if shown == "." { String::new() } else { shown.strip_suffix('/').unwrap_or(shown).to_owned() }
}

/// Everything the catalogs are made of: also those of the edition before, which they are compared with.
pub(super) fn digests(inputs: &[Input], before: Option<&edition::Read>) -> Vec<(String, String)> {
    let mut digests: Vec<(String, String)> = inputs.iter().map(|input| (input.path.clone(), input.sha256.clone())).collect();
    digests.extend(before.map(|before| (previous::edition::FILE.to_owned(), before.sha256.clone())));
    digests.sort();
    digests
}
