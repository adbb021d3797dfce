//! Sheets of native lists in the shapes real ones have, drawn as text.

use std::fmt::Write;

use super::{CHANGSHU, drawn, project_of, read_sheet, rules};
use crate::model::{Form, List, ListKind, Power, name};

/// A power on one line: `code name〔subname〕type basis body tier {heading: text}`; what is not given is left out.
fn line(power: &Power) -> String {
    let mut line = power.name.value.clone();
    if let Some(subname) = &power.subname {
        write!(line, "〔{}〕", subname.value).unwrap();
    }
    let given = [&power.code, &power.power_type, &power.basis, &power.body, &power.tier];
    for (sign, text) in ["#", ":", "@", "=", "^"].iter().zip(given) {
        if let Some(text) = text {
            write!(line, " {sign}{}", text.value).unwrap();
        }
    }
    for extra in &power.extra {
        write!(line, " {{{}: {}}}", extra.heading, extra.text.value).unwrap();
    }
    line
}

fn lists(lines: &[&str]) -> Vec<List> {
    let (parsed, found) = read_sheet(drawn("表", lines), None);
    assert_eq!(rules(found), Vec::<String>::new());
    assert!(parsed.lists.iter().all(|list| list.form == Form::Native));
    parsed.lists
}

fn powers(lines: &[&str]) -> Vec<String> {
    lists(lines).iter().flat_map(|list| &list.powers).map(line).collect()
}

fn notes(list: &List) -> Vec<&str> {
    list.notes.iter().map(|note| note.value.as_str()).collect()
}

#[test]
fn every_table_is_told_by_its_headings_alone() {
    for heading in [
        "序号|权力类型|事项名称|子项名称|备注",
        "序号|规范统一事项名称|权力类型|行使层级|备注",
        "序号|项目名称|职权类别|责任科室",
        "-|职权名称|职权依据",
        "职权名称|职权依据",
        "序号|实施单位|项目名称|权种类别|设定依据|部门意见(保留)|备注",
        "行政权力类别|项目编码|项目名称|实施主体|承办机构|实施依据|实施对象|办理时限|收费依据和标准",
        "序号|权力类型|权力名称|权力依据|责任事项|责任事项依据|承办机构|追责对象范围|备注",
        "序号|主项名称|子项名称|省级主管|事项类型|行使层级|设定依据|办理方式|备注",
        "权责事项名称|权责类型|法律依据|主体|内设机构|权限|责任内容|追责依据|问责对象|问责情形",
        "序号|事项名称|实施主体|承办科室|实施层级及权限|责任追究情形",
        // Its 内容 and 时限 are no 公开内容 and 公开时限.
        "序号|服务事项名称|内容|设定依据|时限",
    ] {
        let width = heading.split('|').count();
        let row: Vec<String> = (0..width).map(|column| format!("甲{column}")).collect();
        let (parsed, found) = read_sheet(drawn("表", &[heading, &row.join("|")]), None);
        let forms: Vec<_> = parsed.lists.iter().map(|list| (list.form, list.powers.len())).collect();
        assert_eq!((forms, rules(found)), (vec![(Form::Native, 1)], Vec::new()), "{heading}");
        let all = line(&parsed.lists[0].powers[0]);
        for (column, word) in row.iter().enumerate().filter(|(column, _)| *column > 0 || !heading.starts_with(['序', '-'])) {
            assert!(all.contains(word.as_str()), "{heading}: column {column} of {all}");
        }
    }
}

#[test]
fn the_surer_of_two_headings_is_taken() {
    assert_eq!(
        powers(&["部门名称|行使主体|项目|权力名称|依据|设定依据|类型|权力类型", "甲|乙|丙|丁|戊|己|庚|行政许可"]),
        ["丁 :行政许可 @己 =乙 {部门名称: 甲} {项目: 丙} {依据: 戊} {类型: 庚}"]
    );
    assert_eq!(powers(&["职权名称|实施依据|法律依据", "甲|乙|丙"]), ["甲 @乙 {法律依据: 丙}"]);
}

#[test]
fn a_running_number_may_hold_the_code() {
    let heading = "序号|事项名称|设定依据";
    assert_eq!(
        powers(&[heading, "360829NYJ-XK-001|甲|《丙法》", "360829NYJ-XK-002|乙|"]),
        ["甲 #360829NYJ-XK-001 @《丙法》", "乙 #360829NYJ-XK-002"]
    );
    assert_eq!(powers(&[heading, "XK-1|甲|", "待定|乙|", "XK-3|丙|"]), ["甲 #XK-1", "乙 #待定", "丙 #XK-3"]);
    assert_eq!(powers(&[heading, "1|甲|", "（2）|乙|", "3.1|丙|", "四|丁|"]), ["甲", "乙", "丙", "丁"]);
    // Where another column is the code, nothing is lost of this one.
    assert_eq!(powers(&["序号|事项编码|事项名称", "XK-001|32058100|甲"]), ["甲 #32058100 {序号: XK-001}"]);
    // A column of numbers without a heading numbers the rows.
    assert_eq!(powers(&["|职权名称|职权依据", "1|甲|丙", "2|乙|丁"]), ["甲 @丙", "乙 @丁"]);
}

#[test]
fn items_and_sub_items() {
    let heading = "序号|主项名称|子项名称|权力类型";
    assert_eq!(
        powers(&[heading, "1|甲|一|行政许可", "2|^|二|行政许可", "3|乙|—|行政处罚", "4|丙|<|行政处罚"]),
        ["甲〔一〕 :行政许可", "甲〔二〕 :行政许可", "乙 :行政处罚", "丙 :行政处罚"]
    );
    // Merged cells that a program took apart: the 主项 stands over its 子项.
    assert_eq!(powers(&[heading, "1|甲|一|行政许可", "||二|行政许可", "||三|"]), ["甲〔一〕 :行政许可", "甲〔二〕 :行政许可", "甲〔三〕"]);
    // No 主项 above: the 子项 is what it is called.
    assert_eq!(powers(&[heading, "1||一|行政许可", "2|甲|二|"]), ["一 :行政许可", "甲〔二〕"]);
}

#[test]
fn the_steps_of_a_power_are_one_power() {
    let heading = "职权名称|子项|实施依据|办理环节|责任科室";
    let merged = [heading, "甲|一|《丙法》|受理|窗口", "^|^|^|审查|综合科", "^|二|^|受理|窗口", "乙||《丁法》|受理|窗口"];
    let wanted = [
        "甲〔一〕 @《丙法》 {办理环节: 1.受理；2.审查} {责任科室: 1.窗口；2.综合科}",
        "甲〔二〕 @《丙法》 {办理环节: 受理} {责任科室: 窗口}",
        "乙 @《丁法》 {办理环节: 受理} {责任科室: 窗口}",
    ];
    assert_eq!(powers(&merged), wanted);
    // The same taken apart: repeated in every row, or blank.
    let repeated =
        [heading, "甲|一|《丙法》|受理|窗口", "甲|一|《丙法》|审查|综合科", "甲|二|《丙法》|受理|窗口", "乙||《丁法》|受理|窗口"];
    assert_eq!(powers(&repeated), wanted);
    let blank = [heading, "甲|一|《丙法》|受理|窗口", "|||审查|综合科", "乙||《丁法》|受理|窗口"];
    assert_eq!(powers(&blank), [wanted[0], wanted[2]]);
    // Fields that differ by row are joined like extra columns.
    assert_eq!(powers(&["职权名称|设定依据|行使主体", "甲|《丙法》|市教育局", "^|《丁法》|^"]), ["甲 @1.《丙法》；2.《丁法》 =市教育局"]);
    // Codes of their own, or numbers, tell rows apart.
    assert_eq!(powers(&["事项编码|事项名称|行使主体", "001|甲|乙", "002|^|乙"]), ["甲 #001 =乙", "甲 #002 =乙"]);
    assert_eq!(powers(&["序号|职权名称|设定依据", "1|甲|《丙法》", "2|甲|《丙法》"]), ["甲 @《丙法》", "甲 @《丙法》"]);
}

#[test]
fn headings_between_the_rows_say_kind_department_or_class() {
    let lists = lists(&[
        "甲市清单",
        "序号|事项名称|设定依据",
        "一、市教育局（3项）|<|<",
        "（一）行政许可（2项）|<|<",
        "1|甲|《丙法》",
        "2|乙|",
        "（二）行政处罚|<|<",
        "1|丙|",
        "二、市民政局|<|<",
        "民生类|<|<",
        "1|丁|",
        "其他行政权力-备案",
        "2|戊|",
        "（三）行政确认（0项）|<|<",
    ]);
    let found: Vec<String> = lists[0].powers.iter().map(line).collect();
    assert_eq!(
        found,
        [
            "甲 :行政许可 @《丙法》 =市教育局",
            "乙 :行政许可 =市教育局",
            "丙 :行政处罚 =市教育局",
            "丁 =市民政局 {分类: 民生类}",
            "戊 :其他行政权力-备案 =市民政局",
        ]
    );
    assert_eq!(notes(&lists[0]), ["一、市教育局（3项）", "（一）行政许可（2项）", "（三）行政确认（0项）"]);
    assert_eq!(lists[0].kind, Some(ListKind::Responsibility));
}

#[test]
fn a_heading_written_in_a_cell_of_the_table_is_one_too() {
    for heading in ["行政许可（二项）||", "|行政许可|", "一|行政许可（二项）|", "行政许可|行政许可|行政许可"]
    {
        assert_eq!(
            powers(&["序号|职权名称|职权依据", heading, "1|甲|《丙法》", "2|乙|"]),
            ["甲 :行政许可 @《丙法》", "乙 :行政许可"],
            "{heading}"
        );
    }
    assert_eq!(powers(&["序号|职权名称|职权依据", "一|市教育局（2项）|", "1|甲|"]), ["甲 =市教育局"]);
    // A department with neither number nor count may be the name of a power.
    assert_eq!(powers(&["序号|职权名称|职权依据", "1|认定市级服务中心|", "2|甲|"]), ["认定市级服务中心", "甲"]);
}

#[test]
fn kinds_are_said_in_their_own_words() {
    let heading = "序号|职权名称|职权依据";
    let lists = lists(&[
        heading,
        "一、行政 许可类事项（1项）|<|<",
        "1|甲|",
        "二、行政征收（0项）|<|<",
        "|无|",
        "三、行政检查|<|<",
        "1|乙|",
        "合计：2项||",
    ]);
    assert_eq!(lists[0].powers.iter().map(line).collect::<Vec<_>>(), ["甲 :行政许可", "乙 :行政检查"]);
    assert_eq!(notes(&lists[0]), ["一、行政 许可类事项（1项）", "二、行政征收（0项）", "合计：2项"]);
    assert_eq!(powers(&["职权类别：行政许可　责任单位：市教育局", heading, "1|甲|"]), ["甲 :行政许可"]);
}

#[test]
fn sums_are_no_powers() {
    let lists = lists(&["序号|项目名称|职权类别|责任科室", "1|甲|行政许可|乙", "合计|1||", "2|合计提取金额的核定|行政确认|乙"]);
    assert_eq!(
        lists[0].powers.iter().map(line).collect::<Vec<_>>(),
        ["甲 :行政许可 {责任科室: 乙}", "合计提取金额的核定 :行政确认 {责任科室: 乙}"]
    );
    assert_eq!(notes(&lists[0]), ["合计；1"]);
}

#[test]
fn sub_columns_of_basis_and_body_are_one() {
    let heading = ["职权名称|设定依据|<|行使主体|<", "^|法律|行政法规|市级|县级"];
    assert_eq!(
        powers(&[&heading, &["甲|《丙法》|《丁条例》|市教育局|县教育局", "乙||《丁条例》||县教育局"][..]].concat()),
        ["甲 @法律：《丙法》\n行政法规：《丁条例》 =市级：市教育局、县级：县教育局", "乙 @行政法规：《丁条例》 =县级：县教育局"]
    );
}

#[test]
fn what_stands_above_the_table_is_said_of_all_its_powers() {
    let project = project_of(CHANGSHU);
    let sheet = [
        "市教育局",
        "职权类别：行政许可",
        "序号|职权名称|职权依据",
        "1|甲|",
        "市民政局（1项）",
        "职权类别：|行政处罚",
        "序号|职权名称|职权依据",
        "1|乙|",
    ];
    let (parsed, found) = read_sheet(drawn("表", &sheet), Some(&project));
    assert_eq!(rules(found), Vec::<String>::new());
    let said: Vec<_> = parsed.lists.iter().map(|list| (list.department.as_ref().unwrap().value.as_str(), line(&list.powers[0]))).collect();
    assert_eq!(said, [("市教育局", "甲 :行政许可".to_owned()), ("市民政局", "乙 :行政处罚".to_owned())]);
}

#[test]
fn grouping_rows_name_the_department_unless_a_column_does() {
    let rows = ["部门名称:市教育局(2项)|<|<", "1|甲|行政许可", "部门名称：|市民政局（1项）|", "1|乙|行政给付"];
    let lists = lists(&[&["序号|项目名称|职权类别"], &rows[..]].concat());
    assert_eq!(lists[0].powers.iter().map(line).collect::<Vec<_>>(), ["甲 :行政许可 =市教育局", "乙 :行政给付 =市民政局"]);
    assert_eq!(notes(&lists[0]), ["部门名称:市教育局(2项)", "部门名称：市民政局（1项）"]);
    assert_eq!(powers(&["项目名称|职权类别|实施主体", "市教育局|<|<", "甲|行政许可|招生办"]), ["甲 :行政许可 =招生办"]);
}

#[test]
fn a_heading_that_names_a_domain_begins_it() {
    let lists = lists(&["序号|主项名称|事项类型", "一、社会救助|<|<", "1|甲|公共服务", "二、就业|<|<", "2|乙|公共服务"]);
    let domains: Vec<_> = lists.iter().map(|list| list.domain.as_ref().map(|domain| domain.value.as_str())).collect();
    assert_eq!(domains, [Some("shehuijiuzhu"), None]);
    assert_eq!(line(&lists[1].powers[0]), "乙 :公共服务 {分类: 二、就业}");
    assert!(lists.iter().all(|list| list.kind == Some(ListKind::PublicService)));
}

#[test]
fn ticked_levels_are_said_in_words() {
    let heading = ["事项名称|行使层级|<|<|行使主体", "^|省级|市级|县级|^"];
    assert_eq!(
        powers(&[&heading, &["甲||√|√|乙", "丙|√|×|仅初审|乙", "丁||||"][..]].concat()),
        ["甲 =乙 ^市级、县级", "丙 =乙 ^省级、县级：仅初审", "丁"]
    );
    assert_eq!(powers(&["事项名称|行使层级|行使主体", "甲|市、县|乙"]), ["甲 =乙 ^市、县"]);
}

#[test]
fn the_same_as_above_is_taken_from_there() {
    let (parsed, found) = read_sheet(drawn("表", &["职权名称|职权依据|责任事项", "甲|《丙法》|乙", "丁|同上|同上。"]), None);
    assert_eq!(rules(&found[..]), ["same-as-above", "same-as-above"]);
    assert_eq!(parsed.lists[0].powers.iter().map(line).collect::<Vec<_>>(), ["甲 @《丙法》 {责任事项: 乙}", "丁 @《丙法》 {责任事项: 乙}"]);
}

#[test]
fn the_kind_is_what_the_powers_say_unless_they_differ() {
    let kind = |lines: &[&str]| lists(lists_of(lines).as_slice())[0].kind;
    fn lists_of<'a>(lines: &[&'a str]) -> Vec<&'a str> {
        lines.to_vec()
    }
    assert_eq!(kind(&["事项名称|事项类型|设定依据", "甲|公共服务|", "乙|公共服务事项|"]), Some(ListKind::PublicService));
    assert_eq!(kind(&["事项名称|事项类型|设定依据", "甲|公共服务|", "乙|行政许可|"]), None);
    assert_eq!(kind(&["事项名称|事项类型|设定依据", "甲|行政处罚|", "乙|行政许可|"]), Some(ListKind::Responsibility));
    assert_eq!(kind(&["事项名称|事项类型|设定依据", "甲|即办件|"]), None);
    assert_eq!(kind(&["公共服务事项名称|实施主体|设定依据", "甲||"]), Some(ListKind::PublicService));
    assert_eq!(kind(&["甲局公共服务事项清单", "事项名称|事项类型|设定依据", "甲|行政许可|"]), Some(ListKind::PublicService));
}

#[test]
fn a_row_without_a_name_is_said_and_kept() {
    let (parsed, found) = read_sheet(drawn("表", &["序号|职权名称|职权依据", "1|甲|《丙法》", "2||《丁法》"]), None);
    assert_eq!(rules(&found[..]), ["unnamed-power"]);
    assert_eq!((parsed.lists[0].powers.len(), notes(&parsed.lists[0])), (1, vec!["《丁法》"]));
    let (parsed, found) = read_sheet(drawn("表", &["序号|职权依据|行使主体", "1|《丙法》|乙", "2|《丁法》|乙"]), None);
    assert_eq!(rules(&found[..]), ["empty-list", "missing-column"]);
    assert_eq!(notes(&parsed.lists[0]), ["《丙法》；乙", "《丁法》；乙"]);
}

#[test]
fn quotes_tags_and_whole_articles_stay_as_they_are() {
    let basis = "\"【法律】《丙法》（2018年修正）第三条：甲。/【行政法规】《丁条例》\"";
    let lists = lists(&["职权名称|职权依据|职权类型", &format!("甲|{basis}|其他行政权力-备案")]);
    let power = &lists[0].powers[0];
    assert_eq!(power.basis.as_ref().unwrap().value, basis.replace('/', "\n"));
    assert_eq!(power.power_type.as_ref().unwrap().value, "其他行政权力-备案");
}

proptest::proptest! {
    /// Whatever stands under a native heading is found again in the lists.
    #[test]
    fn nothing_of_a_native_sheet_is_lost(
        heading in proptest::sample::select(vec![
            "序号|权力类型|事项名称|子项名称|设定依据|备注",
            "序号|主项名称|子项名称|行使层级|行使主体|办理环节",
            "职权名称|职权类型|职权依据|实施主体|责任事项|",
            "实施单位|项目名称|权种类别|设定依据|部门意见|备注",
        ]),
        rows in proptest::collection::vec(
            proptest::collection::vec(
                proptest::sample::select(vec!["", "", "", "^", "^", "<", "甲", "乙丙", "一、民政", "行政许可", "市教育局（2项）", "部门名称：丁", "丁：", "同等", "注：戊", "12", "√"]),
                1..7,
            ),
            0..9,
        ),
    ) {
        // Every text once, so that it is known where it went.
        let mut lines = vec!["清单".to_owned(), heading.to_owned()];
        let mut texts = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let cell = |(column, word): (usize, &&str)| match *word {
                "" | "<" | "^" | "12" | "√" => (*word).to_owned(),
                word => format!("{word}{}{}", char::from(b'A' + number as u8), char::from(b'a' + column as u8)),
            };
            lines.push(row.iter().enumerate().map(cell).collect::<Vec<_>>().join("|"));
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let grid = drawn("表", &lines);
        for row in &grid.rows[2..] {
            texts.extend(row.cells.iter().map(|(_, text)| text.clone()).filter(|text| !matches!(text.as_str(), "12" | "√" | "<" | "^")));
        }
        let (parsed, _) = read_sheet(grid, None);
        let all: Vec<String> = parsed.lists.iter().map(said).collect();
        for text in texts {
            // Rows of one power are numbered anew.
            let text = name::without_number(&text);
            proptest::prop_assert!(all.iter().any(|said| said.contains(text)), "{text} of {lines:#?}\n{all:#?}");
        }
    }
}

/// All a list says, with the cells of a label and its value put together.
fn said(list: &List) -> String {
    let title = list.title.iter().chain(&list.legend).chain(&list.notes).chain(&list.department).map(|line| line.value.clone());
    title.chain(list.headings.iter().map(|heading| heading.text.clone())).chain(list.powers.iter().map(line)).collect::<Vec<_>>().join("¶")
}
