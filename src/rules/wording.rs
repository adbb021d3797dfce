//! Texts for rules that look for words: without what stands within 《》, and what stands around a word. Judges nothing.

use crate::diagnostic::Edit;
use crate::model::citation::titles;

/// The text with every title in 《》 or 〈〉 blanked, byte for byte: what is found in it stands at the same bytes of the text.
/// A title that never closes goes on to the end.
pub(super) fn outside_titles(text: &str) -> String {
    let mut outside = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        let closes = matches!(c, '》' | '〉');
        if matches!(c, '《' | '〈') {
            depth += 1;
        }
        if depth > 0 {
            outside.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            outside.push(c);
        }
        if closes {
            depth = depth.saturating_sub(1);
        }
    }
    outside
}

/// Tells of each place of a text whether it stands within a title in 《》, with fewer copies than [`outside_titles`] makes.
pub(super) fn in_titles(text: &str) -> impl Fn(usize) -> bool + use<> {
    let titles = titles(text);
    move |at| titles.iter().any(|title| title.contains(&at))
}

/// Where the round brackets of a text open and close, of either width, outside 《》.
pub(super) fn round_brackets(text: &str) -> Vec<(usize, usize)> {
    let within = in_titles(text);
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, mark) in text.match_indices(['(', '（', ')', '）']).filter(|(at, _)| !within(*at)) {
        if matches!(mark, "(" | "（") {
            open.push(at);
        } else if let Some(start) = open.pop() {
            pairs.push((start, at));
        }
    }
    pairs
}

/// Whether a character is a Chinese one.
pub(super) fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A stretch of a text with a few characters on either side, on one line, for showing people where it stands.
pub(super) fn around(text: &str, start: usize, end: usize, chars: usize) -> String {
    let before: Vec<char> = text[..start].chars().rev().take(chars).collect();
    let behind: String = text[end..].chars().take(chars).collect();
    let more_before = if text[..start].chars().nth(chars).is_some() { "…" } else { "" };
    let more_behind = if text[end..].chars().nth(chars).is_some() { "…" } else { "" };
    let shown = before.into_iter().rev().collect::<String>() + &text[start..end] + &behind;
    format!("{more_before}{}{more_behind}", shown.replace(char::is_control, " "))
}

/// The words about the first changes of a text, before and after, for showing people what changes.
pub(super) fn before_and_after(text: &str, edits: &[Edit], chars: usize) -> (String, String) {
    let Some(first) = edits.first() else { return (String::new(), String::new()) };
    let last = edits.iter().take_while(|edit| edit.range.end <= first.range.start + SHOWN_BYTES).last().unwrap_or(first);
    let from = text[..first.range.start].char_indices().rev().take(chars).last().map_or(first.range.start, |(at, _)| at);
    let to = text[last.range.end..].char_indices().nth(chars).map_or(text.len(), |(at, _)| last.range.end + at);
    let within = edits.iter().filter(|edit| edit.range.end <= to);
    let within = within.map(|edit| Edit { range: edit.range.start - from..edit.range.end - from, text: edit.text.clone() });
    let after = Edit::apply(&within.collect::<Vec<_>>(), &text[from..to]);
    let (more_before, more_behind) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    let shown = |words: &str| format!("{more_before}{}{more_behind}", words.replace(char::is_control, " "));
    (shown(&text[from..to]), shown(&after))
}

/// Changes further behind the first are not shown.
const SHOWN_BYTES: usize = 60;

#[cfg(test)]
mod tests {
    use super::{Edit, around, before_and_after, outside_titles};

    #[test]
    fn changes_are_shown_with_what_stands_around_them() {
        let edits = [Edit { range: 6..7, text: String::new() }, Edit { range: 10..13, text: "2".to_owned() }];
        assert_eq!(before_and_after("甲乙 丙２丁戊己", &edits, 2), ("甲乙 丙２丁戊…".to_owned(), "甲乙丙2丁戊…".to_owned()));
        assert_eq!(before_and_after("甲乙 丙２丁戊己", &edits[..1], 1), ("…乙 丙…".to_owned(), "…乙丙…".to_owned()));
    }

    #[test]
    fn titles_are_blanked_and_positions_kept() {
        let text = "《甲〈乙〉丙》丁《戊";
        let outside = outside_titles(text);
        assert_eq!((outside.len(), outside.trim()), (text.len(), "丁"));
    }

    #[test]
    fn a_stretch_is_shown_with_what_stands_around_it() {
        assert_eq!(around("自信息形成之日起7个工作日内", 24, 25, 3), "…之日起7个工作…");
        assert_eq!(around("7日", 0, 1, 3), "7日");
    }
}
