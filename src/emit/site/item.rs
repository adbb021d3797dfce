//! The page of an item: who must publish it, where, how soon, for whom, on what ground; how towns have it, what changed of it.

use std::borrow::Cow;

use askama::Template;

use super::count::{self, Standing};
use super::differing::{self, Differing};
use super::element::{self, Element, Shown};
use super::frame::{Frame, Kind, Page, town_file};
use super::history::{self, Event};
use super::sentence::{self, Telling};
use super::{link, table};
use crate::model::{Entry, Tier};

/// So many items of the same 一级事项 are named.
const RELATED: usize = 8;

/// `items/<id>.html`.
#[derive(Template)]
#[template(path = "item.html")]
pub(super) struct ItemPage<'a> {
    page: Page<'a>,
    name: String,
    sentence: String,
    elements: Vec<Element<'a>>,
    /// The catalogs it stands in: label and address.
    catalogs: Vec<(String, String)>,
    differing: Vec<Differing<'a>>,
    /// Towns where the whole domain does not apply: name and address.
    without: Vec<(&'a str, String)>,
    towns_note: String,
    /// What editions changed of it, the newest first; none when no edition before is known.
    history: Option<Vec<Event<'a>>>,
    former: &'a str,
    related: Vec<(String, String)>,
    /// How many items of the same 一级事项 there are, and where, when not all are named.
    more: Option<(usize, String)>,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>, domain: usize, at: usize) -> ItemPage<'a> {
    let publication = frame.publication;
    let section = &publication.catalog.domains[domain];
    let entry = &section.entries[at];
    let (name, group) = (entry.item.display_name(), entry.item.group.value.as_str());
    let domain_page = frame.domain_file(domain);
    let page = Page {
        frame,
        up: "../",
        title: if group.is_empty() { name.clone() } else { format!("{name}（{group}）") },
        above: vec![
            (Cow::Borrowed("首页"), Cow::Borrowed("index.html")),
            (Cow::Borrowed(section.name.as_str()), Cow::Owned(domain_page.clone())),
        ],
        kind: Kind::Article,
    };
    let differing = differing::towns(frame, domain, entry);
    let all = frame.group(domain, group);
    let more = (all.len() > RELATED + 1).then(|| (all.len(), format!("../{domain_page}")));
    ItemPage {
        page,
        name,
        sentence: sentence::sentence(&entry.item, Telling { state: publication.state }),
        elements: element::elements(frame, entry),
        catalogs: catalogs(frame, domain, entry),
        towns_note: towns_note(frame, entry, differing.len()),
        without: without(frame, domain, entry),
        differing,
        history: publication.changes.map(|changes| history::of_item(frame, changes, &entry.id)),
        former: publication.changes.map_or("", |changes| changes.from.id.as_str()),
        related: related(frame, domain, at, all),
        more,
    }
}

/// Where the item stands in the catalogs.
fn catalogs(frame: &Frame<'_>, domain: usize, entry: &Entry) -> Vec<(String, String)> {
    let section = &frame.publication.catalog.domains[domain];
    let page = frame.domain_file(domain);
    let at = |anchor: &str| format!("../{page}#{anchor}");
    let own = link::anchor(&entry.id);
    let (city, town) = (format!("{}目录", frame.city_tier()), format!("{}目录", frame.town_tier()));
    let of_villages = section.not_applicable.is_none() && entry.item.tiers.value.contains(Tier::Village);
    let village = of_villages.then(|| format!("{}事项", frame.tier(Tier::Village)));
    let mut catalogs = match count::standing(section, entry) {
        Standing::City if entry.at_town_level() => vec![(city, at(&own)), (town, at(&table::town_anchor(entry)))],
        Standing::City => vec![(city, at(&own))],
        Standing::Town => vec![(town, at(&own))],
        Standing::Added => {
            let name = entry.added_by.map_or("", |town| frame.publication.catalog.towns[town].name.as_str());
            vec![(format!("{name}的目录"), at(&own))]
        }
        Standing::Other => return vec![(village.unwrap_or_else(|| "没有列入目录的事项".to_owned()), at(&own))],
    };
    catalogs.extend(village.map(|village| (village, at("village"))));
    catalogs
}

fn towns_note(frame: &Frame<'_>, entry: &Entry, differing: usize) -> String {
    let towns = &frame.publication.catalog.towns;
    if let Some(town) = entry.added_by {
        return format!("{}新增的事项，其他{}没有。", towns[town].name, frame.town_kinds());
    }
    let words = match (towns.is_empty(), entry.at_town_level(), differing) {
        (true, _, _) => "没有登记镇、街道。",
        (false, false, _) => return format!("公开层级没有{}，各{}没有这一事项。", frame.town_tier(), frame.town_kinds()),
        (false, true, 0) => "都与上面写的相同。",
        (false, true, _) => "没有列出的，与上面写的相同。",
    };
    words.to_owned()
}

fn without<'a>(frame: &'a Frame<'a>, domain: usize, entry: &Entry) -> Vec<(&'a str, String)> {
    let catalog = frame.publication.catalog;
    if entry.added_by.is_some() || !entry.at_town_level() {
        return Vec::new();
    }
    let towns = catalog.towns.iter().enumerate().filter(|(_, town)| town.not_applicable.contains_key(&catalog.domains[domain].key));
    towns.map(|(index, town)| (town.name.as_str(), format!("../{}#d{}", town_file(index), domain + 1))).collect()
}

/// Names and addresses of items of the same 一级事项, those behind this one first.
fn related(frame: &Frame<'_>, domain: usize, at: usize, all: &[usize]) -> Vec<(String, String)> {
    let here = all.iter().position(|other| *other == at).unwrap_or(0);
    let others = all[here..].iter().skip(1).chain(&all[..here]).take(RELATED);
    others
        .map(|other| {
            let entry = &frame.publication.catalog.domains[domain].entries[*other];
            // Both pages stand in the same folder.
            (entry.item.display_name(), frame.item_file(&entry.id).trim_start_matches("items/").to_owned())
        })
        .collect()
}
