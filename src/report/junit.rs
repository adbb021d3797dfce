//! The report as JUnit's XML, for pages of test results: a suite a sheet, a case an item. A case fails where its item has a finding
//! that makes the run fail; lesser ones stand in its output. What concerns no item has a case of the sheet's own.

use super::verdict::severity_word;
use super::{Report, Style, summary, text};
use crate::diagnostic::Diagnostic;
use crate::words::{Lang, say};

mod suites;
mod xml;

use suites::{Case, Suite};
use xml::{attribute, content};

/// Prints it.
#[must_use]
pub fn print(report: &Report, style: Style) -> String {
    let suites = suites::of(report, style.lang);
    let all = suites.iter().map(|suite| Counts::of(suite, report)).fold(Counts::default(), Counts::plus);
    let body: String = suites.iter().map(|suite| written(suite, report, style.lang)).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mulu\" {}>\n{body}</testsuites>\n", all.attributes())
}

/// What became of a case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// Nothing was found but what an `allow` or a baseline silences.
    Skipped,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Counts {
    fn of(suite: &Suite<'_>, report: &Report) -> Self {
        let count = |outcome| suite.cases.iter().filter(|case| case.outcome(report) == outcome).count();
        Self { tests: suite.cases.len(), failures: count(Outcome::Failed), skipped: count(Outcome::Skipped) }
    }

    fn plus(self, other: Self) -> Self {
        Self { tests: self.tests + other.tests, failures: self.failures + other.failures, skipped: self.skipped + other.skipped }
    }

    fn attributes(self) -> String {
        format!("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\"", self.tests, self.failures, self.skipped)
    }
}

impl Case<'_> {
    fn outcome(&self, report: &Report) -> Outcome {
        if self.found.iter().any(|found| fails(found, report)) {
            Outcome::Failed
        } else if !self.found.is_empty() && self.found.iter().all(|found| found.suppressed.is_some()) {
            Outcome::Skipped
        } else {
            Outcome::Passed
        }
    }
}

/// Whether a finding makes the run fail.
fn fails(found: &Diagnostic, report: &Report) -> bool {
    found.suppressed.is_none() && found.severity <= report.failing
}

fn written(suite: &Suite<'_>, report: &Report, lang: Lang) -> String {
    let origin = &suite.origin;
    let sheet = origin.sheet.as_ref().map(|sheet| sheet.name.as_str());
    let name = sheet.map_or_else(|| origin.file.clone(), |sheet| format!("{} › {sheet}", origin.file));
    let class = sheet.map_or_else(|| origin.file.clone(), |sheet| format!("{}/{sheet}", origin.file));
    let cases: String = suite.cases.iter().map(|case| written_case(case, &class, report, lang)).collect();
    format!(
        "  <testsuite name=\"{}\" {}>\n    <properties><property name=\"as-of\" value=\"{}\"/></properties>\n{cases}  </testsuite>\n",
        attribute(&name),
        Counts::of(suite, report).attributes(),
        attribute(&report.as_of)
    )
}

fn written_case(case: &Case<'_>, class: &str, report: &Report, lang: Lang) -> String {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\"", attribute(class), attribute(&case.name));
    if case.found.is_empty() {
        return head + "/>\n";
    }
    let outcome = case.outcome(report);
    let (failing, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = case.found.iter().partition(|found| fails(found, report));
    let inner = match outcome {
        Outcome::Passed => String::new(),
        Outcome::Failed => failure(&failing, lang),
        Outcome::Skipped => {
            let reasons = others.iter().filter_map(|found| Some(found.suppressed.as_ref()?.reason.as_str()));
            let reasons = reasons.collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " });
            format!("      <skipped message=\"{}\"/>\n", attribute(&reasons))
        }
    };
    let output: String = others.iter().map(|found| told(found, lang)).collect();
    let output = match output.as_str() {
        "" => output,
        _ => format!("      <system-out>{}</system-out>\n", content(&output)),
    };
    format!("{head}>\n{inner}{output}    </testcase>\n")
}

/// One element for all that is wrong with an item: many readers take only the first.
fn failure(failing: &[&Diagnostic], lang: Lang) -> String {
    let first = failing[0];
    let mut message = first.message.in_lang(lang).to_owned();
    if failing.len() > 1 {
        message += say!("（另有 {more} 处）", " (and {more} more)", more = failing.len() - 1).in_lang(lang);
    }
    let all: String = failing.iter().map(|found| told(found, lang)).collect();
    format!("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", first.rule.name, attribute(&message), content(&all))
}

/// A finding with its place and its remedy.
fn told(found: &Diagnostic, lang: Lang) -> String {
    let (place, severity) = (text::line(&found.place.to_string()), severity_word(found.severity));
    let mut told = format!("{place}: {}[{} {}] ", severity.in_lang(lang), found.rule.name, found.rule.id());
    told += &format!("{}\n", text::lines(found.message.in_lang(lang)));
    for related in &found.related {
        let (place, label) = (&related.place, related.label.in_lang(lang));
        told += &format!("  {}\n", text::line(say!("另见 {place}：{label}", "see also {place}: {label}").in_lang(lang)));
    }
    if let Some(help) = &found.help {
        told += &format!("  {}\n", text::line(say!("怎样改：{help}", "help: {help}", help = help.in_lang(lang)).in_lang(lang)));
    }
    if let Some(by) = &found.suppressed {
        told += &format!("  {}\n", text::line(summary::silenced(by).in_lang(lang)));
    }
    told
}
