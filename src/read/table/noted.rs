//! What is said of a table as it was found: no heading, hidden rows and columns, formulas. Changes nothing.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use super::{Filled, Table, Vocabulary};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{At, Place, column_letters};
use crate::read::GridRow;
use crate::rule::stage::reading::{FORMULA_READ, FORMULA_UNSAVED, HIDDEN_PART, NO_HEADING};
use crate::words::{plural, say};

/// A row as a message shows it.
pub(super) fn row(row: &GridRow) -> String {
    let cells: Vec<String> = row.cells.iter().take(8).map(|(_, text)| text.replace('\n', " ").chars().take(12).collect()).collect();
    cells.join("｜")
}

/// A sheet that looks like a table: its first rows, and the headings that were looked for.
pub(super) fn no_heading(sheet: &Sheet, rows: &[(Place, String)], vocabulary: &Vocabulary) -> Diagnostic {
    let (words, shown) = (vocabulary.printed.join("、"), rows.iter().take(3).map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("；"));
    let sheet_name = rows[0].0.sheet().map(str::to_owned);
    let (name, name_en) = match sheet_name {
        Some(name) => (format!("工作表“{name}”"), format!("sheet “{name}”")),
        None => ("文件内容".to_owned(), "the file".to_owned()),
    };
    let place = rows.first().map_or_else(|| Place { origin: sheet.origin.clone(), at: At::Whole }, |(place, _)| place.clone());
    let message = say!(
        "{name}像是一张表，但没有找到表头（列名所在的行）；前几行是：{shown}",
        "{name_en} looks like a table but no heading was found; its first rows: {shown}"
    );
    let help = say!("请在数据上方加一行列名，例如：{words}", "put a heading above the rows, such as {words}");
    Diagnostic::new(&NO_HEADING, place, message).with_help(help)
}

/// Formulas within the table: one word for those whose value was saved, one for those that have none.
pub(super) fn formulas(sheet: &Sheet, table: &Table, diagnostics: &mut Diagnostics) {
    let (mut saved, mut lost) = (Vec::new(), Vec::new());
    if !sheet.formulas.is_empty() {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let (row, column) = (row_of(&cell.place), column_of(&cell.place));
            match cell.filled {
                _ if sheet.formulas.binary_search(&(row, column)).is_err() => {}
                Filled::Own => saved.push((row, column)),
                Filled::Blank => lost.push((row, column)),
                Filled::Merged | Filled::Carried => {}
            }
        }
    }
    if let Some((row, column)) = saved.first() {
        let count = saved.len();
        let message = say!(
            "有 {count} 个单元格是公式，读取的是上次保存时算出的结果",
            "{count} cell{s} with formulas: what was computed when the file was saved is read",
            s = plural(count)
        );
        let help = say!("请把公式改成文字：复制后用“选择性粘贴—数值”", "replace formulas by their values: copy, then paste values only");
        diagnostics.push(Diagnostic::new(&FORMULA_READ, sheet.place(*row, *column), message).with_help(help));
    }
    if let Some((row, column)) = lost.first() {
        let shown: Vec<String> = lost.iter().take(5).map(|(row, column)| format!("{}{row}", column_letters(*column))).collect();
        let (count, cells) = (lost.len(), shown.join("、"));
        let message = say!(
            "有 {count} 个单元格是公式，但文件里没有保存结果，只能当作空白：{cells}",
            "{count} cell{s} with formulas without a saved value, read as blank: {cells}",
            s = plural(count),
        );
        let help = say!("请用 WPS 或 Excel 打开文件，保存一次再提交", "open the file in WPS or Excel, save it and hand it in again");
        diagnostics.push(Diagnostic::new(&FORMULA_UNSAVED, sheet.place(*row, *column), message).with_help(help));
    }
}

/// The row of a cell.
fn row_of(place: &Place) -> u32 {
    match place.at {
        At::Cell { row, .. } => row,
        At::Whole | At::Text(_) => 0,
    }
}

/// The column of a cell.
fn column_of(place: &Place) -> u32 {
    match place.at {
        At::Cell { column, .. } => column,
        At::Whole | At::Text(_) => 0,
    }
}

/// One warning a range of hidden rows or columns that lies within the table.
pub(super) fn hidden(sheet: &Sheet, table: &Table, diagnostics: &mut Diagnostics) {
    let (top, left) = (row_of(&table.place), table.columns.first().map_or(1, |column| column.number));
    // A card reaches further down than its first row.
    let last = table.rows.last();
    let bottom = last.into_iter().flat_map(|row| &row.cells).map(|cell| row_of(&cell.place)).chain([top]).max().unwrap_or(top);
    for (first, last) in &sheet.hidden_rows {
        let (from, to) = ((*first).max(top), (*last).min(bottom));
        let next = sheet.rows.partition_point(|row| row.number < from);
        if sheet.rows.get(next).is_none_or(|row| row.number > to) {
            continue;
        }
        let (zh, en) = if from == to {
            (format!("第 {from} 行"), format!("row {from}"))
        } else {
            (format!("第 {from} 至 {to} 行"), format!("rows {from} to {to}"))
        };
        diagnostics.push(is_hidden(sheet.place(from, left), &zh, &en));
    }
    for (first, last) in &sheet.hidden_columns {
        let values = table.rows.first().into_iter().flat_map(|row| &row.cells).map(|cell| column_of(&cell.place));
        let within: BTreeSet<u32> =
            table.columns.iter().map(|column| column.number).chain(values).filter(|number| (*first..=*last).contains(number)).collect();
        let (Some(from), Some(to)) = (within.first(), within.last()) else { continue };
        let (first, last) = (column_letters(*from), column_letters(*to));
        let (zh, en) = if from == to {
            (format!(" {first} 列"), format!("column {first}"))
        } else {
            (format!(" {first} 至 {last} 列"), format!("columns {first} to {last}"))
        };
        diagnostics.push(is_hidden(sheet.place(top, *from), &zh, &en));
    }
}

fn is_hidden(place: Place, zh: &str, en: &str) -> Diagnostic {
    let message = say!("表格里{zh}被隐藏，内容仍已读取", "{en} of the table: hidden, and read all the same");
    let help = say!("请取消隐藏；确实不需要的请删除", "unhide what is needed, and delete what is not");
    Diagnostic::new(&HIDDEN_PART, place, message).with_help(help)
}
