//! `towns.xlsx`: the town-level catalog of all towns in one: which towns have an item, and where they differ.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use crate::emit::Publication;
use crate::model::catalog::Reported;
use crate::model::register::Unit;
use crate::model::{DomainSection, Entry};

use super::book::{self, Book};
use super::contents::{self, Further, Line};
use super::differences;
use super::national::{self, Third};
use super::paper::Paper;
use super::remarks::{self, Remarks};
use super::table::{self, Cell, Column, Heading, Holds, Table};
use super::{Written, cover, left_out, names, wording};

const TOWNS: &str = "镇街情况";
const CONTENTS: &str = "目录";
const REMARKS: &str = "说明";
/// Merged over the two columns on the towns.
const PARENT: &str = "镇街适用情况";

/// Makes the file.
pub(super) fn make(publication: Publication<'_>, folder: &Path) -> io::Result<Vec<u8>> {
    let mut book = Book::published(publication, &title(publication), CONTENTS, folder)?;
    write(publication, &mut book).map_err(book::failed)?;
    book.bytes()
}

fn write(publication: Publication<'_>, book: &mut Book) -> Written {
    let domains = &publication.catalog.domains;
    let sheets = names::sheets(&[cover::SHEET, CONTENTS, TOWNS, REMARKS], domains.iter().map(|domain| domain.name.as_str()));
    let office = publication.project.city.government.as_deref();
    cover::write(&mut book.sheet(cover::SHEET, 0)?, publication, &title(publication), office)?;
    table::write(&mut book.sheet(CONTENTS, 0)?, &contents(publication, &sheets))?;
    table::write(&mut book.sheet(TOWNS, 0)?, &towns_table(publication))?;
    for (at, (domain, name)) in domains.iter().zip(&sheets).enumerate() {
        let table = domain_table(publication, at + 1, domain);
        table::write(&mut book.sheet(name, table.rows.len())?, &table)?;
    }
    table::write(&mut book.sheet(REMARKS, 0)?, &remarks(publication)).map(drop)
}

fn title(publication: Publication<'_>) -> String {
    wording::edition_title_of(publication, &format!("（{}汇总）", wording::tiers(&publication.project.city).1))
}

/// The towns with their state and counts.
fn towns_table(publication: Publication<'_>) -> Table<'_> {
    let catalog = publication.catalog;
    let rows = catalog.towns.iter().enumerate().map(|(index, town)| {
        let counts = differences::counts(catalog, index);
        let state = match town.reported {
            Reported::Yes => "已报送",
            Reported::No => "未报送",
        };
        let mut row = vec![Cell::Count(index + 1), Cell::text(town.name.as_str()), Cell::text(town.government.as_str()), Cell::text(state)];
        row.extend([counts.all, counts.confirmed, counts.changed, counts.omitted, counts.added].map(Cell::Count));
        row
    });
    let headings = ["序号", "镇（街道）", "公开主体", "报送情况", "事项数", "确认", "调整", "不适用", "新增"];
    let widths = [6.0, 16.0, 28.0, 11.0, 9.0, 8.0, 8.0, 9.0, 8.0];
    let columns =
        headings.into_iter().zip(widths).map(|(leaf, width)| Column { parent: None, leaf: leaf.into(), width, holds: Holds::Short });
    let mut below: Vec<Cow<'_, str>> =
        vec!["注：未报送的镇（街道）按统一目录列入；没有逐条确认、调整或者说明不适用的事项，视为沿用。".into()];
    if catalog.towns.is_empty() {
        below = vec!["注：没有登记镇（街道）。".into()];
    }
    Table {
        title: title(publication).into(),
        above: contents::about(publication, publication.project.city.government.as_deref()),
        columns: columns.collect(),
        heading: Heading::Always,
        rows: rows.collect(),
        below,
        paper: Paper::Portrait,
    }
}

fn contents<'a>(publication: Publication<'a>, sheets: &'a [String]) -> Table<'a> {
    let (_, tier) = wording::tiers(&publication.project.city);
    let lines = publication.catalog.domains.iter().zip(sheets).enumerate().map(|(at, (domain, sheet))| {
        let count = town_level(domain).count();
        let remark = if count == 0 { contents::absence(domain, &tier) } else { Cow::Borrowed("") };
        Line { number: at + 1, domain, sheet: Some(sheet), count, remark }
    });
    let further = [
        Further { sheet: TOWNS, remark: "各镇（街道）的报送情况和事项数" },
        Further { sheet: REMARKS, remark: "怎样阅读；不适用的领域和理由" },
    ];
    contents::table(publication, title(publication), publication.project.city.government.as_deref(), lines.collect(), &further)
}

fn domain_table<'a>(publication: Publication<'a>, number: usize, domain: &'a DomainSection) -> Table<'a> {
    let catalog = publication.catalog;
    let city = &publication.project.city;
    let (_, tier) = wording::tiers(city);
    let title = wording::domain_title(publication, &format!("{}{tier}", city.name), number, domain);
    let third = Third::of(town_level(domain).map(|entry| &*entry.item));
    let mut columns = national::columns(city, third);
    columns.push(Column { parent: Some(PARENT), leaf: "适用镇街".into(), width: 14.0, holds: Holds::Running });
    columns.push(Column { parent: Some(PARENT), leaf: "差异".into(), width: 26.0, holds: Holds::Long });
    let rows: Vec<Vec<Cell<'a>>> = (1..)
        .zip(town_level(domain))
        .map(|(number, entry)| {
            let mut row = national::row(number, &entry.item, Cow::Borrowed(&entry.item.subject.text), third);
            row.push(Cell::text(differences::towns(catalog, domain, entry)));
            row.push(Cell::text(differences::lines(catalog, domain, entry)));
            row
        })
        .collect();
    let mut below: Vec<Cow<'a, str>> =
        wording::legend(town_level(domain).map(|entry| &*entry.item)).map(Cow::Borrowed).into_iter().collect();
    below.extend(catalog.towns.iter().filter_map(|town| {
        let reason = town.not_applicable.get(&domain.key)?;
        Some(format!("注：{}本领域不适用（理由：{}）。", town.name, reason.value).into())
    }));
    if rows.is_empty() {
        return contents::empty(title, columns, contents::absence(domain, &tier));
    }
    Table { title: title.into(), above: Vec::new(), columns, heading: Heading::Always, rows, below, paper: Paper::Landscape }
}

/// Items that some town has or could have.
fn town_level(domain: &DomainSection) -> impl Iterator<Item = &Entry> {
    let applies = domain.not_applicable.is_none();
    domain.entries.iter().filter(move |entry| applies && entry.at_town_level())
}

fn remarks(publication: Publication<'_>) -> Table<'_> {
    let catalog = publication.catalog;
    let lines = vec![
        "六、“适用镇街”列出有该事项的镇（街道）；“差异”列出调整、不适用和新增的镇（街道）及理由。".into(),
        "七、公开主体为“乡镇人民政府”“街道办事处”等通称的，在各镇（街道）目录中为该镇人民政府或者街道办事处。".into(),
    ];
    let city = catalog.domains.iter().filter_map(|domain| {
        let reason = domain.not_applicable.as_ref()?;
        Some(["全市不适用".into(), domain.name.as_str().into(), Cow::Borrowed(""), Cow::Borrowed(""), reason.value.as_str().into()])
    });
    let towns = catalog.towns.iter().flat_map(|town| {
        catalog.domains.iter().filter_map(move |domain| {
            let reason = town.not_applicable.get(&domain.key)?;
            let (domain, town) = (domain.name.as_str().into(), town.name.as_str().into());
            Some(["镇（街道）不适用".into(), domain, town, Cow::Borrowed(""), reason.value.as_str().into()])
        })
    });
    let left_out = publication.left_out.iter().filter(|left_out| left_out.of == Unit::Town).map(|left_out| {
        let said = left_out::said(publication, left_out);
        [left_out::KIND.into(), said.domain.into(), left_out.unit.as_str().into(), said.path.into(), said.reason]
    });
    let rows = city.chain(towns).chain(left_out).map(|words| words.map(Cell::Text).to_vec());
    let headings = &[("类别", 16.0), ("领域", 26.0), ("镇（街道）", 14.0), ("事项", 36.0), ("理由", 60.0)];
    remarks::table(publication, Remarks { lines, headings, rows: rows.collect() })
}
