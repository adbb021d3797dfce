//! What people see in a cell: its paragraphs as lines, without readings and shapes. Comments and addresses behind the words are
//! kept beside them.

use quick_xml::events::{BytesStart, Event};

use super::value::web_address;
use super::{leave, unescaped};
use crate::read::FurtherKind;
use crate::read::guard::{LIMITS, Refusal};
use crate::read::package::Part;
use crate::read::workbook::further;
use crate::read::workbook::tag::{attributes, malformed};
use crate::read::workbook::text::clean;

/// What stands in a cell.
pub(super) struct CellText {
    /// Its text, ends trimmed.
    pub(super) text: String,
    /// The first web address behind its words.
    pub(super) link: Option<String>,
    /// The comments on it, and addresses behind its words that do not lead to the web.
    pub(super) beside: Vec<(FurtherKind, String)>,
    /// Whether it has any paragraph, be it blank.
    pub(super) has_paragraph: bool,
}

/// Reads a cell to its end tag; its start tag was just read.
pub(super) fn read(part: &mut Part<'_, '_>) -> Result<CellText, Refusal> {
    let mut seen = Seen::default();
    let depth = part.depth();
    while part.depth() >= depth {
        let inside = match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" | "h" => InCell::Paragraph,
                "annotation" => InCell::Comment,
                "list" | "list-item" | "list-header" | "section" => InCell::Around,
                _ => InCell::Unseen,
            },
            Event::Eof => return Err(malformed()),
            _ => InCell::Around,
        };
        match inside {
            InCell::Paragraph => paragraph(part, &mut seen)?,
            InCell::Comment => seen.beside.extend(comment(part)?.map(|text| (FurtherKind::Comment, text))),
            InCell::Unseen => leave(part)?,
            InCell::Around => {}
        }
    }
    let text = if seen.text.is_empty() { String::new() } else { clean(&seen.text) };
    Ok(CellText { text, link: seen.link, beside: seen.beside, has_paragraph: seen.paragraphs > 0 })
}

/// What a tag within a cell is.
enum InCell {
    Paragraph,
    /// Something around paragraphs.
    Around,
    /// A comment.
    Comment,
    /// A shape.
    Unseen,
}

/// The paragraphs of a comment whose start tag was just read, without its author and day.
fn comment(part: &mut Part<'_, '_>) -> Result<Option<String>, Refusal> {
    let mut text = String::new();
    let (mut within, depth) = (0_usize, part.depth());
    while part.depth() >= depth {
        match part.next()? {
            Event::Start(tag) => within += usize::from(within > 0 || tag.local_name().as_ref() == "p"),
            Event::End(_) => {
                if within == 1 {
                    text.push('\n');
                }
                within = within.saturating_sub(1);
            }
            Event::Eof => return Err(malformed()),
            event if within > 0 => further::append(&event, &mut text),
            _ => {}
        }
    }
    let text = clean(&text);
    Ok((!text.is_empty()).then_some(text))
}

/// What was seen so far.
#[derive(Default)]
struct Seen {
    text: String,
    characters: usize,
    paragraphs: usize,
    link: Option<String>,
    beside: Vec<(FurtherKind, String)>,
}

/// What stands within a paragraph.
enum InParagraph {
    /// Letters, a space many times, a tab, the end of a line.
    Text(String),
    Letters(char, usize),
    Link(Option<String>),
    /// A stretch in another type, a field: what stands in it is seen.
    Around,
    Comment,
    Unseen,
}

fn paragraph(part: &mut Part<'_, '_>, seen: &mut Seen) -> Result<(), Refusal> {
    if seen.paragraphs > 0 {
        seen.repeat('\n', 1)?;
    }
    seen.paragraphs += 1;
    let depth = part.depth();
    while part.depth() >= depth {
        let inside = match part.next()? {
            Event::Start(tag) => element(&tag)?,
            Event::Text(text) => {
                seen.push(&text)?;
                InParagraph::Around
            }
            Event::CData(text) => {
                seen.push(&text)?;
                InParagraph::Around
            }
            Event::GeneralRef(reference) => InParagraph::Text(unescaped(&format!("&{};", &*reference))?),
            Event::Eof => return Err(malformed()),
            _ => InParagraph::Around,
        };
        match inside {
            InParagraph::Text(text) => seen.as_it_stands(&text)?,
            InParagraph::Letters(letter, count) => seen.repeat(letter, count)?,
            InParagraph::Link(address) => match address.as_deref().map(web_address) {
                Some(Some(web)) => seen.link = seen.link.take().or(Some(web)),
                Some(None) => seen.beside.extend(address.map(|address| (FurtherKind::Link, address))),
                None => {}
            },
            InParagraph::Comment => seen.beside.extend(comment(part)?.map(|text| (FurtherKind::Comment, text))),
            InParagraph::Unseen => leave(part)?,
            InParagraph::Around => {}
        }
    }
    Ok(())
}

fn element(tag: &BytesStart<'_>) -> Result<InParagraph, Refusal> {
    // Shapes within the text.
    if tag.name().as_ref().starts_with("draw:") {
        return Ok(InParagraph::Unseen);
    }
    Ok(match tag.local_name().as_ref() {
        "s" => {
            let mut count = 1;
            attributes(tag, |key, value| {
                if key == "text:c" {
                    count = value.parse().unwrap_or(usize::MAX);
                }
            })?;
            InParagraph::Letters(' ', count)
        }
        "tab" => InParagraph::Letters('\t', 1),
        "line-break" => InParagraph::Letters('\n', 1),
        "a" => {
            let mut address = None;
            attributes(tag, |key, value| {
                if key == "xlink:href" {
                    address = Some(value.to_owned());
                }
            })?;
            InParagraph::Link(address.map(|address| unescaped(&address)).transpose()?)
        }
        "annotation" => InParagraph::Comment,
        "annotation-end" | "ruby-text" | "note" => InParagraph::Unseen,
        _ => InParagraph::Around,
    })
}

impl Seen {
    /// Text as it stands in the file: a line end there is only a blank.
    fn push(&mut self, text: &str) -> Result<(), Refusal> {
        if !text.contains(['\n', '\r', '\t']) {
            return self.as_it_stands(text);
        }
        let mut rest = text;
        while let Some(at) = rest.find(['\n', '\r', '\t']) {
            let (before, blank) = rest.split_at(at);
            self.as_it_stands(before.trim_end_matches(' '))?;
            self.repeat(' ', 1)?;
            rest = blank.trim_start_matches([' ', '\n', '\r', '\t']);
        }
        self.as_it_stands(rest)
    }

    fn as_it_stands(&mut self, text: &str) -> Result<(), Refusal> {
        self.count(text.chars().count())?;
        self.text.push_str(text);
        Ok(())
    }

    fn repeat(&mut self, letter: char, count: usize) -> Result<(), Refusal> {
        self.count(count)?;
        self.text.extend(std::iter::repeat_n(letter, count));
        Ok(())
    }

    fn count(&mut self, characters: usize) -> Result<(), Refusal> {
        self.characters = self.characters.saturating_add(characters);
        if self.characters > LIMITS.cell_characters { Err(Refusal::cell_too_long()) } else { Ok(()) }
    }
}
