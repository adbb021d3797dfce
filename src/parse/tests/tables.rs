//! Tables in the shapes real ones have.

use super::{read_table, rules, table};
use crate::model::item::TICK;
use crate::model::{Field, Form, Given, ListKind, Mark, Tier};
use crate::parse::Folder;

const NATIONAL: &[&str] = &[
    "序号",
    "公开事项/一级事项",
    "公开事项/二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象/全社会",
    "公开对象/特定群众",
    "公开方式/主动",
    "公开方式/依申请公开",
    "公开层级/县级",
    "公开层级/乡、村级",
];

const BASIS: &str = "《中华人民共和国政府信息公开条例》（国务院令第711号）";
const LIMIT: &str = "自信息形成或者变更之日起20个工作日内";

fn row<'a>(number: &'a str, group: &'a str, name: &'a str, content: &'a str) -> Vec<&'a str> {
    vec![number, group, name, content, BASIS, LIMIT, "市教育局", "■政府网站□两微一端", "√", "", "√", "", "√", "√"]
}

fn national(above: &[&str], rows: &[Vec<&str>]) -> crate::read::table::Table {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    table("目录", above, NATIONAL, &rows)
}

#[test]
fn the_national_table_is_read_whole() {
    let rows = [row("1", "招生管理", "1.1招生政策", "招生范围；招生条件"), row("2", "^", "招生结果", "录取名单")];
    let (parsed, found) =
        read_table(national(&["（二）常熟市义务教育领域基层政务公开标准目录（2020年版）"], &rows), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(found), Vec::<String>::new());
    let list = &parsed.lists[0];
    assert_eq!((list.form, list.domain.as_ref().unwrap().value.as_str(), list.items.len()), (Form::Catalog, "yiwujiaoyu", 2));
    assert_eq!(list.headings.len(), 14);
    assert_eq!(list.headings[8].text, "公开对象/全社会");
    let item = &list.items[0];
    assert_eq!((item.group.value.as_str(), item.name.value.as_str(), item.name.text.as_str()), ("招生管理", "招生政策", "1.1招生政策"));
    assert_eq!(item.content.value.len(), 2);
    assert_eq!(item.basis.value[0].title, "中华人民共和国政府信息公开条例");
    assert_eq!(item.channels.value.iter().map(|channel| channel.name.as_str()).collect::<Vec<_>>(), ["政府网站"]);
    assert_eq!((item.audience.text.as_str(), item.method.text.as_str(), item.tiers.text.as_str()), ("全社会", "主动公开", "市级、镇级"));
    assert_eq!(item.audience.place.cell_name().as_deref(), Some("I5"));
    assert_eq!(parsed.sheets[0].items, 2);
}

#[test]
fn sub_headings_decide_and_order_means_nothing() {
    let headings = &[
        "名称",
        "公开时限",
        "公开内容及要求",
        "主体",
        "渠道",
        "依据",
        "公开方式/全社会",
        "公开方式/特定群体",
        "公开属性",
        "公开层级/市级",
        "公开层级/县级",
        "公开层级/镇级",
        "责任科室(单位)",
    ];
    let cells: &[&str] = &["招生政策", LIMIT, "招生范围", "市教育局", "政府网站", BASIS, "", "申请人", "主动公开", "√", "", "√", "综合科"];
    let (parsed, found) = read_table(table("义务教育", &[], headings, &[cells]), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(found), Vec::<String>::new());
    let item = &parsed.lists[0].items[0];
    assert_eq!(item.audience.value.specific.as_ref().unwrap().value, "申请人");
    assert_eq!(item.method.value.active.as_ref().unwrap().value, TICK);
    // Two upper columns: the lower is the city's.
    assert_eq!(item.tiers.value.keys().collect::<Vec<_>>(), [Tier::Prefecture, Tier::Town]);
    assert_eq!((item.extra[0].heading.as_str(), item.extra[0].text.value.as_str()), ("责任科室(单位)", "综合科"));
}

#[test]
fn a_missing_column_is_said_once_and_tiers_come_from_the_folder() {
    let headings = &["公开事项", "公开内容", "公开依据", "公开主体", "公开渠道", "公开对象", "公开方式"];
    let cells: &[&str] = &["招生政策", "招生范围", BASIS, "市教育局", "政府网站", "全社会", "主动公开"];
    for (folder, tier) in [(Folder::Loose, Tier::City), (Folder::Lists, Tier::City), (Folder::Towns, Tier::Town)] {
        let (parsed, found) = read_table(table("义务教育", &[], headings, &[cells, cells]), "a.xlsx", None, folder);
        assert_eq!(rules(&found[..]), ["no-tier-column", "missing-column"], "{folder:?}");
        assert_eq!(found[1].field, Some("time_limit"));
        let item = &parsed.lists[0].items[0];
        assert_eq!(item.given(Field::TimeLimit), Given::NoColumn);
        assert_eq!((item.tiers.text.as_str(), item.tiers.value[tier].value.as_str(), item.tiers.given), ("", TICK, Given::NoColumn));
    }
}

#[test]
fn two_columns_of_one_meaning_keep_the_first() {
    let headings = &[
        "公开事项",
        "公开内容",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "责任部门",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开层级",
    ];
    let cells: &[&str] = &["招生政策", "甲", "乙", BASIS, LIMIT, "市教育局", "基教科", "政府网站", "全社会", "主动公开", "市级"];
    let (parsed, found) = read_table(table("义务教育", &[], headings, &[cells]), "a.xlsx", None, Folder::Loose);
    // 责任部门 beside 公开主体 is a column of its own, not a second 公开主体.
    assert_eq!(rules(&found[..]), ["duplicate-column"]);
    let item = &parsed.lists[0].items[0];
    assert_eq!((item.content.text.as_str(), item.subject.text.as_str()), ("甲", "市教育局"));
    assert_eq!(item.extra.iter().map(|extra| extra.heading.as_str()).collect::<Vec<_>>(), ["公开内容", "责任部门"]);
}

#[test]
fn the_deepest_level_is_the_name() {
    let rows = [
        row("1", "政策文件", "─", "甲"),
        row("2", "义务教育", "招生政策", "乙"),
        row("3", "招生管理", "", "丙"),
        row("4", "招生管理", "招生结果", "丁"),
    ];
    let (parsed, _) = read_table(national(&["义务教育"], &rows), "a.xlsx", None, Folder::Loose);
    let names: Vec<_> = parsed.lists[0].items.iter().map(|item| (item.group.value.as_str(), item.name.value.as_str())).collect();
    assert_eq!(names, [("", "政策文件"), ("", "招生政策"), ("招生管理", ""), ("招生管理", "招生结果")]);
}

#[test]
fn one_item_over_several_rows_is_joined() {
    let mut second = row("", "^", "^", "处罚决定");
    second[5] = "7个工作日内";
    for column in [4, 6, 7, 8, 10, 12, 13] {
        second[column] = "^";
    }
    let rows = [row("1", "监督检查", "行政处罚", "立案信息"), second, row("2", "^", "投诉举报", "电话")];
    let (parsed, found) = read_table(national(&["义务教育"], &rows), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(found), Vec::<String>::new());
    let items = &parsed.lists[0].items;
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].content.text, "1.立案信息；2.处罚决定");
    assert_eq!(items[0].time_limit.text, format!("1.{LIMIT}；2.7个工作日内"));
    let scopes: Vec<_> = items[0].time_limit.value.segments.iter().map(|segment| segment.scope.as_deref()).collect();
    assert_eq!(scopes, [Some("立案信息"), Some("处罚决定")]);
    assert_eq!(items[0].basis.text, BASIS);
}

#[test]
fn rows_that_differ_in_way_become_items_of_their_own() {
    let mut second = row("", "^", "^", "其他听证内容");
    (second[10], second[11]) = ("", "√");
    let rows = [row("1", "听证", "听证会", "《听证通知书》"), second];
    let (parsed, found) = read_table(national(&["义务教育"], &rows), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["split-item"]);
    let names: Vec<_> = parsed.lists[0].items.iter().map(|item| item.name.value.as_str()).collect();
    assert_eq!(names, ["听证会（其一：主动公开）", "听证会（其二：依申请公开）"]);
    assert_eq!(parsed.lists[0].items[1].content.text, "其他听证内容");
}

#[test]
fn the_same_as_above_is_taken_from_there() {
    let mut second = row("2", "^", "招生结果", "录取名单");
    (second[4], second[5], second[7]) = ("同上", "同上", "同上");
    let (parsed, _) = read_table(national(&["义务教育"], &[row("1", "招生管理", "招生政策", "甲"), second]), "a.xlsx", None, Folder::Loose);
    let items = &parsed.lists[0].items;
    assert_eq!((&items[1].basis, &items[1].time_limit, &items[1].channels), (&items[0].basis, &items[0].time_limit, &items[0].channels));
    assert_eq!(items[1].basis.place.cell_name().as_deref(), Some("E6"));
}

#[test]
fn a_domain_column_makes_a_list_a_domain() {
    let headings =
        &["相应领域", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"];
    let line = |domain: &'static str, name: &'static str| -> Vec<&'static str> {
        vec![domain, name, "甲", BASIS, LIMIT, "市教育局", "政府网站", "全社会", "主动公开", "市级"]
    };
    let rows = [
        line("义务教育", "招生"),
        line("社会救助领域", "低保"),
        line("义务教育", "学籍"),
        line("救灾生产", "灾情"),
        line("天文", "流星"),
        line("天文", "日食"),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (parsed, found) = read_table(table("全部", &[], headings, &rows), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["misspelt-domain", "unknown-domain"]);
    let lists: Vec<_> = parsed.lists.iter().map(|list| (list.domain.as_ref().map(|key| key.value.as_str()), list.items.len())).collect();
    assert_eq!(lists, [(Some("yiwujiaoyu"), 2), (Some("shehuijiuzhu"), 1), (Some("jiuzai"), 1), (None, 2)]);
}

#[test]
fn a_legend_changes_what_marks_mean() {
    let rows = [row("1", "招生管理", "招生政策", "甲")];
    let legend = "注：“■”表示必选项，“□”表示可选项";
    let (parsed, _) = read_table(national(&["义务教育领域基层政务公开标准目录", legend], &rows), "a.xlsx", None, Folder::Loose);
    let list = &parsed.lists[0];
    assert_eq!(
        (list.title.as_ref().unwrap().value.as_str(), list.legend.as_ref().unwrap().value.as_str()),
        ("义务教育领域基层政务公开标准目录", legend)
    );
    assert_eq!(list.items[0].channels.value.iter().map(|channel| channel.mark).collect::<Vec<_>>(), [Mark::Required, Mark::Optional]);
}

#[test]
fn native_lists_are_told_by_their_headings() {
    let headings = &["序号", "权力类型", "职权编码", "职权名称/项目", "职权名称/子项", "设定依据", "行使主体", "行使层级", "备注"];
    let rows: &[&[&str]] = &[
        &["1", "行政许可", "00012", "民办学校设立", "设立", "《民办教育促进法》", "市教育局", "县级", "保留"],
        &["", "^", "^", "^", "变更", "^", "^", "^", ""],
    ];
    let (parsed, found) = read_table(table("市教育局权责清单", &[], headings, rows), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(found), Vec::<String>::new());
    let list = &parsed.lists[0];
    assert_eq!((list.form, list.kind, list.powers.len()), (Form::Native, Some(ListKind::Responsibility), 2));
    let power = &list.powers[0];
    assert_eq!((power.code.as_ref().unwrap().value.as_str(), power.name.value.as_str()), ("00012", "民办学校设立"));
    assert_eq!(power.extra[0].text.value, "保留");
    assert_eq!(list.powers[1].subname.as_ref().unwrap().value, "变更");
}

#[test]
fn a_heading_that_says_too_little_and_an_empty_list_are_reported() {
    let (parsed, found) = read_table(table("表", &[], &["序号", "事项名称", "备注"], &[]), "a.xlsx", None, Folder::Loose);
    assert_eq!((rules(&found[..]), parsed.lists.len()), (vec!["no-heading".to_owned()], 0));
    let (_, found) = read_table(national(&["义务教育"], &[]), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["empty-list"]);
}

#[test]
fn a_basis_that_names_no_document_is_said_and_kept() {
    let mut odd = row("1", "招生管理", "招生政策", "甲");
    odd[4] = "有关规定";
    let (parsed, found) = read_table(table("义务教育", &[], NATIONAL, &[&odd]), "a.xlsx", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["not-understood"]);
    assert_eq!(
        (found[0].field, found[0].value.as_deref(), found[0].heading.as_deref()),
        (Some("basis"), Some("有关规定"), Some("公开依据"))
    );
    assert_eq!(parsed.lists[0].items[0].basis.text, "有关规定");
}
