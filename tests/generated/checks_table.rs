//! docs/checks.md: each of a reviewer's checks with the rules that do it, or why none can; and what must be true of that table.

use std::collections::BTreeSet;

use mulu::knowledge::{self, Check, Weight};
use mulu::rule::Rule;

use super::page_example::examples;
use super::rules_index::{cell, pages};
use super::{root, same};

/// Checks whose rules are still being written; nothing is asked of them. Empty when all are done.
static OPEN: &[&str] = &[
    "EL-10", "EL-11", "EL-12", "EL-13", "EL-14", "EL-15", "EL-16", "WAY-03", "WAY-04", "WAY-05", "WAY-06", "WAY-07", "WAY-08", "WAY-09",
    "LV-01", "LV-02", "LV-03", "LV-04", "LV-05", "LV-06", "LV-07", "TL-02", "TL-04", "TL-05", "TL-06", "TL-07", "TL-08", "TL-09", "TL-10",
    "TL-11", "TL-12", "BA-01", "BA-03", "BA-04", "BA-05", "BA-06", "BA-07", "BA-08", "BA-09", "BA-10", "BA-11", "BA-12", "BA-13", "BA-14",
    "BA-15", "BA-16", "BA-17", "OB-01", "OB-02", "OB-03", "OB-04", "OB-05", "NM-01", "NM-02", "NM-03", "NM-04", "NM-05", "NM-06", "NM-07",
    "PR-01", "PR-02", "PR-03", "PR-04", "PR-05", "PR-06", "PR-07", "SC-01", "SC-02", "DY-01",
];

/// How many of the checks must be done.
const AT_LEAST: usize = 85;

/// The rules that do a check.
fn doing(check: &Check) -> Vec<&'static Rule> {
    mulu::all_rules().filter(|rule| rule.card().checks.contains(&check.id)).collect()
}

fn is_open(check: &Check) -> bool {
    OPEN.contains(&check.id.as_str()) && doing(check).is_empty() && check.none.is_none()
}

/// Title in both languages: that of the rule which bears its id, its own, or that of the first rule that does it.
fn title(check: &Check) -> (String, String) {
    let rules = doing(check);
    let of = |rule: &&'static Rule| (rule.card().title_zh.clone(), rule.card().title_en.clone());
    let namesake = rules.iter().find(|rule| rule.id() == check.id).map(of);
    namesake.or_else(|| check.title.clone()).or_else(|| rules.first().map(of)).unwrap_or_default()
}

fn severity(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "错误",
        Weight::Warning => "警告",
        Weight::Advice => "建议",
        Weight::Off => "不检查",
    }
}

#[test]
fn the_table_of_checks_is_that_of_the_rules() {
    let checks = knowledge::checks();
    let pages = pages();
    let done = checks.iter().filter(|check| !doing(check).is_empty()).count();
    let none = checks.iter().filter(|check| check.none.is_some()).count();
    let open = checks.len() - done - none;
    let mut text = format!(
        "<!-- tests/generated.rs 生成，请勿手改 / generated, do not edit: UPDATE=1 cargo test --test generated -->\n\
         # 审核要点由哪条规则检查 / A reviewer's checks and the rules that do them\n\n\
         共 {} 项：{done} 项由规则检查，{none} 项机器不能检查（写明原因）{}。\n\
         {} checks: {done} done by rules, {none} that no rule can do (with the reason){}.\n\n\
         | 要点 | 轻重 | 内容 / check | 规则，或者不能检查的原因 / rules, or why none |\n| --- | --- | --- | --- |\n",
        checks.len(),
        if open > 0 { format!("，{open} 项还没有写") } else { String::new() },
        checks.len(),
        if open > 0 { format!(", {open} still open") } else { String::new() },
    );
    for check in checks {
        let rules: Vec<String> = doing(check)
            .into_iter()
            .map(|rule| {
                let own = if rule.id() == check.id { String::new() } else { format!(" {}", rule.id()) };
                let lower = if rule.severity.word_zh() == severity(check.severity) { "" } else { rule.severity.word_zh() };
                let lower = if lower.is_empty() { String::new() } else { format!("（{lower}）") };
                format!("[{}]({}){own}{lower}", rule.name, pages[rule.name])
            })
            .collect();
        let why = match (&check.none, rules.is_empty()) {
            (Some((zh, en)), _) => format!("{} / {}", cell(zh), cell(en)),
            (None, true) => "—".to_owned(),
            (None, false) => rules.join("，"),
        };
        let (zh, en) = title(check);
        let title = if zh.is_empty() { String::new() } else { format!("{} / {}", cell(&zh), cell(&en)) };
        text += &format!("| {} | {} | {title} | {why} |\n", check.id, severity(check.severity));
    }
    text += "\n规则名后面括号里的轻重，是规则自己的轻重与审核要点不同，理由写在规则的页面上。\n\
             A severity in brackets is the rule's own where it differs from the reviewer's; its page says why.\n";
    same(&root().join("docs/checks.md"), &text);
}

#[test]
fn every_check_has_a_rule_or_a_reason_and_never_both() {
    let checks = knowledge::checks();
    let ids: BTreeSet<&str> = checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!((checks.len(), ids.len()), (111, 111), "a check stands twice, or is gone");
    for check in checks.iter().filter(|check| !is_open(check)) {
        let (id, rules) = (&check.id, doing(check));
        assert!(rules.is_empty() != check.none.is_none(), "{id}: rules {:?}, reason {:?}", names(&rules), check.none);
        let (zh, en) = title(check);
        assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{id} has no title");
        if let Some((zh, en)) = &check.none {
            assert!(zh.chars().count() >= 8 && en.split(' ').count() >= 4, "{id}: a reason in a whole sentence, in both languages");
        }
    }
    for id in OPEN {
        assert!(ids.contains(id), "{id} is open, but no check");
    }
}

#[test]
fn pages_name_checks_that_exist() {
    let ids: BTreeSet<&str> = knowledge::checks().iter().map(|check| check.id.as_str()).collect();
    let is_beyond = |id: &str| {
        let (family, number) = id.split_once('-').unwrap();
        ids.iter().filter_map(|known| known.split_once('-')).all(|(other, last)| other != family || last < number)
    };
    for rule in mulu::all_rules() {
        let card = rule.card();
        for check in &card.checks {
            // Rules beyond the reviewer's checks have ids of their own, behind the last check of the family.
            let own = *check == card.id && is_beyond(check);
            assert!(own || ids.contains(check.as_str()), "{}: there is no check {check}", rule.name);
        }
    }
}

#[test]
fn enough_checks_are_done_and_every_grave_one() {
    let checks = knowledge::checks();
    let done = checks.iter().filter(|check| !doing(check).is_empty() || is_open(check)).count();
    assert!(done >= AT_LEAST, "{done} of {} checks are done", checks.len());
    for check in checks.iter().filter(|check| check.severity == Weight::Error) {
        assert!(!doing(check).is_empty() || is_open(check), "{} is an error, and no rule does it", check.id);
    }
}

#[test]
fn every_check_done_is_shown_by_examples() {
    for check in knowledge::checks() {
        for rule in doing(check) {
            let (wrong, right): (Vec<_>, Vec<_>) = examples(rule).into_iter().partition(|example| example.wrong);
            assert!(
                wrong.len() >= 2 && right.len() >= 2,
                "{} ({}): {} wrong and {} right examples on its page",
                check.id,
                rule.name,
                wrong.len(),
                right.len()
            );
        }
    }
}

fn names(rules: &[&Rule]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.name).collect()
}
