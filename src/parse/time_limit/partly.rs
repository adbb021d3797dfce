//! A limit of which a part is not understood: what is understood from the beginning on, and the rest as words.

use crate::model::{Segment, Trigger};

use super::{clause, groups, limits, trigger};

/// Clauses beyond this stay words.
const CLAUSES_MAX: usize = 8;

/// The limits of a text and what else it says; none when its beginning is not understood.
pub(super) fn read(text: &str) -> Option<(Vec<Segment>, Vec<String>)> {
    let (bare, brackets) = without_remarks(text);
    let mut remarks: Vec<String> = brackets.into_iter().map(str::to_owned).collect();
    if let Some(segments) = limits(&bare, 0).filter(|segments| !segments.is_empty()) {
        return Some((segments, remarks));
    }
    let mut segments = Vec::new();
    for group in groups(&bare) {
        let read = |end: usize| Some((clause::group(&group[..end], 0)?, &group[end..]));
        let rest = match ends(group).into_iter().rev().find_map(read) {
            Some((found, rest)) => {
                segments.extend(found);
                rest
            }
            None if segments.is_empty() => return None,
            None => group,
        };
        if !rest.is_empty() {
            remarks.push(rest.to_owned());
        }
    }
    (!segments.is_empty()).then_some((segments, remarks))
}

/// Whether the words of a bracket are a limit, or what starts the clock.
fn is_limit(inner: &str) -> bool {
    limits(inner, 1).is_some() || trigger::parse(inner).is_some_and(|begin| begin.trigger != Trigger::None)
}

/// Where the first clauses of a part end, the part itself the last.
fn ends(group: &str) -> Vec<usize> {
    let mut depth = 0_u32;
    let mut ends = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '（' | '《' | '“' => depth += 1,
            '）' | '》' | '”' => depth = depth.saturating_sub(1),
            '，' if depth == 0 && at > 0 && ends.len() < CLAUSES_MAX => ends.push(at),
            _ => {}
        }
    }
    ends.push(group.len());
    ends
}

/// A text without the brackets that say no limit and stand behind words that may be one, and those brackets.
fn without_remarks(text: &str) -> (String, Vec<&str>) {
    let (mut bare, mut brackets) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find('（') {
        let (before, from) = rest.split_at(at);
        bare.push_str(before);
        let Some((inner, behind)) = clause::bracket(from) else { break };
        let bracket = &from[..from.len() - behind.len()];
        if bare.ends_with(['内', '日', '开', '布', '示', '前', '时', '期', '天', '）']) && !is_limit(inner) {
            brackets.push(bracket);
        } else {
            bare.push_str(bracket);
        }
        rest = behind;
    }
    bare.push_str(rest);
    (bare, brackets)
}
