//! What can be settled only when all items of a list are known: names, what a numbered time limit is for, texts not understood.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::name::{self, item_key};
use crate::model::{Field, Given, Item, List, Slot};
use crate::parse::{Context, source, time_limit};
use crate::rule::stage::parsing;
use crate::words::say;

/// Settles the items of a catalog list. `headings` are the words over its columns, where it has any.
pub(super) fn finish(list: &mut List, headings: &BTreeMap<Field, String>, context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let domain = list.domain.as_ref().map(|domain| domain.value.clone());
    let names: Vec<String> = domain.iter().flat_map(|key| domain_words(key, context)).collect();
    settle_names(&mut list.items, &names);
    list.items.iter_mut().for_each(give_scopes);
    report_not_understood(&list.items, domain.as_deref().unwrap_or_default(), headings, diagnostics);
}

fn domain_words(key: &str, context: &Context<'_>) -> Vec<String> {
    let known = context.knowledge.domain_by_key(key);
    let aliases = known.into_iter().flat_map(|domain| [&domain.name, &domain.title].into_iter().chain(&domain.aliases));
    aliases.cloned().chain(std::iter::once(source::domain_name(key, context))).map(|word| name::key(&word)).collect()
}

/// The deepest of 一级 and 二级 is the name; a first level that only repeats the domain is dropped.
fn settle_names(items: &mut [Item], domain: &[String]) {
    let kept: Vec<bool> = items.iter().map(|item| keeps_group(item, domain)).collect();
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for (item, _) in items.iter().zip(&kept).filter(|(_, kept)| **kept) {
        *groups.entry(item.group.value.clone()).or_default() += 1;
    }
    for (item, kept) in items.iter_mut().zip(kept) {
        let nameless = !item.name.is_given() && item.group.is_given();
        if nameless && (!kept || groups.get(&item.group.value) == Some(&1)) {
            item.name = clear(&mut item.group);
        } else if !kept {
            clear(&mut item.group);
        }
    }
}

/// Whether 一级事项 stays one: not when it only repeats the domain, and not when it is the name above a 三级事项.
fn keeps_group(item: &Item, domain: &[String]) -> bool {
    if !item.group.is_given() {
        return false;
    }
    if !item.name.is_given() {
        return !item.subname.is_given();
    }
    let group = name::key(&item.group.value);
    let bare = group.strip_suffix("领域").unwrap_or(&group);
    !domain.iter().any(|word| word == bare || *word == group)
}

fn clear(group: &mut Slot<String>) -> Slot<String> {
    let blank = Slot::blank(group.place.clone(), Given::Blank);
    std::mem::replace(group, blank)
}

/// `1.…；2.…` under 公开时限 beside as many under 公开内容: each limit is for the content of its number.
fn give_scopes(item: &mut Item) {
    let limits = numbered(&item.time_limit.text);
    let contents = numbered(&item.content.text);
    if limits.len() < 2 || limits.len() != contents.len() {
        return;
    }
    let mut segments = Vec::new();
    for (limit, content) in limits.iter().zip(&contents) {
        let understood = time_limit::parse(limit);
        if understood.segments.is_empty() {
            return;
        }
        segments.extend(understood.segments.into_iter().map(|mut segment| {
            segment.scope.get_or_insert_with(|| (*content).to_owned());
            segment
        }));
    }
    item.time_limit.value.segments = segments;
}

/// The parts of `1.…；2.…；3.…`; empty for any other text.
fn numbered(text: &str) -> Vec<&str> {
    let Some(mut rest) = text.trim().strip_prefix("1.") else { return Vec::new() };
    let mut parts = Vec::new();
    for next in 2.. {
        match rest.split_once(&format!("；{next}.")) {
            Some((part, behind)) => {
                parts.push(part.trim());
                rest = behind;
            }
            None => break,
        }
    }
    parts.push(rest.trim());
    parts
}

/// Texts that fit no known form. 公开时限, 渠道 and names have rules of their own that say so.
fn report_not_understood(items: &[Item], domain: &str, headings: &BTreeMap<Field, String>, diagnostics: &mut Diagnostics) {
    // A cell merged over several items is said once.
    let mut said = BTreeSet::new();
    for item in items {
        // A mark such as — says nothing: that is a missing basis. Method, audience and tiers are judged by the checks.
        let words = item.basis.text.chars().any(char::is_alphanumeric);
        let lost = words && item.basis.value.iter().all(|citation| citation.number.is_none() && !citation.text.contains(['《', '〈', '<']));
        if lost && said.insert(item.basis.place.clone()) {
            diagnostics.push(not_understood(item, domain, headings));
        }
    }
}

fn not_understood(item: &Item, domain: &str, headings: &BTreeMap<Field, String>) -> Diagnostic {
    let (field, text) = (Field::Basis, &item.basis.text);
    let heading = headings.get(&field).map_or(field.info().heading, String::as_str);
    let name = ItemName { domain: domain.to_owned(), key: item_key(item), name: item.display_name() };
    let problem = say!("看不出“{heading}”里的“{text}”是哪个法律法规或者文件", "“{text}” under “{heading}” names no law or document");
    let help = say!(
        "请写法律法规或文件的全称，加书名号，例如《中华人民共和国政府信息公开条例》（国务院令第711号）",
        "write the full title in 《》: 《中华人民共和国政府信息公开条例》（国务院令第711号）"
    );
    Diagnostic::new(&parsing::NOT_UNDERSTOOD, item.basis.place.clone(), problem)
        .with_help(help)
        .with_field(field.key(), heading, text)
        .with_item(name)
}
