//! The notes of a sheet: ours are known by their author and by their first line, for some programs forget authors. A note
//! somebody else wrote is only added to, behind a line that says so. Former notes of ours go.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::patch::book::{Refused, with_room};
use crate::patch::edits::Edits;
use crate::patch::letters::{Letter, letters};
use crate::patch::xml::{Piece, Pieces, Tag, escape};
use crate::place::column_letters;
use crate::read::{NOTE_BELOW, NOTE_HEAD};

use super::sheet::address_of;

/// Whose notes ours are.
pub(super) const AUTHOR: &str = "mulu 校验";

/// Longest note: programs show no more of one.
const LONGEST_CHARS: usize = 2_000;

/// Notes by row and column.
pub(super) type Notes = BTreeMap<(u32, u32), String>;

/// What was done to the part.
pub(super) struct Written {
    /// Its text.
    pub(super) text: String,
    /// Cells whose note is new: a box is drawn for each.
    pub(super) new: BTreeSet<(u32, u32)>,
    /// Cells whose note went.
    pub(super) gone: BTreeSet<(u32, u32)>,
}

/// A part without notes.
pub(super) fn empty(namespace: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <comments xmlns=\"{namespace}\"><authors></authors><commentList></commentList></comments>"
    )
}

/// Puts our notes into a part and takes former ones out.
pub(super) fn write(text: &str, notes: &Notes) -> Result<Written, Refused> {
    let text = &with_room(text, &["authors", "commentList"])?;
    let part = Part::read(text)?;
    let mut edits = Edits::default();
    let ours = part.authors.iter().position(|author| author == AUTHOR);
    let author = ours.unwrap_or(part.authors.len());
    let p = &part.prefix;
    if ours.is_none() && !notes.is_empty() {
        edits.insert(part.authors_end, format!("<{p}author>{AUTHOR}</{p}author>"));
    }
    let (mut gone, mut strangers) = (BTreeSet::new(), BTreeSet::new());
    for comment in &part.comments {
        let written = &text[comment.range.clone()];
        if Some(comment.author) == ours || said(written)?.0.starts_with(NOTE_HEAD) {
            edits.replace(comment.range.clone(), "");
            gone.insert(comment.cell);
            continue;
        }
        strangers.insert(comment.cell);
        // A conversation has a place of its own, its note only repeats it.
        if part.authors.get(comment.author).is_some_and(|author| author.starts_with("tc=")) {
            continue;
        }
        let bare = without_ours(written)?;
        let new = match notes.get(&comment.cell) {
            Some(note) => with_ours(bare.as_deref().unwrap_or(written), p, note),
            None => bare,
        };
        if let Some(new) = new {
            edits.replace(comment.range.clone(), new);
        }
    }
    let new: BTreeSet<(u32, u32)> = notes.keys().filter(|cell| !strangers.contains(cell)).copied().collect();
    let added: String = new.iter().map(|cell| comment(p, *cell, author, &notes[cell])).collect();
    edits.insert(part.list_end, added);
    Ok(Written { text: edits.apply(text), new, gone })
}

fn comment(p: &str, (row, column): (u32, u32), author: usize, note: &str) -> String {
    let letters = column_letters(column);
    let run = run(p, &format!("{NOTE_HEAD}\n{note}"));
    format!("<{p}comment ref=\"{letters}{row}\" authorId=\"{author}\"><{p}text>{run}</{p}text></{p}comment>")
}

fn run(p: &str, text: &str) -> String {
    let text = escape(&shortened(text));
    format!(
        "<{p}r><{p}rPr><{p}sz val=\"10\"/><{p}color rgb=\"FF000000\"/><{p}rFont val=\"宋体\"/><{p}family val=\"3\"/><{p}charset val=\"134\"/></{p}rPr>\
         <{p}t xml:space=\"preserve\">{text}</{p}t></{p}r>"
    )
}

/// What a note shows of a text.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_CHARS) {
        Some((end, _)) => format!("{}……", &text[..end]),
        None => text.to_owned(),
    }
}

/// Somebody's note with ours below it. A text without runs becomes one, for what follows is one.
fn with_ours(comment: &str, p: &str, note: &str) -> Option<String> {
    let end = comment.rfind(&format!("</{p}text>"))?;
    let start = comment.find(&format!("<{p}text"))?;
    let inner = start + comment[start..].find('>')? + 1;
    let body = comment[inner..end].trim_start();
    let tail = run(p, &format!("\n{NOTE_BELOW}\n{note}"));
    if body.starts_with(&format!("<{p}t>")) || body.starts_with(&format!("<{p}t ")) {
        let close = format!("</{p}t>");
        let after = inner + comment[inner..end].find(&close)? + close.len();
        let plain = &comment[inner..after];
        return Some(format!("{}<{p}r>{plain}</{p}r>{}{tail}{}", &comment[..inner], &comment[after..end], &comment[end..]));
    }
    Some(format!("{}{tail}{}", &comment[..end], &comment[end..]))
}

/// A note without what was added to it; none when nothing was. Programs cut runs where letters of other scripts begin: the
/// line may stand within one, or in several.
fn without_ours(comment: &str) -> Result<Option<String>, Refused> {
    let (text, letters) = said(comment)?;
    let Some(at) = text.find(NOTE_BELOW) else { return Ok(None) };
    let kept = text[..at].trim_end_matches('\n').chars().count();
    let cut = match kept {
        0 => letters.first().map_or(0, |letter| letter.range.start),
        kept => letters[kept - 1].range.end,
    };
    // The run that the cut is in ends there, those behind it go.
    let rest = &comment[cut..];
    let close_text = rest.find("</").and_then(|at| rest[at..].find('>').map(|end| at..at + end + 1)).ok_or(Refused::Odd)?;
    let after = &rest[close_text.end..];
    let close_run = if after.starts_with(&rest[close_text.clone()].replace("t>", "r>")) { close_text.len() } else { 0 };
    let end = comment.rfind(&rest[close_text.clone()].replace("t>", "text>")).ok_or(Refused::Odd)?;
    Ok(Some(format!("{}{}{}{}", &comment[..cut], &rest[close_text.clone()], &after[..close_run], &comment[end..])))
}

/// What a note says, and where its letters stand.
fn said(comment: &str) -> Result<(String, Vec<Letter>), Refused> {
    let (letters, _) = letters(comment, 0)?;
    Ok((letters.iter().map(|letter| letter.letter).collect(), letters))
}

struct Comment {
    range: Range<usize>,
    cell: (u32, u32),
    author: usize,
}

#[derive(Default)]
struct Part {
    prefix: String,
    authors: Vec<String>,
    authors_end: usize,
    comments: Vec<Comment>,
    list_end: usize,
}

impl Part {
    fn read(text: &str) -> Result<Self, Refused> {
        let mut part = Self::default();
        let mut pieces = Pieces::new(text);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Open(tag) => match tag.name() {
                    "comments" => tag.prefix().clone_into(&mut part.prefix),
                    "author" => {
                        let whole = pieces.whole(&tag)?;
                        part.authors.push(inner_text(text, &tag, &whole));
                    }
                    "comment" => {
                        let range = pieces.whole(&tag)?;
                        let cell = tag.get("ref").and_then(|cell| address_of(&cell)).ok_or(Refused::Odd)?;
                        let author = tag.number("authorId").and_then(|author| usize::try_from(author).ok()).unwrap_or(usize::MAX);
                        part.comments.push(Comment { range, cell, author });
                    }
                    _ => {}
                },
                Piece::Close(range, name) => match name.as_str() {
                    "authors" => part.authors_end = range.start,
                    "commentList" => part.list_end = range.start,
                    _ => {}
                },
                Piece::Other => {}
            }
        }
        if part.authors_end == 0 || part.list_end == 0 { Err(Refused::Odd) } else { Ok(part) }
    }
}

fn inner_text(text: &str, tag: &Tag<'_>, whole: &Range<usize>) -> String {
    let inner = &text[tag.range.end.min(whole.end)..whole.end];
    let inner = &inner[..inner.rfind("</").unwrap_or(0)];
    quick_xml::escape::unescape(inner).map_or_else(|_| inner.to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEIRS: &str = "<comments><authors><author>张三</author></authors><commentList><comment ref=\"B2\" authorId=\"0\" shapeId=\"0\">\
        <text><t>请核对</t></text></comment><comment ref=\"C2\" authorId=\"0\"><text><r><rPr><b/></rPr><t>甲：</t></r></text></comment>\
        </commentList></comments>";

    #[test]
    fn notes_of_others_are_added_to_and_come_back_as_they_were() {
        let notes = Notes::from([((2, 2), "错".to_owned()), ((5, 1), "另一处".to_owned())]);
        let Ok(first) = write(THEIRS, &notes) else { panic!("not written") };
        assert_eq!(first.new.iter().collect::<Vec<_>>(), [&(5, 1)]);
        assert!(first.text.contains("<r><t>请核对</t></r><r>") && first.text.contains(AUTHOR), "{}", first.text);
        let Ok(again) = write(&first.text, &notes) else { panic!("not written") };
        assert_eq!(again.text, first.text, "a second time changes nothing");
        let Ok(none) = write(&first.text, &Notes::new()) else { panic!("not written") };
        assert!(!none.text.contains("错") && !none.text.contains("另一处"), "{}", none.text);
        assert_eq!(none.gone.iter().collect::<Vec<_>>(), [&(5, 1)]);
        let Ok(empty) = write("<x:comments><x:authors/><x:commentList /></x:comments>", &notes) else { panic!("not written") };
        assert!(empty.text.starts_with("<x:comments><x:authors><x:author>mulu 校验</x:author></x:authors><x:commentList><x:comment "));
    }
}
