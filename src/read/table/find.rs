//! Walks a sheet from top to bottom and takes it apart into tables: lines above, heading, rows, lines below.

use super::body::Open;
use super::heading::{self, Under, Words};
use super::key::number;
use super::sheet::Sheet;
use super::{Table, Vocabulary};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{At, Located, Place, column_letters};
use crate::read::{Grid, GridRow};
use crate::rule::stage::reading::{HIDDEN_PART, NO_HEADING};
use crate::words::say;

/// How many filled cells make a row look like a table's.
const TABLE_CELLS: usize = 4;

/// Words a note under a table begins with.
const NOTES: [&str; 14] =
    ["注：", "注:", "备注", "说明", "附注", "填表", "制表", "填报人", "经办", "审核", "联系", "负责人", "单位负责人", "日期"];

/// Words a line about the whole table begins with, a colon behind them.
const UNITS: [&str; 12] =
    ["编制", "填报", "报送", "公开单位", "公布单位", "单位", "主管部门", "责任单位", "实施机关", "部门", "领域", "年度"];

/// The tables of a sheet. A sheet that looks like a table but has no heading is reported.
pub fn find(grid: Grid, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Vec<Table> {
    let words = Words::new(vocabulary);
    let mut sheet = Sheet::new(grid);
    let mut walk = Walk { tables: Vec::new(), open: None, pending: Vec::new(), unclaimed: Vec::new() };
    let mut index = 0;
    while index < sheet.rows.len() {
        let under = match &walk.open {
            Some(open) if !walk.pending.iter().any(Line::is_title) => Under::Table(&open.words),
            Some(_) | None => Under::Title,
        };
        if let Some(found) = heading::at(&sheet, index, &words, under) {
            let bottom = found.bottom;
            walk.heading(&sheet, found, &words);
            while sheet.rows.get(index).is_some_and(|row| row.number <= bottom) {
                index += 1;
            }
            index += usize::from(sheet.rows.get(index).is_some_and(is_number_row));
        } else {
            walk.row(&mut sheet, index);
            index += 1;
        }
    }
    walk.close(&sheet);
    if walk.unclaimed.len() >= 2 {
        diagnostics.push(no_heading(&sheet, &walk.unclaimed, vocabulary));
    }
    for table in &walk.tables {
        report_hidden(&sheet, table, diagnostics);
    }
    walk.tables
}

/// What was found so far.
struct Walk {
    tables: Vec<Table>,
    open: Option<Open>,
    /// Lines since the last row of a table: notes of it, or the title of the next.
    pending: Vec<Line>,
    /// Rows that look like a table's but stand under no heading: place and text.
    unclaimed: Vec<(Place, String)>,
}

/// A row that may stand outside the table.
struct Line {
    kind: Kind,
    number: u32,
    cells: Vec<(u32, String)>,
}

/// What a row looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A row of the table.
    Row,
    /// One cell that spans the table: a title, or a heading of the rows below it.
    Spanning,
    /// 编制单位 and the like, in up to three cells.
    Unit,
    /// Begins as notes do.
    Note,
    /// One cell somewhere: a row if others follow, a signature if none does.
    Single,
}

impl Walk {
    fn heading(&mut self, sheet: &Sheet, found: heading::Heading, words: &Words<'_>) {
        let repeated = self.open.as_ref().is_some_and(|open| open.signature == found.signature);
        let title = self.pending.iter().position(Line::is_title);
        if repeated && title.is_none() {
            // A heading repeated on a later page; notes between stay where they are.
            self.keep_pending(sheet);
            return;
        }
        let above = if self.open.is_some() {
            self.pending.split_off(title.unwrap_or(self.pending.len()))
        } else {
            std::mem::take(&mut self.pending)
        };
        self.close(sheet);
        let above = above.into_iter().flat_map(|line| line.texts(sheet)).collect();
        self.open = Some(Open::new(sheet, found, above, words));
    }

    fn row(&mut self, sheet: &mut Sheet, index: usize) {
        let row = &sheet.rows[index];
        let kind = match &self.open {
            Some(open) => kind_of(sheet, row, open),
            None => {
                if row.cells.len() >= TABLE_CELLS {
                    self.unclaimed.push((sheet.place(row.number, row.cells[0].0), text_of(row)));
                }
                Kind::Unit
            }
        };
        let number = row.number;
        let cells = std::mem::take(&mut sheet.rows[index].cells);
        if kind != Kind::Row {
            self.pending.push(Line { kind, number, cells });
            return;
        }
        self.keep_pending(sheet);
        if let Some(open) = &mut self.open {
            open.push(sheet, number, cells);
        }
    }

    /// Rows follow, so the lines before them stand within the table.
    fn keep_pending(&mut self, sheet: &Sheet) {
        let Some(open) = &mut self.open else { return };
        for line in self.pending.drain(..) {
            match line.kind {
                Kind::Row | Kind::Single => open.push(sheet, line.number, line.cells),
                Kind::Spanning | Kind::Unit | Kind::Note => line.texts(sheet).into_iter().for_each(|text| open.section(text)),
            }
        }
    }

    /// Ends the table: what stands below it are its notes.
    fn close(&mut self, sheet: &Sheet) {
        let Some(open) = self.open.take() else { return };
        let mut table = open.table;
        table.below = self.pending.drain(..).flat_map(|line| line.texts(sheet)).collect();
        self.tables.push(table);
    }
}

impl Line {
    /// Whether it may be the title of the next table.
    fn is_title(&self) -> bool {
        matches!(self.kind, Kind::Spanning | Kind::Unit)
    }

    fn texts(self, sheet: &Sheet) -> Vec<Located<String>> {
        self.cells.into_iter().map(|(column, text)| Located::new(text, sheet.place(self.number, column))).collect()
    }
}

/// Judges a row under a heading.
fn kind_of(sheet: &Sheet, row: &GridRow, open: &Open) -> Kind {
    if row.cells.len() > 3 || sheet.is_continued(row.number, open.heading) {
        return Kind::Row;
    }
    let (column, first) = &row.cells[0];
    let start = first.trim_start_matches(['*', '※', '（', '(']);
    if NOTES.iter().any(|word| start.starts_with(word)) {
        return Kind::Note;
    }
    if UNITS.iter().any(|word| start.starts_with(word)) && start.contains(['：', ':']) {
        return Kind::Unit;
    }
    if row.cells.len() > 1 || number(first).is_some() {
        return Kind::Row;
    }
    let width = sheet.range_at(row.number, *column).map_or(1, |range| range.right - range.left + 1);
    let columns = u32::try_from(open.table.columns.len()).unwrap_or(u32::MAX);
    if width * 2 > columns || open.is_before_groups(*column) { Kind::Spanning } else { Kind::Single }
}

/// `1 2 3 4 …`: numbers of the columns.
fn is_number_row(row: &GridRow) -> bool {
    let numbers: Option<Vec<u32>> = row.cells.iter().map(|(_, text)| number(text)).collect();
    numbers.is_some_and(|numbers| numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1])))
}

fn text_of(row: &GridRow) -> String {
    let cells: Vec<String> = row.cells.iter().take(8).map(|(_, text)| text.replace('\n', " ").chars().take(12).collect()).collect();
    cells.join("｜")
}

fn no_heading(sheet: &Sheet, rows: &[(Place, String)], vocabulary: &Vocabulary) -> Diagnostic {
    let usual: Vec<&str> = vocabulary.words.iter().map(String::as_str).filter(|word| word.starts_with("公开")).take(6).collect();
    let words = if usual.len() < 3 { vocabulary.words.iter().map(String::as_str).take(6).collect() } else { usual };
    let (words, shown) = (words.join("、"), rows.iter().take(3).map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("；"));
    let (name, name_en) = rows[0]
        .0
        .sheet()
        .map_or_else(|| ("文件内容".to_owned(), "the file".to_owned()), |name| (format!("工作表“{name}”"), format!("sheet “{name}”")));
    let place = rows.first().map_or_else(|| Place { origin: sheet.origin.clone(), at: At::Whole }, |(place, _)| place.clone());
    let message = say!(
        "{name}像是一张表，但没有找到表头；前几行是：{shown}",
        "{name_en} looks like a table but no heading was found; its first rows: {shown}"
    );
    let help = say!(
        "请在数据上方加上表头，至少写明三个列名，例如：{words}",
        "put a heading above the rows with at least three known names, such as {words}"
    );
    Diagnostic::new(&NO_HEADING, place, message).with_help(help)
}

/// One warning a range of hidden rows or columns that lies within the table.
fn report_hidden(sheet: &Sheet, table: &Table, diagnostics: &mut Diagnostics) {
    let row_of = |place: &Place| match place.at {
        At::Cell { row, .. } => row,
        At::Whole | At::Text(_) => 0,
    };
    let (top, left) = (row_of(&table.place), table.columns.first().map_or(1, |column| column.number));
    let bottom = table.rows.last().map_or(top, |row| row_of(&row.place));
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
        diagnostics.push(hidden(sheet.place(from, left), &zh, &en));
    }
    for (first, last) in &sheet.hidden_columns {
        let within: Vec<u32> =
            table.columns.iter().map(|column| column.number).filter(|number| (*first..=*last).contains(number)).collect();
        let (Some(from), Some(to)) = (within.first(), within.last()) else { continue };
        let (first, last) = (column_letters(*from), column_letters(*to));
        let (zh, en) = if from == to {
            (format!(" {first} 列"), format!("column {first}"))
        } else {
            (format!(" {first} 至 {last} 列"), format!("columns {first} to {last}"))
        };
        diagnostics.push(hidden(sheet.place(top, *from), &zh, &en));
    }
}

fn hidden(place: Place, zh: &str, en: &str) -> Diagnostic {
    let message = say!("表格里{zh}被隐藏，内容仍已读取", "{en} of the table: hidden, and read all the same");
    let help = say!("请取消隐藏；确实不需要的请删除", "unhide what is needed, and delete what is not");
    Diagnostic::new(&HIDDEN_PART, place, message).with_help(help)
}
