//! When two citations name one document, and what a number says of itself. Parses nothing: a grammar has cut title and number apart.

use std::ops::Range;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::model::Citation;
use crate::model::name::{fold, is_han_digit};

/// Whether two citations name one document: the same title, and the same number where both have one.
#[must_use]
pub fn same(one: &Citation, other: &Citation) -> bool {
    let numbers = match (&one.number, &other.number) {
        (Some(one), Some(other)) => number_key(one) == number_key(other),
        (None, _) | (_, None) => true,
    };
    numbers && fold(&one.title) == fold(&other.title)
}

/// A number in the form in which two numbers are compared: width, blanks, shapes of brackets and the names of one decree
/// (国令, 国务院令, 中华人民共和国国务院令) do not count.
#[must_use]
pub fn number_key(number: &str) -> String {
    let folded = folded(number).replace("中华人民共和国", "").replace('第', "").replace('(', "〔").replace(')', "〕");
    let Some((before, behind)) = folded.split_once('令') else { return folded };
    let issuer: String = before.chars().filter(|c| !c.is_ascii_digit() && !is_han_digit(*c) && !matches!(c, '年' | '号')).collect();
    let issuer = if issuer == "国" { "国务院" } else { issuer.as_str() };
    // The year of a decree (司法部令2017年第138号) is no part of its number.
    let counted = if behind.chars().any(|c| c.is_ascii_digit() || is_han_digit(c)) { behind } else { before };
    let counted = counted.rsplit('年').next().unwrap_or(counted);
    let digits: String = counted.chars().filter(char::is_ascii_digit).collect();
    let digits = if digits.is_empty() { han_value(counted) } else { digits };
    format!("{issuer}令{digits}号")
}

/// Full-width digits as half-width ones; nearly no number has any.
fn narrowed(number: &str) -> Cow<'_, str> {
    if number.contains(|c| matches!(c, '０'..='９')) { Cow::Owned(number.nfkc().collect()) } else { Cow::Borrowed(number) }
}

/// The digits of a number as one figure, to find candidates by: numbers with one key have one digest.
#[must_use]
pub fn digest(number: &str) -> u64 {
    let number = &*narrowed(number);
    let mut runs = number.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let figure = |run: &str| run.parse::<u64>().unwrap_or(0);
    if number.contains('令') {
        runs.next_back().map_or_else(|| han_value(number).parse().unwrap_or(0), figure)
    } else {
        runs.fold(0_u64, |all, run| all.wrapping_mul(100_000).wrapping_add(figure(run)))
    }
}

/// The year a number bears: 〔2019〕 in any shape of brackets, or 2017年.
#[must_use]
pub fn number_year(number: &str) -> Option<i16> {
    let number = &*narrowed(number);
    let bytes = number.as_bytes();
    let at = (0..bytes.len().saturating_sub(3)).find(|&at| {
        let alone = !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit());
        let is_year = matches!(&bytes[at..at + 2], b"19" | b"20") && bytes[at + 2..at + 4].iter().all(u8::is_ascii_digit);
        alone && is_year && ["〕", "]", "］", "﹞", "】", "）", ")", "年"].iter().any(|behind| number[at + 4..].starts_with(behind))
    })?;
    number[at..at + 4].parse().ok()
}

/// Where the titles of a text stand, each from its outer 《 to behind its 》. An unclosed one reaches to the end: nobody knows where it stops.
#[must_use]
pub fn titles(text: &str) -> Vec<Range<usize>> {
    let (mut titles, mut depth, mut start) = (Vec::new(), 0_u32, 0);
    for (at, mark) in text.match_indices(['《', '》']) {
        match mark {
            "《" => {
                start = if depth == 0 { at } else { start };
                depth += 1;
            }
            _ if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    titles.push(start..at + mark.len());
                }
            }
            _ => {}
        }
    }
    if depth > 0 {
        titles.push(start..text.len());
    }
    titles
}

/// Width, blanks and shapes of marks folded.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '《' | '〈' | '<' => '〈',
        '》' | '〉' | '>' => '〉',
        '[' | '﹝' | '【' => '〔',
        ']' | '﹞' | '】' => '〕',
        '—' | '–' | '－' | '─' | '~' => '-',
        other => other.to_ascii_lowercase(),
    };
    text.nfkc().filter(|&c| !c.is_whitespace()).map(fold).collect()
}

/// 十六 as 16; what is no number stays as it is.
fn han_value(text: &str) -> String {
    let digits: String = text.chars().filter(|&c| is_han_digit(c)).collect();
    let (mut total, mut digit) = (0_u32, 0);
    for c in digits.chars() {
        match c {
            '百' => total += 100 * std::mem::take(&mut digit).max(1),
            '十' => total += 10 * std::mem::take(&mut digit).max(1),
            other => digit = "一二三四五六七八九".chars().zip(1..).find(|(known, _)| *known == other).map_or(0, |(_, value)| value),
        }
    }
    let value = total.saturating_add(digit);
    if value == 0 { digits } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{digest, number_key, number_year, titles};

    #[test]
    fn numbers_with_one_key_have_one_digest() {
        for (one, other) in [
            ("国务院令第711号", "中华人民共和国国务院令第711号"),
            ("国务院令第563号", "国务院563号令"),
            ("主席令第16号", "中华人民共和国主席令第十六号"),
            ("司法部令2017年第138号", "司法部令第138号"),
            ("国办发〔2019〕54号", "国办发[2019] 54 号"),
        ] {
            assert_eq!((number_key(one), digest(one)), (number_key(other), digest(other)), "{one} {other}");
        }
        assert_ne!(digest("国办发〔2019〕54号"), digest("国办发〔2019〕5号"));
    }

    #[test]
    fn years_stand_in_brackets_or_before_年() {
        for (number, year) in [
            ("国办发〔2019〕54号", Some(2019)),
            ("文财务发[2011]5号", Some(2011)),
            ("司法部令2017年第138号", Some(2017)),
            ("国务院令第2019号", None),
            ("GB/T 32939—2016", None),
            ("国办发〔201954号", None),
        ] {
            assert_eq!(number_year(number), year, "{number}");
        }
    }

    #[test]
    fn titles_reach_from_their_outer_marks() {
        let text = "1.《甲》（国办发〔2019〕1号）《关于《乙》的通知》、《丙";
        let shown: Vec<&str> = titles(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(shown, ["《甲》", "《关于《乙》的通知》", "《丙"]);
    }

    #[test]
    fn one_number_is_written_in_many_ways() {
        for (one, other) in [
            ("国务院令第711号", "国令第711号"),
            ("国务院令第711号", "中华人民共和国国务院令第711号"),
            ("国务院令第563号", "国务院563号令"),
            ("主席令第16号", "中华人民共和国主席令第十六号"),
            ("国办发〔2019〕54号", "国办发[2019] 54 号"),
        ] {
            assert_eq!(number_key(one), number_key(other), "{one} {other}");
        }
        for (one, other) in [("国务院令第711号", "国务院令第492号"), ("国办发〔2019〕54号", "国办发〔2020〕54号")] {
            assert_ne!(number_key(one), number_key(other), "{one} {other}");
        }
    }
}
