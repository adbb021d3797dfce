//! Lists written for `convert`: everything a list says stands in the workbook, where whoever reads it looks for it.

#![expect(clippy::unwrap_used, clippy::panic, dead_code, reason = "what cannot be read fails the test; shared helpers")]

#[path = "support/publication.rs"]
mod publication;
#[path = "support/xlsx.rs"]
mod xlsx;
#[path = "support/xlsx_faults.rs"]
mod xlsx_faults;
#[path = "support/xml.rs"]
mod xml;

use mulu::emit::list_workbook::make;
use mulu::model::{Audience, Extra, Form, Given, Item, List, ListKind, Power, Slot, Tier, Tiers};
use publication::{item, located, place, tiers};
use xlsx::Sheet;

fn list(items: Vec<Item>) -> List {
    List {
        place: place(),
        form: Form::Catalog,
        kind: Some(ListKind::Responsibility),
        domain: Some(located("yiwujiaoyu")),
        department: Some(located("市教育局")),
        town: None,
        title: Some(located("义务教育领域权责清单")),
        legend: None,
        notes: Vec::new(),
        headings: Vec::new(),
        items,
        powers: Vec::new(),
    }
}

fn written(lists: &[List]) -> xlsx::Workbook {
    let bytes = make(lists).unwrap();
    assert_eq!(xlsx_faults::faults(&bytes), Vec::<String>::new());
    assert!(bytes == make(lists).unwrap());
    xlsx::read(&bytes)
}

/// The texts of a row, blank cells too.
fn row(sheet: &Sheet, number: u32) -> Vec<&str> {
    sheet.rows.iter().find(|row| row.number == number).unwrap().cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn a_list_says_whose_it_is_and_keeps_its_notes() {
    let mut titled = list(vec![item("招生管理", "招生政策")]);
    titled.legend = Some(located("“■”表示必选项，“□”表示可选项"));
    titled.notes = vec![located("注：一"), located("联系电话见网站")];
    let mut plain = list(vec![item("", "招生政策")]);
    plain.title = None;
    plain.notes = vec![located("编制日期：2020年"), located("编制单位：市教育局"), located("注：二")];
    let book = written(&[titled, plain]);
    let sheet = &book.sheets[0];
    assert_eq!((sheet.at("A1"), sheet.at("A2")), ("义务教育领域权责清单", "编制单位：市教育局"));
    assert_eq!((sheet.at("A3"), sheet.at("A4")), ("“■”表示必选项，“□”表示可选项", "序号"));
    assert_eq!((sheet.at("A7"), sheet.at("A8")), ("注：一", "联系电话见网站"));
    // No title is made up: domain and kind stand on the tab. The note that names the department stands where it is looked for.
    let sheet = &book.sheets[1];
    assert!(sheet.name.contains("义务教育") && sheet.name.ends_with("（权责清单）"), "{}", sheet.name);
    assert_eq!(
        (sheet.at("A1"), sheet.at("A2"), sheet.at("A3"), sheet.at("A6")),
        ("编制日期：2020年", "编制单位：市教育局", "序号", "注：二")
    );
}

#[test]
fn every_text_stands_as_it_was_written() {
    let mut numbered = item("", "招生政策");
    numbered.group = Slot::given("一、招生管理", "招生管理".into(), place());
    numbered.name = Slot::given("1.招生政策", "招生政策".into(), place());
    numbered.audience = Slot::given("见通知", Audience::default(), place());
    numbered.method = Slot::given("按规定", mulu::model::Method::default(), place());
    numbered.tiers = Slot::given("见目录", Tiers::new(), place());
    numbered.code = Slot::given("00012", "00012".into(), place());
    numbered.link = Slot::given("https://www.example.gov.cn/", "https://www.example.gov.cn/".into(), place());
    numbered.extra =
        vec![Extra { heading: "责任科室".into(), text: located("综合科") }, Extra { heading: "责任科室".into(), text: located("招生办") }];
    let mut words = item("二、其他", "2.其他事项");
    words.audience = Slot::given("特定群众：申请人", Audience { everyone: None, specific: Some(located("申请人")) }, place());
    words.tiers = tiers(&[Tier::Prefecture, Tier::City]);
    let book = written(&[list(vec![numbered, words])]);
    let sheet = &book.sheets[0];
    assert_eq!(
        row(sheet, 5),
        [
            "1",
            "一、招生管理",
            "1.招生政策",
            "招生范围、招生条件、学校情况、招生结果；办理流程；咨询电话",
            "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条",
            "自信息形成或者变更之日起20个工作日内",
            "市教育局、乡镇人民政府",
            "政府网站、两微一端、社区/企事业单位/村公示栏（电子屏）",
            "见通知",
            "按规定",
            "见目录",
            "https://www.example.gov.cn/",
            "00012",
            "综合科",
            "招生办"
        ]
    );
    // Words that no tick says make one column of words.
    assert_eq!(row(sheet, 6)[8..11], ["特定群众：申请人", "主动公开", "市级、镇级"]);
    assert_eq!(row(sheet, 3)[8..], ["公开对象", "公开方式", "公开层级", "链接", "事项编码", "责任科室", "责任科室"]);
    // 00012 keeps its zeros.
    assert_eq!(sheet.cells().find(|cell| cell.text == "00012").unwrap().kind, "s");
}

#[test]
fn an_item_without_a_group_is_not_taken_into_its_neighbours() {
    let book =
        written(&[list(vec![item("招生管理", "招生政策"), item("", "招生管理"), item("招生管理", "招生结果"), item("招生管理", "计划")])]);
    let sheet = &book.sheets[0];
    let names: Vec<_> = (5..9).map(|number| (sheet.at(&format!("B{number}")), sheet.at(&format!("C{number}")))).collect();
    assert_eq!(names, [("招生管理", "招生政策"), ("招生管理", ""), ("招生管理", "招生结果"), ("", "计划")]);
    assert!(sheet.merges.contains(&xlsx::range("B7:B8")));
    assert!(!sheet.merges.iter().any(|merge| merge.1 == 2 && merge.0 >= 5 && merge.0 < 7));
    let book = written(&[list(vec![item("", "一"), item("", "二")])]);
    assert_eq!((book.sheets[0].at("B5"), book.sheets[0].at("C5"), book.sheets[0].at("C6")), ("", "一", "二"));
}

#[test]
fn a_list_without_tiers_gets_no_column_that_says_of_none() {
    let mut without = item("甲", "乙");
    without.tiers = Slot::blank(place(), Given::NoColumn);
    let book = written(&[list(vec![without])]);
    assert!(!book.sheets[0].cells().any(|cell| cell.text == "公开层级"));
}

#[test]
fn a_native_list_has_its_own_headings() {
    let power = Power {
        place: place(),
        code: Some(located("3205810001")),
        name: located("校车使用许可"),
        subname: Some(located("新办")),
        power_type: Some(located("行政许可")),
        basis: Some(located("《校车安全管理条例》")),
        body: Some(located("市教育局")),
        tier: None,
        extra: Vec::new(),
    };
    let mut native = list(Vec::new());
    native.form = Form::Native;
    native.powers = vec![power];
    let book = written(&[native]);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.at("A1"), "义务教育领域权责清单");
    assert_eq!(row(sheet, 3), ["序号", "事项编码", "事项名称", "子项名称", "权力类型", "设定依据", "行使主体"]);
    assert_eq!(row(sheet, 4), ["1", "3205810001", "校车使用许可", "新办", "行政许可", "《校车安全管理条例》", "市教育局"]);
}

#[test]
fn lists_of_one_domain_get_sheets_of_their_own() {
    let book = written(&[list(vec![item("甲", "乙")]), list(vec![item("甲", "乙")])]);
    assert_eq!(book.sheets.len(), 2);
    assert_eq!(written(&[]).sheets.len(), 1);
}

#[test]
fn a_long_list_is_as_sound_as_a_short_one() {
    let items: Vec<Item> = (0..2_100).map(|number| item(&format!("一级{}", number / 7), &format!("事项{number}"))).collect();
    let book = written(&[list(items), list(vec![item("甲", "乙")])]);
    let sheet = &book.sheets[0];
    assert_eq!((sheet.at("A2104"), sheet.at("C2104")), ("2100", "事项2099"));
    assert!(sheet.merges.contains(&xlsx::range("B5:B11")));
}

#[test]
fn a_text_no_cell_can_hold_is_refused_and_not_cut() {
    let mut long = item("甲", "乙");
    long.content.text = "长".repeat(32_768);
    let error = make(&[list(vec![long])]).unwrap_err();
    assert!(error.to_string().contains("32767"), "{error}");
    let mut just = item("甲", "乙");
    just.content.text = "长".repeat(32_767);
    let book = written(&[list(vec![just])]);
    assert_eq!(book.sheets[0].at("D5").chars().count(), 32_767);
}
