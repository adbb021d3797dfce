//! Sheets drawn as text, and the tables found in them.

use std::sync::Arc;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::place::{Origin, Sheet};
use crate::read::{Beside, Grid, GridRow, Range, Visibility};

fn vocabulary() -> Vocabulary {
    let words = [
        "序号",
        "公开事项",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "全社会",
        "特定群体",
        "公开方式",
        "主动",
        "主动公开",
        "依申请公开",
        "公开层级",
        "县级",
        "乡级",
        "区级",
        "链接",
    ];
    Vocabulary {
        words: words.iter().map(|word| heading_key(word)).collect(),
        groups: ["一级事项".to_owned()].into(),
        printed: vec!["公开内容", "公开依据"],
        ..Vocabulary::default()
    }
}

/// A sheet from lines of cells separated by `|`; row numbers count every line, `A1:B2` lists merges.
fn grid(lines: &[&str], merges: &[&str]) -> Grid {
    let row = |(index, line): (usize, &&str)| {
        let cells: Vec<(u32, String)> = line
            .split('|')
            .enumerate()
            .map(|(column, text)| (column as u32 + 1, text.trim().replace('/', "\n")))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        (!cells.is_empty()).then_some(GridRow { number: index as u32 + 1, cells })
    };
    let corner = |text: &str| (text[1..].parse::<u32>().unwrap(), u32::from(text.as_bytes()[0] - b'A') + 1);
    let merge = |text: &&str| {
        let (first, last) = text.split_once(':').unwrap();
        let ((top, left), (bottom, right)) = (corner(first), corner(last));
        Range { top, left, bottom, right }
    };
    Grid {
        origin: Arc::new(Origin { file: "甲.xlsx".to_owned(), sheet: Some(Sheet { index: 0, name: "表".to_owned() }) }),
        visibility: Visibility::Shown,
        rows: lines.iter().enumerate().filter_map(row).collect(),
        beside: Beside { merges: merges.iter().map(merge).collect(), ..Beside::default() },
    }
}

fn tables(lines: &[&str], merges: &[&str]) -> Vec<Table> {
    let mut diagnostics = Diagnostics::default();
    let tables = find(grid(lines, merges), &vocabulary(), &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0, "{:?}", diagnostics.iter().collect::<Vec<_>>());
    tables
}

/// `一级事项 < 公开事项` for each column.
fn headings(table: &Table) -> Vec<String> {
    let words = |column: &Column| {
        let parents = column.parents.iter().rev().map(|parent| format!("<{}", heading_key(&parent.value)));
        std::iter::once(heading_key(&column.leaf.value)).chain(parents).collect::<String>()
    };
    table.columns.iter().map(words).collect()
}

/// Rows as text: `=` merged, `^` carried, `_` blank.
fn body(table: &Table) -> Vec<String> {
    let cell = |cell: &Cell| match cell.filled {
        Filled::Own => cell.text.clone(),
        Filled::Merged => format!("={}@{}", cell.text, cell.place.cell_name().unwrap()),
        Filled::Carried => format!("^{}@{}", cell.text, cell.place.cell_name().unwrap()),
        Filled::Blank => "_".to_owned(),
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

fn lines(lines: &[Located<String>]) -> Vec<&str> {
    lines.iter().map(|line| line.value.as_str()).collect()
}

const NATIONAL: [&str; 14] = [
    "序号",
    "一级事项<公开事项",
    "二级事项<公开事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "全社会<公开对象",
    "特定群体<公开对象",
    "主动<公开方式",
    "依申请公开<公开方式",
    "县级<公开层级",
    "乡级<公开层级",
];

const UPPER: &str = "序 号|公开事项||公开内容（要素）|公开依据|公开/时限|公开主体|公开渠道和载体（“■”表示必选项，“□”表示可选项）|公开对象||公开方式||公开层级|";
const LOWER: &str = "|一级事项|二级事项||||||全/社会|特定群体（请写明）|主动|依申请公开|县级|乡级";

#[test]
fn the_national_heading_is_read_merged_or_only_laid_out() {
    let body_row = "1|招生管理|招生政策|范围|条例|20个工作日|市教育局|■政府网站|√||√||√|√";
    let merged = tables(
        &["义务教育领域基层政务公开标准目录", "编制单位：市教育局|||日期：2020年", UPPER, LOWER, body_row],
        &["A1:N1", "A3:A4", "B3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "I3:J3", "K3:L3", "M3:N3"],
    );
    let plain = tables(&["义务教育领域基层政务公开标准目录", "编制单位：市教育局|||日期：2020年", UPPER, LOWER, body_row], &[]);
    for found in [merged, plain] {
        assert_eq!(found.len(), 1);
        let table = &found[0];
        assert_eq!(headings(table), NATIONAL);
        assert_eq!(table.place.cell_name().as_deref(), Some("A3"));
        assert_eq!(lines(&table.above), ["义务教育领域基层政务公开标准目录", "编制单位：市教育局", "日期：2020年"]);
        assert_eq!(body(table), ["1|招生管理|招生政策|范围|条例|20个工作日|市教育局|■政府网站|√|_|√|_|√|√"]);
        assert_eq!(table.columns[8].leaf.place.cell_name().as_deref(), Some("I4"));
        assert_eq!(table.columns[9].parents[0].place.cell_name().as_deref(), Some("I3"));
    }
}

#[test]
fn unknown_columns_and_unknown_leaves_become_columns() {
    let found = tables(
        &["公开内容|公开依据|责任科室|公开层级||备注", "|||东阳市级|镇街乡", "甲|法|综合科|√||x"],
        &["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"],
    );
    assert_eq!(headings(&found[0]), ["公开内容", "公开依据", "责任科室", "东阳市级<公开层级", "镇街乡<公开层级", "备注"]);
    let found = tables(&["公开内容|公开依据|公开时限", "甲|法|即时", "乙|法|即时|批注"], &[]);
    assert_eq!(headings(&found[0]), ["公开内容", "公开依据", "公开时限", ""]);
    assert_eq!(body(&found[0]), ["甲|法|即时|_", "乙|法|即时|批注"]);
}

#[test]
fn merged_cells_are_filled_down_and_only_groups_are_carried() {
    let found = tables(
        &["序号|一级事项|二级事项|公开内容|公开主体", "1|甲|子|x|市民政局", "2||丑|y|", "3||寅|z|", "|乙|卯|w|市司法局", "||辰|v|"],
        &["B2:B3", "E2:E4"],
    );
    assert_eq!(
        body(&found[0]),
        ["1|甲|子|x|市民政局", "2|=甲@B2|丑|y|=市民政局@E2", "3|^甲@B2|寅|z|=市民政局@E2", "_|乙|卯|w|市司法局", "_|^乙@B5|辰|v|_",]
    );
}

#[test]
fn a_merge_across_fills_nothing_and_covered_texts_are_not_seen() {
    let found = tables(&["一级事项|二级事项|公开内容|公开主体", "甲|隐|x|局", "乙||y|局"], &["A2:B2"]);
    assert_eq!(body(&found[0]), ["甲|_|x|局", "乙|_|y|局"]);
}

#[test]
fn words_in_the_body_are_no_heading() {
    let found = tables(
        &["一级事项|公开内容|公开主体|公开对象|公开方式|公开层级", "甲|x|局|全社会|主动公开|县级", "乙|y|局|全社会|主动公开|县级"],
        &[],
    );
    assert_eq!((found.len(), found[0].rows.len()), (1, 2));
}

#[test]
fn repeated_headings_and_number_rows_are_skipped() {
    let heading = "序号|一级事项|二级事项|公开内容|公开主体";
    let found = tables(&[heading, "1|2|3|4|5", "1|甲|子|x|局", heading, "1|2|3|4|5", "2||丑|y|局", "", "", heading], &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(body(&found[0]), ["1|甲|子|x|局", "2|^甲@B3|丑|y|局"]);
}

#[test]
fn a_title_between_begins_a_new_table() {
    let heading = "序号|一级事项|二级事项|公开内容|公开主体";
    let found = tables(
        &[
            "（一）社会救助领域",
            heading,
            "1|甲|子|x|局",
            "注：甲为示例。",
            "",
            "（二）养老服务领域标准目录",
            "填报单位：市民政局||日期：12月",
            heading,
            "1|乙|丑|y|局",
            "备注：完",
            "|||（盖章）",
        ],
        &["A1:E1"],
    );
    assert_eq!(found.len(), 2);
    assert_eq!(lines(&found[0].above), ["（一）社会救助领域"]);
    assert_eq!(lines(&found[0].below), ["注：甲为示例。"]);
    assert_eq!(lines(&found[1].above), ["（二）养老服务领域标准目录", "填报单位：市民政局", "日期：12月"]);
    assert_eq!(lines(&found[1].below), ["备注：完", "（盖章）"]);
    assert_eq!(body(&found[1]), ["1|乙|丑|y|局"]);
    // A different heading needs no title.
    let found = tables(&[heading, "1|甲|子|x|局", "公开内容|公开依据|公开时限", "y|法|即时"], &[]);
    assert_eq!((found.len(), body(&found[1])), (2, vec!["y|法|即时".to_owned()]));
}

#[test]
fn lines_across_the_body_are_sections_and_lone_cells_stay_rows() {
    let found = tables(&["序号|一级事项|二级事项|公开内容|公开主体", "一、行政许可", "1|甲|子|x|局", "|||续", "2||丑|y|局"], &["A2:E2"]);
    let section = &found[0].sections[0];
    assert_eq!((section.0, section.1.value.as_str()), (0, "一、行政许可"));
    assert_eq!(body(&found[0]), ["1|甲|子|x|局", "_|^甲@B3|_|续|_", "2|^甲@B3|丑|y|局"]);
}

#[test]
fn a_sheet_without_heading_is_reported_and_a_cover_is_not() {
    let mut diagnostics = Diagnostics::default();
    assert!(find(grid(&["1|甲|乙|丙", "2|丁|戊|己"], &[]), &vocabulary(), &mut diagnostics).is_empty());
    let found: Vec<_> = diagnostics.iter().map(|found| (found.rule.name, found.place.to_string(), found.message.zh.clone())).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].1.as_str()), ("no-heading", "甲.xlsx › 表 › A1"));
    assert!(found[0].2.contains("1｜甲｜乙｜丙；2｜丁｜戊｜己"), "{}", found[0].2);
    assert!(tables(&["常熟市基层政务公开标准目录", "", "社会救助|1", "养老服务|2"], &[]).is_empty());
}

#[test]
fn hidden_parts_of_a_table_are_named_once_a_range() {
    let mut sheet = grid(&["标题", "公开内容|公开依据|公开时限|公开主体", "a|b|c|d", "e|f|g|h", "i|j|k|l"], &[]);
    sheet.beside.hidden_rows = vec![(3, 4), (9, 12)];
    sheet.beside.hidden_columns = vec![(2, 2), (40, 60)];
    let mut diagnostics = Diagnostics::default();
    assert_eq!(find(sheet, &vocabulary(), &mut diagnostics)[0].rows.len(), 3);
    let found: Vec<_> = diagnostics.iter().map(|found| (found.place.to_string(), found.message.zh.clone())).collect();
    assert_eq!(found.len(), 2);
    assert!(found[0].0.ends_with("A3") && found[0].1.contains("第 3 至 4 行"), "{found:?}");
    assert!(found[1].0.ends_with("B2") && found[1].1.contains("B 列"), "{found:?}");
}

#[test]
fn formulas_of_a_table_are_named_once_with_and_once_without_a_value() {
    let mut sheet = grid(&["标题", "公开内容|公开依据|公开时限|公开主体", "a|b|c|d", "e||g|", "i|j|k|l"], &[]);
    sheet.beside.formulas = vec![(4, 4), (1, 1), (3, 2), (4, 2), (5, 1), (40, 1)];
    let mut diagnostics = Diagnostics::default();
    find(sheet, &vocabulary(), &mut diagnostics);
    let found: Vec<_> =
        diagnostics.iter().map(|found| (found.rule.name, found.place.cell_name().unwrap(), found.message.zh.clone())).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].0 == "formula-read" && found[0].1 == "B3" && found[0].2.contains("2 个"), "{found:?}");
    assert!(found[1].0 == "formula-unsaved" && found[1].1 == "B4" && found[1].2.ends_with("B4、D4"), "{found:?}");
}

#[test]
fn headings_compare_without_width_blanks_and_legends() {
    for (written, key) in [
        ("公 开\n时限", "公开时限"),
        ("公开内容(要素)", "公开内容"),
        ("公开渠道和载体（“■”表示必选项,“□”表示可选项）", "公开渠道和载体"),
        ("特定群体［请写明］", "特定群体"),
        ("镇（街、园区）级", "镇级"),
        ("（备注）", "备注"),
        ("公开主体：", "公开主体"),
        ("\u{3000}全\u{a0}社 会", "全社会"),
        ("", ""),
    ] {
        assert_eq!(heading_key(written), key, "{written:?}");
    }
}

proptest::proptest! {
    /// Whatever a sheet holds: no panic, and every text that is seen is kept somewhere or stands in a skipped heading.
    #[test]
    fn nothing_is_lost(
        cells in proptest::collection::vec((1_u32..12, 1_u32..7, "[甲乙丙丁]{1,3}"), 0..40),
        merges in proptest::collection::vec((1_u32..14, 1_u32..7, 0_u32..3, 0_u32..3), 0..4),
        at in 1_u32..6,
    ) {
        let mut sheet = grid(&[], &[]);
        let mut rows: std::collections::BTreeMap<u32, std::collections::BTreeMap<u32, String>> = std::collections::BTreeMap::new();
        for (row, column, text) in cells {
            rows.entry(row).or_default().insert(column, format!("{text}{row}{column}"));
        }
        let heading = ["序号", "一级事项", "二级事项", "公开内容", "公开主体"];
        rows.insert(at, (1..).zip(heading.map(str::to_owned)).collect());
        sheet.rows = rows.into_iter().map(|(number, cells)| GridRow { number, cells: cells.into_iter().collect() }).collect();
        sheet.beside.merges = merges.into_iter().map(|(top, left, down, across)| Range { top, left, bottom: top + down, right: left + across }).collect();
        let seen: Vec<String> = super::sheet::Sheet::new(Grid { rows: sheet.rows.iter().map(|row| GridRow { number: row.number, cells: row.cells.clone() }).collect(), beside: sheet.beside.clone(), ..grid(&[], &[]) })
            .rows
            .into_iter()
            .flat_map(|row| row.cells.into_iter().map(|(_, text)| text))
            .collect();
        let mut diagnostics = Diagnostics::default();
        let tables = find(sheet, &vocabulary(), &mut diagnostics);
        let mut kept: Vec<&str> = Vec::new();
        for table in &tables {
            kept.extend(lines(&table.above));
            kept.extend(lines(&table.below));
            kept.extend(table.sections.iter().map(|(_, line)| line.value.as_str()));
            kept.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()));
            for column in &table.columns {
                kept.push(&column.leaf.value);
                kept.extend(lines(&column.parents));
            }
        }
        for text in seen {
            proptest::prop_assert!(tables.is_empty() || kept.contains(&text.as_str()), "{text} of {tables:#?}");
        }
    }
}

#[test]
fn a_title_stands_behind_a_blank_row_and_notes_right_under_the_table() {
    let heading = "序号|一级事项|公开内容|公开依据|公开时限";
    let lines =
        ["甲目录", heading, "1|甲|一|二|三", "联系电话见网站", "以上为准", "", "乙目录", "编制单位：乙局", heading, "1|乙|一|二|三"];
    let found = tables(&lines, &[]);
    let told: Vec<_> = found.iter().map(|table| (lines_of(&table.above), lines_of(&table.below))).collect();
    assert_eq!(told, [(vec!["甲目录"], vec!["联系电话见网站", "以上为准"]), (vec!["乙目录", "编制单位：乙局"], vec![])]);
    // Without a blank row the first line that may be a title is one; a blank row behind the title changes nothing.
    for lines in [
        ["甲目录", heading, "1|甲|一|二|三", "乙目录", "编制单位：乙局", heading, "1|乙|一|二|三"],
        ["甲目录", heading, "1|甲|一|二|三", "乙目录", "", heading, "1|乙|一|二|三"],
    ] {
        let found = tables(&lines, &[]);
        assert_eq!((found.len(), found[1].above[0].value.as_str(), found[0].below.len()), (2, "乙目录", 0));
    }
}

fn lines_of(lines: &[Located<String>]) -> Vec<&str> {
    lines.iter().map(|line| line.value.as_str()).collect()
}
