//! The report as one page to read, print and send on: the verdict, the findings with the rows they stand in, the rules with their
//! reasons, what was read and what was not checked. One file, without a script and without anything from the network.

use std::collections::BTreeMap;

use askama::Template;

use super::{Reach, Report, SheetSummary, Style, summary};
use crate::diagnostic::Means;
use crate::rule::{Rule, Severity};
use crate::words::{Lang, Words, say};

pub(crate) mod escape;
mod findings;
mod pages;
mod row;

use findings::Group;
use pages::Part;

/// `report.html`.
#[derive(Template)]
#[template(path = "report.html", escape = "report")]
struct Page<'a> {
    report: &'a Report,
    lang: Lang,
    verdict: Words,
    css: &'static str,
    groups: Vec<Group>,
    /// Whether rows are left out because there are too many.
    rows_left_out: bool,
    rules: Vec<Told>,
    read: Vec<Read<'a>>,
    /// A reason, and the rules that were not judged for it.
    not_run: Vec<(&'a str, String)>,
    suppressed: Vec<Silenced<'a>>,
}

/// A rule that was broken.
struct Told {
    anchor: String,
    class: &'static str,
    severity: &'static str,
    count: usize,
    title: &'static str,
    name: &'static str,
    id: &'static str,
    authority: &'static str,
    /// Headings of its page and what stands under them.
    page: Vec<(&'static str, Vec<Part>)>,
}

/// A table that was read, or a file without one.
struct Read<'a> {
    file: &'a str,
    sheet: &'a str,
    taken_for: String,
    sha256: &'a str,
}

/// A finding that an `allow` or a baseline silences.
struct Silenced<'a> {
    place: String,
    message: &'a str,
    rule: String,
    why: String,
    by: String,
}

/// Prints it.
#[must_use]
pub fn print(report: &Report, style: Style) -> String {
    let lang = style.lang;
    let (groups, rows_left_out) = findings::groups(report, lang);
    let page = Page {
        report,
        lang,
        verdict: report.verdict(),
        css: include_str!("html/report.css"),
        groups,
        rows_left_out,
        rules: rules(report, lang),
        read: read(report, lang),
        not_run: not_run(report, lang),
        suppressed: suppressed(report, lang),
    };
    page.render().expect("a String takes every text") + "\n"
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn language(&self) -> &'static str {
        self.say("zh-CN", "en")
    }

    fn verdict(&self) -> &str {
        self.verdict.in_lang(self.lang)
    }

    /// Counts under the verdict: what, how many, and the class of a severity.
    fn numbers(&self) -> Vec<(&'static str, usize, &'static str)> {
        let report = self.report;
        let mut numbers = vec![
            (self.say("错误", "errors"), report.count(Severity::Error), "error"),
            (self.say("警告", "warnings"), report.count(Severity::Warning), "warning"),
            (self.say("建议", "advice"), report.count(Severity::Advice), "advice"),
            (self.say("检查的事项", "items checked"), report.items, ""),
            (self.say("需要修改的事项", "items to change"), report.items_wrong(), ""),
            (self.say("读取的文件", "files read"), report.inputs.len(), ""),
        ];
        for (means, what) in
            [(Means::Allow, self.say("已允许", "allowed")), (Means::Baseline, self.say("基线里已有", "known by the baseline"))]
        {
            let count = report.suppressed_by(means);
            if count > 0 {
                numbers.push((what, count, ""));
            }
        }
        numbers
    }

    fn profile(&self) -> &str {
        self.report.profile_title.in_lang(self.lang)
    }

    fn is_cut_short(&self) -> bool {
        self.report.reach == Reach::Settings
    }

    /// The command that checks again.
    fn again(&self) -> String {
        let is_project = self.report.inputs.iter().any(|input| input.file == "mulu.yaml");
        match (is_project, self.report.inputs.as_slice()) {
            (true, _) if self.report.folder.is_empty() => "mulu check".to_owned(),
            (true, _) => format!("mulu check {}", quoted(&self.report.folder)),
            (false, [only]) => format!("mulu {}", quoted(&only.file)),
            (false, all) => format!("mulu check {}", all.iter().map(|input| quoted(&input.file)).collect::<Vec<_>>().join(" ")),
        }
    }
}

fn quoted(path: &str) -> String {
    if path.contains(' ') { format!("\"{path}\"") } else { path.to_owned() }
}

/// The name of a severity in the stylesheet.
fn class(severity: Severity) -> &'static str {
    severity.word()
}

fn word(severity: Severity, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => severity.word_zh(),
        Lang::En => severity.word(),
    }
}

/// Where a rule is explained. A rule whose findings weigh differently is explained at each weight.
fn anchor(severity: Severity, rule: &Rule) -> String {
    format!("{}-{}", class(severity), rule.name)
}

fn rules(report: &Report, lang: Lang) -> Vec<Told> {
    let told = |((severity, _), (rule, count)): ((Severity, &'static str), (&'static Rule, usize))| {
        let card = rule.card();
        Told {
            anchor: anchor(severity, rule),
            class: class(severity),
            severity: word(severity, lang),
            count,
            title: summary::title(rule, lang),
            name: rule.name,
            id: &card.id,
            authority: &card.authority,
            page: ["为什么", "怎样改"].map(|heading| (heading, pages::section(&card.body, heading))).into(),
        }
    };
    summary::rules(report).into_iter().map(told).collect()
}

fn read(report: &Report, lang: Lang) -> Vec<Read<'_>> {
    let mut read = Vec::new();
    for input in &report.inputs {
        let (file, sha256) = (input.file.as_str(), input.sha256.as_str());
        let sheets: Vec<&SheetSummary> = input.sheets.iter().collect();
        for lists in sheets.chunk_by(|one, next| one.name == next.name) {
            let words = match lists[0].form {
                "skipped" => say!("不是清单，没有读取", "not a list, passed over"),
                _ => summary::taken_for(lists),
            };
            read.push(Read { file, sheet: &lists[0].name, taken_for: words.in_lang(lang).to_owned(), sha256 });
        }
        if input.sheets.is_empty() {
            let words = match file {
                "mulu.yaml" => say!("项目设置", "settings"),
                _ => say!("没有清单", "no list"),
            };
            read.push(Read { file, sheet: "", taken_for: words.in_lang(lang).to_owned(), sha256 });
        }
    }
    read
}

fn not_run(report: &Report, lang: Lang) -> Vec<(&str, String)> {
    let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (rule, why) in &report.not_run {
        reasons.entry(why.in_lang(lang)).or_default().push(format!("{} [{} {}]", summary::title(rule, lang), rule.name, rule.id()));
    }
    let joined = |(why, rules): (_, Vec<String>)| (why, rules.join(if lang == Lang::Zh { "、" } else { ", " }));
    reasons.into_iter().map(joined).collect()
}

fn suppressed(report: &Report, lang: Lang) -> Vec<Silenced<'_>> {
    let silenced = report.diagnostics.iter().filter_map(|found| {
        let by = found.suppressed.as_ref()?;
        Some(Silenced {
            place: found.place.to_string(),
            message: found.message.in_lang(lang),
            rule: format!("{} [{} {}]", summary::title(found.rule, lang), found.rule.name, found.rule.id()),
            why: summary::silenced(by).in_lang(lang).to_owned(),
            by: by.by.to_string(),
        })
    });
    silenced.collect()
}
