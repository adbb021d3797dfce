//! Cuts a cell at its ■ and □, whatever is left of them. Knows channels only by name.

use crate::diagnostic::Edit;
use crate::knowledge::Knowledge;
use crate::model::Field;
use crate::parse::glyph::{Brackets, Square, damage, is_blank, is_off, is_on};
use crate::parse::legend::Legend;

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
    /// The mark itself; a blank for none.
    pub(super) sign: char,
    /// Where the mark stands.
    at: usize,
    pub(super) text: &'a str,
}

impl Token<'_> {
    /// The mark and what it was taken for, when it is damaged.
    pub(super) fn damage(&self) -> Option<(char, Square)> {
        damage(self.sign).map(|square| (self.sign, square))
    }

    /// The whole mark in the place of a damaged one.
    pub(super) fn mend(&self) -> Option<Edit> {
        damage(self.sign).map(|square| square.instead_of(self.sign, self.at))
    }
}

/// The cell at its marks; without any, one token of plain words.
pub(super) fn tokens<'a>(text: &'a str, legend: &Legend, knowledge: &Knowledge) -> Vec<Token<'a>> {
    let has_marks = text.chars().any(|c| is_on(c) || is_off(c));
    // Where other boxes are damaged an R before any name is one, too.
    let has_damage = text.contains(['£', '\u{f0a3}']);
    let mut tokens = Vec::new();
    let (mut start, mut glyph, mut sign, mut sign_at, mut before) = (0, Glyph::None, ' ', 0, ' ');
    // A letter or character that only looks like a box is part of a remark in brackets.
    let mut brackets = Brackets::new(text, names::REACH_BYTES);
    for (at, c) in text.char_indices() {
        brackets.pass(at, c);
        let behind = &text[at + c.len_utf8()..];
        let found = match c {
            '口' | 'R' if brackets.is_inside() => Glyph::None,
            '口' if is_box(before, behind, has_marks, knowledge) => Glyph::Off,
            // Wingdings 2 in another font: R is the ticked box.
            'R' if !before.is_ascii_alphanumeric()
                && (names::starts_with_one(behind, knowledge) || (has_damage && behind.starts_with(|c: char| !c.is_ascii()))) =>
            {
                Glyph::On
            }
            'R' | '口' => Glyph::None,
            c if is_on(c) => Glyph::On,
            c if is_off(c) => Glyph::Off,
            c if legend.of(Field::Channels, c).is_some() => Glyph::On,
            _ => Glyph::None,
        };
        before = c;
        if found == Glyph::None {
            continue;
        }
        push(&mut tokens, Token { glyph, sign, at: sign_at, text: &text[start..at] });
        (start, glyph, sign, sign_at) = (at + c.len_utf8(), found, c, at);
    }
    push(&mut tokens, Token { glyph, sign, at: sign_at, text: &text[start..] });
    tokens
}

fn push<'a>(tokens: &mut Vec<Token<'a>>, token: Token<'a>) {
    if token.glyph != Glyph::None || !token.text.chars().all(is_blank) {
        tokens.push(token);
    }
}

/// Whether 口 is a box typed as a character: before a known channel, or where a name begins in a cell with real marks. 窗口 is a word.
fn is_box(before: char, behind: &str, has_marks: bool, knowledge: &Knowledge) -> bool {
    if matches!(before, '窗' | '出' | '入' | '人' | '门' | '路' | '港' | '户') {
        return false;
    }
    (has_marks && is_blank(before) && !behind.is_empty()) || names::starts_with_one(behind, knowledge)
}
