//! The house rules, held by a test: who may use whom, what every file opens with, how long it may be, and that rules, their
//! pages and the README's map do not drift apart.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use mulu::model::Field;

/// Who may use whom within the crate. `words` is what messages are made of; every module may use itself.
static MAY_USE: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("place", &[]),
    ("rule", &[]),
    ("write", &["words"]),
    ("diagnostic", &["place", "rule", "words"]),
    ("model", &["place", "words"]),
    ("knowledge", &["model", "place"]),
    ("read", &["place", "diagnostic", "rule", "words"]),
    ("project", &["read", "model", "knowledge", "diagnostic", "rule", "place", "words"]),
    ("parse", &["read", "model", "knowledge", "project", "diagnostic", "rule", "place", "words"]),
    ("rules", &["model", "knowledge", "project", "diagnostic", "rule", "place", "words"]),
    ("check", &["rules", "model", "knowledge", "project", "diagnostic", "rule", "place", "words"]),
    ("merge", &["model", "knowledge", "project", "diagnostic", "rule", "place", "words"]),
    ("compare", &["model", "knowledge", "diagnostic", "rule", "place", "words"]),
    ("emit", &["model", "knowledge", "project", "rule", "place", "words"]),
    ("patch", &["read", "diagnostic", "rule", "place", "words"]),
    ("report", &["diagnostic", "rule", "model", "read", "place", "words"]),
];

/// Who may use everything.
static ABOVE_ALL: &[&str] =
    &["lib", "inputs", "build", "diff", "on_invalid", "template", "verify", "next_edition", "hand_back", "main", "cli"];

/// Longest file, in lines.
const LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with one of these endings, by their path with `/`.
fn files(folder: &str, extension: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// `parse` for `src/parse.rs` and everything below `src/parse/`.
fn module(path: &str) -> &str {
    path.strip_prefix("src/").unwrap().split(['/', '.']).next().unwrap()
}

/// The first segments of every `crate::…` path, those of `use crate::{…}` among them. Comments do not count.
fn uses(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
    let mut used = BTreeSet::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let names = match rest.strip_prefix('{') {
            None => vec![rest],
            Some(group) => top_level(group),
        };
        for name in names {
            let name: String = name.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            used.insert(name);
        }
    }
    used
}

/// The parts of `a::{b, c}, d}` between the commas that stand outside inner braces, up to the closing one.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                return parts;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn paths_are_found_as_they_are_written() {
    let text = "use crate::{model::{Item, List}, place};\n// crate::cli\nlet x = crate::words::say!();\npub(crate) fn f() {}";
    assert_eq!(uses(text).into_iter().collect::<Vec<_>>(), ["model", "place", "words"]);
}

#[test]
fn nobody_uses_what_stands_above() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, text) in files("src", "rs") {
        let user = module(&path);
        if ABOVE_ALL.contains(&user) {
            continue;
        }
        let Some(allowed) = table.get(user) else {
            wrong.push(format!("{path}: the module {user} does not stand in MAY_USE"));
            continue;
        };
        for used in uses(&text).iter().filter(|used| *used != user && !allowed.contains(&used.as_str())) {
            wrong.push(format!("{path}: {user} may not use {used}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file no `mod` names is compiled by nobody.
#[test]
fn every_file_is_a_module_of_the_one_above() {
    let sources = files("src", "rs");
    for path in sources.keys().filter(|path| !matches!(path.as_str(), "src/lib.rs" | "src/main.rs")) {
        let (above, name) = path.trim_end_matches(".rs").rsplit_once('/').unwrap();
        let above = if above == "src" { "src/lib.rs".to_owned() } else { format!("{above}.rs") };
        let parents = [above.as_str(), "src/main.rs"].into_iter().filter_map(|parent| sources.get(parent));
        let named = format!("mod {name};");
        assert!(parents.into_iter().any(|text| text.lines().any(|line| line.ends_with(&named))), "{path}: {above} does not name it");
    }
}

#[test]
fn every_module_stands_in_the_table_and_in_the_readme() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for module in &modules {
        let known = MAY_USE.iter().any(|(name, _)| name == module) || ABOVE_ALL.contains(module);
        assert!(known, "{module} does not stand in MAY_USE");
        let file = format!("├── {module}");
        assert!(
            readme.lines().any(|line| line.starts_with(&file) || line.starts_with(&file.replace('├', "└"))),
            "README.md's map lacks {module}"
        );
    }
    for (name, _) in MAY_USE {
        assert!(modules.contains(name), "MAY_USE names {name}, which is no module");
    }
}

#[test]
fn only_read_write_and_main_touch_files_the_clock_or_the_environment() {
    for (path, text) in files("src", "rs") {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let unix = code.contains("std::os::unix") || code.contains("rustix::");
        assert!(!unix || module(&path) == "write", "{path} calls one system by name");
        if matches!(module(&path), "read" | "write" | "main") {
            continue;
        }
        for touch in ["std::fs", "fs::", "std::env", "SystemTime", "Instant::now", "File::open", "File::create"] {
            assert!(!code.contains(touch), "{path} holds {touch}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_fits() {
    for (path, text) in ["src", "tests", "benches"].iter().flat_map(|folder| files(folder, "rs")) {
        assert!(text.starts_with("//! "), "{path} does not open with //!");
        let lines = text.lines().count();
        assert!(lines <= LINES, "{path} has {lines} lines: split it by idea");
    }
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(main.lines().count() <= 60, "main.rs is arguments in, exit code out");
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let is_page = |path: &String| path.starts_with("src/rules/") || path.starts_with("src/rule/stage/pages/");
    let pages: BTreeSet<String> = files("src", "md")
        .into_keys()
        .filter(is_page)
        .map(|path| Path::new(&path).file_stem().unwrap().to_string_lossy().replace('_', "-"))
        .collect();
    let mut names = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for rule in mulu::all_rules() {
        let (name, card) = (rule.name, rule.card());
        assert!(names.insert(name.to_owned()), "{name} stands twice in the list");
        assert!(ids.insert(card.id.clone()), "{} stands twice in the list", card.id);
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name} is not kebab-case");
        let (family, number) = card.id.split_once('-').unwrap_or_default();
        let well_formed = family.chars().all(|c| c.is_ascii_uppercase()) && number.len() == 2 && number.parse::<u8>().is_ok();
        assert!(well_formed && !family.is_empty(), "{name}: the id {} is not like EL-03", card.id);
        assert!(!card.title_zh.is_empty() && card.title_en.is_ascii() && !card.title_en.is_empty(), "{name}: titles");
        assert!(!card.authority.is_empty() && matches!(card.seen.as_str(), "full" | "digest" | "practice"), "{name}: authority");
        assert!(!card.body.trim().is_empty(), "{name}: an empty page");
        for field in &card.fields {
            assert!(Field::named(field).is_some_and(|known| known.key() == field), "{name}: there is no field {field}");
        }
    }
    assert_eq!(pages, names, "pages on the left, rules on the right");
}

#[test]
fn every_check_is_a_file_of_its_own() {
    let code: BTreeSet<String> = files("src/rules", "rs").into_keys().collect();
    for page in files("src/rules", "md").into_keys() {
        assert!(code.contains(&page.replace(".md", ".rs")), "{page} has no check beside it");
    }
}
