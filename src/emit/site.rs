//! `site/`: static pages that work from any folder, and without their script, too. One page a domain holds every item in full;
//! pages of towns hold what differs and link there, so that many towns stay cheap.
//! Names of pages are ASCII: a domain by its key, a town by its number in `mulu.yaml` (`town-1`).

use std::io;
use std::sync::Arc;

use askama::Template;

use crate::emit::{Output, Publication};

mod about;
mod cell;
mod count;
mod domain;
pub(crate) mod escape;
mod frame;
mod index;
mod item;
mod link;
mod prose;
mod rules;
mod search;
mod table;
mod title;
mod town;

use frame::Frame;

/// The one script: it adds to pages that hold everything without it.
const SCRIPT: &str = concat!(
    "'use strict';\n",
    include_str!("site/script/page.js"),
    include_str!("site/script/domain.js"),
    include_str!("site/script/compare.js"),
    include_str!("site/script/search.js")
);

/// All pages, their stylesheet and their script.
pub(super) fn outputs(publication: Publication<'_>) -> Vec<Output<'_>> {
    let frame = Arc::new(Frame::of(publication));
    let mut outputs = vec![
        Output { path: "site/style.css".to_owned(), town: None, make: Box::new(|_| Ok(include_bytes!("site/style.css").to_vec())) },
        Output { path: "site/script.js".to_owned(), town: None, make: Box::new(|_| Ok(SCRIPT.as_bytes().to_vec())) },
        page("site/search.js".to_owned(), &frame, search::file),
        page("site/index.html".to_owned(), &frame, |frame| html(&index::page(frame))),
        page("site/about.html".to_owned(), &frame, |frame| html(&about::page(frame))),
        page("site/rules.html".to_owned(), &frame, |frame| html(&rules::page(frame))),
    ];
    outputs.extend(
        (0..publication.catalog.domains.len())
            .map(|index| page(format!("site/{}", frame.domain_file(index)), &frame, move |frame| html(&domain::page(frame, index)))),
    );
    outputs.extend(
        (0..publication.catalog.towns.len())
            .map(|index| page(format!("site/{}", frame::town_file(index)), &frame, move |frame| html(&town::page(frame, index)))),
    );
    for (index, domain) in publication.catalog.domains.iter().enumerate() {
        outputs.extend(domain.entries.iter().map(|entry| {
            page(format!("site/{}", frame.item_file(&entry.id)), &frame, move |frame| html(&item::page(frame, index, entry)))
        }));
    }
    outputs
}

fn page<'a>(path: String, frame: &Arc<Frame<'a>>, make: impl Fn(&Frame<'a>) -> io::Result<Vec<u8>> + Send + Sync + 'a) -> Output<'a> {
    let frame = Arc::clone(frame);
    Output { path, town: None, make: Box::new(move |_| make(&frame)) }
}

fn html(template: &impl Template) -> io::Result<Vec<u8>> {
    template.render().map(String::into_bytes).map_err(io::Error::other)
}
