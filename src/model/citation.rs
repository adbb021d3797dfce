//! When two citations name one document. Parses nothing: a grammar has cut title and number apart.

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
    use super::number_key;

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
