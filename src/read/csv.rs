//! A text of fields between commas, tabs or semicolons, as one grid: rows and columns count as a spreadsheet shows them.
//! A field is its text: `00012` keeps its zeros. No formula is taken for one.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::guard::{LIMITS, Refusal};
use super::workbook::text::clean;
use super::workbook::{Cells, grid};
use super::{Beside, Grid, Visibility};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{Origin, Place};
use crate::rule::stage::reading::{NO_HEADING, UNREADABLE_FILE};
use crate::words::say;

mod fields;
mod separator;

use fields::Fields;
use separator::Layout;

/// Quotes without a partner that are told one by one.
const TOLD: usize = 10;

/// What a spreadsheet takes for the start of a formula. Who writes a table of fields puts `'` before such a text.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a text is laid out as a table, as far as its first rows show.
pub(super) fn is_table(text: &str) -> bool {
    separator::find(after_separator_line(text).1).is_some_and(|layout| layout.columns >= 3 && layout.rows >= 2)
}

/// The grid of a text; none when nothing stands in it, or it cannot be read (reported).
pub(super) fn read(text: &str, shown: &str, diagnostics: &mut Diagnostics) -> Option<Grid> {
    let origin = Arc::new(Origin { file: shown.to_owned(), sheet: None });
    let (told, body) = after_separator_line(text);
    let layout = match told {
        Some(separator) => separator::measure(body, separator),
        None => separator::find(body).unwrap_or(Layout::unknown(',')),
    };
    let mut strays = Strays::default();
    let rows = match rows(body, layout, &mut strays) {
        Ok(rows) => rows,
        Err(refusal) => {
            diagnostics.push(refusal.at(Place::file(shown)));
            return None;
        }
    };
    report_strays(&origin, &strays, diagnostics);
    if layout.columns < 2 && rows.len() > 1 && strays.first.is_empty() {
        diagnostics.push(one_column(body, shown));
        return None;
    }
    grid(origin, Visibility::Shown, rows, Beside::default())
}

/// Where the fields of a text stand: row and column from 1 as `read` counts them, bytes of the text with the quotes.
#[must_use]
pub fn places(text: &str) -> Vec<(u32, u32, Range<usize>)> {
    let (told, body) = after_separator_line(text);
    let layout = match told {
        Some(separator) => separator::measure(body, separator),
        None => separator::find(body).unwrap_or(Layout::unknown(',')),
    };
    let offset = text.len() - body.len();
    let (mut row, mut column) = (1_u32, 1_u32);
    let mut places = Vec::new();
    for field in Fields::new(body, layout) {
        places.push((row, column, offset + field.range.start..offset + field.range.end));
        (row, column) = if field.ends_row { (row.saturating_add(1), 1) } else { (row, column.saturating_add(1)) };
    }
    places
}

/// The separator that Excel's line `sep=;` names, and the text behind that line; it is no row of the sheet.
fn after_separator_line(text: &str) -> (Option<char>, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
    let told = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| {
        let mut letters = first[4..].chars();
        letters.next().filter(|separator| letters.next().is_none() && *separator != '"')
    });
    match told {
        Some(separator) => (Some(separator), rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default()),
        None => (None, text),
    }
}

/// The rows that hold something, and where quotes have no partner.
fn rows(text: &str, layout: Layout, strays: &mut Strays) -> Result<Vec<super::GridRow>, Refusal> {
    let mut rows = Vec::new();
    let mut cells = Cells::new();
    let (mut row, mut column) = (0_u32, 0_u32);
    for field in Fields::new(text, layout) {
        if field.is_stray {
            strays.push(row, column);
        }
        let text = clean(&meant(&field.text));
        // Bytes are never fewer than characters.
        if text.len() > LIMITS.cell_characters && text.chars().count() > LIMITS.cell_characters {
            return Err(Refusal::cell_too_long());
        }
        if !text.is_empty() {
            cells.push(&mut rows, row, column, text)?;
        }
        (row, column) = if field.ends_row { (row.saturating_add(1), 0) } else { (row, column.saturating_add(1)) };
    }
    Ok(rows)
}

/// What a field means: `="00012"` keeps Excel from taking a code for a number, `'=1` from computing what is a text.
fn meant<'t>(field: &Cow<'t, str>) -> Cow<'t, str> {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = inner.filter(|inner| !inner.replace("\"\"", "").contains('"')) {
        return Cow::Owned(inner.replace("\"\"", "\""));
    }
    match field.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_STARTS) => Cow::Owned(rest.to_owned()),
        Some(_) | None => field.clone(),
    }
}

/// Quotes without a partner.
#[derive(Default)]
struct Strays {
    /// Row and column of the first ones, from 1.
    first: Vec<(u32, u32)>,
    /// How many follow.
    more: usize,
}

impl Strays {
    fn push(&mut self, row: u32, column: u32) {
        if self.first.len() < TOLD {
            self.first.push((row.saturating_add(1), column.saturating_add(1)));
        } else {
            self.more += 1;
        }
    }
}

fn report_strays(origin: &Arc<Origin>, Strays { first, more }: &Strays, diagnostics: &mut Diagnostics) {
    for (index, (row, column)) in first.iter().enumerate() {
        let (zh, en) = if *more > 0 && index + 1 == TOLD {
            (format!("；后面还有 {more} 处"), format!("; {more} more follow"))
        } else {
            (String::new(), String::new())
        };
        let message = say!(
            "第 {row} 行有一个英文双引号（\"）没有配对，这一行和后面几行可能读错位{zh}",
            "row {row}: a quotation mark without a partner; this row and those behind it may be out of place{en}"
        );
        let help = say!(
            "请用 WPS 或 Excel 打开该文件核对这一行，另存为 .xlsx 后重新提交；正文里的引号请用中文引号“”",
            "check the row in WPS or Excel, save the file as .xlsx and hand that in"
        );
        let place = Place::cell(origin, *row, *column);
        diagnostics.push(Diagnostic::new(&UNREADABLE_FILE, place, message).with_help(help));
    }
}

fn one_column(text: &str, shown: &str) -> Diagnostic {
    let message = if text.lines().take(200).filter(|line| line.matches('，').count() >= 3).count() >= 2 {
        say!(
            "没有找到分隔符，整个文件只有一列；全角逗号（，）不是分隔符",
            "no separator was found, the whole file is one column; a full-width comma (，) separates nothing"
        )
    } else {
        say!(
            "没有找到分隔符（逗号、制表符或分号），整个文件只有一列",
            "no separator was found (comma, tab or semicolon), the whole file is one column"
        )
    };
    let help = say!(
        "请用 WPS 或 Excel 打开核对，另存为 .xlsx 或者“CSV UTF-8（逗号分隔）”后重新提交",
        "check it in WPS or Excel and save it as .xlsx or as “CSV UTF-8 (comma delimited)”"
    );
    Diagnostic::new(&NO_HEADING, Place::file(shown), message).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::{after_separator_line, meant};

    #[test]
    fn what_kept_a_spreadsheet_from_computing_is_undone() {
        for (written, text) in [
            ("=\"00012\"", "00012"),
            ("=\"甲\"\"乙\"\"\"", "甲\"乙\""),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("'=1+1", "=1+1"),
            ("'－", "－"),
            ("''=1", "'=1"),
            ("'甲", "'甲"),
            ("'", "'"),
            ("=1+1", "=1+1"),
        ] {
            assert_eq!(meant(&written.into()), text, "{written}");
        }
    }

    #[test]
    fn a_line_may_name_the_separator() {
        assert_eq!(after_separator_line("sep=;\r\na;b"), (Some(';'), "a;b"));
        assert_eq!(after_separator_line("\u{feff}SEP=|\na|b"), (Some('|'), "a|b"));
        assert_eq!(after_separator_line("sep=,"), (Some(','), ""));
        for text in ["sep=", "sep=ab\n1", "sep=\"\n1", "甲乙丙丁\n", "a,b\n", ""] {
            assert_eq!(after_separator_line(text), (None, text));
        }
    }
}
