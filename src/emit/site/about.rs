//! 说明: how to read the tables, what is left out and why, who has not handed in, and the sources.

use askama::Template;

use super::count::{self, Standing};
use super::downloads::{self, Download};
use super::frame::{Frame, Kind, Page, above, town_file};
use crate::model::{Reported, TownState};

/// `about.html`.
#[derive(Template)]
#[template(path = "about.html")]
pub(super) struct About<'a> {
    page: Page<'a>,
    city: &'a str,
    town: &'a str,
    /// Who leaves it out, the page that says so, the domain, the reason.
    domains: Vec<(&'a str, String, &'a str, &'a str)>,
    /// Address, name and domain of items in no catalog.
    others: Vec<(String, String, &'a str)>,
    /// Town by town what does not apply there: name and address of the town, then items: address, name, reason.
    omitted: Vec<Town<'a>>,
    missing: Vec<(String, &'a str)>,
    none_missing: &'static str,
    downloads: Vec<Download>,
    sources: &'a [(String, String)],
}

/// A town with what it leaves out.
struct Town<'a> {
    name: &'a str,
    address: String,
    items: Vec<(String, String, &'a str)>,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>) -> About<'a> {
    let towns = &frame.publication.catalog.towns;
    let missing = towns.iter().enumerate().filter(|(_, town)| town.reported == Reported::No);
    About {
        page: Page { frame, up: "", title: "说明".to_owned(), above: above([("首页", "index.html")]), kind: Kind::Article },
        city: frame.city_tier(),
        town: frame.town_tier(),
        domains: domains(frame),
        others: others(frame),
        missing: missing.map(|(index, town)| (town_file(index), town.name.as_str())).collect(),
        none_missing: if towns.is_empty() { "没有登记镇、街道。" } else { "全部镇街都已报送。" },
        omitted: omitted(frame),
        downloads: downloads::downloads(frame),
        sources: frame.publication.inputs,
    }
}

fn omitted<'a>(frame: &'a Frame<'a>) -> Vec<Town<'a>> {
    let catalog = frame.publication.catalog;
    let mut all: Vec<Town<'a>> = catalog
        .towns
        .iter()
        .enumerate()
        .map(|(number, town)| Town { name: &town.name, address: format!("{}#omitted", town_file(number)), items: Vec::new() })
        .collect();
    for entry in catalog.domains.iter().filter(|domain| domain.not_applicable.is_none()).flat_map(|domain| &domain.entries) {
        for (town, deviation) in entry.towns.iter().filter(|(_, deviation)| deviation.state == TownState::Omitted) {
            let reason = deviation.reason.as_deref().unwrap_or("（没有写明）");
            all[*town].items.push((frame.item_file(&entry.id), entry.item.display_name(), reason));
        }
    }
    all.retain(|town| !town.items.is_empty());
    all
}

/// Of the city first, then town by town.
fn domains<'a>(frame: &'a Frame<'a>) -> Vec<(&'a str, String, &'a str, &'a str)> {
    let catalog = frame.publication.catalog;
    let city = frame.publication.project.city.name.as_str();
    let mut all = Vec::new();
    for (index, domain) in catalog.domains.iter().enumerate() {
        all.extend(
            domain.not_applicable.as_ref().map(|reason| (city, frame.domain_file(index), domain.name.as_str(), reason.value.as_str())),
        );
    }
    for (number, town) in catalog.towns.iter().enumerate() {
        for (index, domain) in catalog.domains.iter().enumerate() {
            let address = || format!("{}#d{}", town_file(number), index + 1);
            all.extend(
                town.not_applicable
                    .get(&domain.key)
                    .map(|reason| (town.name.as_str(), address(), domain.name.as_str(), reason.value.as_str())),
            );
        }
    }
    all
}

fn others<'a>(frame: &'a Frame<'a>) -> Vec<(String, String, &'a str)> {
    let others = frame.publication.catalog.domains.iter().flat_map(|domain| {
        let entries = domain.entries.iter().filter(|entry| count::standing(domain, entry) == Standing::Other);
        entries.map(move |entry| (frame.item_file(&entry.id), entry.item.display_name(), domain.name.as_str()))
    });
    others.collect()
}
