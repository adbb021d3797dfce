//! What a user typed, made harmless in the report's page and still there to be seen: what has a meaning in HTML is written as a
//! reference; control characters and marks that turn the reading order become `�`, as in every other report.

use std::fmt;

use crate::report::text;

/// The escaper of the report's template (`askama.toml`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown;

impl askama::filters::Escaper for Shown {
    fn write_escaped_str<W: fmt::Write>(&self, mut page: W, text: &str) -> fmt::Result {
        for character in text.chars() {
            match character {
                '&' => page.write_str("&amp;")?,
                '<' => page.write_str("&lt;")?,
                '>' => page.write_str("&gt;")?,
                '"' => page.write_str("&quot;")?,
                '\'' => page.write_str("&#39;")?,
                '\n' => page.write_char('\n')?,
                '\r' => {}
                '\u{fdd0}'..='\u{fdef}' => page.write_char('\u{fffd}')?,
                other if u32::from(other) & 0xfffe == 0xfffe => page.write_char('\u{fffd}')?,
                other => page.write_char(text::shown(other))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use askama::filters::Escaper as _;

    use super::Shown;

    #[test]
    fn what_means_something_to_a_browser_is_written_as_text() {
        for (typed, written) in
            [("<script>\"&'", "&lt;script&gt;&quot;&amp;&#39;"), ("一\r\n二\u{202e}三\u{1b}[2J\u{ffff}", "一\n二�三�[2J�")]
        {
            let mut page = String::new();
            Shown.write_escaped_str(&mut page, typed).unwrap();
            assert_eq!(page, written, "{typed:?}");
        }
    }
}
