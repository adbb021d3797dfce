//! `mulu.yaml` through the reader: what is taken, what is said.

use super::{CHANGSHU, documents_of, knowledge, project_of, rules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::{self, CityKind, Further, Hidden, Project, Resolution};

fn parse(text: &str) -> (Option<Project>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let documents = documents_of(text, "mulu.yaml", &mut diagnostics);
    let project = project::parse(&documents[0], &knowledge(), &mut diagnostics);
    (project, diagnostics.sorted())
}

#[test]
fn what_is_not_said_follows_from_names_alone() {
    let project =
        project_of(&format!("{CHANGSHU}\n").replace("虞山街道}", "虞山街道}, {name: 常熟高新技术产业开发区}, {name: 某区, kind: 开发区}"));
    assert_eq!(project.city.kind, CityKind::City);
    assert_eq!(project.edition.title, "常熟市基层政务公开标准目录");
    let governments: Vec<&str> = project.towns.iter().map(|town| town.government.as_str()).collect();
    assert_eq!(governments, ["海虞镇人民政府", "虞山街道办事处", "常熟高新技术产业开发区管理委员会", "某区管理委员会"]);
    assert_eq!((project.lists, project.towns_files), (vec!["lists/**".to_owned()], vec!["towns/**".to_owned()]));
    assert_eq!(project.town_may_change, ["subject", "channels", "link", "extra", "time_limit"]);
}

#[test]
fn every_setting_is_read() {
    let project = project_of(
        "
city: {name: 某区, government: 某区人民政府, division_code: 320581, kind: 区, tier_words: {city: 本区}}
edition: {id: 2020, title: 目录, as_of: 2020-12-11, approved_by: 某办}
site: {name: 网站, id_code: '3205810001'}
departments: [{name: 市教育局, domains: [义务教育领域, shuzi]}]
towns: [{name: 海虞镇, government: 海虞政府}]
lists: [清单/**, 另]
files: [{path: ./lists\\a.xlsx, kind: public-service, domain: 救灾, town: 海虞镇, hidden: read}]
domains: [{domain: 救灾, title: 新题}, {domain: 数字经济, key: shuzi}]
domains_order: [救灾, 义务教育]
domains_not_applicable: [{domain: 社会救助, reason: 无}]
allow: [{rule: TL-01, item: 甲, towns: [海虞镇], reason: 因, until: 2021-01-01}]
resolve: [{item: 甲, field: 公开时限, take: 市教育局, reason: 因}, {item: 甲, same_as: 乙, reason: 因}]
renamed: [{from: 义务教育/甲/乙, to: 丙, since: 2021}]
town_may_change: [公开主体]
permit: [{town: 海虞镇, item: 甲, field: content, reason: 因}]
review: {whatever: 1}
",
    );
    assert_eq!((project.city.kind, project.city.tier_words["city"].as_str()), (CityKind::District, "本区"));
    assert_eq!(project.edition.as_of.unwrap().value.to_string(), "2020-12-11");
    assert_eq!(project.departments[0].domains[1].value, "shuzi");
    assert_eq!((project.files[0].path.value.as_str(), project.files[0].hidden), ("lists/a.xlsx", Hidden::Read));
    assert_eq!((project.domains[0].further, project.domains[1].further), (Further::No, Further::Yes));
    assert!(matches!(&project.resolve[0].what, Resolution::Take { field, .. } if field.value == "time_limit"));
    assert!(matches!(&project.resolve[1].what, Resolution::SameAs(other) if other.value == "乙"));
    assert_eq!((project.town_may_change, project.permit[0].field.value.as_str()), (vec!["subject".to_owned()], "content"));
}

#[test]
fn every_problem_is_found_in_one_run() {
    let (project, found) = parse(
        "
citty: {}
city: {name: 常熟市, kind: 州, tier_words: {town: 镇, twon: 乡}}
edition: {id: 2020, as_of: 去年}
departments: [{nmae: 市教育局}, 市民政局, {name: 市财政局, domains: [财政预决, 救灾生产]}]
towns: [{name: 海虞镇}, {name: 海虞镇}]
domains: [{domain: 数字经济}]
allow: [{rule: TL-01, reason: 因, until: 明年, towns: [海渔镇]}]
resolve: [{item: 甲, field: 时間, take: 乙, reason: 因}]
town_may_change: [subjct]
files: [{path: a, hidden: maybe}]
",
    );
    assert!(project.is_some());
    let names = rules(&found[..]);
    let count = |name: &str| names.iter().filter(|found| *found == name).count();
    assert_eq!(count("unknown-setting"), 3, "{names:?}");
    assert_eq!(count("missing-setting"), 1, "{names:?}");
    assert_eq!((count("unknown-domain"), count("misspelt-domain")), (1, 1), "{names:?}");
    assert_eq!(count("wrong-setting"), 9, "{:?}", rules(found));
}

#[test]
fn a_project_without_city_or_edition_is_none() {
    for (text, missing) in [
        ("departments: []", vec!["missing-setting", "missing-setting"]),
        ("city: {kind: 县}\nedition: {title: 甲}", vec!["missing-setting", "missing-setting", "missing-setting"]),
        ("city: [a]\nedition: {id: 1, as_of: 2020-12-11}", vec!["wrong-setting"]),
        ("- a", vec!["wrong-setting"]),
    ] {
        let (project, found) = parse(text);
        assert!(project.is_none(), "{text}");
        assert_eq!(rules(&found[..]), missing, "{text}");
    }
}

#[test]
fn departments_are_known_by_all_their_names() {
    let project = project_of(CHANGSHU);
    for word in ["市教育局", "常熟市教育局", "市文教局", "教育局", "常熟教育局"] {
        assert_eq!(project.department(word).map(|department| department.name.value.as_str()), Some("市教育局"), "{word}");
    }
    assert!(project.department("市财政局").is_none());
    assert_eq!(project.lead("shehuijiuzhu").unwrap().name.value, "市民政局");
}
