//! The checks on items made by hand, so that they do not depend on any grammar. Refuses to know how lists are written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, date};

use super::{change, lists};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge;
use crate::model::item::TICK;
use crate::model::{
    Audience, Catalog, Channel, Citation, Content, DomainSection, Entry, Field, Form, Given, Heading, Item, Limit, List, ListKind, Mark,
    Method, Segment, Slot, Tier, TimeLimit, Trigger, Unit, name,
};
use crate::place::{Located, Origin, Place};
use crate::project::{City, CityKind, Edition, Project, Site};
use crate::rule::{Family, Severity};
use crate::rules::{Circumstances, ItemContext};

mod allowing;
mod domains;
mod knowing;
mod weighing;

const AS_OF: Date = date(2020, 12, 11);

fn at(row: u32, column: u32) -> Place {
    let sheet = Some(crate::place::Sheet { index: 0, name: "义务教育".to_owned() });
    Place::cell(&Arc::new(Origin { file: "lists/市教育局.xlsx".to_owned(), sheet }), row, column)
}

fn located(text: &str) -> Located<String> {
    Located::new(text.to_owned(), at(1, 1))
}

fn tick(text: &str, column: u32) -> Option<Located<String>> {
    Some(Located::new(text.to_owned(), at(5, column)))
}

/// An item that nothing is wrong with.
fn item() -> Item {
    let mut item = Item::blank(&at(5, 1), Given::Blank);
    item.group = Slot::given("招生管理", "招生管理".to_owned(), at(5, 2));
    item.name = Slot::given("1.招生政策", "招生政策".to_owned(), at(5, 3));
    let content = ["招生范围", "招生条件"].map(|text| Content { text: text.to_owned(), mark: None });
    item.content = Slot::given("招生范围；招生条件", content.to_vec(), at(5, 4));
    set_basis(&mut item, "《中华人民共和国政府信息公开条例》（国务院令第711号）", "中华人民共和国政府信息公开条例");
    set_limit(&mut item, "自信息形成或者变更之日起20个工作日内", 20, Trigger::FormedOrChanged);
    item.subject = Slot::given("市教育局", ["市教育局".to_owned()].into(), at(5, 7));
    item.channels = Slot::given("■政府网站", [channel("政府网站", Some("政府网站"))].into(), at(5, 8));
    item.audience = Slot::given("全社会", Audience { everyone: tick(TICK, 9), specific: None }, at(5, 9));
    item.method = Slot::given("主动公开", Method { active: tick(TICK, 11), on_request: None }, at(5, 11));
    item.tiers = Slot::given("市级", [(Tier::City, Located::new(TICK.to_owned(), at(5, 13)))].into_iter().collect(), at(5, 13));
    item
}

fn channel(name: &str, standard: Option<&str>) -> Channel {
    Channel { name: name.to_owned(), standard: standard.map(str::to_owned), note: None, mark: Mark::Used }
}

fn set_basis(item: &mut Item, text: &str, title: &str) {
    let citation = Citation { text: text.to_owned(), title: title.to_owned(), number: None, articles: None };
    item.basis = Slot::given(text, vec![citation], at(5, 5));
}

fn set_limit(item: &mut Item, text: &str, n: u32, trigger: Trigger) {
    let limit = Limit::Within { n, unit: Unit::WorkingDay, trigger };
    item.time_limit = Slot::given(
        text,
        TimeLimit {
            segments: vec![Segment { scope: None, start: crate::model::Start::Said, limit }],
            exception: false,
            remarks: Vec::new(),
        },
        at(5, 6),
    );
}

/// Given on request, with a reason, and named like nothing that must be disclosed.
fn on_request(item: &mut Item) {
    item.name = Slot::given("申诉材料", "申诉材料".to_owned(), at(5, 3));
    item.extra.push(crate::model::Extra { heading: "备注".to_owned(), text: located("涉及个人隐私") });
    item.method = Slot::given("依申请公开", Method { active: None, on_request: tick(TICK, 12) }, at(5, 11));
}

fn list(items: Vec<Item>) -> List {
    let heading = |text: &str, field| Heading { text: text.to_owned(), field: Some(field), taken_for: None, place: at(3, 1) };
    List {
        place: at(3, 1),
        form: Form::Catalog,
        kind: Some(ListKind::Responsibility),
        domain: Some(located("yiwujiaoyu")),
        department: Some(located("市教育局")),
        town: None,
        title: None,
        legend: None,
        notes: Vec::new(),
        headings: vec![heading("依据", Field::Basis), heading("对象/全社会", Field::Audience), heading("对象/特定群体", Field::Audience)],
        items,
        powers: Vec::new(),
    }
}

fn project() -> Project {
    Project {
        place: Place::file("mulu.yaml"),
        city: City {
            name: "常熟市".to_owned(), government: None, division_code: None, kind: CityKind::City, tier_words: BTreeMap::new()
        },
        edition: Edition { id: "2020".to_owned(), title: String::new(), as_of: None, approved_by: None },
        site: Site::default(),
        departments: Vec::new(),
        towns: Vec::new(),
        lists: Vec::new(),
        towns_files: Vec::new(),
        supplement: Vec::new(),
        files: Vec::new(),
        domains: Vec::new(),
        domains_order: Vec::new(),
        domains_not_applicable: Vec::new(),
        allow: Vec::new(),
        resolve: Vec::new(),
        renamed: Vec::new(),
        withdrawn: Vec::new(),
        reasons: Vec::new(),
        town_may_change: Vec::new(),
        permit: Vec::new(),
        profile: None,
        milestones: Vec::new(),
        print: crate::project::Print::default(),
    }
}

fn judge(all: &[List]) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    lists(all, knowledge::load(), None, AS_OF, &mut diagnostics);
    diagnostics.sorted()
}

fn broken(change: impl FnOnce(&mut Item)) -> Vec<Diagnostic> {
    let mut item = item();
    change(&mut item);
    judge(&[list(vec![item])])
}

fn names(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|found| found.rule.name).collect()
}

/// The same fault planted in one field at a time: which rules speak.
fn rules_for(change: impl FnOnce(&mut Item)) -> String {
    names(&broken(change)).join(" ")
}

#[test]
fn a_whole_item_breaks_no_rule() {
    assert_eq!(rules_for(|_| {}), "");
}

#[test]
fn blank_fields_are_said_once_each_and_lacking_columns_not_at_all() {
    let blank = |given| {
        let mut blank = Item::blank(&at(5, 1), given);
        blank.group = item().group;
        judge(&[list(vec![blank])])
    };
    let all: BTreeSet<&str> = crate::rules::ALL
        .iter()
        .map(|entry| entry.rule)
        .filter(|rule| rule.family == Family::Elements && rule.severity == Severity::Error)
        .map(|rule| rule.name)
        .collect();
    let found = blank(Given::Blank);
    assert_eq!(names(&found).into_iter().collect::<BTreeSet<_>>(), all);
    assert_eq!(found.len(), all.len());
    assert_eq!(names(&blank(Given::NoColumn)), [""; 0]);
}

#[test]
fn a_finding_names_item_heading_value_and_place() {
    let found = broken(|item| item.basis = Slot::blank(at(5, 5), Given::Blank));
    let [fault] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(fault.place.cell_name().as_deref(), Some("E5"));
    assert_eq!((fault.field, fault.heading.as_deref(), fault.value.as_deref()), (Some("basis"), Some("依据"), Some("")));
    let named = fault.item.as_ref().map(|item| (item.domain.as_str(), item.key.as_str(), item.name.as_str()));
    assert_eq!(named, Some(("yiwujiaoyu", "招生管理␟招生政策␟", "招生政策")));
    assert_eq!(fault.message.zh, "“依据”没有填写");
    // Two columns of one field: the words over both.
    let found = broken(|item| item.audience = Slot::blank(at(5, 9), Given::Blank));
    assert_eq!(found[0].heading.as_deref(), Some("对象"));
}

#[test]
fn elements_say_something() {
    let content = |text: &str| rules_for(|item| item.content = Slot::given(text, Vec::new(), at(5, 4)));
    assert_eq!(content("招生政策"), "missing-content");
    assert_eq!(content("一、招生 政策。"), "missing-content");
    assert_eq!(content("名单"), "missing-content");
    assert_eq!(content("——"), "missing-content");
    assert_eq!(content("招生政策原文"), "");
    assert_eq!(content("录取名单"), "");
    assert_eq!(rules_for(|item| item.basis.text = "无".to_owned()), "missing-basis");
    assert_eq!(rules_for(|item| item.subject.text = "/".to_owned()), "missing-subject");
    assert_eq!(rules_for(|item| item.name.value = "─".to_owned()), "missing-name");
    let found = broken(|item| item.time_limit = Slot::given("按规定", TimeLimit::default(), at(5, 6)));
    assert_eq!(names(&found), ["missing-time-limit"]);
    assert_eq!(found[0].message.zh, "没有看懂公开时限“按规定”");
    assert_eq!(rules_for(|item| item.channels = Slot::given("□政府网站", [].into(), at(5, 8))), "missing-channel");
    assert_eq!(rules_for(|item| item.tiers = Slot::given("待定", crate::model::Tiers::new(), at(5, 13))), "missing-tier");
}

#[test]
fn channels_are_the_known_ones() {
    let channels = |names: &[(&str, Option<&str>)]| {
        let channels = names.iter().map(|&(name, standard)| channel(name, standard)).collect();
        broken(|item| item.channels = Slot::given("…渠道", channels, at(5, 8)))
    };
    assert_eq!(names(&channels(&[("政府网站", Some("政府网站")), ("两微一端", Some("两微一端"))])), [""; 0]);
    let found = channels(&[("政府网站", Some("政府网站")), ("短信群发", None), ("食堂", None)]);
    assert_eq!(names(&found), ["unknown-channel"], "one finding a cell");
    assert_eq!(found[0].message.zh, "没有“短信群发”、“食堂”这种公开渠道");
    let help = found[0].help.as_ref().map(|help| help.zh.as_str());
    assert!(help.is_some_and(|help| help.contains("其他：短信群发")), "{help:?}");
}

#[test]
fn audience_and_method_go_together() {
    let audience = |everyone: &str, specific: &str, requested: bool| {
        let side = |text: &str, column| if text.is_empty() { None } else { tick(text, column) };
        rules_for(|item| {
            item.audience = Slot::given("对象", Audience { everyone: side(everyone, 9), specific: side(specific, 10) }, at(5, 9));
            if requested {
                on_request(item);
                set_limit(item, "自收到申请之日起20个工作日内", 20, Trigger::ReceivedApplication);
            }
        })
    };
    for (everyone, specific, requested, rules) in [
        ("√", "", false, ""),
        ("", "申请人", false, ""),
        ("", "申请人", true, ""),
        ("", "", false, "missing-audience"),
        ("√", "√", false, "missing-audience"),
        ("√", "√", true, "missing-audience"),
        ("结果", "申请人：意见", false, ""),
        ("", "√", false, "unnamed-audience"),
        ("结果", "√", false, "unnamed-audience"),
        ("√", "", true, "on-request-for-everyone"),
        ("√", "申请人", true, "on-request-for-everyone"),
    ] {
        assert_eq!(audience(everyone, specific, requested), rules, "{everyone} {specific} {requested}");
    }
    assert_eq!(rules_for(|item| item.method.value = Method::default()), "missing-method");
    assert_eq!(rules_for(|item| item.method.value.on_request = tick(TICK, 12)), "missing-method");
}

#[test]
fn a_late_limit_needs_a_law() {
    let limit = |n, title: &str, trigger: Trigger, requested: bool| {
        rules_for(|item| {
            set_limit(item, "……个工作日内", n, trigger);
            set_basis(item, "《某某》", title);
            if requested {
                on_request(item);
                item.audience = Slot::given("申请人", Audience { everyone: None, specific: tick("申请人", 10) }, at(5, 9));
            }
        })
    };
    for (n, title, rules) in [
        (20, "廉租住房保障办法", ""),
        (21, "廉租住房保障办法", "late-time-limit"),
        (21, "中华人民共和国政府信息公开条例", "late-time-limit"),
        (21, "江苏省政府信息公开条例", "late-time-limit"),
        (21, "中国共产党党务公开条例（试行）", "late-time-limit"),
        (21, "关于规范执法", "late-time-limit"),
        (30, "中华人民共和国统计法", ""),
        (30, "中华人民共和国预算法（2018年修正）", ""),
        (30, "城市道路管理条例", ""),
        (30, "关于印发〈社会保险法〉宣传提纲的函", "late-time-limit"),
    ] {
        assert_eq!(limit(n, title, Trigger::FormedOrChanged, false), rules, "{n} {title}");
    }
    assert_eq!(limit(30, "办法", Trigger::ReceivedApplication, true), "");
    assert_eq!(limit(30, "办法", Trigger::FormedOrChanged, true), "trigger-against-method");
    assert_eq!(limit(20, "办法", Trigger::None, false), "no-trigger");
}

#[test]
fn a_lost_bracket_is_put_back() {
    let found = broken(|item| set_basis(item, "《意见》（国办发〔201954号）", "意见"));
    assert_eq!(names(&found), ["unbalanced-marks"]);
    assert_eq!(found[0].replacement().as_deref(), Some("《意见》（国办发〔2019〕54号）"));
    assert_eq!(found[0].message.zh, "“依据”中的“〔”没有与它配对的“〕”：《意见》（国办发〔201954号）");
    // One merged cell over two items is one fault.
    let mut two = vec![item(), item()];
    two[1].name.value = "招生结果".to_owned();
    for item in &mut two {
        set_basis(item, "《预算法", "预算法");
    }
    assert_eq!(names(&judge(&[list(two)])), ["unbalanced-marks"]);
}

#[test]
fn one_item_twice_in_one_room_is_a_duplicate() {
    let twin = || {
        let mut twin = item();
        twin.name = Slot::given("2. 招生政策", "招生政策".to_owned(), at(6, 3));
        list(vec![twin])
    };
    let one = || list(vec![item()]);
    let found = judge(&[one(), twin()]);
    assert_eq!(names(&found), ["duplicate-item"]);
    assert_eq!(found[0].place.cell_name().as_deref(), Some("C6"));
    assert_eq!(found[0].related[0].place.cell_name().as_deref(), Some("C5"));
    assert_eq!(names(&judge(&[list(vec![item(), twin().items.remove(0)])])), ["duplicate-item"]);
    for (what, differs) in [
        ("kind", List { kind: Some(ListKind::PublicService), ..twin() }),
        ("department", List { department: Some(located("市民政局")), ..twin() }),
        ("domain", List { domain: Some(located("shehuijiuzhu")), ..twin() }),
        ("town", List { town: Some(located("海虞镇")), ..twin() }),
    ] {
        assert_eq!(names(&judge(&[one(), differs])), [""; 0], "another {what}");
    }
    // Lists that do not say their kind are compared only with what stands in the same sheet.
    let silent = |list: List, file: &str| List { kind: None, place: Place::file(file), ..list };
    assert_eq!(names(&judge(&[silent(one(), "a.xlsx"), silent(twin(), "b.xlsx")])), [""; 0]);
    assert_eq!(names(&judge(&[silent(one(), "a.xlsx"), silent(twin(), "a.xlsx")])), ["duplicate-item"]);
    // Two items without a name are two missing names, not one item twice.
    let nameless = || Item { name: Slot::blank(at(7, 3), Given::Blank), ..item() };
    let other = || Item { name: Slot::blank(at(8, 3), Given::Blank), ..item() };
    assert_eq!(names(&judge(&[list(vec![nameless(), other()])])), ["missing-name", "missing-name"]);
}

#[test]
fn a_change_answers_for_its_own_faults_only() {
    let mut before = item();
    set_basis(&mut before, "《预算法", "预算法");
    let mut after = before.clone();
    on_request(&mut after);
    set_limit(&mut after, "自收到申请之日起20个工作日内", 20, Trigger::ReceivedApplication);
    after.method.place = Place::file("towns/海虞镇.yaml");
    let change_at = Place::file("towns/海虞镇.yaml");
    let circumstances = Circumstances { knowledge: knowledge::load(), project: None, as_of: AS_OF };
    let context = ItemContext::of_town(&after, "yiwujiaoyu", "海虞镇", circumstances);
    let mut diagnostics = Diagnostics::default();
    change(&before, &context, &change_at, &mut diagnostics);
    let found = diagnostics.sorted();
    assert_eq!(names(&found), ["on-request-for-everyone"]);
    assert_eq!((found[0].place.to_string().as_str(), found[0].town.as_deref()), ("towns/海虞镇.yaml", Some("海虞镇")));
    assert!(found[0].related.iter().any(|related| related.place == at(5, 9)), "the city's 全社会 is shown too");
}

fn entry(item: Item) -> Entry {
    Entry {
        id: "yiwujiaoyu-aaaaaaaa".to_owned(),
        key: name::item_key(&item),
        item: Arc::new(item),
        codes: Vec::new(),
        lists: BTreeSet::new(),
        origin: BTreeMap::new(),
        added_by: None,
        towns: BTreeMap::new(),
    }
}

fn merged(items: Vec<Item>) -> Catalog {
    let section = DomainSection {
        key: "yiwujiaoyu".to_owned(),
        name: "义务教育".to_owned(),
        title: "义务教育领域基层政务公开标准目录".to_owned(),
        departments: Vec::new(),
        not_applicable: None,
        entries: items.into_iter().map(entry).collect(),
    };
    Catalog { domains: vec![section], towns: Vec::new(), settled: 0 }
}
