//! A town adds an item under a name that the city uses for another level or in another group: the two overlap. A name of every
//! domain (办事指南) says nothing, and an item the city has word for word is reported where towns are joined.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::{DomainSection, Entry, Field, distinct, name};
use crate::place::Place;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::CatalogContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("added-overlaps", Family::Duplicates, Severity::Error, Allow::May, include_str!("added_overlaps.md"));

/// The names a domain of the city has, each with where it stands first.
struct Names<'a> {
    groups: BTreeMap<String, &'a Place>,
    names: BTreeMap<String, &'a Place>,
}

/// What of an added item overlaps.
struct Overlap<'a> {
    field: Field,
    level: (&'static str, &'static str),
    place: &'a Place,
}

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    for section in &context.catalog.domains {
        if section.entries.iter().all(|entry| entry.added_by.is_none()) {
            continue;
        }
        let known = names(section);
        for entry in &section.entries {
            let Some(town) = entry.added_by else { continue };
            if let Some(overlap) = overlap(&known, entry) {
                diagnostics.push(finding(section, entry, &overlap).with_town(context.catalog.towns[town].name.clone()));
            }
        }
    }
}

fn names(section: &DomainSection) -> Names<'_> {
    let mut known = Names { groups: BTreeMap::new(), names: BTreeMap::new() };
    for entry in section.of_city() {
        let item = &entry.item;
        if !item.group.value.is_empty() {
            known.groups.entry(name::key(&item.group.value)).or_insert(&item.group.place);
        }
        known.names.entry(name::key(&item.name.value)).or_insert(&item.name.place);
    }
    known
}

fn overlap<'a>(known: &Names<'a>, entry: &Entry) -> Option<Overlap<'a>> {
    let item = &entry.item;
    let (group, own) = (name::key(&item.group.value), name::key(&item.name.value));
    // A third level below an item of the city refines it.
    let tells = |name: &str| !distinct::part(name).is_empty();
    if item.subname.value.is_empty() && own != group && tells(&item.name.value) {
        if let Some(place) = known.groups.get(&own) {
            return Some(Overlap { field: Field::Name, level: ("一级事项", "a first-level name"), place });
        }
        if let Some(place) = known.names.get(&own) {
            return Some(Overlap { field: Field::Name, level: ("二级事项", "an item"), place });
        }
    }
    if tells(&item.group.value) && !known.groups.contains_key(&group) {
        let place = known.names.get(&group)?;
        return Some(Overlap { field: Field::Group, level: ("二级事项", "an item"), place });
    }
    None
}

fn finding(section: &DomainSection, entry: &Entry, overlap: &Overlap<'_>) -> Diagnostic {
    let item = &entry.item;
    let text = item.text(overlap.field).to_owned();
    let (zh, en) = overlap.level;
    let message = say!(
        "新增的“{text}”与市级目录的{zh}同名，事项交叉重叠",
        "the added “{text}” bears the name of {en} of the city: the items overlap"
    );
    let help = say!(
        "市级已有的，改用“调整”（change）或者删去；确实是另一件事的，换一个看得出区别的名称",
        "change the city's item instead, or delete this one; if it is another matter, give it a name that tells them apart"
    );
    Diagnostic::new(&RULE, item.place_of(overlap.field).clone(), message)
        .with_item(ItemName { domain: section.key.clone(), key: entry.key.clone(), name: item.display_name() })
        .with_field(overlap.field.key(), overlap.field.info().heading, text)
        .with_related(say!("市级目录的同名处", "the city's name"), overlap.place.clone())
        .with_help(help)
}
