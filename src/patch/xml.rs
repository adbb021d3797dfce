//! A part of a workbook as tags with the bytes they stand in, and the little that is changed within a tag. Builds no tree:
//! what is not changed is never written anew.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::book::Refused;

/// Namespace of relations as attributes (`r:id`).
pub(super) const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A piece of a part.
#[derive(Debug)]
pub(super) enum Piece<'t> {
    /// `<c r="A1">`, or `<c r="A1"/>`.
    Open(Tag<'t>),
    /// `</c>`: its local name is that of the element it closes.
    Close(Range<usize>, String),
    /// Anything else.
    Other,
}

/// A tag that opens an element.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// Bytes of the part.
    pub(super) range: Range<usize>,
    /// Whether it closes itself.
    pub(super) is_empty: bool,
    start: BytesStart<'t>,
}

/// The pieces of a part, one after the other.
pub(super) struct Pieces<'t> {
    reader: Reader<&'t [u8]>,
    /// Bytes of a byte order mark, which the reader does not count.
    mark: usize,
    /// Elements that are open.
    pub(super) depth: usize,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::from_str(body);
        reader.config_mut().check_end_names = false;
        Self { reader, mark: text.len() - body.len(), depth: 0 }
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'t>>, Refused> {
        let start = self.position();
        let event = self.reader.read_event().map_err(|_| Refused::Odd)?;
        let range = start..self.position();
        Ok(Some(match event {
            Event::Start(start) => {
                self.depth += 1;
                Piece::Open(Tag { range, is_empty: false, start })
            }
            Event::Empty(start) => Piece::Open(Tag { range, is_empty: true, start }),
            Event::End(end) => {
                self.depth = self.depth.checked_sub(1).ok_or(Refused::Odd)?;
                Piece::Close(range, end.local_name().as_ref().to_owned())
            }
            Event::Eof => return Ok(None),
            _ => Piece::Other,
        }))
    }

    /// Up to behind the end of an element that was just opened: the bytes of all of it.
    pub(super) fn whole(&mut self, tag: &Tag<'_>) -> Result<Range<usize>, Refused> {
        if tag.is_empty {
            return Ok(tag.range.clone());
        }
        let outside = self.depth - 1;
        loop {
            match self.next()?.ok_or(Refused::Odd)? {
                Piece::Close(range, _) if self.depth == outside => return Ok(tag.range.start..range.end),
                Piece::Open(_) | Piece::Close(..) | Piece::Other => {}
            }
        }
    }

    fn position(&self) -> usize {
        self.mark + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.start.name().into_inner();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix with its colon; empty for most.
    pub(super) fn prefix(&self) -> &str {
        let name = self.start.name().into_inner();
        name.rfind(':').map_or("", |colon| &name[..=colon])
    }

    /// An attribute by its whole name.
    pub(super) fn get(&self, key: &str) -> Option<Cow<'_, str>> {
        self.find(|name| name == key)
    }

    /// The id of a relation, whatever its prefix.
    pub(super) fn relation(&self) -> Option<Cow<'_, str>> {
        self.find(|name| name.ends_with(":id"))
    }

    /// A number.
    pub(super) fn number(&self, key: &str) -> Option<u32> {
        self.get(key)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| matches!(value.as_ref(), "1" | "true"))
    }

    /// The prefix, with its colon, that stands for a namespace here.
    pub(super) fn prefix_of(&self, namespace: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| attribute.value.as_ref() == namespace)?;
        found.key.into_inner().strip_prefix("xmlns:").map(|prefix| format!("{prefix}:"))
    }

    fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| is_it(attribute.key.into_inner()))?;
        let value = match found.value {
            Cow::Borrowed(value) => quick_xml::escape::unescape(value).ok()?,
            Cow::Owned(value) => Cow::Owned(quick_xml::escape::unescape(&value).ok()?.into_owned()),
        };
        Some(value)
    }
}

/// A tag with one attribute set to a value that needs no escapes; all else as it was.
pub(super) fn with_attribute(tag: &str, key: &str, value: &str) -> String {
    if let Some(range) = value_of(tag, key) {
        return format!("{}{value}{}", &tag[..range.start], &tag[range.end..]);
    }
    let end = tag.trim_end_matches('>').trim_end_matches('/').trim_end().len();
    format!("{} {key}=\"{value}\"{}", &tag[..end], &tag[end..])
}

/// A tag without one attribute.
pub(super) fn without_attribute(tag: &str, key: &str) -> String {
    let Some(value) = value_of(tag, key) else { return tag.to_owned() };
    let name = tag[..value.start].rfind(key).expect("a value stands behind its name");
    format!("{}{}", tag[..name].trim_end(), &tag[value.end + 1..])
}

/// Bytes of an attribute's value within the text of a tag.
pub(super) fn value_of(tag: &str, key: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let mut at = tag.find(|letter: char| letter.is_ascii_whitespace())?;
    loop {
        let name = at + bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        let equals = name + tag[name..].find('=')?;
        let open = equals + tag[equals..].find(['"', '\''])?;
        let close = open + 1 + tag[open + 1..].find(char::from(bytes[open]))?;
        if tag[name..equals].trim_end() == key {
            return Some(open + 1..close);
        }
        at = close + 1;
    }
}

/// A text as XML holds it, between tags or within quotes; what XML cannot hold is left out, and what Excel would take for
/// the number of a character (`_x000D_`) is kept from it.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push(' '),
            '\n' => escaped.push('\n'),
            '_' if is_code(&text[at..]) => escaped.push_str("_x005F_"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// `_x000D_`: how Excel writes a character that XML cannot hold.
pub(super) fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes.starts_with(b"_x") && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// A cell's text element.
pub(super) fn inline(prefix: &str, text: &str) -> String {
    let mut out = String::new();
    let text = escape(text);
    write!(out, "<{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is>").expect("a String takes every text");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_changed_in_their_place() {
        assert_eq!(with_attribute("<c r=\"A1\" s='3' t=\"s\">", "s", "7"), "<c r=\"A1\" s='7' t=\"s\">");
        assert_eq!(with_attribute("<c r = \"A1\" />", "s", "7"), "<c r = \"A1\" s=\"7\" />");
        assert_eq!(with_attribute("<x:c>", "s", "7"), "<x:c s=\"7\">");
        assert_eq!(with_attribute("<fills\ncount=\"2\"/>", "count", "3"), "<fills\ncount=\"3\"/>");
        assert_eq!(without_attribute("<row r=\"1\" spans=\"1:3\" ht=\"9\">", "spans"), "<row r=\"1\" ht=\"9\">");
        assert_eq!(without_attribute("<row r=\"1\"/>", "spans"), "<row r=\"1\"/>");
    }

    #[test]
    fn pieces_stand_where_they_stand_behind_a_byte_order_mark() {
        let text = "\u{feff}<?xml version=\"1.0\"?><x:a b='1'><c/>字</x:a>";
        let mut pieces = Pieces::new(text);
        let mut found = Vec::new();
        while let Ok(Some(piece)) = pieces.next() {
            match piece {
                Piece::Open(tag) => found.push((&text[tag.range.clone()], tag.prefix().to_owned() + tag.name())),
                Piece::Close(range, name) => found.push((&text[range], name)),
                Piece::Other => {}
            }
        }
        let told: Vec<(&str, &str)> = found.iter().map(|(text, name)| (*text, name.as_str())).collect();
        assert_eq!(told, [("<x:a b='1'>", "x:a"), ("<c/>", "c"), ("</x:a>", "a")]);
    }

    #[test]
    fn what_xml_or_excel_would_misread_is_escaped() {
        assert_eq!(escape("<a> & \"_x000D_\" _x1_\u{1}"), "&lt;a&gt; &amp; &quot;_x005F_x000D_&quot; _x1_");
    }
}
