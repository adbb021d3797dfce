//! YAML lists and town files.

use super::{CHANGSHU, project_of, read_yaml, rules};
use crate::model::item::TICK;
use crate::model::{Claim, Field, Form, ListKind, Mark, Tier};
use crate::parse::Folder;

const FULL: &str = "
kind: responsibility
domain: 义务教育
department: 市教育局
items:
  - group: 招生管理
    name: 1.招生政策
    code: 00012
    content: [招生范围, {text: 招生条件, mark: optional}]
    basis: [《甲法》, 《乙条例》（国务院令第711号）]
    time_limit: 自信息形成或者变更之日起20个工作日内
    subject: [市教育局, 各学校]
    method: [主动公开, 依申请公开]
    channels: [政府网站, {name: 其他, note: 办税服务厅}]
    audience: {everyone: √, specific: 申请人}
    tiers: [市级, 镇级]
    extra: {责任科室: 综合科}
";

#[test]
fn a_list_is_read_whole() {
    let (parsed, found) = read_yaml(FULL, "lists/a.yaml", Some(&project_of(CHANGSHU)), Folder::Lists);
    assert_eq!(rules(found), Vec::<String>::new());
    let list = &parsed.lists[0];
    assert_eq!((list.kind, list.form), (Some(ListKind::Responsibility), Form::Catalog));
    let item = &list.items[0];
    assert_eq!((item.code.text.as_str(), item.name.value.as_str()), ("00012", "招生政策"));
    assert_eq!(item.content.text, "招生范围；〔*招生条件〕");
    assert_eq!(item.content.value[1].mark, Some(Mark::Optional));
    assert_eq!((item.basis.value.len(), item.subject.value.len()), (2, 2));
    assert_eq!(item.channels.text, "■政府网站\n■其他：办税服务厅");
    assert_eq!(item.channels.value[1].note.as_deref(), Some("办税服务厅"));
    assert_eq!(item.audience.value.specific.as_ref().unwrap().value, "申请人");
    assert_eq!(item.method.value.on_request.as_ref().unwrap().value, TICK);
    assert_eq!(item.tiers.value.keys().collect::<Vec<_>>(), [Tier::City, Tier::Town]);
    assert_eq!(item.extra[0].heading, "责任科室");
}

#[test]
fn headings_are_keys_too_and_wrong_ones_are_named() {
    let text = "领域: 义务教育\n事项:\n  - 名称: 招生政策\n    公开内容: 甲\n    子目: 乙\n    conetnt: 丙\n    时限: [丁]\n    公开内容（要素）: 戊\n    method: {激活: √}\n    tiers: [市级]\n";
    let (parsed, found) = read_yaml(text, "a.yaml", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["unknown-key", "unknown-key", "wrong-shape", "wrong-shape", "unknown-key"]);
    assert!(found[1].help.as_ref().unwrap().zh.contains("content"), "{:?}", found[1].help);
    assert_eq!(parsed.lists[0].items[0].text(Field::Content), "甲");
}

#[test]
fn a_list_without_tiers_takes_them_from_the_folder() {
    let text = "domain: 义务教育\nitems: [{name: 甲}, {name: 乙}]\n";
    let (parsed, found) = read_yaml(text, "a.yaml", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["no-tier-column"]);
    assert!(parsed.lists[0].items.iter().all(|item| item.tiers.value.contains(Tier::City)));
}

#[test]
fn several_documents_and_native_lists() {
    let text = "domain: 义务教育\nitems: [{name: 甲, tiers: 市级}]\n---\nform: native\nkind: 公共服务事项清单\nitems:\n  - {code: 00012, name: 乙, type: 行政许可, 设定依据: 《丙法》}\n  - {code: 00013}\n---\nitems: []\ndomain: 救灾\n";
    let (parsed, found) = read_yaml(text, "a.yaml", None, Folder::Loose);
    assert_eq!(rules(&found[..]), ["missing-key", "empty-list"]);
    assert_eq!(parsed.lists.iter().map(|list| list.form).collect::<Vec<_>>(), [Form::Catalog, Form::Native, Form::Catalog]);
    assert_eq!(parsed.lists[1].powers[0].basis.as_ref().unwrap().value, "《丙法》");
    assert_eq!(parsed.sheets[1].form, "native");
}

#[test]
fn wrong_shapes_say_what_to_write() {
    for (text, expected) in [
        ("- a\n", vec!["wrong-shape"]),
        ("domain: [义务教育]\nitems: 甲\n", vec!["wrong-shape", "no-domain", "empty-list", "wrong-shape"]),
        ("domain: 义务教育\nitems: [甲]\n", vec!["empty-list", "wrong-shape"]),
        ("domain: 义务教育\nkind: 清单\nform: 表\nitems: [{name: 甲, tiers: 市级}]\n", vec!["wrong-shape", "wrong-shape"]),
        ("domain: 义务教肓\nitems: [{name: 甲, tiers: 市级}]\n", vec!["unknown-domain"]),
    ] {
        let (_, found) = read_yaml(text, "a.yaml", None, Folder::Loose);
        let mut names = rules(&found[..]);
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        names.sort();
        expected.sort();
        assert_eq!(names, expected, "{text}");
    }
}

#[test]
fn a_towns_file_is_read_whole() {
    let text = "
town: 海虞镇
claim: all
omit: [{item: 义务教育/招生管理/招生政策, reason: 无学校}]
change:
  - item: 招生结果
    set: {subject: 海虞镇人民政府, 渠道: [公开查阅点]}
    was: {subject: 市教育局}
    reason: 示例
add: {domain: 义务教育, after: 招生结果, items: [{name: 夜校}]}
domains_not_applicable: [{domain: 救灾, reason: 无}]
";
    let (parsed, found) = read_yaml(text, "towns/海虞镇.yaml", Some(&project_of(CHANGSHU)), Folder::Towns);
    assert_eq!(rules(&found[..]), ["no-tier-column"]);
    let town = &parsed.towns[0];
    assert_eq!((town.town.value.as_str(), &town.claim), ("海虞镇", &Claim::All));
    assert_eq!(town.change[0].fields, [Field::Subject, Field::Channels]);
    assert_eq!(town.change[0].to.subject.value[..], ["海虞镇人民政府"]);
    assert_eq!(town.change[0].was_fields, [Field::Subject]);
    let added = &town.add[0];
    assert_eq!((added.after.as_ref().unwrap().value.as_str(), added.list.items[0].name.value.as_str()), ("招生结果", "夜校"));
    assert!(added.list.items[0].tiers.value.contains(Tier::Town));
    assert_eq!(town.domains_not_applicable[0].0.value, "jiuzai");
}

#[test]
fn every_fault_of_a_towns_file_is_said() {
    let text = "
town: 海渔镇
omit: [{item: 甲}, {reason: 乙}]
change: [{item: 甲}, {item: 乙, set: {subjct: 丙}}, 丁]
add: [{domain: 义务教育}, {items: [{name: 戊}]}]
omitt: []
";
    let (_, found) = read_yaml(text, "towns/海虞镇.yaml", Some(&project_of(CHANGSHU)), Folder::Towns);
    let names = rules(&found[..]);
    let count = |name: &str| names.iter().filter(|found| *found == name).count();
    assert_eq!(
        (count("missing-key"), count("unknown-key"), count("wrong-shape"), count("no-town"), count("sources-disagree")),
        (5, 2, 1, 1, 1),
        "{:?}",
        rules(found)
    );
}

#[test]
fn a_yaml_list_among_the_towns_files_is_the_towns() {
    let (parsed, found) = read_yaml(
        "domain: 义务教育\nitems: [{name: 甲, tiers: 镇级}]\n",
        "towns/海虞镇/a.yaml",
        Some(&project_of(CHANGSHU)),
        Folder::Towns,
    );
    assert_eq!(rules(found), Vec::<String>::new());
    assert_eq!(parsed.lists[0].town.as_ref().unwrap().value, "海虞镇");
}
