//! Whether digits are a citizen ID, a mobile number, a bank card: lengths, prefixes, check digits. Looks at no text.

use super::Kind;

/// First two digits of the division in a citizen ID: provinces, Hong Kong, Macao and Taiwan (residents' permits among them).
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82,
    83,
];

/// What each digit of a citizen ID weighs (ISO 7064, MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character by the weighted sum's remainder; `x` is 10.
const CHECKS: &[u8; 11] = b"10x98765432";

/// Whether these 18 digits, or 17 before an X, are a citizen ID: a known province, a day, and the right check.
pub(super) fn is_citizen_id(digits: &[u8]) -> bool {
    if !names_place_and_day(digits) {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = CHECKS[usize::try_from(sum % 11).unwrap_or(0)];
    digits.get(17).map_or(check == b'x', |last| *last == check)
}

/// Whether these digits are a citizen ID of which a workbook kept 15.
pub(super) fn is_rounded_id(digits: &[u8]) -> bool {
    digits.len() == 18 && digits.ends_with(b"000") && names_place_and_day(digits)
}

fn names_place_and_day(digits: &[u8]) -> bool {
    let Some(beginning) = digits.get(..14) else { return false };
    let number = |from: usize, to: usize| beginning[from..to].iter().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
    let is_known = u8::try_from(number(0, 2)).is_ok_and(|province| PROVINCES.contains(&province));
    let (year, month, day) = (number(6, 10), number(10, 12), number(12, 14));
    is_known && (1900..2100).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days(year, month)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Whether these digits, in groups of these lengths, are a mobile number, with or without the country before it.
pub(super) fn is_mobile(digits: &[u8], lengths: &[usize]) -> bool {
    let (digits, lengths) = match (digits, lengths) {
        // The country is a group of its own, or stands right before the number.
        ([b'8', b'6', rest @ ..], [2, lengths @ ..]) => (rest, lengths),
        ([b'0', b'0', b'8', b'6', rest @ ..], [4, lengths @ ..]) => (rest, lengths),
        ([b'8', b'6', rest @ ..], [13]) | ([b'0', b'0', b'8', b'6', rest @ ..], [15]) => (rest, &[11][..]),
        (digits, lengths) => (digits, lengths),
    };
    let is_grouped = matches!(lengths, [11] | [3, 4, 4] | [3, 8] | [4, 4, 3]);
    digits.len() == 11 && is_grouped && digits[0] == b'1' && (b'3'..=b'9').contains(&digits[1])
}

/// Whether these digits, in groups of these lengths, are the number of a bank card.
pub(super) fn card(digits: &[u8], lengths: &[usize]) -> Option<Kind> {
    let (last, before) = lengths.split_last()?;
    let in_fours = before.iter().all(|length| *length == 4) && (1..=4).contains(last);
    let is_grouped = matches!(lengths, [_] | [6, 10 | 13]) || in_fours;
    if !(16..=19).contains(&digits.len()) || !is_grouped || !passes_luhn(digits) {
        return None;
    }
    // Old cards of one bank begin with 9558, and are written like those of UnionPay.
    if digits.starts_with(b"62") || digits.starts_with(b"9558") {
        return Some(Kind::UnionPay);
    }
    matches!(digits[0], b'3' | b'4' | b'5' | b'6' | b'9').then_some(Kind::OtherCard)
}

fn passes_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .map(|digit| u32::from(digit - b'0'))
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != digits[0])
}
