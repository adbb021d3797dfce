//! `mulu explain`: the page of a rule by its name or id; without a name, every rule by family.

use super::{Answer, Told};
use crate::check;
use crate::knowledge::{self, Check};
use crate::model::{Field, nearest, sample};
use crate::rule::{Allow, Family, Rule, same_id};
use crate::words::{Lang, Words, say};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "规则", help = "规则的名称或编号，如 conflict 或 MG-01 || name or id of a rule, such as conflict or MG-01")]
    rule: Option<String>,
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    let rules: Vec<&Rule> = crate::all_rules().collect();
    let Some(word) = arguments.rule.as_deref() else {
        return Answer { out: list(&rules, told.lang()), ..Answer::default() };
    };
    match rules.iter().find(|rule| rule.answers_to(word)) {
        Some(rule) => Answer { out: page(rule, told.lang()), ..Answer::default() },
        None => match knowledge::checks().iter().find(|check| same_id(&check.id, word)) {
            Some(check) => Answer { out: of_check(check, &rules, told.lang()), ..Answer::default() },
            None => miss(word, &rules, told.lang()),
        },
    }
}

/// A reviewer's check that is no rule's own id: the pages of the rules that do it, or why none does.
fn of_check(check: &Check, rules: &[&Rule], lang: Lang) -> String {
    let id = &check.id;
    let pages: Vec<String> = rules.iter().filter(|rule| rule.card().checks.contains(id)).map(|rule| page(rule, lang)).collect();
    if !pages.is_empty() {
        return pages.join("\n");
    }
    let (title_zh, title_en) = check.title.clone().unwrap_or_default();
    let (why_zh, why_en) = check.none.clone().unwrap_or_default();
    let words = say!("{id} {title_zh}\n  没有规则检查它：{why_zh}\n", "{id} {title_en}\n  no rule checks it: {why_en}\n");
    words.in_lang(lang).to_owned()
}

fn title(rule: &Rule, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &rule.card().title_zh,
        Lang::En => &rule.card().title_en,
    }
}

fn severity(rule: &Rule, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => rule.severity.word_zh(),
        Lang::En => rule.severity.word(),
    }
}

/// What it weighs in profiles that say otherwise.
fn in_profiles(rule: &Rule, lang: Lang) -> String {
    let mut others = Vec::new();
    for profile in &knowledge::load().profiles {
        let severity = check::severity(rule, profile);
        if severity == Some(rule.severity) {
            continue;
        }
        let (zh, en) = severity.map_or(("不检查", "off"), |severity| (severity.word_zh(), severity.word()));
        let (title, name) = (&profile.title.0, &profile.name);
        others.push(say!("{title}（{name}）：{zh}", "{name}: {en}").in_lang(lang).to_owned());
    }
    match (others.is_empty(), lang) {
        (true, Lang::Zh | Lang::En) => String::new(),
        (false, Lang::Zh) => format!("；{}", others.join("；")),
        (false, Lang::En) => format!("; {}", others.join("; ")),
    }
}

fn family(family: Family, lang: Lang) -> &'static str {
    let (zh, en) = family.title();
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn list(rules: &[&Rule], lang: Lang) -> String {
    let mut out = String::new();
    for known in Family::ALL {
        let mut members: Vec<&&Rule> = rules.iter().filter(|rule| rule.family == known).collect();
        members.sort_by_key(|rule| rule.id());
        if members.is_empty() {
            continue;
        }
        out += &format!("{}\n", family(known, lang));
        for rule in members {
            out += &format!("  {:<6} {:<24} {} {}\n", rule.id(), rule.name, severity(rule, lang), title(rule, lang));
        }
        out += "\n";
    }
    let more = say!("看一条规则：mulu explain 编号，如 mulu explain MG-01", "one rule: mulu explain ID, such as mulu explain MG-01");
    format!("{out}{}\n", more.in_lang(lang))
}

fn page(rule: &Rule, lang: Lang) -> String {
    let card = rule.card();
    let headings = card.fields.iter().map(|key| match (Field::named(key), lang) {
        (Some(field), Lang::Zh) => field.info().heading,
        (Some(field), Lang::En) => field.info().name_en,
        (None, Lang::Zh | Lang::En) => key.as_str(),
    });
    let fields = headings.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " });
    let mut facts = vec![
        say!("名称：{name}", "name: {name}", name = rule.name),
        say!("轻重：{word}{profiles}", "severity: {word}{profiles}", word = severity(rule, lang), profiles = in_profiles(rule, lang)),
        say!("类别：{word}", "family: {word}", word = family(rule.family, lang)),
    ];
    if !fields.is_empty() {
        facts.push(say!("要素：{fields}", "fields: {fields}"));
    }
    if card.checks.iter().any(|check| *check != card.id) {
        let all = card.checks.join(if lang == Lang::Zh { "、" } else { ", " });
        facts.push(say!("审核要点：{all}", "reviewer's checks: {all}"));
    }
    if let Some(applies) = &card.applies {
        facts.push(say!("适用：{applies}", "applies: {applies}"));
    }
    facts.push(say!("依据：{words}", "authority: {words}", words = &card.authority));
    facts.push(match rule.allow {
        Allow::May => say!("可以在 mulu.yaml 的 allow 中写明理由后允许", "an allow in mulu.yaml with a reason may silence it"),
        Allow::Never => say!("不能用 allow 允许", "no allow can silence it"),
    });
    if lang == Lang::En {
        facts.push(say!("以下说明用中文写成", "the page, its authority and what it applies to are written in Chinese"));
    }
    let facts: String = facts.iter().map(|fact: &Words| format!("  {}\n", fact.in_lang(lang))).collect();
    format!("{} {}\n{facts}\n{}\n", card.id, title(rule, lang), sample::plain(&card.body).trim_end())
}

/// Rules whose title holds the word, else those with the nearest names.
fn miss(word: &str, rules: &[&Rule], lang: Lang) -> Answer {
    let mut near: Vec<&Rule> = rules.iter().filter(|rule| title(rule, lang).contains(word)).copied().collect();
    if near.is_empty() {
        let names = rules.iter().flat_map(|rule| [rule.name, rule.id(), title(rule, lang)]);
        for name in nearest::nearest(&word.to_lowercase(), names, 6) {
            let named = rules.iter().find(|rule| [rule.name, rule.id(), title(rule, lang)].contains(&name));
            near.extend(named.filter(|rule| !near.contains(rule)).copied().filter(|_| near.len() < 3));
        }
    }
    let mut text = say!("没有叫“{word}”的规则", "there is no rule “{word}”").in_lang(lang).to_owned();
    if near.is_empty() {
        text += say!("。全部规则：mulu explain", "; all rules: mulu explain").in_lang(lang);
    } else {
        text += say!("，是不是要找：", "; did you mean:").in_lang(lang);
        for rule in near {
            text += &format!("\n  {:<6} {} {}", rule.id(), rule.name, title(rule, lang));
        }
    }
    Answer::unusable(text)
}
