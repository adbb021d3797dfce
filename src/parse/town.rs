//! A town's YAML file: what it claims, leaves out, changes and adds. Whether the items it names exist, merging finds out.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Claim, Field, Form, Given, Item, List, TownAddition, TownChange, TownFile, TownOmission};
use crate::parse::ditto::Above;
use crate::parse::legend::Legend;
use crate::parse::noticed::Damage;
use crate::parse::source::Hints;
use crate::parse::tree::{self, RULES};
use crate::parse::{Context, Folder, Parsed, SheetSummary, entry, typed};
use crate::place::{Located, Place};
use crate::read::mapping::Mapping;
use crate::read::{Node, Value};

const KEYS: &[&str] = &["town|镇|乡镇", "claim", "omit", "change", "add", "domains_not_applicable"];

/// Keys only a town's file has.
const OWN: [&str; 5] = ["claim", "omit", "change", "add", "domains_not_applicable"];

/// Whether a document is a town's file rather than a list: by its keys, and without any by its folder.
pub(super) fn is_town_file(document: &Node, folder: Folder) -> bool {
    let Value::Map(pairs) = &document.value else { return false };
    let has = |wanted: &str| pairs.iter().any(|(key, _)| key.value.trim() == wanted);
    OWN.iter().any(|key| has(key)) || (tree::is_towns(folder) && !has("items") && !has("事项"))
}

/// A town's file, added to what was parsed.
pub(super) fn of_document(document: &Node, path: &str, context: &Context<'_>, parsed: &mut Parsed, diagnostics: &mut Diagnostics) {
    let Some(entry) = Mapping::of(document, KEYS, &RULES, "town: 海虞镇，claim: all", diagnostics) else { return };
    let town = town(&entry, path, context, diagnostics);
    let claim = claim(&entry, diagnostics);
    let omit = omissions(&entry, diagnostics);
    let change = changes(&entry, context, &mut parsed.damage, diagnostics);
    let place = entry.place.clone();
    let add = additions(&entry, town.as_ref(), context, &mut parsed.damage, diagnostics);
    let domains_not_applicable = not_applicable(&entry, context, diagnostics);
    let Some(town) = town else { return };
    let items = add.iter().map(|addition| addition.list.items.len()).sum::<usize>() + omit.len() + change.len();
    parsed.sheets.push(SheetSummary { name: String::new(), form: "town", domain: None, items });
    parsed.towns.push(TownFile { place, town, claim, omit, change, add, domains_not_applicable, remarks: Vec::new(), printed: None });
}

fn town(entry: &Mapping<'_>, path: &str, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
    let mut hints = Hints::new(path, context);
    if let Some(word) = entry.text("town", diagnostics) {
        hints.town_word(&word);
    }
    hints.file(path, None, diagnostics);
    // A town's file has no domain or department of its own to settle.
    hints.domain_failed = true;
    let town = hints.settle(entry.place, Form::Native, &std::collections::BTreeSet::new(), diagnostics).town;
    if town.is_none() && context.folder != Folder::Towns {
        entry.report_missing("town", diagnostics);
    }
    town
}

fn claim(entry: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Claim {
    match entry.node("claim") {
        Some(Node { value: Value::Text(word), .. }) if matches!(word.trim(), "all" | "全部") => Claim::All,
        Some(_) | None => Claim::Items(entry.texts("claim", diagnostics)),
    }
}

fn omissions(entry: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<TownOmission> {
    let mut list = Vec::new();
    for node in entry.list("omit") {
        let Some(omission) = Mapping::of(node, &["item|事项", "reason|理由"], &RULES, "{item: 招生政策, reason: …}", diagnostics)
        else {
            continue;
        };
        let item = omission.required_text("item", diagnostics);
        let reason = omission.required_text("reason", diagnostics);
        if let (Some(item), Some(reason)) = (item, reason) {
            list.push(TownOmission { item, reason });
        }
    }
    list
}

fn changes(entry: &Mapping<'_>, context: &Context<'_>, damage: &mut Damage, diagnostics: &mut Diagnostics) -> Vec<TownChange> {
    let keys: &[&str] = &["item|事项", "set", "was", "reason|理由"];
    let mut list = Vec::new();
    for node in entry.list("change") {
        let example = "{item: 招生政策, set: {subject: 海虞镇人民政府}}";
        let Some(change) = Mapping::of(node, keys, &RULES, example, diagnostics) else { continue };
        let item = change.required_text("item", diagnostics);
        let reason = change.text("reason", diagnostics);
        let set = change.node("set");
        if set.is_none() {
            change.report_missing("set", diagnostics);
        }
        let to = set.map(|node| values(node, context, damage, diagnostics));
        let was = change.node("was").map(|node| values(node, context, damage, diagnostics));
        let Some((item, (to, fields))) = item.zip(to) else { continue };
        let (was, was_fields) = was.unwrap_or_else(|| (Item::blank(&node.place, Given::Blank), Vec::new()));
        list.push(TownChange { place: node.place.clone(), item, fields, to, was, was_fields, reason });
    }
    list
}

/// Values of some fields, understood as those of a list are. Nothing stands above them that 同上 could mean.
fn values(node: &Node, context: &Context<'_>, damage: &mut Damage, diagnostics: &mut Diagnostics) -> (Item, Vec<Field>) {
    let mut drafts: Vec<_> = entry::draft(node, diagnostics).into_iter().collect();
    let mut above = Above::of_drafts(&drafts);
    drafts.iter_mut().for_each(|draft| above.resolve(draft, false));
    above.report(&BTreeMap::new(), &[], diagnostics);
    let mut typed = typed::all(drafts, &Legend::default(), None, context);
    typed.lost_marks.report(&BTreeMap::new(), diagnostics);
    damage.append(typed.damage);
    match typed.items.pop() {
        Some(item) => (item, entry::fields_given(node)),
        None => (Item::blank(&node.place, Given::Blank), Vec::new()),
    }
}

fn additions(
    entry: &Mapping<'_>,
    town: Option<&Located<String>>,
    context: &Context<'_>,
    damage: &mut Damage,
    diagnostics: &mut Diagnostics,
) -> Vec<TownAddition> {
    let keys: &[&str] = &["domain|领域", "items|事项", "after"];
    let mut list = Vec::new();
    for node in entry.list("add") {
        let example = "{domain: 义务教育, items: [{name: …}]}";
        let Some(addition) = Mapping::of(node, keys, &RULES, example, diagnostics) else { continue };
        let domain = tree::domain(&addition, context, diagnostics);
        let after = addition.text("after", diagnostics);
        if addition.node("items").is_none() {
            addition.report_missing("items", diagnostics);
        }
        let mut added = empty(&node.place, domain, town);
        let towns = Context { folder: Folder::Towns, ..*context };
        damage.append(tree::fill(&mut added, tree::items(&addition, diagnostics), &towns, diagnostics));
        list.push(TownAddition { list: added, after });
    }
    list
}

fn empty(place: &Place, domain: Option<Located<String>>, town: Option<&Located<String>>) -> List {
    List { domain, town: town.cloned(), ..List::empty(place.clone(), Form::Catalog) }
}

fn not_applicable(entry: &Mapping<'_>, context: &Context<'_>, diagnostics: &mut Diagnostics) -> Vec<(Located<String>, Located<String>)> {
    let mut list = Vec::new();
    for node in entry.list("domains_not_applicable") {
        let keys: &[&str] = &["domain|领域", "reason|理由"];
        let Some(domain) = Mapping::of(node, keys, &RULES, "{domain: 城乡规划, reason: …}", diagnostics) else { continue };
        let reason = domain.required_text("reason", diagnostics);
        let key = tree::domain(&domain, context, diagnostics);
        if let (Some(key), Some(reason)) = (key, reason) {
            list.push((key, reason));
        }
    }
    list
}
