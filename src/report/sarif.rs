//! The report as SARIF 2.1.0, for code scanning: one run, the rules that occur with their pages, every finding with its place.
//! A cell of a workbook is a region, since many readers refuse a result without one: its row is the line, its column the column;
//! the cell's own name stands beside it as a logical location. Random ids, clocks and absolute paths never enter.

use serde_json::{Value, json};

use super::private::Private;
use super::{InputSummary, Reach, Report, Style};
use crate::rule::{Rule, Severity};
use crate::words::{Lang, say};

mod finding;
mod location;
mod rules;

/// Where the schema of the format is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What relative addresses are relative to: the root of the sources, as readers of SARIF agree.
const ROOT: &str = "%SRCROOT%";

/// Prints it.
#[must_use]
pub fn print(report: &Report, style: Style) -> String {
    let document = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run(report, style.lang)] });
    serde_json::to_string_pretty(&document).expect("plain data always serialises") + "\n"
}

fn run(report: &Report, lang: Lang) -> Value {
    let rules = rules::occurring(report);
    let private = Private::of(report);
    let to_write = finding::Writing { report, private: &private, rules: &rules, lang };
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    };
    let root = say!("检查的文件夹所在的位置", "where the folder that was checked stands");
    json!({
        "tool": { "driver": {
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": language,
            "rules": rules.iter().map(|rule| rules::descriptor(rule, lang)).collect::<Vec<_>>(),
        }},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { ROOT: { "description": { "text": root.in_lang(lang) } } },
        "invocations": [invocation(report, &rules, lang)],
        "artifacts": report.inputs.iter().map(|input| artifact(report, input)).collect::<Vec<_>>(),
        "results": report.diagnostics.iter().map(|diagnostic| finding::result(diagnostic, to_write)).collect::<Vec<_>>(),
        "properties": { "asOf": report.as_of, "profile": report.profile, "accepted": report.accepted(), "items": report.items, "itemsWrong": report.items_wrong() },
    })
}

/// What was done, and which rules were not judged.
fn invocation(report: &Report, rules: &[&'static Rule], lang: Lang) -> Value {
    let not_run = report.not_run.iter().map(|(rule, why)| {
        json!({
            "level": "note",
            "message": { "text": finding::plain(why.in_lang(lang)) },
            "associatedRule": { "id": rule.name, "index": rules::index(rules, rule) },
        })
    });
    json!({
        "executionSuccessful": report.reach == Reach::Everything,
        "toolConfigurationNotifications": not_run.collect::<Vec<_>>(),
    })
}

fn artifact(report: &Report, input: &InputSummary) -> Value {
    json!({
        "location": location::artifact(report, &input.file),
        "roles": ["analysisTarget"],
        "hashes": { "sha-256": input.sha256 },
    })
}

/// The word SARIF has for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
