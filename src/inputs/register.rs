//! The register of submissions: what was read, by whose it is. Says what the report says of each file, nothing more.

use std::collections::BTreeMap;

use super::covered;
use super::previous::Previous;
use crate::model::register::{Carried, Reason, State, Submission, UNITS_JOIN, Unit};
use crate::model::{List, TownFile};
use crate::place::At;
use crate::project::Project;
use crate::read::Input;
use crate::report::{InputSummary, Report};
use crate::rule::{Family, Severity};

/// Whose each file is: kind of unit, and the names its lists give.
pub(crate) type Owners = BTreeMap<String, (Unit, Vec<String>)>;

/// What is known of the edition before, and what of it is kept.
#[derive(Clone, Copy)]
pub(crate) struct Before<'a> {
    pub(crate) previous: Option<&'a Previous>,
    /// Units that keep what they had, and how many items.
    pub(crate) carried: &'a BTreeMap<(Unit, String), usize>,
}

/// Whose the files are. Where nothing in a file says so, its path may, or the edition before.
pub(crate) fn owners((lists, towns): (&[List], &[TownFile]), inputs: &[Input], project: &Project, previous: Option<&Previous>) -> Owners {
    let mut owners = Owners::new();
    let of_lists = lists.iter().map(|list| {
        let (of, name) = match &list.town {
            Some(town) => (Unit::Town, Some(&town.value)),
            None => (Unit::Department, list.department.as_ref().map(|department| &department.value)),
        };
        (&list.place.origin.file, of, name)
    });
    let of_towns = towns.iter().map(|town| (&town.place.origin.file, Unit::Town, Some(&town.town.value)));
    for (file, of, name) in of_lists.chain(of_towns) {
        let (_, names) = owners.entry(file.clone()).or_insert((of, Vec::new()));
        names.extend(name.filter(|name| !names.contains(name)).cloned());
    }
    for input in inputs.iter().filter(|input| input.path != "mulu.yaml") {
        // A file nothing could be read of was handed in all the same.
        let unread = || if is_of_town(&input.path, project) { Unit::Town } else { Unit::Department };
        let (of, names) = owners.entry(input.path.clone()).or_insert_with(|| (unread(), Vec::new()));
        if names.is_empty() {
            *names = by_path(&input.path, *of, project);
        }
        if let Some(previous) = previous.filter(|_| names.is_empty()) {
            *names = previous.owners(*of, &input.path);
        }
    }
    owners
}

/// The unit that `files` in `mulu.yaml` names for a file, or its name, or a folder's, from the inside out.
fn by_path(file: &str, of: Unit, project: &Project) -> Vec<String> {
    let setting = project.files.iter().find(|setting| setting.path.value == file);
    let told = setting.and_then(|setting| match of {
        Unit::Department => setting.department.as_ref(),
        Unit::Town => setting.town.as_ref(),
    });
    let parts = file.rsplit('/').flat_map(|part| part.rsplit_once('.').map_or(part, |(stem, _)| stem).split(PART_ENDS));
    let named = |word: &str| match of {
        Unit::Department => project.department(word).map(|department| &department.name.value),
        Unit::Town => project.town(word).map(|town| &town.name.value),
    };
    let mut words = told.map(|word| word.value.as_str()).into_iter().chain(parts).filter(|word| !word.is_empty());
    words.find_map(named).cloned().into_iter().collect()
}

/// Parts the words of a file's name.
const PART_ENDS: [char; 10] = ['-', '_', '—', '·', '（', '）', '(', ')', ' ', '\u{3000}'];

/// The register: departments and towns in the order of `mulu.yaml`, units it does not name behind them, each with its files.
pub(crate) fn register(owners: &Owners, report: &Report, project: &Project, before: Before<'_>) -> Vec<Submission> {
    let departments = project.departments.iter().map(|department| (Unit::Department, &department.name.value));
    let towns = project.towns.iter().map(|town| (Unit::Town, &town.name.value));
    let known: Vec<(Unit, &str)> = departments.chain(towns).map(|(of, name): (Unit, &String)| (of, name.as_str())).collect();
    let rank = |of: Unit, names: &[String]| {
        let at = names.iter().filter_map(|name| known.iter().position(|unit| *unit == (of, name.as_str()))).min();
        (of, at.unwrap_or(usize::MAX))
    };
    let handed_in = report.inputs.iter().filter_map(|input| Some((input, owners.get(&input.file)?)));
    let files = handed_in.map(|(input, (of, names))| (rank(*of, names), one(*of, names, input, report, before)));
    let mut all: Vec<((Unit, usize), Submission)> = files.collect();
    for (at, (of, name)) in known.iter().enumerate() {
        let has_any = owners.values().any(|(unit, names)| unit == of && names.iter().any(|known| known == name));
        if !has_any {
            all.push(((*of, at), missing(*of, name)));
        }
    }
    all.sort_by(|(rank, one), (other_rank, other)| (rank, &one.unit, &one.file).cmp(&(other_rank, &other.unit, &other.file)));
    all.into_iter().map(|(_, submission)| submission).collect()
}

/// Whether a file stands where towns hand in.
fn is_of_town(file: &str, project: &Project) -> bool {
    let folders = project.towns_files.iter().filter_map(|glob| Some(glob.split('*').next()?.rsplit_once('/')?.0));
    folders.into_iter().any(|folder| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

fn one(of: Unit, names: &[String], input: &InputSummary, report: &Report, before: Before<'_>) -> Submission {
    let open = || report.open().filter(|found| found.place.origin.file == input.file);
    let count = |severity| open().filter(|found| found.severity == severity).count();
    let is_accepted = open().all(|found| found.severity > report.failing);
    let mut unit = names.join(&UNITS_JOIN.to_string());
    covered::text(&mut unit);
    let since = before.previous.and_then(|previous| previous.since(of, &unit, &input.sha256));
    Submission {
        unit,
        of,
        file: Some(input.file.clone()),
        sha256: Some(input.sha256.clone()),
        items: input.sheets.iter().map(|sheet| sheet.items).sum(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        state: if is_accepted { State::Accepted } else { State::Returned },
        since: Some(since.unwrap_or_else(|| report.as_of.clone())),
        left_out: report.left_out.iter().filter(|left_out| left_out.place.origin.file == input.file).count(),
        carried: carried(of, names, input, report, before),
    }
}

/// What the units of a file keep of the edition before, and why.
fn carried(of: Unit, names: &[String], input: &InputSummary, report: &Report, before: Before<'_>) -> Option<Carried> {
    let previous = before.previous?;
    let kept = || names.iter().filter_map(|name| Some((name, before.carried.get(&(of, name.clone()))?)));
    let since = kept().map(|(name, _)| previous.last_valid(of, name)).min()?;
    Some(Carried { since, items: kept().map(|(_, items)| items).sum(), reason: reason(&input.file, report) })
}

/// Why a file is not used.
fn reason(file: &str, report: &Report) -> Reason {
    let failing = || report.open().filter(|found| found.severity <= report.failing);
    let own = || failing().filter(|found| found.place.origin.file == file);
    if own().any(|found| found.rule.family == Family::Reading && found.place.at == At::Whole) {
        return Reason::Unreadable;
    }
    let is_of_others = || failing().any(|found| found.related.iter().any(|related| related.place.origin.file == file));
    match own().count() {
        0 if is_of_others() => Reason::Disagrees,
        0 => Reason::AnotherFile,
        count => Reason::Errors(count),
    }
}

fn missing(of: Unit, name: &str) -> Submission {
    Submission {
        unit: name.to_owned(),
        of,
        file: None,
        sha256: None,
        items: 0,
        errors: 0,
        warnings: 0,
        state: State::Missing,
        since: None,
        left_out: 0,
        carried: None,
    }
}
