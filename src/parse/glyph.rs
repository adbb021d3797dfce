//! Characters that many fields share: blanks, width, marks, bullets. Knows nothing of what they stand before.

use std::borrow::Cow;

use crate::diagnostic::Edit;

/// White space of any width, and the characters nobody sees.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// A full-width letter, digit or sign as its half-width twin; every other character as it is.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// A mark for "chosen", whole or damaged.
pub(crate) fn is_on(c: char) -> bool {
    matches!(c, '■' | '☑' | '✔' | '✓' | '√' | '◆' | '▲' | '●' | '✅' | '◼' | '⬛') || (c != 'R' && damage(c) == Some(Square::Full))
}

/// A mark for "not chosen", whole or damaged.
pub(crate) fn is_off(c: char) -> bool {
    matches!(c, '□' | '☐' | '◇' | '△' | '◻' | '⬜') || (c != '口' && damage(c) == Some(Square::Empty))
}

/// A check box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Square {
    /// ■
    Full,
    /// □
    Empty,
}

impl Square {
    /// The whole box in the place of a damaged one.
    pub(crate) fn instead_of(self, damaged: char, at: usize) -> Edit {
        let whole = match self {
            Self::Full => "■",
            Self::Empty => "□",
        };
        Edit { range: at..at + damaged.len_utf8(), text: whole.to_owned() }
    }
}

/// The box a character is the damage of: what Wingdings shows as a box is a letter in any other font (R þ £ ¨, or a code of the private
/// area), a scan leaves ▄, and 口 is typed or read for □. `R` and `口` are letters elsewhere: who asks must know what stands behind them.
pub(crate) fn damage(c: char) -> Option<Square> {
    match c {
        'R' | 'þ' | '▄' | '\u{f052}' | '\u{f0fe}' | '\u{f0fc}' | '\u{f050}' | '\u{f06e}' => Some(Square::Full),
        '口' | '£' | '¨' | '\u{f0a3}' | '\u{f0a8}' | '\u{f06f}' => Some(Square::Empty),
        _ => None,
    }
}

/// The text without blanks at its ends, the unseen characters included.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The text without any blank: Chinese has none inside a word, line breaks of a narrow column fall anywhere.
pub(crate) fn tight(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).collect()
}

/// The text without the blanks that layout left in it. Between Latin letters and numbers one is kept (`GB T 32939`), but not where
/// a line breaks within a number.
pub(crate) fn solid(text: &str) -> Cow<'_, str> {
    kept_blanks(text, |before, blanks, behind| {
        before.is_ascii_alphanumeric() && behind.is_ascii_alphanumeric() && !(blanks.contains('\n') && behind.is_ascii_digit())
    })
}

/// Running words without the line ends of a narrow column, and without the blanks about single characters (制 定 或 获 取).
/// Other blanks may part words, and stay.
pub(crate) fn mended(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_blank) {
        return Cow::Borrowed(text);
    }
    let single = |word: &str| word.chars().count() == 1 && word.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let singles: Vec<bool> = text.split(is_blank).filter(|word| !word.is_empty()).map(single).collect();
    let mut words = 0;
    kept_blanks(text, |before, blanks, behind| {
        let alone = singles[words] || singles[words + 1];
        words += 1;
        (before.is_ascii_alphanumeric() && behind.is_ascii_alphanumeric()) || !(alone || blanks.contains(['\n', '\r']))
    })
}

/// The text with one blank where blanks stand between two characters and are to be kept, and none elsewhere.
fn kept_blanks(text: &str, mut keep: impl FnMut(char, &str, char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(is_blank) {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text.trim_matches(is_blank);
    while let Some(end) = rest.find(is_blank) {
        whole.push_str(&rest[..end]);
        let behind = rest[end..].trim_start_matches(is_blank);
        let blanks = &rest[end..rest.len() - behind.len()];
        if let (Some(before), Some(next)) = (whole.chars().next_back(), behind.chars().next())
            && keep(before, blanks, next)
        {
            whole.push(' ');
        }
        rest = behind;
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

/// The closing mark of an opening one.
pub(crate) fn closer(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '〈' => '〉',
        '〔' => '〕',
        '【' => '】',
        '[' => ']',
        '［' => '］',
        '﹝' => '﹞',
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        _ => return None,
    })
}

/// Which brackets are open at a place of a text. One that is never closed opens nothing, so that it cannot swallow the rest.
pub(crate) struct Brackets<'a> {
    text: &'a str,
    /// How many bytes a bracket may hold.
    reach: usize,
    open: Vec<char>,
    /// Where each closing mark stands next; found once, so that a row of opening marks costs little.
    next: Vec<(char, Option<usize>)>,
}

/// Brackets within brackets beyond this are passed over.
const DEPTH_MAX: usize = 8;

impl<'a> Brackets<'a> {
    pub(crate) fn new(text: &'a str, reach: usize) -> Self {
        Self { text, reach, open: Vec::new(), next: Vec::new() }
    }

    pub(crate) fn is_inside(&self) -> bool {
        !self.open.is_empty()
    }

    /// Passes the character at a place; places must not go back.
    pub(crate) fn pass(&mut self, at: usize, c: char) {
        // Letters of words are most of a text.
        if matches!(c, '\u{4e00}'..='\u{9fff}') {
            return;
        }
        if self.open.last() == Some(&c) {
            self.open.pop();
        } else if let Some(close) = closer(c)
            && self.open.len() < DEPTH_MAX
            && self.next(at + c.len_utf8(), close).is_some_and(|end| end - at <= self.reach)
        {
            self.open.push(close);
        }
    }

    /// Where a closing mark stands next.
    fn next(&mut self, from: usize, close: char) -> Option<usize> {
        let find = || self.text[from..].find(close).map(|at| from + at);
        match self.next.iter_mut().find(|(mark, _)| *mark == close) {
            Some((_, known)) => {
                if known.is_some_and(|at| at < from) {
                    *known = find();
                }
                *known
            }
            None => {
                let found = find();
                self.next.push((close, found));
                found
            }
        }
    }
}

/// Number of characters a running number or circled number takes at the start of a text: `1.` `1、` `（一）` `(2)` `①`.
/// A number followed by another digit (`1.5`) or by a word (`12345热线`) is none.
pub(crate) fn running_number(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if matches!(first, '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '㈠'..='㈩') {
        return Some(first.len_utf8());
    }
    if matches!(first, '（' | '(') {
        let inner = &text[first.len_utf8()..];
        let digits = digits_end(inner)?;
        let close = inner[digits..].chars().next()?;
        return matches!(close, '）' | ')').then(|| first.len_utf8() + digits + close.len_utf8());
    }
    let digits = digits_end(text)?;
    let mut rest = text[digits..].chars();
    let sign = rest.next()?;
    let is_han = !narrow(first).is_ascii_digit();
    let ends = match sign {
        '、' => true,
        '.' | '．' | '）' | ')' => !is_han && !rest.next().is_some_and(|c| narrow(c).is_ascii_digit()),
        _ => false,
    };
    ends.then(|| digits + sign.len_utf8())
}

/// Bytes of the one to three digits, Chinese or not, a text starts with.
fn digits_end(text: &str) -> Option<usize> {
    let first = narrow(text.chars().next()?);
    if !first.is_ascii_digit() && !is_han_digit(first) {
        return None;
    }
    let same_kind = |c: char| if first.is_ascii_digit() { narrow(c).is_ascii_digit() } else { is_han_digit(c) };
    let end = text.char_indices().take(4).find(|&(_, c)| !same_kind(c)).map_or(text.len(), |(at, _)| at);
    (end > 0 && text[..end].chars().take(4).count() <= 3).then_some(end)
}

/// 一 to 十.
fn is_han_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

#[cfg(test)]
mod tests {
    use super::{mended, running_number, solid};

    #[test]
    fn blanks_of_layout_are_taken_out() {
        for (text, whole, words) in [
            ("乡镇人民 政府", "乡镇人民政府", "乡镇人民 政府"),
            ("乡镇人民\n  政府", "乡镇人民政府", "乡镇人民政府"),
            ("制 定 或 获 取 信 息之日起", "制定或获取信息之日起", "制定或获取信息之日起"),
            ("办事\u{a0}指南\u{3000}", "办事指南", "办事 指南"),
            ("GB T  32939", "GB T 32939", "GB T 32939"),
            ("20\n19年", "2019年", "20 19年"),
            ("共 3 项", "共3项", "共3项"),
            ("", "", ""),
            (" \n", "", ""),
        ] {
            assert_eq!((solid(text).as_ref(), mended(text).as_ref()), (whole, words), "{text}");
        }
    }

    #[test]
    fn a_running_number_is_told_from_a_number() {
        for (text, length) in [
            ("1.政策", Some(2)),
            ("１．政策", Some(6)),
            ("12、政策", Some(5)),
            ("（一）政策", Some(9)),
            ("(2)政策", Some(3)),
            ("①政策", Some(3)),
            ("一、政策", Some(6)),
            ("1.5倍", None),
            ("12345热线", None),
            ("三品一标", None),
            ("2020年", None),
            ("（试行）", None),
            ("", None),
        ] {
            assert_eq!(running_number(text), length, "{text}");
        }
    }
}
