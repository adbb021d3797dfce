//! What changed in one town since the edition before: its own changes, and those of the city's items that it prints. A field in which the
//! town goes its own way did not change there because the city changed it.

use std::collections::BTreeSet;

use crate::emit::Publication;
use crate::model::Entry;
use crate::model::catalog::{TownSection, is_generic_town_body};
use crate::model::changes::{ChangeKind, Changes, EditionChange, FieldChange, What};
use crate::model::{DomainSection, Field};

/// The changes that the town's workbook lists.
pub(super) fn of_town(publication: Publication<'_>, town: usize, changes: &Changes) -> Changes {
    let section = &publication.catalog.towns[town];
    let registered = publication.project.towns.iter().find(|known| known.name.value == section.name);
    let is_own = |name: &str| name == section.name || registered.is_some_and(|known| known.formerly.iter().any(|former| former == name));
    let own: BTreeSet<(&str, Option<Field>)> =
        changes.list.iter().filter(|change| change.town.as_deref() == Some(&section.name)).flat_map(said).collect();
    let list = changes.list.iter().filter_map(|change| match (change.what, &change.town) {
        (_, Some(name)) => (*name == section.name).then(|| printed(change, section, |_| true)),
        (What::Town, None) => (is_own(&change.name) || change.was.as_deref().is_some_and(is_own)).then(|| change.clone()),
        (What::Department, None) => None,
        (What::Domain, None) => {
            let domain = publication.catalog.domains.iter().find(|domain| change.domain.as_ref() == Some(&domain.key))?;
            publication.catalog.in_town(domain, town).next().map(|_| change.clone())
        }
        (What::Item, None) => of_city(publication, town, change, &own),
    });
    Changes { list: list.collect(), ..changes.clone() }
}

/// Ids and fields that a change tells of.
fn said(change: &EditionChange) -> Vec<(&str, Option<Field>)> {
    let id = change.id.as_deref().unwrap_or_default();
    change.fields.iter().map(|field| (id, field.field)).collect()
}

/// A change of one of the city's items, as far as the town's own catalog shows it.
fn of_city(
    publication: Publication<'_>,
    town: usize,
    change: &EditionChange,
    own: &BTreeSet<(&str, Option<Field>)>,
) -> Option<EditionChange> {
    let section = &publication.catalog.towns[town];
    let id = change.id.as_deref()?;
    let found = publication.catalog.domains.iter().find_map(|domain| Some((domain, entry(domain, id)?)));
    // Of what is gone nobody knows any more whether towns had it.
    let Some((domain, entry)) = found else { return Some(printed(change, section, |_| true)) };
    let applies = domain.not_applicable.is_none() && !section.not_applicable.contains_key(&domain.key);
    let here = entry.in_town(town).filter(|_| applies)?;
    let goes_its_own_way = |field: Field| here.deviation.is_some_and(|said| said.changes.iter().any(|change| change.field == field));
    let shows = |field: &FieldChange| field.field.is_none_or(|named| !goes_its_own_way(named) && !own.contains(&(id, Some(named))));
    let change = printed(change, section, shows);
    (change.kind != ChangeKind::Changed || !change.fields.is_empty()).then_some(change)
}

fn entry<'a>(domain: &'a DomainSection, id: &str) -> Option<&'a Entry> {
    domain.entries.iter().find(|entry| entry.id == id)
}

/// The change with the fields that show, its 公开主体 as the town prints it.
fn printed(change: &EditionChange, town: &TownSection, shows: impl Fn(&FieldChange) -> bool) -> EditionChange {
    let mut change = change.clone();
    change.fields.retain(shows);
    for field in change.fields.iter_mut().filter(|field| field.field == Some(Field::Subject)) {
        field.from = subject(&field.from, town);
        field.to = subject(&field.to, town);
    }
    change
}

fn subject(text: &str, town: &TownSection) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in text.split('、') {
        let part = if is_generic_town_body(part) { town.government.as_str() } else { part };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("、")
}
