//! How many lines a text takes in a column, and how high its row must be. Excel does not fit heights of merged or closed files,
//! and autofit takes a Han character for half its width, so both are counted here.

use unicode_width::UnicodeWidthChar;

/// Height of a line over the size of its type: that of the tallest common Chinese font (思源, Noto), so that no fallback is cut off.
const LINE: f64 = 1.45;
/// Blank above and below the text of a row, in points.
const PADDING_POINTS: f64 = 5.0;
/// Blank beside the text of a cell, in pixels.
const PADDING_PIXELS: f64 = 10.0;
/// Highest row, in points: Excel's limit is 409.5, and heights are whole pixels.
pub(super) const TALLEST: f64 = 408.0;

/// How wide a column of a width in Excel's units is for text of a type size: in twentieths of that size.
pub(super) fn capacity(width_units: f64, size_points: f64) -> u32 {
    let pixels = pixels(width_units) - PADDING_PIXELS;
    let twentieths = pixels * 0.75 / (size_points / f64::from(HAN));
    // A cast of a float saturates; a column is never narrower than one Han character.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width of at most 255 units is a small positive number")]
    let whole = twentieths.floor() as u32;
    whole.max(HAN)
}

/// Width on a screen of a column of a width in Excel's units.
pub(super) fn pixels(width_units: f64) -> f64 {
    (width_units * 7.0 + 5.0).trunc()
}

/// Height of a row of so many lines, in points.
pub(super) fn height(lines: u32, size_points: f64) -> f64 {
    f64::from(lines.max(1)) * size_points * LINE + PADDING_POINTS
}

/// Lines a text takes where a line is `capacity` wide. Words and numbers are kept whole,
/// and no line begins with a closing mark or ends with an opening one, as spreadsheets break Chinese text.
pub(super) fn lines(text: &str, capacity: u32) -> u32 {
    text.split('\n').map(|paragraph| paragraph_lines(paragraph, capacity)).sum()
}

fn paragraph_lines(text: &str, capacity: u32) -> u32 {
    let mut lines = 1;
    let mut used = 0;
    // A stretch that must not be broken, growing until a character may stand on a new line.
    let mut stretch = 0;
    let mut before = Kind::Open;
    for c in text.chars() {
        let (width, kind) = sized(c);
        if may_break(before, kind) {
            place(stretch, capacity, &mut used, &mut lines);
            stretch = 0;
        }
        stretch += width;
        before = kind;
    }
    place(stretch, capacity, &mut used, &mut lines);
    lines
}

/// Puts an unbroken stretch on the line, or on the next; one longer than a line is broken all the same.
fn place(stretch: u32, capacity: u32, used: &mut u32, lines: &mut u32) {
    if *used + stretch <= capacity {
        *used += stretch;
        return;
    }
    if *used > 0 {
        *lines += 1;
    }
    *lines += stretch.saturating_sub(1) / capacity;
    *used = if stretch == 0 { 0 } else { (stretch - 1) % capacity + 1 };
}

/// What a character is to line breaking.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Close,
    Letter,
    Blank,
    Han,
}

fn may_break(before: Kind, next: Kind) -> bool {
    match (before, next) {
        // 〔2017〕13 is one word to some programs.
        (Kind::Open, _) | (_, Kind::Close) | (Kind::Letter | Kind::Close, Kind::Letter) => false,
        (Kind::Blank | Kind::Han, Kind::Letter) => true,
        (Kind::Close | Kind::Letter | Kind::Blank | Kind::Han, Kind::Open | Kind::Blank | Kind::Han) => true,
    }
}

/// Width of a Han character, in twentieths of the type size.
const HAN: u32 = 20;
/// Width of a digit or letter: half a Han character in 仿宋_GB2312, a third more in the fonts that stand in for it.
const LATIN: u32 = 13;

fn sized(c: char) -> (u32, Kind) {
    match c {
        ' ' => (LATIN, Kind::Blank),
        '(' | '[' | '{' => (LATIN, Kind::Open),
        ')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?' | '%' => (LATIN, Kind::Close),
        '!'..='~' => (LATIN, Kind::Letter),
        '\u{4e00}'..='\u{9fff}' => (HAN, Kind::Han),
        '（' | '《' | '“' | '‘' | '〔' | '【' | '〈' | '「' | '『' => (HAN, Kind::Open),
        '）' | '》' | '”' | '’' | '〕' | '】' | '〉' | '」' | '』' | '，' | '。' | '、' | '；' | '：' | '？' | '！' | '％' => {
            (HAN, Kind::Close)
        }
        // Signs of ambiguous width (①, ■, —) are wide in every Chinese font.
        other => (u32::try_from(other.width_cjk().unwrap_or(0)).unwrap_or(0) * HAN / 2, Kind::Han),
    }
}

#[cfg(test)]
mod tests {
    use super::{capacity, lines};

    #[test]
    fn a_letter_takes_two_thirds_of_a_han_character() {
        for (text, capacity, expected) in [
            ("", 100, 1),
            ("招生政策宣", 100, 1),
            ("招生政策宣传", 100, 2),
            ("abcdefg", 100, 1),
            ("abcdefgh", 100, 2),
            ("■网站\n■公报", 100, 2),
            ("一\n\n二", 100, 3),
            // 。 goes down with the character before it.
            ("招生政策宣。", 100, 2),
            ("20个工作日2020年", 110, 2),
            // A word longer than the line is broken.
            ("abcdefghijklmnopqrstuvwxyz", 130, 3),
            ("①②③④⑤⑥", 100, 2),
        ] {
            assert_eq!(lines(text, capacity), expected, "{text}");
        }
    }

    #[test]
    fn a_column_of_thirty_one_units_holds_fifteen_han_of_size_ten_and_a_half() {
        assert_eq!(capacity(31.3, 10.5) / 20, 15);
    }
}
