//! The page of a town: how many items it has in each domain, and in full what it changes, leaves out and adds.
//! What it inherits stands on the pages of the domains, once for all towns; where a city has few of them, also in tables of the town's own.

use std::borrow::Cow;

use askama::Template;

use super::count::{self, Tally};
use super::frame::{Frame, Kind, Page, above};
use super::link;
use super::table::{self, Shown, Table, Towns};
use crate::emit::indexes::UnitKind;
use crate::model::catalog::town_subject;
use crate::model::{Deviation, DomainSection, Entry, Reported, TownSection, TownState};

/// `towns/town-<n>.html`.
#[derive(Template)]
#[template(path = "town.html")]
pub(super) struct Town<'a> {
    page: Page<'a>,
    town: &'a TownSection,
    numbers: Vec<(&'static str, String)>,
    standing: String,
    workbook: String,
    /// The page that lists what the town publishes by itself.
    unit: Option<String>,
    domains: Vec<Domain<'a>>,
    changes: Vec<Changed<'a>>,
    omissions: Vec<Omitted<'a>>,
    additions: Table<'a>,
    none_changed: &'static str,
    none_omitted: &'static str,
}

/// A domain in the town.
struct Domain<'a> {
    number: usize,
    name: &'a str,
    address: String,
    /// The table that all towns share, where the address leads to the town's own.
    common: Option<String>,
    not_applicable: Option<String>,
    tally: Tally,
}

/// An item and its page.
struct ItemLink<'a> {
    name: String,
    domain: &'a str,
    address: String,
}

/// One changed field.
struct Changed<'a> {
    item: ItemLink<'a>,
    field: &'a str,
    from: &'a str,
    to: &'a str,
    reason: &'a str,
}

/// One item left out.
struct Omitted<'a> {
    item: ItemLink<'a>,
    reason: &'a str,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>, index: usize) -> Town<'a> {
    let town = &frame.publication.catalog.towns[index];
    let domains = domains(frame, index);
    let mut all = Tally::default();
    for domain in &domains {
        all.add(domain.tally);
    }
    let page = Page {
        frame,
        up: "../",
        title: format!("{}基层政务公开标准目录", town.name),
        above: above([("首页", "index.html"), ("镇街", "index.html#towns")]),
        kind: Kind::Article,
    };
    let mut numbers = vec![
        ("公开主体", town.government.clone()),
        ("公开事项", format!("{} 项", count::grouped(all.items))),
        ("调整", format!("{} 项", all.changed)),
        ("不适用", format!("{} 项", all.omitted)),
        ("新增", format!("{} 项", all.added)),
    ];

    let registered = frame.publication.project.towns.iter().find(|known| known.name.value == town.name);
    if let Some(former) = registered.map(|known| known.formerly.join("、")).filter(|former| !former.is_empty()) {
        numbers.insert(1, ("曾用名、并入的镇街", former));
    }
    let (standing, none_changed, none_omitted, none_added) = match town.reported {
        Reported::Yes => (
            format!("已报送。没有在下面列出的事项，与各领域页面上的{}目录相同。", frame.town_tier()),
            "没有调整：已报送的材料没有改动任何事项。",
            "没有不适用的事项：已报送的材料没有排除任何事项。",
            "没有新增：已报送的材料没有增加事项。",
        ),
        Reported::No => (
            format!("未报送。没有收到报送的材料，全部事项与各领域页面上的{}目录相同。", frame.town_tier()),
            "没有调整：没有收到报送的材料。",
            "没有不适用的事项：没有收到报送的材料。",
            "没有新增：没有收到报送的材料。",
        ),
    };
    Town {
        page,
        town,
        numbers,
        standing,
        workbook: format!("../{}", frame.workbook(index)),
        unit: frame.units.iter().position(|unit| unit.kind == UnitKind::Town(index)).map(|unit| format!("../{}", frame.unit_file(unit))),
        domains,
        changes: changes(frame, index),
        omissions: omissions(frame, index),
        additions: Table {
            caption: format!("{}新增的事项", town.name),
            groups: table::groups(frame, 'a', additions(frame, index)),
            empty: none_added.to_owned(),
        },
        none_changed,
        none_omitted,
    }
}

fn domains<'a>(frame: &'a Frame<'a>, town: usize) -> Vec<Domain<'a>> {
    let catalog = frame.publication.catalog;
    let not_here = &catalog.towns[town].not_applicable;
    let reason = |domain: &DomainSection| match &domain.not_applicable {
        Some(reason) => Some(format!("全市不适用：{}", reason.value)),
        None => not_here.get(&domain.key).map(|reason| format!("不适用：{}", reason.value)),
    };
    let domains = catalog.domains.iter().enumerate().map(|(index, domain)| {
        let common = format!("../{}{}", frame.domain_file(index), if domain.not_applicable.is_some() { "" } else { "#town" });
        let (address, common) = match frame.own_file(town, index) {
            Some(own) => (format!("../{own}"), Some(common)),
            None => (common, None),
        };
        Domain {
            number: index + 1,
            name: &domain.name,
            address,
            common,
            not_applicable: reason(domain),
            tally: count::in_town(catalog, domain, town),
        }
    });
    domains.collect()
}

/// What a town says about items, with the domain's number.
fn said<'a>(frame: &'a Frame<'a>, town: usize) -> impl Iterator<Item = (usize, &'a Entry, &'a Deviation)> {
    let domains = frame.publication.catalog.domains.iter().enumerate();
    domains.flat_map(move |(index, domain)| domain.entries.iter().filter_map(move |entry| Some((index, entry, entry.towns.get(&town)?))))
}

fn item<'a>(frame: &'a Frame<'a>, index: usize, entry: &'a Entry) -> ItemLink<'a> {
    let domain = frame.publication.catalog.domains[index].name.as_str();
    ItemLink { name: entry.item.display_name(), domain, address: format!("../{}", frame.item_file(&entry.id)) }
}

/// A row a field: names are repeated, so that each row can be read alone.
fn changes<'a>(frame: &'a Frame<'a>, town: usize) -> Vec<Changed<'a>> {
    let changed = said(frame, town).filter(|(_, _, deviation)| deviation.state == TownState::Changed);
    let rows = changed.flat_map(|(index, entry, deviation)| {
        deviation.changes.iter().map(move |change| Changed {
            item: item(frame, index, entry),
            field: change.field.info().heading,
            from: &change.from,
            to: &change.to,
            reason: change.reason.as_deref().or(deviation.reason.as_deref()).unwrap_or("（该要素可由镇街调整，不需说明）"),
        })
    });
    rows.collect()
}

fn omissions<'a>(frame: &'a Frame<'a>, town: usize) -> Vec<Omitted<'a>> {
    let omitted = said(frame, town).filter(|(_, _, deviation)| deviation.state == TownState::Omitted);
    let rows = omitted.map(|(index, entry, deviation)| Omitted {
        item: item(frame, index, entry),
        reason: deviation.reason.as_deref().unwrap_or("（没有写明）"),
    });
    rows.collect()
}

fn additions<'a>(frame: &'a Frame<'a>, town: usize) -> impl Iterator<Item = Shown<'a>> {
    let catalog = frame.publication.catalog;
    catalog.domains.iter().flat_map(move |domain| {
        let added = domain.entries.iter().filter(move |entry| entry.added_by == Some(town));
        added.map(move |entry| Shown {
            heading: match entry.item.group.value.as_str() {
                "" => Cow::Borrowed(domain.name.as_str()),
                group => Cow::Owned(format!("{} › {group}", domain.name)),
            },
            entry,
            subject: Cow::Owned(town_subject(&entry.item.subject, &catalog.towns[town])),
            anchor: link::anchor(&entry.id),
            towns: Towns::No,
        })
    })
}
