//! A report in which every text was written to do harm, and one in which nothing was found.

use std::collections::BTreeMap;
use std::sync::Arc;

use mulu::diagnostic::{Diagnostic, ItemName, Means, Safety, Suppressed};
use mulu::model::{Field, Given, Item, List, Slot, name};
use mulu::place::{Located, Origin, Place, Sheet, Span};
use mulu::report::{InputSummary, Reach, Report, SheetSummary};
use mulu::rule::stage::{merging, parsing};
use mulu::rule::{Allow, Family, Rule, Severity};
use mulu::words::Words;

/// What tries to leave its place in HTML, XML, a terminal, GitHub's log, SARIF and a line of text.
const HARM: &str = "<script>alert('1')</script>]]>\u{1b}[31m\r\n::error::假的%0A##[error]\u{202e}倒\u{2066}\0&lt;{0}[x](0)\"\u{ffff}";
/// Stands in a cell, and in no report.
pub(crate) const SECRET: &str = "320581199001011234";
pub(crate) const MASKED: &str = "3205**********1234";

static PRIVATE: Rule = Rule::new(
    "personal-data",
    Family::Privacy,
    Severity::Error,
    Allow::Never,
    "---\nid: PR-99\ntitle: 含有个人信息\ntitle_en: Personal data\nfields: -\nauthority: 示例\nseen: practice\n---\n## 为什么\n\n示例。\n",
);

/// A text as every form shows it.
pub(crate) fn shown(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{ffff}' => '\u{fffd}',
        '\n' => '\n',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.replace("\r\n", "\n").chars().map(shown).collect()
}

/// What stands around a word.
pub(crate) fn around<'a>(text: &'a str, word: &str) -> &'a str {
    let at = text.find(word).unwrap_or_default();
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text[line..].lines().next().unwrap_or_default()
}

fn words(text: &str) -> Words {
    Words { zh: text.into(), en: text.into() }
}

fn sheet() -> Arc<Origin> {
    Arc::new(Origin { file: "lists/::error a,b:c%0A]]>.xlsx".into(), sheet: Some(Sheet { index: 0, name: "<b>表</b>".into() }) })
}

fn item(row: u32, name: &str, content: &str) -> Item {
    let at = |column| Place::cell(&sheet(), row, column);
    let mut item = Item::blank(&at(1), Given::Blank);
    item.name = Slot::given(name, name.to_owned(), at(3));
    item.content = Slot::given(content, Vec::new(), at(4));
    item.time_limit = Slot::given("20个工作日", mulu::model::TimeLimit::default(), at(6));
    item
}

fn named(item: &Item) -> ItemName {
    ItemName { domain: "yiwujiaoyu".into(), key: name::item_key(item), name: item.display_name() }
}

fn list() -> List {
    let place = Place { origin: sheet(), at: mulu::place::At::Whole };
    List {
        domain: Some(Located::new("yiwujiaoyu".into(), place.clone())),
        place,
        form: mulu::model::Form::Catalog,
        kind: None,
        department: None,
        town: None,
        title: None,
        legend: None,
        notes: Vec::new(),
        headings: Vec::new(),
        items: vec![
            item(5, &format!("招生{HARM}"), &"很长的内容".repeat(6554)),
            item(6, "公示", &format!("张三 {SECRET}")),
            item(7, "公示", "同名的另一项"),
            item(8, "没有问题的事项", "甲"),
        ],
        powers: Vec::new(),
    }
}

fn span(text: &str, word: &str) -> Span {
    let start = text.find(word).unwrap();
    let line = text[..start].matches('\n').count() + 1;
    let column = text[..start].rsplit('\n').next().unwrap().chars().count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap();
    let end = start + word.len();
    let end_column = column + word.chars().count();
    Span {
        line: number(line),
        column: number(column),
        end_line: number(line),
        end_column: number(end_column),
        start: number(start),
        end: number(end),
    }
}

/// The findings: harm in every text, a very long cell, personal data beside other faults, many of one kind.
pub(crate) fn report() -> Report {
    let list = list();
    let yaml = format!("name: 公示 {SECRET}\ntime_limit: 20工作日\nsubject: 局\n");
    let text = Place::file("towns/a b#?.yaml");
    let at = |row, column| Place::cell(&sheet(), row, column);
    let of = |row: usize, column, rule, message: &str| {
        let item = &list.items[row - 5];
        Diagnostic::new(rule, at(u32::try_from(row).unwrap(), column), words(message)).with_item(named(item))
    };
    let mut diagnostics = vec![
        of(5, 4, &merging::CONFLICT, HARM)
            .with_field(Field::Content.key(), HARM, list.items[0].content.text.clone())
            .with_help(words(HARM))
            .with_related(words(HARM), at(9, 2))
            .with_fix(Safety::Unsafe, HARM),
        of(6, 4, &PRIVATE, "含有居民身份证号码").with_field(Field::Content.key(), "公开内容", format!("张三 {MASKED}")),
        of(6, 4, &parsing::NOT_UNDERSTOOD, "同一格的另一个问题")
            .with_field(Field::Content.key(), "公开内容", format!("张三 {SECRET}"))
            .with_fix(Safety::Safe, &format!("张三，{SECRET}")),
        of(6, 6, &parsing::NOT_UNDERSTOOD, "同一行的另一个问题").with_field(Field::TimeLimit.key(), "公开时限", "20个工作日"),
        of(7, 6, &parsing::NOT_UNDERSTOOD, "第二个同名事项").with_field(Field::TimeLimit.key(), "公开时限", "20个工作日"),
        Diagnostic::new(&PRIVATE, Place::text(&text.origin, span(&yaml, SECRET)), words("含有号码")).with_value(MASKED),
        Diagnostic::new(&parsing::UNKNOWN_KEY, Place::text(&text.origin, span(&yaml, "公示")), words("同一行")).with_value("公示"),
        Diagnostic::new(&parsing::NOT_UNDERSTOOD, Place::text(&text.origin, span(&yaml, "20工作日")), words("可以自动改"))
            .with_value("20工作日")
            .with_fix(Safety::Safe, "20个工作日"),
        Diagnostic::new(&parsing::UNKNOWN_KEY, Place::file("lists/整个文件.csv"), words("整个文件")),
    ];
    diagnostics[4].suppressed = Some(Suppressed { means: Means::Allow, by: Place::file("mulu.yaml"), reason: "已核对 & 同意".into() });
    diagnostics.extend((20..40).map(|row| {
        Diagnostic::new(&parsing::NOT_UNDERSTOOD, at(row, 8), words("没有看懂")).with_field("channels", "公开渠道", format!("第{row}种"))
    }));
    diagnostics.extend((40..52).map(|row| Diagnostic::new(&merging::UNITED, at(row, 8), words("合并"))));
    diagnostics.sort_by(|one, next| one.place.cmp(&next.place));
    let summary = SheetSummary { name: HARM.into(), form: "catalog", domain: None, domain_name: Some(HARM.into()), items: 4 };
    let input = |file: &str, sheets| InputSummary { file: file.into(), sha256: "0a".into(), sheets };
    Report {
        inputs: vec![input(&sheet().file, vec![summary]), input("mulu.yaml", Vec::new()), input("towns/a b#?.yaml", Vec::new())],
        diagnostics,
        not_run: vec![(&merging::NOT_REPORTED, words("只检查了单个文件"))],
        texts: BTreeMap::from([("towns/a b#?.yaml".to_owned(), Arc::from(yaml))]),
        items: 4,
        lists: Arc::new(vec![list]),
        ..clean()
    }
}

/// Nothing was found.
pub(crate) fn clean() -> Report {
    Report {
        as_of: "2020-12-11".into(),
        as_of_from: String::new(),
        profile: "standard".into(),
        profile_title: Words { zh: "标准".into(), en: "Standard".into() },
        inputs: Vec::new(),
        diagnostics: Vec::new(),
        not_run: Vec::new(),
        items: 0,
        texts: BTreeMap::new(),
        failing: Severity::Error,
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
