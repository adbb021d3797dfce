//! What a town said in `catalog.json`, as a file of its own: what it confirms, leaves out, changes and adds. A change is held against the
//! value the city had then. Where additions stood is not kept: they come at the end of their group.

use super::edition::{FILE, list};
use super::items::{self, Standing};
use super::node::{entries, get, of, pairs, text};
use crate::diagnostic::Diagnostics;
use crate::knowledge;
use crate::model::{Claim, Field, List, ListKind, TownAddition, TownFile, TownOmission};
use crate::parse::{self, Context, Folder};
use crate::place::{Located, Place};
use crate::project::Project;
use crate::read::{Contents, Input, Node, Value};

/// The file, and how many items it speaks of.
pub(super) fn file(catalog: &Node, town: &str, project: &Project) -> (TownFile, usize) {
    let record = entries(catalog, "towns").iter().find(|node| text(node, "name") == town);
    let place = record.map_or(&catalog.place, |record| &record.place);
    let mut file = TownFile {
        place: place.clone(),
        town: Located::new(town.to_owned(), place.clone()),
        claim: Claim::Items(Vec::new()),
        omit: Vec::new(),
        change: Vec::new(),
        add: Vec::new(),
        domains_not_applicable: record.map_or_else(Vec::new, not_applicable),
        remarks: Vec::new(),
        printed: None,
    };
    let (mut claimed, mut changes, mut speaks_of) = (Vec::new(), Vec::new(), 0);
    for node in entries(catalog, "items") {
        if text(node, "added_by") == town {
            add(node, &mut file);
            speaks_of += 1;
            continue;
        }
        let Some(said) = of(node, "towns").and_then(|towns| of(towns, town)) else { continue };
        let Some(id) = get(node, "id") else { continue };
        let item = Located::new(id.text().to_owned(), said.place.clone());
        speaks_of += 1;
        match text(said, "state") {
            "omitted" => file.omit.push(TownOmission { item, reason: Located::new(text(said, "reason").to_owned(), said.place.clone()) }),
            "changed" => changes.push(change(id, said)),
            _ => claimed.push(item),
        }
    }
    file.claim = Claim::Items(claimed);
    file.change = understood(town, changes, place, project);
    (file, speaks_of)
}

fn not_applicable(record: &Node) -> Vec<(Located<String>, Located<String>)> {
    let reasons = of(record, "not_applicable").map_or(&[][..], pairs);
    reasons.iter().map(|(domain, reason)| (domain.clone(), Located::new(reason.text().to_owned(), reason.place.clone()))).collect()
}

fn add(node: &Node, file: &mut TownFile) {
    let domain = text(node, "domain");
    let kind = entries(node, "lists").first().and_then(|kind| ListKind::named(kind.text()));
    let standing = Standing::all(node);
    let code = standing.codes(node).into_iter().next();
    let list = List { kind, town: Some(file.town.clone()), items: vec![items::item(node, &standing, code)], ..list(domain, &node.place) };
    file.add.push(TownAddition { list, after: None });
}

/// A change as a town's YAML file says it: the texts are understood by the one who reads those.
pub(crate) fn change(id: &Node, said: &Node) -> Node {
    let fields = of(said, "changed").map_or(&[][..], pairs);
    let texts = |which: &str| {
        let one = |(field, change): &(Located<String>, Node)| {
            let text = get(change, which)?;
            let is_extra = field.value == Field::Extra.key();
            if is_extra && text.text().is_empty() {
                return None;
            }
            let value = if is_extra { columns(text) } else { map(&text.place, vec![("text", text.clone())]) };
            Some((field.clone(), value))
        };
        Node { place: said.place.clone(), value: Value::Map(fields.iter().filter_map(one).collect()) }
    };
    let reason = get(said, "reason").or_else(|| fields.iter().find_map(|(_, change)| get(change, "reason")));
    let pairs = [("item", Some(id.clone())), ("set", Some(texts("to"))), ("was", Some(texts("from"))), ("reason", reason.cloned())];
    map(&said.place, pairs.into_iter().filter_map(|(key, node)| Some((key, node?))).collect())
}

/// Columns of the list's own, which are printed as `heading：text`, one behind the other. A part that has no heading belongs to the one
/// before it.
fn columns(text: &Node) -> Node {
    let mut columns: Vec<(&str, String)> = Vec::new();
    for part in text.text().split('；') {
        match (part.split_once('：'), columns.last_mut()) {
            (Some((heading, words)), _) => columns.push((heading, words.to_owned())),
            (None, Some((_, words))) => *words += &format!("；{part}"),
            (None, None) => {}
        }
    }
    let place = &text.place;
    let node = |words| Node { place: place.clone(), value: Value::Text(words) };
    map(place, columns.into_iter().map(|(heading, words)| (heading, node(words))).collect())
}

fn map(place: &Place, pairs: Vec<(&str, Node)>) -> Node {
    let pairs = pairs.into_iter().map(|(key, node)| (Located::new(key.to_owned(), place.clone()), node));
    Node { place: place.clone(), value: Value::Map(pairs.collect()) }
}

/// The changes as a town's file holds them.
fn understood(town: &str, changes: Vec<Node>, place: &Place, project: &Project) -> Vec<crate::model::TownChange> {
    let name = Node { place: place.clone(), value: Value::Text(town.to_owned()) };
    let changes = Node { place: place.clone(), value: Value::List(changes) };
    let contents = Contents::Trees(vec![map(place, vec![("town", name), ("change", changes)])]);
    let mut input = Input { path: FILE.to_owned(), sha256: String::new(), text: None, contents, further: Vec::new() };
    let context = Context { knowledge: knowledge::load(), project: Some(project), folder: Folder::Towns };
    // What was not understood was said in the edition before.
    let parsed = parse::parse(&mut input, &context, &mut Diagnostics::default());
    parsed.towns.into_iter().flat_map(|file| file.change).collect()
}
