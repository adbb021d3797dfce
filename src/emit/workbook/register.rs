//! The sheet 报送情况: every file that was handed in, whose it is and whether it was accepted, and who has handed in nothing.

use std::borrow::Cow;

use crate::emit::Publication;
use crate::model::register::{Carried, Submission, Unit};

use super::paper::Paper;
use super::table::{Cell, Column, Heading, Holds, Table};
use super::wording;

/// Headings, widths, and what a column holds.
const COLUMNS: [(&str, f64, Holds); 10] = [
    ("类别", 8.0, Holds::Short),
    ("单位", 26.0, Holds::Short),
    ("文件", 60.0, Holds::Running),
    ("事项", 8.0, Holds::Short),
    ("错误", 8.0, Holds::Short),
    ("警告", 8.0, Holds::Short),
    ("状态", 12.0, Holds::Short),
    ("处理", 36.0, Holds::Running),
    ("自何日起未变", 14.0, Holds::Short),
    ("校验码（sha256）", 40.0, Holds::Running),
];

/// The sheet.
pub(super) fn table(publication: Publication<'_>) -> Table<'_> {
    let columns = COLUMNS.map(|(leaf, width, holds)| Column { parent: None, leaf: leaf.into(), width, holds });
    Table {
        title: wording::sheet_title(publication, "报送情况").into(),
        above: Vec::new(),
        columns: columns.into(),
        heading: Heading::Always,
        rows: publication.register.iter().map(row).collect(),
        below: Vec::new(),
        paper: Paper::Landscape,
    }
}

fn row(submission: &Submission) -> Vec<Cell<'_>> {
    let of = match submission.of {
        Unit::Department => "部门",
        Unit::Town => "镇街",
    };
    let unit = if submission.unit.is_empty() { "（文件没有写明）" } else { &submission.unit };
    let text = |text: &'_ Option<String>| Cell::Text(Cow::Owned(text.clone().unwrap_or_default()));
    vec![
        Cell::text(of),
        Cell::text(unit),
        text(&submission.file),
        Cell::Count(submission.items),
        Cell::Count(submission.errors),
        Cell::Count(submission.warnings),
        Cell::text(submission.state.word()),
        Cell::Text(Cow::Owned(done(submission))),
        text(&submission.since),
        text(&submission.sha256),
    ]
}

/// What the build did with what of it is invalid.
fn done(submission: &Submission) -> String {
    match (&submission.carried, submission.left_out) {
        (Some(Carried { items: 0, reason, .. }), _) => format!("没有采用，上一版也没有它的事项：{}", reason.words().zh),
        (Some(Carried { since, items, reason }), _) => format!("沿用上一版（{since}，{items} 条）：{}", reason.words().zh),
        (None, 0) => String::new(),
        (None, count) => format!("未采用事项 {count} 条"),
    }
}
