//! Marks that mean something else, are damaged or are lost; 同上 and what it points to.

use super::{read_table, read_yaml, rules, table};
use crate::model::{Field, Given, Item, Mark};
use crate::parse::Folder;
use crate::read::table::Table;

const HEADINGS: &[&str] = &[
    "公开事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象/全社会",
    "公开对象/特定群众",
    "公开方式/主动",
    "公开方式/依申请公开",
    "公开层级/市级",
    "公开层级/镇级",
    "责任科室",
];

const BASIS: &str = "《中华人民共和国义务教育法》";
const LIMIT: &str = "及时公开";

fn row(name: &'static str) -> Vec<&'static str> {
    vec![name, "招生范围", BASIS, LIMIT, "市教育局", "■政府网站", "√", "", "√", "", "√", "√", ""]
}

fn of(above: &[&str], rows: &[Vec<&str>]) -> Table {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let mut lines = vec!["义务教育领域基层政务公开标准目录"];
    lines.extend(above);
    table("目录", &lines, HEADINGS, &rows)
}

fn items(table: Table) -> (Vec<Item>, Vec<String>) {
    let (mut parsed, found) = read_table(table, "a.xlsx", None, Folder::Loose);
    (std::mem::take(&mut parsed.lists[0].items), rules(found))
}

fn marks(item: &Item) -> Vec<(String, Mark)> {
    item.channels.value.iter().map(|channel| (channel.name.clone(), channel.mark)).collect()
}

#[test]
fn a_legend_may_stand_above_in_the_heading_or_below() {
    let mut first = row("招生政策");
    first[5] = "■政府网站 □两微一端";
    let expected = [("政府网站".to_owned(), Mark::Required), ("两微一端".to_owned(), Mark::Optional)];
    let legend = "注：“■”表示必选项，“□”表示可选项";
    let (read, _) = items(of(&[legend], std::slice::from_ref(&first)));
    assert_eq!(marks(&read[0]), expected);
    let mut below = of(&[], std::slice::from_ref(&first));
    below.below.push(crate::place::Located::new(legend.to_owned(), below.place.clone()));
    let (read, _) = items(below);
    assert_eq!(marks(&read[0]), expected);
    let mut heading = of(&[], std::slice::from_ref(&first));
    heading.columns[5].leaf.value = "公开渠道和载体\n（“■”表示必选项，“□”表示可选项）".to_owned();
    let (read, _) = items(heading);
    assert_eq!(marks(&read[0]), expected);
}

#[test]
fn a_legend_over_the_contents_says_nothing_of_the_channels() {
    let mut first = row("招生政策");
    (first[1], first[5]) = ("●招生范围〇招生条件", "■政府网站 □两微一端");
    let mut table = of(&[], &[first]);
    table.columns[1].leaf.value = "公开内容（“●”必选 “〇”可选）".to_owned();
    let (read, _) = items(table);
    assert_eq!(marks(&read[0]), [("政府网站".to_owned(), Mark::Used)]);
    let contents: Vec<_> = read[0].content.value.iter().map(|content| (content.text.as_str(), content.mark)).collect();
    assert_eq!(contents, [("招生范围", Some(Mark::Required)), ("招生条件", Some(Mark::Optional))]);
}

#[test]
fn as_above_is_taken_from_there_and_said_once_a_column() {
    let (mut second, mut third) = (row("招生计划"), row("招生结果"));
    (second[2], second[3], second[5], second[7], second[12]) = ("同上", "〃", "同上。", "", "");
    (third[2], third[6], third[10], third[12]) = ("同上", "同上", "″", "");
    let mut first = row("招生政策");
    first[12] = "基教科";
    second[12] = "同 上";
    let (read, found) = items(of(&[], &[first, second, third]));
    assert_eq!((&read[1].basis, &read[1].time_limit, &read[1].channels), (&read[0].basis, &read[0].time_limit, &read[0].channels));
    assert_eq!(read[1].basis.place.cell_name().as_deref(), Some("C6"));
    assert_eq!(read[1].extra[0].text.value, "基教科");
    assert_eq!(
        (&read[2].basis, &read[2].audience.value, &read[2].tiers.value),
        (&read[0].basis, &read[0].audience.value, &read[0].tiers.value)
    );
    let heads: Vec<_> = found.iter().map(|found| found.split('，').next().unwrap_or_default()).collect();
    assert_eq!(
        heads,
        [
            "same-as-above “公开依据”有2处写的是“同上”（C6、C7）",
            "same-as-above “公开时限”有1处写的是“同上”（D6）",
            "same-as-above “公开渠道和载体”有1处写的是“同上”（F6）",
            "same-as-above “责任科室”有1处写的是“同上”（M6）",
            "same-as-above “公开对象”有1处写的是“同上”（G7）",
            "same-as-above “公开层级”有1处写的是“同上”（K7）",
        ]
    );
}

#[test]
fn within_one_item_of_several_rows_it_means_the_row_above() {
    let mut second = row("^");
    (second[1], second[2]) = ("招生条件", "同上");
    second[3..12].fill("^");
    let (read, found) = items(of(&[], &[row("招生政策"), second]));
    assert_eq!((read.len(), read[0].basis.text.as_str(), read[0].content.text.as_str()), (1, BASIS, "1.招生范围；2.招生条件"));
    assert_eq!(found.len(), 1);
}

#[test]
fn as_above_means_the_row_above_whatever_its_domain() {
    let headings =
        &["相应领域", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"];
    let line = |domain, name, basis| vec![domain, name, "甲乙丙丁", basis, LIMIT, "市教育局", "政府网站", "全社会", "主动公开", "市级"];
    let rows = [line("义务教育", "招生", "《甲法》"), line("社会救助", "低保", "《乙法》"), line("义务教育", "学籍", "同上")];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (parsed, _) = read_table(table("全部", &[], headings, &rows), "a.xlsx", None, Folder::Loose);
    assert_eq!(parsed.lists[0].items[1].basis.text, "《乙法》");
}

#[test]
fn with_nothing_above_it_is_said_and_nothing_is_made_up() {
    let mut first = row("招生政策");
    for column in [1, 2, 3, 4, 5, 6, 8, 10] {
        first[column] = "同上";
    }
    (first[11], first[12]) = ("", "同上");
    let (read, found) = items(of(&[], &[first]));
    assert!(found.len() == 9 && found.iter().all(|found| found.starts_with("nothing-above")), "{found:?}");
    let item = &read[0];
    assert!(item.basis.value.is_empty() && item.channels.value.is_empty() && item.time_limit.value.segments.is_empty());
    for field in
        [Field::Content, Field::Basis, Field::TimeLimit, Field::Subject, Field::Channels, Field::Audience, Field::Method, Field::Tiers]
    {
        assert_eq!((item.given(field), item.text(field)), (Given::Reported, "同上"), "{field:?}");
    }
    let mut second = row("招生计划");
    second[2] = "同上";
    let mut blank = row("招生政策");
    blank[2] = "";
    let (_, found) = items(of(&[], &[blank, second]));
    assert_eq!(found, ["nothing-above “公开依据”写的是“同上”，但是上面没有内容"]);
    let (_, found) = read_yaml("town: 海虞镇\nchange: [{item: 招生政策, set: {basis: 同上}}]\n", "海虞镇.yaml", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["nothing-above"]);
}

#[test]
fn ticks_lost_in_every_row_are_said_once_at_the_heading() {
    let without = |name| {
        let mut row = row(name);
        for column in [6, 8, 10, 11] {
            row[column] = "";
        }
        row
    };
    let (read, found) = items(of(&[], &[without("招生政策"), without("招生计划"), without("招生结果")]));
    assert_eq!(found, ["ticks-lost “公开对象”、“公开方式”、“公开层级”在全部3行里一个勾也没有"]);
    assert!(
        read.iter().all(|item| [Field::Audience, Field::Method, Field::Tiers].iter().all(|field| item.given(*field) == Given::Reported))
    );
    // One tick shows that ticks are read: each blank is then its own.
    let mut ticked = without("招生结果");
    ticked[8] = "√";
    let (read, found) = items(of(&[], &[without("招生政策"), without("招生计划"), ticked]));
    assert_eq!(found, ["ticks-lost “公开对象”、“公开层级”在全部3行里一个勾也没有"]);
    assert_eq!(read[0].method.given, Given::Blank);
    let (_, found) = items(of(&[], &[without("招生政策")]));
    assert_eq!(found, [""; 0]);
}

#[test]
fn lost_marks_are_said_once_a_table() {
    let with = |name, channels| {
        let mut row = row(name);
        row[5] = channels;
        row
    };
    let rows = [
        with("招生政策", "政府网站 □两微一端"),
        with("招生计划", "政府网站 □两微一端"),
        with("招生结果", "■政府网站 两微一端 □公开查阅点"),
    ];
    let (read, found) = items(of(&[], &rows));
    assert_eq!(marks(&read[0]), [("政府网站".to_owned(), Mark::Used)]);
    assert_eq!(
        found,
        [
            "lost-marks “公开渠道和载体”有2个单元格（F5、F6）里，有的渠道前面没有“■”也没有“□”，如“政府网站”，已按选用读取",
            "lost-marks “公开渠道和载体”有1个单元格（F7）里，有的渠道前面没有“■”也没有“□”，如“两微一端”，看不出是否选用，没有算作选用",
        ]
    );
}

#[test]
fn marks_of_yaml_entries_need_no_legend() {
    let text = "
domain: 义务教育
department: 市教育局
items:
  - name: 招生政策
    content: [{text: 招生范围, mark: required}, {text: 招生条件, mark: optional}, 招生计划]
    channels: [{name: 政府网站, mark: required}, {name: 两微一端, mark: optional}]
    tiers: 市级
";
    let (parsed, _) = read_yaml(text, "a.yaml", None, Folder::Loose);
    let item = &parsed.lists[0].items[0];
    assert_eq!(marks(item).into_iter().map(|(_, mark)| mark).collect::<Vec<_>>(), [Mark::Required, Mark::Optional]);
    let contents: Vec<_> = item.content.value.iter().map(|content| content.mark).collect();
    assert_eq!(contents, [Some(Mark::Required), Some(Mark::Optional), None]);
}
