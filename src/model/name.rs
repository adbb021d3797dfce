//! Names compared as people mean them: width, blanks, punctuation, running numbers and traditional characters do not count.
//! Never changes what is printed.

use unicode_normalization::UnicodeNormalization;

use crate::model::Item;

/// Stands between the levels of a key; no list can contain it (it is dropped as punctuation).
pub const LEVEL: char = '\u{241f}';

/// A name in the form in which two names are compared.
#[must_use]
pub fn key(name: &str) -> String {
    let folded: String = fold(without_number(name));
    if folded.is_empty() { fold(name) } else { folded }
}

/// The key of an item within its domain: `group␟name␟subname`, normalised. Codes, places and departments never enter.
#[must_use]
pub fn item_key(item: &Item) -> String {
    format!("{}{LEVEL}{}{LEVEL}{}", key(&item.group.value), key(&item.name.value), key(&item.subname.value))
}

/// Width, traditional characters, blanks and punctuation folded; numbers stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let kept: String = text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // The dictionary is large, so it is asked only about text that can hold such characters.
    if kept.is_ascii() { kept } else { fast2s::convert(&kept) }
}

/// A name without the running number before it: `1.`, `1.1`, `（十三）`, `①`, `十三、`.
#[must_use]
pub fn without_number(name: &str) -> &str {
    let name = name.trim();
    let rest = bracketed(name).or_else(|| circled(name)).or_else(|| dotted(name)).unwrap_or(name).trim_start();
    if rest.is_empty() { name } else { rest }
}

/// `（十三）…`, `(2)…`.
fn bracketed(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(['（', '('])?;
    let end = rest.find(['）', ')'])?;
    let inner = rest[..end].trim();
    let is_number = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || is_han_digit(c));
    is_number.then(|| rest[end..].strip_prefix(['）', ')']).unwrap_or(""))
}

/// `①…`.
fn circled(name: &str) -> Option<&str> {
    let first = name.chars().next()?;
    ('①'..='⑳').contains(&first).then(|| &name[first.len_utf8()..])
}

/// `1.…`, `1.1…`, `1、…`, `十三、…`. A bare number before a word (`12345热线`, `2020年`) is part of the name.
fn dotted(name: &str) -> Option<&str> {
    let end = name.find(|c: char| !(c.is_ascii_digit() || is_han_digit(c) || matches!(c, '.' | '．' | '、')))?;
    let number = &name[..end];
    let starts = number.chars().next().is_some_and(|c| c.is_ascii_digit() || is_han_digit(c));
    let dotted = number.contains(['.', '．', '、']);
    // 一、 is a number; 三品一标 and 1小时 are not.
    (starts && dotted).then(|| &name[end..])
}

fn is_han_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '〇')
}

#[cfg(test)]
mod tests {
    use super::{key, without_number};

    #[test]
    fn running_numbers_are_not_part_of_a_name() {
        for (written, name) in [
            ("1.就业信息服务", "就业信息服务"),
            ("1.1就业政策法规咨询", "就业政策法规咨询"),
            ("1、 政策", "政策"),
            ("（十三）医疗救助", "医疗救助"),
            ("①听证", "听证"),
            ("十三、救灾", "救灾"),
            ("12345热线", "12345热线"),
            ("三品一标", "三品一标"),
            ("2020年计划", "2020年计划"),
            ("（试行）办法", "（试行）办法"),
            ("1.", "1."),
        ] {
            assert_eq!(without_number(written), name, "{written}");
        }
    }

    #[test]
    fn keys_fold_width_blanks_and_traditional_characters() {
        assert_eq!(key("招生 政策（２０２０）"), key("招生政策(2020)"));
        assert_eq!(key("義務教育"), key("义务教育"));
        assert_ne!(key("招生政策"), key("招生结果"));
    }
}
