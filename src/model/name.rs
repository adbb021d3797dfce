//! Names compared as people mean them: width, blanks, punctuation, running numbers and traditional characters do not count.
//! Never changes what is printed.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::model::Item;

/// Stands between the levels of a key; no list can contain it (it is dropped as punctuation).
pub const LEVEL: char = '\u{241f}';

/// A name in the form in which two names are compared.
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    push_key(name, &mut key);
    key
}

/// The key of an item within its domain: `group␟name␟subname`, normalised. Codes, places and departments never enter.
#[must_use]
pub fn item_key(item: &Item) -> String {
    let levels = [&item.group.value, &item.name.value, &item.subname.value];
    let mut key = String::with_capacity(levels.iter().map(|level| level.len() + LEVEL.len_utf8()).sum());
    for (depth, level) in levels.into_iter().enumerate() {
        if depth > 0 {
            key.push(LEVEL);
        }
        push_key(level, &mut key);
    }
    key
}

/// `domain/group/name[/subname]` of a key: the levels that are given.
#[must_use]
pub fn path(domain: &str, key: &str) -> String {
    std::iter::once(domain).chain(key.split(LEVEL)).filter(|level| !level.is_empty()).collect::<Vec<_>>().join("/")
}

/// Width, traditional characters, blanks and punctuation folded; numbers stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(text, &mut folded);
    folded
}

fn push_key(name: &str, key: &mut String) {
    let before = key.len();
    push_folded(without_number(name), key);
    if key.len() == before {
        push_folded(name, key);
    }
}

/// Nearly every name is of characters that stay as they are; asking the large tables about each is what a long list would wait for.
fn push_folded(text: &str, folded: &mut String) {
    let before = folded.len();
    let may_be_traditional = may_be_traditional();
    for c in text.chars() {
        if is_chinese(c) && !may_be_traditional[c as usize - *CHINESE.start() as usize] {
            folded.push(c);
        } else if c.is_ascii() {
            folded.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
        } else if !MARKS.contains(&c) {
            folded.truncate(before);
            folded.push_str(&fold_by_tables(text));
            return;
        }
    }
}

/// Marks of common texts that are never part of a word, whatever their width.
const MARKS: [char; 24] = [
    '《', '》', '〈', '〉', '（', '）', '〔', '〕', '、', '，', '。', '；', '：', '“', '”', '‘', '’', '—', '–', '－', '！', '？', '·',
    '\u{3000}',
];

fn fold_by_tables(text: &str) -> String {
    let kept: String = text.nfkc().filter(|&c| is_word(c)).flat_map(char::to_lowercase).collect();
    if kept.is_ascii() { kept } else { fast2s::convert(&kept) }
}

/// Whether the dictionary may turn a common Chinese character into another, for all of them. Asked once.
fn may_be_traditional() -> &'static [bool] {
    static CHANGING: OnceLock<Vec<bool>> = OnceLock::new();
    CHANGING.get_or_init(|| {
        // Alone these stay as they are; beside some others (藉口, 看著, 苧麻) they do not.
        let in_context = ['藉', '著', '苧'];
        alone().map(|(from, to)| from != to || in_context.contains(&from)).collect()
    })
}

/// Every traditional character that becomes another when it stands alone, with that one. Who compares single characters, as a page
/// does that searches, needs no words beside them.
pub fn traditional() -> impl Iterator<Item = (char, char)> {
    alone().filter(|(from, to)| from != to)
}

/// The common Chinese characters, each with what the dictionary makes of it.
fn alone() -> impl Iterator<Item = (char, char)> {
    // Between two 一 every character stands alone.
    let all: String = CHINESE.flat_map(|c| ['一', c]).collect();
    let converted: Vec<char> = fast2s::convert(&all).chars().skip(1).step_by(2).collect();
    CHINESE.zip(converted)
}

/// Whether a character is part of a word: a letter, a digit or a Chinese character.
#[must_use]
pub fn is_word(c: char) -> bool {
    is_chinese(c) || c.is_alphanumeric()
}

/// The block of common Chinese characters. NFKC leaves them alone.
const CHINESE: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

fn is_chinese(c: char) -> bool {
    CHINESE.contains(&c)
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

/// `1.…`, `1.1…`, `1、…`, `十三、…`. A bare number before a word (`12345热线`, `2020年`) is part of the name, also behind a running
/// number (`4、12345热线`).
fn dotted(name: &str) -> Option<&str> {
    let mut rest = name;
    let mut has_separator = false;
    loop {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || is_han_digit(c))).unwrap_or(rest.len());
        // Behind 1. a long number is no part of 1.1.
        if digits == 0 || (has_separator && (digits > SUB_NUMBER_DIGITS || !rest.starts_with(|c: char| c.is_ascii_digit()))) {
            break;
        }
        let behind = &rest[digits..];
        if let Some(behind) = behind.strip_prefix('、') {
            return Some(behind);
        }
        let dot = behind.strip_prefix(['.', '．']);
        if dot.is_none() && !has_separator {
            return None;
        }
        has_separator = true;
        rest = dot.unwrap_or(behind);
        if dot.is_none() {
            break;
        }
    }
    has_separator.then_some(rest)
}

/// Digits of the second part of 1.12.
const SUB_NUMBER_DIGITS: usize = 2;

/// A digit of a Chinese number.
pub(crate) fn is_han_digit(c: char) -> bool {
    matches!(c, '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '〇')
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_by_tables, key, without_number};

    #[test]
    fn running_numbers_are_not_part_of_a_name() {
        for (written, name) in [
            ("1.就业信息服务", "就业信息服务"),
            ("1.1就业政策法规咨询", "就业政策法规咨询"),
            ("1、 政策", "政策"),
            ("4、12333咨询", "12333咨询"),
            ("4.12333咨询", "12333咨询"),
            ("1.2020年预算", "2020年预算"),
            ("1.2.3政策", "政策"),
            ("2.三品一标", "三品一标"),
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
    fn the_short_way_folds_like_the_tables() {
        for name in [
            "招生政策A类“十四五”规划——2020 年",
            "Wi-Fi覆盖《办法》。",
            "医疗救助",
            "藉口",
            "憑藉",
            "看著",
            "苧麻",
            "企畫",
            "乾隆",
            "ＡＢ",
            "",
        ] {
            assert_eq!(fold(name), fold_by_tables(name), "{name}");
        }
        for c in '\u{4e00}'..='\u{9fff}' {
            assert_eq!(fold(&c.to_string()), fold_by_tables(&c.to_string()), "{c}");
        }
    }

    #[test]
    fn keys_fold_width_blanks_and_traditional_characters() {
        assert_eq!(key("招生 政策（２０２０）"), key("招生政策(2020)"));
        assert_eq!(key("義務教育"), key("义务教育"));
        assert_ne!(key("招生政策"), key("招生结果"));
    }
}
