//! `city.xlsx`: 目录, a sheet a domain in the national layout, 说明, and 数据 with every item flat.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use crate::emit::{Output, Publication};
use crate::model::catalog::city_subject;
use crate::model::{DomainSection, Entry};

use super::book::{self, Book};
use super::contents::{self, Further, Line};
use super::national::{self, Third};
use super::remarks::{self, Remarks};
use super::sheet::Paper;
use super::table::{self, Cell, Heading, Table};
use super::{Written, coverage, data, names, register, wording};

const CONTENTS: &str = "目录";
const REMARKS: &str = "说明";
const COVERAGE: &str = "覆盖情况";
const REGISTER: &str = "报送情况";
const DATA: &str = "数据";

/// The one file of the group `city`.
pub fn outputs(publication: Publication<'_>) -> Vec<Output<'_>> {
    vec![Output { path: "city.xlsx".to_owned(), town: None, make: Box::new(move |folder| make(publication, folder)) }]
}

fn make(publication: Publication<'_>, folder: &Path) -> io::Result<Vec<u8>> {
    let edition = &publication.project.edition;
    let date = edition.as_of.as_ref().map(|date| date.value);
    let mut book = Book::new(&wording::edition_title(publication), date, Some(folder))?;
    write(publication, &mut book).map_err(book::failed)?;
    book.bytes()
}

fn write(publication: Publication<'_>, book: &mut Book) -> Written {
    let catalog = publication.catalog;
    let sheets = names::sheets(&[CONTENTS, REMARKS, COVERAGE, REGISTER, DATA], catalog.domains.iter().map(|domain| domain.name.as_str()));
    let contents = contents(publication, &sheets);
    table::write(&mut book.sheet(CONTENTS, 0)?, &contents)?;
    for (at, (domain, name)) in catalog.domains.iter().zip(&sheets).enumerate() {
        let table = domain_table(publication, at + 1, domain);
        table::write(&mut book.sheet(name, table.rows.len())?, &table)?;
    }
    table::write(&mut book.sheet(REMARKS, 0)?, &remarks(publication))?;
    let covered = coverage::table(publication);
    table::write(&mut book.sheet(COVERAGE, covered.rows.len())?, &covered)?;
    let handed_in = register::table(publication);
    table::write(&mut book.sheet(REGISTER, handed_in.rows.len())?, &handed_in)?;
    data::write(&mut book.sheet(DATA, catalog.item_count())?, publication)
}

fn contents<'a>(publication: Publication<'a>, sheets: &'a [String]) -> Table<'a> {
    let (tier, _) = wording::tiers(&publication.project.city);
    let lines = publication.catalog.domains.iter().zip(sheets).enumerate().map(|(at, (domain, sheet))| {
        let count = in_city(domain).count();
        let remark = if count == 0 { contents::absence(domain, &tier) } else { Cow::Borrowed("") };
        Line { number: at + 1, domain, sheet: Some(sheet), count, remark }
    });
    let further = [
        Further { sheet: REMARKS, remark: "怎样阅读本目录；不适用的领域和理由" },
        Further { sheet: COVERAGE, remark: "权责清单、公共服务事项清单的事项有没有公开，与各地目录的对照" },
        Further { sheet: REGISTER, remark: "各部门、各镇街交来的文件和状态" },
        Further { sheet: DATA, remark: "全部事项的所有字段，一行一条，可筛选" },
    ];
    let office = publication.project.city.government.as_deref();
    contents::table(publication, wording::edition_title(publication), office, lines.collect(), &further)
}

fn domain_table<'a>(publication: Publication<'a>, number: usize, domain: &'a DomainSection) -> Table<'a> {
    let city = &publication.project.city;
    let title = wording::domain_title(publication, &city.name, number, domain);
    let third = Third::of(in_city(domain).map(|entry| &*entry.item));
    let columns = national::columns(city, third);
    let rows: Vec<Vec<Cell<'a>>> = (1..)
        .zip(in_city(domain))
        .map(|(number, entry)| national::row(number, &entry.item, city_subject(&entry.item.subject).into(), third))
        .collect();
    if rows.is_empty() {
        return contents::empty(title, columns, contents::absence(domain, &wording::tiers(city).0));
    }
    let legend = wording::legend(in_city(domain).map(|entry| &*entry.item));
    Table {
        title: title.into(),
        above: Vec::new(),
        columns,
        heading: Heading::Always,
        rows,
        below: legend.map(Cow::Borrowed).into_iter().collect(),
        paper: Paper::Landscape,
    }
}

fn in_city(domain: &DomainSection) -> impl Iterator<Item = &Entry> {
    let applies = domain.not_applicable.is_none();
    domain.entries.iter().filter(move |entry| applies && entry.in_city())
}

fn remarks(publication: Publication<'_>) -> Table<'_> {
    let catalog = publication.catalog;
    let entries = || catalog.domains.iter().flat_map(|domain| &domain.entries);
    let (own, towns) = wording::tiers(&publication.project.city);
    let mut lines: Vec<Cow<'_, str>> =
        vec![format!("六、每条事项的全部字段、来源清单和编码见“数据”工作表；{towns}事项另见{towns}目录。").into()];
    let neither = entries().filter(|entry| !entry.in_city() && !entry.at_town_level()).count();
    if neither > 0 {
        lines.push(format!("七、另有{neither}条事项的公开层级既没有{own}也没有{towns}，只列在“数据”工作表中。").into());
    }
    let rows = catalog.domains.iter().filter_map(|domain| {
        let reason = domain.not_applicable.as_ref()?;
        Some(vec![Cell::text("不适用的领域"), Cell::text(domain.name.as_str()), Cell::text(reason.value.as_str())])
    });
    let headings = &[("类别", 16.0), ("领域", 40.0), ("理由", 90.0)];
    remarks::table(publication, Remarks { lines, headings, rows: rows.collect() })
}
