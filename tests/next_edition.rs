//! `mulu init --from`: the next edition of a city holds what the edition before held, item by item, with the same ids, through the real
//! binary and three editions.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Exit code, standard output and standard error of a command in a folder.
fn mulu(room: &Path, words: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mulu")).args(words).current_dir(room).env_clear().output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn succeeds(room: &Path, words: &[&str]) -> String {
    let (exit, out, err) = mulu(room, words);
    assert_eq!(exit, 0, "{words:?}\n{out}{err}");
    out
}

fn catalog(room: &Path, out: &str) -> Value {
    serde_json::from_slice(&fs::read(room.join(out).join("data/catalog.json")).unwrap()).unwrap()
}

/// The items without what speaks of files: where they come from, and who confirmed them.
fn items(catalog: &Value) -> BTreeMap<String, Value> {
    let items = catalog["items"].as_array().unwrap().iter().map(|item| {
        let mut item = item.clone();
        let fields = item.as_object_mut().unwrap();
        fields.remove("origin");
        for code in fields["codes"].as_array_mut().unwrap() {
            code.as_object_mut().unwrap().remove("list");
        }
        if let Some(towns) = fields.get_mut("towns").and_then(Value::as_object_mut) {
            towns.retain(|_, said| said["state"] != "confirmed");
            for said in towns.values_mut() {
                let said = said.as_object_mut().unwrap();
                said.remove("at");
                for change in said.get_mut("changed").and_then(Value::as_object_mut).into_iter().flat_map(|changed| changed.values_mut()) {
                    change.as_object_mut().unwrap().retain(|key, _| key == "from" || key == "to");
                }
            }
            if towns.is_empty() {
                fields.remove("towns");
            }
        }
        (item["id"].as_str().unwrap().to_owned(), item)
    });
    items.collect()
}

#[test]
fn the_next_edition_begins_where_the_one_before_ended() {
    let room = tempfile::tempdir().unwrap();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/changshu");
    succeeds(room.path(), &["build", example, "-o", "2020", "--only", "data", "-q"]);
    let said = succeeds(room.path(), &["init", "next", "--from", "2020", "--as-of", "2020-12-11"]);
    assert!(said.starts_with("已新建项目“next”：常熟市 2020-2，照 2020 填好了 24 个部门清单"), "{said}");
    succeeds(room.path(), &["build", "next", "-o", "out", "-q"]);
    let (before, after) = (catalog(room.path(), "2020"), catalog(room.path(), "out"));
    let (before_items, after_items) = (items(&before), items(&after));
    assert_eq!(before_items.keys().collect::<Vec<_>>(), after_items.keys().collect::<Vec<_>>());
    for (id, item) in &before_items {
        assert_eq!(item, &after_items[id], "{id}");
    }
    let order = |catalog: &Value| -> Vec<String> {
        catalog["domains"].as_array().unwrap().iter().map(|domain| domain["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(order(&before), order(&after));
    assert_eq!(before["domains"], after["domains"]);
    let towns = |catalog: &Value| -> Vec<Value> { catalog["towns"].as_array().unwrap().iter().map(|town| town["name"].clone()).collect() };
    assert_eq!(towns(&before), towns(&after));
    assert_eq!(after["edition"]["title"], "常熟市基层政务公开标准目录（2020-2年版）（示例数据，非官方发布）");
}

#[test]
fn an_item_renamed_twice_keeps_the_id_of_its_first_name() {
    let room = tempfile::tempdir().unwrap();
    let project = room.path().join("一");
    fs::create_dir_all(project.join("lists")).unwrap();
    let settings = "city: {name: 常熟市, kind: 县级市}\nedition: {id: \"2020\", as_of: 2020-12-11}\ndepartments:\n  - {name: 市教育局, domains: [义务教育]}\n";
    let allow = "allow:\n  - {rule: missing-domain, reason: 示例只用一个领域}\n";
    fs::write(project.join("mulu.yaml"), format!("{settings}{allow}")).unwrap();
    let item = "kind: responsibility\ndomain: 义务教育\ndepartment: 市教育局\nitems:\n  - {group: 招生管理, name: 招生政策, content: 招生范围, basis: 《中华人民共和国义务教育法》, time_limit: 自信息形成或者变更之日起20个工作日内, subject: 市教育局, method: 主动公开, channels: [政府网站], audience: 全社会, tiers: 市级}\n";
    fs::write(project.join("lists/a.yaml"), item).unwrap();
    succeeds(room.path(), &["build", "一", "-o", "1", "--only", "data", "-q"]);
    let id = |out: &str| catalog(room.path(), out)["items"][0]["id"].as_str().unwrap().to_owned();
    let first = id("1");
    for (number, (from, to)) in [("招生政策", "招生办法"), ("招生办法", "招生入学办法")].into_iter().enumerate() {
        let (former, folder, out) = ((number + 1).to_string(), format!("next{number}"), (number + 2).to_string());
        let day = format!("{}-12-11", 2021 + number);
        succeeds(room.path(), &["init", &folder, "--from", &former, "--as-of", &day, "-q"]);
        let folder = room.path().join(folder);
        fs::remove_file(folder.join("lists/市教育局-权责清单.xlsx")).unwrap();
        fs::write(folder.join("lists/a.yaml"), item.replace("招生政策", to)).unwrap();
        let settings = fs::read_to_string(folder.join("mulu.yaml")).unwrap();
        let rename = format!("  - {{from: 义务教育/招生管理/{from}, to: 义务教育/招生管理/{to}}}\n");
        let settings = match settings.split_once("\nrenamed:\n") {
            Some((above, below)) => format!("{above}\nrenamed:\n{rename}{below}"),
            None => format!("{settings}\nrenamed:\n{rename}"),
        };
        fs::write(folder.join("mulu.yaml"), settings + allow).unwrap();
        succeeds(room.path(), &["build", folder.to_str().unwrap(), "-o", &out, "--only", "data", "-q"]);
        assert_eq!(id(&out), first, "edition {out}");
    }
}

#[test]
fn what_is_no_edition_is_refused_and_nothing_is_written() {
    let room = tempfile::tempdir().unwrap();
    let (exit, _, err) = mulu(room.path(), &["init", "next", "--from", "没有"]);
    assert!(exit == 2 && err.contains("没有/data/catalog.json"), "{err}");
    let data = room.path().join("out/data");
    fs::create_dir_all(&data).unwrap();
    let foreign = r#"{"schema": "mulu.catalog/1", "city": {}, "domains": [], "towns": [{"name": ""}], "items": [{}]}"#;
    for text in ["", "{}", "[1, 2", "\u{0}", r#"{"schema": "mulu.catalog/1"}"#, foreign] {
        fs::write(data.join("catalog.json"), text).unwrap();
        let (exit, out, err) = mulu(room.path(), &["init", "next", "--from", "out"]);
        assert!(exit == 2 && err.contains("不能使用"), "{text}: {out}{err}");
        assert!(!room.path().join("next").exists(), "{text}");
    }
}
