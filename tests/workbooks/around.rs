//! What stands around the tables: cover, contents, changes, indexes, remarks, properties.

use mulu::emit::State;
use mulu::model::Citation;
use mulu::model::register::{LeftOut, Unit};
use mulu::project::Department;

use super::publication::{Sample, located, place, sample};
use super::{changes, xlsx};

/// What is read on a sheet, a cell a line.
fn words(book: &xlsx::Workbook, sheet: &str) -> Vec<String> {
    book.sheet(sheet).cells().map(|cell| cell.text.clone()).filter(|text| !text.is_empty()).collect()
}

fn city(sample: &Sample) -> xlsx::Workbook {
    xlsx::read(&sample.files("city")["city.xlsx"])
}

#[test]
fn a_cover_says_what_is_known_and_leaves_room_to_sign() {
    let mut sample = sample();
    let cover = words(&city(&sample), "封面");
    let expected = [
        "示例市基层政务公开标准目录",
        "（示例数据，非官方发布）",
        "版本：2020",
        "基准日期：2020年12月11日",
        "编制单位：示例市人民政府",
        "编制人：________　审核人：________　日期：________",
    ];
    assert_eq!(cover, expected);
    sample.project.edition.approved_by = Some("示例市政务公开领导小组".into());
    sample.project.city.government = None;
    sample.project.edition.as_of = None;
    let cover = words(&city(&sample), "封面");
    assert_eq!(cover[2..], ["版本：2020", "编制单位：________________", "批准：示例市政务公开领导小组"]);
}

#[test]
fn covers_of_towns_name_their_governments() {
    let files = sample().files("towns");
    let cover = |path: &str| words(&xlsx::read(&files[path]), "封面");
    assert_eq!(cover("towns/乙街道.xlsx")[0], "乙街道基层政务公开标准目录");
    assert!(cover("towns/乙街道.xlsx").contains(&"编制单位：乙街道办事处".to_owned()));
    assert_eq!(cover("towns.xlsx")[..2], ["示例市基层政务公开标准目录", "（镇级汇总）"]);
    assert!(cover("towns.xlsx").contains(&"编制单位：示例市人民政府".to_owned()));
}

#[test]
fn a_cover_of_a_draft_says_so_in_the_corner() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    let bytes = (sample.outputs_as("city", State::Draft)[0].make)(folder.path()).unwrap();
    assert_eq!(xlsx::read(&bytes).sheet("封面").at("A1"), "草稿：未经审核，不得对外发布");
}

#[test]
fn contents_lead_to_the_sheets_and_the_sheets_back() {
    let mut sample = sample();
    sample.changes = Some(changes::changes());
    for (path, bytes) in super::all_files(&sample) {
        let book = xlsx::read(&bytes);
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names[..2], ["封面", "目录"], "{path}");
        let led: Vec<&str> = book.sheet("目录").links.iter().map(|(_, target)| target.as_str()).collect();
        for sheet in &book.sheets[2..] {
            assert!(led.contains(&format!("#'{}'!A1", sheet.name).as_str()), "{path}: {} is not in the contents", sheet.name);
            let back = sheet.links.iter().find(|(_, target)| target == "#'目录'!A1");
            // 数据 is a bare table.
            assert_eq!(back.is_some(), sheet.name != "数据", "{path}: {}", sheet.name);
        }
        let back = book.sheets[2].links.iter().find(|(_, target)| target == "#'目录'!A1").map(|(at, _)| at.clone()).unwrap();
        let area = book.defined_names.iter().find(|(name, of, _)| name.ends_with("Print_Area") && *of == Some(2)).unwrap();
        let last = area.2.rsplit('$').nth(1).unwrap();
        assert!(back.trim_end_matches('1') > last || back.len() > last.len() + 1, "{back} is printed: {}", area.2);
    }
}

#[test]
fn a_short_name_leads_to_its_page_itself() {
    let mut sample = sample();
    let item = std::sync::Arc::get_mut(&mut sample.catalog.domains[0].entries[0].item).unwrap();
    item.name.text = "法规".into();
    item.name.value = "法规".into();
    let book = city(&sample);
    let sheet = book.sheet("义务教育");
    assert!(sheet.links.contains(&("C4".to_owned(), "https://www.example.gov.cn/a?b=1#c".to_owned())), "{:?}", sheet.links);
    assert_eq!(sheet.at("O4"), "");
}

#[test]
fn changes_are_listed_where_they_belong() {
    let mut sample = sample();
    assert!(city(&sample).sheets.iter().all(|sheet| sheet.name != "变更"));
    sample.changes = Some(changes::changes());
    let book = city(&sample);
    let sheet = book.sheet("变更");
    assert_eq!(sheet.at("A2"), "上一版：2020（以2020-12-11为准）　　本版：2021（以2021-12-10为准）");
    assert_eq!(sheet.at("A3"), "变更9项：新增2项、修改2项、删除3项、更名2项。");
    let row = |number: u32| -> Vec<String> {
        let row = sheet.rows.iter().find(|row| row.number == number).unwrap();
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    };
    assert_eq!(row(5), ["1", "删除", "镇街", "", "", "丙镇", "", "", "", "示例：撤并"]);
    assert_eq!(row(6), ["2", "更名", "部门", "", "", "市教育局", "名称", "市文教局", "市教育局", ""]);
    // One change of three fields: its number stands once, the reason of a field before that of the whole.
    assert_eq!(row(9)[6..], ["名称", "招生管理 / 招生办法", "招生管理 / 招生政策", "示例：统一名称"]);
    assert_eq!((row(10)[0].as_str(), row(10)[9].as_str()), ("", "示例：旧办法废止"));
    assert_eq!(
        row(11)[6..],
        ["公开时限", "自信息形成或者变更之日起20个工作日内", "自信息形成或者变更之日起15个工作日内", "示例：统一名称"]
    );
    let all = words(&book, "变更");
    let likely =
        "待确认：删除的“义务教育/招生管理/借读手续”和新增的“义务教育/政策文件/教育法律法规”可能是同一事项更名（名称相近、依据相同）。";
    assert!(all.iter().any(|words| words == likely), "{all:?}");
    assert!(all.iter().any(|words| words.starts_with("注：另有2条事项只改了写法")), "{all:?}");
}

#[test]
fn a_town_is_told_its_own_changes() {
    let mut sample = sample();
    sample.changes = Some(changes::changes());
    let files = sample.files("towns");
    let of = |path: &str| words(&xlsx::read(&files[path]), "变更").join("|");
    let (first, second) = (of("towns/甲镇.xlsx"), of("towns/乙街道.xlsx"));
    assert!(first.contains("自信息形成或者变更之日起10个工作日内") && !first.contains("民办学校招生"));
    assert!(second.contains("民办学校招生") && !second.contains("自信息形成或者变更之日起10个工作日内"));
    for own in [first, second] {
        assert!(own.contains("教育法律法规") && own.contains("借读手续"), "{own}");
        assert!(!own.contains("HYPERLINK") && !own.contains("市文教局") && !own.contains("丙镇"), "{own}");
    }
}

#[test]
fn indexes_lead_to_the_row_of_an_item() {
    let mut sample = sample();
    sample.project.departments =
        vec![Department {
            name: located("市教育局"), full_name: Some("示例市教育局".into()), formerly: Vec::new(), domains: Vec::new()
        }];
    let citation = |text: &str, title: &str, number: Option<&str>| Citation {
        title: title.into(),
        number: number.map(Into::into),
        text: text.into(),
        articles: None,
    };
    for entry in &mut sample.catalog.domains[0].entries[1..4] {
        let item = std::sync::Arc::get_mut(&mut entry.item).unwrap();
        item.basis.value = vec![
            citation("《中华人民共和国政府信息公开条例》", "中华人民共和国政府信息公开条例", Some("国务院令第711号")),
            citation("《示例办法》", "示例办法", None),
        ];
    }
    let book = city(&sample);
    let sheet = book.sheet("依据索引");
    assert_eq!(sheet.at("A4"), "《中华人民共和国政府信息公开条例》（国务院令第711号）\n现行有效；3条");
    assert_eq!((sheet.at("B4"), sheet.at("C4")), ("义务教育", "3"));
    assert_eq!(sheet.at("D4"), "2 招生政策；3 民办学校招生；4 =HYPERLINK(\"http://x\")");
    assert_eq!(sheet.at("A5"), "《示例办法》\n3条");
    assert!(sheet.links.contains(&("B4".to_owned(), "#'义务教育'!A5".to_owned())), "{:?}", sheet.links);
    let sheet = book.sheet("主体索引");
    assert_eq!(sheet.at("A4"), "市教育局（示例市教育局）\n7条");
    assert_eq!((sheet.at("B4"), sheet.at("B5")), ("义务教育", "其他/事项"));
    // The first of the second domain is too high for a row: the third begins where the table says.
    assert!(sheet.links.contains(&("B5".to_owned(), "#'其他-事项'!A4".to_owned())), "{:?}", sheet.links);
    assert!(!words(&book, "主体索引").iter().any(|words| words.contains("各镇街")), "the city prints no towns beside a department");
}

#[test]
fn remarks_name_what_was_left_out() {
    let mut sample = sample();
    let one = |unit: &str, of, item: &str| LeftOut {
        unit: unit.into(),
        of,
        place: place(),
        item: item.into(),
        name: "招生计划".into(),
        rules: ["missing-content"].into(),
    };
    sample.left_out =
        vec![one("市教育局", Unit::Department, "yiwujiaoyu/招生管理/招生计划"), one("甲镇", Unit::Town, "yiwujiaoyu/招生管理/招生政策")];
    let of_city = words(&city(&sample), "说明").join("|");
    assert!(of_city.contains("未采用的事项|义务教育|招生管理 / 招生计划|市教育局报送的这一条有错误：missing-content"), "{of_city}");
    assert!(!of_city.contains("甲镇"));
    let files = sample.files("towns");
    let of = |path: &str| words(&xlsx::read(&files[path]), "说明").join("|");
    assert!(of("towns.xlsx").contains("未采用的事项|义务教育|甲镇|招生管理 / 招生政策"));
    assert!(of("towns/甲镇.xlsx").contains("未采用的事项|义务教育|招生管理 / 招生政策"));
    assert!(!of("towns/乙街道.xlsx").contains("未采用"));
}

#[test]
fn properties_say_what_it_is_and_whose() {
    for (path, bytes) in super::all_files(&sample()) {
        let parts = xlsx::parts(&bytes);
        assert!(parts["docProps/core.xml"].contains("<dc:subject>基层政务公开标准目录</dc:subject>"), "{path}");
        assert!(parts["docProps/core.xml"].contains("2020-12-11T00:00:00Z"), "{path}");
        assert!(parts["docProps/app.xml"].contains("<Company>示例市人民政府</Company>"), "{path}");
    }
}
