//! Every rule has a page, every page says what it must, and every example of a page does what the page says: a wrong one raises
//! the rule and no other check, a right one does not raise it. Examples run through the real program, as a user's file would.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use mulu::rule::{Allow, Family, Rule, Severity};
use mulu::rules::{self, Check};

#[path = "support/page_example.rs"]
mod page_example;

use page_example::{Example, examples};

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

/// An example speaks of keys that a list has; a project's own are judged by the program.
fn assert_keys(rule: &Rule, example: &Example) {
    for key in example.keys() {
        let known = page_example::LIST_KEYS.contains(&key.as_str()) || mulu::model::fields::ALL.iter().any(|info| info.key == key);
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

/// Staff read pages: another rule is named by its title and id, and nothing of how the program is kept stands there.
#[test]
fn pages_speak_to_staff() {
    let names: BTreeSet<&str> = mulu::all_rules().map(|rule| rule.name).collect();
    let mut wrong = Vec::new();
    for rule in mulu::all_rules() {
        let card = rule.card();
        // Examples are what they are of; the outermost pieces between fences are prose.
        let prose = card.body.split("\n```").step_by(2).chain([card.authority.as_str()]).chain(card.applies.as_deref());
        for text in prose {
            let words = text.split(|c: char| !c.is_ascii_lowercase() && c != '-').filter(|word| names.contains(word));
            let paths =
                ["as-of", "catalogs/", "lists/", "towns/", "src/", "tests/", "examples/"].into_iter().filter(|path| text.contains(path));
            wrong.extend(words.chain(paths).map(|found| format!("{}: {found}", rule.name)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_id_is_found_however_it_is_typed() {
    for word in ["EL-03", "el-03", "el-3", "EL-003", " EL-3 "] {
        assert_eq!(rules::find(word).map(mulu::rule::Rule::id), Some("EL-03"), "{word}");
    }
    assert!(rules::find("EL-").is_none() && rules::find("3").is_none() && rules::find("EL-300").is_none());
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
    for entry in rules::ALL.iter().filter(|entry| entry.rule.id().starts_with("EL-0")) {
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
            let found = example.findings(&folder.path().join(format!("{name}-{number}")));
            let found: BTreeSet<String> = found.into_iter().filter(|found| checks.contains(found.as_str())).collect();
            let as_said = if example.wrong { found.iter().eq([*name]) } else { !found.contains(*name) };
            if !as_said {
                failures.push(format!(
                    "{name}, example {} ({}): {found:?}\n{}",
                    number + 1,
                    if example.wrong { "wrong" } else { "right" },
                    example.text
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Pages of the stages show what they speak of in many forms; those of a reviewer's check are run.
#[test]
fn every_example_of_a_stage_that_does_a_check_does_what_its_page_says() {
    let folder = tempfile::tempdir().unwrap();
    let is_check = |id: &String| mulu::knowledge::checks().iter().any(|check| check.id == *id);
    for rule in mulu::rule::stage::all().filter(|rule| rule.card().checks.iter().any(is_check)) {
        // Settings alone are read by the tests of src/parse.
        let is_run = |example: &Example| rule.family != Family::Project || example.is_of_a_project();
        for (number, example) in examples(rule).into_iter().filter(is_run).enumerate() {
            let found = example.findings(&folder.path().join(format!("{}-{number}", rule.name)));
            assert_eq!(found.iter().any(|name| name == rule.name), example.wrong, "{}: {found:?}\n{}", rule.name, example.text);
        }
    }
}
