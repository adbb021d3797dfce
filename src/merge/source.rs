//! The rows that are one item: sources grouped by domain and normalised name, ranked with the lead department first.

use std::collections::BTreeMap;

use crate::diagnostic::ItemName;
use crate::model::name::{self, item_key};
use crate::model::{Form, Item, List};
use crate::project::Project;

/// One row of one list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// The list it stands in.
    pub list: &'a List,
    /// The row.
    pub item: &'a Item,
    /// Position of its list among the lists of the domain: lead department first, then by path.
    pub rank: usize,
}

/// All rows of one item.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Domain key.
    pub domain: &'a str,
    /// Normalised `group␟name␟subname`.
    pub key: String,
    /// The rows, the one whose wording is printed first.
    pub sources: Vec<Source<'a>>,
}

impl Source<'_> {
    /// The department that handed it in.
    pub(super) fn department(&self) -> Option<&str> {
        self.list.department.as_ref().map(|department| department.value.as_str())
    }

    /// Path of its list.
    pub(super) fn path(&self) -> &str {
        &self.list.place.origin.file
    }
}

impl Group<'_> {
    /// The row whose wording is printed.
    pub(super) fn lead(&self) -> &Item {
        self.sources[0].item
    }

    /// The item as findings name it.
    pub(super) fn item_name(&self) -> ItemName {
        ItemName { domain: self.domain.to_owned(), key: self.key.clone(), name: self.lead().display_name() }
    }
}

/// Groups the rows of one domain. The groups stand in printed order: 一级 and 二级 as first seen in the lead department's lists.
pub(super) fn groups<'a>(domain: &'a str, lists: &'a [List], project: &Project) -> Vec<Group<'a>> {
    let mut ranked: Vec<&List> = lists
        .iter()
        .filter(|list| list.form == Form::Catalog && list.town.is_none())
        .filter(|list| list.domain.as_ref().is_some_and(|of| of.value == domain))
        .collect();
    ranked.sort_by_key(|list| (department_rank(list, domain, project), list.place.clone()));

    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (rank, list) in ranked.into_iter().enumerate() {
        for item in list.items.iter().filter(|item| !item.name.value.is_empty()) {
            let key = item_key(item);
            let at = *by_key.entry(key.clone()).or_insert_with(|| {
                groups.push(Group { domain, key, sources: Vec::new() });
                groups.len() - 1
            });
            groups[at].sources.push(Source { list, item, rank });
        }
    }
    in_printed_order(groups)
}

/// Brings the items of one 一级事项 together where the first of them stands.
fn in_printed_order(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let mut first_seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut keyed: Vec<(usize, usize, Group<'_>)> = Vec::with_capacity(groups.len());
    for (at, group) in groups.into_iter().enumerate() {
        // An item without a first level stands for itself.
        let level = group.lead().group.value.as_str();
        let level = name::key(if level.is_empty() { &group.lead().name.value } else { level });
        let position = *first_seen.entry(level).or_insert(at);
        keyed.push((position, at, group));
    }
    keyed.sort_by_key(|(position, at, _)| (*position, *at));
    keyed.into_iter().map(|(_, _, group)| group).collect()
}

/// 0 for the lead department of the domain, then as `mulu.yaml` lists them, others last.
fn department_rank(list: &List, domain: &str, project: &Project) -> usize {
    let named = list.department.as_ref().map(|department| department.value.as_str());
    project
        .departments
        .iter()
        .filter(|department| department.domains.iter().any(|of| of.value == domain))
        .position(|department| Some(department.name.value.as_str()) == named)
        .unwrap_or(usize::MAX)
}
