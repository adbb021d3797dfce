//! The table of rules: those a report names, with their pages, so that a reader needs nothing else to explain a finding.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::level;
use crate::model::sample;
use crate::report::{Report, summary};
use crate::rule::{Rule, Severity};
use crate::words::Lang;

/// The rules a report names, by id.
pub(super) fn occurring(report: &Report) -> Vec<&'static Rule> {
    let found = report.diagnostics.iter().map(|diagnostic| diagnostic.rule);
    let rules: BTreeMap<&str, &Rule> = found.chain(report.not_run.iter().map(|(rule, _)| *rule)).map(|rule| (rule.id(), rule)).collect();
    rules.into_values().collect()
}

/// Where a rule stands in the table.
pub(super) fn index(rules: &[&'static Rule], rule: &Rule) -> usize {
    rules.iter().position(|known| *known == rule).expect("every rule a report names is in its table")
}

/// One rule.
pub(super) fn descriptor(rule: &'static Rule, lang: Lang) -> Value {
    let card = rule.card();
    let title = summary::title(rule, lang);
    let (family_zh, family_en) = rule.family.title();
    let family = if lang == Lang::Zh { family_zh } else { family_en };
    let page = card.body.trim_end();
    let mut descriptor = json!({
        "id": rule.name,
        "name": name(rule.name),
        "shortDescription": { "text": title },
        "fullDescription": { "text": why(page).unwrap_or(title) },
        "help": { "text": sample::plain(page).trim_end(), "markdown": sample::markdown(page).trim_end() },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "id": card.id,
            "family": family,
            "authority": card.authority,
            "tags": [family],
            // GitHub's word for the severity of a rule.
            "problem.severity": match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "recommendation",
            },
        },
    });
    // A name that only repeats the id is against the rules.
    if !rule.name.contains('-') {
        descriptor.as_object_mut().expect("made as an object").shift_remove("name");
    }
    descriptor
}

/// `missing-time-limit` → `MissingTimeLimit`, as readers expect of a name beside an id.
fn name(rule: &str) -> String {
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + characters.as_str())
    };
    rule.split('-').map(capital).collect()
}

/// The first paragraph of the page's first section, 为什么.
fn why(page: &str) -> Option<&str> {
    let (_, section) = page.split_once("## 为什么\n")?;
    section.trim_start().split("\n\n").next().map(str::trim).filter(|text| !text.is_empty())
}
