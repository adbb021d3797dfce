//! The page of an item: who must publish it, where, how soon, for whom, on what ground.

use askama::Template;

use super::frame::{Frame, Kind, Page};
use crate::model::{DomainSection, Entry};

/// `items/<id>.html`.
#[derive(Template)]
#[template(path = "item.html")]
pub(super) struct ItemPage<'a> {
    page: Page<'a>,
    domain: &'a DomainSection,
    address: String,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>, index: usize, entry: &'a Entry) -> ItemPage<'a> {
    let page = Page {
        frame,
        up: "../",
        title: entry.item.display_name(),
        above: vec![("首页", "index.html"), ("领域", "index.html#domains")],
        kind: Kind::Article,
    };
    ItemPage { page, domain: &frame.publication.catalog.domains[index], address: format!("../{}", frame.domain_file(index)) }
}
