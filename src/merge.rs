//! Many lists to one city catalog, and towns as differences from it; every field keeps its origin.
//! Reports what the lists disagree about; never decides it by file order.

mod codes;
mod field;
mod id;
mod item;
mod near;
mod settle;
mod source;
mod town;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::knowledge::Knowledge;
use crate::merge::field::Merging;
use crate::merge::source::Group;
use crate::model::catalog::{is_generic_town_body, is_village_body};
use crate::model::selector::{Address, Index};
use crate::model::{Catalog, DomainSection, Entry, Field, List, Reported, Slot, Tier, TownFile, TownSection, name};
use crate::place::Place;
use crate::project::{Further, Project, Renamed};
use crate::rule::stage::merging;
use crate::words::say;

/// Merges all lists of a project, then applies what the towns hand in.
#[must_use]
pub fn merge(lists: &[List], towns: &[TownFile], project: &Project, knowledge: &Knowledge, diagnostics: &mut Diagnostics) -> Catalog {
    let mut domains = sections(project, knowledge);
    let names: Vec<(String, String)> = domains.iter().map(|domain| (domain.key.clone(), domain.name.clone())).collect();
    let mut groups: Vec<Vec<Group<'_>>> = names.iter().map(|(key, _)| source::groups(key, lists, project)).collect();
    let mut settled = settle::settle(&mut groups, &names, project, diagnostics);
    codes::compare(&groups, diagnostics);
    for (section, groups) in domains.iter_mut().zip(&groups) {
        let mut merging = Merging { settled: &mut settled, diagnostics };
        section.entries = groups.iter().map(|group| item::merge(group, &mut merging)).collect();
        give_ids(section, project);
    }
    settled.report_unused(project, diagnostics);
    let towns_registered = project.towns.iter().map(|town| TownSection {
        name: town.name.value.clone(),
        government: town.government.clone(),
        kind: town.kind.clone(),
        reported: Reported::No,
        not_applicable: BTreeMap::new(),
    });
    let mut catalog = Catalog { domains, towns: towns_registered.collect(), settled: settled.count() };
    tiers(&catalog, diagnostics);
    town_subjects(&catalog, &groups, diagnostics);
    near::report(&catalog, knowledge, diagnostics);
    town::apply(&mut catalog, lists, towns, project, diagnostics);
    catalog
}

/// The 26 domains and the city's own, in printed order, without items.
fn sections(project: &Project, knowledge: &Knowledge) -> Vec<DomainSection> {
    let own = |key: &str| project.domains.iter().find(|setting| setting.key.value == key);
    let section = |key: &str, name: &str, title: &str| DomainSection {
        key: key.to_owned(),
        name: own(key).map_or(name, |setting| &setting.name).to_owned(),
        title: own(key).and_then(|setting| setting.title.as_deref()).unwrap_or(title).to_owned(),
        departments: project
            .departments
            .iter()
            .filter(|department| department.domains.iter().any(|domain| domain.value == key))
            .map(|department| department.name.value.clone())
            .collect(),
        not_applicable: project.domains_not_applicable.iter().find(|entry| entry.domain.value == key).map(|entry| entry.reason.clone()),
        entries: Vec::new(),
    };
    let mut sections: Vec<DomainSection> =
        knowledge.domains.iter().map(|domain| section(&domain.key, &domain.name, &domain.title)).collect();
    for further in project.domains.iter().filter(|setting| setting.further == Further::Yes) {
        let title = format!("{}领域基层政务公开标准目录", further.name);
        sections.push(section(&further.key.value, &further.name, &title));
    }
    let place = |key: &str| project.domains_order.iter().position(|ordered| ordered.value == key).unwrap_or(usize::MAX);
    sections.sort_by_key(|section| place(&section.key));
    sections
}

/// Ids from the names; a `renamed` item keeps that of its old name.
fn give_ids(section: &mut DomainSection, project: &Project) {
    let old_key = |entry: &Entry| {
        project
            .renamed
            .iter()
            .find(|renamed| names_entry(section, entry, &renamed.to.value))
            .map(|renamed| path_key(first_name(renamed, project)))
    };
    let keys: Vec<String> = section.entries.iter().map(|entry| old_key(entry).unwrap_or_else(|| entry.key.clone())).collect();
    let ids = id::ids(&section.key, &keys);
    for (entry, id) in section.entries.iter_mut().zip(ids) {
        entry.id = id;
    }
}

/// The name an item had before any of its renamings: what was renamed may have been renamed to that.
fn first_name<'a>(renamed: &'a Renamed, project: &'a Project) -> &'a str {
    let parts = |path: &str| -> Vec<String> { path.split('/').map(name::key).collect() };
    let mut first = renamed;
    // However they are written, no chain is longer than all of them.
    for _ in 0..project.renamed.len() {
        let (from, domain) = (parts(&first.from.value), first.from.value.split('/').next());
        let is_before = |earlier: &&Renamed| from.ends_with(&parts(&earlier.to.value)) && earlier.from.value.split('/').next() == domain;
        let Some(earlier) = project.renamed.iter().find(is_before) else { break };
        first = earlier;
    }
    &first.from.value
}

/// Whether a path `领域/一级/二级[/三级]` or a tail of it names this entry.
fn names_entry(section: &DomainSection, entry: &Entry, word: &str) -> bool {
    let address = Address::new("", (&section.key, &section.name), &entry.item);
    !Index::new([address]).find(word).is_empty()
}

/// The key an old path had: `领域/一级/二级/三级`, the domain first.
fn path_key(path: &str) -> String {
    let mut levels: Vec<String> = path.split('/').skip(1).map(name::key).collect();
    if levels.len() == 1 {
        levels.insert(0, String::new());
    }
    levels.resize(3, String::new());
    levels.join(&name::LEVEL.to_string())
}

/// Items of village or prefecture level only stand in neither catalog.
fn tiers(catalog: &Catalog, diagnostics: &mut Diagnostics) {
    for domain in &catalog.domains {
        for entry in &domain.entries {
            let tiers = &entry.item.tiers;
            if tiers.value.is_empty() || entry.in_city() || entry.at_town_level() {
                continue;
            }
            let name = entry.item.display_name();
            diagnostics.push(
                Diagnostic::new(
                    &merging::NEITHER_TIER,
                    tiers.place.clone(),
                    say!(
                        "“{name}”既不是市级也不是镇级，两级目录都不列入，只保留在“数据”表中",
                        "“{name}” is neither of city nor of town level: it stands in neither catalog, only in the data"
                    ),
                )
                .with_item(ItemName { domain: domain.key.clone(), key: entry.key.clone(), name: name.clone() })
                .with_field(Field::Tiers.key(), Field::Tiers.info().heading, tiers.text.clone())
                .with_help(say!("由市级或镇级公开的，请在公开层级中打√", "Tick the city or the town level if one of them discloses it")),
            );
        }
    }
}

/// An item and its 公开主体.
type NamedSubject<'a> = (ItemName, &'a Slot<Arc<[String]>>);

/// Town-level items that name no town body: one finding a list, with every cell.
fn town_subjects(catalog: &Catalog, groups: &[Vec<Group<'_>>], diagnostics: &mut Diagnostics) {
    let names_town =
        |body: &str| is_generic_town_body(body) || catalog.towns.iter().any(|town| body.contains(&town.name) || body == town.government);
    let mut lists: BTreeMap<Place, Vec<NamedSubject<'_>>> = BTreeMap::new();
    for group in groups.iter().flatten() {
        let lead = &group.sources[0];
        let town_level = group.sources.iter().any(|source| source.item.tiers.value.contains(Tier::Town));
        let named = group.sources.iter().any(|source| source.item.subject.value.iter().any(|body| names_town(body)));
        // Where only villages are named, the subject itself is wrong: village-as-subject.
        let villages = lead.item.subject.value.iter().all(|body| is_village_body(body));
        if town_level && !named && !villages && lead.item.subject.is_given() {
            lists.entry(lead.list.place.clone()).or_default().push((group.item_name(), &lead.item.subject));
        }
    }
    for items in lists.into_values() {
        let (first, rest) = items.split_first().expect("a list stands here only with an item");
        let count = items.len();
        let mut diagnostic = Diagnostic::new(
            &merging::NO_TOWN_SUBJECT,
            first.1.place.clone(),
            say!(
                "本清单有{count}个镇级事项的公开主体里没有镇级机关，各镇目录将照印原主体",
                "{count} town-level items of this list name no town body; the towns' catalogs print the subject as it is"
            ),
        )
        .with_field(Field::Subject.key(), Field::Subject.info().heading, first.1.text.clone())
        .with_help(say!(
            "由镇级公开的，请在公开主体中加上“乡镇人民政府（街道办事处）”；不由镇级公开的，请去掉镇级的√",
            "Add 乡镇人民政府（街道办事处） to the subject, or untick the town level"
        ));
        for (item, subject) in rest {
            let (name, text) = (&item.name, &subject.text);
            diagnostic = diagnostic.with_related(say!("“{name}”：{text}", "“{name}”: {text}"), subject.place.clone());
        }
        diagnostics.push(diagnostic);
    }
}
