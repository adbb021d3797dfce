//! Lists written as YAML and read back are the same lists: over random sheets, and over every list of the examples.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests, outside of test functions")]

#[path = "support/bare.rs"]
mod bare;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bare::bare;
use mulu::diagnostic::Diagnostics;
use mulu::emit::{list_workbook, list_yaml};
use mulu::knowledge;
use mulu::model::List;
use mulu::parse::{self, Context, Folder};
use mulu::place::{Origin, Sheet};
use mulu::read::{self, Beside, Contents, Grid, GridRow, Input, Range, Visibility};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};

const HEADINGS: [&str; 16] = [
    "序号",
    "一级事项",
    "二级事项",
    "三级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "全社会",
    "特定群众",
    "主动",
    "依申请公开",
    "市级",
    "镇级",
    "责任科室",
];

/// Words cells are made of: names, marks, separators, and everything YAML takes for something else.
const WORDS: [&str; 40] = [
    "招生政策",
    "义务教育",
    "√",
    "■政府网站",
    "□两微一端",
    "■其他：办税服务厅",
    "政府网站",
    "《甲法》",
    "《乙条例》（国务院令第711号）",
    "20个工作日",
    "；",
    "、",
    "\n",
    " ",
    "：",
    ": ",
    "#",
    " #",
    "- ",
    "no",
    "null",
    "~",
    "00012",
    "1.0",
    "{a}",
    "[b]",
    "\"",
    "'",
    "\\",
    "1.",
    "2.",
    "（一）",
    "市教育局",
    "申请人",
    "─",
    "同上",
    "\u{3000}",
    "\t",
    "|",
    "&*!%@`",
];

const NATIVE: [&[&str]; 4] = [
    &["序号", "权力类型", "事项编码", "主项名称", "子项名称", "设定依据", "行使主体", "行使层级", "责任事项", "备注"],
    &["职权名称", "子项", "实施依据", "实施机构", "办理环节", "责任科室", "承诺时限", "法定时限", "备注", "实施对象"],
    &["序号", "实施单位", "项目名称", "类型", "权种类别", "设定依据", "部门意见（保留）", "备注", "备注", ""],
    &["基本编码", "实施编码", "服务事项名称", "事项名称", "事项类型", "权力类型", "省级主管", "行使层级", "办理方式", "领域"],
];

fn lists_of(mut input: Input) -> Vec<List> {
    let context = Context { knowledge: knowledge::load(), project: None, folder: Folder::Loose };
    let mut diagnostics = Diagnostics::default();
    parse::parse(&mut input, &context, &mut diagnostics).lists
}

/// What the lists say once they were written and read again.
fn again(lists: &[List], path: &str) -> (String, Vec<List>) {
    let yaml = list_yaml::print(lists);
    let mut diagnostics = Diagnostics::default();
    let input = read::read_bytes(yaml.clone().into_bytes(), path, read::Choice::default(), &mut diagnostics);
    let broken: Vec<_> = diagnostics.iter().map(|found| format!("{} {}", found.place, found.message.zh)).collect();
    assert!(broken.is_empty(), "{broken:?}\n{yaml}");
    (yaml, lists_of(input))
}

fn sheet(title: &str, headings: &[&str], names: [u32; 2], rows: &[Vec<String>], merged: &[bool]) -> Input {
    let mut read = vec![
        GridRow { number: 1, cells: vec![(1, title.to_owned())] },
        GridRow { number: 2, cells: numbered(headings.iter().map(|heading| (*heading).to_owned())) },
    ];
    let mut merges = Vec::new();
    for (index, (row, merged)) in rows.iter().zip(merged).enumerate() {
        let number = u32::try_from(index + 3).unwrap();
        let mut cells = numbered(row.iter().cloned());
        // Now and then a name is one cell with the row above.
        if *merged && index > 0 && !rows[index - 1][names[1] as usize - 1].trim().is_empty() {
            cells.retain(|(column, _)| !names.contains(column));
            merges.extend(names.map(|column| Range { top: number - 1, left: column, bottom: number, right: column }));
        }
        read.push(GridRow { number, cells });
    }
    let origin = Arc::new(Origin { file: "甲.xlsx".to_owned(), sheet: Some(Sheet { index: 0, name: "表".to_owned() }) });
    let grid = Grid { origin, visibility: Visibility::Shown, rows: read, beside: Beside { merges, ..Beside::default() } };
    Input { path: "甲.xlsx".to_owned(), sha256: String::new(), text: None, contents: Contents::Grids(vec![grid]), further: Vec::new() }
}

fn numbered(texts: impl Iterator<Item = String>) -> Vec<(u32, String)> {
    (1..).zip(texts).filter(|(_, text)| !text.trim().is_empty()).collect()
}

fn cell() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..5).prop_map(|words| words.concat());
    prop_oneof![4 => Just("√".to_owned()), 8 => words, 2 => Just(String::new()), 1 => "\\PC{0,6}"]
}

/// Cells that no native list takes for a heading of rows.
fn native_cell() -> impl Strategy<Value = String> {
    let words = ["甲", "乙", "《甲法》", "\n", " ", "；", "1.", "（一）", "00012", "no", "~", "# ", "- ", "同上", "待定", "—", "√", "市级"];
    let words =
        proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..4).prop_map(|words| words.concat().trim().to_owned());
    prop_oneof![4 => words, 1 => Just(String::new())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn random_sheets_read_back_the_same(
        rows in proptest::collection::vec((proptest::collection::vec(cell(), HEADINGS.len()), proptest::bool::weighted(0.3)), 1..6),
    ) {
        let (rows, merged): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let lists = lists_of(sheet("义务教育领域基层政务公开标准目录", &HEADINGS, [2, 3], &rows, &merged));
        let (yaml, back) = again(&lists, "乙.yaml");
        assert!(bare(&lists) == bare(&back), "{yaml}\n{}", list_yaml::print(&back));
    }
}

/// What the lists say once they were written in a form of tables and read again; titles aside, some lists get one.
fn from_form(lists: &[List], form: &str) -> Vec<List> {
    let name = format!("乙.{form}");
    let bytes = (mulu::emit::list_forms::of(Path::new(&name)).expect("the form is written").make)(lists).unwrap();
    let mut back = bare(&lists_of(read::read_bytes(bytes, &name, read::Choice::default(), &mut Diagnostics::default())));
    back.iter_mut().for_each(|list| list.title = None);
    back
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The forms differ in what they can do (merged cells, sheets), not in what they say.
    #[test]
    fn random_lists_say_the_same_in_every_form(
        rows in proptest::collection::vec((proptest::collection::vec(cell(), HEADINGS.len()), proptest::bool::weighted(0.3)), 1..6),
    ) {
        let (rows, merged): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let lists = lists_of(sheet("义务教育领域基层政务公开标准目录", &HEADINGS, [2, 3], &rows, &merged));
        let [one, two, three] = ["xlsx", "ods", "csv"].map(|form| from_form(&lists, form));
        assert!(one == two, "{}\n{}", list_yaml::print(&one), list_yaml::print(&two));
        assert!(one == three, "{}\n{}", list_yaml::print(&one), list_yaml::print(&three));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Native lists, as YAML and as a workbook.
    #[test]
    fn random_native_sheets_read_back_the_same(
        headings in 0..NATIVE.len(),
        rows in proptest::collection::vec((proptest::collection::vec(native_cell(), NATIVE[0].len()), proptest::bool::weighted(0.3)), 1..6),
    ) {
        let (rows, merged): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let lists = lists_of(sheet("市教育局权责清单", NATIVE[headings], [3, 4], &rows, &merged));
        let (yaml, back) = again(&lists, "乙.yaml");
        assert!(bare(&lists) == bare(&back), "{yaml}\n{}", list_yaml::print(&back));
        let mut diagnostics = Diagnostics::default();
        let bytes = list_workbook::make(&lists).unwrap();
        let back = lists_of(read::read_bytes(bytes, "乙.xlsx", read::Choice::default(), &mut diagnostics));
        assert!(bare(&lists) == bare(&back), "workbook {yaml}\n{}", list_yaml::print(&back));
    }
}

#[test]
fn every_list_of_the_examples_reads_back_the_same() {
    let mut seen = 0;
    for path in files(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")) {
        let kind = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let inside = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("the examples lie in the project");
        let named = |folder: &str| inside.iter().any(|part| part == folder);
        if !matches!(kind, "xlsx" | "yaml") || !named("lists") || named("faulty") {
            continue;
        }
        let mut diagnostics = Diagnostics::default();
        let input = read::read_file(&path, "甲", read::Choice::default(), &mut diagnostics);
        let lists = lists_of(input);
        assert!(!lists.is_empty(), "{}", path.display());
        let (yaml, back) = again(&lists, "乙.yaml");
        assert_eq!(bare(&lists).len(), back.len(), "{}", path.display());
        for (one, other) in bare(&lists).iter().zip(&bare(&back)) {
            for (item, same) in one.items.iter().zip(&other.items) {
                assert_eq!(item, same, "{}\n{yaml}", path.display());
            }
            assert!(one == other, "{}\n{yaml}\n{}", path.display(), list_yaml::print(&back));
        }
        seen += 1;
    }
    assert!(seen > 10, "only {seen} lists");
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the examples are there") {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() { files.extend(self::files(path)) } else { files.push(path) }
    }
    files.sort();
    files
}
