//! `allow`: what it silences, what it reports, and when it ends.

use jiff::civil::date;

use super::super::{allow, lists};
use super::{AS_OF, at, item, list, located, merged, project, set_limit};
use crate::diagnostic::Diagnostics;
use crate::knowledge;
use crate::model::{Item, Slot, Trigger};
use crate::place::Place;
use crate::project::Allow;

fn entry_of_allow(rule: &str) -> Allow {
    Allow {
        place: Place::file("mulu.yaml"),
        rule: located(rule),
        item: None,
        file: None,
        towns: Vec::new(),
        reason: "示例".to_owned(),
        until: None,
    }
}

/// One late limit in 招生政策 of a city list and of a town's; what is left and what is said after `allow`.
fn after_allow(entry: Allow) -> (usize, Vec<&'static str>) {
    let mut late = item();
    set_limit(&mut late, "30个工作日", 30, Trigger::FormedOrChanged);
    let city = list(vec![late.clone()]);
    let mut town =
        list(vec![Item { time_limit: Slot { place: Place::file("towns/海虞镇.xlsx"), ..late.time_limit.clone() }, ..late.clone() }]);
    town.town = Some(located("海虞镇"));
    let merged = merged(vec![item(), Item { name: Slot::given("招生结果", "招生结果".to_owned(), at(6, 3)), ..item() }]);
    let mut project = project();
    project.allow = vec![entry];
    let mut diagnostics = Diagnostics::default();
    lists(&[city, town], knowledge::load(), Some(&project), AS_OF, &mut diagnostics);
    let before = diagnostics.iter().count();
    assert_eq!(before, 2);
    allow(&project, &merged, AS_OF, &mut diagnostics);
    let left = diagnostics.iter().filter(|found| found.rule.name == "late-time-limit" && found.suppressed.is_none()).count();
    let said = diagnostics.iter().skip(before).map(|found| found.rule.name).collect();
    (left, said)
}

#[test]
fn allow_silences_what_it_names_and_nothing_else() {
    let rule = || entry_of_allow("TL-01");
    assert_eq!(after_allow(rule()), (0, vec![]));
    assert_eq!(after_allow(entry_of_allow("late-time-limit")), (0, vec![]));
    assert_eq!(after_allow(Allow { item: Some(located("招生管理/招生政策")), ..rule() }), (0, vec![]));
    assert_eq!(after_allow(Allow { item: Some(located("义务教育/*/招生*")), ..rule() }), (0, vec![]));
    assert_eq!(after_allow(Allow { item: Some(located("招生结果")), ..rule() }), (2, vec!["unused-setting"]));
    assert_eq!(after_allow(Allow { item: Some(located("招生正策")), ..rule() }), (2, vec!["no-target"]));
    assert_eq!(after_allow(Allow { file: Some(located("./towns/海虞镇.xlsx")), ..rule() }), (1, vec![]));
    assert_eq!(after_allow(Allow { towns: vec![located("海虞镇")], ..rule() }), (1, vec![]));
    assert_eq!(after_allow(Allow { towns: vec![located("梅李镇")], ..rule() }), (2, vec!["unused-setting"]));
    assert_eq!(after_allow(entry_of_allow("no-trigger")), (2, vec!["unused-setting"]));
}

#[test]
fn allow_ends_after_its_last_day_and_knows_what_cannot_be_allowed() {
    let until = |day| Allow { until: Some(day), ..entry_of_allow("TL-01") };
    assert_eq!(after_allow(until(AS_OF)), (0, vec![]));
    assert_eq!(after_allow(until(date(2020, 12, 10))), (2, vec!["expired-allow"]));
    assert_eq!(after_allow(entry_of_allow("missing-basis")), (2, vec!["not-allowable"]));
    assert_eq!(after_allow(entry_of_allow("late-time-limits")), (2, vec!["not-allowable"]));
}

#[test]
fn the_nearest_rule_is_named() {
    assert_eq!(crate::rules::nearest("late-time-limits", 1), ["late-time-limit"]);
    assert_eq!(crate::rules::find(" el-03 ").map(|rule| rule.name), Some("missing-basis"));
    assert!(crate::rules::find("EL-99").is_none());
}
