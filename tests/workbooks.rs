//! Every workbook we write, read back part by part: sound by Excel's rules, and laid out as the national table.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be read fails the test")]

#[path = "support/changes.rs"]
mod changes;
#[path = "support/publication.rs"]
mod publication;
#[path = "support/xlsx.rs"]
mod xlsx;
#[path = "support/xlsx_faults.rs"]
mod xlsx_faults;
#[path = "support/xml.rs"]
mod xml;

#[path = "workbooks/around.rs"]
mod around;
#[path = "workbooks/pages.rs"]
mod pages;

use std::collections::BTreeMap;

use mulu::emit::State;
use mulu::project::CityKind;
use publication::{Sample, sample};

fn all_files(sample: &Sample) -> BTreeMap<String, Vec<u8>> {
    let mut files = sample.files("city");
    files.extend(sample.files("towns"));
    files
}

/// With `WORKBOOKS=folder` the workbooks are left there for a person to look at.
#[test]
fn every_workbook_is_sound() {
    let files = all_files(&sample());
    assert_eq!(files.keys().collect::<Vec<_>>(), ["city.xlsx", "towns.xlsx", "towns/_CON.xlsx", "towns/乙街道.xlsx", "towns/甲镇.xlsx"]);
    for (path, bytes) in &files {
        assert_eq!(xlsx_faults::faults(bytes), Vec::<String>::new(), "{path}");
    }
    if let Some(folder) = std::env::var_os("WORKBOOKS") {
        for (path, bytes) in &files {
            let path = std::path::Path::new(&folder).join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn the_same_catalog_makes_the_same_bytes() {
    assert!(all_files(&sample()) == all_files(&sample()));
}

#[test]
fn a_domain_is_laid_out_as_the_national_table() {
    let files = sample().files("city");
    let book = xlsx::read(&files["city.xlsx"]);
    let sheet = book.sheet("义务教育");
    assert_eq!(sheet.at("A1"), "（一）示例市义务教育领域基层政务公开标准目录（示例数据，非官方发布）");
    let upper = [
        "序号",
        "公开事项",
        "",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "",
        "公开方式",
        "",
        "公开层级",
        "",
    ];
    let lower = ["", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群众", "主动", "依申请公开", "市级", "镇级"];
    for (at, (upper, lower)) in upper.into_iter().zip(lower).enumerate() {
        let column = mulu::place::column_letters(u32::try_from(at).unwrap() + 1);
        assert_eq!((sheet.at(&format!("{column}2")), sheet.at(&format!("{column}3"))), (upper, lower));
    }
    let merged = |range: &str| sheet.merges.contains(&xlsx::range(range));
    for range in ["A1:N1", "A2:A3", "B2:C2", "D2:D3", "H2:H3", "I2:J2", "K2:L2", "M2:N2", "B5:B7"] {
        assert!(merged(range), "{range} of {:?}", sheet.merges);
    }
    // A group of one row is not merged.
    assert_eq!((sheet.at("B4"), sheet.at("B5"), sheet.at("B6")), ("政策文件", "招生管理", ""));
    assert_eq!((sheet.at("A4"), sheet.at("A7"), sheet.at("A8")), ("1", "4", ""));
    assert_eq!(sheet.at("G4"), "市教育局", "parts that are generic for towns drop");
    assert_eq!(sheet.at("H4"), "■政府网站\n■两微一端\n■社区/企事业单位/村公示栏（电子屏）");
    assert_eq!((sheet.at("I4"), sheet.at("J4"), sheet.at("K4"), sheet.at("M4"), sheet.at("N7")), ("√", "", "√", "√", ""));
    // A name of two lines leads nowhere itself: LibreOffice would print the first line only.
    let links = [("O1", "#'目录'!A1"), ("O4", "https://www.example.gov.cn/a?b=1#c")];
    assert_eq!((sheet.at("C4"), sheet.at("O4")), ("教育法律法规", "打开网页"));
    assert_eq!(sheet.links, links.map(|(at, target)| (at.to_owned(), target.to_owned())));
}

#[test]
fn a_sheet_prints_on_a4_with_its_heading_on_every_page() {
    let files = sample().files("city");
    let dump = xlsx::dump(&files["city.xlsx"]);
    let sheet = dump.split("=== ").find(|sheet| sheet.starts_with("义务教育")).unwrap();
    for expected in [
        "paperSize=9",
        "fitToHeight=0",
        "orientation=landscape",
        "ySplit=3",
        "state=frozen",
        "第&P页 共&N页",
        "horizontalCentered=1",
        "义务教育!$1:$3",
        "义务教育!$A$1:$N$7",
    ] {
        assert!(sheet.contains(expected), "{expected} not in\n{sheet}");
    }
}

#[test]
fn a_long_text_is_split_over_merged_rows_and_not_cut() {
    let files = sample().files("city");
    let book = xlsx::read(&files["city.xlsx"]);
    let sheet = book.sheet("其他-事项");
    assert!(sheet.at("F4").len() > 5_000);
    let (top, _, bottom, _) = *sheet.merges.iter().find(|merge| merge.0 == 4 && merge.1 == 6).expect("merged down");
    assert!(bottom > top);
    let height: f64 = sheet.rows.iter().filter(|row| (top..=bottom).contains(&row.number)).filter_map(|row| row.height).sum();
    // A hundred and sixty lines of ten-point type are at least 1,600 points high.
    assert!(height > 1_600.0, "{height}");
    assert_eq!(sheet.at(&format!("A{}", bottom + 1)), "2");
    assert_eq!(sheet.at("D3"), "三级事项");
    let note = sheet.cells().last().unwrap();
    assert!(sheet.cells().any(|cell| cell.text.starts_with("注：公开渠道和载体中")), "{}", note.address);
}

#[test]
fn a_domain_without_items_says_why() {
    let mut sample = sample();
    sample.catalog.domains[1].entries.clear();
    let book = xlsx::read(&sample.files("city")["city.xlsx"]);
    assert_eq!(book.sheet("扶贫").at("A2"), "不适用：本市没有建档立卡贫困人口");
    assert_eq!(book.sheet("其他-事项").at("A2"), "本领域没有市级事项。");
    let contents = book.sheet("目录");
    assert!(contents.cells().any(|cell| cell.text == "不适用：本市没有建档立卡贫困人口"));
    assert_eq!(contents.at("A2"), "编制单位：示例市人民政府");
}

#[test]
fn tiers_are_called_as_the_city_calls_them() {
    for (kind, upper, lower) in [(CityKind::City, "市级", "镇级"), (CityKind::County, "县级", "乡级"), (CityKind::District, "区级", "镇级")]
    {
        let mut sample = sample();
        sample.project.city.kind = kind;
        let book = xlsx::read(&sample.files("city")["city.xlsx"]);
        assert_eq!((book.sheet("义务教育").at("M3"), book.sheet("义务教育").at("N3")), (upper, lower));
        sample.project.city.tier_words.insert("town".into(), "镇（街道）级".into());
        let book = xlsx::read(&sample.files("city")["city.xlsx"]);
        assert_eq!(book.sheet("义务教育").at("N3"), "镇（街道）级");
    }
}

#[test]
fn the_data_sheet_is_flat_and_complete() {
    let files = sample().files("city");
    let book = xlsx::read(&files["city.xlsx"]);
    let data = book.sheet("数据");
    assert!(data.merges.is_empty());
    assert_eq!(data.rows.len(), 10, "a heading and nine items, of the villages and of towns too");
    let heading: Vec<&str> = data.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(heading[..6], ["事项ID", "领域", "序号", "一级事项", "二级事项", "三级事项"]);
    let mut unique = heading.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), heading.len(), "{heading:?}");
    let column = |words: &str| data.rows[0].cells.iter().find(|cell| cell.text == words).unwrap_or_else(|| panic!("{words}")).column;
    let texts = |words: &str| -> Vec<&str> {
        let number = column(words);
        data.rows[1..].iter().map(|row| row.cells.iter().find(|cell| cell.column == number).map_or("", |cell| &cell.text)).collect()
    };
    assert_eq!(texts("责任科室")[7], "综合科");
    assert_eq!(texts("新增的镇（街道）")[4], "甲镇");
    assert_eq!(texts("公开层级：村级")[5], "√");
    assert_eq!(texts("清单编码")[0], "lists/例.xlsx：3205810001");
}

#[test]
fn what_a_user_typed_stays_text() {
    let files = sample().files("city");
    let book = xlsx::read(&files["city.xlsx"]);
    let cell = book.sheet("义务教育").cells().find(|cell| cell.address == "C7").unwrap();
    assert_eq!((cell.text.as_str(), cell.kind.as_str()), ("=HYPERLINK(\"http://x\")", "s"));
    assert_eq!(book.styles.child("cellXfs").unwrap().children[cell.style].get("quotePrefix"), Some("1"));
}

#[test]
fn towns_together_say_who_has_what() {
    let files = sample().files("towns");
    let book = xlsx::read(&files["towns.xlsx"]);
    let towns = book.sheet("镇街情况");
    let row = |number: u32| -> Vec<&str> {
        towns.rows.iter().find(|row| row.number == number).unwrap().cells.iter().map(|cell| cell.text.as_str()).collect()
    };
    assert_eq!(row(5), ["1", "甲镇", "甲镇人民政府", "已报送", "7", "0", "1", "0", "1"]);
    assert_eq!(row(6), ["2", "乙街道", "乙街道办事处", "已报送", "2", "0", "0", "1", "0"]);
    assert_eq!(row(7), ["3", "CON", "CON人民政府", "未报送", "6", "0", "0", "0", "0"]);
    let sheet = book.sheet("义务教育");
    assert_eq!(sheet.at("A1"), "（一）示例市镇级义务教育领域基层政务公开标准目录（示例数据，非官方发布）");
    assert_eq!((sheet.at("O2"), sheet.at("O3"), sheet.at("P3")), ("镇街适用情况", "适用镇街", "差异"));
    let of = |name: &str| {
        let row = sheet.cells().find(|cell| cell.text == name).unwrap().address.trim_start_matches('C').to_owned();
        (sheet.at(&format!("O{row}")).to_owned(), sheet.at(&format!("P{row}")).to_owned())
    };
    assert_eq!(of("教育法律法规"), ("全部".into(), String::new()));
    assert_eq!(of("招生政策"), ("全部".into(), "甲镇：公开时限改为“自信息形成或者变更之日起10个工作日内”（理由：本镇已有承诺）".into()));
    assert_eq!(of("民办学校招生"), ("除乙街道外".into(), "乙街道：不适用（理由：辖区内没有民办学校）".into()));
    assert_eq!(of("村小学接送"), ("甲镇".into(), "甲镇：新增（理由：本镇便民措施）".into()));
    assert!(!sheet.cells().any(|cell| cell.text.starts_with("=HYPERLINK")), "an item of the city only");
}

#[test]
fn a_town_has_its_own_values_and_says_what_differs() {
    let files = sample().files("towns");
    let book = xlsx::read(&files["towns/甲镇.xlsx"]);
    let sheet = book.sheet("义务教育");
    assert_eq!(sheet.at("A1"), "（一）甲镇义务教育领域基层政务公开标准目录（示例数据，非官方发布）");
    assert_eq!(
        (sheet.at("C5"), sheet.at("F5"), sheet.at("G5")),
        ("招生政策", "自信息形成或者变更之日起10个工作日内", "市教育局、甲镇人民政府")
    );
    assert_eq!((sheet.at("A7"), sheet.at("C7")), ("4", "村小学接送"));
    let remarks = xlsx::dump(&files["towns/甲镇.xlsx"]);
    for expected in ["没有工作表的领域", "不适用：本市没有建档立卡贫困人口", "调整", "本镇已有承诺", "新增", "招生管理 / 村小学接送"]
    {
        assert!(remarks.contains(expected), "{expected}");
    }
    let book = xlsx::read(&files["towns/乙街道.xlsx"]);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["封面", "目录", "义务教育", "说明"]);
}

#[test]
fn a_draft_is_marked_on_every_sheet() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    for group in ["city", "towns"] {
        for output in sample.outputs_as(group, State::Draft) {
            let book = xlsx::read(&(output.make)(folder.path()).unwrap());
            for sheet in book.sheets.iter().filter(|sheet| sheet.name != "数据") {
                assert!(sheet.at("A1").contains("草稿"), "{} {}", output.path, sheet.name);
            }
        }
    }
}

/// Headings of a table that differ from its cells are repaired by Excel, which then drops the table.
#[test]
fn a_table_is_headed_as_its_cells() {
    let files = sample().files("city");
    let parts = xlsx::parts(&files["city.xlsx"]);
    assert!(parts["xl/tables/table1.xml"].contains("ref=\"A1:"));
    let changed = parts.into_iter().map(|(path, text)| {
        let text = if path == "xl/tables/table1.xml" { text.replacen("name=\"领域\"", "name=\"领 域\"", 1) } else { text };
        (path, text)
    });
    let found = xlsx_faults::faults_of(&changed.collect());
    assert!(found.iter().any(|fault| fault.contains("the table is headed")), "{found:?}");
}

/// A checker that finds nothing proves nothing: here it is given what Excel refuses.
#[test]
fn faults_are_found() {
    let files = sample().files("towns");
    let good = &files["towns/甲镇.xlsx"];
    for (part, from, to, expected) in [
        ("xl/worksheets/sheet3.xml", "<row r=\"5\"", "<row r=\"4\"", "row 4 after row 4"),
        ("xl/worksheets/sheet3.xml", "ref=\"B2:C2\"", "ref=\"A2:C2\"", "merges overlap"),
        ("xl/worksheets/sheet3.xml", "<c r=\"C4\"", "<c r=\"B4\"", "cell B4 is out of order"),
        ("xl/worksheets/sheet3.xml", " ht=\"", " ht=\"9", "points high"),
        ("xl/worksheets/sheet3.xml", " s=\"", " s=\"9", "has style"),
        ("xl/workbook.xml", "name=\"说明\"", "name=\"说/明\"", "is not legal"),
        ("xl/workbook.xml", "!$1:$3", "!坏", "is not a defined name"),
        ("xl/_rels/workbook.xml.rels", "styles.xml", "style.xml", "which is not there"),
        ("[Content_Types].xml", "/xl/styles.xml", "/xl/style.xml", "has no content type"),
        ("docProps/core.xml", "<dc:creator>", "<dc:creator>某人", "name somebody"),
    ] {
        let found = xlsx_faults::faults_of(
            &xlsx::parts(good)
                .into_iter()
                .map(|(path, text)| {
                    let text = if path == part { text.replacen(from, to, 1) } else { text };
                    (path, text)
                })
                .collect(),
        );
        assert!(found.iter().any(|fault| fault.contains(expected)), "{expected}: {found:?}");
    }
}

/// From two thousand rows on, sheets are kept on disk while they are written, which has rules of its own.
#[test]
fn a_large_catalog_is_as_sound_as_a_small_one() {
    let mut sample = sample();
    let entries = (0..2_100)
        .map(|number| publication::entry("yiwujiaoyu", publication::item(&format!("一级{}", number / 7), &format!("事项{number}"))));
    sample.catalog.domains[0].entries = entries.collect();
    sample.catalog.towns.truncate(1);
    for bytes in all_files(&sample).values() {
        assert_eq!(xlsx_faults::faults(bytes), Vec::<String>::new());
    }
    let files = sample.files("city");
    assert!(files == sample.files("city"));
    let book = xlsx::read(&files["city.xlsx"]);
    assert_eq!((book.sheet("义务教育").at("A2103"), book.sheet("义务教育").at("C2103")), ("2100", "事项2099"));
    assert_eq!(book.sheet("数据").at("E2101"), "事项2099");
}
