//! A user's text made safe for a terminal: nothing in it can move the cursor, colour the screen or turn the reading order.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Text on one line: line ends become ` / `, and what a terminal would obey becomes `�`.
pub(crate) fn line(text: &str) -> String {
    text.trim_end_matches(['\r', '\n']).split('\n').map(|line| visible(line.trim_end_matches('\r'))).collect::<Vec<_>>().join(" / ")
}

/// Text of several lines, each of them safe.
pub(super) fn lines(text: &str) -> String {
    text.split('\n').map(|line| visible(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The character as it may be printed; tabs become blanks.
pub(super) fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        // The marks that turn the reading order could make a message say something else than it says.
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// A list of words over as many lines as it takes, broken behind `、` or `, `.
pub(super) fn folded(text: &str, columns: usize) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut width = 0;
    for part in text.split_inclusive(['、', ' ']) {
        if width > 0 && width + part.trim_end().width() > columns {
            folded.truncate(folded.trim_end().len());
            folded.push('\n');
            width = 0;
        }
        folded += part;
        width += part.width();
    }
    folded
}

/// The beginning of a text, with `…` when something was left out.
pub(super) fn beginning(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width > columns {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// The end of a text, with `…` when something was left out.
pub(super) fn end(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let backwards: String = text.chars().rev().collect();
    beginning(&backwards, columns).chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{beginning, end, folded, line, lines};

    #[test]
    fn no_terminal_escape_passes() {
        assert_eq!(line("a\u{1b}[31m红\u{7}\r\n第二行\n"), "a�[31m红� / 第二行");
        assert_eq!(lines("一\r\n二\u{202e}三"), "一\n二�三");
        assert_eq!(line("\u{9b}2J\r改写"), "�2J�改写");
    }

    #[test]
    fn lists_are_broken_between_their_words() {
        assert_eq!(folded("共 3 个：G3、G5–G12、H1", 13), "共 3 个：G3、\nG5–G12、H1");
        assert_eq!(folded("3 cells: G3, G5", 9), "3 cells:\nG3, G5");
        assert_eq!(folded("很长很长很长", 4), "很长很长很长");
    }

    #[test]
    fn texts_are_cut_by_columns_not_characters() {
        assert_eq!(beginning("公开内容", 8), "公开内容");
        assert_eq!(beginning("公开内容", 7), "公开内…");
        assert_eq!(end("公开内容", 5), "…内容");
    }
}
