//! Items a town adds: its own, in no other catalog, standing behind an item or at the end of their group.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::merge::town::{Said, Town};
use crate::model::catalog::{Deviation, Origin, Taken};
use crate::model::name::{self, LEVEL, item_key};
use crate::model::{Catalog, Entry, Field, Item, List, TownState, fields};
use crate::place::Located;
use crate::project::target;
use crate::rule::stage::merging;
use crate::words::say;

/// An item to be inserted when all towns have been read.
pub(super) struct Addition {
    domain: usize,
    /// The entry of that domain it stands behind.
    after: Option<usize>,
    entry: Entry,
}

/// Takes the items a town adds in one domain.
pub(super) fn collect(town: &Town<'_>, list: &List, after: Option<&Located<String>>, said: &mut Said, diagnostics: &mut Diagnostics) {
    let Some(domain) = list.domain.as_ref().and_then(|key| town.catalog.domains.iter().position(|domain| domain.key == key.value)) else {
        return;
    };
    let behind = after
        .and_then(|word| target::find(town.index, word, diagnostics))
        .and_then(|found| found.first().copied())
        .map(|at| town.positions[at]);
    let behind = behind.filter(|position| position.0 == domain).map(|position| position.1);
    for item in list.items.iter().filter(|item| !item.name.value.is_empty()) {
        one(town, (domain, list), item, behind, said, diagnostics);
    }
}

/// Takes one item, unless the city has it already.
pub(super) fn one(
    town: &Town<'_>,
    (domain, list): (usize, &List),
    item: &Item,
    after: Option<usize>,
    said: &mut Said,
    diagnostics: &mut Diagnostics,
) {
    let key = item_key(item);
    let section = &town.catalog.domains[domain];
    if let Some(existing) = section.entries.iter().find(|entry| entry.key == key) {
        let name = item.display_name();
        let diagnostic = Diagnostic::new(
            &merging::ADDED_EXISTS,
            item.name.place.clone(),
            say!("新增的“{name}”在市级目录中已经有了", "The added “{name}” stands in the city's catalog already"),
        )
        .with_item(ItemName { domain: section.key.clone(), key, name: name.clone() })
        .with_field(Field::Name.key(), Field::Name.info().heading, item.name.text.clone())
        .with_related(say!("市级的同名事项", "The city's item"), existing.item.name.place.clone());
        let help = if existing.at_town_level() {
            say!("内容不同的，请改用“调整”；相同的，请删去", "Change the city's item instead, or delete this one")
        } else {
            say!(
                "市级只列为市级事项；镇级也公开的，请市级在公开层级中加上镇级",
                "The city has it at city level only; ask for the town level to be ticked"
            )
        };
        diagnostics.push(diagnostic.with_help(help));
        return;
    }
    // Twice in a town's files is one item: that it stands twice, the check of duplicates says.
    if !said.added.insert((domain, key.clone())) {
        return;
    }
    said.additions.push(Addition { domain, after, entry: entry(town, list, item, &key) });
}

fn entry(town: &Town<'_>, list: &List, item: &Item, key: &str) -> Entry {
    let origin: BTreeMap<Field, Vec<Origin>> = fields::ALL
        .iter()
        .filter(|info| item.given(info.field) == crate::model::Given::Yes)
        .map(|info| (info.field, vec![Origin { place: item.place_of(info.field).clone(), department: None, taken: Taken::Yes }]))
        .collect();
    let added = Deviation { state: TownState::Added, item: None, changes: Vec::new(), reason: None, at: item.place.clone() };
    let codes = if item.code.is_given() { vec![(list.place.origin.file.clone(), item.code.text.clone())] } else { Vec::new() };
    Entry {
        id: String::new(),
        key: format!("{key}{LEVEL}{}", name::fold(town.name())),
        item: Arc::new(item.clone()),
        codes,
        lists: list.kind.into_iter().collect::<BTreeSet<_>>(),
        origin,
        added_by: Some(town.number),
        towns: BTreeMap::from([(town.number, added)]),
    }
}

/// Puts all additions into the catalog.
pub(super) fn insert(catalog: &mut Catalog, additions: Vec<Addition>) {
    let mut by_domain: BTreeMap<usize, Vec<(usize, Entry)>> = BTreeMap::new();
    for addition in additions {
        let entries = &catalog.domains[addition.domain].entries;
        let group = name::key(&addition.entry.item.group.value);
        let group_end = || entries.iter().rposition(|entry| !group.is_empty() && name::key(&entry.item.group.value) == group);
        // Behind entry n is position n + 1; position 0 stands before the first.
        let at = addition.after.or_else(group_end).map_or(entries.len(), |behind| behind + 1);
        by_domain.entry(addition.domain).or_default().push((at, addition.entry));
    }
    for (domain, mut added) in by_domain {
        // Stable: additions at one position stay in the order of the towns and of their files.
        added.sort_by_key(|(at, _)| *at);
        let mut added = added.into_iter().peekable();
        let old = std::mem::take(&mut catalog.domains[domain].entries);
        let entries = &mut catalog.domains[domain].entries;
        for (at, entry) in old.into_iter().enumerate() {
            while added.peek().is_some_and(|(position, _)| *position <= at) {
                entries.extend(added.next().map(|(_, entry)| entry));
            }
            entries.push(entry);
        }
        entries.extend(added.map(|(_, entry)| entry));
    }
}
