//! `allow` of `mulu.yaml`: silences findings with a reason, and reports an entry that does nothing. Never deletes a finding.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Suppressed};
use crate::model::selector::{self, Selector};
use crate::model::{Catalog, name};
use crate::place::Located;
use crate::project::{Allow, Project};
use crate::rule::stage::merging::{AMBIGUOUS_TARGET, NO_TARGET};
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
    /// Those that fit, where lists were not merged.
    Fitting(Selector),
}

/// Silences what the office allows. `until` is the last day an entry works. Call it when every stage has spoken.
pub fn allow(project: &Project, catalog: Option<&Catalog>, as_of: jiff::civil::Date, diagnostics: &mut Diagnostics) {
    // Entries about `allow` itself can only be judged after all others.
    let (about_others, about_allow): (Vec<&Allow>, Vec<&Allow>) = project.allow.iter().partition(|entry| !is_about_allow(entry));
    for entry in about_others.into_iter().chain(about_allow) {
        apply(entry, project, catalog, as_of, diagnostics);
    }
}

fn is_about_allow(entry: &Allow) -> bool {
    [&UNUSED_SETTING, &EXPIRED_ALLOW].into_iter().any(|rule| rule.answers_to(entry.rule.value.trim()))
}

fn apply(entry: &Allow, project: &Project, catalog: Option<&Catalog>, as_of: jiff::civil::Date, diagnostics: &mut Diagnostics) {
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
    let Some(items) = items(entry, catalog, diagnostics) else { return };
    let silenced = diagnostics.iter_mut().filter(|found| found.suppressed.is_none() && is_meant(found, rule, entry, &items, project));
    let mut count = 0;
    for found in silenced {
        found.suppressed = Some(Suppressed { by: entry.place.clone(), reason: entry.reason.clone() });
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
fn items<'a>(entry: &Allow, catalog: Option<&'a Catalog>, diagnostics: &mut Diagnostics) -> Option<Items<'a>> {
    let Some(word) = &entry.item else { return Some(Items::Any) };
    let Some(catalog) = catalog else { return Some(Items::Fitting(Selector::new(&word.value))) };
    let found = selector::find(catalog, &word.value);
    let name = word.value.trim();
    let fault = if found.is_empty() {
        let near = selector::nearest(catalog, name, 3);
        let fault = Diagnostic::new(&NO_TARGET, word.place.clone(), say!("没有“{name}”这个事项", "there is no item {name}"));
        if near.is_empty() {
            fault
        } else {
            let near = near.join("、");
            fault.with_help(say!("最接近的是：{near}", "the nearest are: {near}"))
        }
    } else if found.len() > 1 && !selector::is_pattern(name) {
        let paths: Vec<String> =
            found.iter().map(|&(domain, item)| selector::path(&catalog.domains[domain], &catalog.domains[domain].entries[item])).collect();
        let paths = paths.join("、");
        Diagnostic::new(&AMBIGUOUS_TARGET, word.place.clone(), say!("“{name}”可以指几个事项：{paths}", "{name} may mean any of: {paths}"))
            .with_help(say!("请写全，如“领域/一级事项/二级事项”", "write the whole path: domain/first level/name"))
    } else {
        let keys = found.into_iter().map(|(domain, item)| {
            let section = &catalog.domains[domain];
            (section.key.as_str(), three_levels(&section.entries[item].key))
        });
        return Some(Items::These(keys.collect()));
    };
    diagnostics.push(fault.with_value(name));
    None
}

fn is_meant(found: &Diagnostic, rule: &Rule, entry: &Allow, items: &Items<'_>, project: &Project) -> bool {
    if found.rule != rule {
        return false;
    }
    let item_fits = match items {
        Items::Any => true,
        Items::These(keys) => found.item.as_ref().is_some_and(|item| keys.contains(&(item.domain.as_str(), three_levels(&item.key)))),
        Items::Fitting(selector) => {
            found.item.as_ref().is_some_and(|item| selector.fits_key(&domain_words(&item.domain, project), &item.key))
        }
    };
    let file_fits = entry.file.as_ref().is_none_or(|file| same_path(&file.value, &found.place.origin.file));
    item_fits && file_fits && (entry.towns.is_empty() || town_fits(found, entry, project))
}

/// `group␟name␟subname` without the town that an added item's key ends in: a finding and its entry are one item.
fn three_levels(key: &str) -> &str {
    key.match_indices(name::LEVEL).nth(2).map_or(key, |(at, _)| &key[..at])
}

fn domain_words<'a>(domain: &'a str, project: &'a Project) -> Vec<&'a str> {
    let own = project.domains.iter().filter(|own| own.key.value == domain).map(|own| own.name.as_str());
    let known = crate::knowledge::load().domain_by_key(domain).map(|known| known.name.as_str());
    std::iter::once(domain).chain(own).chain(known).collect()
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
