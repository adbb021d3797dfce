//! `mulu schema`: JSON Schemas of every file people or programs write and read, in the two drafts editors know.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use serde_json::{Map, Value};

use super::{Answer, Told};
use crate::check::baseline;
use crate::emit::{self, schema};
use crate::report::{json, status};
use crate::words::{plural, say};
use crate::write;

/// One schema.
pub struct Known {
    /// Word the command takes.
    pub name: &'static str,
    /// Name of the format, part of the file name.
    pub format: &'static str,
    /// What it describes, `中文 || English`.
    about: &'static str,
    /// Makes it, in draft 2020-12.
    make: fn() -> Value,
}

/// Every schema.
pub static ALL: &[Known] = &[
    Known { name: "project", format: "mulu.project-1", about: "mulu.yaml", make: schema::project },
    Known { name: "list", format: "mulu.list-1", about: "YAML 清单 || a list in YAML", make: schema::list },
    Known { name: "town", format: "mulu.town-1", about: "乡镇的 YAML 文件 || a town's YAML file", make: schema::town },
    Known {
        name: "catalog", format: "mulu.catalog-1", about: "标准目录 data/catalog.json || data/catalog.json", make: emit::json::schema
    },
    Known {
        name: "manifest", format: "mulu.manifest-1", about: "文件清单 manifest.json || manifest.json", make: emit::manifest::schema
    },
    Known {
        name: "reference",
        format: "mulu.reference-1",
        about: "参考目录 catalogs/reference/ || a file of catalogs/reference/",
        make: crate::knowledge::reference_schema,
    },
    Known { name: "baseline", format: "mulu.baseline-1", about: "基线 --baseline || a baseline", make: baseline::schema },
    Known { name: "report", format: "mulu.report-1", about: "检查报告 report.json || report.json", make: json::schema },
    Known {
        name: "changes",
        format: "mulu.changes-1",
        about: "变更 mulu diff -o 变更.json || mulu diff --format json",
        make: emit::changes::json::schema,
    },
    Known {
        name: "status",
        format: "mulu.status-1",
        about: "进度 mulu status --format json || mulu status --format json",
        make: status::json::schema,
    },
];

/// A draft of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft {
    /// 2020-12.
    Latest,
    /// draft-07, for older editors.
    Seven,
}

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "名称", value_parser = PossibleValuesParser::new(ALL.iter().map(|known| known.name)))]
    #[arg(hide_possible_values = true, help = names())]
    name: Option<String>,
    #[arg(short, long, value_name = "文件夹")]
    #[arg(help = "写到文件夹里，两种版本都写 || writes both drafts into a folder")]
    output: Option<PathBuf>,
    #[arg(long = "draft-07", help = "输出 draft-07 版，供旧编辑器用 || prints draft-07, for older editors")]
    draft_07: bool,
}

fn names() -> String {
    let names: Vec<&str> = ALL.iter().map(|known| known.name).collect();
    format!("哪一种：{}；不写则列出 || which: {}; lists them when left out", names.join("、"), names.join(", "))
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    let wanted: Vec<&Known> = ALL.iter().filter(|known| arguments.name.as_deref().is_none_or(|name| name == known.name)).collect();
    if let Some(folder) = &arguments.output {
        for (name, text) in wanted.iter().flat_map(|known| known.files()) {
            if let Err(error) = write::file(&folder.join(name), text.as_bytes()) {
                return Answer::unusable(error.words().in_lang(told.lang()).to_owned());
            }
        }
        let (count, folder) = (wanted.len() * 2, folder.display());
        let words = say!("已写入“{folder}”：{count} 个文件", "wrote {count} file{s} to “{folder}”", s = plural(count));
        return Answer { err: format!("{}\n", words.in_lang(told.lang())), ..Answer::default() };
    }
    let draft = if arguments.draft_07 { Draft::Seven } else { Draft::Latest };
    let out = match (arguments.name.is_some(), wanted.as_slice()) {
        (true, [known]) => known.text(draft),
        (_, all) => all.iter().map(|known| format!("  {:<8} {}\n", known.name, super::help::pick(known.about, told.lang()))).collect(),
    };
    Answer { out, ..Answer::default() }
}

impl Known {
    /// Both files of it: name and text.
    #[must_use]
    pub fn files(&self) -> [(String, String); 2] {
        let format = self.format;
        [(format!("{format}.schema.json"), self.text(Draft::Latest)), (format!("{format}.draft-07.schema.json"), self.text(Draft::Seven))]
    }

    /// The schema in one draft, as text.
    #[must_use]
    pub fn text(&self, draft: Draft) -> String {
        let schema = match draft {
            Draft::Latest => (self.make)(),
            Draft::Seven => seven((self.make)()),
        };
        serde_json::to_string_pretty(&schema).expect("a schema is plain data") + "\n"
    }
}

/// The same schema in draft-07: `definitions` for `$defs`, and nothing beside a `$ref`, which that draft would pass over.
fn seven(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut map: Map<String, Value> = map.into_iter().map(|(key, value)| older(key, value)).collect();
            if map.len() > 1
                && let Some(reference) = map.shift_remove("$ref")
            {
                map.insert("allOf".to_owned(), serde_json::json!([{ "$ref": reference }]));
            }
            Value::Object(map)
        }
        Value::Array(values) => Value::Array(values.into_iter().map(seven).collect()),
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => plain,
    }
}

fn older(key: String, value: Value) -> (String, Value) {
    match (key.as_str(), &value) {
        ("$schema", _) => (key, Value::from("http://json-schema.org/draft-07/schema#")),
        ("$defs", _) => ("definitions".to_owned(), seven(value)),
        ("$ref", Value::String(reference)) => (key, Value::from(reference.replace("#/$defs/", "#/definitions/"))),
        _ => (key, seven(value)),
    }
}
