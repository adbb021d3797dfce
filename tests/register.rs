//! Who handed in what, where a file cannot be read.

use std::fs;

use mulu::Settings;
use mulu::model::register::State;

const SETTINGS: &str = "city: {name: 常熟市}
edition: {id: '2020', as_of: 2020-12-11}
departments:
  - {name: 市教育局, domains: [义务教育]}
  - {name: 市医保局, domains: [社会保险]}
towns:
  - {name: 海虞镇}
files:
  - {path: lists/新建.xlsx, department: 市医保局}
";

#[test]
fn an_unreadable_file_is_of_the_unit_that_its_name_or_the_settings_name() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("mulu.yaml"), SETTINGS).unwrap();
    for file in ["lists/市教育局-义务教育.xlsx", "lists/新建.xlsx", "lists/来历不明.xlsx", "towns/海虞镇.xlsx"] {
        let path = room.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"PK\x03\x04 cut off").unwrap();
    }
    let checked = mulu::check(&[room.path().to_owned()], &Settings::on("2020-12-11".parse().unwrap())).unwrap();
    let units: Vec<(&str, &str)> =
        checked.report.register.iter().map(|entry| (entry.unit.as_str(), entry.file.as_deref().unwrap_or("-"))).collect();
    let expected = [
        ("市教育局", "lists/市教育局-义务教育.xlsx"),
        ("市医保局", "lists/新建.xlsx"),
        ("", "lists/来历不明.xlsx"),
        ("海虞镇", "towns/海虞镇.xlsx"),
    ];
    assert_eq!(units, expected, "and nobody is missing");
    assert!(checked.report.register.iter().all(|entry| entry.state == State::Returned));
}
