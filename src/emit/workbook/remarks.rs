//! The sheet 说明: how to read the tables, and what is not in them, with the reasons. Says nothing the catalog does not.

use std::borrow::Cow;

use crate::emit::{Publication, State};

use super::paper::Paper;
use super::table::{Cell, Column, Heading, Holds, Table};
use super::wording;

/// How a national table is read.
const READING: &[&str] = &[
    "一、本目录按照国家有关部门基层政务公开标准指引的表样编排，每个领域一张工作表；序号按工作表重新编排。",
    "二、“√”表示该列适用；公开对象、公开方式、公开层级各列中的文字，是对适用范围的说明。",
    "三、公开渠道和载体中，“■”表示采用的渠道；表下有“注”的，以“注”为准。",
    "四、二级事项带下划线的，点击可打开已公开信息的网页；名称较长的，点击表格右侧的“打开网页”（不打印）。",
    "五、宽表横向打印，每页重复表头，一条事项不跨页，一级事项接到下一页的在页首重写。标题用方正小标宋简体，表头用黑体，正文用仿宋_GB2312；电脑没有安装这些字体时，会自动换用相近字体。",
];

/// What stands in the sheet.
#[derive(Debug)]
pub(super) struct Remarks<'a> {
    /// Remarks of this workbook behind those on reading.
    pub(super) lines: Vec<Cow<'a, str>>,
    /// Headings of the table with their widths; the first is a group.
    pub(super) headings: &'static [(&'static str, f64)],
    /// Its rows.
    pub(super) rows: Vec<Vec<Cell<'a>>>,
}

/// The sheet.
pub(super) fn table<'a>(publication: Publication<'_>, remarks: Remarks<'a>) -> Table<'a> {
    let mut above: Vec<Cow<'a, str>> = Vec::new();
    above.push(publication.project.edition.title.clone().into());
    if publication.state == State::Draft {
        above.push("本文件是草稿，未经审核，不得对外发布。".into());
    }
    above.extend(READING.iter().copied().map(Cow::Borrowed));
    above.extend(remarks.lines);
    let columns = remarks.headings.iter().enumerate().map(|(at, (leaf, width))| Column {
        parent: None,
        leaf: (*leaf).into(),
        width: *width,
        holds: if at == 0 {
            Holds::Group
        } else if *width < 15.0 {
            Holds::Short
        } else {
            Holds::Long
        },
    });
    Table {
        title: wording::sheet_title(publication, "说明").into(),
        above,
        columns: columns.collect(),
        heading: Heading::OverRows,
        rows: remarks.rows,
        below: Vec::new(),
        paper: Paper::Landscape,
    }
}
