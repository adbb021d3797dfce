//! The page of a domain: what must be disclosed in it, in the city and in the towns. Every item of the domain stands here in full.

use std::borrow::Cow;

use askama::Template;

use super::count::{self, Standing, Tally};
use super::frame::{Frame, Kind, Page, above, town_file};
use super::link;
use super::table::{self, Shown, Table, Towns};
use crate::model::catalog::city_subject;
use crate::model::{DomainSection, Entry, Reported, Tier};

/// `domains/<key>.html`.
#[derive(Template)]
#[template(path = "domain.html")]
pub(super) struct Domain<'a> {
    page: Page<'a>,
    domain: &'a DomainSection,
    numbers: Vec<(&'static str, String)>,
    not_applicable: Option<&'a str>,
    sections: Vec<Section<'a>>,
    /// What the script's switch offers beside towns: anchor, tier and number of items.
    tiers: Vec<(&'static str, &'a str, usize)>,
    towns: Vec<Town<'a>>,
    before: Option<(String, &'a str)>,
    after: Option<(String, &'a str)>,
}

/// One catalog of the domain.
struct Section<'a> {
    anchor: &'static str,
    heading: String,
    note: String,
    table: Table<'a>,
}

/// How a town stands in the domain.
struct Town<'a> {
    number: usize,
    name: &'a str,
    government: &'a str,
    /// Its own table of the domain, or else its page.
    own: String,
    address: String,
    reported: &'static str,
    not_applicable: Option<&'a str>,
    tally: Tally,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>, index: usize) -> Domain<'a> {
    let publication = frame.publication;
    let domain = &publication.catalog.domains[index];
    let city = &publication.project.city.name;
    let neighbour = |index: usize| {
        let domain = publication.catalog.domains.get(index)?;
        // Both pages stand in the same folder.
        Some((frame.domain_file(index).trim_start_matches("domains/").to_owned(), domain.name.as_str()))
    };
    let sections = sections(frame, index);
    Domain {
        page: Page {
            frame,
            up: "../",
            title: if domain.title.starts_with(city.as_str()) { domain.title.clone() } else { format!("{city}{}", domain.title) },
            above: above([("首页", "index.html"), ("领域", "index.html#domains")]),
            kind: Kind::Article,
        },
        domain,
        numbers: numbers(frame, index),
        not_applicable: domain.not_applicable.as_ref().map(|reason| reason.value.as_str()),
        tiers: tiers(frame, &sections),
        sections,
        towns: towns(frame, index),
        before: index.checked_sub(1).and_then(neighbour),
        after: neighbour(index + 1),
    }
}

fn numbers(frame: &Frame<'_>, index: usize) -> Vec<(&'static str, String)> {
    let domain = &frame.publication.catalog.domains[index];
    let count = frame.counts[index];
    let mut numbers = Vec::new();
    if let Some((lead, others)) = domain.departments.split_first() {
        numbers.push(("牵头部门", lead.clone()));
        if !others.is_empty() {
            numbers.push(("参与部门", others.join("、")));
        }
    }
    if domain.not_applicable.is_none() {
        numbers.push(("事项", {
            let mut said = format!("{} {} 项，{} {} 项", frame.city_tier(), count.city, frame.town_tier(), count.town);
            if count.added > 0 {
                said.push_str(&format!("，镇街新增 {} 项", count.added));
            }
            said
        }));
    }
    numbers
}

/// The city's catalog, the towns' catalog, what villages disclose, and what stands in none of them.
fn sections<'a>(frame: &'a Frame<'a>, index: usize) -> Vec<Section<'a>> {
    let domain = &frame.publication.catalog.domains[index];
    let mut sections = Vec::new();
    if domain.not_applicable.is_none() {
        sections.push(city_section(frame, domain));
        sections.push(town_section(frame, domain, index));
    }
    sections.extend([village_section(frame, domain), other_section(frame, domain, index)].into_iter().flatten());
    sections
}

fn city_section<'a>(frame: &'a Frame<'a>, domain: &'a DomainSection) -> Section<'a> {
    let tier = frame.city_tier();
    let shown = domain.entries.iter().filter(|entry| count::standing(domain, entry) == Standing::City);
    let shown = shown.map(|entry| Shown {
        heading: Cow::Borrowed(&entry.item.group.value),
        entry,
        subject: Cow::Owned(city_subject(&entry.item.subject)),
        anchor: link::anchor(&entry.id),
        towns: if entry.at_town_level() { Towns::InTownTable } else { Towns::No },
    });
    let table = Table {
        caption: format!("{}（{tier}）", domain.title),
        groups: table::groups(frame, 'c', shown),
        empty: format!("本领域没有{tier}事项：各部门清单中没有公开层级为{tier}的事项。"),
    };
    Section { anchor: "city", heading: format!("{tier}目录"), note: String::new(), table }
}

fn town_section<'a>(frame: &'a Frame<'a>, domain: &'a DomainSection, index: usize) -> Section<'a> {
    let tier = frame.town_tier();
    let anchor = |entry: &'a Entry| match count::standing(domain, entry) {
        Standing::City if entry.at_town_level() => Some(table::town_anchor(entry)),
        Standing::Town | Standing::Added => Some(link::anchor(&entry.id)),
        Standing::City | Standing::Other => None,
    };
    let shown = domain.entries.iter().filter_map(|entry| {
        Some(Shown {
            heading: Cow::Borrowed(entry.item.group.value.as_str()),
            entry,
            subject: Cow::Borrowed(entry.item.subject.text.as_str()),
            anchor: anchor(entry)?,
            towns: Towns::Here(index + 1),
        })
    });
    let table = Table {
        caption: format!("{}（{tier}）", domain.title),
        groups: table::groups(frame, 't', shown),
        empty: format!("本领域没有{tier}事项：各部门清单中没有公开层级为{tier}的事项，各镇街也没有新增。"),
    };
    let mut note = String::new();
    if !table.groups.is_empty() {
        note.push_str("各镇街都有以下事项；有调整或者不适用的，在该事项下列出；注明某镇街新增的，只有该镇街有。");
    }
    if frame.publication.catalog.towns.iter().any(|town| town.not_applicable.contains_key(&domain.key)) {
        note.push_str("本领域不适用的镇街见“各镇街情况”。");
    }
    Section { anchor: "town", heading: format!("{tier}目录"), note, table }
}

/// 村（居）清单: items with the tier of villages, whatever other tiers they have.
fn village_section<'a>(frame: &'a Frame<'a>, domain: &'a DomainSection) -> Option<Section<'a>> {
    let (tier, city, town) = (frame.tier(Tier::Village), frame.city_tier(), frame.town_tier());
    let of_villages = |entry: &&Entry| domain.not_applicable.is_none() && entry.item.tiers.value.contains(Tier::Village);
    let shown = domain.entries.iter().filter(of_villages).map(|entry| {
        let here = link::anchor(&entry.id);
        Shown {
            heading: Cow::Borrowed(entry.item.group.value.as_str()),
            entry,
            subject: Cow::Borrowed(entry.item.subject.text.as_str()),
            anchor: if count::standing(domain, entry) == Standing::Other { here } else { Cow::Owned(format!("village-{here}")) },
            towns: if entry.at_town_level() { Towns::InTownTable } else { Towns::No },
        }
    });
    let table = Table { caption: format!("{}（{tier}）", domain.title), groups: table::groups(frame, 'v', shown), empty: String::new() };
    let note = format!("以下事项的公开层级含{tier}。只有{tier}的事项不列入{city}目录和{town}目录。");
    (!table.groups.is_empty()).then(|| Section { anchor: "village", heading: format!("{tier}事项"), note, table })
}

/// Items that stand in no catalog and are not of villages either, so that nothing handed in is lost.
fn other_section<'a>(frame: &'a Frame<'a>, domain: &'a DomainSection, index: usize) -> Option<Section<'a>> {
    let (heading, note) = if domain.not_applicable.is_some() {
        ("未列入目录的事项", "本领域不适用，清单中的以下事项没有列入目录。".to_owned())
    } else {
        let (city, town) = (frame.city_tier(), frame.town_tier());
        ("其他层级", format!("以下事项的公开层级既不是{city}也不是{town}，没有列入{city}目录和{town}目录。"))
    };
    let other = |entry: &&Entry| {
        let of_villages = domain.not_applicable.is_none() && entry.item.tiers.value.contains(Tier::Village);
        count::standing(domain, entry) == Standing::Other && !of_villages
    };
    let shown = domain.entries.iter().filter(other).map(|entry| Shown {
        heading: Cow::Borrowed(&entry.item.group.value),
        entry,
        subject: Cow::Borrowed(&entry.item.subject.text),
        anchor: link::anchor(&entry.id),
        towns: Towns::Here(index + 1),
    });
    let table = Table { caption: format!("{}：{heading}", domain.name), groups: table::groups(frame, 'o', shown), empty: String::new() };
    (!table.groups.is_empty()).then(|| Section { anchor: "other", heading: heading.to_owned(), note, table })
}

fn towns<'a>(frame: &'a Frame<'a>, index: usize) -> Vec<Town<'a>> {
    let catalog = frame.publication.catalog;
    let domain = &catalog.domains[index];
    if domain.not_applicable.is_some() {
        return Vec::new();
    }
    let towns = catalog.towns.iter().enumerate().map(|(number, town)| Town {
        number: number + 1,
        name: &town.name,
        government: &town.government,
        own: frame.own_file(number, index).map_or_else(|| format!("../{}#d{}", town_file(number), index + 1), |file| format!("../{file}")),
        address: format!("../{}#d{}", town_file(number), index + 1),
        reported: match town.reported {
            Reported::Yes => "已报送",
            Reported::No => "未报送",
        },
        not_applicable: town.not_applicable.get(&domain.key).map(|reason| reason.value.as_str()),
        tally: count::in_town(catalog, domain, number),
    });
    towns.collect()
}

/// Tiers that have items. One alone leaves nothing to switch.
fn tiers<'a>(frame: &'a Frame<'a>, sections: &[Section<'a>]) -> Vec<(&'static str, &'a str, usize)> {
    let tier = |anchor| match anchor {
        "city" => Some(Tier::City),
        "town" => Some(Tier::Town),
        "village" => Some(Tier::Village),
        _ => None,
    };
    let tiers = sections.iter().filter_map(|section| {
        let number = section.table.groups.iter().map(|group| group.rows.len()).sum();
        Some((section.anchor, frame.tier(tier(section.anchor)?), number)).filter(|(_, _, number)| *number > 0)
    });
    tiers.collect()
}

impl<'a> Section<'a> {
    /// 一级事项 of the section: anchor and name.
    fn groups(&self) -> Vec<(&str, &str)> {
        let named = self.table.groups.iter().filter(|group| !group.heading.is_empty());
        named.map(|group| (group.anchor.as_str(), group.heading.as_ref())).collect()
    }
}
