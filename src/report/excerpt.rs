//! What stands at a place, on one line with the number people see: a cell as `heading │ value`, a text file's own line.
//! Cut to fit and made safe; never the whole file, so a report on a large file costs no more than one on a small one.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthStr as _;

use super::private::Private;
use super::{Color, Report, Style, stretch, text};
use crate::diagnostic::Diagnostic;
use crate::place::{At, Place, Span};
use crate::words::{Lang, say};

/// One line with the part to underline.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// What stands over the line: the cell's address, the line and column.
    name: String,
    /// Row or line number, from 1.
    number: u32,
    line: String,
    /// Bytes of `line` to underline.
    marked: SourceSpan,
}

impl Excerpt {
    /// The excerpt of a finding; none for a whole file or sheet, or where nothing is known of the text.
    pub(super) fn of(report: &Report, private: &Private<'_>, diagnostic: &Diagnostic, style: Style) -> Option<Self> {
        match &diagnostic.place.at {
            At::Whole => None,
            At::Cell { row, .. } => Self::of_value(private, diagnostic, diagnostic.place.cell_name()?, *row, style),
            At::Text(span) if private.at(&diagnostic.place).is_some() => {
                Self::of_value(private, diagnostic, line_name(span, style.lang), span.line.max(1), style)
            }
            At::Text(span) => Self::of_text(report, &diagnostic.place, span, style),
        }
    }

    /// What the finding itself says stands there: the text around a masked value must not show.
    fn of_value(private: &Private<'_>, diagnostic: &Diagnostic, name: String, number: u32, style: Style) -> Option<Self> {
        let value = private.value(diagnostic)?;
        let bar = match style.color {
            Color::On => '│',
            // Boxes are two columns wide on old Chinese consoles, and lines would not meet.
            Color::Off => '|',
        };
        // Headings are broken over lines to keep columns narrow; the break means nothing.
        let heading = diagnostic.heading.as_deref().map(|heading| text::line(&heading.replace(['\r', '\n'], "")));
        let heading = heading.map(|heading| format!("{} {bar} ", text::beginning(&heading, style.width / 3))).unwrap_or_default();
        let room = style.width.saturating_sub(heading.width() + 10).max(10);
        let blank = say!("（空）", "(blank)");
        let value = match value.trim() {
            "" => blank.in_lang(style.lang),
            value => value,
        };
        // What is shown in place of a private value is not what the finding quotes.
        let meant = if private.at(&diagnostic.place).is_some() { None } else { stretch::of(diagnostic, value) };
        let (before, marked, after) = parts(value, meant.unwrap_or(0..value.len()), room);
        let marks = (heading.len() + before.len(), marked.len()).into();
        Some(Self { name, number, line: heading + &before + &marked + &after, marked: marks })
    }

    /// The first line of the span, with as much around the marked part as fits.
    pub(super) fn of_text(report: &Report, place: &Place, span: &Span, style: Style) -> Option<Self> {
        let whole = report.texts.get(&place.origin.file)?;
        let (start, end) = (usize::try_from(span.start).ok()?, usize::try_from(span.end).ok()?);
        let before = whole.get(..start)?;
        let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let rest = whole.get(start..)?;
        let rest = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let marked = rest.get(..end.saturating_sub(start).min(rest.len())).unwrap_or(rest).trim_end();
        let after = &rest[marked.len()..];

        let room = style.width.saturating_sub(10).max(30);
        let before = text::end(&text::line(before), room / 3);
        let marked = text::beginning(&text::line(marked), room - before.width());
        let after = text::beginning(&text::line(after), room.saturating_sub(before.width() + marked.width()).max(1));
        let marks = (before.len(), marked.len()).into();
        Some(Self { name: line_name(span, style.lang), number: span.line.max(1), line: before + &marked + &after, marked: marks })
    }

    /// The part to underline.
    pub(super) fn marked(&self) -> SourceSpan {
        self.marked
    }

    /// The line in three parts: before the marked one, it, and behind it.
    pub(super) fn parts(&self) -> [&str; 3] {
        let (start, end) = (self.marked.offset(), self.marked.offset() + self.marked.len());
        [&self.line[..start], &self.line[start..end], &self.line[end..]]
    }

    /// The line with its number, without a picture.
    pub(super) fn plain(&self, style: Style) -> String {
        let bar = if style.color == Color::On { '│' } else { '|' };
        format!("{} {bar} {}", self.number, self.line.trim())
    }
}

/// A value on one line in three parts, before the stretch that is meant, it, and behind it: cut where it does not fit, the stretch last.
fn parts(value: &str, meant: Range<usize>, room: usize) -> (String, String, String) {
    // A line end beside the stretch would be lost.
    let line = |text: &str| text::line(&text.replace('\n', " / "));
    let (before, marked, after) = (line(&value[..meant.start]), line(&value[meant.clone()]), line(&value[meant.end..]));
    let marked = text::beginning(&marked, room);
    let around = room.saturating_sub(marked.width());
    // What one side does not need the other has.
    let least = (around / 2).min(after.width());
    let before = text::end(&before, around.saturating_sub(least));
    let after = text::beginning(&after, around.saturating_sub(before.width()));
    (before, marked, after)
}

fn line_name(span: &Span, lang: Lang) -> String {
    let (line, column) = (span.line, span.column);
    match lang {
        Lang::Zh => format!("第{line}行第{column}列"),
        Lang::En => format!("line {line}, column {column}"),
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(&'a self, span: &SourceSpan, _: usize, _: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let number = usize::try_from(self.number).map_err(|_| MietteError::OutOfBounds)?;
        let all: SourceSpan = (0, self.line.len()).into();
        debug_assert!(span.offset() + span.len() <= all.len(), "the mark lies within the line");
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), self.line.as_bytes(), all, number - 1, 0, 1)))
    }
}
