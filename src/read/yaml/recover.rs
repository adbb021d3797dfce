//! Reads a document whole, and when that fails piece by piece: the entries of a mapping, the items of a list.
//! A broken item is reported and left out, never guessed at.

use std::collections::BTreeMap;
use std::ops::Range;

use super::source::Source;
use super::tree::{self, Failed};
use super::{Node, Reading, Value, cut, explain};
use crate::place::{Located, Place};

/// How deep broken blocks are cut up: document → items → add → items → item.
const MOST_CUTS: usize = 8;

/// One document.
pub(super) fn document(reading: &mut Reading<'_>, scanned: &Source<'_>, lines: Range<usize>) -> Vec<Node> {
    let (info, at) = match tree::parse(reading, scanned, lines.clone()) {
        Ok(documents) => return documents,
        Err(Failed::Limit) => return Vec::new(),
        Err(Failed::Syntax(info, at)) => (info, at),
    };
    let first = lines.start + usize::from(scanned.line(lines.start).starts_with("---"));
    let before = reading.problems;
    let body = cut::first_line(scanned, first..lines.end).map(|first| first..lines.end);
    let document = body.and_then(|body| block(reading, scanned, body, 0));
    if reading.problems == before && !reading.stopped {
        explain::report(reading, scanned, lines, &info, at);
    }
    document.filter(|document| !matches!(&document.value, Value::Map(entries) if entries.is_empty())).into_iter().collect()
}

/// A broken block, cut into its parts. The first line is the first of the block.
fn block(reading: &mut Reading<'_>, scanned: &Source<'_>, lines: Range<usize>, cuts: usize) -> Option<Node> {
    if cuts >= MOST_CUTS {
        return None;
    }
    Some(if cut::is_item(scanned.line(lines.start)) { list(reading, scanned, lines) } else { map(reading, scanned, lines, cuts) })
}

fn list(reading: &mut Reading<'_>, scanned: &Source<'_>, lines: Range<usize>) -> Node {
    let first = lines.start;
    let mut items = Vec::new();
    for piece in cut::items(scanned, lines) {
        match sound(reading, scanned, piece.clone()) {
            Ok(Some(Node { value: Value::List(more), .. })) => items.extend(more),
            Ok(Some(_)) => explain::report(reading, scanned, piece.clone(), "", scanned.line_start(piece.start)),
            Ok(None) => {}
            Err(Failed::Limit) => break,
            Err(Failed::Syntax(info, at)) => explain::report(reading, scanned, piece, &info, at),
        }
    }
    let place = match (items.first(), items.last()) {
        (Some(first), Some(last)) => reading.source.join(&first.place, &last.place),
        _ => whole_line(reading, scanned, first),
    };
    Node { place, value: Value::List(items) }
}

fn map(reading: &mut Reading<'_>, scanned: &Source<'_>, lines: Range<usize>, cuts: usize) -> Node {
    let first = lines.start;
    let mut entries: Vec<(Located<String>, Node)> = Vec::new();
    let mut keys: BTreeMap<String, Place> = BTreeMap::new();
    for piece in cut::entries(scanned, lines) {
        let more = match sound(reading, scanned, piece.clone()) {
            Ok(Some(Node { value: Value::Map(more), .. })) => more,
            Ok(Some(_)) => {
                explain::report(reading, scanned, piece.clone(), "", scanned.line_start(piece.start));
                continue;
            }
            Ok(None) => continue,
            Err(Failed::Limit) => break,
            Err(Failed::Syntax(info, at)) => entry(reading, scanned, piece, cuts, &info, at).into_iter().collect(),
        };
        for (key, value) in more {
            if let Some(first) = keys.get(&key.value) {
                let finding = tree::duplicate(&key.value, key.place, first);
                reading.diagnostics.push(finding);
            } else {
                keys.insert(key.value.clone(), key.place.clone());
                entries.push((key, value));
            }
        }
        if reading.stopped {
            break;
        }
    }
    let place = match (entries.first(), entries.last()) {
        (Some((first, _)), Some((_, last))) => reading.source.join(&first.place, &last.place),
        _ => whole_line(reading, scanned, first),
    };
    Node { place, value: Value::Map(entries) }
}

fn whole_line(reading: &Reading<'_>, scanned: &Source<'_>, line: usize) -> Place {
    let start = scanned.line_start(line) + cut::indent(scanned.line(line));
    reading.source.place(start..scanned.line_start(line + 1))
}

/// A broken entry: its key by itself, its block cut up further.
fn entry(
    reading: &mut Reading<'_>,
    scanned: &Source<'_>,
    piece: Range<usize>,
    cuts: usize,
    info: &str,
    at: usize,
) -> Option<(Located<String>, Node)> {
    let before = reading.problems;
    let key = key_alone(reading, scanned, piece.start);
    let body = cut::first_line(scanned, piece.start + 1..piece.end).map(|first| first..piece.end);
    let key_indent = cut::indent(scanned.line(piece.start));
    let found = key.zip(body).and_then(|(key, body)| {
        let line = scanned.line(body.start);
        let belongs = cut::indent(line) > key_indent || (cut::is_item(line) && cut::indent(line) == key_indent);
        if belongs { Some((key, block(reading, scanned, body, cuts + 1)?)) } else { None }
    });
    if reading.problems == before && !reading.stopped {
        explain::report(reading, scanned, piece, info, at);
    }
    found
}

/// The key of a line that holds nothing else.
fn key_alone(reading: &mut Reading<'_>, scanned: &Source<'_>, line: usize) -> Option<Located<String>> {
    let text = scanned.line(line).split(" #").next().unwrap_or_default();
    if !text.trim_end().ends_with(':') {
        return None;
    }
    match sound(reading, scanned, line..line + 1) {
        Ok(Some(Node { value: Value::Map(mut entries), .. })) if entries.len() == 1 => entries.pop().map(|(key, _)| key),
        _ => None,
    }
}

/// Parses a piece that should be one value.
fn sound(reading: &mut Reading<'_>, scanned: &Source<'_>, piece: Range<usize>) -> Result<Option<Node>, Failed> {
    Ok(tree::parse(reading, scanned, piece)?.into_iter().next())
}
