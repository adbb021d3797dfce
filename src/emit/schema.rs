//! JSON Schemas of what people write: `mulu.yaml`, lists and town files. Fields, headings and their aliases come from
//! `model::fields`, so that an editor accepts every word the reader does. Looser than the reader, which knows the grammars.

use serde_json::{Map, Value, json};

use crate::knowledge;
use crate::model::fields::{self, FieldInfo};
use crate::model::{Field, power};

mod project;

pub use project::project;

/// Keys of a list, each with the other words for it; the reader's, to which a test holds them.
const LIST_KEYS: [&[&str]; 8] = [
    &["kind", "清单类型"],
    &["domain", "领域", "相应领域", "试点领域"],
    &["department", "部门", "编制单位"],
    &["town", "镇", "乡镇"],
    &["form"],
    &["title", "标题"],
    &["notes", "说明"],
    &["legend", "图例"],
];

const ITEMS: [&str; 2] = ["items", "事项"];
const ITEM: [&str; 2] = ["item", "事项"];
const REASON: [&str; 2] = ["reason", "理由"];
const DOMAIN: [&str; 2] = ["domain", "领域"];

/// Schema of a list in YAML.
#[must_use]
pub fn list() -> Value {
    let mut keys: Vec<(&str, Value)> = Vec::new();
    for words in LIST_KEYS {
        keys.extend(words.iter().map(|word| (*word, list_key(words[0]))));
    }
    keys.extend(ITEMS.map(|word| (word, json!({ "type": "array", "items": { "anyOf": [reference("Item"), reference("Power")] } }))));
    let schema = object("一个清单：权责清单或公共服务事项清单", &keys, &[&ITEMS]);
    document("mulu.list-1", "YAML 清单", schema, json!({ "Text": text(), "Item": item(), "Power": power(), "Domain": domain() }))
}

/// Schema of a town's YAML file.
#[must_use]
pub fn town() -> Value {
    let array = |description: &str, entry: Value| json!({ "type": "array", "description": description, "items": entry });
    let selector = json!({ "type": "string", "description": "事项：编号，或 领域/一级/二级[/三级]，或者其中唯一的末尾几段" });
    let reasons = || REASON.map(|word| (word, described("理由")));
    let selectors = || ITEM.map(|word| (word, selector.clone()));
    let domains = || DOMAIN.map(|word| (word, reference("Domain")));
    let with = |parts: Vec<Vec<(&'static str, Value)>>| parts.concat();

    let omit = object("不适用的事项", &with(vec![selectors().into(), reasons().into()]), &[&ITEM, &REASON]);
    let values = vec![("set", reference("Fields")), ("was", reference("Fields"))];
    let change = object("调整的事项", &with(vec![selectors().into(), values, reasons().into()]), &[&ITEM, &["set"]]);
    let items = ITEMS.map(|word| (word, array("新增的事项", reference("Item"))));
    let after = vec![("after", json!({ "type": "string", "description": "排在哪个事项之后" }))];
    let add = object("新增的事项", &with(vec![domains().into(), items.into(), after]), &[&ITEMS]);
    let absent = object("不适用的领域", &with(vec![domains().into(), reasons().into()]), &[&DOMAIN, &REASON]);

    let mut keys: Vec<(&str, Value)> = ["town", "镇", "乡镇"].map(|word| (word, described("乡镇名称，与 mulu.yaml 一致"))).into();
    keys.push((
        "claim",
        json!({ "description": "认领的事项；all 表示全部", "anyOf": [{ "const": "all" }, array("事项", selector.clone())] }),
    ));
    keys.push(("omit", array("不适用的事项", omit)));
    keys.push(("change", array("调整的事项", change)));
    keys.push(("add", array("新增的事项", add)));
    keys.push(("domains_not_applicable", array("不适用的领域", absent)));
    let mut fields = item();
    if let Some(fields) = fields.as_object_mut() {
        // A change sets some fields; only an item of its own needs a name.
        fields.shift_remove("anyOf");
    }
    let parts = json!({ "Text": text(), "Item": item(), "Fields": fields, "Domain": domain() });
    document("mulu.town-1", "乡镇文件", object("一个乡镇报送的文件", &keys, &[]), parts)
}

/// A mapping of these keys and no others; of each group of words in `needed` one must stand.
fn object(description: &str, keys: &[(&str, Value)], needed: &[&[&str]]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    let needed: Vec<Value> = needed.iter().map(|words| any_of_keys(words.iter().copied())).collect();
    let mut schema = json!({ "type": "object", "description": description, "properties": properties, "additionalProperties": false });
    if !needed.is_empty() {
        schema["allOf"] = Value::from(needed);
    }
    schema
}

fn any_of_keys<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    json!({ "anyOf": words.map(|word| json!({ "required": [word] })).collect::<Vec<_>>() })
}

/// A schema file with its frame.
fn document(format: &str, title: &str, schema: Value, parts: Value) -> Value {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    document.insert("$id".to_owned(), json!(format!("{format}.schema.json")));
    document.insert("title".to_owned(), json!(title));
    if let Value::Object(schema) = schema {
        document.extend(schema);
    }
    document.insert("$defs".to_owned(), parts);
    Value::Object(document)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn list_key(key: &str) -> Value {
    match key {
        "kind" => json!({ "description": "清单类别", "enum": ["responsibility", "public-service", "权责清单", "公共服务事项清单"] }),
        "domain" => json!({ "$ref": "#/$defs/Domain", "description": "领域" }),
        "form" => json!({ "description": "native 表示权责或公共服务事项的原始清单", "enum": ["native", "catalog"] }),
        "notes" => json!({ "description": "表后说明", "anyOf": [reference("Text"), { "type": "array", "items": reference("Text") }] }),
        "department" => described("报送部门"),
        "town" => described("乡镇"),
        "title" => described("标题"),
        _ => described("图例"),
    }
}

fn described(description: &str) -> Value {
    json!({ "$ref": "#/$defs/Text", "description": description })
}

/// A text; a number or date without quotes is one, too, and `{text: …}` holds anything a cell can hold.
fn text() -> Value {
    let wrapped = json!({ "type": "object", "properties": { "text": { "type": ["string", "number", "boolean", "null"] } }, "required": ["text"], "additionalProperties": false });
    json!({ "anyOf": [{ "type": ["string", "number", "boolean", "null"] }, wrapped] })
}

/// Domains by name, with the aliases the tables know; a city's own are texts like any other.
fn domain() -> Value {
    let names: Vec<&str> = knowledge::load().domains.iter().map(|domain| domain.name.as_str()).collect();
    json!({ "type": "string", "examples": names })
}

/// An item: every field under every word it is known by. It needs a name, under any of them.
fn item() -> Value {
    let mut properties = Map::new();
    for info in fields::ALL {
        for word in keys(info) {
            properties.insert(word.to_owned(), field(info));
        }
    }
    let named = keys(Field::Name.info()).chain(keys(Field::Group.info()));
    let mut schema = any_of_keys(named);
    schema["type"] = json!("object");
    schema["properties"] = Value::Object(properties);
    schema["additionalProperties"] = json!(false);
    schema
}

/// The key and everything else a field is called.
fn keys(info: &'static FieldInfo) -> impl Iterator<Item = &'static str> {
    std::iter::once(info.key).chain(info.words())
}

fn field(info: &FieldInfo) -> Value {
    let (zh, en) = info.meaning;
    let description = format!("{}：{zh}。{}: {en}", info.heading, info.name_en);
    let entry = |properties: Value, required: &str| json!({ "type": "object", "properties": properties, "required": [required], "additionalProperties": false });
    let list = |entry: Value| json!({ "type": "array", "items": { "anyOf": [reference("Text"), entry] } });
    let mark = |marks: &[&str]| json!({ "enum": marks });
    let forms: Vec<Value> = match info.field {
        Field::Group | Field::Name | Field::Subname | Field::Code | Field::Link | Field::TimeLimit => vec![reference("Text")],
        Field::Basis | Field::Subject => vec![reference("Text"), json!({ "type": "array", "items": reference("Text") })],
        Field::Content => {
            let content = json!({ "text": { "type": "string" }, "mark": mark(&["required", "optional"]) });
            vec![reference("Text"), list(entry(content, "text"))]
        }
        Field::Channels => {
            let channel =
                json!({ "name": { "type": "string" }, "note": { "type": "string" }, "mark": mark(&["used", "required", "optional"]) });
            vec![reference("Text"), list(entry(channel, "name"))]
        }
        Field::Audience | Field::Method | Field::Tiers => {
            vec![reference("Text"), json!({ "type": "array", "items": reference("Text") }), columns(info)]
        }
        Field::Extra => vec![extra()],
    };
    json!({ "description": description, "anyOf": forms })
}

/// `{everyone: √, specific: …}`: what stands in each column of a field of several.
fn columns(info: &FieldInfo) -> Value {
    let words = info.parts.iter().flat_map(|part| [part.key, part.heading].into_iter().chain(part.aliases.iter().copied()));
    let properties: Map<String, Value> = words.map(|word| (word.to_owned(), reference("Text"))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// An entry of a native list.
fn power() -> Value {
    let all: Vec<Vec<&str>> = power::KEYS.iter().map(|words| words.split('|').collect()).collect();
    let mut keys: Vec<(&str, Value)> = Vec::new();
    for words in all.iter().filter(|words| words.len() > 1) {
        // The first of the other words is the heading people know.
        keys.extend(words.iter().map(|word| (*word, described(words[1]))));
    }
    keys.push(("extra", extra()));
    let names = all.iter().find(|words| words[0] == "name").expect("a power has a name");
    object("权责或公共服务事项原始清单中的一项", &keys, &[names])
}

/// Columns of the list's own, under their headings.
fn extra() -> Value {
    json!({ "type": "object", "additionalProperties": reference("Text") })
}
