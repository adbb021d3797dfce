//! One part of a limit's text, clause by clause: every word must be accounted for.

use crate::model::{Limit, Segment, Trigger};

use super::forms::{self, Found};
use super::{limits, noise, number, trigger};

/// The limits of one part; none when a word of it is not understood.
pub(super) fn group(text: &str, depth: u8) -> Option<Vec<Segment>> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut scope: Option<String> = None;
    // 情况复杂的，经本单位负责人批准，…: conditions of the limit that follows.
    let mut conditions: Vec<&str> = Vec::new();
    let clauses = clauses(text);
    let mut next = 0;
    while let Some(&clause) = clauses.get(next) {
        next += 1;
        let clause = ["其中", "并且", "并", "且", "但"].iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause);
        let clause = match label(clause) {
            Some((name, rest)) => {
                scope = (!matches!(name, "公开时限" | "时限" | "公开时间" | "公开期限")).then(|| name.to_owned());
                rest
            }
            None => clause,
        };
        if clause.is_empty() || (!segments.is_empty() && noise::is_all(clause)) {
            continue;
        }
        // 信息形成后，20个工作日内公开; 公示届满3年，停止公示: the comma parts what belongs together.
        let joined = clauses.get(next).filter(|behind| belongs_together(clause, behind)).map(|behind| format!("{clause}{behind}"));
        if let Some(found) = joined.as_deref().and_then(|joined| one(joined, depth)) {
            next += 1;
            segments.extend(found.into_iter().map(|segment| scoped(segment, scope.as_deref(), &mut conditions)));
        } else if dynamic(clause, &mut segments) {
        } else if let Some(found) = one(clause, depth) {
            segments.extend(found.into_iter().map(|segment| scoped(segment, scope.as_deref(), &mut conditions)));
        } else if is_condition(clause) {
            conditions.push(clause);
        } else if let Some(found) = of_a_part(clause, segments.last()) {
            segments.push(scoped(found, scope.as_deref(), &mut conditions));
        } else {
            return None;
        }
    }
    (conditions.is_empty() && !segments.is_empty()).then_some(segments)
}

/// The clauses between ， and /, outside brackets.
fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let (mut start, mut depth) = (0, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '《' | '“' => depth += 1,
            '）' | '》' | '”' => depth = depth.saturating_sub(1),
            '，' | '/' if depth == 0 => {
                clauses.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    clauses.push(&text[start..]);
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

/// `处罚决定：20个工作日内`: what the limits behind are for.
fn label(clause: &str) -> Option<(&str, &str)> {
    let (name, rest) = clause.split_once('：')?;
    let plain = !name.is_empty() && name.chars().count() <= 60 && number::amounts(name).next().is_none() && !name.contains('（');
    plain.then_some((name, rest))
}

/// Whether a comma stands within one limit.
fn belongs_together(clause: &str, behind: &str) -> bool {
    let starts = clause.ends_with(['后', '起', '日']) && number::leading(behind).is_some();
    let stops = clause.contains('满') && forms::STOPS.iter().any(|stop| behind.ends_with(stop));
    (starts && number::amounts(clause).next().is_none()) || stops
}

/// Words that tell when the next limit holds.
fn is_condition(clause: &str) -> bool {
    let plain = !clause.chars().any(|c| c.is_ascii_digit()) && clause.chars().count() <= 40;
    plain && (clause.ends_with('的') || (clause.starts_with('经') && (clause.ends_with("批准") || clause.ends_with("同意"))))
}

/// 长期公开，动态调整: the second clause speaks of the first limit.
fn dynamic(clause: &str, segments: &mut [Segment]) -> bool {
    let Some(Limit::LongTerm { dynamic }) = segments.last_mut().map(|segment| &mut segment.limit) else { return false };
    let said = forms::DYNAMIC.contains(&clause);
    *dynamic |= said;
    said
}

/// A segment with the scope of its label and the conditions before it.
fn scoped(mut segment: Segment, label: Option<&str>, conditions: &mut Vec<&str>) -> Segment {
    let conditions = std::mem::take(conditions).join("，");
    // An extension always has its conditions; they are no part of the information.
    if !conditions.is_empty() && !matches!(segment.limit, Limit::Extension { .. }) {
        segment.scope = Some(segment.scope.map_or(conditions.clone(), |scope| format!("{conditions}，{scope}")));
    }
    if let Some(label) = label {
        segment.scope = Some(segment.scope.map_or(label.to_owned(), |scope| format!("{label}：{scope}")));
    }
    segment
}

/// The limits of one clause: the first form that accounts for all its words.
fn one(clause: &str, depth: u8) -> Option<Vec<Segment>> {
    if let Some(segment) = forms::usual(clause) {
        return Some(vec![segment]);
    }
    let mut segments = Vec::new();
    let mut rest = clause;
    while !rest.is_empty() {
        let (found, behind) = forms::ALL.iter().flat_map(|form| form.read(rest)).find_map(|found| finished(found, depth))?;
        segments.extend(found);
        rest = behind;
    }
    Some(segments)
}

/// A limit with what its brackets add, and the words of a further limit behind it.
fn finished(found: Found<'_>, depth: u8) -> Option<(Vec<Segment>, &str)> {
    let Found { mut segments, mut rest, mut closed } = found;
    let mut added = Vec::new();
    loop {
        if rest.is_empty() {
            segments.extend(added);
            return Some((segments, rest));
        }
        if let Some((inner, behind)) = bracket(rest) {
            let limit = &mut segments.last_mut()?;
            if let Some(begin) = late_start(&limit.limit, inner) {
                if let Limit::Within { trigger, .. } = &mut limit.limit {
                    *trigger = begin.trigger;
                }
                limit.start = begin.start;
                limit.scope = limit.scope.take().or(begin.scope);
            } else if !dynamic(inner, &mut segments) && !noise::is_all(inner) {
                added.extend(limits(inner, depth + 1).or_else(|| Some(vec![of_a_part(inner, segments.last())?]))?);
            }
            // 20个工作日（自…起）内
            (rest, closed) = (behind.strip_prefix('内').unwrap_or(behind), true);
        } else if forms::display(rest).is_some() {
            // 公示7个工作日 is a limit of its own, no noise.
            segments.extend(added);
            return Some((segments, rest));
        } else if let Some(behind) = noise::strip(rest) {
            (rest, closed) = (behind, true);
        } else if closed {
            // A second limit with nothing between: 20个工作日内公开信息形成之日起7个工作日内.
            segments.extend(added);
            return Some((segments, rest));
        } else {
            return None;
        }
    }
}

/// `突发事件信息24小时内公开` behind a limit: the same clock, fewer or more days for a part of the information.
fn of_a_part(clause: &str, whole: Option<&Segment>) -> Option<Segment> {
    let Segment { limit: Limit::Within { trigger, .. }, start, .. } = whole? else { return None };
    let amount = number::amounts(clause).next()?;
    let behind = clause[amount.end..].strip_prefix('内').filter(|behind| noise::is_all(behind))?;
    let part = forms::scope(&clause[..amount.start])??;
    let is_part = ["信息", "决定", "结果", "事项", "内容", "名单", "数据", "情况", "情况下", "的"].iter().any(|end| part.ends_with(end));
    let limit = Limit::Within { n: amount.n, unit: amount.unit, trigger: trigger.clone() };
    (is_part && behind.len() < clause.len()).then_some(Segment { scope: Some(part), limit, start: *start })
}

/// The words of a bracket at the start of a text, and what follows it.
pub(super) fn bracket(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('（')?;
    let mut depth = 1;
    for (at, c) in inner.char_indices() {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inner[..at], &inner[at + c.len_utf8()..]));
        }
    }
    None
}

/// `20个工作日（自该政府信息形成或者变更之日起）`: what starts the clock, said behind.
fn late_start(limit: &Limit, inner: &str) -> Option<trigger::Begin> {
    let Limit::Within { trigger: Trigger::None, .. } = limit else { return None };
    trigger::parse(inner).filter(|begin| begin.trigger != Trigger::None)
}
