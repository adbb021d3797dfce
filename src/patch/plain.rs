//! A new workbook of what the cells of another say: values as text, merges, what is hidden. Keeps no look, for what was read
//! holds none.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::read::{Grid, GridRow, Range, Visibility};

/// The copy.
pub(super) struct Copied {
    pub(super) bytes: Vec<u8>,
    /// Position each of its sheets had in the original, and its name in the copy.
    pub(super) sheets: Vec<(usize, String)>,
}

/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (5, 36);

/// Columns that together are wider than this cannot be read on a page of A4: the wide ones give way.
const PAGE_CHARS: usize = 170;

/// A4.
const PAPER: u8 = 9;

/// Copies what was read.
pub(super) fn copy(grids: &[Grid]) -> Copied {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).expect("a date Excel knows");
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut sheets: Vec<(usize, String)> = Vec::new();
    for (at, grid) in grids.iter().enumerate() {
        let sheet = grid.origin.sheet.as_ref();
        let name = legal(sheet.map_or("清单", |sheet| sheet.name.as_str()), at, &sheets);
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&name).expect("the name is legal and new");
        worksheet.set_hidden(grid.visibility == Visibility::Hidden);
        fill(worksheet, grid).expect("rows, columns and texts were measured when they were read");
        sheets.push((sheet.map_or(0, |sheet| sheet.index), name));
    }
    let shown = grids.iter().position(|grid| grid.visibility == Visibility::Shown);
    match (shown, workbook.worksheets_mut().as_mut_slice()) {
        (_, []) => {}
        (Some(at), sheets) => drop(sheets[at].set_active(true)),
        // A workbook shows one sheet at least.
        (None, sheets) => drop(sheets[0].set_hidden(false).set_active(true)),
    }
    Copied { bytes: workbook.save_to_buffer().expect("a buffer takes every workbook"), sheets }
}

fn fill(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    let line = Format::new().set_align(FormatAlign::VerticalCenter);
    let note = line.clone().set_text_wrap();
    let look = note.clone().set_border(FormatBorder::Thin);
    let merges: Merges = grid.beside.merges.iter().map(|merge| ((merge.top, merge.left), *merge)).collect();
    let widths = widths(grid, &merges);
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, u32::try_from(*width).unwrap_or(10))?;
    }
    for row in &grid.rows {
        let number = row.number - 1;
        match lone(row, &merges) {
            // A title in the cell of a narrow column runs on over the empty cells beside it, what is longer gets all of them.
            Some((column, text)) if width_of(text) <= room(&widths, column, u32::MAX) => {
                sheet.write_string_with_format(number, narrow(column), text.replace('\t', " "), &line)?;
            }
            Some((column, text)) if column < last(&widths) => {
                sheet.merge_range(number, narrow(column), number, narrow(last(&widths)), &text.replace('\t', " "), &note)?;
                sheet.set_row_height(number, height(text, room(&widths, column, u32::MAX)))?;
            }
            Some(_) | None => {
                // A row of the table has its lines also where nothing stands.
                for column in (1..=last(&widths)).filter(|_| row.cells.len() > 2) {
                    sheet.write_blank(number, narrow(column), &look)?;
                }
                let mut highest = height("", 1);
                for (column, text) in &row.cells {
                    sheet.write_string_with_format(number, narrow(*column), text.replace('\t', " "), &look)?;
                    let merge = merges.get(&(row.number, *column));
                    // A cell merged over several rows has all of them for its text.
                    if merge.is_none_or(|merge| merge.bottom == row.number) {
                        highest = highest.max(height(text, room(&widths, *column, merge.map_or(*column, |merge| merge.right))));
                    }
                }
                sheet.set_row_height(number, highest)?;
            }
        }
    }
    for merge in &grid.beside.merges {
        let row = grid.rows.binary_search_by_key(&merge.top, |row| row.number).ok().map(|at| &grid.rows[at]);
        let text = row.and_then(|row| row.cells.iter().find(|(column, _)| *column == merge.left)).map_or("", |(_, text)| text.as_str());
        // Ranges that overlap, which other forms may hold, cannot both be merged: the first one is.
        let merged =
            sheet.merge_range(merge.top - 1, narrow(merge.left), merge.bottom - 1, narrow(merge.right), &text.replace('\t', " "), &look);
        if !matches!(merged, Err(XlsxError::MergeRangeOverlaps(..)) | Ok(_)) {
            merged?;
        }
    }
    hide(sheet, grid)?;
    on_paper(sheet, grid)
}

fn hide(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    for (first, last) in &grid.beside.hidden_rows {
        for row in *first..=*last {
            sheet.set_row_hidden(row - 1)?;
        }
    }
    for (first, last) in &grid.beside.hidden_columns {
        for column in *first..=*last {
            sheet.set_column_hidden(narrow(column))?;
        }
    }
    Ok(())
}

/// How it is printed: on A4 lying, all columns on a page, the heading on every page.
fn on_paper(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    // The first row of several cells heads the table, with all that its merged cells reach down to.
    if let Some(heading) = grid.rows.iter().find(|row| row.cells.len() > 2).map(|row| row.number) {
        let below = grid.beside.merges.iter().filter(|merge| merge.top == heading).map(|merge| merge.bottom).max();
        sheet.set_repeat_rows(heading - 1, below.unwrap_or(heading) - 1)?;
    }
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&C第&P页 共&N页");
    Ok(())
}

/// Merged ranges by their first cell.
type Merges = BTreeMap<(u32, u32), Range>;

/// The one cell of a row that holds no more, such as a title: its column and its text.
fn lone<'r>(row: &'r GridRow, merges: &Merges) -> Option<(u32, &'r str)> {
    match row.cells.as_slice() {
        [(column, text)] if !text.contains('\n') && !merges.contains_key(&(row.number, *column)) => Some((*column, text)),
        _ => None,
    }
}

/// Widths of the columns, from the first.
fn widths(grid: &Grid, merges: &Merges) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in &grid.rows {
        let is_lone = lone(row, merges).is_some();
        for (column, text) in &row.cells {
            let at = usize::from(narrow(*column));
            widths.resize(widths.len().max(at + 1), WIDTHS.0);
            let is_wide = merges.get(&(row.number, *column)).is_some_and(|merge| merge.right > merge.left);
            if !is_lone && !is_wide {
                widths[at] = widths[at].max(width_of(text) + 2).min(WIDTHS.1);
            }
        }
    }
    let on_page = |widest: &usize| widths.iter().map(|width| width.min(widest)).sum::<usize>() <= PAGE_CHARS;
    let widest = (WIDTHS.0..=WIDTHS.1).rev().find(on_page).unwrap_or(WIDTHS.0);
    widths.into_iter().map(|width| width.min(widest)).collect()
}

fn width_of(text: &str) -> usize {
    text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Characters that go into a line of these columns.
fn room(widths: &[usize], first: u32, last: u32) -> usize {
    let (first, last) = (usize::from(narrow(first)), usize::from(narrow(last)));
    widths.iter().take(last + 1).skip(first).sum::<usize>().max(2) - 1
}

/// The last column, from 1.
fn last(widths: &[usize]) -> u32 {
    u32::try_from(widths.len()).unwrap_or(1).max(1)
}

/// Height in points of a row that shows a text: programs do not measure rows of a file they did not write.
fn height(text: &str, room: usize) -> u32 {
    let lines: usize = text.lines().map(|line| unicode_width::UnicodeWidthStr::width(line).div_ceil(room).max(1)).sum();
    u32::try_from(lines.clamp(1, 27)).unwrap_or(1) * 15 + 3
}

/// Column from 0.
fn narrow(column: u32) -> u16 {
    u16::try_from(column - 1).unwrap_or(u16::MAX)
}

/// A name a sheet may have, no other's.
fn legal(name: &str, at: usize, taken: &[(usize, String)]) -> String {
    let kept: String = name.chars().filter(|letter| !letter.is_control() && !"[]:*?/\\".contains(*letter)).take(25).collect();
    let kept = kept.trim_matches('\'').to_owned();
    let kept = if kept.is_empty() || kept.eq_ignore_ascii_case("history") { format!("表{}", at + 1) } else { kept };
    let is_taken = |name: &str| taken.iter().any(|(_, other)| other.to_lowercase() == name.to_lowercase());
    let mut names = std::iter::once(kept.clone()).chain((2..).map(|number| format!("{kept}({number})")));
    names.find(|name| !is_taken(name)).expect("numbers do not end")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_leave_their_column_narrow_and_wide_columns_give_way() {
        let cells = |texts: &[&str]| (1..).zip(texts).map(|(column, text)| (column, (*text).to_owned())).collect();
        let wide = "字".repeat(40);
        let grid = Grid {
            origin: std::sync::Arc::new(crate::place::Origin { file: "甲.csv".to_owned(), sheet: None }),
            visibility: Visibility::Shown,
            rows: vec![
                GridRow { number: 1, cells: cells(&["常熟市社会救助领域基层政务公开标准目录"]) },
                GridRow { number: 2, cells: cells(&["序号", &wide, &wide, &wide, &wide, &wide, &wide]) },
            ],
            beside: crate::read::Beside::default(),
        };
        assert_eq!(widths(&grid, &Merges::new()), [6, 27, 27, 27, 27, 27, 27]);
        assert_eq!([room(&[6, 27, 27], 2, 3), room(&[6, 27, 27], 1, u32::MAX)], [53, 59]);
        assert_eq!([height("", 5), height("字字字\n字", 5)], [18, 48]);
    }
}
