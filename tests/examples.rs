//! The example projects as a whole: the planted mistakes and nothing else, the catalogs that come of it, and lists that survive
//! being written as a workbook.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mulu::model::{Field, Item, List, ListKind};
use mulu::rule::Severity;
use mulu::{Settings, emit, report};

fn settings() -> Settings {
    let today = "2020-12-11".parse().unwrap();
    Settings::on(today)
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// (file, sheet, cell or line, heading for findings that share a place, rule, severity).
type Finding = (String, String, String, String, String);

#[test]
fn the_faulty_example_has_the_planted_mistakes_and_no_others() {
    let planted = fs::read_to_string(example("faulty/expected.tsv")).unwrap();
    let mut expected: Vec<Finding> = planted
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("file\t"))
        .map(|line| {
            let mut columns = line.split('\t').map(str::to_owned);
            let mut next = || columns.next().unwrap();
            (next(), next(), next(), next(), next())
        })
        .collect();
    let checked = mulu::check(&[example("faulty")], &settings()).unwrap();
    let mut found: Vec<Finding> = checked
        .report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.suppressed.is_none())
        .map(|diagnostic| {
            let place = &diagnostic.place;
            let at = place.cell_name().unwrap_or_else(|| match &place.at {
                mulu::place::At::Text(span) => span.line.to_string(),
                mulu::place::At::Whole | mulu::place::At::Cell { .. } => String::new(),
            });
            let sheet = place.sheet().unwrap_or_default().to_owned();
            (place.origin.file.clone(), sheet, at, diagnostic.rule.name.to_owned(), diagnostic.severity.word().to_owned())
        })
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert!(!checked.report.accepted());
}

#[test]
fn the_faulty_example_plants_every_check_at_least_three_times() {
    let planted = fs::read_to_string(example("faulty/expected.tsv")).unwrap();
    // old-tables is said once a run, and only of days after the tables' own.
    let planted_here = |entry: &&mulu::rules::Entry| !matches!(entry.check, mulu::rules::Check::Stage) && entry.rule.name != "old-tables";
    for entry in mulu::rules::ALL.iter().filter(planted_here) {
        let count = planted.lines().filter(|line| line.split('\t').nth(3) == Some(entry.rule.name)).count();
        assert!(count >= 3, "{} is planted {count} times", entry.rule.name);
    }
}

#[test]
fn the_example_city_has_no_error_and_keeps_every_item() {
    let checked = mulu::check(&[example("changshu")], &settings()).unwrap();
    let errors: Vec<_> =
        checked.report.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| &found.message.zh).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let catalog = checked.catalog.unwrap();
    assert_eq!(catalog.domains.len(), 26);
    assert!(catalog.domains.iter().all(|domain| !domain.entries.is_empty()), "every domain has items");
    let ids: BTreeSet<&str> = catalog.domains.iter().flat_map(|domain| &domain.entries).map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), catalog.item_count(), "every id stands once");
    let both = catalog.domains.iter().flat_map(|domain| &domain.entries).filter(|entry| entry.lists.len() == 2).count();
    assert!(both >= 5, "{both} items stand in both kinds of list");
    assert!(catalog.domains.iter().flat_map(|domain| &domain.entries).any(|entry| entry.lists.contains(&ListKind::Responsibility)));
}

/// How many findings each rule makes on the example city: a changed rule shows here what it does.
#[test]
fn findings_on_the_example_city_by_rule() {
    let checked = mulu::check(&[example("changshu")], &settings()).unwrap();
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for found in &checked.report.diagnostics {
        *counts.entry(found.rule.name).or_default() += 1;
    }
    let found: String = counts.iter().map(|(rule, count)| format!("{rule}\t{count}\n")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples/findings.tsv");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(path).unwrap_or_default());
}

#[test]
fn every_example_list_survives_being_written_as_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    for project in ["changshu", "faulty"] {
        for path in files_below(&example(project)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let is_list = path.extension().is_some_and(|extension| extension == "yaml" || extension == "xlsx");
            if !is_list || name == "mulu.yaml" || name == "expected.tsv" {
                continue;
            }
            let before = mulu::convert(&path, &folder.path().join("again.xlsx"), &settings()).unwrap().lists;
            if before.is_empty() {
                continue;
            }
            let after = mulu::convert(&folder.path().join("again.xlsx"), &folder.path().join("again.yaml"), &settings()).unwrap().lists;
            same_lists(&name, &before, &after);
        }
    }
}

fn same_lists(name: &str, before: &[List], after: &[List]) {
    assert_eq!(after.len(), before.len(), "{name}");
    for (before, after) in before.iter().zip(after) {
        let values = |list: &List| (list.form, list.kind, text(list.domain.as_ref()), list.items.len(), list.powers.len());
        assert_eq!(values(after), values(before), "{name}");
        // A blank name and group under a group mean that group in a table: such a planted fault cannot stay as it is in YAML.
        for (old, new) in before.items.iter().zip(&after.items).filter(|(old, _)| !old.name.value.is_empty()) {
            same_item(name, old, new);
        }
        for (old, new) in before.powers.iter().zip(&after.powers) {
            let mut new = new.clone();
            new.place = old.place.clone();
            assert_eq!(&new, old, "{name}");
        }
    }
}

fn text(located: Option<&mulu::place::Located<String>>) -> Option<String> {
    located.map(|located| located.value.clone())
}

/// Wording is compared as it was written; ticks and marks by what they mean, since a workbook prints them its own way.
fn same_item(name: &str, old: &Item, new: &Item) {
    let item = format!("{name}: {}", old.display_name());
    for field in [Field::Code, Field::Content, Field::Basis, Field::TimeLimit, Field::Subject, Field::Link] {
        assert_eq!(new.text(field), old.text(field), "{item}");
    }
    assert_eq!((&new.group.value, &new.name.value, &new.subname.value), (&old.group.value, &old.name.value, &old.subname.value), "{item}");
    assert_eq!(new.method.value, old.method.value, "{item}");
    assert_eq!(new.channels.value, old.channels.value, "{item}");
    assert_eq!(new.audience.value, old.audience.value, "{item}");
    assert_eq!(new.tiers.value, old.tiers.value, "{item}");
    let extra = |item: &Item| -> Vec<(String, String)> {
        item.extra.iter().map(|extra| (extra.heading.clone(), extra.text.value.clone())).collect()
    };
    assert_eq!(extra(new), extra(old), "{item}");
}

#[test]
fn a_report_of_an_example_fits_its_schema() {
    for project in ["changshu", "faulty"] {
        let checked = mulu::check(&[example(project)], &settings()).unwrap();
        let json: serde_json::Value = serde_json::from_str(&report::json::print(&checked.report, report::Style::PLAIN)).unwrap();
        let schema: serde_json::Value = serde_json::from_str(
            &fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/mulu.report-1.schema.json")).unwrap(),
        )
        .unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let faults: Vec<String> = validator.iter_errors(&json).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn the_same_city_gives_the_same_bytes_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let build = |name: &str, jobs: usize| {
        let choice = mulu::BuildChoice {
            towns: Vec::new(),
            only: Vec::new(),
            state: emit::State::Final,
            handling: mulu::Handling::default(),
            jobs: std::num::NonZeroUsize::new(jobs),
        };
        mulu::build(&example("changshu"), &folder.path().join(name), &choice, &settings()).unwrap().written.unwrap()
    };
    assert_eq!(build("one", 1), build("four", 4));
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap_or_else(|error| panic!("{error}")).into_path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// Every `attribute="…"` of a page.
fn attributes<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_item_of_the_example_is_reached_by_links_that_all_resolve() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let choice = mulu::BuildChoice {
        towns: Vec::new(),
        only: Vec::new(),
        state: emit::State::Final,
        handling: mulu::Handling::default(),
        jobs: None,
    };
    let built = mulu::build(&example("changshu"), &out, &choice, &settings()).unwrap();
    let (mut open, mut seen, mut anchors) = (vec![out.join("site/index.html").canonicalize().unwrap()], BTreeSet::new(), BTreeSet::new());
    while let Some(page) = open.pop() {
        let html = fs::read_to_string(&page).unwrap();
        anchors.extend(attributes(&html, "id").into_iter().map(|id| (page.clone(), id.to_owned())));
        for href in attributes(&html, "href").into_iter().filter(|href| !href.starts_with("http")) {
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file).canonicalize().unwrap() };
            assert!(target.is_file(), "{href} in {}", page.display());
            let is_new = seen.insert((target.clone(), anchor.to_owned()));
            if is_new && target.extension().is_some_and(|extension| extension == "html") && !anchors.iter().any(|(page, _)| *page == target)
            {
                open.push(target);
            }
        }
    }
    let dangling: Vec<_> = seen.iter().filter(|(_, anchor)| !anchor.is_empty()).filter(|link| !anchors.contains(*link)).collect();
    assert!(dangling.is_empty(), "{dangling:?}");
    let reached: BTreeSet<&str> = anchors.iter().map(|(_, id)| id.as_str()).collect();
    for entry in built.checked.catalog.unwrap().domains.iter().flat_map(|domain| &domain.entries) {
        assert!(reached.contains(entry.id.as_str()), "{} is on no page", entry.id);
    }
}
