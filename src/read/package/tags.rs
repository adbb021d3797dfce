//! Cuts XML into tags and texts at the speed of the inflater, for parts a program wrote in the usual way. Whatever is
//! unusual (comments, CDATA, a DTD) it leaves to the exact parser: it says so and stops. Checks no UTF-8.

use std::io::Read;

use super::{Measured, from_io, too_dense};
use crate::read::guard::{LIMITS, Refusal};

/// Bytes of the start of a plain cell at most.
const CELL_START: usize = 64;

/// Bytes read at a time.
const CHUNK: usize = 1 << 16;

/// A piece of XML.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) enum Tag<'a> {
    /// A start tag: what stands between `<` and `>`.
    Start(&'a [u8]),
    /// An element without content, likewise, without the `/`.
    Empty(&'a [u8]),
    /// The name in an end tag.
    End(&'a [u8]),
    /// Text as it stands, possibly in several pieces when it is long.
    Text(&'a [u8]),
    /// Something for the exact parser.
    Unusual,
    /// The end.
    Eof,
}

/// A part being cut.
pub(in crate::read) struct Tags<'a, R> {
    input: Measured<'a, R>,
    window: Vec<u8>,
    start: usize,
    ended: bool,
    depth: usize,
    /// Bytes of the text that is being told in pieces.
    text: usize,
}

/// Where a piece ends within the window, and what it is.
enum Cut {
    Tag(usize),
    Text(usize),
    Skip(usize),
    More,
    Unusual,
}

impl<'a, R: Read> Tags<'a, R> {
    pub(super) fn new(input: Measured<'a, R>) -> Self {
        Self { input, window: Vec::with_capacity(2 * CHUNK), start: 0, ended: false, depth: 0, text: 0 }
    }

    /// The next piece.
    pub(in crate::read) fn next(&mut self) -> Result<Tag<'_>, Refusal> {
        let (start, end) = loop {
            let window = &self.window[self.start..];
            match cut(window) {
                Cut::Unusual => return Ok(Tag::Unusual),
                Cut::Skip(length) => self.start += length,
                Cut::Tag(length) => {
                    let start = self.start;
                    self.start += length;
                    self.text = 0;
                    break (start, start + length);
                }
                Cut::Text(length) if length < window.len() || self.ended || length > CHUNK / 2 => {
                    let start = self.start;
                    self.start += length;
                    self.text += length;
                    if self.text > LIMITS.token_bytes {
                        return Err(too_dense());
                    }
                    let text = &self.window[start..start + length];
                    return Ok(if has_whole_references(text) { Tag::Text(text) } else { Tag::Unusual });
                }
                Cut::More if window.is_empty() && self.ended => return Ok(Tag::Eof),
                // A tag that never ends: the exact parser says what is wrong.
                Cut::More if self.ended => return Ok(Tag::Unusual),
                Cut::Text(_) | Cut::More => self.fill()?,
            }
        };
        let inner = &self.window[start + 1..end - 1];
        if let Some(name) = inner.strip_prefix(b"/") {
            let is_plain = !name.contains(&b'"') && !name.contains(&b'\'');
            self.depth = self.depth.saturating_sub(1);
            return Ok(if is_plain { Tag::End(name.trim_ascii_end()) } else { Tag::Unusual });
        }
        if let Some(inner) = inner.strip_suffix(b"/") {
            return Ok(Tag::Empty(inner));
        }
        self.depth += 1;
        if self.depth > LIMITS.xml_depth { Err(too_dense()) } else { Ok(Tag::Start(inner)) }
    }

    /// A whole cell with a plain number in it, as nearly every program writes nearly every cell: what stands between `<` and `>`
    /// of its start, and how long the number is. None, and nothing is passed, where the next piece is anything else.
    pub(in crate::read) fn plain_cell(&mut self) -> Option<(&[u8], usize)> {
        let window = &self.window[self.start..];
        let rest = window.strip_prefix(b"<c r=\"")?;
        let end = rest.iter().take(CELL_START).position(|byte| matches!(byte, b'>' | b'/' | b'\''))?;
        let value = rest[end..].strip_prefix(b"><v>")?;
        let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
        value[digits..].strip_prefix(b"</v></c>")?;
        let inner = self.start + 1..self.start + 6 + end;
        self.start = inner.end + b"><v>".len() + digits + b"</v></c>".len();
        self.text = 0;
        Some((&self.window[inner], digits))
    }

    fn fill(&mut self) -> Result<(), Refusal> {
        self.window.drain(..self.start);
        self.start = 0;
        let held = self.window.len();
        if held > LIMITS.token_bytes {
            return Err(too_dense());
        }
        self.input.token = 0;
        self.window.resize(held + CHUNK, 0);
        let read = self.input.read(&mut self.window[held..]).map_err(|error| from_io(&error))?;
        self.window.truncate(held + read);
        self.ended = read == 0;
        Ok(())
    }
}

fn cut(window: &[u8]) -> Cut {
    let find = |from: usize, byte: u8| window[from..].iter().position(|other| *other == byte).map(|at| from + at);
    match window {
        [] | [b'<'] => Cut::More,
        [b'<', b'!', ..] => Cut::Unusual,
        [b'<', b'?', ..] if !window.starts_with(&b"<?xml "[..window.len().min(6)]) => Cut::Unusual,
        [b'<', b'?', ..] => match window.windows(2).position(|pair| pair == b"?>") {
            Some(at) => Cut::Skip(at + 2),
            None => Cut::More,
        },
        [b'<', b'/', ..] => find(2, b'>').map_or(Cut::More, |at| Cut::Tag(at + 1)),
        [b'<', ..] => {
            let mut quote = None;
            for (at, byte) in window.iter().enumerate().skip(1) {
                match (quote, byte) {
                    (None, b'>') => return Cut::Tag(at + 1),
                    (None, b'"' | b'\'') => quote = Some(*byte),
                    (Some(open), byte) if open == *byte => quote = None,
                    _ => {}
                }
            }
            Cut::More
        }
        _ => Cut::Text(find(0, b'<').unwrap_or(window.len())),
    }
}

/// Whether every `&` of a text has its `;`.
fn has_whole_references(text: &[u8]) -> bool {
    !text.contains(&b'&') || text.split(|byte| *byte == b'&').skip(1).all(|rest| rest.contains(&b';'))
}
