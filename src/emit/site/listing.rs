//! Items under their domains, a row an item: what the pages of units and statutes list. Each row leads to the item's page.

use std::borrow::Cow;

use askama::Template;

use super::count;
use super::frame::Frame;
use crate::model::Entry;

/// A table of items. Its own template escapes what it holds, so pages take it as it is.
#[derive(Template)]
#[template(path = "listing.html")]
pub(super) struct Listing<'a> {
    caption: String,
    /// What stands over the columns behind the name.
    columns: [&'static str; 3],
    domains: Vec<Section<'a>>,
}

/// The items of one domain.
struct Section<'a> {
    name: &'a str,
    address: String,
    rows: Vec<Row<'a>>,
}

/// One item.
pub(super) struct Row<'a> {
    /// Index of its domain.
    pub(super) domain: usize,
    pub(super) entry: &'a Entry,
    /// A remark behind the name.
    pub(super) remark: Option<String>,
    /// What stands in the columns behind the name.
    pub(super) cells: [Cow<'a, str>; 3],
}

/// Rows, those of one domain one behind the other, for a page one folder below the site's.
pub(super) fn listing<'a>(frame: &'a Frame<'a>, caption: String, columns: [&'static str; 3], rows: Vec<Row<'a>>) -> Listing<'a> {
    let mut domains: Vec<Section<'a>> = Vec::new();
    let mut current = None;
    for row in rows {
        if current != Some(row.domain) {
            current = Some(row.domain);
            let domain = &frame.publication.catalog.domains[row.domain];
            domains.push(Section { name: &domain.name, address: format!("../{}", frame.domain_file(row.domain)), rows: Vec::new() });
        }
        domains.last_mut().expect("a section was pushed when there was none").rows.push(row);
    }
    Listing { caption, columns, domains }
}

impl Section<'_> {
    fn number(&self) -> String {
        count::grouped(self.rows.len())
    }
}

impl Row<'_> {
    fn address(&self) -> String {
        format!("../items/{}.html", super::link::anchor(&self.entry.id))
    }
}
