//! `towns/<town>.xlsx`: a town's own catalog: its items with its values and its 公开主体, and what it left out, changed and added.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use crate::emit::Publication;
use crate::model::catalog::{InTown, Reported, town_subject};
use crate::model::register::Unit;
use crate::model::{DomainSection, TownState};

use super::book::{self, Book};
use super::contents::{self, Further, Line};
use super::national::{self, Third};
use super::paper::Paper;
use super::remarks::{self, Remarks};
use super::table::{self, Cell, Heading, Table};
use super::{Written, changes, cover, left_out, names, town_changes, wording};

const CONTENTS: &str = "目录";
const REMARKS: &str = "说明";

/// A domain's items in the town, with the domain's number.
type Section<'a> = (usize, &'a DomainSection, Vec<InTown<'a>>);

/// Makes the file of the town with this index.
pub(super) fn make(publication: Publication<'_>, town: usize, folder: &Path) -> io::Result<Vec<u8>> {
    let mut book = Book::published(publication, &title(publication, town), CONTENTS, folder)?;
    write(publication, town, &mut book).map_err(book::failed)?;
    book.bytes()
}

fn write(publication: Publication<'_>, town: usize, book: &mut Book) -> Written {
    let catalog = publication.catalog;
    let sections: Vec<Section<'_>> =
        (1..).zip(&catalog.domains).map(|(number, domain)| (number, domain, catalog.in_town(domain, town).collect())).collect();
    let fixed = [cover::SHEET, CONTENTS, changes::SHEET, REMARKS];
    let sheets = names::sheets(&fixed, catalog.domains.iter().map(|domain| domain.name.as_str()));
    let office = &catalog.towns[town].government;
    cover::write(&mut book.sheet(cover::SHEET, 0)?, publication, &title(publication, town), Some(office))?;
    table::write(&mut book.sheet(CONTENTS, 0)?, &contents(publication, town, &sections, &sheets))?;
    for ((number, domain, items), name) in sections.iter().zip(&sheets).filter(|((_, _, items), _)| !items.is_empty()) {
        let table = domain_table(publication, town, *number, domain, items);
        table::write(&mut book.sheet(name, table.rows.len())?, &table)?;
    }
    if let Some(changes) = publication.changes {
        let changes = town_changes::of_town(publication, town, changes);
        let table = changes::table(wording::sheet_title(publication, changes::SHEET), &changes, |_| true);
        table::write(&mut book.sheet(changes::SHEET, table.rows.len())?, &table)?;
    }
    table::write(&mut book.sheet(REMARKS, 0)?, &remarks(publication, town, &sections)).map(drop)
}

/// `海虞镇基层政务公开标准目录（示例数据，非官方发布）`.
fn title(publication: Publication<'_>, town: usize) -> String {
    let remark = wording::remark(&publication.project.edition.title);
    format!("{}基层政务公开标准目录{remark}{}", publication.catalog.towns[town].name, wording::draft(publication))
}

fn contents<'a>(publication: Publication<'a>, town: usize, sections: &[Section<'a>], sheets: &'a [String]) -> Table<'a> {
    let section = &publication.catalog.towns[town];
    let lines = sections.iter().zip(sheets).map(|((number, domain, items), sheet)| {
        let sheet = (!items.is_empty()).then_some(sheet.as_str());
        let remark = if items.is_empty() { absence(publication, town, domain) } else { Cow::Borrowed("") };
        Line { number: *number, domain, sheet, count: items.len(), remark }
    });
    let changes = publication.changes.map(|_| Further { sheet: changes::SHEET, remark: "与上一版相比的变更" });
    let remarks = Further { sheet: REMARKS, remark: "怎样阅读；不适用、调整和新增的事项" };
    let further: Vec<Further<'_>> = changes.into_iter().chain([remarks]).collect();
    let mut table = contents::table(publication, title(publication, town), Some(&section.government), lines.collect(), &further);
    if section.reported == Reported::No {
        table.above.push("报送情况：未报送，按统一目录列入。".into());
    }
    table
}

/// Why a domain has no sheet.
fn absence<'a>(publication: Publication<'a>, town: usize, domain: &DomainSection) -> Cow<'a, str> {
    match publication.catalog.towns[town].not_applicable.get(&domain.key) {
        Some(reason) => format!("不适用：{}", reason.value).into(),
        None => contents::absence(domain, &wording::tiers(&publication.project.city).1),
    }
}

fn domain_table<'a>(
    publication: Publication<'a>,
    town: usize,
    number: usize,
    domain: &'a DomainSection,
    items: &[InTown<'a>],
) -> Table<'a> {
    let section = &publication.catalog.towns[town];
    let third = Third::of(items.iter().map(|here| here.item));
    let rows =
        (1..).zip(items).map(|(number, here)| national::row(number, here.item, town_subject(&here.item.subject, section).into(), third));
    let legend = wording::legend(items.iter().map(|here| here.item));
    Table {
        title: wording::domain_title(publication, &section.name, number, domain).into(),
        above: Vec::new(),
        columns: national::columns(&publication.project.city, third),
        heading: Heading::Always,
        rows: rows.collect(),
        below: legend.map(Cow::Borrowed).into_iter().collect(),
        paper: Paper::Landscape,
    }
}

fn remarks<'a>(publication: Publication<'a>, town: usize, sections: &[Section<'a>]) -> Table<'a> {
    let mut rows: Vec<Vec<Cell<'a>>> = Vec::new();
    for (_, domain, _) in sections.iter().filter(|(_, _, items)| items.is_empty()) {
        rows.push(row("没有工作表的领域", domain, "", ["", "", ""], absence(publication, town, domain)));
    }
    for wanted in [TownState::Omitted, TownState::Changed, TownState::Added] {
        for (_, domain, _) in sections {
            rows.extend(deviations(domain, town, wanted));
        }
    }
    let name = &publication.catalog.towns[town].name;
    for left_out in publication.left_out.iter().filter(|left_out| left_out.of == Unit::Town && left_out.unit == *name) {
        let said = left_out::said(publication, left_out);
        let words = [left_out::KIND.into(), said.domain.into(), said.path.into(), "".into(), "".into(), "".into(), said.reason];
        rows.push(words.map(Cell::Text).to_vec());
    }
    let headings = &[("类别", 14.0), ("领域", 14.0), ("事项", 28.0), ("字段", 12.0), ("调整前", 34.0), ("调整后", 34.0), ("理由", 30.0)];
    remarks::table(publication, Remarks { lines: Vec::new(), headings, rows })
}

/// What the town says of the items of a domain, of one state.
fn deviations<'a>(domain: &'a DomainSection, town: usize, wanted: TownState) -> Vec<Vec<Cell<'a>>> {
    let mut rows = Vec::new();
    for entry in &domain.entries {
        let Some(deviation) = entry.towns.get(&town).filter(|deviation| deviation.state == wanted) else { continue };
        let path = wording::path(entry);
        let reason = deviation.reason.as_deref().unwrap_or("");
        match deviation.state {
            TownState::Confirmed => {}
            TownState::Omitted => rows.push(row("不适用", domain, &path, ["", "", ""], reason.into())),
            TownState::Added => rows.push(row("新增", domain, &path, ["", "", ""], reason.into())),
            TownState::Changed => rows.extend(deviation.changes.iter().map(|change| {
                let reason = change.reason.as_deref().unwrap_or(reason);
                row("调整", domain, &path, [wording::field(change.field), &change.from, &change.to], reason.into())
            })),
        }
    }
    rows
}

fn row<'a>(
    kind: &'static str,
    domain: &'a DomainSection,
    path: &str,
    [field, from, to]: [&'a str; 3],
    reason: Cow<'a, str>,
) -> Vec<Cell<'a>> {
    vec![
        Cell::text(kind),
        Cell::text(domain.name.as_str()),
        Cell::text(path.to_owned()),
        Cell::text(field),
        Cell::text(from),
        Cell::text(to),
        Cell::Text(reason),
    ]
}
