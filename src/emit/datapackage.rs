//! `data/datapackage.json`: what the data files are and what stands in their columns, as Frictionless Data Package tells it
//! (specification 1.0), so that other programs can read and check them. Says nothing that `mulu.yaml` does not: no licence, no homepage.

use serde_json::{Map, Value, json};

use super::{Publication, State, csv};

/// The descriptor.
pub(super) fn of(publication: Publication<'_>) -> Value {
    let (city, edition) = (&publication.project.city, &publication.project.edition);
    let mut package = Map::new();
    let mut say = |key: &str, value: Value| drop(package.insert(key.to_owned(), value));
    say("profile", json!("data-package"));
    say("name", json!(name(publication)));
    say("title", json!(edition.title));
    say("description", json!(description(publication)));
    say("version", json!(edition.id));
    say("keywords", json!(["政务公开", "基层政务公开标准目录", city.name]));
    if let Some(government) = &city.government {
        say("contributors", json!([{ "title": government, "role": "publisher" }]));
    }
    say("resources", json!([table(), whole()]));
    Value::Object(package)
}

/// Lower-case letters, digits, `-`, `.` and `_` are all a name may have.
fn name(publication: Publication<'_>) -> String {
    let parts = [publication.project.city.division_code.as_deref(), Some(publication.project.edition.id.as_str())];
    let plain =
        |part: &str| part.to_ascii_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || "-._".contains(*c)).collect::<String>();
    let parts = parts.into_iter().flatten().map(plain).filter(|part| !part.is_empty());
    std::iter::once("mulu-catalog".to_owned()).chain(parts).collect::<Vec<_>>().join("-")
}

fn description(publication: Publication<'_>) -> String {
    let (catalog, edition) = (publication.catalog, &publication.project.edition);
    let as_of = edition.as_of.as_ref().map(|day| format!("截至{}，", day.value)).unwrap_or_default();
    let draft = if publication.state == State::Draft { "草稿，还没有定稿。" } else { "" };
    let (domains, towns, items) = (catalog.domains.len(), catalog.towns.len(), catalog.item_count());
    format!("{draft}{as_of}{domains}个领域、{towns}个镇街、{items}个公开事项。")
}

/// The table, with its columns.
fn table() -> Value {
    let fields: Vec<Value> = csv::columns()
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let mut field = json!({ "name": column.heading, "type": "string", "description": column.meaning });
            if at == 0 {
                field["constraints"] = json!({ "required": true, "unique": true });
            }
            field
        })
        .collect();
    json!({
        "name": "catalog",
        "title": "公开事项，一行一个",
        "type": "table",
        "path": "catalog.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "lineTerminator": "\r\n", "header": true },
        "schema": { "fields": fields, "primaryKey": [csv::columns()[0].heading], "missingValues": [""] },
    })
}

/// Everything there is, for programs.
fn whole() -> Value {
    json!({
        "name": "catalog-json",
        "title": "目录的全部内容：每个要素的原文、理解后的结构、来源和各镇街的情况",
        // Without it readers of version 2 take a file of this name for a catalog of packages.
        "type": "json",
        "path": "catalog.json",
        "profile": "data-resource",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "jsonSchema": "catalog.schema.json",
    })
}
