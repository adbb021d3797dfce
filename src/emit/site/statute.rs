//! The page of a statute: what rests on it, and whether it holds on the day of the edition.

use std::borrow::Cow;

use askama::Template;

use super::count;
use super::frame::{Frame, Kind, Page, above};
use super::listing::{self, Listing, Row};
use super::status::{self, Fact};
use crate::emit::indexes::{Listed, Status, Statute};

/// `statutes/<slug>.html`.
#[derive(Template)]
#[template(path = "statute.html")]
pub(super) struct StatutePage<'a> {
    page: Page<'a>,
    facts: Vec<Fact<'a>>,
    number: String,
    listing: Listing<'a>,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>, index: usize) -> StatutePage<'a> {
    let statute = &frame.statutes[index];
    let title = match statute.status {
        // A text that has ended and the one that lives on may bear one title.
        Status::Ended(_) => statute.number.map_or_else(|| statute.title.to_owned(), |number| format!("{}（{number}）", statute.title)),
        Status::InForce | Status::NotYet(_) | Status::Unsettled(_) | Status::Unknown => statute.title.to_owned(),
    };
    let rows: Vec<Row<'a>> = cited(statute).into_iter().map(|(listed, articles)| row(listed, &articles)).collect();
    let number = count::grouped(rows.len());
    StatutePage {
        facts: status::facts(frame, statute),
        listing: listing::listing(frame, format!("以“{title}”为依据的事项"), ["一级事项", "引用的条款", "公开主体"], rows),
        number,
        page: Page { frame, up: "../", title, above: above([("首页", "index.html"), ("依据", "statutes.html")]), kind: Kind::Article },
    }
}

/// How many items rest on a statute; one may cite it more than once.
pub(super) fn number_of_items(statute: &Statute<'_>) -> usize {
    let items = &statute.items;
    items.len() - items.windows(2).filter(|pair| std::ptr::eq(pair[0].entry, pair[1].entry)).count()
}

/// The items, each once, with the articles they cite.
fn cited<'s, 'a>(statute: &'s Statute<'a>) -> Vec<(&'s Listed<'a>, Vec<&'a str>)> {
    let mut items: Vec<(&Listed<'a>, Vec<&'a str>)> = Vec::new();
    for listed in &statute.items {
        if items.last().is_none_or(|(last, _)| !std::ptr::eq(last.entry, listed.entry)) {
            items.push((listed, Vec::new()));
        }
        let articles = listed.citation.and_then(|citation| citation.articles.as_deref());
        items.last_mut().expect("an item was pushed when there was none").1.extend(articles);
    }
    items
}

fn row<'a>(listed: &Listed<'a>, articles: &[&'a str]) -> Row<'a> {
    let item = &*listed.entry.item;
    let cells = [Cow::Borrowed(item.group.value.as_str()), Cow::Owned(articles.join("、")), Cow::Borrowed(item.subject.text.as_str())];
    Row { domain: listed.domain, entry: listed.entry, remark: None, cells }
}
