//! What people write, and what hostile files hold: trees, places, findings.

use super::*;
use crate::place::At;

fn read(text: &str) -> (Vec<Node>, Vec<(&'static str, String, String)>) {
    let origin = Arc::new(Origin { file: "甲.yaml".to_owned(), sheet: None });
    let mut diagnostics = Diagnostics::default();
    let nodes = parse(text, &origin, &mut diagnostics);
    let found = diagnostics.iter().map(|found| (found.rule.name, found.place.to_string(), found.message.zh.clone())).collect();
    (nodes, found)
}

/// The tree as JSON would show it.
fn shape(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(",")),
        Value::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{}:{}", key.value, shape(value))).collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}

fn shapes(text: &str) -> String {
    read(text).0.iter().map(shape).collect::<Vec<_>>().join(" | ")
}

/// Every scalar's place must hold its text, by bytes and by line and column.
fn check_places(text: &str, node: &Node) {
    let At::Text(span) = &node.place.at else { panic!("a node of a text has a span") };
    let (start, end) = (span.start as usize, span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    assert_eq!(span.line as usize, text[..start].matches('\n').count() + 1, "{text:?}");
    assert_eq!(span.column as usize, text[line_start..start].chars().count() + 1, "{text:?}");
    match &node.value {
        Value::Null => {}
        Value::Text(value) => {
            let written = text[start..end].trim_matches(['"', '\'', '|', '>', '-', '\n', ' ', '\r']);
            let first_words = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(first_words(written), first_words(value), "{text:?}");
        }
        Value::List(items) => items.iter().for_each(|item| check_places(text, item)),
        Value::Map(entries) => {
            for (key, value) in entries {
                let At::Text(span) = &key.place.at else { panic!("a key of a text has a span") };
                assert_eq!(text[span.start as usize..span.end as usize].trim_matches(['"', '\'']), key.value);
                check_places(text, value);
            }
        }
    }
}

#[test]
fn scalars_stay_text_and_know_their_places() {
    for text in [
        "domain: 义务教育 # 注释：领域\nitems:\n  - name: 招生政策   # 中文注释\n    code: 00012\n    yes: no\n",
        "# 全是中文的注释\r\n领域: \"义务教育\"\r\nitems:\r\n- 'a'\r\n- b: ~\r\n  c:\r\n- # 注释\r\n  d: 丁\r\n",
        "a: [甲, 乙 , \"丙\"]\nb: {丁: 戊, 己: }\n",
        "text: |\n  第一行\n  第二行\nnext: >-\n  折\n  行\nlast: 多行\n  文字\n",
        "---\na: 1\n---\nb: 2\n...\n# 尾\n",
        "😀: 𠀀\n列: [ # 注\n 甲\n ]\n",
    ] {
        let (nodes, found) = read(text);
        assert_eq!(found, vec![], "{text:?}");
        assert!(!nodes.is_empty());
        nodes.iter().for_each(|node| check_places(text, node));
    }
    assert_eq!(shapes("code: 00012\nyes: no\nempty:\nnull_: ~\nquoted: \"~\"\n"), r#"{code:"00012",yes:"no",empty:~,null_:~,quoted:"~"}"#);
    assert_eq!(shapes("---\na: 1\n---\n- 2\n---\n# 空\n"), r#"{a:"1"} | ["2"]"#);
    assert_eq!(shapes("%YAML 1.2\n---\na: 1\n"), r#"{a:"1"}"#);
    assert_eq!(shapes(""), "");
    assert_eq!(shapes("# 只有注释\n\n"), "");
}

#[test]
fn blocks_end_with_their_last_value() {
    let text = "items:\n  - name: 甲\n    list: [一, 二]\n\n  - name: 乙\n# 尾注\n";
    let (nodes, _) = read(text);
    let Value::Map(entries) = &nodes[0].value else { panic!("a mapping") };
    let Value::List(items) = &entries[0].1.value else { panic!("a list") };
    let At::Text(first) = &items[0].place.at else { panic!("a span") };
    assert_eq!(&text[first.start as usize..first.end as usize], "name: 甲\n    list: [一, 二]");
    assert_eq!((first.line, first.column, first.end_line, first.end_column), (2, 5, 3, 17));
    let At::Text(all) = &entries[0].1.place.at else { panic!("a span") };
    assert!(text[all.start as usize..all.end as usize].ends_with("name: 乙"));
}

#[test]
fn keys_written_twice_show_both_places_and_the_first_stays() {
    let (nodes, found) = read("name: 甲\ncode: 1\nname: 乙\n");
    assert_eq!(shape(&nodes[0]), r#"{name:"甲",code:"1"}"#);
    assert_eq!(found[0].0, "duplicate-key");
    assert_eq!(found[0].1, "甲.yaml:3:1");
    // Also when the mapping is read piece by piece.
    let (nodes, found) = read("name: 甲\nname: 乙\nitems:\n  - a: \"x\n  - b: 1\n");
    assert_eq!(shape(&nodes[0]), r#"{name:"甲",items:[{b:"1"}]}"#);
    assert_eq!(found.iter().map(|found| found.0).collect::<Vec<_>>(), ["duplicate-key", "yaml-syntax"]);
}

#[test]
fn anchors_aliases_tags_and_merge_keys_are_refused() {
    for (text, count) in [
        ("a: &x 1\nb: *x\n", 2),
        ("a: !!str 1\n", 1),
        ("a: !local {b: 1}\n", 1),
        ("base: {n: 1}\nitem:\n  <<: {n: 2}\n", 1),
        ("a: *未知\nb: 2\n", 1),
        ("items:\n  - a: *x\n  - b: 2\n", 1),
    ] {
        let (_, found) = read(text);
        assert_eq!(found.iter().map(|found| found.0).collect::<Vec<_>>(), vec!["yaml-alias"; count], "{text:?}");
    }
    assert_eq!(shapes("items:\n  - a: *x\n  - b: 2\n"), r#"{items:[{b:"2"}]}"#);
}

/// Text, what is still read, where the finding stands, a word of its message.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    ("items:\n  - name: 甲\n\t  code: 1\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, "甲.yaml:3:1", "Tab"),
    ("items:\n  - name：甲\n    code: 1\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, "甲.yaml:2:9", "中文冒号"),
    ("items:\n  - name:甲\n    code: 1\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, "甲.yaml:2:5", "少一个空格"),
    (
        "items:\n  - name: \"甲\n    code: 1\n  - name: 乙\n  - name: 丙\n",
        r#"{items:[{name:"乙"},{name:"丙"}]}"#,
        "甲.yaml:2:5",
        "引号没有配对",
    ),
    ("items:\n  - name: \"甲\"乙\n  - name: 丙\n", r#"{items:[{name:"丙"}]}"#, "甲.yaml:2:5", "引号结束后"),
    ("items:\n  - name: \"a\\d\"\n  - name: 丙\n", r#"{items:[{name:"丙"}]}"#, "甲.yaml:2:5", "反斜杠"),
    ("items:\n  - name: 甲\n      code: 1\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, "甲.yaml:3:7", "没有对齐"),
    ("items:\n  - name: 甲\n   - name: 乙\n  - name: 丙\n", r#"{items:[{name:"甲"},{name:"乙"},{name:"丙"}]}"#, "甲.yaml:3:4", "没有对齐"),
    ("items:\n  - name: 标题: 副标题\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, "甲.yaml:2:5", "值里面"),
    ("items:\n  - name: @甲\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, "甲.yaml:2:11", "不能以"),
    ("items:\n  - list: [甲, 乙\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, "甲.yaml:2:5", "括号"),
    ("domain: 甲\n乱写一行\nitems:\n  - a: 1\n", r#"{domain:"甲",items:[{a:"1"}]}"#, "甲.yaml:2:1", "既不是"),
    ("- a: 1\n- b: \"x\n- c: 3\n", r#"[{a:"1"},{c:"3"}]"#, "甲.yaml:2:3", "引号没有配对"),
    ("a: 1\n---\nb: 'x\n---\nc: 3\n", r#"{a:"1"} | {c:"3"}"#, "甲.yaml:3:1", "引号没有配对"),
    (
        "add:\n  items:\n    - a: 'x\n    - b: 2\n  after: 丙\nclaim: all\n",
        r#"{add:{items:[{b:"2"}],after:"丙"},claim:"all"}"#,
        "甲.yaml:3:7",
        "引号",
    ),
    ("items:\n- a: 'x\n- b: 2\n", r#"{items:[{b:"2"}]}"#, "甲.yaml:2:3", "引号"),
];

#[test]
fn one_broken_item_hides_no_others() {
    for (text, tree, place, word) in BROKEN {
        let (nodes, found) = read(text);
        assert_eq!(nodes.iter().map(shape).collect::<Vec<_>>().join(" | "), *tree, "{text:?} {found:?}");
        assert_eq!(found.len(), 1, "{text:?} {found:?}");
        assert_eq!((found[0].0, found[0].1.as_str()), ("yaml-syntax", *place), "{text:?} {found:?}");
        assert!(found[0].2.contains(word), "{text:?} {found:?}");
    }
}

#[test]
fn items_that_only_look_like_texts_are_reported() {
    for (text, tree, count) in [
        ("items:\n  - name：甲\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, 1),
        ("items:\n  - name:甲\n  - 名称：丙\n  - name: 乙\n", r#"{items:[{name:"乙"}]}"#, 2),
        ("items:\n  - name：甲\n", "{items:[]}", 1),
        ("content:\n  - 联系方式：电话\n  - https://a\n", r#"{content:["联系方式：电话","https://a"]}"#, 0),
    ] {
        let (nodes, found) = read(text);
        assert_eq!(nodes.iter().map(shape).collect::<String>(), tree, "{found:?}");
        assert!(found.len() == count && found.iter().all(|found| found.0 == "yaml-syntax"), "{found:?}");
    }
}

/// The pages' examples are true: the wrong one breaks their rule and no other, the right one none.
#[test]
fn examples_of_the_pages_are_true() {
    use crate::rule::stage::reading::{DUPLICATE_KEY, YAML_ALIAS};
    for rule in [&YAML_SYNTAX, &DUPLICATE_KEY, &YAML_ALIAS] {
        let examples: Vec<&str> = rule.card().body.split("```").filter_map(|part| part.strip_prefix("yaml\n")).collect();
        assert_eq!(examples.len(), 2, "{}", rule.name);
        let wrong = read(examples[0]).1;
        assert!(!wrong.is_empty() && wrong.iter().all(|found| found.0 == rule.name), "{wrong:?}");
        assert_eq!(read(examples[1]).1, vec![]);
    }
}

#[test]
fn every_broken_item_is_reported_in_one_run() {
    let text: String = (0..50).map(|at| if at % 10 == 3 { format!("- name: \"{at}\n") } else { format!("- name: {at}\n") }).collect();
    let (nodes, found) = read(&text);
    let Value::List(items) = &nodes[0].value else { panic!("a list") };
    assert_eq!((items.len(), found.len()), (45, 5));
    nodes.iter().for_each(|node| check_places(&text, node));
}

#[test]
fn control_characters_are_reported_and_read_as_blanks() {
    let (nodes, found) = read("name: 甲\u{0}乙\ncode: \u{7}\u{8}1\n");
    assert_eq!(shape(&nodes[0]), r#"{name:"甲 乙",code:"1"}"#);
    assert_eq!(found.iter().map(|found| found.1.as_str()).collect::<Vec<_>>(), ["甲.yaml:1:8", "甲.yaml:2:7"]);
}

#[test]
fn hostile_texts_end_in_a_finding() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    assert!(read(bomb).1.iter().all(|found| found.0 == "yaml-alias"));
    for text in
        ["- ".repeat(50_000), "[".repeat(50_000), "{a: ".repeat(50_000), (0..3_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect()]
    {
        let (_, found) = read(&text);
        assert_eq!(found.len(), 1, "{:?} {found:?}", &text[..20]);
        assert!(matches!(found[0].0, "too-large" | "yaml-syntax"));
    }
    let many = "- \n".repeat(2_000_001);
    assert_eq!(read(&many).1[0].0, "too-large");
    let all_broken = "- 'x\n".repeat(20_000);
    assert_eq!(read(&all_broken).1.len(), MOST_PROBLEMS);
    let long_line = format!("a: {}\n", "甲".repeat(1_000_000));
    assert_eq!(read(&long_line).1, vec![]);
    let flow = format!("[{}]", "甲,".repeat(300_000));
    assert_eq!(read(&flow).1, vec![]);
}

#[test]
#[ignore = "prints timings"]
fn timings() {
    let time = |name: &str, text: &str| {
        let start = std::time::Instant::now();
        let found = read(text).1.len();
        println!("{name}: {:?}, {found} findings", start.elapsed());
    };
    time("dashes", &"- ".repeat(50_000));
    time("brackets", &"[".repeat(50_000));
    time("braces", &"{a: ".repeat(50_000));
    time("deep", &(0..3_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>());
    time("many", &"- \n".repeat(2_000_001));
    time("broken", &"- 'x\n".repeat(20_000));
    time("long", &format!("a: {}\n", "甲".repeat(1_000_000)));
    time("flow", &format!("[{}]", "甲,".repeat(300_000)));
    let item = "  - group: 招生管理\n    name: 招生政策\n    content: [招生范围, 招生条件, 招生程序, 招生结果]\n    basis: [《中华人民共和国政府信息公开条例》（国务院令第711号）]\n    time_limit: 自信息形成或者变更之日起20个工作日内\n    subject: 市教育局\n    method: 主动公开\n    channels: [政府网站, 两微一端]\n    audience: 全社会\n    tiers: [市级, 镇级]\n";
    time("list", &format!("domain: 义务教育\nitems:\n{}", item.repeat(2_000)));
    let text = format!("domain: 义务教育\nitems:\n{}", item.repeat(2_000));
    let start = std::time::Instant::now();
    println!("parser alone: {} events {:?} finding", saphyr_parser::Parser::new_from_str(&text).count(), start.elapsed());
    let start = std::time::Instant::now();
    println!(
        "source: {} {:?} finding",
        Source::new(&text, &Arc::new(Origin { file: String::new(), sheet: None })).lines(),
        start.elapsed()
    );
    time("list broken", &format!("domain: 义务教育\nitems:\n{}  - name: \"x\n{}", item.repeat(1_000), item.repeat(1_000)));
}

fn check_spans(text: &str, node: &Node) {
    let At::Text(span) = &node.place.at else { panic!("a node of a text has a span") };
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{text:?} {span:?}");
    match &node.value {
        Value::Null | Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| check_spans(text, item)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| check_spans(text, value)),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(3_000))]

    /// Whatever is typed: no panic, spans lie within the text, and nothing vanishes without a finding.
    #[test]
    fn any_text_ends(text in "([-:\\[\\]{}'\"#&*!|>%@`?~,<= \n\r\t：甲a1]|- |: |---\n|items:\n|  - a: b\n){0,60}") {
        let (nodes, found) = read(&text);
        nodes.iter().for_each(|node| check_spans(&text, node));
        let says_something = text.split(['\n', '\r']).any(|line| !cut::is_blank(line) && !line.starts_with(['-', '%', '.']));
        proptest::prop_assert!(!says_something || !nodes.is_empty() || !found.is_empty() || text.contains('%'), "{text:?}");
    }
}
