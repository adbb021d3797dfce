//! The table of items: a row an item, 一级事项 as a heading row, under each item what the columns have no room for.
//! Values are repeated, never spanned over rows: screen readers lose such cells.

use std::borrow::Cow;

use askama::Template;

use super::cell::{self, Body, Cell};
use super::frame::{Frame, town_file};
use super::link;
use crate::model::catalog::{Change, subject_with_government};
use crate::model::{Entry, Field, Item, ListKind, TownState};

/// A table of items, or why there is none. Its own template escapes what it holds, so pages take it as it is.
#[derive(Template)]
#[template(path = "table.html")]
pub(super) struct Table<'a> {
    /// What the table is.
    pub(super) caption: String,
    /// Rows under their 一级事项.
    pub(super) groups: Vec<Group<'a>>,
    /// What is said when there is no row.
    pub(super) empty: String,
}

/// Rows of one 一级事项.
pub(super) struct Group<'a> {
    /// Its name, after the domain where a table holds several; empty when items have only one level.
    pub(super) heading: Cow<'a, str>,
    /// Its anchor.
    pub(super) anchor: String,
    /// The items.
    pub(super) rows: Vec<Row<'a>>,
}

/// One item.
pub(super) struct Row<'a> {
    /// 序号.
    number: usize,
    /// Its anchor.
    anchor: Cow<'a, str>,
    /// Its own page.
    page: String,
    entry: &'a Entry,
    item: &'a Item,
    cells: Vec<Cell<'a>>,
    /// The town that alone has it: its number and name.
    only: Option<(usize, &'a str)>,
    /// Where the towns that differ stand, when that is elsewhere: their number and the anchor.
    elsewhere: Option<(usize, String)>,
    /// The towns that differ.
    differing: Vec<Differing<'a>>,
}

/// A town that changes or leaves out an item. The script shows the page as one town has it by what stands here.
struct Differing<'a> {
    /// Its number, as in the names of pages.
    number: usize,
    town: &'a str,
    address: String,
    changes: Vec<Changed<'a>>,
    reason: Option<&'a str>,
}

/// A field that a town changes.
struct Changed<'a> {
    /// Its column in the table; none for what stands below the row.
    column: Option<&'static str>,
    heading: &'a str,
    from: &'a str,
    to: &'a str,
    reason: Option<&'a str>,
}

/// Something the columns have no room for.
struct Fact<'a> {
    heading: Cow<'a, str>,
    text: Cow<'a, str>,
    address: Option<&'a str>,
}

/// Where an item is shown, which decides its subject, its anchor and where differing towns are listed.
pub(super) struct Shown<'a> {
    /// Heading of its group.
    pub(super) heading: Cow<'a, str>,
    pub(super) entry: &'a Entry,
    /// 公开主体 as printed here.
    pub(super) subject: Cow<'a, str>,
    pub(super) anchor: Cow<'a, str>,
    pub(super) towns: Towns,
}

/// Where the towns that differ are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Towns {
    /// At this row, links leading to section `d<n>` of the towns' pages.
    Here(usize),
    /// At the row of the town catalog on the same page.
    InTownTable,
    /// Nowhere: the page is one town's.
    No,
}

/// Rows become groups; `prefix` tells the anchors of several tables on a page apart.
pub(super) fn groups<'a>(frame: &Frame<'a>, prefix: char, shown: impl Iterator<Item = Shown<'a>>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (index, shown) in shown.enumerate() {
        if groups.last().is_none_or(|group| group.heading != shown.heading) {
            let anchor = format!("{prefix}{}", groups.len() + 1);
            groups.push(Group { heading: shown.heading.clone(), anchor, rows: Vec::new() });
        }
        let group = groups.last_mut().expect("a group was pushed when there was none");
        group.rows.push(row(frame, index + 1, shown));
    }
    // Below a named group, an item of one level would look like part of it.
    if groups.len() > 1 {
        for group in groups.iter_mut().filter(|group| group.heading.is_empty()) {
            group.heading = Cow::Borrowed("（无一级事项）");
        }
    }
    groups
}

fn row<'a>(frame: &Frame<'a>, number: usize, shown: Shown<'a>) -> Row<'a> {
    let Shown { entry, subject, anchor, towns, .. } = shown;
    let item = &*entry.item;
    let differing = entry.towns.iter().filter(|(_, deviation)| matters(deviation.state)).count();
    let mut cells = cell::cells(frame, item, &subject);
    if matches!(towns, Towns::Here(_)) {
        for cell in cells.iter_mut().filter(|cell| cell.column == "subject") {
            cell.in_town = subject_with_government(&item.subject, "{}");
        }
    }
    Row {
        number,
        anchor,
        page: format!("../{}", frame.item_file(&entry.id)),
        entry,
        item,
        cells,
        only: entry.added_by.map(|town| (town + 1, frame.publication.catalog.towns[town].name.as_str())),
        elsewhere: (towns == Towns::InTownTable && differing > 0).then(|| (differing, town_anchor(entry).into_owned())),
        differing: match towns {
            Towns::Here(section) => listed(frame, entry, section),
            Towns::InTownTable | Towns::No => Vec::new(),
        },
    }
}

/// The anchor of an item's row in the town catalog. The city's catalog, which stands before it, has the id where it has the item.
pub(super) fn town_anchor(entry: &Entry) -> Cow<'_, str> {
    let anchor = link::anchor(&entry.id);
    if entry.in_city() { Cow::Owned(format!("town-{anchor}")) } else { anchor }
}

fn matters(state: TownState) -> bool {
    match state {
        TownState::Changed | TownState::Omitted => true,
        TownState::Confirmed | TownState::Added => false,
    }
}

fn listed<'a>(frame: &Frame<'a>, entry: &'a Entry, section: usize) -> Vec<Differing<'a>> {
    let those = entry.towns.iter().filter(|(_, deviation)| matters(deviation.state));
    those
        .map(|(town, deviation)| Differing {
            number: town + 1,
            town: &frame.publication.catalog.towns[*town].name,
            address: format!("../{}#d{section}", town_file(*town)),
            changes: deviation.changes.iter().map(changed).collect(),
            reason: deviation.reason.as_deref(),
        })
        .collect()
}

fn changed(change: &Change) -> Changed<'_> {
    let column = cell::COLUMNS.iter().find(|(field, _)| *field == change.field);
    Changed {
        column: column.map(|(_, column)| *column),
        heading: change.field.info().heading,
        from: &change.from,
        to: &change.to,
        reason: change.reason.as_deref(),
    }
}

impl<'a> Table<'a> {
    fn columns(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        cell::COLUMNS.iter().map(|(field, column)| (field.info().heading, *column))
    }
}

impl<'a> Row<'a> {
    /// Codes, kinds of list, link and columns of the list's own.
    fn facts(&self) -> Vec<Fact<'a>> {
        let fact = |heading: &'a str, text: Cow<'a, str>| Fact { heading: Cow::Borrowed(heading), text, address: None };
        let mut facts = vec![fact("编号", Cow::Borrowed(self.entry.id.as_str()))];
        if !self.entry.lists.is_empty() {
            let kinds: Vec<&str> = self.entry.lists.iter().map(|kind| ListKind::word_zh(*kind)).collect();
            facts.push(fact("清单", Cow::Owned(kinds.join("、"))));
        }
        if !self.entry.codes.is_empty() {
            let codes: Vec<&str> = self.entry.codes.iter().map(|(_, code)| code.as_str()).collect();
            facts.push(fact(Field::Code.info().heading, Cow::Owned(codes.join("、"))));
        }
        let link = &self.item.link.text;
        match link::web_address(link) {
            Some(address) => {
                facts.push(Fact {
                    heading: Cow::Borrowed("已公开的信息"),
                    text: Cow::Owned(self.item.display_name()),
                    address: Some(address),
                });
            }
            None if link.trim().is_empty() => {}
            None => facts.push(fact("已公开的信息", Cow::Borrowed(link))),
        }
        let extra = self.item.extra.iter().filter(|extra| !extra.text.value.trim().is_empty());
        facts.extend(extra.map(|extra| fact(&extra.heading, Cow::Borrowed(&extra.text.value))));
        facts
    }
}
