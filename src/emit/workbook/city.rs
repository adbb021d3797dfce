//! `city.xlsx`: 目录, a sheet a domain in the national layout, 说明, and 数据 with every item flat.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use crate::emit::{Output, Publication};
use crate::model::catalog::city_subject;
use crate::model::register::Unit;
use crate::model::{DomainSection, Entry};

use super::book::{self, Book};
use super::contents::{self, Further, Line};
use super::index::{self, Spot, Spots};
use super::national::{self, Third};
use super::paper::Paper;
use super::remarks::{self, Remarks};
use super::table::{self, Cell, Heading, Table};
use super::{Written, changes, cover, coverage, data, left_out, names, register, wording};

const CONTENTS: &str = "目录";
const STATUTES: &str = "依据索引";
const UNITS: &str = "主体索引";
const REMARKS: &str = "说明";
const COVERAGE: &str = "覆盖情况";
const REGISTER: &str = "报送情况";
const DATA: &str = "数据";

/// The one file of the group `city`.
pub fn outputs(publication: Publication<'_>) -> Vec<Output<'_>> {
    vec![Output { path: "city.xlsx".to_owned(), town: None, make: Box::new(move |folder| make(publication, folder)) }]
}

fn make(publication: Publication<'_>, folder: &Path) -> io::Result<Vec<u8>> {
    let mut book = Book::published(publication, &wording::edition_title(publication), CONTENTS, folder)?;
    write(publication, &mut book).map_err(book::failed)?;
    book.bytes()
}

fn write(publication: Publication<'_>, book: &mut Book) -> Written {
    let catalog = publication.catalog;
    let fixed = [cover::SHEET, CONTENTS, changes::SHEET, STATUTES, UNITS, REMARKS, COVERAGE, REGISTER, DATA];
    let sheets = names::sheets(&fixed, catalog.domains.iter().map(|domain| domain.name.as_str()));
    let title = wording::edition_title(publication);
    cover::write(&mut book.sheet(cover::SHEET, 0)?, publication, &title, publication.project.city.government.as_deref())?;
    let listed = contents(publication, &sheets);
    let mut sheet = book.sheet(CONTENTS, 0)?;
    table::write(&mut sheet, &listed)?;
    if listed.rows.len() <= contents::ROWS_TOGETHER {
        sheet.together()?;
    }
    let mut spots = Spots::new();
    for (at, (domain, sheet)) in catalog.domains.iter().zip(&sheets).enumerate() {
        let table = domain_table(publication, at + 1, domain);
        let rows = table::write(&mut book.sheet(sheet, table.rows.len())?, &table)?;
        let here = (1..).zip(in_city(domain)).zip(rows);
        spots.extend(here.map(|((number, entry), row)| (entry.id.as_str(), Spot { sheet, number, row })));
    }
    let further = [
        publication
            .changes
            .map(|changes| (changes::SHEET, changes::table(wording::sheet_title(publication, changes::SHEET), changes, |_| true))),
        Some((STATUTES, index::statutes(publication, &spots))),
        Some((UNITS, index::units(publication, &spots))),
        Some((REMARKS, remarks(publication))),
        Some((COVERAGE, coverage::table(publication))),
        Some((REGISTER, register::table(publication))),
    ];
    for (name, table) in further.into_iter().flatten() {
        table::write(&mut book.sheet(name, table.rows.len())?, &table)?;
    }
    data::write(&mut book.sheet(DATA, catalog.item_count())?, publication)
}

fn contents<'a>(publication: Publication<'a>, sheets: &'a [String]) -> Table<'a> {
    let (tier, _) = wording::tiers(&publication.project.city);
    let lines = publication.catalog.domains.iter().zip(sheets).enumerate().map(|(at, (domain, sheet))| {
        let count = in_city(domain).count();
        let remark = if count == 0 { contents::absence(domain, &tier) } else { Cow::Borrowed("") };
        Line { number: at + 1, domain, sheet: Some(sheet), count, remark }
    });
    let changes =
        publication.changes.map(|_| Further { sheet: changes::SHEET, remark: "与上一版相比的新增、修改、删除和更名" });
    let further = [
        Further { sheet: STATUTES, remark: "每部法规、文件是哪些事项的依据" },
        Further { sheet: UNITS, remark: "每个单位公开哪些事项" },
        Further { sheet: REMARKS, remark: "怎样阅读；不适用的领域和理由" },
        Further { sheet: COVERAGE, remark: "与权责清单、各地目录的对照" },
        Further { sheet: REGISTER, remark: "各部门、镇街交来的文件" },
        Further { sheet: DATA, remark: "一行一条，可筛选" },
    ];
    let further: Vec<Further<'_>> = changes.into_iter().chain(further).collect();
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
    let absent = catalog.domains.iter().filter_map(|domain| {
        let reason = domain.not_applicable.as_ref()?;
        Some(["不适用的领域".into(), domain.name.as_str().into(), Cow::Borrowed(""), reason.value.as_str().into()])
    });
    let left_out = publication.left_out.iter().filter(|left_out| left_out.of == Unit::Department).map(|left_out| {
        let said = left_out::said(publication, left_out);
        [left_out::KIND.into(), said.domain.into(), said.path.into(), said.reason]
    });
    let rows = absent.chain(left_out).map(|words| words.map(Cell::Text).to_vec());
    let headings = &[("类别", 16.0), ("领域", 26.0), ("事项", 40.0), ("理由", 70.0)];
    remarks::table(publication, Remarks { lines, headings, rows: rows.collect() })
}
