//! The elements of an item under their headings, for its own page: all of them, in the order of the national table, then what the
//! list has beside.

use std::borrow::Cow;

use super::cell::{self, Body};
use super::frame::Frame;
use super::link;
use crate::model::{Entry, Field, Item, ListKind, Mark};

/// One element.
pub(super) struct Element<'a> {
    pub(super) heading: Cow<'a, str>,
    pub(super) body: Shown<'a>,
}

/// What stands under a heading.
pub(super) enum Shown<'a> {
    /// Text with its own line ends.
    Text(Cow<'a, str>),
    /// Several parts.
    List(Vec<Cow<'a, str>>),
    /// Parts that lead to pages, where there is one.
    Links(Vec<(Cow<'a, str>, Option<String>)>),
    /// Text, and the pages that its parts lead to.
    Both(Cow<'a, str>, Vec<(Cow<'a, str>, Option<String>)>),
    /// Nothing in a catalog that is final.
    Blank,
    /// Nothing yet.
    Missing,
}

/// Every element of an item.
pub(super) fn elements<'a>(frame: &'a Frame<'a>, entry: &'a Entry) -> Vec<Element<'a>> {
    let item = &*entry.item;
    let subject = Cow::Borrowed(item.subject.text.as_str());
    let mut elements: Vec<Element<'a>> = cell::cells(frame, item, &subject)
        .into_iter()
        .zip(cell::COLUMNS)
        .map(|(cell, (field, _))| Element { heading: Cow::Borrowed(cell.heading), body: shown(frame, entry, field, cell.body) })
        .collect();
    elements.extend(published(item));
    let text = |heading: &'a str, text: Cow<'a, str>| Element { heading: Cow::Borrowed(heading), body: Shown::Text(text) };
    if !entry.codes.is_empty() {
        let codes: Vec<&str> = entry.codes.iter().map(|(_, code)| code.as_str()).collect();
        elements.push(text(Field::Code.info().heading, Cow::Owned(codes.join("、"))));
    }
    if !entry.lists.is_empty() {
        let kinds: Vec<&str> = entry.lists.iter().map(|kind| ListKind::word_zh(*kind)).collect();
        elements.push(text("所在清单", Cow::Owned(kinds.join("、"))));
    }
    let extra = item.extra.iter().filter(|extra| !extra.text.value.trim().is_empty());
    elements.extend(extra.map(|extra| text(&extra.heading, Cow::Borrowed(&extra.text.value))));
    elements.push(text("编号", Cow::Borrowed(&entry.id)));
    elements
}

fn shown<'a>(frame: &'a Frame<'a>, entry: &'a Entry, field: Field, body: Body<'a>) -> Shown<'a> {
    let content = &entry.item.content.value;
    match (field, body) {
        (_, Body::Blank) => Shown::Blank,
        (_, Body::Missing) => Shown::Missing,
        (Field::Content, Body::Text(_)) if content.len() > 1 => Shown::List(
            content
                .iter()
                .map(|element| match element.mark {
                    Some(Mark::Required) => Cow::Owned(format!("{}（必选）", element.text)),
                    Some(Mark::Optional) => Cow::Owned(format!("{}（可选）", element.text)),
                    Some(Mark::Used) | None => Cow::Borrowed(element.text.as_str()),
                })
                .collect(),
        ),
        (Field::Basis, Body::Text(text)) => with_pages(text, basis(frame, entry)),
        (Field::Basis, Body::List(_)) => Shown::Links(basis(frame, entry)),
        (Field::Subject, Body::Text(text)) => with_pages(text, subject(frame, entry)),
        (_, Body::Text(text)) => Shown::Text(text),
        (_, Body::List(parts)) => Shown::List(parts),
    }
}

/// The parts alone where they are all the text says.
fn with_pages<'a>(text: Cow<'a, str>, parts: Vec<(Cow<'a, str>, Option<String>)>) -> Shown<'a> {
    let said = parts.iter().flat_map(|(part, _)| part.chars()).filter(|c| c.is_alphanumeric());
    if parts.iter().all(|(_, address)| address.is_none()) {
        Shown::Text(text)
    } else if text.chars().filter(|c| c.is_alphanumeric()).eq(said) {
        Shown::Links(parts)
    } else {
        Shown::Both(text, parts)
    }
}

/// The citations, each with the page of its statute.
fn basis<'a>(frame: &'a Frame<'a>, entry: &'a Entry) -> Vec<(Cow<'a, str>, Option<String>)> {
    let known = frame.elsewhere(&entry.id).map_or(&[][..], |elsewhere| &elsewhere.statutes);
    let citations = entry.item.basis.value.iter().map(|citation| {
        let found = known.iter().find(|(_, other)| std::ptr::eq(*other, citation));
        (Cow::Borrowed(citation.text.as_str()), found.map(|(index, _)| format!("../{}", frame.statute_file(*index))))
    });
    citations.collect()
}

/// The bodies, each with the page of its unit.
fn subject<'a>(frame: &'a Frame<'a>, entry: &'a Entry) -> Vec<(Cow<'a, str>, Option<String>)> {
    let known = frame.elsewhere(&entry.id).map_or(&[][..], |elsewhere| &elsewhere.units);
    let parts = entry.item.subject.value.iter().map(|part| {
        let found = known.iter().find(|(_, other)| *other == part.trim());
        (Cow::Borrowed(part.as_str()), found.map(|(index, _)| format!("../{}", frame.unit_file(*index))))
    });
    parts.collect()
}

/// The link to what is published; what is not surely an address of the web stays text.
fn published(item: &Item) -> Option<Element<'_>> {
    let text = item.link.text.as_str();
    if text.trim().is_empty() {
        return None;
    }
    let body = match link::web_address(text) {
        Some(address) => Shown::Links(vec![(Cow::Owned(item.display_name()), Some(address.to_owned()))]),
        None => Shown::Text(Cow::Borrowed(text)),
    };
    Some(Element { heading: Cow::Borrowed("已公开的信息"), body })
}
