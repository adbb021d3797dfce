//! What a user typed, made harmless in a page: every character that means something in HTML is written as a reference;
//! control characters and marks that reverse the writing direction are dropped, since no page may hold or need them.

use std::borrow::Cow;
use std::fmt;

/// The escaper of all templates (`askama.toml`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page;

impl askama::filters::Escaper for Page {
    fn write_escaped_str<W: fmt::Write>(&self, mut page: W, text: &str) -> fmt::Result {
        let mut written = 0;
        for (at, character) in text.char_indices() {
            let Some(replacement) = replacement(character) else { continue };
            page.write_str(&text[written..at])?;
            page.write_str(replacement)?;
            written = at + character.len_utf8();
        }
        page.write_str(&text[written..])
    }
}

/// The text without what no page may hold, for files that a page's script reads.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let dropped = |character| replacement(character) == Some("");
    if text.contains(dropped) { Cow::Owned(text.replace(dropped, "")) } else { Cow::Borrowed(text) }
}

fn replacement(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\n' | '\t' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(""),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(""),
        '\u{fdd0}'..='\u{fdef}' => Some(""),
        other if u32::from(other) & 0xfffe == 0xfffe => Some(""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use askama::filters::Escaper;

    use super::Page;

    #[test]
    fn what_means_something_to_a_browser_is_written_as_text() {
        for (typed, written) in [
            ("招生政策", "招生政策"),
            ("<script>\"&'", "&lt;script&gt;&quot;&amp;&#39;"),
            ("一\n二", "一\n二"),
            ("a\0b\r\u{1b}[31m\u{85}", "ab[31m"),
            ("\u{202e}txt.exe\u{2066}", "txt.exe"),
            ("\u{fffe}\u{1ffff}\u{fdd0}a", "a"),
            ("", ""),
        ] {
            let mut page = String::new();
            Page.write_escaped_str(&mut page, typed).unwrap();
            assert_eq!(page, written, "{typed:?}");
        }
    }
}
