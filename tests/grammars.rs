//! The grammars from outside, on any text: none panics, what is printed is read back the same, no word is lost.

use mulu::knowledge;
use mulu::model::brackets;
use mulu::model::{Tier, print};
use mulu::parse::legend::Legend;
use mulu::parse::{audience, channel, citation, content, method, subject, tiers, time_limit};
use mulu::place::{Located, Place};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::RngSeed;

/// Words and signs the grammars know, and some they do not.
const TOKENS: &[&str] = &[
    "《",
    "》",
    "〈",
    "〉",
    "<",
    ">",
    "（",
    "）",
    "(",
    ")",
    "〔",
    "〕",
    "[",
    "]",
    "【",
    "】",
    "、",
    "，",
    "；",
    ";",
    "。",
    "\n",
    " ",
    "：",
    ":",
    "/",
    "1.",
    "2、",
    "①",
    "②",
    "（一）",
    "1",
    "20",
    "31",
    "二十",
    "半年",
    "99999999999",
    "个",
    "工作日",
    "日",
    "月",
    "年",
    "内",
    "前",
    "后",
    "起",
    "之日起",
    "自",
    "在",
    "信息",
    "形成",
    "或者",
    "变更",
    "获取",
    "制定",
    "公开",
    "公示",
    "公告",
    "期",
    "不少于",
    "至少",
    "及时",
    "实时",
    "长期",
    "动态调整",
    "每",
    "按",
    "季度",
    "延长",
    "满",
    "停止公示",
    "法律法规",
    "另有规定的",
    "除外",
    "从其规定",
    "同上",
    "依申请公开",
    "主动公开",
    "全社会",
    "特定群众",
    "■",
    "□",
    "口",
    "R",
    "£",
    "√",
    "×",
    "●",
    "〇",
    "政府网站",
    "两微一端",
    "发布会/听证会",
    "入户/现场",
    "其他",
    "其他：",
    "_",
    "注：",
    "公示栏",
    "等",
    "市",
    "县",
    "镇",
    "乡",
    "村",
    "级",
    "局",
    "部门",
    "和",
    "及",
    "与",
    "住房和城乡建设",
    "条例",
    "通知",
    "国办发",
    "2019",
    "54号",
    "令",
    "第",
    "条",
    "款",
    "国务院令第711号",
    "關",
    "變",
    "\u{feff}",
    "\u{0}",
    "é",
    "𠀀",
    "…",
    "〔*",
    "*",
    "“",
    "”",
];

/// Any text, or one made of the grammars' own words.
fn text() -> impl Strategy<Value = String> {
    let own = prop::collection::vec(prop::sample::select(TOKENS), 0..24).prop_map(|tokens| tokens.concat());
    prop_oneof![1 => any::<String>(), 4 => own]
}

/// What a channel cell is made of, dirt included, in any order.
fn channel_cell() -> impl Strategy<Value = String> {
    let tokens = [
        "■",
        "■",
        "□",
        "☑",
        "口",
        "R",
        "£",
        "▲",
        "政府网站",
        "政府公报",
        "两微一端",
        "发布会/听证会",
        "入户/现场",
        "其他",
        "其他：",
        "其它",
        "_",
        "：",
        "社区/企事业单位/村公示栏（电子屏）",
        "公示栏",
        "村公示栏",
        "办税服务厅",
        "征地信息公开平台",
        "铁力市政府网站",
        "部门网站",
        "服务窗口",
        "公众号",
        "等",
        "公开",
        "和",
        "或",
        "、",
        "，",
        "；",
        "/",
        "。",
        "\n",
        " ",
        "\u{3000}",
        "1.政府网站",
        "2、两微一端",
        "①部门网站",
        "（双公示）",
        "（注：可推送）",
        "注：",
        "可推送",
        "請注明",
        "政府網站",
        "R政府网站",
        "其他_部门网站_",
    ];
    prop::collection::vec(prop::sample::select(tokens.to_vec()), 0..20).prop_map(|tokens| tokens.concat())
}

/// Words without any sign of a grammar.
fn plain() -> impl Strategy<Value = String> {
    let words = ["招生", "范围", "办法", "结果", "名单", "标准", "情况", "学区", "甲", "ABC", "2020年", "村民", "等"];
    prop::collection::vec(prop::sample::select(words.to_vec()), 1..5).prop_map(|words| words.concat())
}

/// A text without its blanks, those nobody sees included.
fn tight(text: &str) -> String {
    let unseen = |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    text.chars().filter(|&c| !c.is_whitespace() && !unseen(c)).collect()
}

/// Takes what separates citations out of a text.
fn without_separators(text: &str) -> String {
    let dropped = |c: char| c.is_whitespace() || c.is_ascii_digit() || "、，,；;。.．和及与以①②（一二十）)(\u{feff}".contains(c);
    text.chars().filter(|&c| !dropped(c)).collect()
}

/// Legends under which marks mean different things.
fn legends() -> [Legend; 3] {
    let words = Legend::read("“■”表示批准前公开，“▲”表示批准后公开");
    [Legend::default(), Legend::required_or_optional(), words.unwrap_or_default()]
}

fn place() -> Place {
    Place::file("甲.yaml")
}

fn cell(text: &str) -> Located<String> {
    Located::new(text.to_owned(), place())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, rng_seed: RngSeed::Fixed(2020), ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_grammar(text in text()) {
        let limit = time_limit::parse(&text);
        prop_assert!(!limit.exception || !limit.segments.is_empty());
        let _ = brackets::unbalanced(&text);
        for citation in citation::parse(&text) {
            prop_assert!(text.contains(&citation.text), "{citation:?}");
            prop_assert!(tight(&citation.text).contains(&tight(&citation.title)), "{citation:?}");
            prop_assert!(mulu::model::citation::same(&citation, &citation));
        }
        prop_assert!(content::parse(&text, &Legend::default()).iter().all(|content| !content.text.is_empty()));
        prop_assert!(subject::parse(&text).iter().all(|body| !body.is_empty()));
        let _ = tiers::word(&text);
        for legend in legends() {
            prop_assert!(channel::parse(&text, &legend, knowledge::load()).iter().all(|channel| !channel.name.is_empty()));
        }
    }

    #[test]
    fn a_limit_reads_the_same_whatever_its_blanks_and_width(text in text()) {
        let spaced: String = text.chars().flat_map(|c| [c, ' ']).collect();
        prop_assert_eq!(time_limit::parse(&spaced), time_limit::parse(&text));
    }

    #[test]
    fn citations_lose_nothing_but_separators(text in text()) {
        let read: String = citation::parse(&text).into_iter().map(|citation| citation.text).collect();
        prop_assert_eq!(without_separators(&read), without_separators(&text));
    }

    #[test]
    fn channels_are_read_as_they_are_printed(text in channel_cell()) {
        let [chosen, required, words] = legends();
        // What a mark means in words is printed as words, and needs no legend.
        for (written, again) in [(&chosen, &chosen), (&required, &required), (&words, &chosen)] {
            let mut channels = channel::parse(&text, written, knowledge::load());
            // Brackets behind a name nobody knows may be part of it.
            channels.retain(|channel| channel.standard.is_some() || written != &words);
            let printed = print::channels(&channels);
            prop_assert_eq!(channel::parse(&printed, again, knowledge::load()), channels, "{}", printed);
        }
    }

    #[test]
    fn ticks_are_read_as_they_are_printed(one in tick(), other in tick(), third in tick()) {
        let (said, value) = audience::columns(Some(cell(&one)), Some(cell(&other)));
        prop_assert_eq!(audience::words(&said, &place()), value, "{}", said);
        let (said, value) = method::columns(Some(cell(&one)), Some(cell(&other)));
        prop_assert_eq!(method::words(&said, &place()), value, "{}", said);
        let (said, value) = tiers::columns(vec![(Tier::City, cell(&one)), (Tier::Town, cell(&other)), (Tier::Village, cell(&third))]);
        prop_assert_eq!(tiers::words(&said, &place()), value, "{}", said);
    }

    #[test]
    fn words_break_no_tick(text in text()) {
        let _ = (audience::words(&text, &place()), method::words(&text, &place()), tiers::words(&text, &place()));
        let _ = audience::columns(Some(cell(&text)), None);
        let _ = tiers::columns(vec![(Tier::City, cell(&text))]);
    }

    #[test]
    fn elements_are_read_as_they_are_joined(elements in prop::collection::vec(plain(), 1..8)) {
        let read: Vec<String> = content::parse(&elements.join(print::ELEMENT_JOIN), &Legend::default()).into_iter().map(|content| content.text).collect();
        prop_assert_eq!(read, elements);
    }

    #[test]
    fn bodies_are_read_as_they_are_joined(names in prop::collection::btree_set("[甲乙丙丁]{1,3}(市|县)(教育|住房和城乡建设|文化和旅游)局", 1..6)) {
        let bodies: Vec<String> = names.into_iter().collect();
        prop_assert_eq!(subject::parse(&bodies.join(print::BODY_JOIN)), bodies);
    }
}

/// What stands in a ticked column: ticks of every glyph, marks of "not chosen", words.
fn tick() -> impl Strategy<Value = String> {
    let words = [
        "",
        "√",
        "✓",
        "✔",
        "☑",
        "■",
        "●",
        "▲",
        "Y",
        "是",
        "□",
        "×",
        "─",
        "√申请人",
        "面向村集体成员",
        "教师、学生",
        "甲（乙）",
        "甲：乙",
        "√ 甲；乙",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}
