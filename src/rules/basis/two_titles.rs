//! One document under two titles in one list: a misprint, or with and without what stands round it. One finding a pair.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::knowledge::{STATE, laws};
use crate::model::citation::{digest, number_key};
use crate::model::name::fold;
use crate::model::nearest::likeness;
use crate::model::{Citation, Field, Item, List};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::cited::citations;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("two-titles", Family::Basis, Severity::Warning, Allow::May, include_str!("two_titles.md"));

/// Titles under one decree are one document only when they are as like as this: an amending decree bears the number of many.
const LIKE: f64 = 0.85;

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    // What is one document, with the titles under which it stands there.
    let mut documents: BTreeMap<String, Vec<(&str, &Item)>> = BTreeMap::new();
    for (item, citation) in alike(context.list) {
        for key in keys(citation) {
            documents.entry(key).or_default().push((&citation.title, item));
        }
    }
    let mut reported: Vec<(&str, &str)> = Vec::new();
    for titles in documents.into_values() {
        let Some((&(first, item), rest)) = titles.split_first() else { continue };
        let Some(&(other, other_item)) = rest.iter().find(|(other, _)| differ(first, other)) else { continue };
        if reported.contains(&(first, other)) {
            continue;
        }
        reported.push((first, other));
        let message =
            say!("同一个文件写了两个标题：《{first}》和《{other}》", "one document stands under two titles: 《{first}》 and 《{other}》");
        let help = say!(
            "核对原文：同一个文件的，统一标题；不是的，改正文号",
            "look it up: use one title if it is one document, else put the number right"
        );
        let fault = context.item(other_item).fault(&RULE, Field::Basis, message).with_help(help);
        diagnostics.push(fault.with_related(say!("另一种写法", "the other title"), item.basis.place.clone()));
    }
}

/// The citations, each wording once, that may be of a document cited otherwise, too: its number's figures, or its title in the tables,
/// come again. Most documents of a list are cited in one way only.
fn alike(list: &List) -> Vec<(&Item, &Citation)> {
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut wordings: Vec<(&Item, &Citation)> = Vec::new();
    for (item, citation) in citations(list) {
        let number = citation.number.as_deref().unwrap_or_default();
        if !citation.title.is_empty() && seen.insert((&citation.title, number)) {
            wordings.push((item, citation));
        }
    }
    let figures = |citation: &Citation| citation.number.as_deref().map(digest);
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for figures in wordings.iter().filter_map(|(_, citation)| figures(citation)) {
        *counts.entry(figures).or_default() += 1;
    }
    let again =
        |citation: &Citation| figures(citation).is_some_and(|figures| counts[&figures] > 1) || laws().law(&citation.title).is_some();
    wordings.into_iter().filter(|(_, citation)| again(citation)).collect()
}

/// What a document is known by: its number, and its place in the tables.
fn keys(citation: &Citation) -> Vec<String> {
    let number = citation.number.as_deref().map(number_key).filter(|key| is_one_document(key));
    let law = laws().law(&citation.title).map(|law| law.title.clone());
    number.into_iter().chain(law).collect()
}

/// Whether a number is that of one document only: 主席令 are counted anew by every congress, and a year without a body is no one's.
fn is_one_document(key: &str) -> bool {
    let by_year = key.split_once('〔').is_some_and(|(body, _)| !body.is_empty());
    by_year || key.starts_with("国务院令")
}

/// Whether two titles differ beyond marks, and beyond 中华人民共和国, which short-title says.
fn differ(one: &str, other: &str) -> bool {
    let plain = |title: &str| {
        let folded = fold(title);
        folded.strip_prefix(STATE).unwrap_or(&folded).to_owned()
    };
    let (one, other) = (plain(one), plain(other));
    let short = ["信息公开条例", "信息公开规定"];
    let both_frame = short.iter().any(|end| one.ends_with(end)) && short.iter().any(|end| other.ends_with(end));
    one != other
        && !both_frame
        && (one.contains(&other) || other.contains(&one) || likeness(&one, &other) >= LIKE || !is_decreed(&one, &other))
}

/// Whether either is a law or regulation, which an amending decree may name.
fn is_decreed(one: &str, other: &str) -> bool {
    [one, other].iter().any(|title| title.ends_with("条例") || title.ends_with('法'))
}
