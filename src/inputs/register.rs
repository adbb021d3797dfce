//! The register of submissions: what was read, by whose it is. Says what the report says of each file, nothing more.

use std::collections::BTreeMap;

use super::covered;
use super::previous::Previous;
use crate::knowledge;
use crate::model::register::{Carried, Reason, State, Submission, UNITS_JOIN, Unit};
use crate::model::{List, TownFile};
use crate::parse::{self, Context, Folder};
use crate::place::At;
use crate::project::Project;
use crate::report::{InputSummary, Report};
use crate::rule::stage::parsing::UNTOUCHED_TEMPLATE;
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
pub(crate) fn owners<'a>(
    (lists, towns): (&[List], &[TownFile]),
    files: impl Iterator<Item = (&'a String, &'a Folder)>,
    project: &Project,
    previous: Option<&Previous>,
) -> Owners {
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
    for (file, folder) in files {
        // A file nothing could be read of was handed in all the same.
        let by_name = by_name(file, *folder, project);
        let (of, names) = owners.entry(file.clone()).or_insert((by_name.0, Vec::new()));
        if names.is_empty() && *of == by_name.0 {
            *names = by_name.1;
        }
        if let Some(previous) = previous.filter(|_| names.is_empty()) {
            *names = previous.owners(*of, file);
        }
    }
    owners
}

fn by_name(file: &str, folder: Folder, project: &Project) -> (Unit, Vec<String>) {
    let named = parse::named(file, &Context { knowledge: knowledge::load(), project: Some(project), folder });
    match (folder, named.town) {
        (Folder::Towns, town) => (Unit::Town, town.into_iter().collect()),
        (_, Some(town)) => (Unit::Town, vec![town]),
        (_, None) => (Unit::Department, named.department.into_iter().collect()),
    }
}

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

fn one(of: Unit, names: &[String], input: &InputSummary, report: &Report, before: Before<'_>) -> Submission {
    let open = || report.open().filter(|found| found.place.origin.file == input.file);
    let count = |severity| open().filter(|found| found.severity == severity).count();
    // A workbook nobody filled in says nothing, however little is wrong with it.
    let is_accepted = open().all(|found| found.severity > report.failing && *found.rule != UNTOUCHED_TEMPLATE);
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
