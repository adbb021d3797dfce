//! `mulu.yaml` of the next edition: what the catalogs say of the city, and a comment wherever a person has something to decide.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_yaml::Value;

use crate::emit::list_yaml::scalar::flow;
use crate::inputs::previous::node::{entries, get, of, pairs, text};
use crate::knowledge;
use crate::read::Node;

/// What the settings are made of.
pub(super) struct Settings {
    /// The blocks in their order: comment and setting.
    blocks: Vec<(&'static str, &'static str, Value)>,
    /// Towns that handed something in.
    pub(super) reported: Vec<String>,
}

impl Settings {
    /// The settings an edition's catalogs tell of, for an edition of this day.
    pub(super) fn of(catalog: &Node, day: Date) -> Self {
        let names = domain_names(catalog);
        let towns = entries(catalog, "towns");
        let blocks = vec![
            ("", "city", city(catalog)),
            ("新一版的编号、名称和基准日期，请核对；批准机关和文号（approved_by）定稿后再写。", "edition", edition(catalog, day)),
            (
                "部门和它负责的领域，写在前面的牵头。改了名、并进来的部门，把原来的名称写在 formerly 里：\n  - {name: 新名称, formerly: [原名称], domains: [领域]}",
                "departments",
                departments(catalog, &names),
            ),
            ("乡镇、街道、开发区。改了名、并进来的，也把原来的名称写在 formerly 里。", "towns", list(towns.iter().map(town))),
            ("本市自己的印发名称、自己增加的领域。", "domains", list(entries(catalog, "domains").iter().filter_map(domain))),
            ("领域的排列顺序。", "domains_order", domains_order(catalog, &names)),
            ("本地没有的领域和理由。", "domains_not_applicable", list(entries(catalog, "domains").iter().filter_map(not_applicable))),
            ("改过名称的事项，编号不变。新一版再改名的，照样加在这里。", "renamed", list(entries(catalog, "renamed").iter().map(renamed))),
        ];
        let reported = towns.iter().filter(|town| text(town, "state") == "已报送").map(|town| text(town, "name").to_owned());
        Self { blocks, reported: reported.collect() }
    }

    /// The file. `permits` are what towns were permitted to change.
    pub(super) fn print(mut self, permits: Vec<Value>) -> String {
        self.blocks.push(("乡镇上一版的这些改动得到过市里同意；不再同意的，删去。", "permit", Value::Sequence(permits)));
        let blocks = self.blocks.into_iter().filter(|(_, _, value)| !is_empty(value));
        blocks.fold(HEAD.to_owned(), |text, (comment, key, value)| {
            let comment: String = comment.lines().map(|line| format!("# {line}\n")).collect();
            let lines: String = match &value {
                Value::Sequence(entries) => entries.iter().map(|entry| format!("  - {}\n", flow(entry))).collect(),
                Value::Mapping(pairs) => pairs.iter().map(|(key, value)| format!("  {}: {}\n", flow(key), flow(value))).collect(),
                other => format!("  {}\n", flow(other)),
            };
            format!("{text}\n{comment}{key}:\n{lines}")
        }) + TAIL
    }
}

const HEAD: &str = "# 新一版的设置，照上一版的目录填好了。井号后面是说明，程序不读。请逐项核对。
";

const TAIL: &str = "
# 与上一版相比改了什么、为什么，写在这里，会印在“变更”里；item 写领域/一级事项/二级事项：
# renamed:
#   - {from: 领域/一级事项/原名称, to: 新名称, since: \"新一版\", reason: 理由}
# withdrawn:
#   - {item: 领域/一级事项/删去的事项, reason: 理由}
# reasons:
#   - {item: 领域/一级事项/二级事项, field: basis, reason: 理由}
#   - {domain: 领域名称, reason: 理由}

# 上一版的 allow、resolve、files、milestones、site 等设置没有带过来：目录里看不到它们。还要用的，请从上一版的 mulu.yaml 抄来。
";

fn city(catalog: &Node) -> Value {
    let Some(city) = of(catalog, "city") else { return Value::Null };
    mapping(["name", "government", "division_code", "kind"].map(|key| (key, given(city, key))))
}

/// The year of its day is what an edition is called, in its title too; a second one of the same year is told from the first.
fn edition(catalog: &Node, day: Date) -> Value {
    let former = of(catalog, "edition").map_or("", |edition| text(edition, "id"));
    let title = of(catalog, "edition").map_or("", |edition| text(edition, "title"));
    let year = day.year().to_string();
    let id = if former == year { format!("{year}-2") } else { year };
    let title = if former.is_empty() { title.to_owned() } else { title.replace(former, &id) };
    mapping([("id", Some(id.into())), ("title", Some(title.into())), ("as_of", Some(day.to_string().into()))])
}

/// What each domain is called, by its key.
pub(super) fn domain_names(catalog: &Node) -> BTreeMap<&str, &str> {
    entries(catalog, "domains").iter().map(|domain| (text(domain, "key"), text(domain, "name"))).collect()
}

/// Departments in their order, then those only origins name; each with its domains.
fn departments(catalog: &Node, names: &BTreeMap<&str, &str>) -> Value {
    let domains = entries(catalog, "domains");
    let has = |domain: &Node, name: &str| entries(domain, "departments").iter().any(|known| known.text() == name);
    let department = |node: &Node| {
        let name = text(node, "name");
        let own = domains.iter().filter(|domain| has(domain, name)).map(|domain| names[text(domain, "key")]);
        mapping([
            ("name", Some(name.into())),
            ("full_name", given(node, "full_name")),
            ("formerly", texts(node, "formerly")),
            ("domains", Some(list(own.map(Value::from)))),
        ])
    };
    list(entries(catalog, "departments").iter().map(department))
}

fn town(town: &Node) -> Value {
    let given = |key| given(town, key);
    mapping([("name", given("name")), ("government", given("government")), ("kind", given("kind")), ("formerly", texts(town, "formerly"))])
}

/// A domain that is not as the tables have it.
fn domain(domain: &Node) -> Option<Value> {
    let (key, name, title) = (text(domain, "key"), text(domain, "name"), text(domain, "title"));
    let Some(known) = knowledge::load().domain_by_key(key) else {
        return Some(mapping([("domain", Some(name.into())), ("key", Some(key.into())), ("title", Some(title.into()))]));
    };
    let own_name = (known.name != name).then(|| name.into());
    let own_title = (known.title != title).then(|| title.into());
    (own_name.is_some() || own_title.is_some())
        .then(|| mapping([("domain", Some(known.name.as_str().into())), ("name", own_name), ("title", own_title)]))
}

/// The order of the domains, where it is not that of the tables with those of the city's own behind.
fn domains_order(catalog: &Node, names: &BTreeMap<&str, &str>) -> Value {
    let keys: Vec<&str> = entries(catalog, "domains").iter().map(|domain| text(domain, "key")).collect();
    let known: Vec<&str> = knowledge::load().domains.iter().map(|domain| domain.key.as_str()).collect();
    let usual = known.iter().chain(keys.iter().filter(|key| !known.contains(key)));
    if usual.eq(keys.iter()) { Value::Null } else { list(keys.iter().map(|key| Value::from(names[key]))) }
}

fn not_applicable(domain: &Node) -> Option<Value> {
    let reason = given(domain, "not_applicable")?;
    Some(mapping([("domain", given(domain, "name")), ("reason", Some(reason))]))
}

fn renamed(renamed: &Node) -> Value {
    mapping(["from", "to", "since", "reason"].map(|key| (key, given(renamed, key))))
}

/// The text of a key, where it stands.
pub(super) fn given(node: &Node, key: &str) -> Option<Value> {
    get(node, key).map(|value| value.text().into())
}

fn texts(node: &Node, key: &str) -> Option<Value> {
    let texts = entries(node, key);
    (!texts.is_empty()).then(|| list(texts.iter().map(|text| Value::from(text.text()))))
}

/// The keys that have a value.
pub(super) fn mapping<const N: usize>(pairs: [(&str, Option<Value>); N]) -> Value {
    Value::Mapping(pairs.into_iter().filter_map(|(key, value)| Some((Value::from(key), value?))).collect())
}

pub(super) fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::Sequence(values.collect())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Sequence(entries) => entries.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Mapping(_) | Value::Tagged(_) => false,
    }
}

/// Reasons by domain, as a town's file or the settings say them.
pub(super) fn reasons(node: &Node, names: &BTreeMap<&str, &str>) -> Value {
    let reasons = of(node, "not_applicable").map_or(&[][..], pairs);
    list(reasons.iter().map(|(key, reason)| {
        let name = names.get(key.value.as_str()).copied().unwrap_or(&key.value);
        mapping([("domain", Some(name.into())), ("reason", Some(reason.text().into()))])
    }))
}
