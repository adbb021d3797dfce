//! `allow` of `mulu.yaml`: silences findings with a reason, and reports an entry that does nothing. Never deletes a finding.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Means, Suppressed};
use crate::model::selector::{Address, Index};
use crate::model::{Catalog, name};
use crate::place::Located;
use crate::project::{Allow, Project, target};
use crate::rule::stage::comparing::UNCOVERED_POWER;
use crate::rule::stage::project::{EXPIRED_ALLOW, NOT_ALLOWABLE, UNUSED_SETTING};
use crate::rule::{self, Rule};
use crate::rules;
use crate::words::say;

/// The items an entry is for.
enum Items<'a> {
    /// Every item, and findings without one.
    Any,
    /// These, by domain and key.
    These(BTreeSet<(&'a str, &'a str)>),
}

/// Where the items named by `item:` are looked for.
struct Scope {
    index: Index,
    /// Domain and key of each.
    keys: Vec<(String, String)>,
}

impl Scope {
    /// The items of the catalogs, and the powers and services that findings say have none.
    fn of(catalog: &Catalog, diagnostics: &Diagnostics) -> Self {
        let mut addresses = Vec::new();
        let mut keys = Vec::new();
        for section in &catalog.domains {
            for entry in &section.entries {
                addresses.push(Address::new(&entry.id, (&section.key, &section.name), &entry.item));
                keys.push((section.key.clone(), three_levels(&entry.key).to_owned()));
            }
        }
        let powers = diagnostics.iter().filter(|found| *found.rule == UNCOVERED_POWER).filter_map(|found| found.item.as_ref());
        for power in powers {
            let key = (power.domain.clone(), power.key.clone());
            if !keys.contains(&key) {
                let name = catalog.domains.iter().find(|section| section.key == power.domain).map_or("", |section| &section.name);
                let levels = [String::new(), power.name.clone(), String::new()];
                addresses.push(Address { id: String::new(), domain: (power.domain.clone(), name.to_owned()), levels });
                keys.push(key);
            }
        }
        Self { index: Index::new(addresses), keys }
    }
}

/// Silences what the office allows. `until` is the last day an entry works. Call it when every stage has spoken.
pub fn allow(project: &Project, catalog: &Catalog, as_of: jiff::civil::Date, diagnostics: &mut Diagnostics) {
    let scope = Scope::of(catalog, diagnostics);
    // Entries about `allow` itself can only be judged after all others.
    let (about_others, about_allow): (Vec<&Allow>, Vec<&Allow>) = project.allow.iter().partition(|entry| !is_about_allow(entry));
    for entry in about_others.into_iter().chain(about_allow) {
        apply(entry, project, &scope, as_of, diagnostics);
    }
}

fn is_about_allow(entry: &Allow) -> bool {
    [&UNUSED_SETTING, &EXPIRED_ALLOW].into_iter().any(|rule| rule.answers_to(entry.rule.value.trim()))
}

fn apply(entry: &Allow, project: &Project, scope: &Scope, as_of: jiff::civil::Date, diagnostics: &mut Diagnostics) {
    let Some(rule) = allowable(&entry.rule, diagnostics) else { return };
    if let Some(until) = entry.until.filter(|&until| until < as_of) {
        let message = say!(
            "对“{rule}”的允许在{until}已经到期，不再起作用",
            "the allowance of {rule} ended on {until} and no longer works",
            rule = rule.name
        );
        let help =
            say!("请改正问题后删去这一条；仍需允许的，改写 until", "put the fault right and delete the entry, or give a later until");
        diagnostics.push(Diagnostic::new(&EXPIRED_ALLOW, entry.place.clone(), message).with_help(help));
        return;
    }
    let Some(items) = items(entry, scope, diagnostics) else { return };
    let silenced = diagnostics.iter_mut().filter(|found| found.suppressed.is_none() && is_meant(found, rule, entry, &items, project));
    let mut count = 0;
    for found in silenced {
        found.suppressed = Some(Suppressed { means: Means::Allow, by: entry.place.clone(), reason: entry.reason.clone() });
        count += 1;
    }
    if count == 0 {
        let message = say!("这一条没有允许任何问题（{rule}）", "this entry allows nothing ({rule})", rule = rule.name);
        let help = say!(
            "问题已经改正的，请删去这一条；否则请核对 rule、item、file、towns",
            "delete it if the fault is gone; else look at rule, item, file and towns"
        );
        diagnostics.push(Diagnostic::new(&UNUSED_SETTING, entry.place.clone(), message).with_help(help));
    }
}

/// The rule an entry names, when it may be allowed.
fn allowable(word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<&'static Rule> {
    let name = word.value.trim();
    let (message, help) = match rules::find(name) {
        Some(rule) if rule.allow == rule::Allow::May => return Some(rule),
        Some(rule) => {
            let (id, title) = (rule.id(), &rule.card().title_zh);
            (
                say!("“{name}”（{id} {title}）不能允许，只能改正", "{name} ({id}) cannot be allowed, only put right"),
                say!("请删去这一条，并改正所指的问题", "delete this entry and put the fault right"),
            )
        }
        None => {
            let help = match rules::nearest(name, 1).first() {
                Some(near) => say!("是“{near}”吗？用 mulu explain 查看全部规则", "did you mean {near}? mulu explain lists all rules"),
                None => say!("用 mulu explain 查看全部规则", "mulu explain lists all rules"),
            };
            (say!("没有“{name}”这条规则", "there is no rule {name}"), help)
        }
    };
    diagnostics.push(Diagnostic::new(&NOT_ALLOWABLE, word.place.clone(), message).with_value(name).with_help(help));
    None
}

/// The items an entry is for; none when its selector was reported.
fn items<'a>(entry: &Allow, scope: &'a Scope, diagnostics: &mut Diagnostics) -> Option<Items<'a>> {
    let Some(word) = &entry.item else { return Some(Items::Any) };
    let found = target::find(&scope.index, word, diagnostics)?;
    let keys = found.into_iter().map(|at| &scope.keys[at]);
    Some(Items::These(keys.map(|(domain, key)| (domain.as_str(), key.as_str())).collect()))
}

fn is_meant(found: &Diagnostic, rule: &Rule, entry: &Allow, items: &Items<'_>, project: &Project) -> bool {
    if found.rule != rule {
        return false;
    }
    let item_fits = match items {
        Items::Any => true,
        Items::These(keys) => found.item.as_ref().is_some_and(|item| keys.contains(&(item.domain.as_str(), three_levels(&item.key)))),
    };
    let file_fits = entry.file.as_ref().is_none_or(|file| same_path(&file.value, &found.place.origin.file));
    item_fits && file_fits && (entry.towns.is_empty() || town_fits(found, entry, project))
}

/// `group␟name␟subname` without the town that an added item's key ends in: a finding and its entry are one item.
fn three_levels(key: &str) -> &str {
    key.match_indices(name::LEVEL).nth(2).map_or(key, |(at, _)| &key[..at])
}

fn same_path(setting: &str, file: &str) -> bool {
    let setting = setting.trim().replace('\\', "/");
    setting.strip_prefix("./").unwrap_or(&setting) == file
}

/// Whether a finding is one of the towns': it says so itself, or its file is under the town's name.
fn town_fits(found: &Diagnostic, entry: &Allow, project: &Project) -> bool {
    let file = found.place.origin.file.as_str();
    let town = found.town.as_deref().or_else(|| town_of_file(file, project));
    town.is_some_and(|town| entry.towns.iter().any(|meant| name::key(&meant.value) == name::key(town)))
}

/// The town that `files` or the path itself names; the longest name where one is part of another.
fn town_of_file<'a>(file: &str, project: &'a Project) -> Option<&'a str> {
    let set = project.files.iter().find(|setting| same_path(&setting.path.value, file)).and_then(|setting| setting.town.as_ref());
    if let Some(town) = set {
        return Some(&town.value);
    }
    let named = project.towns.iter().map(|town| town.name.value.as_str()).filter(|town| file.split('/').any(|part| part.contains(town)));
    named.max_by_key(|town| town.len())
}
