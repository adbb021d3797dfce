//! How a project stands against its milestones: whom each file counts for, and from which day on.

use std::path::Path;

use mulu::Settings;
use mulu::model::milestone::{Judged, State, Unit};
use mulu::model::register;

#[test]
fn an_unreadable_file_is_handed_in_by_whom_its_name_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/status-late-and-missing");
    let day = "2020-11-25".parse().unwrap();
    let (progress, checked) = mulu::status(&root, day, &Settings::on(day)).unwrap();
    let of = |name: &str| {
        let units = progress.milestones.iter().flat_map(|judged: &Judged| &judged.units);
        units.into_iter().find(|standing| standing.unit == Unit::Department(name.to_owned())).unwrap()
    };
    assert_eq!((of("市医保局").state, of("市医保局").errors), (State::Undated, 1));
    assert_eq!(of("市财政局").without_items, ["lists/市财政局-权责清单.yaml"]);
    let entry = |file: &str| checked.report.register.iter().find(|entry| entry.file.as_deref() == Some(file)).unwrap();
    let broken = entry("lists/市医保局-社会保险.xlsx");
    assert_eq!((broken.unit.as_str(), broken.state), ("市医保局", register::State::Returned));
    assert_eq!(entry("lists/来历不明.xlsx").unit, "");
    assert_eq!(progress.uncounted, ["lists/来历不明.xlsx"]);
}

#[test]
fn a_file_received_later_was_not_there_yet() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/status-late-and-missing");
    let today = "2020-12-11".parse().unwrap();
    let counts = |day: &str| {
        let (progress, _) = mulu::status(&root, day.parse().unwrap(), &Settings::on(today)).unwrap();
        let towns = &progress.milestones[3];
        [State::OnTime, State::Late, State::Overdue, State::NotDue].map(|state| towns.count(state))
    };
    assert_eq!(counts("2020-11-18"), [0, 0, 0, 3]);
    assert_eq!(counts("2020-11-20"), [1, 0, 0, 2]);
    assert_eq!(counts("2020-11-21"), [1, 0, 2, 0]);
    assert_eq!(counts("2020-11-24"), [1, 1, 1, 0]);
}
