//! 公开时限: the grammar of limits. Where its beginning is not understood it gives no limit at all: better none than a wrong one.
//! A part behind a limit that is not understood is kept as words.

mod clause;
mod exception;
mod fold;
mod forms;
mod noise;
mod number;
mod partly;
mod period;
#[cfg(test)]
mod tests;
mod trigger;

use crate::model::{Segment, TimeLimit};
use crate::parse::glyph::{running_number, trim};

/// What a cell says. No segments: not understood.
#[must_use]
pub fn parse(text: &str) -> TimeLimit {
    let Some(folded) = fold::fold(text) else { return TimeLimit::default() };
    let (mut rest, exception) = exception::take(folded);
    rest += noise::missing_end(&rest).unwrap_or_default();
    match limits(&rest, 0) {
        Some(segments) if !segments.is_empty() => TimeLimit { segments, exception, remarks: Vec::new() },
        Some(_) => TimeLimit::default(),
        None => match partly::read(&rest) {
            Some((segments, remarks)) => TimeLimit { segments, exception, remarks },
            None => TimeLimit::default(),
        },
    }
}

/// The part of an understood limit that was not understood. A remark in brackets without a number is none.
#[must_use]
pub(super) fn not_understood(limit: &TimeLimit) -> Option<&str> {
    let is_plain = |remark: &String| remark.starts_with('（') && number::amounts(remark).next().is_none();
    limit.remarks.iter().find(|remark| !is_plain(remark)).map(String::as_str)
}

/// What is missing where a text breaks off within its last word: `开` behind 予以公.
#[must_use]
pub(super) fn missing_end(text: &str) -> Option<&'static str> {
    // Nearly every limit ends otherwise.
    if trim(text).ends_with(['公', '予']) { noise::missing_end(&fold::fold(text)?) } else { None }
}

/// Brackets within brackets beyond this are not read.
const DEPTH_MAX: u8 = 3;

/// The limits of a text, when every word of it is understood.
fn limits(text: &str, depth: u8) -> Option<Vec<Segment>> {
    if depth > DEPTH_MAX {
        return None;
    }
    let mut segments = Vec::new();
    for group in groups(text) {
        segments.extend(clause::group(group, depth)?);
    }
    Some(segments)
}

/// The parts between ；, 。 and running numbers, outside brackets.
fn groups(text: &str) -> Vec<&str> {
    let mut groups = Vec::new();
    let (mut start, mut skip_to, mut depth, mut before) = (0, 0, 0_u32, ' ');
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let number = running_number(&text[at..]).filter(|_| depth == 0 && !before.is_ascii_digit() && (at == start || !is_han_number(c)));
        let cut = match c {
            _ if number.is_some() => number,
            '；' | '。' | '.' if depth == 0 => Some(c.len_utf8()),
            _ => None,
        };
        match c {
            _ if cut.is_some() => {}
            '（' | '《' | '“' => depth += 1,
            '）' | '》' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = c;
        if let Some(length) = cut {
            groups.push(&text[start..at]);
            start = at + length;
            skip_to = start;
        }
    }
    groups.push(&text[start..]);
    groups.retain(|group| !group.trim_matches('，').is_empty());
    groups
}

/// 一、 counts only where a part begins; elsewhere it may belong to a word.
fn is_han_number(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
