//! Fill-in workbooks: a department's with the rows of the reference catalogs, a town's with the city's town-level items. What is typed
//! into them is read back without being told anything; the hidden sheets say what was printed. Locks headings, without a password.

mod columns;
mod entry;
mod hidden;
mod instructions;
mod rows;

use std::io;

use rust_xlsxwriter::{Color, Format, FormatAlign, XlsxError};

use crate::knowledge::Knowledge;
use crate::model::Catalog;
use crate::model::fill_in::{self, Choice, Kind, Proposed, Row};
use crate::project::{Department, Project, Town};

use super::book::{self, Book};
use super::formats::Formats;
use super::names;

/// A workbook to be filled in.
#[derive(Debug)]
pub struct Template<'a> {
    /// The settings it is made under.
    project: &'a Project,
    /// The tables.
    knowledge: &'a Knowledge,
    /// Where its rows come from.
    rows: Printed,
    /// The department or town, as `mulu.yaml` names it.
    unit: String,
    /// The body that signs it.
    body: String,
    /// A sheet a domain.
    sheets: Vec<DomainSheet>,
}

/// Where the rows of a workbook come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Printed {
    /// What counties list, for a department.
    Reference,
    /// What is proposed for powers without an item, for a department.
    Proposals,
    /// The city's town-level items, for a town.
    Catalog,
}

impl Template<'_> {
    /// Whose it is.
    fn kind(&self) -> Kind {
        match self.rows {
            Printed::Reference | Printed::Proposals => Kind::Department,
            Printed::Catalog => Kind::Town,
        }
    }

    /// The answer every row is printed with.
    fn printed_answer(&self) -> &'static str {
        match self.rows {
            Printed::Proposals => Choice::Open.word(),
            Printed::Reference | Printed::Catalog => "",
        }
    }
}

/// The sheet of one domain.
#[derive(Debug)]
struct DomainSheet {
    key: String,
    name: String,
    title: String,
    rows: Vec<Row>,
}

/// A department's workbook: its domains (those of `wanted`, when any are), each with the items seen in the catalogs of counties. None
/// when it has none of them.
#[must_use]
pub fn of_department<'a>(
    department: &'a Department,
    wanted: &[String],
    project: &'a Project,
    knowledge: &'a Knowledge,
) -> Option<Template<'a>> {
    let applies = |key: &&String| !project.domains_not_applicable.iter().any(|absent| absent.domain.value == **key);
    let keys =
        department.domains.iter().map(|domain| &domain.value).filter(|key| wanted.is_empty() || wanted.contains(key)).filter(applies);
    let sheets: Vec<DomainSheet> = keys.map(|key| rows::of_reference(key, project, knowledge)).collect();
    let unit = department.name.value.clone();
    let body = department.full_name.clone().unwrap_or_else(|| unit.clone());
    (!sheets.is_empty()).then_some(Template { project, knowledge, rows: Printed::Reference, unit, body, sheets })
}

/// What is proposed for powers without an item: a workbook a department, the domain's lead where no department is named.
#[must_use]
pub fn of_proposals<'a>(proposed: Vec<Proposed>, project: &'a Project, knowledge: &'a Knowledge) -> Vec<Template<'a>> {
    let mut templates: Vec<Template<'a>> = Vec::new();
    for Proposed { department, domain, rows } in proposed {
        let lead = || project.lead(&domain).map(|department| department.name.value.clone());
        let unit = department.or_else(lead).unwrap_or_else(|| "未登记部门".to_owned());
        let sheet = DomainSheet { rows, ..rows::of_reference(&domain, project, knowledge) };
        match templates.iter_mut().find(|template| template.unit == unit) {
            Some(template) => template.sheets.push(sheet),
            None => {
                let body = project.department(&unit).and_then(|department| department.full_name.clone()).unwrap_or_else(|| unit.clone());
                templates.push(Template { project, knowledge, rows: Printed::Proposals, unit, body, sheets: vec![sheet] });
            }
        }
    }
    templates
}

/// A town's workbook: the city's town-level items, a sheet a domain that has any (of `wanted`, when any are). None when there are none.
#[must_use]
pub fn of_town<'a>(
    town: &'a Town,
    wanted: &[String],
    catalog: &Catalog,
    project: &'a Project,
    knowledge: &'a Knowledge,
) -> Option<Template<'a>> {
    let section = catalog.towns.iter().find(|section| section.name == town.name.value)?;
    let standard = knowledge.channel_names();
    let domains = catalog.domains.iter().filter(|domain| wanted.is_empty() || wanted.contains(&domain.key));
    let sheets = domains.map(|domain| DomainSheet {
        key: domain.key.clone(),
        name: domain.name.clone(),
        title: domain.title.clone(),
        rows: fill_in::rows_of_town(domain, section, &standard),
    });
    let sheets: Vec<DomainSheet> = sheets.filter(|sheet| !sheet.rows.is_empty()).collect();
    let (unit, body) = (town.name.value.clone(), town.government.clone());
    (!sheets.is_empty()).then_some(Template { project, knowledge, rows: Printed::Catalog, unit, body, sheets })
}

/// Names of their files, without extension, each once.
#[must_use]
pub fn stems(templates: &[Template<'_>]) -> Vec<String> {
    names::file_stems(templates.iter().map(|template| template.unit.as_str()))
}

/// The bytes of a workbook.
///
/// # Errors
/// When the machine fails.
pub fn make(template: &Template<'_>) -> io::Result<Vec<u8>> {
    let title = format!("{}{}", template.unit, template.project.edition.title);
    let date = template.project.edition.as_of.as_ref().map(|date| date.value);
    let mut book = Book::new(&title, date, None)?;
    sheets(template, &mut book).map_err(book::failed)?;
    book.bytes()
}

fn sheets(template: &Template<'_>, book: &mut Book) -> Result<(), XlsxError> {
    let fixed = [fill_in::INSTRUCTIONS_SHEET, fill_in::CODES_SHEET, fill_in::PRINTED_SHEET, fill_in::STAMP_SHEET];
    let tabs = names::sheets(&fixed, template.sheets.iter().map(|sheet| sheet.name.as_str()));
    let codes = hidden::Codes::of(template);
    instructions::write(&mut book.sheet(fill_in::INSTRUCTIONS_SHEET, 0)?, template)?;
    for (sheet, tab) in template.sheets.iter().zip(&tabs) {
        entry::write(&mut book.sheet(tab, sheet.rows.len())?, template, sheet, &codes)?;
    }
    hidden::codes(&mut book.sheet(fill_in::CODES_SHEET, 0)?, &codes)?;
    hidden::printed(&mut book.sheet(fill_in::PRINTED_SHEET, 0)?, template)?;
    hidden::stamp(&mut book.sheet(fill_in::STAMP_SHEET, 0)?, template)
}

/// How the cells of a workbook to be filled in look.
struct Looks {
    /// Title and the lines under it.
    title: Format,
    line: Format,
    /// Over a column that must be filled in, and over any other.
    required: Format,
    optional: Format,
    /// A cell to be typed into, and one that stays as it is.
    entry: Format,
    entry_centred: Format,
    fixed: Format,
    fixed_centred: Format,
    /// The row that shows how.
    example: Format,
    example_centred: Format,
}

impl Looks {
    fn new(formats: &Formats) -> Self {
        let (running, centred) = (&formats.body.running, &formats.body.centred);
        let grey = |format: &Format| format.clone().set_background_color(Color::RGB(0x00F2_F2F2));
        let faint = |format: &Format| format.clone().set_font_color(Color::RGB(0x0076_7676)).set_italic();
        Self {
            title: formats.title.clone().set_align(FormatAlign::Left),
            line: formats.line.clone(),
            required: formats.heading.clone().set_background_color(Color::RGB(0x00DD_EBF7)),
            optional: grey(&formats.heading),
            entry: running.clone().set_unlocked(),
            entry_centred: centred.clone().set_unlocked(),
            fixed: grey(running),
            fixed_centred: grey(centred),
            example: faint(running),
            example_centred: faint(centred),
        }
    }
}
