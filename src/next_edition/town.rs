//! What a town said, as its file for the next edition: what it left out, changed (held against the value the city has now) and added.
//! What it confirmed is not carried: nobody has looked at the new edition yet.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::settings::{domain_names, given, list, mapping, reasons};
use crate::emit::list_yaml;
use crate::inputs::previous::items::{self, Standing};
use crate::inputs::previous::node::{entries, get, of, pairs, text};
use crate::inputs::previous::{edition, town};
use crate::model::{Field, List};
use crate::project::decisions::TOWN_MAY_CHANGE;
use crate::read::{Node, Value as Written};

/// A town's file.
pub(super) struct File {
    /// Its text.
    pub(super) text: String,
    /// What the office permitted it, as `permit` of `mulu.yaml` says it.
    pub(super) permits: Vec<Value>,
    /// Whether it says anything.
    says: bool,
}

impl File {
    /// Whether the town said nothing but what it confirmed.
    pub(super) fn is_empty(&self) -> bool {
        !self.says
    }
}

/// The file of a town.
pub(super) fn of_town(catalog: &Node, name: &str) -> File {
    let domains = domain_names(catalog);
    let (mut omit, mut change, mut add, mut permits) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for item in entries(catalog, "items") {
        let path = path(item, &domains);
        if text(item, "added_by") == name {
            add.push(addition(item, domains.get(text(item, "domain")).copied().unwrap_or_default()));
            continue;
        }
        let Some(said) = of(item, "towns").and_then(|towns| of(towns, name)) else { continue };
        match text(said, "state") {
            "omitted" => omit.push(mapping([("item", Some(path.into())), ("reason", given(said, "reason"))])),
            "changed" => {
                permits.extend(permitted(said, name, &path));
                change.push(changed(said, &path));
            }
            _ => {}
        }
    }
    let record = entries(catalog, "towns").iter().find(|town| text(town, "name") == name);
    let absent = record.map_or(Value::Null, |record| reasons(record, &domains));
    let blocks = [
        ("omit", Value::Sequence(omit)),
        ("change", Value::Sequence(change)),
        ("add", Value::Sequence(add)),
        ("domains_not_applicable", absent),
    ];
    let blocks: Vec<_> = blocks.into_iter().filter(|(_, value)| value.as_sequence().is_some_and(|entries| !entries.is_empty())).collect();
    let says = !blocks.is_empty();
    let head = Mapping::from_iter([(Value::from("town"), Value::from(name))]);
    let printed = |value: &Mapping| serde_yaml::to_string(value).expect("texts and lists always become YAML");
    let text = blocks.into_iter().fold(format!("{HEAD}{}{CLAIM}", printed(&head)), |text, (key, value)| {
        text + "\n" + &printed(&Mapping::from_iter([(Value::from(key), value)]))
    });
    File { text, permits, says }
}

const HEAD: &str = "# 照上一版填好的：请逐条核对，不再不同的删去，新的不同加上。was 是上一版市里的写法，市里改了会提醒。
";

const CLAIM: &str = "# 全部镇级事项都核对过以后，去掉下一行前面的井号：
# claim: all
";

/// `领域/一级/二级[/三级]`.
fn path(item: &Node, domains: &BTreeMap<&str, &str>) -> String {
    let domain = domains.get(text(item, "domain")).copied().unwrap_or_default();
    let levels = ["group", "name", "subname"].map(|key| text(item, key));
    std::iter::once(domain).chain(levels).filter(|level| !level.is_empty()).collect::<Vec<_>>().join("/")
}

/// The change, its new values and those of the city it was made against.
fn changed(said: &Node, path: &str) -> Value {
    let change = town::change(&said_of(path, said), said);
    let values = |key: &str| {
        let fields = of(&change, key).map_or(&[][..], pairs);
        let fields = fields.iter().map(|(field, value)| (Value::from(field.value.as_str()), plain(value)));
        Some(Value::Mapping(fields.collect()))
    };
    mapping([("item", Some(path.into())), ("set", values("set")), ("was", values("was")), ("reason", given(&change, "reason"))])
}

/// A text of the program's own at the place of what was said.
fn said_of(text: &str, said: &Node) -> Node {
    Node { place: said.place.clone(), value: Written::Text(text.to_owned()) }
}

/// A value as people write it: a text alone stands without its key.
fn plain(node: &Node) -> Value {
    match (&node.value, get(node, "text")) {
        (Written::Map(pairs), Some(text)) if pairs.len() == 1 => text.text().into(),
        (Written::Map(pairs), _) => {
            Value::Mapping(pairs.iter().map(|(key, value)| (Value::from(key.value.as_str()), plain(value))).collect())
        }
        (Written::List(entries), _) => list(entries.iter().map(plain)),
        (Written::Text(text), _) => text.as_str().into(),
        (Written::Null, _) => Value::Null,
    }
}

/// What the office must have permitted: fields a town may not change by itself, and time limits that are not stricter.
fn permitted(said: &Node, town: &str, path: &str) -> Vec<Value> {
    let fields = of(said, "changed").map_or(&[][..], pairs);
    let needs = fields.iter().filter(|(field, change)| {
        let free = TOWN_MAY_CHANGE.iter().any(|free| free.key() == field.value);
        let limit = |which| crate::parse::time_limit::parse(text(change, which));
        !free || (field.value == Field::TimeLimit.key() && !limit("to").is_stricter_than(&limit("from")))
    });
    let permit = |(field, _): &(crate::place::Located<String>, Node)| {
        mapping([
            ("town", Some(town.into())),
            ("item", Some(path.into())),
            ("field", Some(field.value.as_str().into())),
            ("reason", Some("上一版已经同意".into())),
        ])
    };
    needs.map(permit).collect()
}

/// An item of the town's own.
fn addition(item: &Node, domain: &str) -> Value {
    let standing = Standing::all(item);
    let code = standing.codes(item).into_iter().next();
    let items = vec![items::item(item, &standing, code)];
    let printed = list_yaml::print(&[List { items, ..edition::list(text(item, "domain"), &item.place) }]);
    let printed: Value = serde_yaml::from_str(&printed).expect("a list that was written can be read");
    mapping([("domain", Some(domain.into())), ("items", printed.get("items").cloned())])
}
