//! Covers the middle of every personal number a report would show, whichever check or stage quoted it: messages, values, places,
//! excerpts. Bytes are neither added nor taken away, so places and fixes stay what they are. Changes no file and no list.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::coverage::Coverage;
use crate::model::milestone::{Progress, Unit};
use crate::model::personal;
use crate::place::{At, Origin, Place};
use crate::rule::Family;
use crate::words::Words;

/// A finding that shows no personal number. A code of the list's own is no person's, whatever it looks like.
pub(crate) fn diagnostic(mut found: Diagnostic) -> Diagnostic {
    if found.field == Some(crate::model::Field::Code.key()) {
        return found;
    }
    words(&mut found.message);
    if let Some(help) = &mut found.help {
        words(help);
    }
    for text in [&mut found.heading, &mut found.value, &mut found.town].into_iter().flatten() {
        self::text(text);
    }
    if let Some(item) = &mut found.item {
        text(&mut item.name);
        text(&mut item.key);
    }
    place(&mut found.place);
    for related in &mut found.related {
        words(&mut related.label);
        place(&mut related.place);
    }
    if let Some(by) = &mut found.suppressed {
        text(&mut by.reason);
    }
    // A fix that would write stars is none.
    let writes_one = |fix: &crate::diagnostic::Fix| fix.edits.iter().any(|edit| personal::covered(&edit.text).is_some());
    found.fix = found.fix.filter(|fix| !writes_one(fix));
    found.repairs.retain(|repair| !writes_one(&repair.fix));
    for repair in &mut found.repairs {
        text(&mut repair.value);
        place(&mut repair.place);
    }
    found
}

/// A text with its personal numbers covered.
pub(crate) fn text(text: &mut String) {
    if let Some(covered) = personal::covered(text) {
        *text = covered;
    }
}

/// The text of a file, to cut excerpts from. Where a finding's number is written in a way that cannot be told from the text alone
/// (`\u0033`, broken over lines), every digit of the value is covered.
pub(super) fn file(text: &Arc<str>, path: &str, found: &[Diagnostic]) -> Arc<str> {
    let mut covered = personal::covered(text);
    for found in found.iter().filter(|found| found.rule.family == Family::Privacy && found.place.origin.file == path) {
        let At::Text(span) = &found.place.at else { continue };
        let (Ok(start), Ok(end)) = (usize::try_from(span.start), usize::try_from(span.end)) else { continue };
        let shows_stars = found.value.as_ref().is_some_and(|value| value.contains(['*', '＊']));
        let is_whole = |text: &str| text.get(start..end).is_some_and(|written| !written.contains(['*', '＊']));
        if shows_stars && is_whole(covered.as_deref().unwrap_or(text)) {
            let all = covered.get_or_insert_with(|| text.to_string());
            let stars: String = all[start..end].chars().map(|letter| if letter.is_ascii_digit() { '*' } else { letter }).collect();
            all.replace_range(start..end, &stars);
        }
    }
    covered.map_or_else(|| Arc::clone(text), Arc::from)
}

/// How far the catalogs cover what they are held to, without personal numbers.
pub(crate) fn coverage(mut coverage: Coverage) -> Coverage {
    for domain in &mut coverage.domains {
        for power in &mut domain.powers {
            text(&mut power.name);
            [&mut power.code, &mut power.kind, &mut power.department, &mut power.declined].into_iter().flatten().for_each(text);
            place(&mut power.place);
        }
        domain.reference.iter_mut().filter_map(|item| item.declined.as_mut()).for_each(text);
        for item in &mut domain.unsourced {
            text(&mut item.name);
            place(&mut item.place);
        }
        domain.at.iter_mut().for_each(place);
    }
    coverage
}

/// How a project stands, without personal numbers.
pub(crate) fn progress(mut progress: Progress) -> Progress {
    for judged in &mut progress.milestones {
        let milestone = &mut judged.milestone;
        text(&mut milestone.name.value);
        milestone.who.iter_mut().chain(&mut milestone.note).for_each(text);
        for standing in &mut judged.units {
            match &mut standing.unit {
                Unit::Department(name) | Unit::Town(name) => text(name),
                Unit::Project => {}
            }
            standing.parts.iter_mut().filter_map(|part| part.domain.as_mut()).for_each(|(_, name)| text(name));
        }
    }
    progress
}

fn words(words: &mut Words) {
    text(&mut words.zh);
    text(&mut words.en);
}

/// The name of a sheet. That of a file stays: nobody would find the file under another.
pub(crate) fn place(place: &mut Place) {
    let Some(sheet) = &place.origin.sheet else { return };
    if let Some(name) = personal::covered(&sheet.name) {
        let sheet = crate::place::Sheet { index: sheet.index, name };
        place.origin = Arc::new(Origin { file: place.origin.file.clone(), sheet: Some(sheet) });
    }
}
