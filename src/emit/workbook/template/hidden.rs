//! The hidden sheets: words for the drop-downs, every row as it was printed, and what the workbook is.

use super::columns::Offers;
use super::{Template, columns, entry};
use crate::model::fill_in::{self, Kind, label};

use crate::emit::workbook::sheet::{Area, Sheet};
use crate::emit::workbook::{Written, table};

/// The lists of the drop-downs, each a column of the hidden sheet under its heading.
pub(super) struct Codes {
    lists: Vec<(Offers, &'static str, Vec<String>)>,
}

impl Codes {
    /// The lists of a workbook. A city without registered bodies offers none.
    pub(super) fn of(template: &Template<'_>) -> Self {
        let project = template.project;
        let departments = project.departments.iter().map(|department| department.name.value.clone());
        let bodies: Vec<String> = match template.kind() {
            Kind::Department => departments.collect(),
            Kind::Town => std::iter::once(template.body.clone()).chain(departments).collect(),
        };
        let answers = template.kind().answers().into_iter().map(str::to_owned).collect();
        let lists = vec![
            (Offers::Answers, template.kind().heading(), answers),
            (Offers::Tick, "打勾", vec![crate::model::item::TICK.to_owned()]),
            (Offers::Bodies, "公开主体", bodies),
        ];
        Self { lists: lists.into_iter().filter(|(_, _, words)| !words.is_empty()).collect() }
    }

    /// Where a list stands, as a drop-down names it.
    pub(super) fn range(&self, offers: Offers) -> Option<String> {
        let at = self.lists.iter().position(|(list, _, _)| *list == offers)?;
        let letters = crate::place::column_letters(u32::try_from(at).ok()? + 1);
        let last = self.lists[at].2.len() + 1;
        Some(format!("='{}'!${letters}$2:${letters}${last}", fill_in::CODES_SHEET))
    }
}

/// Writes the lists.
pub(super) fn codes(sheet: &mut Sheet<'_>, codes: &Codes) -> Written {
    let format = &sheet.formats.end;
    for (column, (_, heading, words)) in codes.lists.iter().enumerate() {
        let texts = std::iter::once(*heading).chain(words.iter().map(String::as_str));
        for (row, text) in (0..).zip(texts) {
            sheet.text(Area::cell(row, table::index(column)), text, format)?;
        }
    }
    hide(sheet);
    Ok(())
}

/// Writes every row as it was printed, as a table that is read like any other: the domain of each row in a column of its own.
pub(super) fn printed(sheet: &mut Sheet<'_>, template: &Template<'_>) -> Written {
    let columns: Vec<columns::Column> = columns::all(template).into_iter().filter(columns::Column::is_printed_again).collect();
    let standard = template.knowledge.channel_names();
    let format = &sheet.formats.end;
    let heads = columns.iter().map(|column| (column.parent, column.leaf.as_str(), format.clone()));
    let heads: Vec<entry::Head<'_>> = std::iter::once((None, "领域", format.clone())).chain(heads).collect();
    entry::write_heads(sheet, 0, &heads)?;
    let mut at = 2;
    for domain in &template.sheets {
        for row in &domain.rows {
            sheet.text(Area::cell(at, 0), &domain.name, format)?;
            for (number, column) in (1..).zip(&columns) {
                sheet.text(Area::cell(at, number), &column.text(row, "", &standard), format)?;
            }
            at += 1;
        }
    }
    hide(sheet);
    Ok(())
}

/// Writes what the workbook is.
pub(super) fn stamp(sheet: &mut Sheet<'_>, template: &Template<'_>) -> Written {
    let digest = fill_in::digest(template.sheets.iter().flat_map(|sheet| &sheet.rows));
    let project = template.project;
    let mut lines = vec![
        (fill_in::MARK, fill_in::VERSION.to_string()),
        (label::KIND, template.kind().word().to_owned()),
        (label::CITY, project.city.name.clone()),
        (label::EDITION, project.edition.id.clone()),
        (label::UNIT, template.unit.clone()),
        (label::DIGEST, digest),
    ];
    lines.extend(template.sheets.iter().map(|sheet| (label::DOMAIN, sheet.key.clone())));
    let format = &sheet.formats.end;
    for (row, (name, value)) in (0..).zip(&lines) {
        sheet.text(Area::cell(row, 0), name, format)?;
        sheet.text(Area::cell(row, 1), value, format)?;
    }
    hide(sheet);
    Ok(())
}

fn hide(sheet: &mut Sheet<'_>) {
    sheet.worksheet.set_hidden(true);
}
