//! Limits bound to the calendar: `每年1月31日前`, `按季度公开`, `每季度的首个月20日`.

use crate::model::{Limit, Unit};

use super::forms::{Found, found, scope};
use super::number;

/// `每年1月31日前`, `6月底前`, `每年1月1日至3月31日`.
pub(super) fn by_date(clause: &str) -> Option<Found<'_>> {
    let at = clause.find(|c: char| c.is_ascii_digit())?;
    let (month, day, behind) = date(&clause[at..])?;
    let (month, day, rest) = match behind.strip_prefix(['至', '到', '-', '—', '~']) {
        Some(last) => {
            let (month, day, behind) = date(last)?;
            (month, day, ["之间", "期间", "内"].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind))
        }
        None => (month, day, ["之前", "以前", "前"].iter().find_map(|word| behind.strip_prefix(word))?),
    };
    let before = clause[..at].strip_suffix("的").unwrap_or(&clause[..at]);
    let before = ["于每年", "每年度", "每年", "当年", "次年", "本年度"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let valid = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    valid.then(|| found(scope(before)?, Limit::ByDate { month, day }, rest, true))?
}

/// `1月31日`, `6月底`, and what stands behind.
fn date(text: &str) -> Option<(u32, Option<u32>, &str)> {
    let (month, length) = number::number(text)?;
    let behind = text[length..].strip_prefix('月')?;
    match number::number(behind) {
        Some((day, length)) => Some((month, Some(day), behind[length..].strip_prefix(['日', '号'])?)),
        None => Some((month, None, behind.strip_prefix(['底', '末'])?)),
    }
}

/// How periods are called.
const PERIODS: &[(&str, Unit)] = &[
    ("半年度", Unit::HalfYear),
    ("半年", Unit::HalfYear),
    ("个季度", Unit::Quarter),
    ("季度", Unit::Quarter),
    ("季", Unit::Quarter),
    ("个月", Unit::Month),
    ("月度", Unit::Month),
    ("月", Unit::Month),
    ("年度", Unit::Year),
    ("年", Unit::Year),
    ("个工作日", Unit::WorkingDay),
    ("周", Unit::Week),
    ("日", Unit::Day),
    ("天", Unit::Day),
];

/// Words around a period that change nothing in it.
const AROUND: &[&str] =
    &["至少", "最少", "应当", "应", "定期", "公开", "公布", "公示", "更新", "发布", "公告", "予以", "向社会", "1次", "一次", "以上"];

/// `按季度公开`, `每月公布一次`, `半年至少更新1次`, `每季度的首个月20日`.
pub(super) fn periodic(clause: &str) -> Option<Found<'_>> {
    let (at, every, behind) = clause.char_indices().find_map(|(at, c)| {
        let text = &clause[at..];
        let named = match c {
            '按' | '每' => &text[c.len_utf8()..],
            '半' => text,
            _ => return None,
        };
        let (word, every) = PERIODS.iter().find(|(word, _)| named.starts_with(word))?;
        Some((at, *every, &named[word.len()..]))
    })?;
    let before = clause[..at].strip_suffix("至少").unwrap_or(&clause[..at]);
    let before = scope(before)?;
    let day = behind.strip_prefix('的').unwrap_or(behind);
    let first_month = ["首个月", "首月", "第一个月", "第1个月"]
        .iter()
        .find_map(|word| day.strip_prefix(word))
        .map(|day| day.strip_prefix('的').unwrap_or(day));
    let dated = match (every, first_month) {
        (Unit::Quarter | Unit::HalfYear, Some(day)) => day_of_month(day),
        (Unit::Month, None) => day_of_month(day),
        _ => None,
    };
    if let Some((day, rest)) = dated {
        return found(before, Limit::Periodic { every, on: Some(day) }, rest, true);
    }
    let mut rest = behind;
    while let Some(behind) = AROUND.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    // 半年 alone is a length of time, 每年 alone a period.
    let said = rest.len() < behind.len() || (rest.is_empty() && !clause[at..].starts_with('半'));
    said.then(|| found(before, Limit::Periodic { every, on: None }, rest, true))?
}

/// `20日`, `20日前`.
fn day_of_month(text: &str) -> Option<(u32, &str)> {
    let (day, length) = number::number(text)?;
    let rest = text[length..].strip_prefix('日').or_else(|| text[length..].strip_prefix('号'))?;
    let rest = ["之前", "以前", "前"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    (1..=31).contains(&day).then_some((day, rest))
}
