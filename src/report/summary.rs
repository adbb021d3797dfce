//! The end of the report for people: findings by rule, what every sheet was taken for, what was not checked and why.

use std::collections::BTreeMap;

use super::terminal::bold;
use super::verdict::severity_word;
use super::{InputSummary, Report, SheetSummary, Style, text};
use crate::diagnostic::{Means, Suppressed};
use crate::model::coverage::{Coverage, DomainCoverage};
use crate::rule::{Rule, Severity};
use crate::words::{Lang, Words, plural, say};

/// The profile nobody need be told of.
const USUAL: &str = "standard";

/// The verdict and how often each rule was broken, without the findings.
#[must_use]
pub fn brief(report: &Report, style: Style) -> String {
    let verdict = bold(report.verdict().in_lang(style.lang), style);
    let rules = by_rule(report, style.lang);
    if rules.is_empty() { format!("{verdict}\n") } else { format!("{verdict}\n\n{rules}") }
}

/// Prints it.
pub(super) fn print(report: &Report, style: Style) -> String {
    let lang = style.lang;
    let mut out = by_rule(report, lang);
    let (files, items, as_of) = (report.inputs.len(), report.items, &report.as_of);
    let sheets: usize = report.inputs.iter().map(|input| input.sheets.len()).sum();
    let from = text::line(&report.as_of_from);
    let (from_zh, from_en) = if from.is_empty() { (String::new(), String::new()) } else { (format!("（{from}）"), format!(" ({from})")) };
    let read = say!(
        "读取了 {files} 个文件、{sheets} 张表，检查了 {items} 条事项，以 {as_of} 为准{from_zh}：",
        "read {files} file{f} with {sheets} table{t}, checked {items} item{i}, as of {as_of}{from_en}:",
        f = plural(files),
        t = plural(sheets),
        i = plural(items),
    );
    out += &format!("{}\n", read.in_lang(lang));
    out += &report.inputs.iter().map(|input| taken(input, lang)).collect::<String>();
    out += &report.coverage.as_ref().map_or_else(String::new, |coverage| covered(coverage, lang));
    if report.profile != USUAL {
        let (name, title) = (&report.profile, &report.profile_title.zh);
        let words = say!("按“{title}”规则组（{name}）定轻重", "weighed by the profile {name}");
        out += &format!("{}\n", words.in_lang(lang));
    }
    let allowed = report.suppressed_by(Means::Allow);
    if allowed > 0 {
        let words = say!("mulu.yaml 的 allow 允许了 {allowed} 处，没有列出", "allowed by mulu.yaml and not listed: {allowed}");
        out += &format!("{}\n", words.in_lang(lang));
    }
    let known = report.suppressed_by(Means::Baseline);
    if known > 0 {
        let words = say!("基线里已有 {known} 处，没有列出", "known by the baseline and not listed: {known}");
        out += &format!("{}\n", words.in_lang(lang));
    }
    out + &not_run(report, style)
}

/// How far the catalogs cover what they are held to, a line a domain that has something to say.
fn covered(coverage: &Coverage, lang: Lang) -> String {
    let told: Vec<&DomainCoverage> = coverage.domains.iter().filter(|domain| domain.items > 0 || !domain.powers.is_empty()).collect();
    if told.is_empty() {
        return String::new();
    }
    let head = say!("覆盖情况：", "coverage:");
    let mut out = format!("{}\n", head.in_lang(lang));
    for domain in told {
        let name = if domain.name.is_empty() {
            say!("没有写明领域的清单", "lists without a domain")
        } else {
            Words { zh: domain.name.clone(), en: domain.name.clone() }
        };
        let (items, powers, covered) = (domain.items, domain.powers.len(), domain.covered());
        let (listed, present) = (domain.reference.len(), domain.present());
        let (power_zh, power_en) = match powers {
            0 => Default::default(),
            _ => (
                format!("；清单中的权力和服务 {powers} 项，{covered} 项有公开事项"),
                format!("; {covered} of {powers} powers and services have items"),
            ),
        };
        let (known_zh, known_en) = match listed {
            0 => Default::default(),
            _ => {
                (format!("；各地目录里都有的 {listed} 项，已列 {present} 项"), format!("; {present} of {listed} items that counties list"))
            }
        };
        let words = say!("{items} 项{power_zh}{known_zh}", "{items} item{s}{power_en}{known_en}", s = plural(items));
        out += &format!("  {}：{}\n", name.in_lang(lang), words.in_lang(lang));
    }
    let (classes, absent) = (coverage.classes.len(), coverage.absent_classes().count());
    if absent > 0 {
        let words = say!(
            "《政府信息公开条例》第二十条、第二十一条的 {classes} 类信息，{absent} 类在目录里没有见到（应当在补充目录里的，不算缺少）",
            "of the {classes} classes of articles 20 and 21 of the 政府信息公开条例, {absent} are not seen in the catalogs (the supplement may hold them)"
        );
        out += &format!("  {}\n", words.in_lang(lang));
    }
    out
}

/// A line a reason: the rules, or how many where they are many. All of them stand in the report for programs.
fn not_run(report: &Report, style: Style) -> String {
    let lang = style.lang;
    let mut reasons: Vec<(&str, Vec<&Rule>)> = Vec::new();
    for (rule, why) in &report.not_run {
        let why = why.in_lang(lang);
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rules)) => rules.push(rule),
            None => reasons.push((why, vec![rule])),
        }
    }
    let line = |(why, rules): (&str, Vec<&Rule>)| {
        let (why, count) = (text::line(why), rules.len());
        let named = rules.iter().map(|rule| rule.id()).collect::<Vec<_>>();
        let named = named.join(if lang == Lang::Zh { "、" } else { ", " });
        let words = match count {
            1..=3 => say!("没有检查 {named}：{why}", "not checked: {named}: {why}"),
            _ => say!("有 {count} 条规则没有检查：{why}", "not checked: {count} rules: {why}"),
        };
        format!("{}\n", text::folded(words.in_lang(lang), style.width).replace('\n', "\n  "))
    };
    reasons.into_iter().map(line).collect()
}

/// How often each rule was broken, the gravest first.
pub(super) fn rules(report: &Report) -> BTreeMap<(Severity, &'static str), (&'static Rule, usize)> {
    let mut counts: BTreeMap<(Severity, &str), (&Rule, usize)> = BTreeMap::new();
    for diagnostic in report.open() {
        counts.entry((diagnostic.severity, diagnostic.rule.name)).or_insert((diagnostic.rule, 0)).1 += 1;
    }
    counts
}

/// One line a rule.
fn by_rule(report: &Report, lang: Lang) -> String {
    let counts = rules(report);
    // The English words differ in length, the Chinese do not.
    let width = if lang == Lang::En { 7 } else { 2 };
    let line = |(&(severity, _), (rule, count)): (&(Severity, &'static str), &(&'static Rule, usize))| {
        let title = title(rule, lang);
        let severity = severity_word(severity);
        format!("  {:<width$} {count:>4}  {title} [{} {}]\n", severity.in_lang(lang), rule.name, rule.id())
    };
    let lines: String = counts.iter().map(line).collect();
    match lines.is_empty() {
        true => lines,
        false => format!("{}\n{lines}", say!("按规则统计：", "by rule:").in_lang(lang)),
    }
}

/// Why a finding is silent.
pub(super) fn silenced(by: &Suppressed) -> Words {
    let reason = &by.reason;
    match by.means {
        Means::Allow => say!("已允许：{reason}", "allowed: {reason}"),
        Means::Baseline => say!("基线里已有：{reason}", "known by the baseline: {reason}"),
    }
}

/// What a rule is called.
pub(super) fn title(rule: &'static Rule, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => &rule.card().title_zh,
        Lang::En => &rule.card().title_en,
    }
}

/// What each sheet of a file was taken for, a line a sheet; those that are no lists share one.
fn taken(input: &InputSummary, lang: Lang) -> String {
    let file = text::line(&input.file);
    let (skipped, lists): (Vec<&SheetSummary>, Vec<&SheetSummary>) = input.sheets.iter().partition(|sheet| sheet.form == "skipped");
    let mut lines = Vec::new();
    for lists in lists.chunk_by(|one, next| one.name == next.name) {
        let sheet = &lists[0].name;
        let name = if sheet.is_empty() { file.clone() } else { format!("{file} › {}", text::line(sheet)) };
        let Words { zh, en } = taken_for(lists);
        lines.push(say!("{name}：{zh}", "{name}: {en}"));
    }
    let names: Vec<String> = skipped.iter().map(|sheet| text::line(&sheet.name)).filter(|name| !name.is_empty()).collect();
    let names = names.join(if lang == Lang::Zh { "、" } else { ", " });
    match (names.is_empty(), skipped.is_empty() && lines.is_empty()) {
        (false, _) => lines.push(say!("{file}：不是清单，没有读取：{names}", "{file}: not lists, passed over: {names}")),
        (true, false) if skipped.is_empty() => {}
        (true, _) if file == "mulu.yaml" => lines.push(say!("{file}：项目设置", "{file}: settings")),
        (true, _) => lines.push(say!("{file}：没有清单", "{file}: no list")),
    }
    lines.iter().map(|line| format!("  {}\n", line.in_lang(lang))).collect()
}

/// What the lists of one sheet were taken for; several of one domain count together.
pub(super) fn taken_for(lists: &[&SheetSummary]) -> Words {
    let mut kinds: Vec<(&SheetSummary, usize)> = Vec::new();
    for list in lists {
        match kinds.iter_mut().find(|(known, _)| (known.form, &known.domain_name) == (list.form, &list.domain_name)) {
            Some((_, items)) => *items += list.items,
            None => kinds.push((list, list.items)),
        }
    }
    let kinds: Vec<Words> = kinds.into_iter().map(|(list, items)| kind(list, items)).collect();
    let join = |lang: fn(&Words) -> &str, by: &str| kinds.iter().map(lang).collect::<Vec<_>>().join(by);
    Words { zh: join(|words| &words.zh, "；"), en: join(|words| &words.en, "; ") }
}

fn kind(list: &SheetSummary, items: usize) -> Words {
    let domain = list.domain_name.as_deref();
    let zh = domain.map(|domain| format!("，{domain}领域")).unwrap_or_default();
    let en = domain.map(|domain| format!(", {domain}")).unwrap_or_default();
    let s = plural(items);
    let entries = if items == 1 { "entry" } else { "entries" };
    match list.form {
        "native" => say!("权责或公共服务事项的原始清单，{items} 条{zh}", "native list, {items} {entries}{en}"),
        "town" => say!("乡镇文件，{items} 条{zh}", "town file, {items} {entries}{en}"),
        _ => say!("公开事项清单，{items} 条{zh}", "catalog list, {items} item{s}{en}"),
    }
}
