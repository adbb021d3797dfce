//! Reads the tags of a page, just enough to judge pages of our own: elements, attributes, anchors, and whether tags match.

use std::collections::BTreeSet;

/// A start tag.
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

const VOID: [&str; 5] = ["meta", "link", "br", "hr", "input"];

/// All start tags; panics where tags do not match.
pub(crate) fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a page opens with its type");
    while let Some(start) = rest.find('<') {
        let (inner, after) = rest[start + 1..].split_once('>').expect("every tag is closed");
        rest = after;
        if let Some(name) = inner.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags match");
            continue;
        }
        let (name, attributes) = inner.split_once(' ').unwrap_or((inner, ""));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "a tag: <{inner}>");
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
        tags.push(Tag { name: name.to_owned(), attributes: self::attributes(attributes) });
    }
    assert!(open.is_empty(), "left open: {open:?}");
    tags
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').expect("a value is closed");
        attributes.push((name.trim().to_owned(), text(value)));
        rest = after;
    }
    assert!(rest.trim().is_empty(), "attributes have values: {rest}");
    attributes
}

/// What a reader sees of an escaped text.
pub(crate) fn text(escaped: &str) -> String {
    escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// Values of one attribute over all tags.
pub(crate) fn values<'a>(tags: &'a [Tag], name: &'a str) -> impl Iterator<Item = &'a str> {
    tags.iter().flat_map(|tag| &tag.attributes).filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// All anchors, each of which must stand once.
pub(crate) fn anchors(tags: &[Tag]) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for id in values(tags, "id") {
        assert!(anchors.insert(id.to_owned()), "the anchor {id} stands twice");
        assert!(!id.is_empty() && !id.contains(char::is_whitespace));
    }
    anchors
}
