//! Text as a cell can hold it. What a user typed stays text: never a formula, never a control character, never cut without a word.

use std::borrow::Cow;

/// Characters a cell can hold, in UTF-16 units.
const CELL_LENGTH: usize = 32_767;
/// What stands at the end of a text that no cell can hold.
const CUT: &str = "……（超过一个单元格的字数上限，此处未能排下全部文字，全文见 data/catalog.json）";
/// Longest address Excel follows, in UTF-16 units.
const LINK_LENGTH: usize = 2_000;

/// The text without characters XML or Excel cannot hold; line ends as Excel writes them.
pub(in crate::emit) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_refused(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => kept.push('\n'),
            '\t' => kept.push(' '),
            c if is_refused(c) => {}
            c => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

/// Whether a cell can hold the text.
pub(in crate::emit) fn fits(text: &str) -> bool {
    // Bytes are never fewer than UTF-16 units.
    text.len() <= CELL_LENGTH || text.encode_utf16().count() <= CELL_LENGTH
}

/// The text, or as much of it as a cell holds with a remark where the rest stands.
pub(super) fn bounded(text: Cow<'_, str>) -> Cow<'_, str> {
    if fits(&text) {
        return text;
    }
    let room = CELL_LENGTH - CUT.encode_utf16().count();
    let mut used = 0;
    let kept: String = text.chars().take_while(|c| (used + c.len_utf16() <= room).then(|| used += c.len_utf16()).is_some()).collect();
    Cow::Owned(kept + CUT)
}

/// Whether a spreadsheet would take the text for a formula when somebody edits the cell.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['=', '+', '-', '@'])
}

/// The address when it may become a link: http or https, printable, not too long.
pub(super) fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let plain = !rest.is_empty() && !rest.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'));
    (matches!(scheme.as_str(), "http" | "https") && plain && text.encode_utf16().count() <= LINK_LENGTH)
        .then(|| format!("{scheme}://{rest}"))
}

fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::{bounded, clean, fits, web_address};

    #[test]
    fn control_characters_do_not_reach_a_cell() {
        assert_eq!(clean("一\r\n二\r三\u{0}\u{1b}[31m\t四\u{ffff}"), "一\n二\n三[31m 四");
        assert_eq!(clean("=1+1"), "=1+1");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address(" HTTPS://example.gov.cn/a#b ").as_deref(), Some("https://example.gov.cn/a#b"));
        for refused in ["file:///etc/passwd", "javascript:alert(1)", "ftp://a", "http://", "http://a b", "internal:A1", "见网站"] {
            assert_eq!(web_address(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_text_too_long_says_so() {
        let long = bounded("长".repeat(40_000).into());
        assert!(fits(&long) && long.ends_with("data/catalog.json）"));
        assert_eq!(bounded("短".into()), "短");
    }
}
