//! A baseline: the findings a city has known of since a day, so that only new ones fail. Schema `mulu.baseline/1`.
//! Known findings are suppressed, never deleted. Privacy finds and files that cannot be read are never known.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics, Means, Suppressed};
use crate::model::name;
use crate::place::Place;
use crate::rule::stage::project::STALE_BASELINE;
use crate::rule::{Allow, Family, Rule};
use crate::rules;
use crate::words::{Words, say};

/// Name of the schema.
pub const SCHEMA: &str = "mulu.baseline/1";

/// The file of `--baseline` and `--write-baseline`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Baseline")]
pub struct Baseline {
    /// Always `mulu.baseline/1`.
    schema: String,
    /// Always `mulu`.
    tool: String,
    /// The day the findings were judged at, `2020-12-11`.
    as_of: String,
    /// The findings, by file, rule and fingerprint.
    findings: Vec<Known>,
}

/// Known findings of one rule at one element of one item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// Path of the file with `/`.
    file: String,
    /// Name of the rule.
    rule: String,
    /// As in the report: stays the same while the fault does.
    fingerprint: String,
    /// How many findings of the file have it.
    count: usize,
    /// `domain/group/name[/subname]`, for readers.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// What is wrong, for readers.
    message: String,
}

/// Which files a run looked at: an entry about any other may still be true, and so may one of a rule that was not judged.
#[derive(Clone, Copy, Debug)]
pub enum Looked<'a> {
    /// At all of a project.
    Everywhere,
    /// At these.
    At(&'a [String]),
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// When it is none, or one of a later version: what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Words> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            say!("第{line}行第{column}列起读不下去，文件不完整或者被改坏了", "damaged or cut off at line {line}, column {column}")
        })?;
        match value["schema"].as_str() {
            Some(SCHEMA) => {}
            Some(schema) if schema.starts_with("mulu.baseline/") => {
                return Err(say!("它由别的版本的 mulu 写成（{schema}）", "it was written by another version of mulu ({schema})"));
            }
            _ => return Err(say!("它不是 mulu 写的基线文件", "it is not a baseline that mulu wrote")),
        }
        serde_json::from_value(value).map_err(|_| say!("内容被改坏了", "its contents were damaged"))
    }

    /// The findings that a next run may take for known: the open ones, and those another baseline knew.
    #[must_use]
    pub fn of(found: &[Diagnostic], as_of: &str) -> Self {
        // An item that stands in several files is one entry in each: a run over one of them is judged by its own.
        let mut findings: BTreeMap<(&str, String), Known> = BTreeMap::new();
        for found in found.iter().filter(|found| may_be_known(found.rule) && is_meant(found)) {
            let fingerprint = found.fingerprint();
            let file = found.place.origin.file.as_str();
            findings.entry((file, fingerprint.clone())).or_insert_with(|| known(found, fingerprint)).count += 1;
        }
        let mut findings: Vec<Known> = findings.into_values().collect();
        findings.sort();
        Self { schema: SCHEMA.to_owned(), tool: env!("CARGO_PKG_NAME").to_owned(), as_of: as_of.to_owned(), findings }
    }

    /// Takes over what an older baseline knows of things that a run did not judge.
    pub fn keep(&mut self, not_judged: &[Known]) {
        for known in not_judged {
            match self.findings.iter_mut().find(|found| found.fingerprint == known.fingerprint && found.file == known.file) {
                Some(found) => found.count = found.count.max(known.count),
                None => self.findings.push(known.clone()),
            }
        }
        self.findings.sort();
    }

    /// How many open findings no baseline may know.
    #[must_use]
    pub fn refused(found: &[Diagnostic]) -> usize {
        // What it says of an old baseline is settled by writing the new one.
        found.iter().filter(|found| found.suppressed.is_none() && !may_be_known(found.rule) && *found.rule != STALE_BASELINE).count()
    }

    /// How many findings it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.iter().map(|known| known.count).sum()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data always serialises") + "\n"
    }
}

/// Whether a text is a baseline: also a damaged one, which is written anew rather than put right.
#[must_use]
pub fn is_baseline(text: &str) -> bool {
    let beginning: String = text.trim_start_matches('\u{feff}').split_whitespace().take(3).collect();
    beginning.starts_with("{\"schema\":\"mulu.baseline/")
}

/// A finding that counts for a new baseline: open, or known by an old one.
fn is_meant(found: &Diagnostic) -> bool {
    found.suppressed.as_ref().is_none_or(|suppressed| suppressed.means == Means::Baseline)
}

fn known(found: &Diagnostic, fingerprint: String) -> Known {
    let item = found.item.as_ref().map(|item| name::path(&item.domain, &item.key));
    let (file, rule) = (found.place.origin.file.clone(), found.rule.name.to_owned());
    Known { file, rule, fingerprint, count: 0, item, message: found.message.zh.clone() }
}

/// A leak is stopped, not known; and a file that cannot be read would be missing from what is built.
fn may_be_known(rule: &Rule) -> bool {
    let family = matches!(rule.family, Family::Privacy | Family::Reading | Family::Project);
    rule.allow == Allow::May || !family
}

/// How often each fingerprint is known, whatever file it was found in: an item may move.
fn counts<'a>(known: impl IntoIterator<Item = &'a Known>) -> BTreeMap<&'a str, usize> {
    known.into_iter().fold(BTreeMap::new(), |mut counts, known| {
        *counts.entry(known.fingerprint.as_str()).or_default() += known.count;
        counts
    })
}

/// Suppresses what a baseline knows, as often as it knows it; of several alike the first. What it knows and nobody found is one
/// finding. `shown` is the file's name. Gives back the entries about what was not judged: they may still be true.
pub fn baseline(baseline: &Baseline, shown: &str, looked: Looked<'_>, diagnostics: &mut Diagnostics) -> Vec<Known> {
    let place = Place::file(shown);
    let mut left: BTreeMap<&str, usize> = counts(&baseline.findings);
    // What is said twice must count once.
    diagnostics.sort();
    for found in diagnostics.iter_mut().filter(|found| found.suppressed.is_none() && may_be_known(found.rule)) {
        if let Some(count) = left.get_mut(found.fingerprint().as_str()).filter(|count| **count > 0) {
            *count -= 1;
            let reason = format!("基线 baseline {}", baseline.as_of);
            found.suppressed = Some(Suppressed { means: Means::Baseline, by: place.clone(), reason });
        }
    }
    let is_looked_at = |known: &Known| match looked {
        Looked::Everywhere => true,
        Looked::At(files) => files.contains(&known.file) && rules::decided_by_file(&known.rule),
    };
    let was_judged = |known: &&Known| is_looked_at(known) && !diagnostics.was_not_run(&known.rule);
    let (judged, not_judged): (Vec<&Known>, Vec<&Known>) = baseline.findings.iter().partition(was_judged);
    // What was not found may be what was not looked for.
    let elsewhere = counts(not_judged.iter().copied());
    let missed = counts(judged).into_keys().map(|fingerprint| left[fingerprint].saturating_sub(*elsewhere.get(fingerprint).unwrap_or(&0)));
    let gone: usize = missed.sum();
    if gone > 0 {
        let message = say!("基线里有 {gone} 处问题已经不再出现", "no longer found of the baseline: {gone}");
        let help = say!(
            "问题已经改正的，请用 --baseline 和 --write-baseline 一起写上“{shown}”重写一遍，免得以后再犯时被放过",
            "if they were put right, write it anew with both --baseline and --write-baseline {shown}, so that they do not pass if they come back"
        );
        diagnostics.push(Diagnostic::new(&STALE_BASELINE, place, message).with_help(help));
    }
    not_judged.into_iter().cloned().collect()
}

/// JSON Schema of a baseline, draft 2020-12.
#[must_use]
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Baseline>().to_value()
}
