//! A town's own table of a domain, in full: what the town has, as it has it. Made where a city has few towns.

use std::borrow::Cow;

use askama::Template;

use super::cell::{self, Body, Cell};
use super::count;
use super::frame::{Frame, Kind, Page, town_file};
use crate::model::catalog::{InTown, town_subject};
use crate::model::{Field, TownState};

/// `towns/town-<n>/<domain>.html`.
#[derive(Template)]
#[template(path = "own.html")]
pub(super) struct Own<'a> {
    page: Page<'a>,
    caption: String,
    numbers: Vec<(&'static str, String)>,
    groups: Vec<Group<'a>>,
    omitted: Vec<Omitted<'a>>,
    /// Why there is no item.
    empty: String,
    common: String,
}

/// Rows of one 一级事项.
struct Group<'a> {
    heading: &'a str,
    rows: Vec<Row<'a>>,
}

/// One item as the town has it.
struct Row<'a> {
    number: usize,
    address: String,
    name: &'a str,
    subname: &'a str,
    tag: Option<&'static str>,
    cells: Vec<Cell<'a>>,
    /// What the city has instead: heading, text.
    instead: Vec<(&'static str, &'a str)>,
    reason: Option<&'a str>,
}

/// An item the town leaves out.
struct Omitted<'a> {
    name: String,
    address: String,
    reason: &'a str,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>, town: usize, index: usize) -> Own<'a> {
    let catalog = frame.publication.catalog;
    let (domain, section) = (&catalog.domains[index], &catalog.towns[town]);
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut rows = 0;
    for item in catalog.in_town(domain, town) {
        rows += 1;
        let heading = item.item.group.value.as_str();
        if groups.last().is_none_or(|group| group.heading != heading) {
            groups.push(Group { heading, rows: Vec::new() });
        }
        groups.last_mut().expect("a group was pushed when there was none").rows.push(row(frame, town, rows, item));
    }
    let tally = count::in_town(catalog, domain, town);
    let empty = format!("{}在本领域没有事项：没有公开层级为{}的事项，也没有新增。", section.name, frame.town_tier());
    Own {
        page: Page {
            frame,
            up: "../../",
            title: format!("{}{}", section.name, domain.title),
            above: vec![
                (Cow::Borrowed("首页"), Cow::Borrowed("index.html")),
                (Cow::Borrowed("镇街"), Cow::Borrowed("index.html#towns")),
                (Cow::Borrowed(section.name.as_str()), Cow::Owned(town_file(town))),
            ],
            kind: Kind::Article,
        },
        caption: format!("{}{}", section.name, domain.title),
        numbers: vec![
            ("事项", format!("{} 项", tally.items)),
            ("调整", format!("{} 项", tally.changed)),
            ("不适用", format!("{} 项", tally.omitted)),
            ("新增", format!("{} 项", tally.added)),
        ],
        groups,
        omitted: omitted(frame, town, index),
        empty,
        common: format!("../../{}#town", frame.domain_file(index)),
    }
}

fn row<'a>(frame: &'a Frame<'a>, town: usize, number: usize, shown: InTown<'a>) -> Row<'a> {
    let InTown { entry, item, deviation } = shown;
    let subject = Cow::Owned(town_subject(&item.subject, &frame.publication.catalog.towns[town]));
    let changed = deviation.filter(|deviation| deviation.state == TownState::Changed);
    Row {
        number,
        address: format!("../../{}", frame.item_file(&entry.id)),
        name: &item.name.value,
        subname: &item.subname.value,
        tag: if entry.added_by.is_some() { Some("新增") } else { changed.map(|_| "调整") },
        cells: cell::cells(frame, item, &subject),
        instead: changed
            .into_iter()
            .flat_map(|deviation| deviation.changes.iter().map(|change| (Field::short(change.field), change.from.as_str())))
            .collect(),
        reason: changed.and_then(|deviation| {
            deviation.reason.as_deref().or_else(|| deviation.changes.iter().find_map(|change| change.reason.as_deref()))
        }),
    }
}

fn omitted<'a>(frame: &'a Frame<'a>, town: usize, index: usize) -> Vec<Omitted<'a>> {
    let entries = frame.publication.catalog.domains[index].entries.iter();
    let omitted = entries.filter_map(|entry| Some((entry, entry.towns.get(&town)?))).filter(|(_, said)| said.state == TownState::Omitted);
    omitted
        .map(|(entry, deviation)| Omitted {
            name: entry.item.display_name(),
            address: format!("../../{}", frame.item_file(&entry.id)),
            reason: deviation.reason.as_deref().unwrap_or("（没有写明）"),
        })
        .collect()
}

impl Row<'_> {
    /// Whether a row with more stands below.
    fn has_more(&self) -> bool {
        !self.instead.is_empty() || self.reason.is_some()
    }

    /// Its name in the stylesheet.
    fn look(&self) -> &'static str {
        if self.has_more() { "opened" } else { "whole" }
    }
}

impl Own<'_> {
    fn columns(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        cell::COLUMNS.iter().map(|(field, column)| (field.info().heading, *column))
    }
}
