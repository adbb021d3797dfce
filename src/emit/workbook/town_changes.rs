//! What changed in one town since the edition before: its own changes, and those of the city's items that it prints. A field in which the
//! town goes its own way did not change there because the city changed it.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::Publication;
use crate::model::Entry;
use crate::model::catalog::{InTown, TownSection, bodies_with_government};
use crate::model::changes::{ChangeKind, Changes, EditionChange, FieldChange, What};
use crate::model::index::Index;
use crate::model::print::BODY_JOIN;
use crate::model::{DomainSection, Field};

/// The items with their domains, by id.
type Items<'a> = Index<&'a str, (&'a DomainSection, &'a Entry)>;

/// The changes that the town's workbook lists.
pub(super) fn of_town(publication: Publication<'_>, town: usize, changes: &Changes) -> Changes {
    let section = &publication.catalog.towns[town];
    let registered = publication.project.towns.iter().find(|known| known.name.value == section.name);
    let is_own = |name: &str| name == section.name || registered.is_some_and(|known| known.formerly.iter().any(|former| former == name));
    let own: BTreeSet<(&str, Option<Field>)> =
        changes.list.iter().filter(|change| change.town.as_deref() == Some(&section.name)).flat_map(said).collect();
    let mut items = Items::default();
    for domain in &publication.catalog.domains {
        for entry in &domain.entries {
            items.insert(&entry.id, (domain, entry));
        }
    }
    let list = changes.list.iter().filter_map(|change| match (change.what, &change.town) {
        (_, Some(name)) => (*name == section.name).then(|| printed(change, section, |_| true)),
        (What::Town, None) => (is_own(&change.name) || change.was.as_deref().is_some_and(is_own)).then(|| change.clone()),
        (What::Department, None) => None,
        (What::Domain, None) => {
            let domain = publication.catalog.domains.iter().find(|domain| change.domain.as_ref() == Some(&domain.key))?;
            publication.catalog.in_town(domain, town).next().map(|_| change.clone())
        }
        (What::Item, None) => {
            of_city(section, change, items.get(change.id.as_deref()?).map(|&(domain, entry)| (domain, entry.in_town(town))), &own)
        }
    });
    let (from, to, likely_renames) = (changes.from.clone(), changes.to.clone(), changes.likely_renames.clone());
    Changes { from, to, list: list.collect(), likely_renames, reworded: changes.reworded, earlier: BTreeMap::new() }
}

/// Ids and fields that a change tells of.
fn said(change: &EditionChange) -> Vec<(&str, Option<Field>)> {
    let id = change.id.as_deref().unwrap_or_default();
    change.fields.iter().map(|field| (id, field.field)).collect()
}

/// A change of one of the city's items, as far as the town's own catalog shows it.
fn of_city(
    section: &TownSection,
    change: &EditionChange,
    found: Option<(&DomainSection, Option<InTown<'_>>)>,
    own: &BTreeSet<(&str, Option<Field>)>,
) -> Option<EditionChange> {
    let id = change.id.as_deref()?;
    // Of what is gone nobody knows any more whether towns had it.
    let Some((domain, here)) = found else { return Some(printed(change, section, |_| true)) };
    let applies = domain.not_applicable.is_none() && !section.not_applicable.contains_key(&domain.key);
    let here = here.filter(|_| applies)?;
    let goes_its_own_way = |field: Field| here.deviation.is_some_and(|said| said.changes.iter().any(|change| change.field == field));
    let shows = |field: &FieldChange| field.field.is_none_or(|named| !goes_its_own_way(named) && !own.contains(&(id, Some(named))));
    let change = printed(change, section, shows);
    (change.kind != ChangeKind::Changed || !change.fields.is_empty()).then_some(change)
}

/// The change with the fields that show, its 公开主体 as the town prints it.
fn printed(change: &EditionChange, town: &TownSection, shows: impl Fn(&FieldChange) -> bool) -> EditionChange {
    let mut change = change.clone();
    change.fields.retain(shows);
    for field in change.fields.iter_mut().filter(|field| field.field == Some(Field::Subject)) {
        field.from = bodies_with_government(field.from.split(BODY_JOIN), &town.government);
        field.to = bodies_with_government(field.to.split(BODY_JOIN), &town.government);
    }
    change
}
