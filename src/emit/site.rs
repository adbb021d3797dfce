//! `site/`: static pages that work from any folder and without their script, too: a page a domain, an item, a town, a unit and a statute.
//! Pages of domains hold every item in full; those of towns hold what differs and link there, so that many towns stay cheap.
//! Names of pages are ASCII: a domain by its key, an item by its id, a town by its number in `mulu.yaml` (`town-1`), a unit and a
//! statute by a word made from its name.

use std::io;
use std::sync::Arc;

use askama::Template;

use crate::emit::{Output, Publication};

mod about;
mod cell;
mod changes;
mod count;
mod data_block;
mod differing;
mod domain;
mod downloads;
mod element;
pub(crate) mod escape;
mod frame;
mod history;
mod index;
mod item;
mod link;
mod listing;
mod own;
mod prose;
mod rules;
mod search;
mod sentence;
mod soonest;
mod statute;
mod statutes;
mod status;
mod table;
mod title;
mod town;
mod unit;
mod units;

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
        page("site/units.html".to_owned(), &frame, |frame| html(&units::page(frame))),
        page("site/statutes.html".to_owned(), &frame, |frame| html(&statutes::page(frame))),
        page("site/changes.html".to_owned(), &frame, |frame| html(&changes::page(frame))),
        page("site/rules.html".to_owned(), &frame, |frame| html(&rules::page(frame))),
    ];
    let (domains, towns) = (publication.catalog.domains.len(), publication.catalog.towns.len());
    for index in 0..domains {
        outputs.push(page(format!("site/{}", frame.domain_file(index)), &frame, move |frame| html(&domain::page(frame, index))));
        outputs.extend(publication.catalog.domains[index].entries.iter().enumerate().map(|(at, entry)| {
            page(format!("site/{}", frame.item_file(&entry.id)), &frame, move |frame| html(&item::page(frame, index, at)))
        }));
    }
    for town in 0..towns {
        outputs.push(page(format!("site/{}", frame::town_file(town)), &frame, move |frame| html(&town::page(frame, town))));
        let own = (0..domains).filter_map(|domain| Some((domain, frame.own_file(town, domain)?)));
        outputs.extend(own.map(|(domain, file)| page(format!("site/{file}"), &frame, move |frame| html(&own::page(frame, town, domain)))));
    }
    outputs.extend(
        (0..frame.units.len())
            .map(|index| page(format!("site/{}", frame.unit_file(index)), &frame, move |frame| html(&unit::page(frame, index)))),
    );
    outputs.extend(
        (0..frame.statutes.len())
            .map(|index| page(format!("site/{}", frame.statute_file(index)), &frame, move |frame| html(&statute::page(frame, index)))),
    );
    outputs
}

fn page<'a>(path: String, frame: &Arc<Frame<'a>>, make: impl Fn(&Frame<'a>) -> io::Result<Vec<u8>> + Send + Sync + 'a) -> Output<'a> {
    let frame = Arc::clone(frame);
    Output { path, town: None, make: Box::new(move |_| make(&frame)) }
}

fn html(template: &impl Template) -> io::Result<Vec<u8>> {
    template.render().map(String::into_bytes).map_err(io::Error::other)
}
