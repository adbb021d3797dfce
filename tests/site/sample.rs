//! A small city made by hand, with every kind of item, and with strings that would do harm in a page that does not escape them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mulu::knowledge::Knowledge;
use mulu::model::catalog::{Change, Deviation, Taken};
use mulu::model::{
    Catalog, Channel, Citation, Content, DomainSection, Entry, Extra, Field, Given, Item, Limit, ListKind, Mark, Origin, Reported, Segment,
    Slot, Tier, TimeLimit, TownSection, TownState, Trigger, Unit,
};
use mulu::place::{Located, Origin as File, Place, Sheet, Span};
use mulu::project::{City, CityKind, Edition, Project, Site};

/// What a user might type to make a page do something.
pub(crate) const HOSTILE: &str = "</td></table><script>alert('x')</script>\" onmouseover=\"alert(1)\" &amp; <style>";

pub(crate) fn cell(row: u32, column: u32) -> Place {
    let file = File { file: "lists/教育局.xlsx".to_owned(), sheet: Some(Sheet { index: 0, name: "义务教育".to_owned() }) };
    Place::cell(&Arc::new(file), row, column)
}

pub(crate) fn line(line: u32) -> Place {
    let file = Arc::new(File { file: "towns/海虞镇.yaml".to_owned(), sheet: None });
    Place::text(&file, Span { line, column: 3, end_line: line, end_column: 9, start: 0, end: 6 })
}

fn tick() -> Option<Located<String>> {
    Some(Located::new("√".to_owned(), cell(4, 9)))
}

/// An item with every field filled in.
pub(crate) fn item(group: &str, name: &str, tiers: &[Tier]) -> Item {
    let at = || cell(4, 2);
    let mut item = Item::blank(&at(), Given::Blank);
    item.group = Slot::given(group, group.to_owned(), at());
    item.name = Slot::given(format!("1.{name}"), name.to_owned(), at());
    let content = |text: &str, mark| Content { text: text.to_owned(), mark };
    item.content = Slot::given("招生范围；招生条件", vec![content("招生范围", None), content("招生条件", Some(Mark::Required))], at());
    let basis =
        ["《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条", "《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）"];
    let citation = |text: &&str| Citation {
        text: (*text).to_owned(),
        title: "条例".to_owned(),
        number: Some("国务院令第711号".to_owned()),
        articles: None,
    };
    item.basis = Slot::given(basis.join("\n"), basis.iter().map(citation).collect(), at());
    let limit = Limit::Within { n: 20, unit: Unit::WorkingDay, trigger: Trigger::FormedOrChanged };
    let limit =
        TimeLimit { segments: vec![Segment { scope: None, start: mulu::model::Start::Said, limit }], exception: true, remarks: Vec::new() };
    item.time_limit = Slot::given("自信息形成或者变更之日起20个工作日内，法律、法规另有规定的，从其规定", limit, at());
    item.subject = Slot::given("市教育局、乡镇人民政府", ["市教育局".to_owned(), "乡镇人民政府".to_owned()].into(), at());
    item.method = Slot::given("√", mulu::model::Method { active: tick(), on_request: None }, at());
    let channel = |name: &str, note: Option<&str>, mark| Channel {
        name: name.to_owned(),
        standard: Some(name.to_owned()),
        note: note.map(str::to_owned),
        mark,
    };
    let channels = vec![channel("政府网站", None, Mark::Used), channel("其他", Some("校务公开栏"), Mark::Optional)];
    item.channels = Slot::given("■政府网站\n□其他：校务公开栏", channels.into(), at());
    item.audience = Slot::given("√", mulu::model::Audience { everyone: tick(), specific: None }, at());
    item.tiers = Slot::given("√", tiers.iter().map(|tier| (*tier, Located::new("√".to_owned(), at()))).collect(), at());
    item.link = Slot::given("https://www.example.gov.cn/招生?a=1&b=2", "https://www.example.gov.cn/招生?a=1&b=2".to_owned(), at());
    item.extra = vec![Extra { heading: "备注".to_owned(), text: Located::new("示例".to_owned(), at()) }];
    item
}

/// An item every text of which is hostile.
pub(crate) fn hostile(tiers: &[Tier]) -> Item {
    let mut item = item(HOSTILE, HOSTILE, tiers);
    let bad = || HOSTILE.to_owned();
    item.subname = Slot::given(HOSTILE, bad(), cell(5, 3));
    item.content.text = bad();
    item.basis = Slot::given(HOSTILE, vec![Citation { text: bad(), title: bad(), number: Some(bad()), articles: Some(bad()) }], cell(5, 4));
    item.time_limit = Slot::given(HOSTILE, TimeLimit::default(), cell(5, 5));
    item.subject = Slot::given(HOSTILE, [bad()].into(), cell(5, 6));
    let channels = Arc::make_mut(&mut item.channels.value);
    channels[1].note = Some(bad());
    channels[0].name = bad();
    item.audience.value.specific = Some(Located::new(bad(), cell(5, 7)));
    item.method.value.on_request = Some(Located::new(bad(), cell(5, 8)));
    item.link = Slot::given("javascript:alert(1)", "javascript:alert(1)".to_owned(), cell(5, 9));
    item.extra = vec![Extra { heading: bad(), text: Located::new(bad(), cell(5, 10)) }];
    item
}

pub(crate) fn entry(id: &str, item: Item) -> Entry {
    let origin = |place, department: Option<&str>, taken| Origin { place, department: department.map(str::to_owned), taken };
    let origins = vec![origin(cell(4, 2), Some("市教育局"), Taken::Yes), origin(line(12), None, Taken::No)];
    Entry {
        id: id.to_owned(),
        key: mulu::model::name::item_key(&item),
        item: Arc::new(item),
        codes: vec![("lists/教育局.xlsx".to_owned(), "320581-001".to_owned())],
        lists: BTreeSet::from([ListKind::Responsibility, ListKind::PublicService]),
        origin: BTreeMap::from([(Field::Content, origins)]),
        added_by: None,
        towns: BTreeMap::new(),
    }
}

fn deviation(state: TownState, changes: Vec<Change>, reason: Option<&str>) -> Deviation {
    Deviation { state, item: None, changes, reason: reason.map(str::to_owned), at: line(3) }
}

fn change(field: Field, to: &str) -> Change {
    Change { field, from: "原文".to_owned(), to: to.to_owned(), was: Some("原文".to_owned()), reason: None, at: line(5) }
}

fn domain(key: &str, name: &str, entries: Vec<Entry>) -> DomainSection {
    DomainSection {
        key: key.to_owned(),
        name: name.to_owned(),
        title: format!("{name}领域基层政务公开标准目录"),
        departments: vec!["市教育局".to_owned(), "市民政局".to_owned()],
        not_applicable: None,
        entries,
    }
}

fn town(name: &str, kind: &str, reported: Reported) -> TownSection {
    TownSection {
        name: name.to_owned(),
        government: format!("{name}人民政府"),
        kind: kind.to_owned(),
        reported,
        not_applicable: BTreeMap::new(),
    }
}

/// Four domains: full, hostile, empty, not applicable; three towns: reported, hostile, not reported.
pub(crate) fn catalog() -> Catalog {
    let both = [Tier::City, Tier::Town];
    let mut changed = entry("yiwujiaoyu-aaaaaaaa", item("招生管理", "招生政策", &both));
    let mine = item("招生管理", "招生政策", &both);
    changed.towns.insert(
        0,
        Deviation { item: Some(Arc::new(mine)), ..deviation(TownState::Changed, vec![change(Field::Channels, "政府网站")], None) },
    );
    changed
        .towns
        .insert(1, deviation(TownState::Changed, vec![change(Field::Extra, HOSTILE), change(Field::Extra, "另一列")], Some(HOSTILE)));
    let mut omitted = entry("yiwujiaoyu-bbbbbbbb", item("招生管理", "招生计划", &both));
    omitted.towns.insert(0, deviation(TownState::Omitted, Vec::new(), Some("示例：本镇没有中小学")));
    omitted.towns.insert(1, deviation(TownState::Confirmed, Vec::new(), None));
    let city_only = entry("yiwujiaoyu-cccccccc", item("学生管理", "学籍管理", &[Tier::City]));
    let town_only = entry("yiwujiaoyu-dddddddd", item("", "校园安全", &[Tier::Town, Tier::Village]));
    let neither = entry("yiwujiaoyu-eeeeeeee", item("学生管理", "村级公示", &[Tier::Village]));
    let mut added = entry("yiwujiaoyu-ffffffff", item("学生管理", "校车信息", &[Tier::Town]));
    added.added_by = Some(0);
    added.towns.insert(0, deviation(TownState::Added, Vec::new(), None));
    let mut bad = entry("shehuijiuzhu-aaaaaaaa", hostile(&both));
    bad.codes = vec![(HOSTILE.to_owned(), HOSTILE.to_owned())];
    bad.towns.insert(1, deviation(TownState::Omitted, Vec::new(), Some(HOSTILE)));
    let mut bare = Item::blank(&cell(9, 1), Given::Blank);
    bare.name = Slot::given("只有名称", "只有名称".to_owned(), cell(9, 1));
    bare.tiers = Slot::given("√", [(Tier::City, Located::new("√".to_owned(), cell(9, 2)))].into_iter().collect(), cell(9, 2));
    let mut not_here = domain("bdsh", HOSTILE, vec![entry("bdsh-aaaaaaaa", item("保障", "没有列入", &both))]);
    not_here.not_applicable = Some(Located::new(HOSTILE.to_owned(), line(1)));
    let mut first = town("海虞镇", "镇", Reported::Yes);
    first.not_applicable.insert("shehuijiuzhu".to_owned(), Located::new("示例：由邻镇代办".to_owned(), line(2)));
    Catalog {
        domains: vec![
            domain("yiwujiaoyu", "义务教育", vec![changed, omitted, city_only, town_only, neither, added]),
            domain("shehuijiuzhu", "社会救助", vec![bad, entry("shehuijiuzhu-bbbbbbbb", bare)]),
            domain("jiuye", "就业", Vec::new()),
            not_here,
        ],
        towns: vec![first, town(HOSTILE, "街道", Reported::Yes), town("虞山高新区（筹）", "开发区", Reported::No)],
        settled: 0,
    }
}

pub(crate) fn knowledge() -> Knowledge {
    Knowledge::default()
}

pub(crate) fn project() -> Project {
    let place = Place::file("mulu.yaml");
    Project {
        city: City {
            name: "常熟市".to_owned(),
            government: Some("常熟市人民政府".to_owned()),
            division_code: Some("320581".to_owned()),
            kind: CityKind::City,
            tier_words: BTreeMap::new(),
        },
        edition: Edition {
            id: "2020".to_owned(),
            title: "常熟市基层政务公开标准目录（2020年版）（示例数据，非官方发布）".to_owned(),
            as_of: Some(Located::new(jiff::civil::date(2020, 12, 11), place.clone())),
            approved_by: None,
        },
        site: Site {
            name: Some("示例网站".to_owned()),
            column: Some("基层政务公开标准目录".to_owned()),
            published: Some("2020-12-15 09:30".to_owned()),
            ..Site::default()
        },
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
        print: mulu::project::Print::default(),
        place,
    }
}

pub(crate) fn inputs() -> Vec<(String, String)> {
    vec![("lists/教育局.xlsx".to_owned(), "0".repeat(64)), (format!("lists/{HOSTILE}.yaml"), "f".repeat(64))]
}

/// Every rule; the first is off.
pub(crate) fn rules() -> Vec<(&'static mulu::rule::Rule, Option<mulu::rule::Severity>)> {
    mulu::all_rules().enumerate().map(|(at, rule)| (rule, (at > 0).then_some(rule.severity))).collect()
}
