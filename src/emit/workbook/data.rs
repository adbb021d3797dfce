//! The sheet 数据: every item flat, a row an item, nothing merged, for filters and programs. The wording is that of the lists.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Table, TableColumn, TableStyle};

use crate::emit::Publication;
use crate::model::fields::{self, Part, PartInfo};
use crate::model::{DomainSection, Entry, Field, print};

use super::formats::BODY_POINTS;
use super::paper::Paper;
use super::sheet::{Area, Page, Sheet};
use super::table::index;
use super::{Written, measure, names, text, wording};

/// Columns before the fields.
const BEFORE: [(&str, f64); 3] = [("事项ID", 26.0), ("领域", 16.0), ("序号", 7.0)];
/// Columns behind the fields.
const BEHIND: [(&str, f64); 3] = [("清单", 18.0), ("清单编码", 26.0), ("新增的镇（街道）", 16.0)];
/// Narrowest column of a field: its heading names the columns it stands under.
const NARROWEST: f64 = 13.0;
/// What the table is called.
const TABLE: &str = "事项数据";
/// Height of the heading.
const HEADING_LINES: u32 = 2;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, publication: Publication<'_>) -> Written {
    let extra = extra_headings(publication);
    let columns = columns(publication, &extra);
    let last_column = index(columns.len() - 1);
    let items = u32::try_from(publication.catalog.item_count()).expect("there are fewer items than rows");
    heading(sheet, &columns, items)?;
    let mut row = 0;
    for domain in &publication.catalog.domains {
        for (number, entry) in (1..).zip(&domain.entries) {
            row += 1;
            sheet.height(row, measure::height(1, BODY_POINTS))?;
            for (column, cell) in cells(publication, domain, entry, &extra).into_iter().enumerate() {
                let format = &sheet.formats.flat;
                // The third column counts the items of the domain.
                if column == 2 {
                    sheet.count(Area::cell(row, index(column)), number, format)?;
                } else if !cell.is_empty() {
                    sheet.text(Area::cell(row, index(column)), &cell, format)?;
                }
            }
        }
    }
    sheet.end(row + 1)?;
    sheet.page(Page { paper: Paper::Landscape, repeated: Some((0, 0)), frozen: 1, bottom: row, right: last_column })
}

/// The columns with their widths. A table takes no heading twice, in whatever case, and none that is blank.
fn columns(publication: Publication<'_>, extra: &BTreeMap<(&str, usize), usize>) -> Vec<(String, f64)> {
    let mut columns: Vec<(Cow<'_, str>, f64)> = BEFORE.iter().map(|(words, width)| (Cow::Borrowed(*words), *width)).collect();
    columns.extend(leaves().map(|(field, part)| (leaf_heading(publication, field, part), f64::from(field.info().width).max(NARROWEST))));
    columns.extend(BEHIND.iter().map(|(words, width)| (Cow::Borrowed(*words), *width)));
    let mut further: Vec<(&usize, &str)> = extra.iter().map(|((heading, _), at)| (at, *heading)).collect();
    further.sort_unstable();
    columns.extend(further.into_iter().map(|(_, heading)| (Cow::Borrowed(heading), f64::from(Field::Extra.info().width))));
    let words = names::headings(columns.iter().map(|(words, _)| &**words));
    words.into_iter().zip(columns).map(|(words, (_, width))| (words, width)).collect()
}

/// The heading, and with it the table: where rows are kept on disk it must be known before them.
fn heading(sheet: &mut Sheet<'_>, columns: &[(String, f64)], items: u32) -> Written {
    sheet.height(0, measure::height(HEADING_LINES, BODY_POINTS))?;
    for (column, (_, width)) in columns.iter().enumerate() {
        sheet.width(index(column), *width)?;
    }
    let headings: Vec<TableColumn> = columns
        .iter()
        .map(|(words, _)| {
            let looks = &sheet.formats.flat_heading;
            let format = if text::looks_like_formula(words) { looks.clone().set_quote_prefix() } else { looks.clone() };
            TableColumn::new().set_header(words).set_header_format(&format)
        })
        .collect();
    let table = Table::new().set_name(TABLE).set_style(TableStyle::Light1).set_columns(&headings);
    // A table has at least one row.
    sheet.worksheet.add_table(0, 0, items.max(1), index(columns.len() - 1), &table).map(drop)
}

/// `公开对象：全社会`: a heading that needs none above it.
fn leaf_heading(publication: Publication<'_>, field: Field, part: Option<&'static PartInfo>) -> Cow<'static, str> {
    let Some(part) = part else { return Cow::Borrowed(field.info().heading) };
    let leaf = match part.part {
        Part::Tier(tier) => wording::tier(&publication.project.city, part, tier),
        Part::Everyone | Part::Specific | Part::Active | Part::OnRequest => part.heading.to_owned(),
    };
    Cow::Owned(format!("{}：{leaf}", field.info().heading))
}

/// The cells of an item; the third, its number, is left to the caller.
fn cells<'a>(
    publication: Publication<'a>,
    domain: &'a DomainSection,
    entry: &'a Entry,
    extra: &BTreeMap<(&str, usize), usize>,
) -> Vec<Cow<'a, str>> {
    let item = &entry.item;
    let mut cells: Vec<Cow<'a, str>> = vec![entry.id.as_str().into(), domain.name.as_str().into(), Cow::Borrowed("")];
    cells.extend(leaves().map(|(field, part)| print::cell(item, field, part.map(|part| part.part))));
    let lists: Vec<&str> = entry.lists.iter().map(|kind| kind.word_zh()).collect();
    cells.push(lists.join("、").into());
    let codes: Vec<String> = entry.codes.iter().map(|(list, code)| format!("{list}：{code}")).collect();
    cells.push(codes.join("；").into());
    cells.push(entry.added_by.map_or("", |town| &publication.catalog.towns[town].name).into());
    let first = cells.len();
    cells.resize(first + extra.len(), Cow::Borrowed(""));
    for (key, text) in numbered_extra(entry) {
        cells[first + extra[&key]] = text.into();
    }
    cells
}

/// Extra columns of all items in first-seen order: (heading, how many of that heading stand before it) → column.
fn extra_headings(publication: Publication<'_>) -> BTreeMap<(&str, usize), usize> {
    let mut headings = BTreeMap::new();
    for entry in publication.catalog.domains.iter().flat_map(|domain| &domain.entries) {
        for (key, _) in numbered_extra(entry) {
            let next = headings.len();
            headings.entry(key).or_insert(next);
        }
    }
    headings
}

/// Extra columns of an item; two under one heading are told apart by their number.
fn numbered_extra(entry: &Entry) -> impl Iterator<Item = ((&str, usize), &str)> {
    let extra = &entry.item.extra;
    extra.iter().enumerate().map(|(at, column)| {
        let twins = extra[..at].iter().filter(|earlier| earlier.heading == column.heading).count();
        ((column.heading.as_str(), twins), column.text.value.as_str())
    })
}

/// Every leaf column of every field but those of the list's own.
fn leaves() -> impl Iterator<Item = (Field, Option<&'static PartInfo>)> {
    // 事项编码 differs by list and stands behind, with the list it is of.
    let fields = fields::ALL.iter().filter(|info| !matches!(info.field, Field::Code | Field::Extra));
    fields.flat_map(|info| {
        let whole = info.parts.is_empty().then_some((info.field, None));
        whole.into_iter().chain(info.parts.iter().map(|part| (info.field, Some(part))))
    })
}
