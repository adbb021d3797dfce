//! Cuts a text into fields as spreadsheets do: a field in quotes may hold separators and line ends. A quote without a
//! partner is a letter like any other, so that it swallows nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::separator::Layout;

/// A field.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field<'t> {
    /// Its text, without the quotes around it.
    pub(super) text: Cow<'t, str>,
    /// Where it stands, with the quotes around it.
    pub(super) range: Range<usize>,
    /// Whether it is the last of its row.
    pub(super) ends_row: bool,
    /// Whether it begins with a quote that has no partner.
    pub(super) is_stray: bool,
    /// Whether a quote stands elsewhere than at its ends.
    pub(super) is_odd: bool,
}

/// The fields of a text, row after row. A blank line is a row of one blank field.
pub(super) struct Fields<'t> {
    text: &'t str,
    layout: Layout,
    /// Where the next field begins; behind the end when there is none.
    at: usize,
    /// Where its row begins.
    row: usize,
    /// The row that was found to be one, with fields of several lines.
    sound_row: Option<usize>,
}

impl<'t> Fields<'t> {
    /// The fields of a text laid out so.
    pub(super) fn new(text: &'t str, layout: Layout) -> Self {
        let at = if text.is_empty() { 1 } else { 0 };
        Self { text, layout, at, row: 0, sound_row: None }
    }

    /// The field in quotes that begins here, where it ends, and whether more stands behind its quotes; none when its quote
    /// has no partner.
    fn quoted(&mut self) -> Option<(Cow<'t, str>, usize, bool)> {
        let start = self.at + 1;
        let mut end = start;
        loop {
            end += self.text[end..].find('"')?;
            if !self.text[end + 1..].starts_with('"') {
                break;
            }
            end += 2;
        }
        let inner = &self.text[start..end];
        let behind = end + 1;
        let tail = &self.text[behind..behind + self.length(&self.text[behind..])];
        let has_line_ends = inner.contains(['\n', '\r']);
        if has_line_ends && (!tail.trim().is_empty() || self.swallows_rows(inner, behind + tail.len())) {
            return None;
        }
        let inner = if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
        let is_odd = !tail.trim().is_empty();
        let text = if is_odd { Cow::Owned(inner.into_owned() + tail) } else { inner };
        Some((text, behind + tail.len(), is_odd))
    }

    /// Whether a field of several lines is no field but rows: each of its lines, whole, has as many separators as a row,
    /// and no other quote stands in them. No list has so many half-width commas in every line of a cell by chance.
    fn swallows_rows(&mut self, inner: &str, end: usize) -> bool {
        let separators = |text: &str| text.matches(self.layout.separator).count();
        let expected = self.layout.columns.saturating_sub(1);
        if expected < 5 || self.sound_row == Some(self.row) || separators(inner) < expected {
            return false;
        }
        let rest = &self.text[end..];
        let line_end = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let is_plain = self.text[self.row..line_end].matches('"').count() == 2;
        let mut lines = self.text[self.row..line_end].split(['\n', '\r']).filter(|line| !line.is_empty());
        let swallows = is_plain && lines.all(|line| separators(line) == expected);
        if !swallows {
            self.sound_row = Some(self.row);
        }
        swallows
    }

    /// Bytes up to the next separator or the end of the line.
    fn length(&self, rest: &str) -> usize {
        rest.find([self.layout.separator, '\n', '\r']).unwrap_or(rest.len())
    }
}

impl<'t> Iterator for Fields<'t> {
    type Item = Field<'t>;

    fn next(&mut self) -> Option<Field<'t>> {
        let rest = self.text.get(self.at..)?;
        let quoted = if rest.starts_with('"') { self.quoted() } else { None };
        let is_stray = rest.starts_with('"') && quoted.is_none();
        let (text, end, is_odd) = quoted.unwrap_or_else(|| {
            let bare = &rest[..self.length(rest)];
            (Cow::Borrowed(bare), self.at + bare.len(), bare.contains('"'))
        });
        let range = self.at..end;
        let behind = &self.text[end..];
        let ends_row = !behind.starts_with(self.layout.separator);
        let mark = behind.chars().next().map_or(1, char::len_utf8);
        let mark = if behind.starts_with("\r\n") { 2 } else { mark };
        self.at = end + mark;
        if ends_row {
            self.row = self.at;
            // The line end of the last line begins no further row.
            if self.at == self.text.len() {
                self.at += 1;
            }
        }
        Some(Field { text, range, ends_row, is_stray, is_odd })
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Layout};

    /// Fields as text: `|` between them, `⏎` behind a row, `!` before one with a stray quote.
    fn told(text: &str, columns: usize) -> String {
        let layout = Layout { columns, ..Layout::unknown(',') };
        let tell = |field: super::Field<'_>| {
            format!("{}{}{}", if field.is_stray { "!" } else { "" }, field.text, if field.ends_row { "⏎" } else { "|" })
        };
        Fields::new(text, layout).map(tell).collect()
    }

    #[test]
    fn fields_are_cut_as_spreadsheets_do() {
        for (text, fields) in [
            ("", ""),
            ("a", "a⏎"),
            ("a,b\r\n1,2\r\n", "a|b⏎1|2⏎"),
            ("a,\nb", "a|⏎b⏎"),
            ("a,", "a|⏎"),
            ("\n\na\r\rb", "⏎⏎a⏎⏎b⏎"),
            ("\"a,b\",\"c\r\nd\",e", "a,b|c\r\nd|e⏎"),
            ("\"甲\"\"乙\"\"\",\"\"", "甲\"乙\"|⏎"),
            ("a\"b\",c", "a\"b\"|c⏎"),
            ("\"a\"b,c", "ab|c⏎"),
            ("\"a\nb\" ,c", "a\nb|c⏎"),
        ] {
            assert_eq!(told(text, 2), fields, "{text:?}");
        }
    }

    #[test]
    fn a_quote_without_a_partner_swallows_nothing() {
        for (text, columns, fields) in [
            ("a,\"b\nc,d", 2, "a|!\"b⏎c|d⏎"),
            ("a,\"b\nc,\"d\"\ne,f", 2, "a|!\"b⏎c|d⏎e|f⏎"),
            // The second stray quote closes what the first opens: only the number of fields tells.
            ("1,2,\"3,4,5,6\n1,2,3\",4,5,6\n1,2,3,4,5,6", 6, "1|2|!\"3|4|5|6⏎1|2|3\"|4|5|6⏎1|2|3|4|5|6⏎"),
            ("1,2,\"3\n3,3\",4,5,6", 6, "1|2|3\n3,3|4|5|6⏎"),
        ] {
            assert_eq!(told(text, columns), fields, "{text:?}");
        }
    }
}
