//! A new workbook of what the cells of another say: values as text, merges, what is hidden. Keeps no look, for what was read
//! holds none.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::read::{Grid, Visibility};

/// The copy.
pub(super) struct Copied {
    pub(super) bytes: Vec<u8>,
    /// Position each of its sheets had in the original, and its name in the copy.
    pub(super) sheets: Vec<(usize, String)>,
}

/// Widest and narrowest column, in characters.
const WIDTHS: (usize, usize) = (5, 36);

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
    let look = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter).set_border(FormatBorder::Thin);
    let mut widths: Vec<usize> = Vec::new();
    for row in &grid.rows {
        for (column, text) in &row.cells {
            let at = usize::try_from(*column).unwrap_or(0);
            widths.resize(widths.len().max(at + 1), WIDTHS.0);
            let width = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0) + 2;
            widths[at] = widths[at].max(width).min(WIDTHS.1);
            sheet.write_string_with_format(row.number - 1, narrow(*column), text.replace('\t', " "), &look)?;
        }
    }
    for (at, width) in widths.into_iter().enumerate().skip(1) {
        sheet.set_column_width(u16::try_from(at - 1).unwrap_or(0), u32::try_from(width).unwrap_or(10))?;
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
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
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
