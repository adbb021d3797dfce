//! Texts for rules that look for words: without what stands within 《》, and what stands around a word. Judges nothing.

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

#[cfg(test)]
mod tests {
    use super::{around, outside_titles};

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
