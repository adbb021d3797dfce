//! Towns and words for places in `mulu.yaml`: what follows from a name, and whether names elsewhere are registered.

use std::collections::BTreeMap;

use super::settings::{RULES, not_one_of};
use super::{CityKind, Project, Town};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::nearest;
use crate::place::{Located, Place};
use crate::read::mapping::{self, Mapping};
use crate::rule::stage::project;
use crate::words::say;

/// `towns`. What is not said follows from the name alone: 虞山街道 → 虞山街道办事处, a development zone → 管理委员会,
/// every other → 人民政府, as such organs are named everywhere; nothing else is made up.
pub(super) fn towns(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Town> {
    let keys: &[&str] = &["name", "government", "kind", "formerly"];
    let (mut towns, mut former): (Vec<Town>, Vec<Located<String>>) = (Vec::new(), Vec::new());
    for node in root.list("towns") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{name: 海虞镇}", diagnostics) else { continue };
        let name = entry.required_text("name", diagnostics);
        let government = entry.text("government", diagnostics).map(|text| text.value);
        let kind = entry.text("kind", diagnostics).and_then(|word| town_kind(word, diagnostics));
        let formerly = entry.texts("formerly", diagnostics);
        let Some(name) = name else { continue };
        let kind = kind.unwrap_or_else(|| kind_by_name(&name.value).to_owned());
        let government = government.unwrap_or_else(|| format!("{}{}", name.value, government_of(&kind, &name.value)));
        match towns.iter().find(|known| known.name == name) {
            Some(known) => diagnostics.push(said_twice(&name, &known.name.place)),
            None => {
                former.extend(formerly.iter().cloned());
                let formerly = formerly.into_iter().map(|former| former.value).collect();
                towns.push(Town { name, government, kind, formerly });
            }
        }
    }
    check_former(&former, &towns, diagnostics);
    towns
}

/// A former name must lead to one town: not to two, nor to one that still is called so.
fn check_former(former: &[Located<String>], towns: &[Town], diagnostics: &mut Diagnostics) {
    for (at, name) in former.iter().enumerate() {
        let still = towns.iter().map(|town| &town.name);
        if let Some(other) = former[..at].iter().chain(still).find(|other| *other == name) {
            diagnostics.push(said_twice(name, &other.place));
        }
    }
}

fn town_kind(word: Located<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let kinds = ["镇", "乡", "街道", "开发区"];
    if kinds.contains(&word.value.as_str()) {
        return Some(word.value);
    }
    diagnostics.push(not_one_of(&word, &kinds, &[]));
    None
}

fn kind_by_name(name: &str) -> &'static str {
    if name.ends_with("街道") {
        "街道"
    } else if name.ends_with('乡') {
        "乡"
    } else if name.contains("开发区") || name.contains("高新区") || name.contains("园区") {
        "开发区"
    } else {
        "镇"
    }
}

fn government_of(kind: &str, name: &str) -> &'static str {
    match kind {
        // 虞山街道 already ends in the word that 街道办事处 begins with.
        "街道" if name.ends_with("街道") => "办事处",
        "街道" => "街道办事处",
        "开发区" => "管理委员会",
        _ => "人民政府",
    }
}

/// `city.kind`.
pub(super) fn city_kind(word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<CityKind> {
    match word.value.as_str() {
        "县级市" | "市" => Some(CityKind::City),
        "县" => Some(CityKind::County),
        "区" | "市辖区" => Some(CityKind::District),
        _ => {
            diagnostics.push(not_one_of(word, &["县级市", "县", "区"], &[]));
            None
        }
    }
}

/// `city.tier_words`: printed words by tier key.
pub(super) fn tier_words(city: &Mapping<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    let keys = ["prefecture", "city", "town", "village"];
    let mut words = BTreeMap::new();
    for (key, node) in city.pairs("tier_words", diagnostics) {
        if !keys.contains(&key.value.as_str()) {
            mapping::unknown_key(key, &keys, &RULES, diagnostics);
        } else if let Some(word) = mapping::text(node, &key.value, &RULES, diagnostics) {
            words.insert(key.value.clone(), word.value);
        }
    }
    words
}

/// A name registered twice.
pub(super) fn said_twice(second: &Located<String>, first: &Place) -> Diagnostic {
    let name = &second.value;
    Diagnostic::new(&project::WRONG_SETTING, second.place.clone(), say!("“{name}”登记了两次", "“{name}” is listed twice"))
        .with_help(say!("请只保留一处", "keep one of them"))
        .with_value(name.clone())
        .with_related(say!("这里已经登记过", "listed here already"), first.clone())
}

/// Departments and towns that other settings mention must be registered.
pub(super) fn check_mentions(project: &Project, diagnostics: &mut Diagnostics) {
    let of_files = project.files.iter().filter_map(|file| file.town.as_ref());
    let of_allow = project.allow.iter().flat_map(|allow| &allow.towns);
    let of_permits = project.permit.iter().map(|permit| &permit.town);
    for word in of_files.chain(of_allow).chain(of_permits) {
        if project.town(&word.value).is_none() {
            let known = project.towns.iter().map(|town| town.name.value.as_str());
            diagnostics.push(not_registered(word, "towns", known));
        }
    }
    for word in project.files.iter().filter_map(|file| file.department.as_ref()) {
        if project.department(&word.value).is_none() {
            let known = project.departments.iter().map(|department| department.name.value.as_str());
            diagnostics.push(not_registered(word, "departments", known));
        }
    }
}

fn not_registered<'a>(word: &Located<String>, list: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let written = &word.value;
    let problem = say!("“{written}”没有在 {list} 中登记", "“{written}” is not listed under {list}");
    let help = nearest::did_you_mean(written, known, 3)
        .unwrap_or_else(|| say!("请先在 {list} 中登记“{written}”", "list “{written}” under {list} first"));
    Diagnostic::new(&project::WRONG_SETTING, word.place.clone(), problem).with_help(help).with_value(written.clone())
}
