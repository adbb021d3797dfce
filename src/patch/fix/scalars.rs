//! Safe fixes in a YAML text: a stretch of a scalar changes, in the scalar's own quoting; all else keeps its bytes. The new
//! text is read again, and nothing is changed when it says anything else than it should.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::align::{self, Written};
use super::{Fixed, Stretch, Taken, Wanted, Why, take};
use crate::diagnostic::Diagnostics;
use crate::patch::edits::Edits;
use crate::patch::letters::Letter;
use crate::place::{At, Origin};
use crate::read::{Node, Value, yaml};

/// Applies the fixes.
pub(super) fn fix(bytes: &[u8], wanted: &[Wanted<'_>]) -> Fixed {
    let Ok(text) = std::str::from_utf8(bytes) else { return Fixed::none(wanted, Why::Encoding) };
    // The reader takes the mark off before it counts.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let trees = read(body);
    let mut nodes = BTreeMap::new();
    trees.iter().for_each(|tree| by_place(tree, &mut nodes));
    let mut fixed = Fixed::default();
    // By the first byte of the scalar.
    let mut taken: BTreeMap<usize, Taken> = BTreeMap::new();
    for wanted in wanted {
        match find(wanted, body, &nodes).and_then(|found| take(&mut taken, found)) {
            Ok(()) => fixed.done.push(wanted.index),
            Err(why) => fixed.leave(wanted, why),
        }
    }
    if fixed.done.is_empty() {
        return fixed;
    }
    let mut edits = Edits::default();
    let expected = expected(&trees, &taken, body);
    for (range, new) in taken.into_values().flat_map(|taken| taken.0) {
        edits.replace(range, new);
    }
    let new = edits.apply(body);
    let mut found = Vec::new();
    read(&new).iter().for_each(|node| scalars(node, &mut |text, _| found.push(squeezed(text))));
    if found != expected {
        return Fixed::none(wanted, Why::ReadOtherwise);
    }
    fixed.bytes = Some(format!("{}{new}", &text[..text.len() - body.len()]).into_bytes());
    fixed
}

fn read(text: &str) -> Vec<Node> {
    let origin = Arc::new(Origin { file: String::new(), sheet: None });
    yaml::parse(text, &origin, &mut Diagnostics::default())
}

/// The start of each scalar a fix changes, and its stretches as they are written into the file.
fn find(wanted: &Wanted<'_>, text: &str, nodes: &BTreeMap<&At, &Node>) -> Result<Vec<(usize, Vec<Stretch>)>, Why> {
    let node = nodes.get(&wanted.found.place.at).ok_or(Why::NotFound)?;
    let mut styles = Vec::new();
    let mut texts = Vec::new();
    let mut starts = Vec::new();
    scalars(node, &mut |_, at| {
        let At::Text(span) = at else { return };
        let range = wide(span.start)..wide(span.end);
        let Some(written) = text.get(range.clone()) else { return };
        let style = Style::of(text, range.start);
        if let Some(letters) = style.letters(written, range.start) {
            styles.push(style);
            starts.push(range.start);
            texts.push(Written { letters, number: None });
        }
    });
    let found = align::find(wanted.value, &wanted.fix.edits, &texts).ok_or(Why::NotFound)?;
    let in_one = |(which, stretches): (usize, Vec<Stretch>)| {
        let escaped = |(range, new): Stretch| styles[which].escape(&new).map(|new| (range, new)).ok_or(Why::NeedsQuotes);
        Ok((starts[which], stretches.into_iter().map(escaped).collect::<Result<_, _>>()?))
    };
    found.into_iter().map(in_one).collect()
}

/// The nodes of a tree by where they stand; of a block and the first node in it the block.
fn by_place<'t>(node: &'t Node, nodes: &mut BTreeMap<&'t At, &'t Node>) {
    nodes.entry(&node.place.at).or_insert(node);
    match &node.value {
        Value::Null | Value::Text(_) => {}
        Value::List(inner) => inner.iter().for_each(|node| by_place(node, nodes)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, node)| by_place(node, nodes)),
    }
}

/// Every text of a tree in the order of the file, the keys left out.
fn scalars(node: &Node, each: &mut impl FnMut(&str, &At)) {
    match &node.value {
        Value::Null => each("", &node.place.at),
        Value::Text(text) => each(text, &node.place.at),
        Value::List(nodes) => nodes.iter().for_each(|node| scalars(node, each)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, node)| scalars(node, each)),
    }
}

/// What every text of the file should say afterwards: its letters without blanks, for these differ with how it is written.
fn expected(trees: &[Node], taken: &BTreeMap<usize, Taken>, body: &str) -> Vec<String> {
    let mut expected = Vec::new();
    let mut one = |text: &str, at: &At| {
        let range = match at {
            At::Text(span) => wide(span.start)..wide(span.end),
            At::Whole | At::Cell { .. } => 0..0,
        };
        let Some(Taken(stretches)) = taken.get(&range.start).filter(|_| !range.is_empty()) else {
            expected.push(squeezed(text));
            return;
        };
        let written = &body[range.clone()];
        let style = Style::of(body, range.start);
        let letters = style.letters(written, range.start).unwrap_or_default();
        let mut said = String::new();
        let mut stretches: Vec<&Stretch> = stretches.iter().collect();
        stretches.sort_by_key(|(stretch, _)| (stretch.start, stretch.end));
        let mut next = stretches.into_iter().peekable();
        for letter in letters {
            while let Some((_, new)) = next.next_if(|(stretch, _)| stretch.start <= letter.range.start && stretch.is_empty()) {
                said.push_str(&style.meant(new));
            }
            match next.peek() {
                Some((stretch, new)) if stretch.start <= letter.range.start => {
                    let is_last = letter.range.end >= stretch.end;
                    if is_last {
                        said.push_str(&style.meant(new));
                        next.next();
                    }
                }
                _ => said.push(letter.letter),
            }
        }
        next.for_each(|(_, new)| said.push_str(&style.meant(new)));
        expected.push(squeezed(&said));
    };
    trees.iter().for_each(|tree| scalars(tree, &mut one));
    expected
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    /// `|` or `>`.
    Block,
}

impl Style {
    /// How the scalar that begins here is written.
    fn of(text: &str, start: usize) -> Self {
        let (before, written) = text.split_at(start);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let above = before[..line].lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mark = above.split(" #").next().unwrap_or_default().trim_end();
        let mark = mark.trim_end_matches(|sign: char| matches!(sign, '+' | '-') || sign.is_ascii_digit());
        let is_first = before[line..].trim().is_empty();
        match written.chars().next() {
            // The sign of a block stands at the end of the line above.
            _ if is_first && ["|", ">"].iter().any(|sign| mark.strip_suffix(sign).is_some_and(|key| key.ends_with([' ', '\t']))) => {
                Self::Block
            }
            Some('\'') => Self::Single,
            Some('"') => Self::Double,
            _ => Self::Plain,
        }
    }

    /// The letters a scalar means, each with its bytes; none when it is written in a way that is not known here.
    fn letters(self, written: &str, offset: usize) -> Option<Vec<Letter>> {
        let start = match self {
            Self::Plain | Self::Block => 0,
            Self::Single | Self::Double => 1,
        };
        // Behind a plain text a remark may follow.
        let end = if self == Self::Plain { written.find(" #").unwrap_or(written.len()) } else { written.len() };
        let text = &written[start..end];
        let mut letters = Vec::new();
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let (letter, length) = match (self, letter) {
                (Self::Single, '\'') if text[at + 1..].starts_with('\'') => ('\'', 2),
                // What follows the closing quote is no part of the text.
                (Self::Single, '\'') | (Self::Double, '"') => return Some(letters),
                (Self::Double, '\\') => escape_of(&text[at..])?,
                (_, letter) => (letter, letter.len_utf8()),
            };
            let from = offset + start + at;
            letters.push(Letter { letter, range: from..from + length });
            at += length;
        }
        // A quote that was opened was closed: all of the text was passed.
        (!matches!(self, Self::Single | Self::Double)).then_some(letters)
    }

    /// A text as it is written into such a scalar; none when it cannot be.
    fn escape(self, text: &str) -> Option<String> {
        if text.chars().any(char::is_control) {
            return None;
        }
        match self {
            // Signs that may mean something to YAML, depending on what stands beside them.
            Self::Plain => (!text
                .contains([':', '#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '?', '-']))
            .then(|| text.to_owned()),
            Self::Single => Some(text.replace('\'', "''")),
            Self::Double => Some(text.replace('\\', "\\\\").replace('"', "\\\"")),
            Self::Block => Some(text.to_owned()),
        }
    }

    /// What was written so means.
    fn meant(self, written: &str) -> String {
        match self {
            Self::Plain | Self::Block => written.to_owned(),
            Self::Single => written.replace("''", "'"),
            Self::Double => written.replace("\\\"", "\"").replace("\\\\", "\\"),
        }
    }
}

/// A letter that stands behind `\`, and how many bytes it is written in.
fn escape_of(text: &str) -> Option<(char, usize)> {
    let code = |digits: usize| {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some((char::from_u32(code)?, 2 + digits))
    };
    match text.chars().nth(1)? {
        // A line end that is no blank.
        '\n' => Some(('\n', 2)),
        '\r' => Some(('\n', if text[2..].starts_with('\n') { 3 } else { 2 })),
        'n' => Some(('\n', 2)),
        't' => Some(('\t', 2)),
        'r' => Some(('\r', 2)),
        letter @ ('"' | '\\' | '/' | ' ') => Some((letter, 2)),
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        _ => None,
    }
}
