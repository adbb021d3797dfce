//! `build --on-invalid` and `--previous` through the real binary, over the whole example: what is kept is what stood there, whatever the
//! threads, and no previous edition, however damaged, does more than be refused.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/xlsx.rs"]
#[expect(dead_code, reason = "only the dump is used here")]
mod xlsx;
#[path = "support/xml.rs"]
mod xml;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn example() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/changshu"))
}

/// Runs `mulu build` in a folder.
fn build(room: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mulu")).arg("build").args(words).current_dir(room).env_clear().output().unwrap()
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().strip_prefix(folder).unwrap().display().to_string(), fs::read(entry.path()).unwrap())).collect()
}

/// The example, and beside it the same with a file for every unit that cannot be read.
fn with_a_bad_file_each(room: &Path) {
    copy(example(), &room.join("good"));
    copy(example(), &room.join("bad"));
    let settings = fs::read_to_string(example().join("mulu.yaml")).unwrap();
    let named = |key: &str| {
        let part = settings.split(&format!("\n{key}:")).nth(1).unwrap();
        let lines = part.lines().skip(1).take_while(|line| line.starts_with(' '));
        let names = lines.filter_map(|line| Some(line.split_once("name: ")?.1.split([',', '}']).next()?.trim().to_owned()));
        names.collect::<Vec<String>>()
    };
    for department in named("departments") {
        fs::write(room.join(format!("bad/lists/{department}-坏.xlsx")), "PK").unwrap();
    }
    for town in named("towns") {
        fs::create_dir_all(room.join(format!("bad/towns/{town}"))).unwrap();
        fs::write(room.join(format!("bad/towns/{town}/坏.xlsx")), "PK").unwrap();
    }
}

/// The items by id, without what says where they come from. A change that is kept is held against the value of then.
fn items(out: &Path) -> BTreeMap<String, Value> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(pairs) => {
                ["origin", "at", "was", "list"].iter().for_each(|key| drop(pairs.shift_remove(*key)));
                pairs.values_mut().for_each(strip);
            }
            Value::Array(entries) => {
                entries.iter_mut().for_each(strip);
                entries.dedup();
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let catalog: Value = serde_json::from_slice(&fs::read(out.join("data/catalog.json")).unwrap()).unwrap();
    let items = catalog["items"].as_array().unwrap().iter().map(|item| (item["id"].as_str().unwrap().to_owned(), item.clone()));
    items
        .map(|(id, mut item)| {
            strip(&mut item);
            (id, item)
        })
        .collect()
}

#[test]
fn where_every_unit_is_invalid_the_catalogs_are_those_of_the_edition_before() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    with_a_bad_file_each(room);
    assert_eq!(build(room, &["good", "-o", "first"]).status.code(), Some(0));
    let run = build(room, &["bad", "-o", "second", "--previous", "first", "--on-invalid", "last-valid", "-j", "4"]);
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stdout));
    let (first, second) = (items(&room.join("first")), items(&room.join("second")));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (id, item) in &first {
        assert_eq!(item, &second[id], "{id}");
    }
    // And so again from what was kept; whatever the threads, the bytes are the same.
    let third = ["--previous", "second", "--on-invalid", "last-valid"];
    assert_eq!(build(room, &[&["bad", "-o", "third", "-j", "1"], &third[..]].concat()).status.code(), Some(1));
    assert_eq!(build(room, &[&["bad", "-o", "fourth", "-j", "4"], &third[..]].concat()).status.code(), Some(1));
    assert_eq!(first, items(&room.join("third")));
    assert!(tree(&room.join("third")) == tree(&room.join("fourth")), "the threads show");
    let city = xlsx::dump(&fs::read(room.join("third/city.xlsx")).unwrap());
    assert!(city.contains("沿用上一版（2020-12-11，21 条）：报送的文件读不出来"));
    assert!(city.contains("沿用上一版（2020-12-11，21 条）：同一单位的另一份文件有错误"));
}

#[test]
fn what_is_left_out_is_the_same_whatever_the_threads() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    copy(example(), &room.join("city"));
    let path = room.join("city/lists/市卫健委-坏.yaml");
    let item = |name: &str| format!("  - {{group: 试验, name: {name}, content: [范围, 条件], subject: 市卫健委, tiers: [市级]}}\n");
    fs::write(path, format!("domain: 医疗卫生\ndepartment: 市卫健委\nitems:\n{}{}", item("甲乙丙"), item("丁戊己"))).unwrap();
    for (out, jobs) in [("one", "1"), ("four", "4")] {
        let run = build(room, &["city", "-o", out, "--on-invalid", "skip-items", "-j", jobs]);
        assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stdout));
    }
    assert!(tree(&room.join("one")) == tree(&room.join("four")), "the threads show");
    let city = xlsx::dump(&fs::read(room.join("one/city.xlsx")).unwrap());
    assert!(city.contains("未采用事项 2 条") && city.matches("甲乙丙").count() == 1, "说明 names what was left out");
    assert!(!fs::read_to_string(room.join("one/data/catalog.csv")).unwrap().contains("甲乙丙"));
}

#[test]
fn no_previous_edition_breaks_a_build() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let case = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/keep-the-last-valid"));
    copy(case, room);
    assert_eq!(build(room, &["去年", "-o", "out", "--only", "data"]).status.code(), Some(0));
    let whole = fs::read_to_string(room.join("out/data/catalog.json")).unwrap();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut damaged = vec![String::new(), "null".to_owned(), "{}".to_owned(), "\0".to_owned(), deep.clone()];
    damaged.push(whole.replacen("\"items\":[", &format!("\"more\":{deep},\"items\":["), 1));
    // Every key and every kind of value, one after the other, replaced by another.
    for (word, other) in [("\"origin\":{", "\"origin\":[],\"was\":{"), ("\"towns\":{", "\"towns\":[1,2],\"was\":{")] {
        damaged.push(whole.replace(word, other));
    }
    for key in
        ["id", "domain", "group", "name", "codes", "content", "basis", "time_limit", "subject", "channels", "audience", "tiers", "at"]
    {
        damaged.push(whole.replace(&format!("\"{key}\":"), "\"other\":"));
        damaged.push(whole.replace(&format!("\"{key}\":\""), &format!("\"{key}\":\"\\u0000\\u001b[2J=1+1 ")));
    }
    damaged.extend((0..12).map(|part| whole.chars().take(whole.chars().count() * part / 12).collect()));
    for text in damaged {
        fs::write(room.join("out/data/catalog.json"), &text).unwrap();
        let run = build(room, &["今年", "-o", "new", "--only", "data", "--previous", "out", "--on-invalid", "last-valid", "--quiet"]);
        let said = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        let beginning: String = text.chars().take(60).collect();
        assert!(matches!(run.status.code(), Some(1 | 2)) && !said.contains("panicked"), "{beginning}: {said}");
        assert!(!said.contains('\u{1b}'), "{beginning}: {said}");
    }
}
