//! The first sheet, 目录: what the workbook is, who made it, as of which day, and a line a domain that leads to its sheet.

use std::borrow::Cow;

use crate::emit::Publication;
use crate::model::DomainSection;

use super::paper::Paper;
use super::table::{Cell, Column, Heading, Holds, Table};
use super::{numerals, wording};

/// So many rows are still read with ease on one page.
pub(super) const ROWS_TOGETHER: usize = 45;

/// One domain in the contents.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// The domain.
    pub(super) domain: &'a DomainSection,
    /// Its sheet; none when it has none.
    pub(super) sheet: Option<&'a str>,
    /// How many items stand there.
    pub(super) count: usize,
    /// Why there are none, or the like.
    pub(super) remark: Cow<'a, str>,
}

/// A further sheet of the workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct Further<'a> {
    /// Its name.
    pub(super) sheet: &'a str,
    /// What stands there.
    pub(super) remark: &'static str,
}

/// The contents. `office` is 编制单位.
pub(super) fn table<'a>(
    publication: Publication<'a>,
    title: impl Into<Cow<'a, str>>,
    office: Option<&str>,
    lines: Vec<Line<'a>>,
    further: &[Further<'a>],
) -> Table<'a> {
    let total = lines.iter().map(|line| line.count).sum();
    let mut rows: Vec<Vec<Cell<'a>>> = lines.into_iter().map(row).collect();
    rows.push(vec![Cell::text(""), Cell::text("合计"), Cell::text(""), Cell::Count(total), Cell::text("")]);
    rows.extend(further.iter().map(|further| {
        vec![
            Cell::text(""),
            Cell::Inner(further.sheet.into(), further.sheet, 0),
            Cell::text(""),
            Cell::text(""),
            Cell::text(further.remark),
        ]
    }));
    Table {
        title: title.into(),
        above: about(publication, office),
        columns: columns(),
        heading: Heading::Always,
        rows,
        below: Vec::new(),
        paper: Paper::Portrait,
    }
}

/// What the edition is: only what the project says.
pub(super) fn about<'a>(publication: Publication<'_>, office: Option<&str>) -> Vec<Cow<'a, str>> {
    let edition = &publication.project.edition;
    let mut about: Vec<Cow<'a, str>> = Vec::new();
    if let Some(office) = office {
        about.push(format!("编制单位：{office}").into());
    }
    let mut version = format!("版本：{}", edition.id);
    if let Some(date) = &edition.as_of {
        version += &format!("　　基准日期：{}", wording::day(date.value));
    }
    about.push(version.into());
    if let Some(approved) = &edition.approved_by {
        about.push(format!("批准：{approved}").into());
    }
    about
}

fn columns() -> Vec<Column<'static>> {
    [("序号", 12.0), ("领域", 28.0), ("牵头部门", 30.0), ("事项数", 9.0), ("备注", 26.0)]
        .map(|(leaf, width)| {
            let holds = if leaf == "备注" { Holds::Running } else { Holds::Short };
            Column { parent: None, leaf: leaf.into(), width, holds }
        })
        .to_vec()
}

fn row(line: Line<'_>) -> Vec<Cell<'_>> {
    let name = match line.sheet {
        Some(sheet) => Cell::Inner(line.domain.name.as_str().into(), sheet, 0),
        None => Cell::text(line.domain.name.as_str()),
    };
    vec![
        Cell::text(format!("（{}）", numerals::chinese(line.number))),
        name,
        Cell::text(line.domain.departments.join("、")),
        Cell::Count(line.count),
        Cell::Text(line.remark),
    ]
}

/// Why a domain has no items here, as its sheet and the contents say it.
pub(super) fn absence(domain: &DomainSection, tier: &str) -> Cow<'static, str> {
    match &domain.not_applicable {
        Some(reason) => format!("不适用：{}", reason.value).into(),
        None => format!("本领域没有{tier}事项。").into(),
    }
}

/// A sheet that only says why its table is empty.
pub(super) fn empty<'a>(title: String, columns: Vec<Column<'a>>, why: Cow<'a, str>) -> Table<'a> {
    Table {
        title: title.into(),
        above: vec![why],
        columns,
        heading: Heading::OverRows,
        rows: Vec::new(),
        below: Vec::new(),
        paper: Paper::Landscape,
    }
}
