//! 主体: everybody who must publish something, with how much.

use askama::Template;

use super::count;
use super::frame::{Frame, Kind, Page, above};
use crate::emit::indexes::UnitKind;

/// `units.html`.
#[derive(Template)]
#[template(path = "units.html")]
pub(super) struct Units<'a> {
    page: Page<'a>,
    sections: Vec<Section<'a>>,
}

/// Units of one kind.
struct Section<'a> {
    anchor: &'static str,
    heading: String,
    note: &'static str,
    units: Vec<Link<'a>>,
}

/// A unit.
struct Link<'a> {
    name: &'a str,
    address: String,
    number: String,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>) -> Units<'a> {
    let section = |anchor, heading, note, fits: fn(UnitKind) -> bool| Section { anchor, heading, note, units: links(frame, fits) };
    let sections = [
        section("departments", "部门".to_owned(), "", |kind| kind == UnitKind::Department),
        section(
            "towns",
            frame.town_kinds().to_owned(),
            "“各镇街”是每个镇街都公开的事项；下面另列的，是清单中写明由它公开、由它新增，或者它调整公开主体后由它公开的事项。",
            |kind| matches!(kind, UnitKind::EveryTown | UnitKind::Town(_)),
        ),
        section("others", "其他".to_owned(), "清单中写明，但没有登记为部门或者镇街的主体。", |kind| {
            kind == UnitKind::Other
        }),
    ];
    Units {
        page: Page { frame, up: "", title: "主体".to_owned(), above: above([("首页", "index.html")]), kind: Kind::Column },
        sections: sections.into_iter().filter(|section| !section.units.is_empty()).collect(),
    }
}

fn links<'a>(frame: &'a Frame<'a>, fits: fn(UnitKind) -> bool) -> Vec<Link<'a>> {
    let units = frame.units.iter().enumerate().filter(|(_, unit)| fits(unit.kind));
    units.map(|(index, unit)| Link { name: unit.name, address: frame.unit_file(index), number: count::grouped(unit.items.len()) }).collect()
}
