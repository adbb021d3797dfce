//! Changes as one page to read, print and send on: the site's look, no script, nothing from the network.

use askama::Template;

use super::{Compared, because, named};
use crate::model::changes::record::Counts;
use crate::model::changes::{EditionChange, What};

/// `diff.html`.
#[derive(Template)]
#[template(path = "diff.html")]
struct Page<'a> {
    title: String,
    css: &'static str,
    from: String,
    to: String,
    numbers: [(&'static str, usize); 4],
    sections: Vec<Section<'a>>,
    /// From, to, and why it is thought so.
    renames: Vec<(&'a str, &'a str, &'static str)>,
    reworded: usize,
}

/// Changes of a domain, or of towns, departments and domains as such.
struct Section<'a> {
    heading: &'a str,
    rows: Vec<Row<'a>>,
}

/// One changed field.
struct Row<'a> {
    name: &'a str,
    /// The town, or what it is that changed.
    about: &'a str,
    kind: &'static str,
    heading: &'a str,
    from: &'a str,
    to: &'a str,
    reason: &'a str,
}

/// Prints it.
pub(super) fn print(Compared { city, changes }: Compared<'_>) -> String {
    let Counts { added, changed, removed, renamed } = Counts::of(changes.list.iter());
    let sections = changes.sections().into_iter().map(|section| Section {
        heading: section.domain.unwrap_or("镇街、部门和领域"),
        rows: section.changes.into_iter().flat_map(rows).collect(),
    });
    let page = Page {
        title: format!("{city}基层政务公开标准目录变更"),
        css: include_str!("../site/style.css"),
        from: named(&changes.from),
        to: named(&changes.to),
        numbers: [("新增", added), ("修改", changed), ("删除", removed), ("更名", renamed)],
        sections: sections.collect(),
        renames: changes.likely_renames.iter().map(|one| (one.from.as_str(), one.to.as_str(), because(one.because))).collect(),
        reworded: changes.reworded,
    };
    page.render().expect("a page is made in memory") + "\n"
}

fn rows<'a>(change: &'a EditionChange) -> Vec<Row<'a>> {
    let about = match change.what {
        What::Item => change.town.as_deref().unwrap_or_default(),
        What::Town | What::Department | What::Domain => change.town.as_deref().unwrap_or(change.what.word()),
    };
    let reason = |own: Option<&'a String>| own.or(change.reason.as_ref()).map_or("（没有写明）", String::as_str);
    let (name, kind) = (change.name.as_str(), change.kind.word());
    let row = |heading: &'a str, from: &'a str, to: &'a str, own| Row { name, about, kind, heading, from, to, reason: reason(own) };
    let mut rows: Vec<Row<'a>> = change.was.iter().map(|was| row("名称", was, &change.name, None)).collect();
    rows.extend(change.fields.iter().map(|field| row(&field.heading, &field.from, &field.to, field.reason.as_ref())));
    if rows.is_empty() {
        rows.push(row("", "", "", None));
    }
    rows
}
