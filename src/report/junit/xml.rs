//! Text as XML may hold it: what means something there is written as a reference, what may not stand there becomes `�`.

use crate::report::text;

/// The text of an element.
pub(super) fn content(text: &str) -> String {
    escaped(text, "\n")
}

/// The value of an attribute; line ends survive as references.
pub(super) fn attribute(text: &str) -> String {
    escaped(text, "&#10;")
}

fn escaped(text: &str, line_end: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' => escaped += line_end,
            // These two may stand in no document, though they are no control characters.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(text::shown(other)),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{attribute, content};

    #[test]
    fn nothing_a_user_types_ends_an_element() {
        assert_eq!(content("]]></failure>\0\u{1b}[2J\n二"), "]]&gt;&lt;/failure&gt;��[2J\n二");
        assert_eq!(attribute("\"a\"\n&\u{ffff}"), "&quot;a&quot;&#10;&amp;�");
    }
}
