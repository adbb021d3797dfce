//! The report for programs: schema `mulu.report/1`. Fields are only ever added.

use schemars::JsonSchema;
use serde::Serialize;

use super::private::Private;
use super::{InputSummary, Report, Style};
use crate::diagnostic::{Diagnostic, Safety};
use crate::model::changes::record::SummaryRecord;
use crate::model::name;
use crate::place::{At, Place};
use crate::rule::Severity;
use crate::words::Lang;

mod coverage;
mod register;

/// Name of the schema.
pub const SCHEMA: &str = "mulu.report/1";

/// Everything one run found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub struct Document {
    /// Always `mulu.report/1`.
    schema: String,
    /// Always `mulu`.
    tool: String,
    /// Version of the tool.
    version: String,
    /// The day everything was judged at, `2020-12-11`.
    as_of: String,
    /// The profile that weighs the findings.
    profile: String,
    /// What was read, by path.
    inputs: Vec<Input>,
    /// The counts.
    summary: Summary,
    /// All findings, ordered by file, sheet, row, column and rule; silenced ones among them.
    diagnostics: Vec<Finding>,
    /// Checks that were not run, and why.
    not_run: Vec<NotRun>,
    /// How far the catalogs cover what they are held to, by domain in printed order; of whole projects only.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Vec<coverage::Covered>>,
    /// How far the catalogs and the supplement cover what 《政府信息公开条例》 asks of every city; when a project was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    disclosure_classes: Option<Vec<coverage::Class>>,
    /// Every file that was handed in, by whose it is, and who has handed in nothing; of whole projects only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    register: Vec<register::Entry>,
    /// Items left out of the catalogs because of errors, by place: `build --on-invalid skip-items`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<register::Omitted>,
    /// What changed since the edition before, in numbers: `build --previous`. Each change stands in `history` of its item in `catalog.json`,
    /// and `mulu diff` lists them all.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<SummaryRecord>,
}

/// One input.
#[derive(Debug, Serialize, JsonSchema)]
struct Input {
    /// Path with `/`.
    file: String,
    /// sha256 in lower-case hex.
    sha256: String,
    /// What each sheet or YAML document was taken for.
    sheets: Vec<Sheet>,
    /// Items of all sheets.
    items: usize,
    /// `catalog`, `native` or `town`; `mixed` where sheets differ, `skipped` where there is no list.
    form: String,
}

/// One sheet of a workbook, or one YAML document.
#[derive(Debug, Serialize, JsonSchema)]
struct Sheet {
    /// Name on its tab; empty for YAML.
    name: String,
    /// `catalog`, `native`, `town` or `skipped`.
    form: String,
    /// Key of its domain, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    /// Items, or entries of a native list.
    items: usize,
}

/// The counts.
#[derive(Debug, Serialize, JsonSchema)]
struct Summary {
    /// Whether nothing at or above the failing level was found.
    accepted: bool,
    /// Errors not silenced.
    errors: usize,
    /// Warnings not silenced.
    warnings: usize,
    /// Advice not silenced.
    advice: usize,
    /// Findings silenced by an `allow` or a baseline.
    suppressed: usize,
    /// Items checked.
    items: usize,
    /// Items that findings at or above the failing level concern.
    items_wrong: usize,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
struct Finding {
    /// Name of the rule.
    rule: String,
    /// Its short id, such as `EL-03`.
    id: String,
    /// `error`, `warning` or `advice`.
    severity: Weight,
    /// Title of the rule.
    title: String,
    /// What is wrong.
    message: String,
    /// What to type or do.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    /// Where.
    place: Spot,
    /// Other places that belong to it.
    related: Vec<Also>,
    /// Key of the domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    /// `domain/group/name[/subname]`, normalised; `item:` in mulu.yaml takes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// Name of the item as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    item_name: Option<String>,
    /// Key of the field, such as `time_limit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// The text that stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// An exact replacement of the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Replacement>,
    /// The `allow` or the baseline that silences it.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Silenced>,
    /// sha256 of `item key|field|rule` (the key with its domain before it); without an item, of `file|sheet|heading|rule`.
    fingerprint: String,
}

/// How much a finding weighs.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Weight {
    /// The submission is sent back.
    Error,
    /// A reviewer must look at it.
    Warning,
    /// Could be better.
    Advice,
}

/// A place: a file, a sheet, a cell, or a stretch of a text file.
#[derive(Debug, Default, Serialize, JsonSchema)]
struct Spot {
    /// Path with `/`.
    file: String,
    /// Name of the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    /// Cell as Excel names it, `G37`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    /// Row, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    /// Column, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// Heading over the cell, or name of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    /// Line of a text file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Column of a text file in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    col: Option<u32>,
    /// Line of the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    /// Column just behind the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    end_col: Option<u32>,
}

/// Another place of one finding.
#[derive(Debug, Serialize, JsonSchema)]
struct Also {
    /// What that place says.
    label: String,
    /// Where.
    place: Spot,
}

/// An exact replacement.
#[derive(Debug, Serialize, JsonSchema)]
struct Replacement {
    /// Whether it keeps the meaning.
    safe: bool,
    /// The new text.
    replacement: String,
}

/// Why a finding is silent.
#[derive(Debug, Serialize, JsonSchema)]
struct Silenced {
    /// `allow` or `baseline`.
    means: String,
    /// Where the `allow` stands, or the baseline's file.
    by: Spot,
    /// Its reason.
    reason: String,
}

/// A check that was not run.
#[derive(Debug, Serialize, JsonSchema)]
struct NotRun {
    /// Name of the rule.
    rule: String,
    /// Why.
    why: String,
}

/// Prints it.
#[must_use]
pub fn print(report: &Report, style: Style) -> String {
    serde_json::to_string_pretty(&document(report, style.lang)).expect("plain data always serialises") + "\n"
}

/// The report as data.
#[must_use]
pub fn document(report: &Report, lang: Lang) -> Document {
    let private = Private::of(report);
    Document {
        schema: SCHEMA.to_owned(),
        tool: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: report.as_of.clone(),
        profile: report.profile.clone(),
        inputs: report.inputs.iter().map(input).collect(),
        summary: Summary {
            accepted: report.accepted(),
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            advice: report.count(Severity::Advice),
            suppressed: report.suppressed(),
            items: report.items,
            items_wrong: report.items_wrong(),
        },
        diagnostics: report.diagnostics.iter().map(|diagnostic| finding(diagnostic, &private, lang)).collect(),
        not_run: report
            .not_run
            .iter()
            .map(|(rule, why)| NotRun { rule: rule.name.to_owned(), why: why.in_lang(lang).to_owned() })
            .collect(),
        coverage: report.coverage.as_ref().map(coverage::records),
        disclosure_classes: report.coverage.as_ref().map(coverage::classes),
        register: report.register.iter().map(|submission| register::entry(submission, lang)).collect(),
        left_out: report.left_out.iter().map(register::omitted).collect(),
        changes: report.changes.clone(),
    }
}

fn input(input: &InputSummary) -> Input {
    let mut forms: Vec<&str> = input.sheets.iter().map(|sheet| sheet.form).filter(|form| *form != "skipped").collect();
    forms.dedup();
    let form = match forms.as_slice() {
        [] => "skipped",
        [form] => form,
        [_, _, ..] => "mixed",
    };
    let sheets = input.sheets.iter().map(|sheet| Sheet {
        name: sheet.name.clone(),
        form: sheet.form.to_owned(),
        domain: sheet.domain.clone(),
        items: sheet.items,
    });
    Input {
        file: input.file.clone(),
        sha256: input.sha256.clone(),
        sheets: sheets.collect(),
        items: input.sheets.iter().map(|sheet| sheet.items).sum(),
        form: form.to_owned(),
    }
}

fn finding(diagnostic: &Diagnostic, private: &Private<'_>, lang: Lang) -> Finding {
    let rule = diagnostic.rule;
    let card = rule.card();
    let title = match lang {
        Lang::Zh => &card.title_zh,
        Lang::En => &card.title_en,
    };
    let item = diagnostic.item.as_ref();
    let domain = item.map(|item| item.domain.clone()).filter(|domain| !domain.is_empty());
    Finding {
        rule: rule.name.to_owned(),
        id: card.id.clone(),
        severity: match diagnostic.severity {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
            Severity::Advice => Weight::Advice,
        },
        title: title.clone(),
        message: diagnostic.message.in_lang(lang).to_owned(),
        help: diagnostic.help.as_ref().map(|help| help.in_lang(lang).to_owned()),
        place: Spot { heading: diagnostic.heading.clone(), ..spot(&diagnostic.place) },
        related: diagnostic
            .related
            .iter()
            .map(|related| Also { label: related.label.in_lang(lang).to_owned(), place: spot(&related.place) })
            .collect(),
        item: item.map(|item| name::path(&item.domain, &item.key)),
        domain,
        item_name: item.map(|item| item.name.clone()),
        field: diagnostic.field.map(str::to_owned),
        value: private.value(diagnostic).map(str::to_owned),
        fix: diagnostic
            .fix
            .as_ref()
            .zip(private.replacement(diagnostic))
            .map(|(fix, replacement)| Replacement { safe: fix.safety == Safety::Safe, replacement }),
        suppressed: diagnostic.suppressed.as_ref().map(|by| Silenced {
            means: by.means.word().to_owned(),
            by: spot(&by.by),
            reason: by.reason.clone(),
        }),
        fingerprint: diagnostic.fingerprint(),
    }
}

fn spot(place: &Place) -> Spot {
    let spot =
        Spot { file: place.origin.file.clone(), sheet: place.sheet().map(str::to_owned), cell: place.cell_name(), ..Spot::default() };
    match &place.at {
        At::Whole => spot,
        At::Cell { row, column } => Spot { row: Some(*row), column: Some(*column), ..spot },
        At::Text(span) => {
            Spot { line: Some(span.line), col: Some(span.column), end_line: Some(span.end_line), end_col: Some(span.end_column), ..spot }
        }
    }
}

/// JSON Schema of the report, draft 2020-12.
#[must_use]
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Document>().to_value()
}
