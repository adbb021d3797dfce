//! Towns and departments as such: new, gone, called otherwise, merged into another, by the former names the newer edition gives.

use std::collections::BTreeMap;

use crate::model::changes::{ChangeKind, EditionChange, FieldChange, What};
use crate::model::edition::{DepartmentsFrom, Edition};

/// Who took over from whom.
#[derive(Debug, Default)]
pub(super) struct Succession {
    /// Units of the edition before that are called otherwise now, or merged: the name now, and what happened.
    now: BTreeMap<String, (String, String)>,
}

impl Succession {
    /// What a unit of the edition before is called now; its own name when nothing is known.
    pub(super) fn now<'a>(&'a self, name: &'a str) -> &'a str {
        self.now.get(name).map_or(name, |(now, _)| now)
    }

    /// What became of a unit of the edition before: `市文教局并入市教育局`.
    pub(super) fn because(&self, name: &str) -> Option<&str> {
        self.now.get(name).map(|(_, because)| because.as_str())
    }
}

/// A town or department of one edition.
struct One<'a> {
    name: &'a str,
    formerly: &'a [String],
    /// What else is printed of it: heading and text.
    fields: Vec<(&'static str, &'a str)>,
}

/// Towns as such.
pub(super) fn towns(old: &Edition<'_>, new: &Edition<'_>) -> (Succession, Vec<EditionChange>) {
    compare(What::Town, "名称变更", &towns_of(old), &towns_of(new))
}

fn towns_of<'a>(edition: &'a Edition<'_>) -> Vec<One<'a>> {
    let formerly = edition.towns_formerly.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
    let town = |(town, formerly): (&'a crate::model::TownSection, &'a [String])| One {
        name: &town.name,
        formerly,
        fields: vec![("机关全称", town.government.as_str()), ("类型", town.kind.as_str())],
    };
    edition.catalog.towns.iter().zip(formerly).map(town).collect()
}

/// Departments as such.
pub(super) fn departments(old: &Edition<'_>, new: &Edition<'_>) -> (Succession, Vec<EditionChange>) {
    // Where one of the two knows only the departments that have a domain, others cannot be compared.
    let only_with_domain = [old, new].iter().any(|edition| edition.departments_from == DepartmentsFrom::Domains);
    let of = |edition| departments_of(edition, only_with_domain);
    compare(What::Department, "机构名称变更", &of(old), &of(new))
}

fn departments_of<'a>(edition: &'a Edition<'_>, only_with_domain: bool) -> Vec<One<'a>> {
    let has_domain = |name: &String| edition.catalog.domains.iter().any(|domain| domain.departments.contains(name));
    let departments = edition.departments.iter().filter(|department| !only_with_domain || has_domain(&department.name));
    let one = |department: &'a crate::model::edition::Unit| One {
        name: &department.name,
        formerly: &department.formerly,
        fields: department.full_name.iter().map(|full| ("全称", full.as_str())).collect(),
    };
    departments.map(one).collect()
}

fn compare(what: What, renamed: &str, old: &[One<'_>], new: &[One<'_>]) -> (Succession, Vec<EditionChange>) {
    let (mut succession, mut changes) = (Succession::default(), Vec::new());
    let stands = |units: &[One<'_>], name: &str| units.iter().any(|unit| unit.name == name);
    for unit in new {
        let before = old.iter().find(|before| before.name == unit.name);
        let is_gone = |name: &&String| stands(old, name) && !stands(new, name) && succession.because(name).is_none();
        let former: Vec<&str> = unit.formerly.iter().filter(is_gone).map(String::as_str).collect();
        match (before, former.as_slice()) {
            (None, []) => changes.push(as_such(what, ChangeKind::Added, unit.name, None)),
            (None, [only]) => {
                let because = format!("{renamed}：{only}→{}", unit.name);
                let fields = old.iter().find(|before| before.name == *only).map_or_else(Vec::new, |before| differing(before, unit));
                changes.push(EditionChange {
                    was: Some((*only).to_owned()),
                    fields,
                    ..as_such(what, ChangeKind::Renamed, unit.name, Some(because.clone()))
                });
                succession.now.insert((*only).to_owned(), (unit.name.to_owned(), because));
            }
            (None, several) => {
                let because = format!("由{}合并", several.join("、"));
                changes.push(as_such(what, ChangeKind::Added, unit.name, Some(because)));
                merged(what, several, unit.name, &mut succession, &mut changes);
            }
            (Some(before), several) => {
                let fields = differing(before, unit);
                if !fields.is_empty() {
                    changes.push(EditionChange { fields, ..as_such(what, ChangeKind::Changed, unit.name, None) });
                }
                merged(what, several, unit.name, &mut succession, &mut changes);
            }
        }
    }
    let gone = old.iter().filter(|unit| !stands(new, unit.name));
    let gone: Vec<&One<'_>> = gone.filter(|unit| succession.because(unit.name).is_none()).collect();
    changes.extend(gone.into_iter().map(|unit| as_such(what, ChangeKind::Removed, unit.name, None)));
    (succession, changes)
}

/// Units that are gone because they were merged into another.
fn merged(what: What, gone: &[&str], into: &str, succession: &mut Succession, changes: &mut Vec<EditionChange>) {
    for name in gone {
        let because = format!("{name}并入{into}");
        changes.push(as_such(what, ChangeKind::Removed, name, Some(because.clone())));
        succession.now.insert((*name).to_owned(), (into.to_owned(), because));
    }
}

/// What is printed otherwise. What one edition does not say is not compared.
fn differing(before: &One<'_>, now: &One<'_>) -> Vec<FieldChange> {
    let pairs = before.fields.iter().filter_map(|(heading, from)| {
        let (_, to) = now.fields.iter().find(|(known, _)| known == heading)?;
        Some((*heading, *from, *to))
    });
    let differing = pairs.filter(|(_, from, to)| from != to);
    differing.map(|(heading, from, to)| super::fields::plain(heading, from, to)).collect()
}

fn as_such(what: What, kind: ChangeKind, name: &str, reason: Option<String>) -> EditionChange {
    EditionChange {
        what,
        kind,
        domain: None,
        domain_name: String::new(),
        id: None,
        name: name.to_owned(),
        was: None,
        town: None,
        fields: Vec::new(),
        reason,
    }
}
