//! The example city names the departments of 附件1 of 常政办发〔2020〕132号, line by line.

use std::collections::BTreeMap;

use mulu::knowledge::{self, Spelling};
use mulu::model::register::State;
use serde_yaml::Value;

const LINES: &str = include_str!("../examples/changshu/附件1.tsv");
const SETTINGS: &str = include_str!("../examples/changshu/mulu.yaml");

/// Departments by domain key, in the order of `mulu.yaml`: the first one leads.
#[expect(clippy::unwrap_used, reason = "the file is our own, and a test may stop at what is wrong with it")]
fn departments() -> BTreeMap<&'static str, Vec<String>> {
    let settings: Value = serde_yaml::from_str(SETTINGS).unwrap();
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for department in settings["departments"].as_sequence().unwrap() {
        let name = department["name"].as_str().unwrap().to_owned();
        for domain in department["domains"].as_sequence().unwrap() {
            let (domain, spelling) = knowledge::load().domain(domain.as_str().unwrap()).unwrap();
            assert_eq!(spelling, Spelling::Known);
            found.entry(&domain.key).or_default().push(name.clone());
        }
    }
    found
}

#[test]
fn annex_1_has_18_lines_for_26_domains_in_printed_order() {
    assert_eq!(LINES.lines().count(), 18);
    let domains: Vec<&str> = LINES
        .lines()
        .flat_map(|line| line.split('\t').next().unwrap().split('、'))
        .map(|word| knowledge::load().domain(word).unwrap_or_else(|| panic!("{word}")).0.key.as_str())
        .collect();
    let known: Vec<&str> = knowledge::load().domains.iter().map(|domain| domain.key.as_str()).collect();
    assert_eq!(domains, known);
}

#[test]
fn the_departments_of_every_line_are_those_of_the_project() {
    let of_project = departments();
    assert_eq!(of_project.len(), 26);
    for line in LINES.lines() {
        let (domains, bodies) = line.split_once('\t').unwrap();
        let bodies: Vec<&str> = bodies.split('、').collect();
        for word in domains.split('、') {
            let (domain, _) = knowledge::load().domain(word).unwrap();
            assert_eq!(of_project[domain.key.as_str()], bodies, "{word}");
        }
    }
}

#[test]
fn the_one_misspelling_of_annex_1_is_known_as_such() {
    let wrong: Vec<&str> = LINES
        .lines()
        .flat_map(|line| line.split('\t').next().unwrap().split('、'))
        .filter(|word| knowledge::load().domain(word).unwrap().1 == Spelling::Wrong)
        .collect();
    assert_eq!(wrong, ["涉农补偿"]);
}

#[test]
fn towns_are_eight_of_the_one_kind_and_six_of_the_other() {
    let settings: Value = serde_yaml::from_str(SETTINGS).unwrap();
    let towns = settings["towns"].as_sequence().unwrap();
    let count = |kind: &str| towns.iter().filter(|town| town["kind"].as_str() == Some(kind)).count();
    assert_eq!((count("镇"), count("街道"), count("开发区")), (8, 6, 1));
    assert!(settings["edition"]["title"].as_str().unwrap().ends_with("（示例数据，非官方发布）"));
}

/// 附件2, from top to bottom; 12月底 and 6月底 are the last days of those months.
#[test]
fn the_milestones_are_the_rows_of_annex_2() {
    let settings: Value = serde_yaml::from_str(SETTINGS).unwrap();
    let rows = settings["milestones"].as_sequence().unwrap();
    let days: Vec<&str> = rows.iter().map(|row| row["due"].as_str().unwrap()).collect();
    let printed = ["2020-12-31", "2020-11-06", "2020-11-13", "2020-11-20", "2020-12-11", "2020-12-25", "2020-12-31", "2021-06-30"];
    assert_eq!(days, printed);
    let reviewers: Vec<&str> = rows[5]["who"].as_sequence().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(reviewers, ["市政府办公室", "市委编办", "市行政审批局", "市司法局"]);
    let awaits: Vec<Option<&str>> = rows.iter().map(|row| row["awaits"].as_str()).collect();
    assert_eq!(awaits, [None, None, Some("lists"), Some("towns"), Some("catalogs"), None, None, Some("supplement")]);
}

#[test]
fn every_file_and_every_silent_town_stands_once_in_the_register() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/changshu");
    let checked = mulu::check(&[example], &mulu::Settings::on("2020-12-11".parse().unwrap())).unwrap();
    let report = &checked.report;
    let mut handed_in: Vec<&str> = report.register.iter().filter_map(|submission| submission.file.as_deref()).collect();
    handed_in.sort_unstable();
    let read: Vec<&str> = report.inputs.iter().map(|input| input.file.as_str()).filter(|file| *file != "mulu.yaml").collect();
    assert_eq!(handed_in, read);
    let missing = report.register.iter().filter(|submission| submission.state == State::Missing).count();
    let not_reported = report.diagnostics.iter().filter(|found| found.rule.name == "not-reported").count();
    assert_eq!((missing, not_reported), (11, 11));
    assert!(report.register.iter().all(|submission| submission.state != State::Returned));
}

/// The powers of the example city that no item is about, by domain.
#[expect(clippy::unwrap_used, reason = "the example is our own, and a test may stop at what is wrong with it")]
fn uncovered(root: &std::path::Path) -> BTreeMap<String, Vec<String>> {
    let settings = mulu::Settings::on("2020-12-11".parse().unwrap());
    let checked = mulu::check(&[root.to_owned()], &settings).unwrap();
    let coverage = checked.report.coverage.as_ref().unwrap();
    assert_eq!(coverage.domains.len(), 26);
    let found = checked.report.diagnostics.iter().filter(|found| found.rule.name == "uncovered-power").count();
    let left = |domain: &mulu::model::coverage::DomainCoverage| -> Vec<String> {
        domain.powers.iter().filter(|power| power.joined.is_none()).map(|power| power.name.clone()).collect()
    };
    let left: BTreeMap<String, Vec<String>> = coverage.domains.iter().map(|domain| (domain.name.clone(), left(domain))).collect();
    assert_eq!(left.values().map(Vec::len).sum::<usize>(), found, "every uncovered power is a finding");
    left
}

#[test]
fn a_power_without_its_item_is_uncovered_and_no_other() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/changshu");
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(&example).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let to = folder.path().join(entry.path().strip_prefix(&example).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(entry.path(), to).unwrap();
    }
    let before = uncovered(folder.path());
    let list = folder.path().join("lists/市人社局-公共服务事项清单.yaml");
    let text = std::fs::read_to_string(&list).unwrap();
    let (head, item) = text.split_once("\n  - name: 求职创业补贴申领\n").unwrap();
    std::fs::write(&list, format!("{head}{}", &item[item.find("\n  - ").unwrap()..])).unwrap();
    let mut expected = before;
    expected.get_mut("就业创业").unwrap().push("求职创业补贴申领".to_owned());
    let mut after = uncovered(folder.path());
    after.values_mut().chain(expected.values_mut()).for_each(|names| names.sort());
    assert_eq!(after, expected);
}
