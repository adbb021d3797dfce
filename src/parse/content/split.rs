//! Where one element of 公开内容 ends and the next begins: bullets and numbers, else lines, else ；, else 、. Changes no element.

use crate::model::{Field, name};
use crate::parse::glyph::{Brackets, is_blank, running_number};
use crate::parse::legend::Legend;

/// An element's bracket holds no more.
const REACH_BYTES: usize = 6000;

/// An element and the bullet before it.
pub(super) struct Piece<'a> {
    pub(super) bullet: Option<char>,
    pub(super) text: &'a str,
}

/// The pieces of a cell, their bullets and numbers left out.
pub(super) fn elements<'a>(text: &'a str, legend: &Legend) -> Vec<Piece<'a>> {
    let marked = at_marks(text, legend);
    if marked.len() > 1 {
        let mut pieces = Vec::with_capacity(marked.len());
        marked.into_iter().for_each(|piece| add_around_optional(piece, &mut pieces));
        return pieces;
    }
    // 1.事项名称；办理条件: a single mark says nothing of where elements end.
    let single = marked.into_iter().next().filter(|_| starts_marked(text, legend));
    let text = single.as_ref().map_or(text, |piece| piece.text);
    let mut pieces = unmarked(text);
    if let (Some(first), Some(single)) = (pieces.first_mut(), single) {
        first.bullet = single.bullet;
    }
    pieces
}

/// The pieces of a cell without bullets and numbers.
fn unmarked<'a>(text: &'a str) -> Vec<Piece<'a>> {
    let plain = |texts: Vec<&'a str>| {
        let mut pieces = Vec::with_capacity(texts.len());
        texts.into_iter().for_each(|text| add_around_optional(Piece { bullet: None, text }, &mut pieces));
        pieces
    };
    // A ； says where elements end; line breaks beside it come from a narrow column.
    let by_semicolon = outside_brackets(text, |c| matches!(c, '；' | ';'));
    if by_semicolon.iter().filter(|piece| !piece.chars().all(is_blank)).count() > 1 {
        return plain(by_semicolon);
    }
    if text.trim_matches(is_blank).contains('\n') {
        return plain(text.lines().collect());
    }
    let titles = adjacent_titles(text);
    if titles.len() > 1 {
        return plain(titles);
    }
    // In a sentence the 、 belongs to it; only a bare list of words is split there.
    let sentence = outside_brackets(text.trim_end_matches(['。', '；', ';']), |c| matches!(c, '，' | ',' | '。' | '：' | ':'));
    plain(if sentence.len() > 1 { vec![text] } else { outside_brackets(text, |c| c == '、') })
}

/// 征收公告〔*补偿登记〕: an optional element needs no separator before or behind it.
fn add_around_optional<'a>(piece: Piece<'a>, pieces: &mut Vec<Piece<'a>>) {
    if !piece.text.contains('〔') {
        return pieces.push(piece);
    }
    let (first, mut rest) = (pieces.len(), piece.text);
    while let Some(open) = ["〔*", "〔＊", "〔﹡"].iter().filter_map(|open| rest.find(open)).min()
        && let Some(close) = rest[open..].find('〕').map(|at| open + at + '〕'.len_utf8())
    {
        pieces.extend([&rest[..open], &rest[open..close]].map(|text| Piece { bullet: None, text }));
        rest = &rest[close..];
    }
    pieces.push(Piece { bullet: None, text: rest });
    // The bullet is of the first.
    pieces[first].bullet = piece.bullet;
}

/// Whether a cell begins with a bullet or number.
fn starts_marked(text: &str, legend: &Legend) -> bool {
    let text = text.trim_start_matches(is_blank);
    text.starts_with(|c| is_line_bullet(c) || legend.of(Field::Content, c).is_some()) || running_number(text).is_some()
}

/// Bullets that stand for nothing else, wherever they are.
fn is_bullet(c: char) -> bool {
    matches!(c, '●' | '■' | '□' | '◆' | '◇' | '▲' | '△' | '★' | '☆' | '○' | '①'..='⑳' | '⑴'..='⒇')
}

/// Bullets only at the start of a line: 〇 is also a digit, · stands in names.
fn is_line_bullet(c: char) -> bool {
    is_bullet(c) || matches!(c, '〇' | '·' | '•' | '－' | '※' | '►')
}

/// Splits before every bullet and number. Within a line a number counts when it goes on from the one before.
fn at_marks<'a>(text: &'a str, legend: &Legend) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let (mut start, mut expected, mut depth, mut fresh) = (0, 1, Brackets::new(text, REACH_BYTES), true);
    let (mut skip_to, mut bullet, mut counted) = (0, None, false);
    // A cell that begins with · has one before each element, with a blank before it.
    let dotted = text.trim_start_matches(is_blank).chars().next().filter(|c| matches!(c, '·' | '•'));
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        // Most characters are letters of words: no mark, and no number to be one.
        if is_letter(c) {
            fresh = false;
            continue;
        }
        let told = legend.of(Field::Content, c).is_some();
        let in_dotted = || dotted == Some(c) && before(text, at).is_some_and(is_blank);
        // ①② within a numbered element are its own.
        let inner = counted && !fresh && is_circled(c);
        let mark = if depth.is_inside() || inner {
            None
        } else if told || is_bullet(c) || (fresh && is_line_bullet(c)) || in_dotted() {
            Some(c.len_utf8())
        } else {
            running_number(&text[at..]).filter(|&length| {
                let follows = number_of(&text[at..at + length]) == Some(expected);
                fresh || (follows && !before(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '第' || c == '.'))
            })
        };
        if let Some(length) = mark {
            if start < at {
                pieces.push(Piece { bullet, text: &text[start..at] });
            }
            bullet = Some(c).filter(|_| told);
            if !told && !is_bullet(c) && !is_line_bullet(c) {
                counted = true;
            }
            expected = number_of(&text[at..at + length]).map_or(expected, |number| number.saturating_add(1));
            start = at + length;
            skip_to = start;
            fresh = true;
            continue;
        }
        depth.pass(at, c);
        fresh = matches!(c, '\n' | '；' | ';' | '。') || (fresh && is_blank(c));
    }
    if start < text.len() {
        pieces.push(Piece { bullet, text: &text[start..] });
    }
    pieces
}

/// A common Chinese character that is neither a digit nor the damage of □.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') && c != '口' && !name::is_han_digit(c)
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '⑴'..='⒇')
}

/// The character before a place.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The value of a running number in Arabic or simple Chinese digits.
fn number_of(mark: &str) -> Option<u32> {
    let digits: String = mark.chars().map(crate::parse::glyph::narrow).filter(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let first = mark.chars().find(|c| !matches!(c, '（' | '('))?;
    "一二三四五六七八九十".chars().zip(1..).find(|(digit, _)| *digit == first).map(|(_, value)| value)
}

/// 《甲》《乙》 and 《甲》（号）《乙》: titles with nothing between them.
fn adjacent_titles(text: &str) -> Vec<&str> {
    if !text.trim_start_matches(is_blank).starts_with('《') {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut last) = (0, Brackets::new(text, REACH_BYTES), ' ');
    for (at, c) in text.char_indices() {
        if c == '《' && !depth.is_inside() && matches!(last, '》' | '）' | ')') {
            pieces.push(&text[start..at]);
            start = at;
        }
        depth.pass(at, c);
        if !is_blank(c) {
            last = c;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// Splits at characters that stand outside brackets, quotes and 《》.
fn outside_brackets(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, Brackets::new(text, REACH_BYTES));
    for (at, c) in text.char_indices() {
        if separates(c) && !depth.is_inside() {
            pieces.push(&text[start..at]);
            start = at + c.len_utf8();
        }
        depth.pass(at, c);
    }
    pieces.push(&text[start..]);
    pieces
}
