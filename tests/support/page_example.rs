//! The examples of a rule's page: a fenced block that opens with ```` ```yaml wrong ````, ```` ```yaml right ```` (or `csv`), run
//! through the real program as a user's file would be.
//!
//! A YAML block is what differs from a list with one item that nothing is wrong with: keys of an item, or `items` (each filled up
//! with what it does not say; `~` takes a key away), or keys of the list. `as_of` says the day. A CSV block is a whole file.
//! With `project` behind it the block adds settings to a small `mulu.yaml` in which every other domain is excused; `write` holds
//! further files by path: YAML lists (filled up likewise), or texts. `lists/市教育局.yaml` is there already.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mulu::rule::Rule;
use serde_yaml::{Mapping, Value};

/// A list with one item that nothing is wrong with.
const LIST: &str = "\
kind: responsibility
domain: 义务教育
department: 市教育局
items:
  - group: 招生管理
    name: 招生政策
    content: [招生范围, 招生条件, 招生计划]
    basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）]
    time_limit: 自信息形成或者变更之日起20个工作日内
    subject: 市教育局
    method: 主动公开
    channels: [政府网站, 两微一端]
    audience: 全社会
    tiers: [市级, 镇级]
";

/// The project an example of a project rule adds to.
const PROJECT: &str = "\
city: {name: 常熟市, kind: 县级市}
edition: {id: '2020', title: 示例, as_of: 2020-12-11}
departments:
  - {name: 市教育局, domains: [义务教育]}
towns: []
";

/// Domains that are neither handed in nor excused where an example speaks of excuses.
const LEFT_TO_THE_EXAMPLE: [&str; 2] = ["扶贫", "救灾"];

/// Keys an example has beside those of an item.
pub(crate) const LIST_KEYS: [&str; 8] = ["items", "kind", "domain", "department", "title", "notes", "legend", "as_of"];

/// One example.
pub(crate) struct Example {
    pub(crate) wrong: bool,
    kind: Kind,
    pub(crate) text: String,
}

#[derive(PartialEq)]
enum Kind {
    Item,
    Project,
    Csv,
}

/// The examples of a rule's page.
pub(crate) fn examples(rule: &Rule) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = rule.card().body.lines();
    while let Some(line) = lines.next() {
        let Some(says) = line.strip_prefix("```").filter(|says| !says.is_empty()) else { continue };
        let text: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        let (kind, wrong) = match says.split(' ').collect::<Vec<_>>()[..] {
            ["yaml", judged @ ("wrong" | "right")] => (Kind::Item, judged == "wrong"),
            ["csv", judged @ ("wrong" | "right")] => (Kind::Csv, judged == "wrong"),
            ["yaml", judged @ ("wrong" | "right"), "project"] => (Kind::Project, judged == "wrong"),
            _ => continue,
        };
        examples.push(Example { wrong, kind, text });
    }
    examples
}

impl Example {
    /// The keys it speaks of; none for a project or a whole file.
    pub(crate) fn keys(&self) -> Vec<String> {
        if self.kind == Kind::Item { self.mapping().keys().map(|key| key.as_str().unwrap().to_owned()).collect() } else { Vec::new() }
    }

    /// Whether it is a whole project.
    pub(crate) fn is_of_a_project(&self) -> bool {
        self.kind == Kind::Project
    }

    fn mapping(&self) -> Mapping {
        serde_yaml::from_str(&self.text).unwrap_or_else(|error| panic!("{error}\n{}", self.text))
    }

    /// Puts its files into a folder: the path to check, and the day to check it at.
    pub(crate) fn write(&self, folder: &Path) -> (PathBuf, String) {
        fs::create_dir_all(folder.join("lists")).unwrap();
        match self.kind {
            Kind::Csv => (self.write_csv(folder), "2020-12-11".to_owned()),
            Kind::Item => write_item(self.mapping(), folder),
            Kind::Project => write_project(self.mapping(), folder),
        }
    }

    /// Names of the rules the program raises for it; what the example itself allows is not among them.
    pub(crate) fn findings(&self, folder: &Path) -> Vec<String> {
        let (input, as_of) = self.write(folder);
        let output =
            Command::new(env!("CARGO_BIN_EXE_mulu")).args(["check", "--format", "json", "--as-of", &as_of]).arg(&input).output().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}", input.display(), String::from_utf8_lossy(&output.stderr)));
        let found = report["diagnostics"].as_array().unwrap().iter();
        let open = found.filter(|found| found.get("suppressed").is_none_or(serde_json::Value::is_null));
        open.map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
    }

    fn write_csv(&self, folder: &Path) -> PathBuf {
        let file = folder.join("清单.csv");
        fs::write(&file, &self.text).unwrap();
        file
    }
}

/// The day an example says, taken out of it.
fn as_of(changes: &mut Mapping) -> String {
    changes.remove("as_of").map_or_else(|| "2020-12-11".to_owned(), |day| day.as_str().unwrap().to_owned())
}

fn write_item(mut changes: Mapping, folder: &Path) -> (PathBuf, String) {
    let as_of = as_of(&mut changes);
    let file = folder.join("清单.yaml");
    fs::write(&file, serde_yaml::to_string(&list_with(changes)).unwrap()).unwrap();
    (file, as_of)
}

/// [`LIST`] with what an example says of it.
fn list_with(changes: Mapping) -> Value {
    let mut list: Value = serde_yaml::from_str(LIST).unwrap();
    let usual = list["items"][0].clone();
    for (key, value) in changes {
        let name = key.as_str().unwrap().to_owned();
        if name == "items" {
            let items = value.as_sequence().unwrap().iter().map(|item| {
                let mut filled = usual.clone();
                set(filled.as_mapping_mut().unwrap(), item.as_mapping().unwrap().clone());
                filled
            });
            list["items"] = Value::Sequence(items.collect());
        } else if LIST_KEYS.contains(&name.as_str()) {
            set(list.as_mapping_mut().unwrap(), Mapping::from_iter([(key, value)]));
        } else {
            set(list["items"][0].as_mapping_mut().unwrap(), Mapping::from_iter([(key, value)]));
        }
    }
    list
}

/// Sets keys; `~` takes one away.
fn set(mapping: &mut Mapping, changes: Mapping) {
    for (key, value) in changes {
        if value.is_null() {
            mapping.remove(&key);
        } else {
            mapping.insert(key, value);
        }
    }
}

fn write_project(mut changes: Mapping, folder: &Path) -> (PathBuf, String) {
    let as_of = as_of(&mut changes);
    fs::write(folder.join("lists/市教育局.yaml"), LIST).unwrap();
    for (path, content) in changes.remove("write").into_iter().flat_map(|files| files.as_mapping().unwrap().clone()) {
        let path = folder.join(path.as_str().unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = match content {
            Value::String(text) => text,
            Value::Mapping(list) if list.contains_key("items") => serde_yaml::to_string(&list_with(list)).unwrap(),
            other => serde_yaml::to_string(&other).unwrap(),
        };
        fs::write(path, text).unwrap();
    }
    let mut project: Mapping = serde_yaml::from_str(PROJECT).unwrap();
    let speaks_of_excuses = changes.contains_key("domains_not_applicable");
    let left = |name: &str| name == "义务教育" || (speaks_of_excuses && LEFT_TO_THE_EXAMPLE.contains(&name));
    let excused = mulu::knowledge::load().domains.iter().filter(|domain| !left(&domain.name));
    let mut excuses: Vec<Value> =
        excused.map(|domain| serde_yaml::from_str(&format!("{{domain: {}, reason: 示例}}", domain.name)).unwrap()).collect();
    excuses.extend(changes.remove("domains_not_applicable").into_iter().flat_map(|own| own.as_sequence().unwrap().clone()));
    set(&mut project, changes);
    project.insert("domains_not_applicable".into(), Value::Sequence(excuses));
    fs::write(folder.join("mulu.yaml"), serde_yaml::to_string(&project).unwrap()).unwrap();
    (folder.to_owned(), as_of)
}
