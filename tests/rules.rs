//! Every rule has a page, every page says what it must, and every example of a page does what the page says: a wrong one raises
//! the rule and no other check, a right one does not raise it. Examples run through the real program, as a user's file would.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mulu::rule::{Allow, Rule, Severity};
use mulu::rules::{self, Check};
use serde_yaml::Value;

/// What an example changes: a list with one item that nothing is wrong with.
const LIST: &str = "\
kind: responsibility
domain: 义务教育
department: 市教育局
items:
  - group: 招生管理
    name: 招生政策
    content: [招生范围, 招生条件, 招生计划]
    basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）]
    time_limit: 自信息形成或者变更之日起20个工作日内
    subject: 市教育局
    method: 主动公开
    channels: [政府网站, 两微一端]
    audience: 全社会
    tiers: [市级, 镇级]
";

/// The project an example of a project rule adds to: nothing but 义务教育 is handed in, and 扶贫 and 救灾 are not excused.
const PROJECT: &str = "\
city: {name: 常熟市, kind: 县级市}
edition: {id: '2020', title: 示例, as_of: 2020-12-11}
departments:
  - {name: 市教育局, domains: [义务教育]}
towns: []
";

/// Domains of [`PROJECT`] that are neither handed in nor left to the example.
const LEFT_TO_THE_EXAMPLE: [&str; 3] = ["义务教育", "扶贫", "救灾"];

struct Example {
    wrong: bool,
    project: bool,
    yaml: String,
}

#[test]
fn every_rule_has_a_name_an_id_and_a_whole_page() {
    let mut names = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for entry in rules::ALL {
        let rule = entry.rule;
        let card = rule.card();
        assert!(names.insert(rule.name), "{}: the name is not unique", rule.name);
        assert!(ids.insert(card.id.clone()), "{}: the id {} is not unique", rule.name, card.id);
        assert!(!card.title_zh.is_empty() && !card.title_en.is_empty(), "{}: a title is missing", rule.name);
        assert!(card.title_en.is_ascii(), "{}: the English title is not English", rule.name);
        assert!(["full", "digest", "practice", "mem"].contains(&card.seen.as_str()), "{}: seen: {}", rule.name, card.seen);
        for field in &card.fields {
            assert!(mulu::model::fields::ALL.iter().any(|info| info.key == field), "{}: no field {field}", rule.name);
        }
        assert!(rules::find(rule.name) == Some(rule) && rules::find(&card.id.to_lowercase()) == Some(rule), "{}: not found", rule.name);
    }
}

#[test]
fn every_check_page_says_why_and_how_and_shows_it() {
    for entry in rules::ALL.iter().filter(|entry| !matches!(entry.check, Check::Stage)) {
        assert_sections(entry.rule, &["## 为什么", "## 错误示例", "## 正确示例", "## 怎样改"]);
        let (wrong, right): (Vec<_>, Vec<_>) = examples(entry.rule).into_iter().partition(|example| example.wrong);
        assert!(wrong.len() >= 2 && right.len() >= 2, "{}: two wrong and two right examples", entry.rule.name);
        for example in wrong.iter().chain(&right) {
            assert_keys(entry.rule, example);
        }
    }
}

#[test]
fn every_page_about_merging_says_why_and_how_and_shows_it() {
    for rule in mulu::rule::stage::merging::ALL {
        assert_sections(rule, &["## 为什么", "## 错误示例", "## 正确示例", "## 怎样改"]);
    }
}

#[test]
fn every_stage_page_says_why_and_how() {
    for rule in mulu::rule::stage::all() {
        assert_sections(rule, &["## 为什么", "## 怎样改"]);
    }
}

/// An example speaks of keys that a list or project has.
fn assert_keys(rule: &Rule, example: &Example) {
    let changes: serde_yaml::Mapping = serde_yaml::from_str(&example.yaml).unwrap();
    for key in changes.keys().map(|key| key.as_str().unwrap()) {
        let known = ["items", "domains_not_applicable"].contains(&key) || mulu::model::fields::ALL.iter().any(|info| info.key == key);
        assert!(known, "{}: no key {key}", rule.name);
    }
}

/// A page has these sections, in this order.
fn assert_sections(rule: &Rule, sections: &[&str]) {
    let body = &rule.card().body;
    let mut from = 0;
    for section in sections {
        let at = body[from..].find(&format!("{section}\n"));
        assert!(at.is_some(), "{}: no section {section}, or not in its order", rule.name);
        from += at.unwrap_or_default();
    }
}

#[test]
fn every_check_stands_in_a_file_of_its_name_and_every_file_in_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files = BTreeMap::new();
    for family in fs::read_dir(&source).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(&family).unwrap().map(|entry| entry.unwrap().path()) {
            let name = file.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            let kind = file.extension().unwrap().to_str().unwrap().to_owned();
            files.entry(name).or_insert_with(BTreeSet::new).insert(kind);
        }
    }
    let both: BTreeSet<String> = ["md", "rs"].into_iter().map(str::to_owned).collect();
    let listed = rules::ALL.iter().filter(|entry| !matches!(entry.check, Check::Stage)).map(|entry| entry.rule.name.to_owned());
    assert_eq!(files, listed.map(|name| (name, both.clone())).collect());
}

#[test]
fn missing_elements_are_errors_that_nobody_can_allow() {
    for entry in rules::ALL.iter().filter(|entry| entry.rule.id().starts_with("EL-")) {
        assert_eq!((entry.rule.severity, entry.rule.allow), (Severity::Error, Allow::Never), "{}", entry.rule.name);
    }
}

#[test]
fn every_example_does_what_its_page_says() {
    let folder = tempfile::tempdir().unwrap();
    let checks: BTreeSet<&str> =
        rules::ALL.iter().filter(|entry| !matches!(entry.check, Check::Stage)).map(|entry| entry.rule.name).collect();
    let mut failures = Vec::new();
    for name in &checks {
        let rule = rules::find(name).unwrap();
        for (number, example) in examples(rule).into_iter().enumerate() {
            let input = write_example(&example, &folder.path().join(format!("{name}-{number}")));
            let found: BTreeSet<String> = findings(&input).into_iter().filter(|found| checks.contains(found.as_str())).collect();
            let as_said = if example.wrong { found.iter().eq([*name]) } else { !found.contains(*name) };
            if !as_said {
                failures.push(format!(
                    "{name}, example {} ({}): {found:?}\n{}",
                    number + 1,
                    if example.wrong { "wrong" } else { "right" },
                    example.yaml
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The fenced blocks of a page that open with ```` ```yaml wrong ```` or ```` ```yaml right ````, with `project` behind it or not.
fn examples(rule: &Rule) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = rule.card().body.lines();
    while let Some(line) = lines.next() {
        let Some(says) = line.strip_prefix("```yaml ") else { continue };
        let yaml: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        let words: Vec<&str> = says.split(' ').collect();
        assert!(matches!(words[0], "wrong" | "right"), "{}: {says}", rule.name);
        assert!(words.len() == 1 || words[1..] == ["project"], "{}: {says}", rule.name);
        examples.push(Example { wrong: words[0] == "wrong", project: words.len() == 2, yaml });
    }
    examples
}

/// Writes the file or project an example stands for, and says where it is.
fn write_example(example: &Example, folder: &Path) -> PathBuf {
    let changes: serde_yaml::Mapping = serde_yaml::from_str(&example.yaml).unwrap();
    let mut list: Value = serde_yaml::from_str(LIST).unwrap();
    if example.project {
        fs::create_dir_all(folder.join("lists")).unwrap();
        fs::write(folder.join("lists/市教育局.yaml"), LIST).unwrap();
        fs::write(folder.join("mulu.yaml"), project_with(&changes)).unwrap();
        return folder.to_owned();
    }
    let changed = if changes.contains_key("items") { list.as_mapping_mut().unwrap() } else { list["items"][0].as_mapping_mut().unwrap() };
    changed.extend(changes);
    fs::create_dir_all(folder).unwrap();
    let file = folder.join("清单.yaml");
    fs::write(&file, serde_yaml::to_string(&list).unwrap()).unwrap();
    file
}

/// [`PROJECT`] with every domain excused that the example does not speak of, and what the example says.
fn project_with(changes: &serde_yaml::Mapping) -> String {
    let excused = mulu::knowledge::load().domains.iter().filter(|domain| !LEFT_TO_THE_EXAMPLE.contains(&domain.name.as_str()));
    let mut excuses: Vec<Value> =
        excused.map(|domain| serde_yaml::from_str(&format!("{{domain: {}, reason: 示例}}", domain.name)).unwrap()).collect();
    let mut project: Value = serde_yaml::from_str(PROJECT).unwrap();
    for (key, value) in changes {
        assert_eq!(key, "domains_not_applicable", "the only setting examples speak of");
        excuses.extend(value.as_sequence().unwrap().iter().cloned());
    }
    project["domains_not_applicable"] = Value::Sequence(excuses);
    serde_yaml::to_string(&project).unwrap()
}

/// Names of the rules the program raises for a file or project.
fn findings(input: &Path) -> Vec<String> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_mulu")).args(["check", "--format", "json", "--as-of", "2020-12-11"]).arg(input).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}\n{}", input.display(), String::from_utf8_lossy(&output.stderr)));
    report["diagnostics"].as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
}
