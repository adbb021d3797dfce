//! A baseline: what it knows, how often, what it never knows, and what it says of findings that are gone.

use super::super::baseline::{Baseline, Looked, baseline};
use super::at;
use crate::diagnostic::{Diagnostic, Diagnostics, ItemName, Means};
use crate::model::name::LEVEL;
use crate::place::Place;
use crate::rule::stage::{merging, parsing, project, reading};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules;
use crate::words::say;

static LEAK: Rule = Rule::new("a-leak", Family::Privacy, Severity::Error, Allow::Never, "");
static HINT: Rule = Rule::new("a-hint", Family::Privacy, Severity::Warning, Allow::May, "");

fn found(rule: &'static Rule, row: u32, item: &str) -> Diagnostic {
    let item = ItemName { domain: "yiwujiaoyu".to_owned(), key: format!("招生管理{LEVEL}{item}{LEVEL}"), name: item.to_owned() };
    Diagnostic::new(rule, at(row, 7), say!("示例", "example")).with_item(item).with_field("time_limit", "公开时限", "")
}

fn sink(all: &[Diagnostic]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    all.iter().for_each(|one| diagnostics.push(one.clone()));
    diagnostics
}

/// What stays open when `before` is known: the rule and the row.
fn open(before: &[Diagnostic], now: &[Diagnostic], looked: Looked<'_>) -> Vec<(&'static str, u32)> {
    let known = Baseline::parse(&Baseline::of(before, "2020-12-11").text()).unwrap();
    let mut diagnostics = sink(now);
    baseline(&known, "基线.json", looked, &mut diagnostics);
    let row = |found: &Diagnostic| if let crate::place::At::Cell { row, .. } = found.place.at { row } else { 0 };
    let open = diagnostics.sorted().into_iter().filter(|found| found.suppressed.is_none());
    open.map(|found| (found.rule.name, row(&found))).collect()
}

#[test]
fn known_findings_are_suppressed_wherever_they_moved() {
    let before = [found(&merging::CONFLICT, 5, "招生政策")];
    let now = [found(&merging::CONFLICT, 50, "招生政策"), found(&merging::CONFLICT, 6, "招生结果")];
    assert_eq!(open(&before, &now, Looked::Everywhere), [("conflict", 6)]);
    let mut diagnostics = sink(&now[..1]);
    baseline(&Baseline::of(&before, "2020-12-11"), "基线.json", Looked::Everywhere, &mut diagnostics);
    let silenced = diagnostics.sorted().remove(0).suppressed.unwrap();
    assert_eq!((silenced.means, silenced.by.origin.file.as_str()), (Means::Baseline, "基线.json"));
    assert!(silenced.reason.contains("2020-12-11"));
}

#[test]
fn a_second_finding_like_a_known_one_is_new() {
    let one = found(&parsing::NOT_UNDERSTOOD, 5, "招生政策");
    let two = [one.clone(), found(&parsing::NOT_UNDERSTOOD, 9, "招生政策")];
    assert_eq!(open(&two[..1], &two, Looked::Everywhere), [("not-understood", 9)]);
    assert_eq!(open(&two, &two, Looked::Everywhere), []);
    let said_twice = [one.clone(), one];
    assert_eq!(open(&two[..1], &said_twice, Looked::Everywhere), [], "what two rules of reading say in the same words is one finding");
}

#[test]
fn what_is_gone_is_said_once_and_only_of_files_looked_at() {
    let before = [found(&merging::CONFLICT, 5, "招生政策"), found(&merging::CONFLICT, 6, "招生结果")];
    assert_eq!(open(&before, &before[..1], Looked::Everywhere), [("stale-baseline", 0)]);
    assert_eq!(open(&before, &[], Looked::Everywhere), [("stale-baseline", 0)]);
    let others = ["lists/市民政局.xlsx".to_owned()];
    assert_eq!(open(&before, &[], Looked::At(&others)), []);
    let these = [before[0].place.origin.file.clone()];
    assert_eq!(open(&before, &[], Looked::At(&these)), [], "one file alone does not show that lists agree");
    let of_an_item = [found(rules::find("no-trigger").unwrap(), 5, "招生政策")];
    assert_eq!(open(&of_an_item, &[], Looked::At(&these)), [("stale-baseline", 0)]);
}

#[test]
fn what_was_not_judged_is_kept() {
    let judged = found(rules::find("no-trigger").unwrap(), 5, "招生政策");
    let other_file = Diagnostic { place: Place::file("lists/市民政局.xlsx"), ..found(judged.rule, 6, "招生结果") };
    let all = [judged.clone(), other_file, found(&merging::CONFLICT, 7, "招生计划")];
    let known = Baseline::of(&all, "2020-12-11");
    let these = [judged.place.origin.file.clone()];
    let not_judged = baseline(&known, "基线.json", Looked::At(&these), &mut sink(&[]));
    let mut newer = Baseline::of(&[], "2020-12-11");
    newer.keep(&not_judged);
    assert_eq!((known.len(), newer.len()), (3, 2));
    // The same item in two files: one of them alone says nothing of the other.
    let twin = Diagnostic { place: Place::file("lists/市民政局.xlsx"), ..judged.clone() };
    let known_twice = Baseline::of(&[judged.clone(), twin], "2020-12-11");
    let mut diagnostics = sink(&[judged]);
    assert_eq!(baseline(&known_twice, "基线.json", Looked::At(&these), &mut diagnostics).len(), 1);
    assert!(diagnostics.iter().all(|found| found.rule.name != "stale-baseline"));
    // In a whole project only what could not be judged for want of something.
    let mut diagnostics = sink(&[]);
    diagnostics.not_run(&merging::CONFLICT, say!("示例", "example"));
    assert_eq!(baseline(&known, "基线.json", Looked::Everywhere, &mut diagnostics).len(), 1);
}

#[test]
fn leaks_and_unreadable_files_are_never_known() {
    let now = [found(&LEAK, 5, "招生政策"), found(&HINT, 6, "招生政策"), found(&reading::UNREADABLE_FILE, 7, "招生政策")];
    assert_eq!((Baseline::of(&now, "2020-12-11").len(), Baseline::refused(&now)), (1, 2));
    assert_eq!(open(&now, &now, Looked::Everywhere), [("a-leak", 5), ("unreadable-file", 7)]);
    // Nor when somebody writes them into the file by hand.
    let forged = Baseline::of(&now[1..2], "2020-12-11").text().replace(&now[1].fingerprint(), &now[0].fingerprint());
    let mut diagnostics = sink(&now[..1]);
    baseline(&Baseline::parse(&forged).unwrap(), "基线.json", Looked::At(&[]), &mut diagnostics);
    assert!(diagnostics.iter().all(|found| found.suppressed.is_none()));
}

#[test]
fn what_an_allow_silences_is_not_written_and_what_a_baseline_silences_is() {
    let mut all = [found(&merging::CONFLICT, 5, "招生政策"), found(&project::UNUSED_SETTING, 6, "招生结果")];
    let silenced = |means| crate::diagnostic::Suppressed { means, by: at(1, 1), reason: String::new() };
    all[0].suppressed = Some(silenced(Means::Baseline));
    all[1].suppressed = Some(silenced(Means::Allow));
    assert_eq!(Baseline::of(&all, "2020-12-11").len(), 1);
}

#[test]
fn other_files_are_refused_in_plain_words() {
    let why = |text: &str| Baseline::parse(text).unwrap_err().zh;
    assert_eq!(why("{\"schema\": \"mulu.baseline/1\", "), "第1行第30列起读不下去，文件不完整或者被改坏了");
    assert_eq!(why("{\"schema\": \"mulu.baseline/2\"}"), "它由别的版本的 mulu 写成（mulu.baseline/2）");
    assert_eq!(why("{\"schema\": \"mulu.report/1\"}"), "它不是 mulu 写的基线文件");
    assert_eq!(why("[]"), "它不是 mulu 写的基线文件");
    assert_eq!(why("{\"schema\": \"mulu.baseline/1\", \"findings\": 3}"), "内容被改坏了");
    assert!(
        Baseline::parse("\u{feff}{\"schema\": \"mulu.baseline/1\", \"tool\": \"mulu\", \"as_of\": \"2020-12-11\", \"findings\": []}")
            .unwrap()
            .is_empty()
    );
}
