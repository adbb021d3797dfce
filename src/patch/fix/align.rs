//! A value laid beside what was written in the file, letter by letter: where a stretch of the one stands in the other.
//! Blanks may differ, nothing else.

use std::ops::Range;

use super::Stretch;
use crate::diagnostic::Edit;
use crate::patch::letters::Letter;

/// A text of the file: a cell, a scalar.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Its letters; their bytes are those of the whole file or part.
    pub(super) letters: Vec<Letter>,
    /// Number it bears in a value that was joined of several, if it must bear one.
    pub(super) number: Option<usize>,
}

/// Where a fix of a value changes the file: which texts, and the stretches of each with what is to stand there.
pub(super) fn find(value: &str, edits: &[Edit], texts: &[Written]) -> Option<Vec<(usize, Vec<Stretch>)>> {
    if let Some(first) = texts.first()
        && let Some(spans) = spans(value, &first.letters)
    {
        return Some(vec![(0, edits.iter().map(|edit| stretch(edit, 0, &spans)).collect::<Option<_>>()?)]);
    }
    // A value joined of several texts may change in more than one.
    let (mut from, mut rest, mut found) = (0, edits, Vec::new());
    for (at, text) in texts.iter().enumerate() {
        let whole: String = text.letters.iter().map(|letter| letter.letter).collect();
        let said = whole.trim();
        let Some(start) = value[from..].find(said).filter(|_| !said.is_empty()).map(|start| from + start) else { continue };
        // What stands in a later row is only taken for this text where the row's number says so.
        if text.number.is_some_and(|number| !value[..start].ends_with(&format!("{number}."))) {
            continue;
        }
        from = start + said.len();
        let within = rest.iter().take_while(|edit| start <= edit.range.start && edit.range.end <= from).count();
        if within > 0 {
            let spans = spans(said, &text.letters)?;
            found.push((at, rest[..within].iter().map(|edit| stretch(edit, start, &spans)).collect::<Option<_>>()?));
            rest = &rest[within..];
        }
        if rest.is_empty() {
            return Some(found);
        }
    }
    None
}

/// Bytes of each letter of a value: where it stands in the value, and in the file.
fn spans(value: &str, letters: &[Letter]) -> Option<Vec<(usize, Range<usize>)>> {
    let mut spans = Vec::with_capacity(value.len() / 3);
    let mut written = letters.iter();
    let text = value.trim_end();
    for (at, letter) in text.char_indices() {
        let found = loop {
            let next = written.next()?;
            if next.letter == letter || (letter.is_whitespace() && next.letter.is_whitespace()) {
                break next;
            }
            if !is_passed_over(next.letter) {
                return None;
            }
        };
        spans.push((at, found.range.clone()));
    }
    // A value may end with line ends that are not told with its place.
    let end = spans.last().map_or(0, |(_, range): &(usize, Range<usize>)| range.end);
    spans.extend(value[text.len()..].char_indices().map(|(at, _)| (text.len() + at, end..end)));
    written.all(|rest| is_passed_over(rest.letter)).then_some(spans)
}

/// What a reader leaves out of a text.
fn is_passed_over(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// An edit as bytes of the file.
fn stretch(edit: &Edit, offset: usize, spans: &[(usize, Range<usize>)]) -> Option<Stretch> {
    let (start, end) = (edit.range.start - offset, edit.range.end - offset);
    let before = |at: usize| spans[..spans.partition_point(|(start, _)| *start < at)].last().map(|(_, range)| range.end);
    let first = spans.get(spans.partition_point(|(at, _)| *at < start)).map(|(_, range)| range.start);
    let range = match start == end {
        // What is put in belongs to what stands before it.
        true => before(start).or(first).map(|at| at..at)?,
        false => first?..before(end)?,
    };
    Some((range, edit.text.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, base: usize, number: Option<usize>) -> Written {
        let letters = text.char_indices().map(|(at, letter)| Letter { letter, range: base + at..base + at + letter.len_utf8() }).collect();
        Written { letters, number }
    }

    fn edit(range: Range<usize>, text: &str) -> Edit {
        Edit { range, text: text.to_owned() }
    }

    #[test]
    fn a_stretch_is_found_behind_what_the_reader_left_out() {
        let texts = [written(" 甲\r\n  乙丙 ", 100, None)];
        assert_eq!(find("甲\n乙丙", &[edit(4..7, "丁")], &texts), Some(vec![(0, vec![(108..111, "丁".to_owned())])]));
        assert_eq!(find("甲\n乙丙", &[edit(10..10, "〕")], &texts), Some(vec![(0, vec![(114..114, "〕".to_owned())])]));
        assert_eq!(find("甲\n乙丁", &[edit(4..7, "丁")], &texts), None);
    }

    #[test]
    fn a_joined_text_is_found_in_the_right_entry() {
        let texts = [written("《甲法》", 0, None), written("《乙〔2019号", 50, None)];
        assert_eq!(find("《甲法》；《乙〔2019号", &[edit(28..28, "〕")], &texts), Some(vec![(1, vec![(63..63, "〕".to_owned())])]));
        let both = [edit(3..6, "丙"), edit(28..28, "〕")];
        let changed = vec![(0, vec![(3..6, "丙".to_owned())]), (1, vec![(63..63, "〕".to_owned())])];
        assert_eq!(find("《甲法》；《乙〔2019号", &both, &texts), Some(changed));
        let rows = [written("甲法", 0, Some(1)), written("乙法", 50, Some(2)), written("甲法", 90, Some(3))];
        assert_eq!(
            find("1.甲法；2.乙法", &[edit(16..19, "律")], &rows),
            None.or(find("1.甲法；2.乙法", &[edit(16..19, "律")], &rows[..2]))
        );
        assert_eq!(find("1.甲法；3.甲法", &[edit(16..19, "律")], &rows).map(|found| found[0].0), Some(2));
        assert_eq!(find("1.甲法；4.甲法", &[edit(16..19, "律")], &rows), None);
    }
}
