//! A text with fast ways from the parser's character numbers to bytes, lines and columns. Parses nothing.

use std::ops::Range;
use std::sync::Arc;

use crate::place::{Origin, Place, Span};

/// Every how many characters the byte offset is kept.
const STEP: usize = 16;

/// A text and where its lines and characters begin.
pub(super) struct Source<'a> {
    /// The text.
    pub(super) text: &'a str,
    origin: Arc<Origin>,
    /// Byte offset of every [`STEP`]th character.
    steps: Vec<u32>,
    /// Character number and byte offset of every line.
    lines: Vec<(u32, u32)>,
    /// Number of characters.
    length: usize,
}

impl<'a> Source<'a> {
    /// Measures a text; it is at most [`super::LIMITS`] long, so offsets fit in 32 bits.
    pub(super) fn new(text: &'a str, origin: &Arc<Origin>) -> Self {
        let mut steps = Vec::with_capacity(text.len() / STEP + 1);
        let mut lines = vec![(0, 0)];
        let mut length = 0;
        let bytes = text.as_bytes();
        for (at, letter) in text.char_indices() {
            if length % STEP == 0 {
                steps.push(narrow(at));
            }
            length += 1;
            if letter == '\n' || (letter == '\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push((narrow(length), narrow(at + 1)));
            }
        }
        Self { text, origin: Arc::clone(origin), steps, lines, length }
    }

    /// How many lines there are.
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// A line without its end, lines counted from 0.
    pub(super) fn line(&self, line: usize) -> &'a str {
        self.slice(line..line + 1).trim_end_matches(['\n', '\r'])
    }

    /// Some lines with their ends.
    pub(super) fn slice(&self, lines: Range<usize>) -> &'a str {
        &self.text[self.line_byte(lines.start)..self.line_byte(lines.end)]
    }

    /// Number of a line's first character; that of the end behind the last line.
    pub(super) fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).map_or(self.length, |(character, _)| wide(*character))
    }

    /// The line a character stands in, from 0.
    pub(super) fn line_of(&self, character: usize) -> usize {
        self.lines.partition_point(|(start, _)| wide(*start) <= character).saturating_sub(1)
    }

    /// The place of some characters, without blank ends.
    pub(super) fn place(&self, characters: Range<usize>) -> Place {
        let first = characters.start.min(self.length);
        let last = characters.end.min(self.length).max(first);
        let start = self.byte(first);
        let written = &self.text[start..self.byte(last).max(start)];
        let trimmed = written.trim_end();
        // A scalar that is all blank keeps its length.
        let (end, last) = if trimmed.is_empty() {
            (start + written.len(), last)
        } else {
            (start + trimmed.len(), last - written[trimmed.len()..].chars().count())
        };
        let line = self.line_of(first);
        let column = first - self.line_start(line);
        // Nearly every scalar ends on the line it begins on.
        let end_line = if last < self.line_start(line + 1) { line } else { self.line_of(last) };
        let end_column = last - self.line_start(end_line);
        let span = Span {
            line: narrow(line + 1),
            column: narrow(column + 1),
            end_line: narrow(end_line + 1),
            end_column: narrow(end_column + 1),
            start: narrow(start),
            end: narrow(end),
        };
        Place::text(&self.origin, span)
    }

    /// Whether a scalar stands within quotes.
    pub(super) fn is_quoted(&self, place: &Place) -> bool {
        match &place.at {
            crate::place::At::Text(span) => self.text[wide(span.start)..].starts_with(['"', '\'']),
            crate::place::At::Whole | crate::place::At::Cell { .. } => false,
        }
    }

    /// From the beginning of one place to the end of another.
    pub(super) fn join(&self, first: &Place, last: &Place) -> Place {
        match (&first.at, &last.at) {
            (crate::place::At::Text(first), crate::place::At::Text(last)) if last.end >= first.start => {
                Place::text(&self.origin, Span { end_line: last.end_line, end_column: last.end_column, end: last.end, ..**first })
            }
            _ => first.clone(),
        }
    }

    fn line_byte(&self, line: usize) -> usize {
        self.lines.get(line).map_or(self.text.len(), |(_, byte)| wide(*byte))
    }

    fn byte(&self, character: usize) -> usize {
        let Some(step) = self.steps.get(character / STEP) else { return self.text.len() };
        let start = wide(*step);
        self.text[start..].char_indices().nth(character % STEP).map_or(self.text.len(), |(at, _)| start + at)
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("guard keeps YAML texts under 32 MiB")
}

fn wide(number: u32) -> usize {
    usize::try_from(number).expect("32 bits fit")
}
