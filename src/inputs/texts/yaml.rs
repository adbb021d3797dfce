//! Every text of a YAML file: its values and keys, and of every line what stands outside them, remarks among it. Reads no YAML
//! itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::show;
use crate::diagnostic::Diagnostics;
use crate::place::{At, Origin, Place, Span};
use crate::read::{Node, Value};
use crate::rules::{Around, TextKind};

/// Shows the texts of a file.
pub(super) fn check(text: &str, trees: &[Node], origin: &Arc<Origin>, diagnostics: &mut Diagnostics) {
    let mut lines = suspicious(text);
    for tree in trees {
        node(tree, None, &mut lines, diagnostics);
    }
    for (number, line) in lines {
        let Some(rest) = line.outside() else { continue };
        // A remark is shown from its mark on.
        let from = rest.find('#').unwrap_or(rest.len() - rest.trim_start().len());
        let shown = rest[from..].trim_end();
        let (start, column) = (line.start + from, line.text[..from].chars().count());
        let span = Span {
            line: narrow(number),
            column: narrow(column + 1),
            end_line: narrow(number),
            end_column: narrow(column + 1 + shown.chars().count()),
            start: narrow(start),
            end: narrow(start + shown.len()),
        };
        show(shown, TextKind::OutsideValues, &Scalar { place: &Place::text(origin, span), key: None }, diagnostics);
    }
}

/// A line that a check found something in, with the values that stand in it.
struct Line<'a> {
    /// Its first byte in the text.
    start: usize,
    text: &'a str,
    values: Vec<(usize, usize)>,
}

impl Line<'_> {
    /// The line with blanks in place of its values; none when nothing else stands there.
    fn outside(&self) -> Option<String> {
        let mut bytes = self.text.as_bytes().to_vec();
        for (start, end) in &self.values {
            let within = |byte: usize| byte.saturating_sub(self.start).min(bytes.len());
            let (start, end) = (within(*start), within(*end));
            bytes[start..end].fill(b' ');
        }
        String::from_utf8(bytes).ok().filter(|rest| !rest.trim().is_empty())
    }
}

/// The lines a check finds something in, by their number.
fn suspicious(text: &str) -> BTreeMap<usize, Line<'_>> {
    let mut lines = BTreeMap::new();
    let mut start = 0;
    let nowhere = Place::file("");
    for (index, line) in text.split('\n').enumerate() {
        let mut found = Diagnostics::default();
        show(line, TextKind::OutsideValues, &Scalar { place: &nowhere, key: None }, &mut found);
        if found.iter().next().is_some() {
            lines.insert(index + 1, Line { start, text: line, values: Vec::new() });
        }
        start += line.len() + 1;
    }
    lines
}

fn node(node: &Node, key: Option<&str>, lines: &mut BTreeMap<usize, Line<'_>>, diagnostics: &mut Diagnostics) {
    match &node.value {
        Value::Null => {}
        Value::Text(text) => scalar(text, &node.place, key, lines, diagnostics),
        Value::List(items) => items.iter().for_each(|item| self::node(item, key, lines, diagnostics)),
        Value::Map(entries) => {
            for (key, value) in entries {
                scalar(&key.value, &key.place, None, lines, diagnostics);
                self::node(value, Some(&key.value), lines, diagnostics);
            }
        }
    }
}

fn scalar(text: &str, place: &Place, key: Option<&str>, lines: &mut BTreeMap<usize, Line<'_>>, diagnostics: &mut Diagnostics) {
    show(text, TextKind::Value, &Scalar { place, key }, diagnostics);
    if let At::Text(span) = &place.at {
        for (_, line) in lines.range_mut(wide(span.line)..=wide(span.end_line)) {
            line.values.push((wide(span.start), wide(span.end)));
        }
    }
}

/// A value or a line.
struct Scalar<'a> {
    place: &'a Place,
    key: Option<&'a str>,
}

impl Around for Scalar<'_> {
    fn place(&self) -> Place {
        self.place.clone()
    }

    fn heading(&self, is_heading: fn(&str) -> bool) -> Option<String> {
        self.key.filter(|key| is_heading(key)).map(str::to_owned)
    }

    fn is_hidden(&self) -> bool {
        false
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
