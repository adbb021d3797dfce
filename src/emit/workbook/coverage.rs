//! The sheet 覆盖情况: by domain, which powers and services of the native lists have an item, and what counties list besides.

use std::borrow::Cow;

use crate::emit::Publication;
use crate::model::coverage::DomainCoverage;
use crate::model::personal;

use super::sheet::Paper;
use super::table::{Cell, Column, Heading, Holds, Table};
use super::wording;

/// Headings, widths, and whether a column holds running text.
const COLUMNS: [(&str, f64, Holds); 8] = [
    ("领域", 22.0, Holds::Short),
    ("事项", 8.0, Holds::Short),
    ("清单中的权力和服务", 12.0, Holds::Short),
    ("有公开事项的", 10.0, Holds::Short),
    ("没有公开事项的权力和服务", 60.0, Holds::Long),
    ("各地目录里都有的", 12.0, Holds::Short),
    ("已列的", 8.0, Holds::Short),
    ("没有列的", 60.0, Holds::Long),
];

/// How the sheet is read.
const READING: [&str; 2] = [
    "一、权责清单、公共服务事项清单的权力和服务，先按编码、再按名称与事项对照；名称写得很不一样的对不上，需要人工核对。",
    "二、“各地目录里都有的”是两个以上县（市、区）公布的目录里见过的事项，供对照；国家标准指引的总数没有核实，列齐了也不等于与指引一致。",
];

/// The sheet.
pub(super) fn table(publication: Publication<'_>) -> Table<'_> {
    let columns = COLUMNS.map(|(leaf, width, holds)| Column { parent: None, leaf: leaf.into(), width, holds });
    let title = format!("覆盖情况{}{}", wording::remark(&publication.project.edition.title), wording::draft(publication));
    Table {
        title: title.into(),
        above: READING.map(Cow::Borrowed).into(),
        columns: columns.into(),
        heading: Heading::Always,
        rows: publication.coverage.domains.iter().map(row).collect(),
        below: Vec::new(),
        paper: Paper::Landscape,
    }
}

fn row(domain: &DomainCoverage) -> Vec<Cell<'_>> {
    let uncovered = domain.powers.iter().filter(|power| power.joined.is_none()).map(|power| {
        // Numbers of persons do not leave the file they stand in.
        personal::covered(&power.name).unwrap_or_else(|| power.name.clone())
    });
    let lacking = domain.reference.iter().filter(|item| !item.present).map(|item| item.name.clone());
    let name = if domain.name.is_empty() { "（清单没有写明领域）" } else { &domain.name };
    vec![
        Cell::text(name),
        Cell::Count(domain.items),
        Cell::Count(domain.powers.len()),
        Cell::Count(domain.covered()),
        Cell::Text(lines(uncovered)),
        Cell::Count(domain.reference.len()),
        Cell::Count(domain.present()),
        Cell::Text(lines(lacking)),
    ]
}

/// Names, one a line.
fn lines<'a>(names: impl Iterator<Item = String>) -> Cow<'a, str> {
    names.collect::<Vec<_>>().join("\n").into()
}
