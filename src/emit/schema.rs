//! JSON Schemas of what people write: `mulu.yaml`, lists and town files. Fields, headings and their aliases come from
//! `model::fields`, so that an editor accepts every word the reader does. Looser than the reader, which knows the grammars.

use serde_json::{Map, Value, json};

use crate::knowledge;
use crate::model::Field;
use crate::model::fields::{self, FieldInfo};

mod project;

pub use project::project;

/// Keys of a list that stand beside its items.
const LIST_KEYS: [&str; 8] = ["kind", "domain", "department", "town", "form", "title", "notes", "legend"];

/// Schema of a list in YAML.
#[must_use]
pub fn list() -> Value {
    let mut properties = Map::new();
    for key in LIST_KEYS {
        properties.insert(key.to_owned(), list_key(key));
    }
    properties.insert("items".to_owned(), json!({ "type": "array", "items": { "anyOf": [reference("Item"), reference("Power")] } }));
    let schema = json!({
        "type": "object",
        "description": "一个清单：权责清单或公共服务事项清单",
        "properties": properties,
        "required": ["items"],
        "additionalProperties": false,
    });
    document("mulu.list-1", "YAML 清单", schema, json!({ "Text": text(), "Item": item(), "Power": power(), "Domain": domain() }))
}

/// Schema of a town's YAML file.
#[must_use]
pub fn town() -> Value {
    let reason = json!({ "type": "string", "minLength": 1, "description": "理由" });
    let selector = json!({ "type": "string", "description": "事项：编号，或 领域/一级/二级[/三级]，或者其中唯一的末尾几段" });
    let object = |properties: Value, required: Value| json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    let omit = object(json!({ "item": selector, "reason": reason }), json!(["item", "reason"]));
    let change = object(
        json!({ "item": selector, "set": reference("Fields"), "was": reference("Fields"), "reason": reason }),
        json!(["item", "set"]),
    );
    let mut add = list()["properties"].as_object().cloned().unwrap_or_default();
    add.insert("after".to_owned(), json!({ "type": "string", "description": "排在哪个事项之后" }));
    add.insert("items".to_owned(), json!({ "type": "array", "items": reference("Item") }));
    let add = object(Value::Object(add), json!(["items"]));
    let absent = object(json!({ "domain": reference("Domain"), "reason": reason }), json!(["domain", "reason"]));
    let properties = json!({
        "town": { "type": "string", "description": "乡镇名称，与 mulu.yaml 一致" },
        "claim": { "description": "认领的事项；all 表示全部", "anyOf": [{ "const": "all" }, { "type": "array", "items": selector }] },
        "omit": { "type": "array", "description": "不适用的事项", "items": omit },
        "change": { "type": "array", "description": "调整的事项", "items": change },
        "add": { "description": "新增的事项", "anyOf": [add, { "type": "array", "items": add }] },
        "domains_not_applicable": { "type": "array", "description": "不适用的领域", "items": absent },
    });
    let schema = json!({ "type": "object", "description": "一个乡镇报送的文件", "properties": properties, "additionalProperties": false });
    let mut fields = item();
    if let Some(fields) = fields.as_object_mut() {
        fields.shift_remove("anyOf");
    }
    let parts = json!({ "Text": text(), "Item": item(), "Fields": fields, "Domain": domain() });
    document("mulu.town-1", "乡镇文件", schema, parts)
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
    let named: Vec<Value> = named.map(|word| json!({ "required": [word] })).collect();
    json!({ "type": "object", "properties": properties, "anyOf": named, "additionalProperties": false })
}

/// The key and everything else a field is called; extra columns have no heading of their own.
fn keys(info: &'static FieldInfo) -> impl Iterator<Item = &'static str> {
    let headings = (info.field != Field::Extra).then(|| info.words());
    std::iter::once(info.key).chain(headings.into_iter().flatten())
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
        Field::Extra => vec![json!({ "type": "object", "additionalProperties": reference("Text") })],
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
    let text = |description: &str| described(description);
    let properties = json!({
        "code": text("编码"), "name": text("事项名称"), "subname": text("子项"), "type": text("权力类型"),
        "basis": text("设定依据"), "body": text("行使主体"), "tier": text("行使层级"),
    });
    json!({ "type": "object", "properties": properties, "required": ["name"], "additionalProperties": false })
}
