//! `mulu explain`: the page of a rule by its name or id; without a name, every rule by family.

use super::{Answer, Told};
use crate::model::{Field, nearest};
use crate::rule::{Allow, Family, Rule};
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
        None => miss(word, &rules, told.lang()),
    }
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
    let fields = headings.collect::<Vec<_>>().join("、");
    let mut facts = vec![
        say!("名称：{name}", "name: {name}", name = rule.name),
        say!("轻重：{word}", "severity: {word}", word = severity(rule, lang)),
        say!("类别：{word}", "family: {word}", word = family(rule.family, lang)),
    ];
    if !fields.is_empty() {
        facts.push(say!("要素：{fields}", "fields: {fields}"));
    }
    facts.push(say!("依据：{words}", "authority: {words}", words = &card.authority));
    facts.push(match rule.allow {
        Allow::May => say!("可以在 mulu.yaml 的 allow 中写明理由后允许", "an allow in mulu.yaml with a reason may silence it"),
        Allow::Never => say!("不能用 allow 允许", "no allow can silence it"),
    });
    let facts: String = facts.iter().map(|fact: &Words| format!("  {}\n", fact.in_lang(lang))).collect();
    format!("{} {}\n{facts}\n{}\n", card.id, title(rule, lang), card.body.trim_end())
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
