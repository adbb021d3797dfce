//! One fault made in a whole column is told once with all its cells, so that the report stays readable and loses nothing.
//! For people only: programs get each finding.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::place::{At, column_letters};
use crate::rule::Severity;
use crate::words::{Words, say};

/// So many findings may say the same and still be told one by one. Advice is told at once from the second on: it must not drown the rest.
const FEW: usize = 5;
const FEW_ADVICE: usize = 1;

/// What is told at once.
#[derive(Debug)]
pub(super) enum Told<'a> {
    /// A finding of its own.
    One(&'a Diagnostic),
    /// Findings that say the same of many places.
    Alike(Vec<&'a Diagnostic>),
}

/// What makes two findings the same to a reader.
type Saying<'a> = (Severity, &'static str, &'a str, Option<&'a str>, Vec<(&'a str, &'a str)>);

/// The findings of one sheet or file; those alike stand where the first of them stands.
pub(super) fn gather<'a>(found: &[&'a Diagnostic]) -> Vec<Told<'a>> {
    let mut alike: BTreeMap<Saying<'_>, Vec<&Diagnostic>> = BTreeMap::new();
    for &diagnostic in found {
        if let Some(saying) = saying(diagnostic) {
            alike.entry(saying).or_default().push(diagnostic);
        }
    }
    let mut told = Vec::new();
    for &diagnostic in found {
        match saying(diagnostic).and_then(|saying| alike.get(&saying)).filter(|all| all.len() > few(diagnostic)) {
            None => told.push(Told::One(diagnostic)),
            Some(all) if std::ptr::eq(all[0], diagnostic) => told.push(Told::Alike(all.clone())),
            // Told with the first of them.
            Some(_) => {}
        }
    }
    told
}

fn few(of: &Diagnostic) -> usize {
    match of.severity {
        Severity::Error | Severity::Warning => FEW,
        Severity::Advice => FEW_ADVICE,
    }
}

/// None for a finding that has more to say than its cell.
fn saying(of: &Diagnostic) -> Option<Saying<'_>> {
    let alone = of.place.at == At::Whole || !of.related.is_empty();
    (!alone).then(|| (of.severity, of.rule.name, of.message.zh.as_str(), of.help.as_ref().map(|help| help.zh.as_str()), changes(of)))
}

/// What its fix puts in the place of what. The rest of the cells may differ.
fn changes(of: &Diagnostic) -> Vec<(&str, &str)> {
    let value = of.value.as_deref().unwrap_or_default();
    let edits = of.fix.iter().flat_map(|fix| &fix.edits);
    edits.map(|edit| (value.get(edit.range.clone()).unwrap_or_default(), edit.text.as_str())).collect()
}

/// `8 个单元格：G3、G5–G12`, or the lines of a text.
pub(super) fn places(found: &[&Diagnostic]) -> Words {
    let mut columns: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
    for diagnostic in found {
        match &diagnostic.place.at {
            At::Whole => {}
            At::Cell { row, column } => columns.entry(Some(*column)).or_default().push(*row),
            At::Text(span) => columns.entry(None).or_default().push(span.line),
        }
    }
    let is_text = columns.contains_key(&None);
    let mut ranges = Vec::new();
    for (column, mut rows) in columns {
        let letters = column.map(column_letters).unwrap_or_default();
        rows.sort_unstable();
        rows.dedup();
        ranges.extend(runs(&rows).into_iter().map(|(first, last)| match last {
            last if last == first => format!("{letters}{first}"),
            last => format!("{letters}{first}–{letters}{last}"),
        }));
    }
    let (count, zh, en) = (found.len(), ranges.join("、"), ranges.join(", "));
    match is_text {
        true => say!("共 {count} 处，在第 {zh} 行", "{count} places, in lines {en}"),
        false => say!("共 {count} 个单元格：{zh}", "{count} cells: {en}"),
    }
}

/// First and last of each stretch without a gap.
fn runs(numbers: &[u32]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            Some(_) | None => runs.push((number, number)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn rows_without_a_gap_are_one_range() {
        assert_eq!(runs(&[3, 5, 6, 7, 12]), [(3, 3), (5, 7), (12, 12)]);
        assert_eq!(runs(&[]), []);
    }
}
