//! Numbers that belong to a person, where they stand in a text: citizen IDs, mobile numbers, bank cards; and texts with their
//! middle covered. Knows nothing of where the text stands, and takes no number for one that only looks like it.

use std::ops::Range;

mod groups;
mod number;

use groups::{Group, Groups};

/// Whose number it is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 公民身份号码: 18 characters whose last one checks the others.
    CitizenId,
    /// A citizen ID that was typed as a number: a workbook keeps 15 digits and makes the rest zeros.
    RoundedId,
    /// A mobile number of the mainland.
    Mobile,
    /// A bank card with the prefix of China UnionPay.
    UnionPay,
    /// A number as long as a card's whose last digit checks the others, under a prefix other things have, too.
    OtherCard,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Bytes of the text, blanks and dashes inside it among them.
    pub range: Range<usize>,
    /// Its beginning and end: `3205****1234`.
    pub shown: String,
}

/// Fewest digits a personal number has.
const FEWEST_DIGITS: usize = 11;

/// Most digits one has.
const MOST_DIGITS: usize = 19;

/// Most groups of digits it is written in: a card's five, or a country before a mobile number's three.
const MOST_GROUPS: usize = 6;

/// The personal numbers of a text, from left to right; those that overlap an earlier one are left out.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    if !groups::may_hold(text, FEWEST_DIGITS) {
        return Vec::new();
    }
    let groups = Groups::of(text);
    let mut found = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        match starting_at(text, &groups, first) {
            Some((number, last)) => {
                found.push(number);
                first = last + 1;
            }
            None => first += 1,
        }
    }
    found
}

/// The number that begins with a group of digits, and the last group of it.
fn starting_at(text: &str, groups: &Groups, first: usize) -> Option<(Found, usize)> {
    if !groups.begins_alone(text, first) {
        return None;
    }
    let mut lengths = [0; MOST_GROUPS];
    for last in first..groups.len().min(first + MOST_GROUPS) {
        if last > first && !groups.at(last).is_joined {
            return None;
        }
        let digits = groups.digits(first, last);
        if digits.len() > MOST_DIGITS {
            return None;
        }
        lengths[last - first] = groups.at(last).len();
        if digits.len() < FEWEST_DIGITS {
            continue;
        }
        let (start, end) = (groups.at(first).start, groups.at(last).end);
        let check_letter = groups::check_letter(text, end).filter(|_| digits.len() == 17);
        let end = check_letter.unwrap_or(end);
        let ends_alone = if check_letter.is_some() { groups::is_free_behind(text, end) } else { groups.ends_alone(text, last) };
        if !ends_alone {
            continue;
        }
        let kind = kind(digits, check_letter.is_some(), &lengths[..=last - first], groups.at(first), text, end);
        if let Some(kind) = kind {
            return Some((Found { kind, range: start..end, shown: shown(kind, digits, check_letter.is_some()) }, last));
        }
    }
    None
}

fn kind(digits: &[u8], has_letter: bool, lengths: &[usize], first: Group, text: &str, end: usize) -> Option<Kind> {
    if (digits.len() == 18 || has_letter) && number::is_citizen_id(digits) {
        return Some(Kind::CitizenId);
    }
    // Addresses on the web are full of long numbers.
    if has_letter || first.in_address {
        return None;
    }
    let is_whole = lengths.len() == 1 && text.trim().len() == end - first.start;
    if is_whole && number::is_rounded_id(digits) {
        return Some(Kind::RoundedId);
    }
    if number::is_mobile(digits, lengths) && !counts_something(&text[end..]) {
        return Some(Kind::Mobile);
    }
    number::card(digits, lengths)
}

/// `13800000000元` is money.
fn counts_something(behind: &str) -> bool {
    behind.trim_start().starts_with(['元', '万', '亿', '%', '％'])
}

/// The beginning and end of a number.
fn shown(kind: Kind, digits: &[u8], has_letter: bool) -> String {
    let ends = ends_shown(kind);
    let mut digits: String = digits.iter().map(|digit| char::from(*digit)).collect();
    digits.extend(has_letter.then_some('X'));
    let from = if kind == Kind::Mobile { digits.len() - 11 } else { 0 };
    format!("{}****{}", &digits[from..from + ends.0], &digits[digits.len() - ends.1..])
}

/// How many digits may be shown at the beginning and at the end.
fn ends_shown(kind: Kind) -> (usize, usize) {
    match kind {
        Kind::Mobile => (3, 4),
        Kind::CitizenId | Kind::RoundedId | Kind::UnionPay | Kind::OtherCard => (4, 4),
    }
}

/// The text with the middle of every personal number covered; none when there is none. Not one byte is added or taken away,
/// so places in the text stay what they are.
#[must_use]
pub fn covered(text: &str) -> Option<String> {
    let found = find(text);
    if found.is_empty() {
        return None;
    }
    let mut covered = String::with_capacity(text.len());
    let mut from = 0;
    for number in found {
        covered.push_str(&text[from..number.range.start]);
        let written = &text[number.range.clone()];
        let count = written.chars().filter(|letter| groups::is_digit_or_letter(*letter)).count();
        let ends = ends_shown(number.kind);
        let mut at = 0;
        for letter in written.chars() {
            if !groups::is_digit_or_letter(letter) {
                covered.push(letter);
                continue;
            }
            let is_middle = at >= ends.0 && at + ends.1 < count;
            // A wide star is as long as a wide digit.
            covered.push(if !is_middle {
                letter
            } else if letter.is_ascii() {
                '*'
            } else {
                '＊'
            });
            at += 1;
        }
        from = number.range.end;
    }
    covered.push_str(&text[from..]);
    Some(covered)
}

#[cfg(test)]
mod tests;
