//! Cards: an item a card, labels beside values, drawn as text; and what looks like cards and is none.

use std::fmt::Write;

use super::{drawn, read_sheet, rules};
use crate::model::Form;
use crate::model::fields;
use crate::parse::Parsed;

/// A sheet with 清单 for its title.
fn read(lines: &[&str]) -> Parsed {
    read_sheet(drawn("义务教育", &[&["清单"], lines].concat()), None).0
}

/// Every item or power, its texts in the order of the fields, each with its cell: `A3 甲 B3｜…`.
fn items(parsed: &Parsed) -> Vec<String> {
    let mut items = Vec::new();
    for list in &parsed.lists {
        for item in &list.items {
            let mut said = String::new();
            for info in fields::ALL.iter().filter(|info| !item.text(info.field).is_empty()) {
                write!(said, "{}={} ", info.key, item.text(info.field)).unwrap();
            }
            for extra in &item.extra {
                write!(said, "{{{}={}}} ", extra.heading, extra.text.value).unwrap();
            }
            items.push(said.trim_end().to_owned());
        }
        for power in &list.powers {
            let mut said = format!("name={} ", power.name.value);
            let given = [&power.subname, &power.code, &power.power_type, &power.basis, &power.body, &power.tier];
            for (key, text) in ["subname", "code", "type", "basis", "body", "tier"].iter().zip(given) {
                if let Some(text) = text {
                    write!(said, "{key}={} ", text.value).unwrap();
                }
            }
            for extra in &power.extra {
                write!(said, "{{{}={}}} ", extra.heading, extra.text.value).unwrap();
            }
            items.push(said.trim_end().to_owned());
        }
    }
    items
}

fn forms(parsed: &Parsed) -> Vec<(Form, usize)> {
    parsed.lists.iter().map(|list| (list.form, list.items.len() + list.powers.len())).collect()
}

#[test]
fn a_card_is_an_item_and_cards_alike_are_one_list() {
    let parsed = read(&[
        "公开事项|招生政策",
        "公开内容|招生范围",
        "公开时限|20个工作日",
        "公开层级|县级√ 乡级√",
        "",
        "公开事项|招生结果",
        "公开内容|录取名单",
        "公开时限|7个工作日",
        "备注|甲",
        "公开层级|县级",
    ]);
    assert_eq!(forms(&parsed), [(Form::Catalog, 2)]);
    let item = &parsed.lists[0].items[1];
    assert_eq!(
        items(&parsed),
        [
            "name=招生政策 content=招生范围 time_limit=20个工作日 tiers=县级√ 乡级√",
            "name=招生结果 content=录取名单 time_limit=7个工作日 tiers=县级 {备注=甲}",
        ]
    );
    assert_eq!((item.place.cell_name().as_deref(), item.content.place.cell_name().as_deref()), (Some("A7"), Some("B8")));
    let headings: Vec<_> = parsed.lists[0].headings.iter().map(|heading| heading.text.as_str()).collect();
    assert_eq!(headings, ["公开事项", "公开内容", "公开时限", "备注", "公开层级"]);
}

#[test]
fn labels_may_be_numbered_have_colons_and_stand_side_by_side() {
    let wanted = ["name=甲 code=32058100 type=行政许可 basis=《丙法》"];
    for card in [
        &["1.权力名称|甲", "2.事项编码|32058100", "3.权力类别|行政许可", "4.设定依据|《丙法》"][..],
        &["1|权力名称|甲", "2|事项编码|32058100", "3|权力类别|行政许可", "4|设定依据|《丙法》"],
        &["权力名称：|甲", "事项编码：|32058100", "权力类别：|行政许可", "设定依据：|《丙法》"],
        &["权力名称：甲", "事项编码：32058100", "权力类别: 行政许可", "设定依据：《丙法》"],
        &["权力名称|甲|事项编码|32058100", "权力类别|行政许可|设定依据|《丙法》"],
        &["权力名称|甲|<|<", "事项编码|32058100|权力类别|行政许可", "设定依据|《丙法》|<|<"],
        &["权力名称|<|甲|<", "事项编码|<|32058100|<", "权力类别|<|行政许可|<", "设定依据|<|《丙法》|<"],
        &["基本信息|权力名称|甲", "^|事项编码|32058100", "权力|权力类别|行政许可", "^|设定依据|《丙法》"],
        &["①权力名称|甲", "（二）事项编码|32058100", "三、权力类别|行政许可", "* 设定依据|《丙法》"],
    ] {
        let parsed = read(card);
        assert_eq!((forms(&parsed), items(&parsed)), (vec![(Form::Native, 1)], wanted.map(str::to_owned).to_vec()), "{card:?}");
    }
}

#[test]
fn values_over_several_rows_are_joined() {
    let parsed = read(&["职权名称|甲", "设定依据|《丙法》", "^|《丁条例》", "^|《戊办法》", "责任事项|1.受理", "|2.审查", "备注|<"]);
    assert_eq!(items(&parsed), ["name=甲 basis=《丙法》\n《丁条例》\n《戊办法》 {责任事项=1.受理\n2.审查}"]);
    // A value that begins like a label is none where labels have cells of their own.
    let parsed = read(&["职权名称|甲", "设定依据|法律依据：《丙法》", "^|法律依据：《丁法》", "职权类型|行政许可"]);
    assert_eq!(items(&parsed), ["name=甲 type=行政许可 basis=法律依据：《丙法》\n法律依据：《丁法》"]);
}

#[test]
fn labels_under_a_label_are_columns_under_a_heading() {
    let parsed = read(&[
        "公开事项|招生政策||",
        "公开内容|招生范围|公开主体|市教育局",
        "公开对象|全社会||",
        "^|特定群众|申请人|",
        "公开方式|主动|√|",
        "公开层级|县级|√|",
        "^|乡级|√|",
    ]);
    assert_eq!(
        items(&parsed),
        ["name=招生政策 content=招生范围 subject=市教育局 audience=特定群众：申请人 method=主动公开 tiers=市级、镇级"]
    );
    // Words of such labels may be values too.
    let parsed = read(&["公开事项|甲|公开对象|全社会", "公开方式|主动公开|公开层级|县级", "公开内容|乙"]);
    assert_eq!(items(&parsed), ["name=甲 content=乙 audience=全社会 method=主动公开 tiers=县级"]);
    let parsed = read(&["事项名称|主项名称|甲", "^|子项名称|乙", "设定依据|《丙法》|<"]);
    assert_eq!(items(&parsed), ["name=甲 subname=乙 basis=《丙法》"]);
}

#[test]
fn labels_no_list_knows_are_kept() {
    let parsed = read(&["职权名称|甲|审核转报|否", "职权类型|行政确认|法定主体|市教育局", "通办范围|全市|到现场次数|1", "结果|证书"]);
    assert_eq!(items(&parsed), ["name=甲 type=行政确认 body=市教育局 {审核转报=否} {通办范围=全市} {到现场次数=1} {结果=证书}"]);
    // One at the head of every card belongs to the card below it.
    let parsed =
        read(&["表号|1", "职权名称|甲", "职权类型|行政确认", "职权编码|a", "表号|2", "职权名称|乙", "职权类型|行政检查", "职权编码|b"]);
    assert_eq!(items(&parsed), ["name=甲 code=a type=行政确认 {表号=1}", "name=乙 code=b type=行政检查 {表号=2}"]);
    // The same label twice in a card is two columns.
    let parsed = read(&["职权名称|甲", "职权类型|行政确认", "设定依据|《丙法》", "备注|一", "备注|二"]);
    assert_eq!(items(&parsed), ["name=甲 type=行政确认 basis=《丙法》 {备注=一} {备注（2）=二}"]);
}

#[test]
fn lines_between_cards_head_them_or_are_kept() {
    let card = |name: &str| [format!("职权名称|{name}"), "职权编码|a".to_owned(), "设定依据|《丙法》".to_owned()];
    let lines: Vec<String> = [
        vec!["市教育局".to_owned(), "卡片1".to_owned(), "行政许可（1项）".to_owned()],
        card("甲").to_vec(),
        vec!["卡片2".to_owned(), "行政处罚".to_owned()],
        card("乙").to_vec(),
        vec!["市民政局".to_owned(), "丁".to_owned()],
        card("丁").to_vec(),
        vec!["填表人：".to_owned()],
    ]
    .concat();
    let parsed = read(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(
        items(&parsed),
        [
            "name=甲 code=a type=行政许可 basis=《丙法》",
            "name=乙 code=a type=行政处罚 basis=《丙法》",
            "name=丁 code=a type=行政处罚 basis=《丙法》 body=市民政局"
        ]
    );
    let notes: Vec<_> = parsed.lists[0].notes.iter().map(|note| note.value.as_str()).collect();
    assert_eq!(notes, ["市教育局", "卡片1", "行政许可（1项）", "卡片2", "丁", "填表人："]);
}

#[test]
fn a_table_above_and_below_cards_stays_a_table() {
    let parsed = read(&[
        "序号|职权名称|职权依据",
        "1|甲|《丙法》",
        "职权卡片",
        "职权名称|乙",
        "职权编码|a",
        "职权类型|行政许可",
        "其他职权",
        "序号|职权名称|职权依据",
        "1|丁|《丙法》",
    ]);
    assert_eq!(items(&parsed), ["name=甲 basis=《丙法》", "name=乙 code=a type=行政许可", "name=丁 type=其他职权 basis=《丙法》"]);
    let titles: Vec<_> = parsed.lists.iter().map(|list| list.title.as_ref().unwrap().value.as_str()).collect();
    assert_eq!(titles, ["清单", "职权卡片", "其他职权"]);
}

#[test]
fn cards_of_two_kinds_are_two_lists() {
    let parsed = read(&["职权名称|甲", "职权编码|a", "设定依据|《丙法》", "", "公开事项|乙", "公开内容|丙", "公开时限|长期公开"]);
    assert_eq!(forms(&parsed), [(Form::Native, 1), (Form::Catalog, 1)]);
}

#[test]
fn tables_covers_and_instructions_are_no_cards() {
    let none: &[&[&str]] = &[
        &["编制单位：|市教育局", "领域：|义务教育", "部门名称：|市教育局", "日期：|2020年12月"],
        &["事项名称|甲", "联系电话|123", "备注|乙"],
        &["公开内容|甲", "公开依据|《乙法》", "公开时限|7个工作日"],
        &["填表说明", "栏目|填写要求", "公开事项|甲", "公开内容|乙", "公开依据|丙"],
        &["公开事项|填写事项名称", "公开内容|逐项写明", "公开依据|例如《丙法》"],
        &["公开事项|甲|乙|丙", "公开内容|一|二|三", "公开依据|四|五|六"],
        &["公开事项", "公开内容", "公开依据"],
    ];
    for sheet in none {
        assert_eq!(forms(&read(sheet)), [], "{sheet:?}");
    }
    // A heading with words no list knows between those it knows, on every page.
    let heading = "事项名称|科室|设定依据|电话|备注";
    let table = [heading, "甲|综合科|《丙法》|1|乙", heading, "丁|综合科|《丙法》|2|戊", heading, "己|综合科|《丙法》|3|庚"];
    assert_eq!(
        items(&read(&table)),
        [
            "name=甲 basis=《丙法》 {科室=综合科} {电话=1} {备注=乙}",
            "name=丁 basis=《丙法》 {科室=综合科} {电话=2} {备注=戊}",
            "name=己 basis=《丙法》 {科室=综合科} {电话=3} {备注=庚}"
        ]
    );
    // A table whose cells are words of headings.
    let table = ["公开事项|公开内容|公开时限", "公开依据|公开主体|长期公开", "公开渠道|公开对象|长期公开", "公开方式|公开层级|长期公开"];
    assert_eq!(forms(&read(&table)), [(Form::Catalog, 3)]);
}

#[test]
fn a_stretch_that_never_ends_a_card_is_no_card() {
    let mut lines = vec!["职权名称|甲".to_owned(), "职权编码|a".to_owned(), "设定依据|《丙法》".to_owned()];
    lines.extend((0..300).map(|number| format!("栏目{number}|乙")));
    let parsed = read(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(forms(&parsed), []);
}

#[test]
fn hidden_rows_of_a_card_are_said() {
    let mut sheet = drawn("义务教育", &["职权名称|甲", "职权编码|a", "设定依据|《丙法》"]);
    sheet.beside.hidden_rows = vec![(3, 3)];
    sheet.beside.hidden_columns = vec![(2, 2)];
    let (parsed, found) = read_sheet(sheet, None);
    assert_eq!((items(&parsed), rules(&found[..])), (vec!["name=甲 code=a basis=《丙法》".to_owned()], vec!["hidden-part".to_owned(); 2]));
}

/// What stands where labels do, and beside them.
const LABELS: [&str; 14] =
    ["", "", "^", "^", "职权名称", "职权名称", "设定依据", "职权类型：", "1.责任事项", "公开内容", "公开对象", "甲", "乙丙", "备注"];
const VALUES: [&str; 10] = ["", "<", "^", "全社会", "特定群众", "甲", "甲", "乙丙", "√", "市教育局"];

proptest::proptest! {
    /// Whatever cards hold: nothing is lost.
    #[test]
    fn nothing_of_cards_is_lost(
        rows in proptest::collection::vec(proptest::collection::vec((proptest::sample::select(LABELS.to_vec()), proptest::sample::select(VALUES.to_vec())), 1..3), 0..14),
    ) {
        let mut lines = vec!["清单".to_owned(), "职权名称|甲".to_owned(), "职权编码|乙".to_owned(), "设定依据|丙".to_owned()];
        for (number, row) in rows.iter().enumerate() {
            let cell = |(column, word): (usize, &str)| match word {
                "甲" | "乙丙" => format!("{word}{}{}", char::from(b'A' + number as u8), char::from(b'a' + column as u8)),
                word => word.to_owned(),
            };
            lines.push(row.iter().flat_map(|(label, value)| [*label, *value]).enumerate().map(cell).collect::<Vec<_>>().join("|"));
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let grid = drawn("义务教育", &lines);
        let texts: Vec<String> = grid.rows.iter().flat_map(|row| row.cells.iter().map(|(_, text)| text.clone())).filter(|text| text.starts_with(['甲', '乙'])).collect();
        let (parsed, found) = read_sheet(grid, None);
        // Rows of words may look like the heading of a table nobody knows, which is said.
        let unknown = parsed.lists.is_empty() || rules(&found[..]).iter().any(|rule| rule == "no-heading");
        let mut said = items(&parsed).join("¶");
        for list in &parsed.lists {
            for line in list.title.iter().chain(&list.legend).chain(&list.notes).chain(&list.department) {
                write!(said, "¶{}", line.value).unwrap();
            }
            list.headings.iter().for_each(|heading| write!(said, "¶{}", heading.text).unwrap());
        }
        for text in texts.iter().filter(|_| !unknown) {
            proptest::prop_assert!(said.contains(text), "{text} of {lines:#?}\n{said}");
        }
    }
}
