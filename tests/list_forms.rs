//! Lists written in every form of `convert` and read back: what they say stays the same, and the second time nothing changes.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use std::path::{Path, PathBuf};

use mulu::diagnostic::Diagnostics;
use mulu::emit::{list_forms, list_yaml};
use mulu::knowledge;
use mulu::model::List;
use mulu::parse::{self, Context, Folder};
use mulu::place::Place;
use mulu::read;

/// What a list says, its places and columns left out. Who made it becomes a note where no note said so, and a town's list
/// without a title gets one.
fn said(lists: &[List]) -> Vec<List> {
    let nowhere = Place::file("");
    let mut lists = lists.to_vec();
    for list in &mut lists {
        list.place = nowhere.clone();
        list.title = None;
        let made_by = list.department.as_ref().map(|department| format!("编制单位：{}", department.value));
        list.notes.retain(|note| Some(&note.value) != made_by.as_ref());
        list.headings.clear();
        list.items.iter_mut().for_each(|item| item.place = nowhere.clone());
        list.powers.iter_mut().for_each(|power| power.place = nowhere.clone());
    }
    lists
}

fn lists_of(bytes: Vec<u8>, shown: &str) -> Vec<List> {
    let context = Context { knowledge: knowledge::load(), project: None, folder: Folder::Loose };
    let mut diagnostics = Diagnostics::default();
    let mut input = read::read_bytes(bytes, shown, read::Choice::default(), &mut diagnostics);
    parse::parse(&mut input, &context, &mut diagnostics).lists
}

fn of_yaml(text: &str) -> Vec<List> {
    lists_of(text.as_bytes().to_vec(), "甲.yaml")
}

/// Writes the lists in a form and reads them back.
fn again(lists: &[List], form: &str) -> (Vec<u8>, Vec<List>) {
    let name = format!("乙.{form}");
    let bytes = (list_forms::of(Path::new(&name)).expect("the form is written").make)(lists).unwrap();
    assert!(bytes == (list_forms::of(Path::new(&name)).unwrap().make)(lists).unwrap(), "the same lists make the same bytes");
    (bytes.clone(), lists_of(bytes, &name))
}

const FORMS: [&str; 3] = ["csv", "ods", "xlsx"];

/// Written and read back the lists say the same; once more, and the bytes are the same too.
fn stays_the_same(lists: &[List]) {
    assert!(!lists.is_empty());
    for form in FORMS {
        let (bytes, back) = again(lists, form);
        for (one, other) in said(lists).iter().zip(&said(&back)) {
            for (item, same) in one.items.iter().zip(&other.items) {
                assert_eq!(item, same, "{form}\n{}", list_yaml::print(std::slice::from_ref(one)));
            }
            assert!(
                one == other,
                "{form}\n{}\n{}",
                list_yaml::print(std::slice::from_ref(one)),
                list_yaml::print(std::slice::from_ref(other))
            );
        }
        assert_eq!(lists.len(), back.len(), "{form}\n{}", list_yaml::print(&back));
        let (second, _) = again(&back, form);
        assert!(bytes == second, "{form}\n{}", list_yaml::print(&back));
        let titles = |lists: &[List]| lists.iter().map(|list| list.title.as_ref().map(|title| title.value.clone())).collect::<Vec<_>>();
        assert_eq!(titles(lists), titles(&back), "{form}");
    }
}

#[test]
fn everything_a_list_says_is_read_back() {
    stays_the_same(&of_yaml(
        "kind: responsibility\ndomain: 就业\ndepartment: 市人力资源和社会保障局\nlegend: “■”表示必选项，“□”表示可选项\nnotes: [联系电话见网站, 注：一]\nitems:\n\
         - {group: 招生管理, name: 招生政策, content: [招生范围, 招生条件], basis: [《甲法》], time_limit: 20个工作日, subject: 市教育局, method: 主动公开, \
         channels: [政府网站, 两微一端], audience: 全社会, tiers: [市级, 镇级], link: 'https://www.example.gov.cn/a?b=1&c=2', code: '00012', extra: {责任科室: '=综合科', 备注: '一,二;\"三\"'}}\n\
         - {name: 单独事项, content: [-5, '@甲'], tiers: [镇级], extra: {备注: \"一\\n二\"}}\n\
         - {group: 招生管理, name: 招生结果, content: ['+甲', \"'=乙\"], tiers: [村级]}\n",
    ));
}

#[test]
fn several_lists_stand_apart_in_every_form() {
    let text = "kind: public-service\ndomain: 义务教育\ntitle: 目录\nnotes: [联系电话见网站, 以上内容由市教育局解释]\nitems:\n- {group: 甲, name: 乙, content: 丙, tiers: [市级]}\n\
        ---\ndomain: 就业\nnotes: [备注：见附件]\nitems:\n- {name: 丁, content: 戊, tiers: [市级]}\n- {name: 己, content: 庚, tiers: [镇级]}\n\
        ---\nform: native\nkind: responsibility\ndomain: 社会救助\ndepartment: 市民政局\nitems:\n- {code: '0505', name: 辛, basis: 《甲法》, body: 市民政局}\n";
    let lists = of_yaml(text);
    assert_eq!(lists.len(), 3);
    stays_the_same(&lists);
}

#[test]
fn every_list_of_the_examples_is_read_back() {
    let mut seen = 0;
    for path in files(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")) {
        let kind = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let inside = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("the examples lie in the project");
        let named = |folder: &str| inside.iter().any(|part| part == folder);
        if !matches!(kind, "xlsx" | "yaml") || !named("lists") || named("faulty") {
            continue;
        }
        stays_the_same(&lists_of(std::fs::read(&path).unwrap(), "甲"));
        seen += 1;
    }
    assert!(seen > 10, "only {seen} lists");
}

#[test]
fn a_csv_is_what_excel_opens() {
    let (bytes, _) = again(
        &of_yaml("domain: 义务教育\ntitle: 甲市义务教育领域目录\nitems:\n- {group: 甲, name: 乙, content: '=1+1', tiers: [市级]}\n"),
        "csv",
    );
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}") && lines[0].contains("甲市义务教育领域目录"), "{text}");
    assert!(lines[1].starts_with("领域：义务教育,,"), "{text}");
    assert!(lines[2].starts_with("序号,公开事项,,公开内容（要素）,"), "{text}");
    assert!(lines[3].starts_with(",一级事项,二级事项,,"), "{text}");
    assert!(lines[4].starts_with("1,甲,乙,'=1+1,"), "{text}");
}

#[test]
fn lists_alike_stand_apart_too() {
    let list = |name: &str| format!("domain: 就业\ntitle: 备注：目录\nitems:\n- {{group: 甲, name: {name}, content: 丙, tiers: [市级]}}\n");
    let lists = of_yaml(&[list("乙"), list("乙"), list("丁")].join("---\n"));
    assert_eq!(lists.len(), 3);
    stays_the_same(&lists);
}

#[test]
fn lists_that_a_csv_would_mix_up_are_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let [input, output] = ["清单.yaml", "清单.csv"].map(|name| folder.path().join(name));
    let item = "items:\n- {group: 甲, name: 乙, content: 丙, tiers: [市级]}\n";
    // A lone number under a table is a row of it.
    std::fs::write(&input, format!("domain: 就业\nnotes: ['2020']\n{item}---\ndomain: 义务教育\n{item}")).unwrap();
    let today = jiff::civil::date(2020, 12, 11);
    let settings = mulu::Settings::on(today);
    let convert = |output: &Path| mulu::convert(&input, output, &settings);
    assert!(matches!(convert(&output), Err(mulu::Trouble::NotHeld { lists: 2, .. })));
    assert!(!output.exists());
    assert!(matches!(convert(&output.with_extension("xls")), Err(mulu::Trouble::UnknownForm(_))));
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the examples are there") {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() { files.extend(self::files(path)) } else { files.push(path) }
    }
    files.sort();
    files
}
