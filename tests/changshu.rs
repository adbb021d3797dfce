//! The example city names the departments of 附件1 of 常政办发〔2020〕132号, line by line.

use std::collections::BTreeMap;

use mulu::knowledge::{self, Spelling};
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
