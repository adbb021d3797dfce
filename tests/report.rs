//! A report told in every form: what stands where, in both languages, and nothing that moves a cursor.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::sync::Arc;

use mulu::diagnostic::{Diagnostic, ItemName, Means, Safety, Suppressed};
use mulu::place::{Origin, Place, Sheet, Span};
use mulu::report::{self, Color, InputSummary, Reach, Report, SheetSummary, Style};
use mulu::rule::Severity;
use mulu::rule::stage::{merging, parsing, reading};
use mulu::words::{Lang, Words};

const YAML: &str = "items:\r\n  - name: 招生政策\r\n    time_limt: 20个工作日内\r\n";

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.into(), en: en.into() }
}

fn sheet() -> Arc<Origin> {
    Arc::new(Origin { file: "lists/民政局.xlsx".into(), sheet: Some(Sheet { index: 0, name: "社会救助".into() }) })
}

fn item(key: &str) -> ItemName {
    ItemName { domain: "yiwujiaoyu".into(), key: format!("招生管理\u{241f}{key}\u{241f}"), name: key.into() }
}

/// The span of a word in [`YAML`].
fn span_of(word: &str) -> Span {
    let start = YAML.find(word).unwrap();
    let line = YAML[..start].matches('\n').count() + 1;
    let column = YAML[..start].rsplit('\n').next().unwrap().chars().count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap();
    Span {
        line: number(line),
        column: number(column),
        end_line: number(line),
        end_column: number(column + word.chars().count()),
        start: number(start),
        end: number(start + word.len()),
    }
}

fn example(failing: Severity) -> Report {
    let yaml = Place::file("lists/教育局.yaml");
    let conflict =
        Diagnostic::new(&merging::CONFLICT, Place::cell(&sheet(), 37, 7), words("“招生政策”的公开时限不一致", "time limits differ"))
            .with_item(item("招生政策"))
            .with_field("time_limit", "公开时限", "信息形成之日起\n20个工作日内")
            .with_related(words("这里写的是“及时公开”", "here it says 及时公开"), Place::text(&yaml.origin, span_of("20个工作日内")))
            .with_related(words("这里写的是“实时公开”", "here it says 实时公开"), Place::cell(&sheet(), 40, 7))
            .with_help(words("请各部门商定后改成一致", "agree on one"));
    let blank = Diagnostic::new(&parsing::NOT_UNDERSTOOD, Place::cell(&sheet(), 38, 8), words("没看懂\u{1b}[2J", "not understood"))
        .with_item(item("招生结果"))
        .with_field("subject", "公开\n主体", "")
        .with_fix(Safety::Safe, "市教育局");
    let key =
        Diagnostic::new(&parsing::UNKNOWN_KEY, Place::text(&yaml.origin, span_of("time_limt")), words("不认识“time_limt”", "unknown key"))
            .with_help(words("请改成“time_limit”", "write time_limit"));
    let whole = Diagnostic::new(&reading::ENCODING, Place::file("lists/旧.csv"), words("按 GBK 读取", "read as GBK"));
    let mut allowed = Diagnostic::new(&merging::UNITED, Place::cell(&sheet(), 39, 7), words("合并", "united"));
    allowed.suppressed = Some(Suppressed { means: Means::Allow, by: Place::file("mulu.yaml"), reason: "已核实".into() });
    let table = SheetSummary {
        name: "社会救助".into(),
        form: "catalog",
        domain: Some("shehuijiuzhu".into()),
        domain_name: Some("社会救助".into()),
        items: 12,
    };
    let cover = SheetSummary { name: "封面".into(), form: "skipped", domain: None, domain_name: None, items: 0 };
    Report {
        as_of: "2020-12-11".into(),
        as_of_from: String::new(),
        profile: "standard".into(),
        profile_title: words("标准", "Standard"),
        inputs: vec![InputSummary { file: "lists/民政局.xlsx".into(), sha256: "00".into(), sheets: vec![table, cover] }],
        diagnostics: vec![conflict, blank, allowed, key, whole],
        not_run: vec![(&merging::NOT_REPORTED, words("只检查了单个文件", "single files only"))],
        items: 12,
        texts: BTreeMap::from([("lists/教育局.yaml".to_owned(), Arc::from(YAML))]),
        failing,
        reach: Reach::Everything,
        folder: String::new(),
        lists: Arc::default(),
        additions: Vec::new(),
        changes: None,
        coverage: None,
        register: Vec::new(),
        left_out: Vec::new(),
    }
}

fn print(format: &str, lang: Lang, color: Color) -> String {
    let format = report::ALL.iter().find(|known| known.name == format).unwrap();
    (format.print)(&example(Severity::Error), Style { lang, color, width: 80 })
}

const TERMINAL: &str = "\
需要修改（2 处错误，涉及 1 条事项），另有 1 处警告、1 条建议

lists/民政局.xlsx › 社会救助

  错误[conflict MG-01] “招生政策”的公开时限不一致
    ,-[G37]
 37 | 公开时限 | 信息形成之日起 / 20个工作日内
    :            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `----
  另见 lists/教育局.yaml:3:16：这里写的是“及时公开”
       3 | time_limt: 20个工作日内
  另见 G40：这里写的是“实时公开”
  怎样改：请各部门商定后改成一致

  警告[not-understood PA-10] 没看懂�[2J
    ,-[H38]
 38 | 公开主体 | （空）
    :            ^^^^^^
    `----
  可以改为：市教育局

lists/教育局.yaml

  错误[unknown-key PA-01] 不认识“time_limt”
   ,-[第3行第5列]
 3 |     time_limt: 20个工作日内
   :     ^^^^^^^^^
   `----
  怎样改：请改成“time_limit”

lists/旧.csv

  建议[encoding-noted RD-04] 按 GBK 读取

按规则统计：
  错误    1  同一事项的要素不一致 [conflict MG-01]
  错误    1  键名不认识 [unknown-key PA-01]
  警告    1  内容没有看懂 [not-understood PA-10]
  建议    1  文件编码不是 UTF-8 [encoding-noted RD-04]
读取了 1 个文件、2 张表，检查了 12 条事项，以 2020-12-11 为准：
  lists/民政局.xlsx › 社会救助：公开事项清单，12 条，社会救助领域
  lists/民政局.xlsx：不是清单，没有读取：封面
mulu.yaml 的 allow 允许了 1 处，没有列出
没有检查 MG-17：只检查了单个文件
";

#[test]
fn the_terminal_form_shows_places_as_excel_does() {
    let printed = print("terminal", Lang::Zh, Color::Off);
    assert_eq!(printed, TERMINAL, "{}", similar::TextDiff::from_lines(TERMINAL, &printed).unified_diff());
}

#[test]
fn colours_and_nothing_else_are_added_when_asked_for() {
    let colored = print("terminal", Lang::Zh, Color::On);
    assert!(colored.contains("\u{1b}[31m") && colored.contains("╭─["), "{colored}");
    assert!(!colored.contains("[2J\u{1b}") && colored.contains("没看懂�[2J"));
    for form in report::ALL {
        assert!(!print(form.name, Lang::Zh, Color::Off).contains('\u{1b}'), "{}", form.name);
    }
}

#[test]
fn the_concise_form_is_a_line_a_finding() {
    let printed = print("concise", Lang::Zh, Color::Off);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(
        lines[1],
        "lists/民政局.xlsx › 社会救助 › G37: 错误[conflict MG-01] “招生政策”的公开时限不一致；\
         另见 lists/教育局.yaml:3:16：这里写的是“及时公开”；另见 lists/民政局.xlsx › 社会救助 › G40：这里写的是“实时公开”（怎样改：请各部门商定后改成一致）"
    );
    assert!(print("concise", Lang::En, Color::Off).starts_with("changes needed (2 errors in 1 item); also 1 warning, 1 piece of advice\n"));
}

#[test]
fn the_verdict_follows_the_failing_level() {
    assert_eq!(example(Severity::Warning).verdict().zh, "需要修改（2 处错误、1 处警告，涉及 2 条事项），另有 1 条建议");
    let mut good = example(Severity::Error);
    good.diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Advice);
    assert_eq!(good.verdict().zh, "可以接收，另有 1 条建议");
    good.diagnostics.clear();
    assert_eq!(good.verdict().zh, "可以接收");
}

#[test]
fn json_has_the_fields_of_the_contract() {
    let printed: serde_json::Value = serde_json::from_str(&print("json", Lang::En, Color::Off)).unwrap();
    let summary = serde_json::json!({
        "accepted": false, "errors": 2, "warnings": 1, "advice": 1, "suppressed": 1, "items": 12, "items_wrong": 1
    });
    assert_eq!(printed["schema"], "mulu.report/1");
    let schema = jsonschema::validator_for(&report::json::schema()).unwrap();
    let errors: Vec<String> = schema.iter_errors(&printed).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(printed["summary"], summary);
    assert_eq!(printed["inputs"][0]["form"], "catalog");
    let first = &printed["diagnostics"][0];
    let place = serde_json::json!({
        "file": "lists/民政局.xlsx", "sheet": "社会救助", "cell": "G37", "row": 37, "column": 7, "heading": "公开时限"
    });
    assert_eq!(first["place"], place);
    assert_eq!(first["item"], "yiwujiaoyu/招生管理/招生政策");
    assert_eq!(first["related"][0]["place"]["end_col"], 23);
    assert_eq!(first["help"], "agree on one");
    assert_eq!(printed["diagnostics"][1]["fix"], serde_json::json!({"safe": true, "replacement": "市教育局"}));
    assert_eq!(printed["diagnostics"][2]["suppressed"]["by"]["file"], "mulu.yaml");
    assert_eq!(printed["not_run"][0]["rule"], "not-reported");
}

#[test]
fn fingerprints_follow_the_item_not_the_row() {
    let of = |report: &Report| {
        let printed = serde_json::to_value(report::json::document(report, Lang::Zh)).unwrap();
        printed["diagnostics"].as_array().unwrap().iter().map(|finding| finding["fingerprint"].clone()).collect::<Vec<_>>()
    };
    let first = example(Severity::Error);
    let mut moved = example(Severity::Error);
    moved.diagnostics[0].place = Place::cell(&sheet(), 99, 7);
    moved.diagnostics[3].place = Place::file("lists/别的.yaml");
    let (first, moved) = (of(&first), of(&moved));
    assert_eq!(first[0], moved[0]);
    assert_ne!(first[3], moved[3]);
    assert_eq!(first[0].as_str().unwrap().len(), 64);
}

#[test]
fn a_place_outside_the_text_is_named_without_a_line() {
    let mut report = example(Severity::Error);
    report.texts.insert("lists/教育局.yaml".into(), Arc::from("短"));
    let printed = (report::ALL[0].print)(&report, Style { lang: Lang::Zh, color: Color::Off, width: 80 });
    assert!(printed.contains("不认识“time_limt”"));
}

#[test]
fn a_fault_made_in_a_whole_column_is_told_once_with_all_its_cells() {
    let mut report = example(Severity::Error);
    let blank = |row| {
        Diagnostic::new(&parsing::NOT_UNDERSTOOD, Place::cell(&sheet(), row, 8), words("没有填写", "missing"))
            .with_help(words("请填写", "fill it in"))
    };
    report.diagnostics = [3, 5, 6, 7, 8, 12].map(blank).into();
    let terminal = (report::ALL[0].print)(&report, Style { lang: Lang::Zh, color: Color::Off, width: 80 });
    let block = "\n  警告[not-understood PA-10] 没有填写\n  共 6 个单元格：H3、H5–H8、H12\n  怎样改：请填写\n\n";
    assert!(terminal.contains(block), "{terminal}");
    assert_eq!(terminal.matches("没有填写").count(), 1, "{terminal}");
    // Programs get each; so do people where there are few.
    assert_eq!(serde_json::to_value(report::json::document(&report, Lang::Zh)).unwrap()["diagnostics"].as_array().unwrap().len(), 6);
    report.diagnostics.pop();
    let terminal = (report::ALL[0].print)(&report, Style { lang: Lang::Zh, color: Color::Off, width: 80 });
    assert_eq!(terminal.matches("没有填写").count(), 5, "{terminal}");
}

#[test]
fn the_name_of_a_file_tells_its_form() {
    let form = |name: &str| report::ALL.iter().find(|form| form.name == name).unwrap();
    for (file, asked, expected) in [
        ("结果.json", "terminal", "json"),
        ("结果.SARIF", "terminal", "sarif"),
        ("a.sarif.json", "json", "sarif"),
        ("a.xml", "concise", "junit"),
        ("a.html", "json", "html"),
        ("a.htm", "terminal", "html"),
        ("a.txt", "concise", "concise"),
        ("a.txt", "json", "terminal"),
        ("a.log", "github", "github"),
        ("报告", "terminal", "terminal"),
    ] {
        assert_eq!(report::Format::of_file(file, form(asked)).name, expected, "{file} {asked}");
    }
}

#[test]
fn a_report_is_known_again_and_a_file_of_the_users_is_none() {
    for (lang, failing) in [(Lang::Zh, Severity::Error), (Lang::En, Severity::Error), (Lang::Zh, Severity::Warning)] {
        for format in report::ALL {
            let mut report = example(failing);
            let print = |report: &Report| (format.print)(report, Style { lang, color: Color::Off, width: 80 });
            assert!(report::is_report(&print(&report)), "{}", format.name);
            assert!(report::is_report(&print(&report).replace('\n', "\r\n")), "{}", format.name);
            report.diagnostics.retain(|found| found.severity == Severity::Advice);
            assert!(report::is_report(&print(&report)), "{}, accepted", format.name);
            report.diagnostics.clear();
            assert!(report::is_report(&print(&report)), "{}, nothing found", format.name);
        }
    }
    for text in [
        "可以接收的材料\n一、身份证明\n",
        "需要修改（张三）\n",
        "accepted papers\n",
        "{\n  \"schema\": \"mulu.baseline/1\"\n}\n",
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<title>检查报告：学校</title>\n",
        YAML,
    ] {
        assert!(!report::is_report(text), "{text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_takes_nothing_is_told() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = |stdout: std::process::Stdio| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mulu"));
        command.args(["explain"]).stdout(stdout).stderr(std::process::Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
    };
    let told = run(full.into());
    assert_eq!(told.status.code(), Some(2));
    assert_eq!(String::from_utf8(told.stderr).unwrap(), "磁盘空间不足，写不下“标准输出”。请清理磁盘后再运行\n");
    // Whoever closed the pipe has seen enough.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let quiet = run(writer.into());
    assert_eq!((quiet.status.code(), quiet.stderr.as_slice()), (Some(0), &[][..]));
}
