//! The end of the report for people: findings by rule, what every sheet was taken for, what was not checked and why.

use std::collections::BTreeMap;

use super::verdict::severity_word;
use super::{Report, SheetSummary, Style, text};
use crate::rule::{Rule, Severity};
use crate::words::{Lang, Words, say};

/// Prints it.
pub(super) fn print(report: &Report, style: Style) -> String {
    let lang = style.lang;
    let mut out = by_rule(report, lang);
    let (files, items, as_of) = (report.inputs.len(), report.items, &report.as_of);
    let sheets: usize = report.inputs.iter().map(|input| input.sheets.len()).sum();
    let read = say!(
        "读取了 {files} 个文件、{sheets} 张表，检查了 {items} 条事项，以 {as_of} 为准：",
        "read {files} files with {sheets} tables, checked {items} items, as of {as_of}:"
    );
    out += &format!("{}\n", read.in_lang(lang));
    for input in &report.inputs {
        let file = text::line(&input.file);
        if input.sheets.is_empty() {
            out += &format!("  {}\n", say!("{file}：没有读到清单", "{file}: no list found").in_lang(lang));
        }
        for sheet in &input.sheets {
            let name = if sheet.name.is_empty() { file.clone() } else { format!("{file} › {}", text::line(&sheet.name)) };
            let taken = taken_for(sheet);
            let taken = taken.in_lang(lang);
            out += &format!("  {}\n", say!("{name}：{taken}", "{name}: {taken}").in_lang(lang));
        }
    }
    let suppressed = report.suppressed();
    if suppressed > 0 {
        let words = say!("mulu.yaml 的 allow 允许了 {suppressed} 处，没有列出", "allowed by mulu.yaml and not listed: {suppressed}");
        out += &format!("{}\n", words.in_lang(lang));
    }
    for (rule, why) in &report.not_run {
        let (name, id, why) = (rule.name, rule.id(), text::line(why.in_lang(lang)));
        out += &format!("{}\n", say!("没有检查 {name} {id}：{why}", "not checked: {name} {id}: {why}").in_lang(lang));
    }
    out
}

/// One line a rule, the gravest first.
fn by_rule(report: &Report, lang: Lang) -> String {
    let mut counts: BTreeMap<(Severity, &str), (&Rule, usize)> = BTreeMap::new();
    for diagnostic in report.open() {
        counts.entry((diagnostic.severity(), diagnostic.rule.name)).or_insert((diagnostic.rule, 0)).1 += 1;
    }
    let line = |(rule, count): &(&Rule, usize)| {
        let title = match lang {
            Lang::Zh => &rule.card().title_zh,
            Lang::En => &rule.card().title_en,
        };
        let severity = severity_word(rule.severity);
        format!("  {} {count:>4}  {title} [{} {}]\n", severity.in_lang(lang), rule.name, rule.id())
    };
    let lines: String = counts.values().map(line).collect();
    match lines.is_empty() {
        true => lines,
        false => format!("{}\n{lines}", say!("按规则统计：", "by rule:").in_lang(lang)),
    }
}

fn taken_for(sheet: &SheetSummary) -> Words {
    let items = sheet.items;
    let domain = sheet.domain.as_deref();
    let zh = domain.map(|domain| format!("，领域 {domain}")).unwrap_or_default();
    let en = domain.map(|domain| format!(", domain {domain}")).unwrap_or_default();
    match sheet.form {
        "catalog" => say!("公开事项清单，{items} 条{zh}", "catalog list, {items} items{en}"),
        "native" => say!("权责或公共服务事项的原始清单，{items} 条{zh}", "native list, {items} entries{en}"),
        "town" => say!("乡镇文件，{items} 条{zh}", "town file, {items} entries{en}"),
        _ => say!("不是清单，没有读取", "not a list, passed over"),
    }
}
