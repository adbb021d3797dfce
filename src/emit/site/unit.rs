//! The page of a unit: what this office must publish, by domain, nearest limits first.

use std::borrow::Cow;

use askama::Template;

use super::count;
use super::frame::{Frame, Kind, Page, above, town_file};
use super::listing::{self, Listing, Row};
use super::soonest;
use crate::emit::indexes::{Listed, Unit, UnitKind};
use crate::model::{Field, print};

/// `units/<slug>.html`.
#[derive(Template)]
#[template(path = "unit.html")]
pub(super) struct UnitPage<'a> {
    page: Page<'a>,
    numbers: Vec<(&'static str, String)>,
    /// Words with a page that says more: before the link, label, address, behind.
    notes: Vec<Note<'a>>,
    listing: Listing<'a>,
}

/// A sentence that leads to another page.
struct Note<'a> {
    before: &'static str,
    label: Cow<'a, str>,
    address: String,
    behind: &'static str,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>, index: usize) -> UnitPage<'a> {
    let unit = &frame.units[index];
    let page = Page {
        frame,
        up: "../",
        title: format!("{}公开的事项", unit.name),
        above: above([("首页", "index.html"), ("主体", "units.html")]),
        kind: Kind::Article,
    };
    let mut numbers: Vec<(&'static str, String)> = unit.full_name.map(|full| ("全称", full.to_owned())).into_iter().collect();
    numbers.push(("公开事项", format!("{} 项", count::grouped(unit.items.len()))));
    let mut items: Vec<&Listed<'a>> = unit.items.iter().collect();
    // Stable: items with like limits stay in printed order.
    items.sort_by_cached_key(|listed| (listed.domain, soonest::key(&listed.entry.item.time_limit)));
    let rows = items.into_iter().map(|listed| row(frame, listed)).collect();
    let caption = format!("{}公开的事项，同一领域内时限最近的在前", unit.name);
    UnitPage {
        page,
        numbers,
        notes: notes(frame, unit),
        listing: listing::listing(frame, caption, ["一级事项", "公开时限", "公开方式"], rows),
    }
}

fn row<'a>(frame: &'a Frame<'a>, listed: &Listed<'a>) -> Row<'a> {
    let towns = &frame.publication.catalog.towns;
    // A town's word may change the limit, too.
    let item = match listed.town.and_then(|town| listed.entry.towns.get(&town)?.item.as_deref()) {
        Some(own) => own,
        None => &*listed.entry.item,
    };
    let remark = match (listed.town, listed.entry.added_by) {
        (Some(town), _) => Some(format!("按{}的调整", towns[town].name)),
        (None, Some(town)) => Some(format!("{}新增", towns[town].name)),
        (None, None) => None,
    };
    let cells = [
        Cow::Borrowed(item.group.value.as_str()),
        Cow::Borrowed(item.time_limit.text.as_str()),
        Cow::Owned(print::in_words(item, Field::Method)),
    ];
    Row { domain: listed.domain, entry: listed.entry, remark, cells }
}

fn notes<'a>(frame: &'a Frame<'a>, unit: &Unit<'a>) -> Vec<Note<'a>> {
    match unit.kind {
        UnitKind::Department | UnitKind::Other => Vec::new(),
        UnitKind::EveryTown => {
            let before = "公开主体写作乡镇人民政府、街道办事处等的事项，由每个镇街公开；各镇街自己的调整、不适用和新增，见";
            let label = Cow::Borrowed(frame.town_kinds());
            vec![Note { before, label, address: "../index.html#towns".to_owned(), behind: "的页面。" }]
        }
        UnitKind::Town(town) => {
            let every = frame.units.iter().position(|unit| unit.kind == UnitKind::EveryTown);
            let every = every.map(|every| Note {
                before: "除了以下事项，还公开",
                label: Cow::Borrowed("各镇街都公开的事项"),
                address: format!("../{}", frame.unit_file(every)),
                behind: "。",
            });
            let own = Note {
                before: "全部目录见",
                label: Cow::Borrowed(unit.name),
                address: format!("../{}", town_file(town)),
                behind: "的页面。",
            };
            every.into_iter().chain([own]).collect()
        }
    }
}
