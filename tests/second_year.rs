//! The second year of the example city: what was planted in `examples/changshu-2021` is what changed, in every form that tells it, and
//! nothing else is.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

#[path = "support/xlsx.rs"]
#[expect(dead_code, reason = "only the dump is used here")]
mod xlsx;
#[path = "support/xml.rs"]
mod xml;

/// What was planted: what it is about, how it changed, the town in which alone, its name, the heading that differs, and how its reason
/// begins.
const PLANTED: [(&str, &str, &str, &str, &str, &str); 22] = [
    ("town", "removed", "", "梅李镇", "", "梅李镇并入海虞镇"),
    ("department", "removed", "", "市房屋征收办", "", "市房屋征收办并入市住建局"),
    ("domain", "changed", "", "国有土地上房屋征收与补偿", "其他责任部门", "市房屋征收办并入市住建局"),
    ("domain", "changed", "", "保障性住房", "其他责任部门", "市房屋征收办并入市住建局"),
    ("domain", "changed", "", "农村危房改造", "其他责任部门", "市房屋征收办并入市住建局"),
    ("domain", "renamed", "", "乡村振兴", "印发名称", "示例：扶贫领域改按乡村振兴印发"),
    ("item", "changed", "", "收养登记", "公开依据", "《收养法》自2021-01-01起废止"),
    ("item", "changed", "", "办事指南", "公开时限", "示例：市里承诺更快公开"),
    ("item", "renamed", "", "老年人福利补贴", "", "示例：与上级文件的名称一致"),
    ("item", "added", "", "吸纳贫困劳动力就业奖补申领", "", "示例：对照各地目录补上"),
    ("item", "changed", "", "征收土地公告", "公开依据", "示例：按新的《中华人民共和国土地管理法实施条例》第三十一条调整"),
    ("item", "changed", "", "征收土地公告", "公开时限", "示例：按新的《中华人民共和国土地管理法实施条例》第三十一条调整"),
    ("item", "changed", "", "国家层面法规政策", "公开主体", "市房屋征收办并入市住建局"),
    ("item", "changed", "", "地方层面法规政策", "公开主体", "市房屋征收办并入市住建局"),
    ("item", "changed", "", "房屋调查登记", "公开主体", "市房屋征收办并入市住建局"),
    ("item", "changed", "", "被征收房屋评估", "公开主体", "市房屋征收办并入市住建局"),
    ("item", "changed", "", "分户补偿", "公开主体", "市房屋征收办并入市住建局"),
    ("item", "changed", "", "分户补偿", "其他列", "示例：市房屋征收办已并入市住建局"),
    ("item", "removed", "", "贫困人口识别", "", "示例：脱贫攻坚任务完成，不再识别"),
    (
        "item",
        "changed",
        "",
        "母婴保健技术服务机构执业许可（包括计划生育技术服务机构执业许可）（权限内）",
        "公开依据",
        "《计划生育技术服务管理条例》已于2021-09废止",
    ),
    ("item", "changed", "琴川街道", "分户补偿", "公开主体", "市房屋征收办并入市住建局"),
    ("item", "removed", "支塘镇", "主要文艺演出活动查询服务", "", "示例：由市级统一提供"),
];

/// Exit code, standard output and standard error of a command in a folder.
fn mulu(room: &Path, words: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mulu")).args(words).current_dir(room).env_clear().output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// Both editions, built once into `2020` and `2021`, the second after the first.
fn editions() -> &'static Path {
    static ROOM: OnceLock<tempfile::TempDir> = OnceLock::new();
    ROOM.get_or_init(|| {
        let room = tempfile::tempdir().unwrap();
        let example = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).to_str().unwrap().to_owned();
        for words in [
            vec!["build", &example("changshu"), "-o", "2020", "--only", "data", "-q"],
            vec!["build", &example("changshu-2021"), "-o", "2021", "--previous", "2020", "--format", "json"],
        ] {
            let (exit, out, err) = mulu(room.path(), &words);
            assert_eq!(exit, 0, "{out}{err}");
            fs::write(room.path().join("report.json"), out).unwrap();
        }
        room
    })
    .path()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// A row a changed field, as [`PLANTED`] has them; the reason in full.
fn rows(document: &Value) -> Vec<[String; 6]> {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let changes = document["changes"].as_array().unwrap();
    let of_change = |change: &Value| -> Vec<[String; 6]> {
        let name = text(change, "name");
        let last = name.rsplit(" / ").next().unwrap().to_owned();
        let row = |heading: String, reason: String| {
            [text(change, "what"), text(change, "kind"), text(change, "town"), last.clone(), heading, reason]
        };
        match change["fields"].as_array().filter(|fields| !fields.is_empty()) {
            None => vec![row(String::new(), text(change, "reason"))],
            Some(fields) => {
                let own = |field: &Value| if field["reason"].is_null() { text(change, "reason") } else { text(field, "reason") };
                fields.iter().map(|field| row(text(field, "heading"), own(field))).collect()
            }
        }
    };
    changes.iter().flat_map(of_change).collect()
}

#[test]
fn every_planted_change_is_told_with_its_reason_and_no_other() {
    let room = editions();
    let (exit, _, err) = mulu(room, &["diff", "2020", "2021", "-o", "变更.json"]);
    assert_eq!(exit, 0, "{err}");
    let found = rows(&json(&room.join("变更.json")));
    let mut left: Vec<&[String; 6]> = found.iter().collect();
    for (what, kind, town, name, heading, reason) in PLANTED {
        let wanted = [what, kind, town, name, heading];
        let at = left.iter().position(|row| row[..5] == wanted && row[5].starts_with(reason));
        left.remove(at.unwrap_or_else(|| panic!("{wanted:?} for “{reason}” is not among {left:#?}")));
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn every_form_tells_them() {
    let room = editions();
    for form in ["html", "md", "xlsx"] {
        let file = format!("变更.{form}");
        let (exit, _, err) = mulu(room, &["diff", "2020", "2021", "-o", &file]);
        assert_eq!(exit, 0, "{err}");
        let bytes = fs::read(room.join(&file)).unwrap();
        let text = if form == "xlsx" { xlsx::parts(&bytes).into_values().collect() } else { String::from_utf8(bytes).unwrap() };
        for (.., name, heading, reason) in PLANTED {
            for part in [name, heading, reason] {
                assert!(text.contains(part), "{file} lacks {part}");
            }
        }
    }
    let page = fs::read_to_string(room.join("2021/site/changes.html")).unwrap();
    let (_, said, _) = mulu(room, &["diff", "2020", "2021"]);
    for (.., name, heading, reason) in PLANTED {
        for part in [name, heading, reason] {
            assert!(page.contains(part) && said.contains(part), "{part}");
        }
    }
}

#[test]
fn what_did_not_change_keeps_its_id() {
    let room = editions();
    let ids = |edition: &str| -> BTreeMap<String, String> {
        let catalog = json(&room.join(edition).join("data/catalog.json"));
        let items = catalog["items"].as_array().unwrap();
        let name = |item: &Value| ["domain", "group", "name"].map(|key| item[key].as_str().unwrap_or_default().to_owned()).join("/");
        items.iter().map(|item| (name(item), item["id"].as_str().unwrap().to_owned())).collect()
    };
    let (before, after) = (ids("2020"), ids("2021"));
    let renamed = ("yanglaofuwu/养老服务业务办理/老年人补贴", "yanglaofuwu/养老服务业务办理/老年人福利补贴");
    assert_eq!(before[renamed.0], after[renamed.1]);
    let gone: BTreeSet<&String> = before.keys().filter(|name| after.get(*name) != before.get(*name)).collect();
    assert_eq!(gone.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["fupin/扶贫对象/贫困人口识别", renamed.0]);
}

#[test]
fn a_change_held_against_a_former_value_is_told() {
    let report = json(&editions().join("report.json"));
    let found: Vec<&Value> = report["diagnostics"].as_array().unwrap().iter().filter(|found| found["rule"] == "stale-change").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["place"]["file"], "towns/海虞镇.yaml");
    assert!(found[0]["message"].as_str().unwrap().contains("市级现为“制定或获取信息之日起7个工作日内”"));
}

#[test]
fn an_edition_does_not_differ_from_itself() {
    let room = editions();
    for (old, new) in [("2020", "2020"), ("2021", "2021/data/catalog.json")] {
        let (exit, said, err) = mulu(room, &["diff", old, new, "--exit-code"]);
        assert_eq!(exit, 0, "{said}{err}");
    }
    assert_eq!(mulu(room, &["diff", "2020", "2021", "--exit-code"]).0, 1);
}

#[test]
fn a_town_is_told_what_changed_there_and_nothing_else() {
    let changes = |town: &str| -> String {
        let book = xlsx::read(&fs::read(editions().join(format!("2021/towns/{town}.xlsx"))).unwrap());
        let lines: Vec<String> = book.sheet("变更").cells().map(|cell| cell.text.clone()).collect();
        lines.join("\n")
    };
    let haiyu = changes("海虞镇");
    assert!(haiyu.contains("梅李镇并入海虞镇"), "{haiyu}");
    // It had promised five days before, and still does.
    assert!(!haiyu.contains("10个工作日内"), "{haiyu}");
    assert!(haiyu.contains("市住建局、海虞镇人民政府") && !haiyu.contains("乡镇人民政府"), "{haiyu}");
    let qinchuan = changes("琴川街道");
    assert_eq!(qinchuan.matches("补偿 / 分户补偿").count(), 2, "its subject and its remark: {qinchuan}");
    assert!(changes("支塘镇").contains("主要文艺演出活动查询服务"));
}
