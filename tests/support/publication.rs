//! A small city made by hand: three domains, two towns, and what is awkward in print: a very long cell, texts that look like
//! formulas, marks that need a legend. Every name is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mulu::emit::{ALL, Output, Publication, State, Weighed};
use mulu::model::catalog::{Catalog, Change, Deviation, DomainSection, Entry, Reported, TownSection};
use mulu::model::changes::Changes;
use mulu::model::coverage::Coverage;
use mulu::model::register::LeftOut;
use mulu::model::{
    Audience, Channel, Content, Extra, Field, Given, Item, ListKind, Mark, Method, Slot, Tier, Tiers, TimeLimit, TownState, item::TICK,
};
use mulu::place::{Located, Place};
use mulu::project::{City, CityKind, Edition, Project, Site};

/// A catalog with its project.
pub(crate) struct Sample {
    /// The settings.
    pub(crate) project: Project,
    /// The catalog.
    pub(crate) catalog: Catalog,
    /// What was left out.
    pub(crate) left_out: Vec<LeftOut>,
    /// What changed since the edition before.
    pub(crate) changes: Option<Changes>,
}

/// No powers to compare with.
static NOTHING: Coverage = Coverage { domains: Vec::new(), classes: Vec::new() };

impl Sample {
    /// The files of a group, by path.
    pub(crate) fn files(&self, group: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let outputs = self.outputs(group);
        outputs.iter().map(|output| (output.path.clone(), (output.make)(folder.path()).unwrap())).collect()
    }

    /// The outputs of a group.
    pub(crate) fn outputs(&self, group: &str) -> Vec<Output<'_>> {
        self.outputs_as(group, State::Final)
    }

    /// The outputs of a group in a state.
    pub(crate) fn outputs_as(&self, group: &str, state: State) -> Vec<Output<'_>> {
        let group = ALL.iter().find(|each| each.name == group).expect("a group");
        let publication = Publication {
            catalog: &self.catalog,
            project: &self.project,
            knowledge: mulu::knowledge::load(),
            coverage: &NOTHING,
            register: &[],
            left_out: &self.left_out,
            changes: self.changes.as_ref(),
            inputs: &[],
            state,
            rules: Weighed { profile: "标准", rules: &[] },
        };
        (group.outputs)(publication)
    }
}

/// The place of everything made by hand.
pub(crate) fn place() -> Place {
    Place::file("lists/例.yaml")
}

/// A text with its place.
pub(crate) fn located(text: &str) -> Located<String> {
    Located::new(text.to_owned(), place())
}

/// A project of one city.
pub(crate) fn project(kind: CityKind, title: &str) -> Project {
    Project {
        place: Place::file("mulu.yaml"),
        city: City {
            name: "示例市".into(),
            government: Some("示例市人民政府".into()),
            division_code: None,
            kind,
            tier_words: BTreeMap::new(),
        },
        edition: Edition {
            id: "2020".into(),
            title: title.into(),
            as_of: Some(Located::new(jiff::civil::date(2020, 12, 11), place())),
            approved_by: None,
        },
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
        print: mulu::project::Print::default(),
    }
}

/// An item as a list would give it.
pub(crate) fn item(group: &str, name: &str) -> Item {
    let text = |text: &str| Slot::given(text, text.to_owned(), place());
    let tick = || Some(located(TICK));
    let mut item = Item::blank(&place(), Given::Blank);
    if !group.is_empty() {
        item.group = text(group);
    }
    item.name = text(name);
    let content = "招生范围、招生条件、学校情况、招生结果；办理流程；咨询电话";
    item.content = Slot::given(content, vec![Content { text: content.into(), mark: None }], place());
    item.basis = Slot::given("《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条", Vec::new(), place());
    item.time_limit = Slot::given("自信息形成或者变更之日起20个工作日内", TimeLimit::default(), place());
    item.subject = Slot::given("市教育局、乡镇人民政府", ["市教育局".into(), "乡镇人民政府".into()].into(), place());
    let channels = ["政府网站", "两微一端", "社区/企事业单位/村公示栏（电子屏）"];
    let channels = channels.map(|name| Channel { name: name.into(), standard: Some(name.into()), note: None, mark: Mark::Used });
    item.channels = Slot::given("政府网站、两微一端、社区/企事业单位/村公示栏（电子屏）", channels.as_slice().into(), place());
    item.audience = Slot::given("全社会", Audience { everyone: tick(), specific: None }, place());
    item.method = Slot::given("主动公开", Method { active: tick(), on_request: None }, place());
    item.tiers = tiers(&[Tier::City, Tier::Town]);
    item
}

/// Ticked tiers.
pub(crate) fn tiers(ticked: &[Tier]) -> Slot<Tiers> {
    Slot::given("市级、镇级", ticked.iter().map(|tier| (*tier, located(TICK))).collect(), place())
}

/// An entry of the catalog.
pub(crate) fn entry(domain: &str, item: Item) -> Entry {
    Entry {
        id: format!("{domain}-{}", item.name.value),
        key: mulu::model::name::item_key(&item),
        item: Arc::new(item),
        codes: vec![("lists/例.xlsx".into(), "3205810001".into())],
        lists: BTreeSet::from([ListKind::Responsibility]),
        origin: BTreeMap::new(),
        added_by: None,
        towns: BTreeMap::new(),
    }
}

/// A domain.
pub(crate) fn domain(key: &str, name: &str, entries: Vec<Entry>) -> DomainSection {
    DomainSection {
        key: key.into(),
        name: name.into(),
        title: format!("{name}领域基层政务公开标准目录"),
        departments: vec!["市教育局".into()],
        not_applicable: None,
        entries,
    }
}

/// A town.
pub(crate) fn town(name: &str) -> TownSection {
    TownSection {
        name: name.into(),
        government: format!("{name}人民政府"),
        kind: "镇".into(),
        reported: Reported::Yes,
        not_applicable: BTreeMap::new(),
    }
}

/// What a town says of an item.
pub(crate) fn deviation(state: TownState, reason: &str) -> Deviation {
    Deviation { state, item: None, changes: Vec::new(), reason: Some(reason.into()), at: place() }
}

/// The small city.
pub(crate) fn sample() -> Sample {
    let mut domains = vec![schools(), awkward(), domain("fupin", "扶贫", Vec::new())];
    domains[2].not_applicable = Some(located("本市没有建档立卡贫困人口"));
    let mut towns = vec![town("甲镇"), town("乙街道"), town("CON")];
    towns[1].government = "乙街道办事处".into();
    towns[1].not_applicable.insert("qita".into(), located("没有此项职能"));
    towns[2].reported = Reported::No;
    Sample {
        project: project(CityKind::City, "示例市基层政务公开标准目录（示例数据，非官方发布）"),
        catalog: Catalog { domains, towns, settled: 0 },
        left_out: Vec::new(),
        changes: None,
    }
}

/// Two groups; one item changed, one left out, one added by a town; one of the villages only.
fn schools() -> DomainSection {
    let mut linked = item("政策文件", "教育法律法规");
    linked.link = Slot::given("https://www.example.gov.cn/a?b=1#c", "https://www.example.gov.cn/a?b=1#c".into(), place());
    let mut changed = entry("yiwujiaoyu", item("招生管理", "招生政策"));
    let mut own = (*changed.item).clone();
    own.time_limit = Slot::given("自信息形成或者变更之日起10个工作日内", TimeLimit::default(), place());
    let change = Change {
        field: Field::TimeLimit,
        from: changed.item.time_limit.text.clone(),
        to: own.time_limit.text.clone(),
        was: None,
        reason: Some("本镇已有承诺".into()),
        at: place(),
    };
    changed
        .towns
        .insert(0, Deviation { item: Some(Arc::new(own)), changes: vec![change], ..deviation(TownState::Changed, "本镇已有承诺") });
    let mut omitted = entry("yiwujiaoyu", item("招生管理", "民办学校招生"));
    omitted.towns.insert(1, deviation(TownState::Omitted, "辖区内没有民办学校"));
    let mut added = entry("yiwujiaoyu", item("招生管理", "村小学接送"));
    added.added_by = Some(0);
    added.towns.insert(0, deviation(TownState::Added, "本镇便民措施"));
    let mut city_only = entry("yiwujiaoyu", item("招生管理", "=HYPERLINK(\"http://x\")"));
    Arc::get_mut(&mut city_only.item).unwrap().tiers = tiers(&[Tier::City]);
    let mut village = entry("yiwujiaoyu", item("招生管理", "村务"));
    Arc::get_mut(&mut village.item).unwrap().tiers = tiers(&[Tier::Village]);
    domain("yiwujiaoyu", "义务教育", vec![entry("yiwujiaoyu", linked), changed, omitted, city_only, added, village])
}

/// A cell no row can hold, a third level, marks, extra columns, no group.
fn awkward() -> DomainSection {
    let mut long = item("权力运行", "很长的事项");
    long.basis = Slot::given("《某某办法》（示例〔2020〕1号）第一条；\n".repeat(160), Vec::new(), place());
    let mut marked = item("权力运行", "带标记的事项");
    marked.subname = Slot::given("三级名称", "三级名称".into(), place());
    Arc::make_mut(&mut marked.channels.value)[1].mark = Mark::Optional;
    marked.extra = vec![Extra { heading: "责任科室".into(), text: located("综合科") }];
    let mut alone = item("", "没有一级的事项");
    alone.audience = Slot::given("特定群众：申请人", Audience { everyone: None, specific: Some(located("申请人")) }, place());
    let entries = [long, marked, alone].into_iter().map(|item| entry("qita", item)).collect();
    domain("qita", "其他/事项", entries)
}
