//! One document under two titles in one list: with and without what stands round it, or a misprint; also a misprint alone, where it is one letter
//! off a title of the tables in the word that ends it, or bears that document's number. One finding a pair.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::knowledge::Cited;
use crate::knowledge::{STATE, laws};
use crate::model::citation::{digest, number_key};
use crate::model::index::{Index, Seen};
use crate::model::name::{fold, is_han_digit};
use crate::model::nearest::likeness;
use crate::model::{Citation, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("two-titles", Family::Basis, Severity::Warning, Allow::May, include_str!("two_titles.md"));

/// Titles under one decree are one document only when they are as like as this: an amending decree bears the number of many.
const LIKE: f64 = 0.85;

/// Words that end titles of instruments, of one length: 条件 and 办発 are misprints of them.
const ENDINGS: [&str; 4] = ["条例", "办法", "规定", "细则"];

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let wordings = wordings(context);
    let misprinted = misprints(context, &wordings, diagnostics);
    // What is one document, with the titles under which it stands there.
    let mut documents: BTreeMap<String, Vec<(&Citation, &Item)>> = BTreeMap::new();
    for (item, cited) in alike(wordings).into_iter().filter(|(_, cited)| !misprinted.has(cited.citation.title.as_str())) {
        for key in keys(cited) {
            documents.entry(key).or_default().push((cited.citation, item));
        }
    }
    let mut reported: Vec<(&str, &str)> = Vec::new();
    for titles in documents.into_values() {
        let Some((&(known, item), rest)) = titles.split_first() else { continue };
        let Some(&(citation, other_item)) = rest.iter().find(|(other, _)| differ(&known.title, &other.title)) else { continue };
        let (first, other) = (&known.title, &citation.title);
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
        let fault = context.item(other_item).fault_of(&RULE, citation, message).with_help(help);
        let related = say!("另一种写法", "the other title");
        diagnostics.push(fault.with_related(related, item.basis.piece_of(known).place.clone()));
    }
}

/// A citation with a title, and the item it stands in.
type Wording<'a> = (&'a Item, &'a Cited<'a>);

/// Every title and number of a list once, where it stands first.
fn wordings<'a>(context: &ListContext<'a>) -> Vec<Wording<'a>> {
    let mut seen: Seen<(&str, &str)> = Seen::default();
    let mut is_new = |citation: &'a Citation| seen.note((&citation.title, citation.number.as_deref().unwrap_or_default()));
    context.cited().filter(|(_, cited)| !cited.citation.title.is_empty() && is_new(cited.citation)).collect()
}

/// The wordings that may be of a document cited otherwise, too: its number's figures, or its title in the tables, come again. Most
/// documents of a list are cited in one way only.
fn alike(wordings: Vec<Wording<'_>>) -> Vec<Wording<'_>> {
    let figures: Vec<Option<u64>> = wordings.iter().map(|(_, cited)| cited.citation.number.as_deref().map(digest)).collect();
    let mut counts: Index<u64, usize> = Index::default();
    for figures in figures.iter().flatten() {
        *counts.entry(*figures) += 1;
    }
    let comes_again = |figures: Option<u64>| figures.is_some_and(|figures| counts.get(&figures).is_some_and(|count| *count > 1));
    let candidates = wordings.into_iter().zip(figures);
    candidates.filter(|((_, cited), figures)| comes_again(*figures) || cited.law().is_some()).map(|(wording, _)| wording).collect()
}

/// Says every misprinted title of a list once, and names them.
fn misprints<'a>(context: &ListContext<'a>, wordings: &[Wording<'a>], diagnostics: &mut Diagnostics) -> Seen<&'a str> {
    let mut misprinted: Seen<&str> = Seen::default();
    for (item, cited) in wordings {
        let citation = cited.citation;
        let title = citation.title.as_str();
        let Some(right) = misprint_of(cited) else { continue };
        if !misprinted.note(title) {
            continue;
        }
        let message = say!("《{title}》像是打错了字，应当是《{right}》", "《{title}》 looks like a misprint of 《{right}》");
        let help = say!("核对后改为“《{right}》”", "look it up and make it 《{right}》");
        let fault = context.item(item).fault_of(&RULE, citation, message).with_help(help);
        // Within a title a person must agree to every change.
        let at = fault.value.as_deref().and_then(|value| value.find(title));
        diagnostics.push(match at {
            Some(at) => fault.with_edits(Safety::Unsafe, vec![Edit { range: at..at + title.len(), text: right }]),
            None => fault,
        });
    }
    misprinted
}

/// The title of the tables that a title is one letter off.
fn misprint_of(cited: &Cited<'_>) -> Option<String> {
    let citation = cited.citation;
    let title = citation.title.as_str();
    let letters = title.chars().count();
    if letters < 6 || !citation.text.starts_with('《') || cited.is_known() {
        return None;
    }
    let (cut, _) = title.char_indices().nth(letters - 2)?;
    let (name, end) = title.split_at(cut);
    let endings = ENDINGS.iter().filter(|ending| one_off(end, ending)).map(|ending| format!("{name}{ending}"));
    let by_ending = { endings }.find(|right| laws().known(right).is_some());
    by_ending.or_else(|| {
        let number = citation.number.as_deref()?;
        let law = laws().with_number(number).next()?;
        let names = std::iter::once(law.title.as_str()).chain(law.aliases.iter().map(String::as_str));
        names.flat_map(|name| [Some(name), name.strip_prefix(STATE)]).flatten().find(|name| one_off(title, name)).map(str::to_owned)
    })
}

/// Whether two titles differ in one letter, which is no figure: 2017年 and 2018年 are two documents.
fn one_off(one: &str, other: &str) -> bool {
    let mut differing = one.chars().zip(other.chars()).filter(|(one, other)| one != other);
    let is_letter = |c: char| c.is_alphabetic() && !is_han_digit(c);
    one.chars().count() == other.chars().count()
        && differing.next().is_some_and(|(one, other)| is_letter(one) && is_letter(other))
        && differing.next().is_none()
}

/// What a document is known by: its number, and its place in the tables.
fn keys(cited: &Cited<'_>) -> Vec<String> {
    let number = cited.citation.number.as_deref().map(number_key).filter(|key| is_one_document(key));
    let law = cited.law().map(|law| law.title.clone());
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
