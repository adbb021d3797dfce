//! What every rule says of lists that are known to be right: the facts of `tests/examples/reference-*.jsonl`, collected from published
//! catalogs, as one list a domain; and the workbooks of `tests/corpus/`. The counts stand in `tests/examples/findings-*.tsv`: a changed
//! rule shows there what it does to every known list (`UPDATE=1` rewrites them). Of the reference facts no error is raised but those
//! named here as true.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/description.rs"]
mod description;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use description::Description;
use mulu::rule::Severity;
use mulu::{Checked, Settings};
use serde_json::{Map, Value, json};

/// Errors that are true: the rule, the item, and why the fact of the catalog or what was filled in is wrong.
const TRUE_ERRORS: &[(&str, &str, &str)] = &[
    ("missing-content", "教育事业发展主要情况", "the catalog prints the name as the content"),
    ("later-than-statute", "中标候选人公示", "its limit was not seen and 20 working days filled in; the statute asks for 3 days"),
    ("trigger-against-method", "启动要件", "the limit counts from an application; 主动公开 was filled in"),
    ("trigger-against-method", "社会稳定风险评估", "the limit counts from an application; 主动公开 was filled in"),
    ("trigger-against-method", "行政处罚流程", "the limit counts from an application; 主动公开 was filled in"),
    ("trigger-against-method", "行政强制流程", "the limit counts from an application; 主动公开 was filled in"),
];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// One list a domain, with what was not seen filled in by values nothing is wrong with.
fn reference(folder: &Path) -> Vec<PathBuf> {
    let mut lists: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for part in ["reference-1.jsonl", "reference-2.jsonl"] {
        for line in fs::read_to_string(tests().join("examples").join(part)).unwrap().lines() {
            let fact: Map<String, Value> = serde_json::from_str(line).unwrap();
            let domain = fact["domain"].as_str().unwrap().to_owned();
            let item = item(&fact, &lead(&domain));
            lists.entry(domain).or_default().push(item);
        }
    }
    let write = |(domain, items): (String, Vec<Value>)| {
        let path = folder.join(format!("{domain}.yaml"));
        let list = json!({"kind": "responsibility", "domain": domain, "department": lead(&domain), "items": items});
        fs::write(&path, serde_yaml::to_string(&list).unwrap()).unwrap();
        path
    };
    lists.into_iter().map(write).collect()
}

/// The usual lead of a domain, as one city's.
fn lead(domain: &str) -> String {
    let (known, _) = mulu::knowledge::load().domain(domain).unwrap_or_else(|| panic!("{domain} is no domain"));
    format!("市{}", known.lead[0])
}

fn item(fact: &Map<String, Value>, lead: &str) -> Value {
    let said = |key: &str| fact.get(key).filter(|value| !value.is_null()).cloned();
    let or = |key: &str, value: Value| said(key).unwrap_or(value);
    let guide = "事项名称；办理依据；申请条件；申请材料；办理流程；办理时限；办理地点和时间；联系电话；监督投诉渠道";
    json!({
        "group": or("group", json!("")),
        "name": or("name", json!("")),
        "subname": or("subname", json!("")),
        "content": or("content", json!(guide)),
        "basis": or("basis", json!(["《中华人民共和国政府信息公开条例》（国务院令第711号）"])),
        "time_limit": or("time_limit", json!("自信息形成或者变更之日起20个工作日内")),
        "subject": or("subject", json!(lead)),
        "channels": or("channels", json!(["政府网站"])),
        "audience": or("audience", json!("全社会")),
        "method": or("method", json!("主动公开")),
        "tiers": or("levels", json!(["县级"])),
    })
}

fn check(files: &[PathBuf], day: &str) -> Checked {
    mulu::check(files, &Settings::on(day.parse().unwrap())).unwrap()
}

/// `rule severity count`, a line each, held against a file.
fn same_counts<'a>(found: impl Iterator<Item = &'a mulu::diagnostic::Diagnostic>, file: &str) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for found in found {
        *counts.entry((found.rule.name, found.severity.word())).or_default() += 1;
    }
    let found: String = counts.iter().map(|((rule, severity), count)| format!("{rule}\t{severity}\t{count}\n")).collect();
    let path = tests().join("examples").join(file);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(path).unwrap_or_default(), "UPDATE=1 cargo test --test precision rewrites {file}");
}

#[test]
fn the_reference_facts_have_no_error_but_the_true_ones() {
    let folder = tempfile::tempdir().unwrap();
    let checked = check(&reference(folder.path()), "2020-12-11");
    let mut errors: Vec<String> = checked
        .report
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| {
            let item = found.item.as_ref().map_or("", |item| item.name.as_str());
            format!("{} {item}: {} “{}”", found.rule.name, found.message.zh, found.value.as_deref().unwrap_or_default())
        })
        .collect();
    let mut stale: Vec<&str> = Vec::new();
    for (rule, item, why) in TRUE_ERRORS {
        assert!(!why.is_empty());
        match errors.iter().position(|error| error.starts_with(&format!("{rule} {item}:"))) {
            Some(at) => drop(errors.remove(at)),
            None => stale.push(item),
        }
    }
    same_counts(checked.report.diagnostics.iter(), "findings-reference.tsv");
    assert!(errors.is_empty(), "errors that nobody has judged:\n{}", errors.join("\n"));
    assert!(stale.is_empty(), "true errors that are no longer found: {stale:?}");
}

#[test]
fn findings_on_the_corpus_by_rule() {
    let folder = tempfile::tempdir().unwrap();
    let mut names: Vec<PathBuf> =
        fs::read_dir(tests().join("corpus")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    names.sort();
    let checked = names.iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let description = Description::read(&fs::read_to_string(path.join("sheet.txt")).unwrap(), &name);
        let room = folder.path().join(&name);
        fs::create_dir(&room).unwrap();
        fs::write(room.join(&description.file), description.workbook()).unwrap();
        check(&[room.join(&description.file)], "2026-01-01")
    });
    let checked: Vec<Checked> = checked.collect();
    same_counts(checked.iter().flat_map(|checked| checked.report.diagnostics.iter()), "findings-corpus.tsv");
}
