//! The text of a cell as its XML holds it: letters with the bytes they were written in, and which run they belong to.

use std::ops::Range;

use crate::patch::book::Refused;
use crate::patch::xml::{Piece, Pieces, is_code};

/// A letter as it was meant, with the bytes it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) letter: char,
    pub(super) range: Range<usize>,
}

/// The letters of the texts within an element (`si`, `is`) or of a value (`v`), and the bytes of each text. What tells how
/// words sound is no text. `offset` is where the element stands.
pub(super) fn letters(element: &str, offset: usize) -> Result<(Vec<Letter>, Vec<Range<usize>>), Refused> {
    let mut pieces = Pieces::new(element);
    let (mut found, mut texts) = (Vec::new(), Vec::new());
    while let Some(piece) = pieces.next()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "rPh" => {
                pieces.whole(&tag)?;
            }
            "t" | "v" if !tag.is_empty => {
                let whole = pieces.whole(&tag)?;
                let inner = tag.range.end..tag.range.end + element[tag.range.end..whole.end].rfind("</").ok_or(Refused::Odd)?;
                decode(&element[inner.clone()], offset + inner.start, &mut found)?;
                texts.push(offset + inner.start..offset + inner.end);
            }
            _ => {}
        }
    }
    Ok((found, texts))
}

fn decode(text: &str, offset: usize, letters: &mut Vec<Letter>) -> Result<(), Refused> {
    let mut rest = text.char_indices();
    while let Some((at, letter)) = rest.next() {
        let (letter, length) = match letter {
            // A comment or a stretch of raw characters: nobody writes these into cells.
            '<' => return Err(Refused::Odd),
            '&' => {
                let end = text[at..].find(';').ok_or(Refused::Odd)? + 1;
                let meant = quick_xml::escape::unescape(&text[at..at + end]).map_err(|_| Refused::Odd)?;
                (meant.chars().next().ok_or(Refused::Odd)?, end)
            }
            '_' if is_code(&text[at..]) => {
                let code = u32::from_str_radix(&text[at + 2..at + 6], 16).map_err(|_| Refused::Odd)?;
                (char::from_u32(code).ok_or(Refused::Odd)?, 7)
            }
            letter => (letter, letter.len_utf8()),
        };
        letters.push(Letter { letter, range: offset + at..offset + at + length });
        while rest.clone().next().is_some_and(|(next, _)| next < at + length) {
            rest.next();
        }
    }
    Ok(())
}

/// An element's inside with another prefix before the names of its tags.
pub(super) fn with_prefix(inner: &str, from: &str, to: &str) -> String {
    if from == to {
        return inner.to_owned();
    }
    let mut out = String::with_capacity(inner.len() + 64);
    let mut parts = inner.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (slash, name) = part.strip_prefix('/').map_or(("", part), |name| ("/", name));
        out.push('<');
        out.push_str(slash);
        out.push_str(to);
        out.push_str(name.strip_prefix(from).unwrap_or(name));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_bytes() {
        let element = "<si><r><t>甲&amp;</t></r><rPh><t>jia</t></rPh><r><t xml:space=\"preserve\">_x000D_乙</t></r></si>";
        let Ok((letters, texts)) = letters(element, 0) else { panic!("not read") };
        let said: String = letters.iter().map(|letter| letter.letter).collect();
        assert_eq!(said, "甲&\r乙");
        let written: Vec<&str> = letters.iter().map(|letter| &element[letter.range.clone()]).collect();
        assert_eq!(written, ["甲", "&amp;", "_x000D_", "乙"]);
        assert_eq!(texts.iter().map(|text| &element[text.clone()]).collect::<Vec<_>>(), ["甲&amp;", "_x000D_乙"]);
        assert_eq!(with_prefix("<t>甲</t><r/>", "", "x:"), "<x:t>甲</x:t><x:r/>");
        assert_eq!(with_prefix("<x:t>甲</x:t>", "x:", ""), "<t>甲</t>");
    }
}
