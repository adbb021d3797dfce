//! 变更: what this edition has otherwise than the one before, by domain and by town; and what is probably one item under two names.

use askama::Template;

use super::count;
use super::frame::{Frame, Kind, Page, above, town_file};
use crate::model::changes::{ChangeKind, Changes, EditionChange, EditionName, LikelyRename, Likeness, What};

/// `changes.html`.
#[derive(Template)]
#[template(path = "changes.html")]
pub(super) struct ChangesPage<'a> {
    page: Page<'a>,
    /// None when no edition before is known.
    known: Option<Known<'a>>,
}

/// Everything that changed.
struct Known<'a> {
    from: String,
    to: String,
    numbers: Vec<(&'static str, String)>,
    sections: Vec<Section<'a>>,
    renames: Vec<Rename<'a>>,
    reworded: usize,
}

/// What changed of one domain, in one town, or of towns, departments and domains as such.
struct Section<'a> {
    anchor: String,
    heading: String,
    address: Option<String>,
    rows: Vec<Row<'a>>,
}

/// One changed field; the name is repeated, so that each row can be read alone.
struct Row<'a> {
    name: &'a str,
    address: Option<String>,
    /// What it is or where it stands: 镇街, 部门, or the domain of a town's item.
    about: &'a str,
    kind: &'static str,
    heading: &'a str,
    from: &'a str,
    to: &'a str,
    reason: String,
}

/// Two items that are probably one.
struct Rename<'a> {
    domain: &'a str,
    from: &'a str,
    to: &'a str,
    because: &'static str,
    /// What to write into `mulu.yaml`.
    setting: String,
}

pub(super) fn page<'a>(frame: &'a Frame<'a>) -> ChangesPage<'a> {
    let page = Page { frame, up: "", title: "变更".to_owned(), above: above([("首页", "index.html")]), kind: Kind::Column };
    ChangesPage { page, known: frame.publication.changes.map(|changes| known(frame, changes)) }
}

fn known<'a>(frame: &'a Frame<'a>, changes: &'a Changes) -> Known<'a> {
    let numbers = ChangeKind::ALL.into_iter().map(|kind| {
        let number = changes.list.iter().filter(|change| change.kind == kind).count();
        (kind.word(), format!("{} 项", count::grouped(number)))
    });
    Known {
        from: named(&changes.from),
        to: named(&changes.to),
        numbers: numbers.collect(),
        sections: sections(frame, changes),
        renames: changes.likely_renames.iter().map(|rename| likely(rename, &changes.to)).collect(),
        reworded: changes.reworded,
    }
}

fn named(edition: &EditionName) -> String {
    let title = if edition.title.is_empty() { edition.id.clone() } else { format!("{}《{}》", edition.id, edition.title) };
    edition.as_of.as_ref().map_or(title.clone(), |day| format!("{title}（截至{day}）"))
}

/// What changed as such first, then the city's items by domain, then items of single towns by town; each in the order of the list.
fn sections<'a>(frame: &'a Frame<'a>, changes: &'a Changes) -> Vec<Section<'a>> {
    let catalog = frame.publication.catalog;
    let mut sections: Vec<(Place<'a>, Section<'a>)> = Vec::new();
    for change in &changes.list {
        let place = match (change.what, &change.town) {
            (What::Town | What::Department | What::Domain, _) => Place::Whole,
            (What::Item, None) => Place::Domain(&change.domain_name),
            (What::Item, Some(town)) => Place::Town(town),
        };
        let at = sections.iter().position(|(known, _)| *known == place).unwrap_or_else(|| {
            let (heading, address) = match place {
                Place::Whole => ("镇街、部门和领域".to_owned(), None),
                Place::Domain(name) => {
                    let index = catalog.domains.iter().position(|domain| change.domain.as_ref() == Some(&domain.key));
                    (format!("{name}领域"), index.map(|index| frame.domain_file(index)))
                }
                Place::Town(name) => (name.to_owned(), catalog.towns.iter().position(|town| town.name == name).map(town_file)),
            };
            let anchor = format!("s{}", sections.len() + 1);
            sections.push((place, Section { anchor, heading, address, rows: Vec::new() }));
            sections.len() - 1
        });
        sections[at].1.rows.extend(rows(frame, change));
    }
    // Stable: domains and towns stay in the order of the list.
    sections.sort_by_key(|(place, _)| match place {
        Place::Whole => 0,
        Place::Domain(_) => 1,
        Place::Town(_) => 2,
    });
    sections.into_iter().map(|(_, section)| section).collect()
}

/// Where a change is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place<'a> {
    Whole,
    Domain(&'a str),
    Town(&'a str),
}

fn rows<'a>(frame: &Frame<'_>, change: &'a EditionChange) -> Vec<Row<'a>> {
    let about = match (change.what, &change.town) {
        (What::Item, None) => "",
        (What::Item, Some(_)) => change.domain_name.as_str(),
        (What::Town | What::Department | What::Domain, _) => change.what.word(),
    };
    // What is gone has no page.
    let address = change.id.as_deref().filter(|id| frame.is_item(id)).map(|id| frame.item_file(id));
    let row = |heading: &'a str, from: &'a str, to: &'a str, reason: String| Row {
        name: &change.name,
        address: address.clone(),
        about,
        kind: change.kind.word(),
        heading,
        from,
        to,
        reason,
    };
    let renamed = change.was.as_deref().map(|was| row("名称", was, &change.name, reason(change, None)));
    let fields = change.fields.iter().map(|field| row(&field.heading, &field.from, &field.to, reason(change, field.reason.as_deref())));
    let mut rows: Vec<Row<'a>> = renamed.into_iter().chain(fields).collect();
    if rows.is_empty() {
        rows.push(row("", "", "", reason(change, None)));
    }
    rows
}

/// The reason of a field, else that of the whole.
fn reason(change: &EditionChange, own: Option<&str>) -> String {
    own.or(change.reason.as_deref()).unwrap_or("没有写明").to_owned()
}

fn likely<'a>(rename: &'a LikelyRename, to: &EditionName) -> Rename<'a> {
    // A text between double quotes as JSON has it is one in YAML, too.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    Rename {
        domain: &rename.domain_name,
        from: &rename.from,
        to: &rename.to,
        because: match rename.because {
            Likeness::Code => "事项编码相同",
            Likeness::Name => "名称相近，依据相同",
        },
        setting: format!("renamed:\n  - {{from: {}, to: {}, since: {}}}\n", quoted(&rename.from), quoted(&rename.to), quoted(&to.id)),
    }
}
