//! The home page: what is disclosed here, by whom, and where to find one's own.

use askama::Template;

use super::count::{self, Count};
use super::downloads::{self, Download};
use super::frame::{Frame, Kind, Page, town_file};
use super::{data_block, statute};
use crate::model::Reported;

/// `index.html`.
#[derive(Template)]
#[template(path = "index.html")]
pub(super) struct Index<'a> {
    page: Page<'a>,
    numbers: Vec<(String, String)>,
    domains: Vec<Card<'a>>,
    towns: Vec<Card<'a>>,
    /// The units and statutes that most items name.
    units: Vec<Card<'a>>,
    statutes: Vec<Card<'a>>,
    downloads: Vec<Download>,
    /// JSON-LD.
    block: String,
}

/// So many units and statutes are named; all stand on their own pages.
const NAMED: usize = 12;

/// A link with a few words.
struct Card<'a> {
    name: &'a str,
    address: String,
    said: String,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>) -> Index<'a> {
    let catalog = frame.publication.catalog;
    let page = Page { frame, up: "", title: frame.title.to_owned(), above: Vec::new(), kind: Kind::Column };
    let domains = catalog.domains.iter().enumerate().map(|(index, domain)| Card {
        name: &domain.name,
        address: frame.domain_file(index),
        said: if domain.not_applicable.is_some() { "不适用".to_owned() } else { said(frame, frame.counts[index]) },
    });
    let towns = catalog.towns.iter().enumerate().map(|(index, town)| Card {
        name: &town.name,
        address: town_file(index),
        said: match town.reported {
            Reported::Yes => "已报送".to_owned(),
            Reported::No => "未报送".to_owned(),
        },
    });
    let downloads = downloads::downloads(frame);
    Index {
        page,
        numbers: numbers(frame),
        domains: domains.collect(),
        towns: towns.collect(),
        units: units(frame),
        statutes: statutes(frame),
        block: data_block::block(frame, &downloads),
        downloads,
    }
}

fn units<'a>(frame: &'a Frame<'a>) -> Vec<Card<'a>> {
    let mut all: Vec<(usize, usize)> = frame.units.iter().enumerate().map(|(index, unit)| (index, unit.items.len())).collect();
    // Stable: of equally many the one that stands first on the page of all.
    all.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let card = |(index, number): (usize, usize)| Card {
        name: frame.units[index].name,
        address: frame.unit_file(index),
        said: format!("{} 项", count::grouped(number)),
    };
    all.into_iter().take(NAMED).map(card).collect()
}

fn statutes<'a>(frame: &'a Frame<'a>) -> Vec<Card<'a>> {
    let most = frame.statutes.iter().take(NAMED).enumerate().map(|(index, known)| Card {
        name: known.title,
        address: frame.statute_file(index),
        said: format!("{} 项", count::grouped(statute::number_of_items(known))),
    });
    most.collect()
}

impl Index<'_> {
    /// How many units and statutes there are.
    fn all(&self) -> (String, String) {
        (count::grouped(self.page.frame.units.len()), count::grouped(self.page.frame.statutes.len()))
    }
}

/// `市级12　镇级9　镇街新增1`.
fn said(frame: &Frame<'_>, count: Count) -> String {
    let mut said = format!("{} {}　{} {}", frame.city_tier(), count::grouped(count.city), frame.town_tier(), count::grouped(count.town));
    if count.added > 0 {
        said.push_str(&format!("　新增 {}", count::grouped(count.added)));
    }
    said
}

fn numbers(frame: &Frame<'_>) -> Vec<(String, String)> {
    let publication = frame.publication;
    let catalog = publication.catalog;
    let edition = &publication.project.edition;
    let reported = catalog.towns.iter().filter(|town| town.reported == Reported::Yes).count();
    let total = |of: fn(&Count) -> usize| frame.counts.iter().map(of).sum::<usize>();
    let mut numbers = vec![("版本".to_owned(), edition.id.clone())];
    numbers.extend(edition.as_of.as_ref().map(|date| ("截至".to_owned(), date.value.to_string())));
    numbers.extend(publication.project.city.government.as_ref().map(|government| ("发布机关".to_owned(), government.clone())));
    numbers.extend(edition.approved_by.as_ref().map(|approved_by| ("审定".to_owned(), approved_by.clone())));
    numbers.push(("公开事项".to_owned(), format!("{} 项", count::grouped(catalog.item_count()))));
    numbers.push((frame.city_tier().to_owned(), format!("{} 项", count::grouped(total(|count| count.city)))));
    numbers.push((frame.town_tier().to_owned(), format!("{} 项", count::grouped(total(|count| count.town)))));
    let added = total(|count| count.added);
    if added > 0 {
        numbers.push(("镇街新增".to_owned(), format!("{} 项", count::grouped(added))));
    }
    numbers.push(("领域".to_owned(), format!("{} 个", catalog.domains.len())));
    numbers.push((frame.town_kinds().to_owned(), format!("{} 个，已报送 {reported} 个", catalog.towns.len())));
    numbers
}
