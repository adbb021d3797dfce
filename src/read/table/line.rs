//! What a row outside a heading looks like: a row of the table, its title, a note, a signature. Judges by form and a few words.

use super::body::Open;
use super::key::{heading_key, number};
use super::sheet::Sheet;
use crate::place::Located;
use crate::read::GridRow;

/// Words a note under a table begins with.
const NOTES: [&str; 14] =
    ["注：", "注:", "备注", "说明", "附注", "填表", "制表", "填报人", "经办", "审核", "联系", "负责人", "单位负责人", "日期"];

/// Words a line about the whole table begins with, a colon behind them.
const UNITS: [&str; 20] = [
    "编制",
    "填报",
    "报送",
    "公开单位",
    "公布单位",
    "单位",
    "主管部门",
    "责任单位",
    "实施机关",
    "部门",
    "领域",
    "年度",
    "职权类别",
    "职权类型",
    "权力类别",
    "权力类型",
    "权责类型",
    "行政权力类别",
    "事项类型",
    "事项类别",
];

/// A row that may stand outside the table.
pub(super) struct Line {
    pub(super) kind: Kind,
    pub(super) number: u32,
    pub(super) cells: Vec<(u32, String)>,
}

/// What a row looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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

impl Line {
    /// Whether it may be the title of the next table.
    pub(super) fn is_title(&self) -> bool {
        matches!(self.kind, Kind::Spanning | Kind::Unit)
    }

    /// Whether it says who made the table: such a line stands under a title. One that names the domain is as good as one.
    pub(super) fn is_about_whom(&self) -> bool {
        self.kind == Kind::Unit && !self.cells.iter().any(|(_, text)| text.starts_with("领域"))
    }

    /// Whether it is a title by its words.
    pub(super) fn names_a_list(&self) -> bool {
        let says = |text: &str| ["领域", "目录", "清单"].iter().any(|word| text.contains(word));
        self.kind == Kind::Spanning && self.cells.iter().any(|(_, text)| says(text))
    }

    pub(super) fn texts(self, sheet: &Sheet) -> Vec<Located<String>> {
        self.cells.into_iter().map(|(column, text)| Located::new(text, sheet.place(self.number, column))).collect()
    }
}

/// Judges a row under a heading.
pub(super) fn kind_of(sheet: &Sheet, row: &GridRow, open: &Open) -> Kind {
    if row.cells.len() > 3 || sheet.is_continued(row.number, open.heading) {
        return Kind::Row;
    }
    let (column, first) = &row.cells[0];
    if row.cells.len() == 1 && is_page_number(first) {
        return Kind::Note;
    }
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
    if width * 2 > columns || open.is_before_groups(*column) {
        Kind::Spanning
    } else if open.is_name(row.number, *column) && !is_signature(first) {
        Kind::Row
    } else {
        Kind::Single
    }
}

/// What stands under a table to be signed or dated.
fn is_signature(text: &str) -> bool {
    let bare = text.trim_end_matches(['日', ' ']);
    text.contains("盖章") || text.contains("签字") || (bare.len() < text.len() && bare.ends_with(|c: char| c.is_ascii_digit()))
}

/// `第 2 页 共 3 页`, `— 2 —`, `2/3`: what a printed page had at its foot.
fn is_page_number(text: &str) -> bool {
    let plain: String = heading_key(text);
    let words = plain.trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '―'));
    let of_pages =
        words.starts_with('第') && words.contains('页') && words.chars().all(|c| c.is_ascii_digit() || "第页共，,/ ".contains(c));
    let dashed = words.len() < plain.len() && !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = words
        .split_once('/')
        .is_some_and(|(page, all)| [page, all].iter().all(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit())));
    of_pages || dashed || fraction
}

/// A title as it is compared with that of the page before: `…目录（续）` is `…目录`.
pub(super) fn title_key(text: &str) -> String {
    let key = heading_key(text);
    key.trim_end_matches("续表").trim_end_matches('续').to_owned()
}

/// `1 2 3 4 …`: numbers of the columns.
pub(super) fn is_number_row(row: &GridRow) -> bool {
    let numbers: Option<Vec<u32>> = row.cells.iter().map(|(_, text)| number(text)).collect();
    numbers.is_some_and(|numbers| numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1])))
}
