//! The register of submissions: what was read, by whose it is. Says what the report says of each file, nothing more.

use std::collections::BTreeMap;

use super::previous::Previous;
use super::{Everything, covered};
use crate::model::register::{State, Submission, Unit};
use crate::project::Project;
use crate::report::{InputSummary, Report};
use crate::rule::Severity;

/// Whose each file is: kind of unit, and the names its lists give.
pub(crate) type Owners = BTreeMap<String, (Unit, Vec<String>)>;

/// Whose the files are.
pub(crate) fn owners(everything: &Everything) -> Owners {
    let mut owners = Owners::new();
    let of_lists = everything.lists.iter().map(|list| {
        let (of, name) = match &list.town {
            Some(town) => (Unit::Town, Some(&town.value)),
            None => (Unit::Department, list.department.as_ref().map(|department| &department.value)),
        };
        (&list.place.origin.file, of, name)
    });
    let of_towns = everything.towns.iter().map(|town| (&town.place.origin.file, Unit::Town, Some(&town.town.value)));
    for (file, of, name) in of_lists.chain(of_towns) {
        let (_, names) = owners.entry(file.clone()).or_insert((of, Vec::new()));
        names.extend(name.filter(|name| !names.contains(name)).cloned());
    }
    owners
}

/// The register: departments and towns in the order of `mulu.yaml`, units it does not name behind them, each with its files.
pub(crate) fn register(owners: &Owners, report: &Report, project: &Project, previous: Option<&Previous>) -> Vec<Submission> {
    let departments = project.departments.iter().map(|department| (Unit::Department, &department.name.value));
    let towns = project.towns.iter().map(|town| (Unit::Town, &town.name.value));
    let known: Vec<(Unit, &str)> = departments.chain(towns).map(|(of, name): (Unit, &String)| (of, name.as_str())).collect();
    let rank = |of: Unit, names: &[String]| {
        let at = names.iter().filter_map(|name| known.iter().position(|unit| *unit == (of, name.as_str()))).min();
        (of, at.unwrap_or(usize::MAX))
    };
    let files = report.inputs.iter().filter(|input| input.file != "mulu.yaml").map(|input| {
        // A file nothing could be read of was handed in all the same.
        let unread = || (if is_of_town(&input.file, project) { Unit::Town } else { Unit::Department }, Vec::new());
        let (of, names) = owners.get(&input.file).cloned().unwrap_or_else(unread);
        (rank(of, &names), one(of, &names, input, report, previous))
    });
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

fn one(of: Unit, names: &[String], input: &InputSummary, report: &Report, previous: Option<&Previous>) -> Submission {
    let open = || report.open().filter(|found| found.place.origin.file == input.file);
    let count = |severity| open().filter(|found| found.severity == severity).count();
    let is_accepted = open().all(|found| found.severity > report.failing);
    let mut unit = names.join("、");
    covered::text(&mut unit);
    let since = previous.and_then(|previous| previous.since(of, &unit, &input.sha256));
    Submission {
        unit,
        of,
        file: Some(input.file.clone()),
        sha256: Some(input.sha256.clone()),
        items: input.sheets.iter().map(|sheet| sheet.items).sum(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        state: if is_accepted { State::Accepted } else { State::Returned },
        left_out: report.left_out.iter().filter(|left_out| left_out.place.origin.file == input.file).count(),
        since: Some(since.unwrap_or_else(|| report.as_of.clone())),
    }
}

fn missing(of: Unit, name: &str) -> Submission {
    let unit = name.to_owned();
    Submission { unit, of, file: None, sha256: None, items: 0, errors: 0, warnings: 0, state: State::Missing, since: None, left_out: 0 }
}
