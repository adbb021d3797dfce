//! Blanks and line ends that a narrow column or a scan leaves between characters change nothing of what a grammar understands.

use mulu::knowledge;
use mulu::parse::legend::Legend;
use mulu::parse::{audience, channel, citation, method, subject, tiers, time_limit};
use mulu::place::Place;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::RngSeed;

fn place() -> Place {
    Place::file("甲.yaml")
}

/// A text as a narrow column or a scan leaves it: blanks and line ends between any of its Chinese characters.
fn dirty(text: &str, dirt: &[u8]) -> String {
    let mut dirt = dirt.iter().cycle();
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut letters = text.chars().peekable();
    let mut out = String::new();
    while let Some(letter) = letters.next() {
        out.push(letter);
        if is_chinese(letter) && letters.peek().copied().is_some_and(is_chinese) {
            out.push_str(match dirt.next() {
                Some(0) => "\n",
                Some(1) => " ",
                Some(2) => "\u{a0}\n ",
                _ => "",
            });
        }
    }
    out
}

/// Where dirt falls: mostly nowhere, or everywhere.
fn dirt() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![3 => prop::collection::vec(0..9_u8, 1..40), 1 => prop::collection::vec(0..3_u8, 1..4)]
}

const LIMITS: &[&str] = &[
    "自信息形成或者变更之日起20个工作日内予以公开",
    "信息形成（变更）20个工作日内",
    "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：20个工作日内",
    "本级人民代表大会或其常务委员会批准后20日内",
    "信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定。",
    "在启动拟征收土地工作时，在拟征收土地所在的乡镇和村、村民小组范围内公告至少30日",
    "每季度的首个月20日（集体财务往来较多的，财务收支情况应每月公布一次）",
    "①《听证通知书》在组织听证7个工作日前予以公开；②其他听证公开内容为依申请公开",
];

const BODIES: &[&str] = &[
    "市教育局",
    "市人力资源和社会保障局",
    "市卫生健康委员会",
    "乡镇人民政府",
    "虞山街道办事处",
    "大英县公安局回马派出所",
    "石羊镇中心学校",
    "白沙镇公共服务办公室",
    "区党工委组织人社局",
    "采购人或者其委托的采购代理机构",
    "县级以上地方人民政府住房和城乡建设主管部门",
    "国有土地上房屋征收与补偿办公室",
];

const TITLES: &[&str] = &[
    "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    "《国务院办公厅关于印发〈甲领域试点工作方案〉的通知》（国办发〔2017〕1号）",
    "《民政部关于印发<特困人员认定办法>的通知》",
    "《中华人民共和国土地管理法》第四十七条第一款",
    "《甲条例》等法律法规和文件规定",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, rng_seed: RngSeed::Fixed(2020), ..ProptestConfig::default() })]

    #[test]
    fn dirt_within_limits_changes_nothing(text in prop::sample::select(LIMITS.to_vec()), dirt in dirt()) {
        prop_assert_eq!(time_limit::parse(&dirty(text, &dirt)), time_limit::parse(text));
    }

    #[test]
    fn dirt_within_bodies_changes_nothing(bodies in prop::sample::subsequence(BODIES.to_vec(), 1..4), dirt in dirt()) {
        let text = bodies.join("、");
        prop_assert_eq!(subject::parse(&dirty(&text, &dirt)), subject::parse(&text));
    }

    #[test]
    fn dirt_within_titles_changes_nothing(titles in prop::sample::subsequence(TITLES.to_vec(), 1..4), between in 0..4_usize, dirt in dirt()) {
        let text = titles.join(["", "、", "；", "\n"][between]);
        let understood = |text: &str| -> Vec<_> {
            citation::parse(text).into_iter().map(|citation| (citation.title, citation.number, citation.articles)).collect()
        };
        prop_assert_eq!(understood(&dirty(&text, &dirt)), understood(&text));
    }

    #[test]
    fn dirt_within_names_of_channels_changes_nothing(picks in prop::collection::vec((0..3_usize, any::<prop::sample::Index>()), 1..6), dirt in dirt()) {
        let channels = &knowledge::load().channels;
        let names: Vec<&String> = channels.standard.iter().flat_map(|channel| channel.aliases.iter().chain([&channel.name])).collect();
        let marked: String = picks.iter().map(|(mark, name)| format!("{}{} ", ["■", "□", "▲"][*mark], name.get(&names))).collect();
        let plain = picks.iter().map(|(_, name)| name.get(&names).as_str()).collect::<Vec<_>>().join("；");
        for text in [marked, plain] {
            let read = |text: &str| channel::parse(text, &Legend::default(), knowledge::load());
            prop_assert_eq!(read(&dirty(&text, &dirt)), read(&text));
        }
    }

    #[test]
    fn dirt_within_words_for_ticks_changes_nothing(index in 0..3_usize, dirt in dirt()) {
        let audience = ["全社会", "特定群众", "特定群体（请写明）"][index];
        prop_assert_eq!(audience::words(&dirty(audience, &dirt), &place()), audience::words(audience, &place()));
        let method = ["主动公开", "依申请公开", "主动公开、依申请公开"][index];
        prop_assert_eq!(method::words(&dirty(method, &dirt), &place()), method::words(method, &place()));
        let tier = ["乡、村级", "设区市级", "县（市、区）级、镇（街道）级"][index];
        prop_assert_eq!(tiers::words(&dirty(tier, &dirt), &place()), tiers::words(tier, &place()));
    }
}
