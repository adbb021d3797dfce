//! JSON Schema of `mulu.yaml`.

use serde_json::{Map, Value, json};

use super::document;
use crate::knowledge;
use crate::model::fields;
use crate::model::milestone::Awaits;

/// Schema of the settings.
#[must_use]
pub fn project() -> Value {
    let schema = object(
        "项目设置",
        &[
            ("city", city()),
            ("edition", edition()),
            ("site", site()),
            ("departments", list("部门和它负责的领域；一个领域先写的部门牵头", &department())),
            ("towns", list("乡镇、街道、开发区", &town())),
            ("lists", texts("清单文件在哪里，默认 lists/**")),
            ("towns_files", texts("乡镇文件在哪里，默认 towns/**")),
            ("supplement", texts("政府信息主动公开补充目录的文件在哪里，默认 supplement/**")),
            ("files", list("单个文件是什么", &file())),
            ("domains", list("本地的领域名称和新增的领域", &domain())),
            ("domains_order", texts("领域的排列顺序")),
            (
                "domains_not_applicable",
                list("本地没有的领域", &object("领域", &[("domain", text("领域")), ("reason", text("理由"))], &["domain", "reason"])),
            ),
            ("allow", list("允许的情形", &allow())),
            ("resolve", list("裁定的不一致", &resolve())),
            ("renamed", list("改了名称的事项，沿用原来的编号", &renamed())),
            ("withdrawn", list("上一版有、这一版有意取消的事项", &withdrawn())),
            ("reasons", list("比上一版新增、修改的理由", &explained())),
            ("town_may_change", json!({ "description": "乡镇不写理由就可以调整的要素", "type": "array", "items": field() })),
            ("permit", list("准许乡镇调整的要素", &permit())),
            ("profile", json!({ "description": "规则组：各条规则的轻重，默认 standard", "enum": profiles() })),
            ("print", object("怎样打印", &[("paper", json!({ "description": "宽表用的纸，默认 A4", "enum": ["A4", "A3"] }))], &[])),
            ("milestones", list("进度安排，mulu status 据此看谁按时、谁逾期", &milestone())),
        ],
        &["city", "edition"],
    );
    document("mulu.project-1", "mulu.yaml", schema, json!({}))
}

fn profiles() -> Vec<&'static str> {
    knowledge::load().profiles.iter().map(|profile| profile.name.as_str()).collect()
}

fn city() -> Value {
    let tiers = json!({ "type": "object", "description": "各级的叫法", "additionalProperties": { "type": "string" } });
    object(
        "市、县或区",
        &[
            ("name", text("名称，如 常熟市")),
            ("government", text("人民政府的全称")),
            ("division_code", text("行政区划代码")),
            ("kind", json!({ "enum": ["县级市", "县", "区"] })),
            ("tier_words", tiers),
        ],
        &["name"],
    )
}

fn edition() -> Value {
    object(
        "目录的版本",
        &[
            ("id", text("版本号，如 2020")),
            ("title", text("标题")),
            ("as_of", text("以哪一天为准，如 2020-12-11")),
            ("approved_by", text("批准机关和文号")),
        ],
        &["id", "as_of"],
    )
}

fn site() -> Value {
    object(
        "网页 META，没有填的不写",
        &[
            ("name", text("网站名称")),
            ("domain", text("网站域名")),
            ("id_code", text("网站标识码")),
            ("column", text("栏目名称")),
            ("source", text("内容来源")),
            ("published", text("发布时间，写到分钟，如 2020-12-15 09:30")),
        ],
        &[],
    )
}

fn department() -> Value {
    let keys =
        [("name", text("清单里用的名称")), ("full_name", text("全称")), ("formerly", texts("曾用名")), ("domains", texts("负责的领域"))];
    object("部门", &keys, &["name"])
}

fn town() -> Value {
    let keys = [
        ("name", text("名称")),
        ("government", text("机关全称")),
        ("kind", text("镇、街道、乡或开发区")),
        ("formerly", texts("曾用名，以及并入的乡镇")),
    ];
    object("乡镇", &keys, &["name"])
}

fn file() -> Value {
    object(
        "文件",
        &[
            ("path", text("路径，从项目文件夹算起")),
            ("kind", json!({ "enum": ["responsibility", "public-service", "权责清单", "公共服务事项清单"] })),
            ("department", text("部门")),
            ("domain", text("领域")),
            ("town", text("乡镇")),
            ("hidden", json!({ "description": "隐藏的表：不读或照读", "enum": ["skip", "read"] })),
            ("received", text("收到的日期，如 2020-11-13")),
        ],
        &["path"],
    )
}

fn domain() -> Value {
    let keys = [("domain", text("领域")), ("title", text("目录标题")), ("name", text("名称")), ("key", text("新增领域的拼音"))];
    object("领域", &keys, &["domain"])
}

fn allow() -> Value {
    object(
        "允许的情形",
        &[
            ("rule", text("规则的名称或编号")),
            ("item", text("事项")),
            ("file", text("文件")),
            ("towns", texts("乡镇")),
            ("town", texts("乡镇")),
            ("reason", text("理由")),
            ("until", text("有效期的最后一天")),
        ],
        &["rule", "reason"],
    )
}

fn resolve() -> Value {
    let keys = [
        ("item", text("事项")),
        ("field", field()),
        ("take", text("以哪个部门或哪个文件为准")),
        ("same_as", text("同一事项的另一个名称")),
        ("reason", text("理由")),
    ];
    let mut schema = object("裁定", &keys, &["item", "reason"]);
    schema["anyOf"] = json!([{ "required": ["field", "take"] }, { "required": ["same_as"] }]);
    schema
}

fn renamed() -> Value {
    let keys = [("from", text("原来的 领域/一级/二级")), ("to", text("现在的事项")), ("since", text("从何时起")), ("reason", text("理由"))];
    object("改名", &keys, &["from", "to"])
}

fn withdrawn() -> Value {
    let keys = [("item", text("事项，按上一版的写法")), ("reason", text("理由")), ("since", text("从何时起"))];
    object("取消的事项", &keys, &["item", "reason"])
}

fn explained() -> Value {
    let keys = [
        ("item", text("事项")),
        ("domain", text("领域")),
        ("town", text("乡镇")),
        ("department", text("部门")),
        ("field", field()),
        ("reason", text("理由")),
    ];
    let mut schema = object("一条理由，只说一样东西", &keys, &["reason"]);
    schema["oneOf"] = ["item", "domain", "town", "department"].map(|key| json!({ "required": [key] })).into();
    schema
}

fn permit() -> Value {
    let keys = [("town", text("乡镇")), ("item", text("事项")), ("field", field()), ("reason", text("理由"))];
    object("准许", &keys, &["town", "item", "field", "reason"])
}

fn milestone() -> Value {
    let awaits = "看什么：lists 部门报清单，towns 镇街报文件，catalogs 检查没有错误，supplement 补充目录已报；不写则由人核对";
    let keys = [
        ("name", text("具体内容")),
        ("who", texts("责任主体")),
        ("awaits", json!({ "description": awaits, "enum": Awaits::ALL.map(Awaits::key) })),
        ("due", text("完成的最后一天，如 2020-11-13；不写则未定期限")),
        ("note", text("说明")),
    ];
    object("一项任务", &keys, &["name", "who"])
}

fn object(description: &str, keys: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "description": description, "properties": properties, "required": required, "additionalProperties": false })
}

fn list(description: &str, entry: &Value) -> Value {
    json!({ "description": description, "type": "array", "items": entry })
}

/// One text; what YAML takes for a number or a date is one, too.
fn text(description: &str) -> Value {
    json!({ "description": description, "type": ["string", "number"] })
}

/// One text or a list of them.
fn texts(description: &str) -> Value {
    json!({ "description": description, "anyOf": [{ "type": ["string", "number"] }, { "type": "array", "items": { "type": ["string", "number"] } }] })
}

/// A field by its key or any of its headings.
fn field() -> Value {
    let words: Vec<&str> = fields::ALL.iter().flat_map(|info| std::iter::once(info.key).chain(info.words())).collect();
    json!({ "description": "要素", "enum": words })
}
