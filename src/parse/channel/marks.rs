//! Cuts a cell at its ■ and □, whatever is left of them. Knows channels only by name.

use crate::knowledge::Knowledge;
use crate::parse::glyph::{is_blank, is_off, is_on};

use super::names;

/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    On,
    Off,
    None,
}

/// A mark with the words behind it, up to the next mark.
pub(super) struct Token<'a> {
    pub(super) glyph: Glyph,
    pub(super) text: &'a str,
}

/// The cell at its marks; without any, one token of plain words.
pub(super) fn tokens<'a>(text: &'a str, knowledge: &Knowledge) -> Vec<Token<'a>> {
    let has_marks = text.chars().any(|c| is_on(c) || is_off(c));
    let mut tokens = Vec::new();
    let (mut start, mut glyph, mut before) = (0, Glyph::None, ' ');
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let found = match c {
            '口' if is_box(before, behind, has_marks, knowledge) => Glyph::Off,
            // Wingdings 2 in another font: R is the ticked box.
            'R' if !before.is_ascii_alphanumeric() && names::starts_with_one(behind, knowledge) => Glyph::On,
            c if is_on(c) => Glyph::On,
            c if is_off(c) => Glyph::Off,
            _ => Glyph::None,
        };
        before = c;
        if found == Glyph::None {
            continue;
        }
        push(&mut tokens, glyph, &text[start..at]);
        (start, glyph) = (at + c.len_utf8(), found);
    }
    push(&mut tokens, glyph, &text[start..]);
    tokens
}

fn push<'a>(tokens: &mut Vec<Token<'a>>, glyph: Glyph, text: &'a str) {
    if glyph != Glyph::None || !text.chars().all(is_blank) {
        tokens.push(Token { glyph, text });
    }
}

/// Whether 口 is a box typed as a character: before a known channel, or where a name begins in a cell with real marks. 窗口 is a word.
fn is_box(before: char, behind: &str, has_marks: bool, knowledge: &Knowledge) -> bool {
    if matches!(before, '窗' | '出' | '入' | '人' | '门' | '路' | '港' | '户') {
        return false;
    }
    let begins = is_blank(before) || names::is_separator(before);
    (has_marks && begins && !behind.is_empty()) || names::starts_with_one(behind, knowledge)
}
