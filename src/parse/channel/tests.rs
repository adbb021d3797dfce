//! Every way published catalogs write their channels, and what it means.

use super::parse;
use crate::knowledge;
use crate::model::{Channel, Mark, print};
use crate::parse::legend::Legend;

const BOARD: &str = "社区/企事业单位/村公示栏（电子屏）";

/// Channels as `standard` or `?name`, a note behind `=`.
fn read(text: &str) -> Vec<String> {
    parse(text, &Legend::default(), knowledge::load()).iter().map(shown).collect()
}

fn shown(channel: &Channel) -> String {
    let name = channel.standard.clone().unwrap_or_else(|| format!("?{}", channel.name));
    channel.note.as_ref().map_or(name.clone(), |note| format!("{name}={note}"))
}

#[test]
fn marked_lists() {
    let cases: &[(&str, &[&str])] = &[
        ("■政府网站", &["政府网站"]),
        ("■政府网站 □政府公报 ■两微一端", &["政府网站", "两微一端"]),
        ("■政府网站□政府公报■两微一端", &["政府网站", "两微一端"]),
        ("■ 政府网站\n□ 广播电视\n■发布会/听证会", &["政府网站", "发布会/听证会"]),
        ("■社区/企事业单位/村公示栏(电子屏) □精准推送", &[BOARD]),
        ("■社区/企事业单位、村公\n示栏（电子屏）", &[BOARD]),
        ("☑政府网站☐政府公报", &["政府网站"]),
        ("✔政府网站 √两微一端", &["政府网站", "两微一端"]),
        ("●政府网站◆政府公报▲两微一端", &["政府网站", "政府公报", "两微一端"]),
        ("▲政府网站□政府公报", &["政府网站"]),
        ("▄政府网站;口政府公报,▄两微一端:", &["政府网站", "两微一端"]),
        ("þ政府网站¨政府公报", &["政府网站"]),
        ("R政府网站£政府公报R两微一端", &["政府网站", "两微一端"]),
        ("■政府网站口政府公报□两微一端", &["政府网站"]),
        ("口政府网站 口政府公报", &[]),
        ("■政府网站 口网上大厅", &["政府网站"]),
        ("■服务窗口 □政府公报", &["?服务窗口"]),
        ("□政府网站□政府公报", &[]),
        ("□政府网站", &[]),
        ("1.■政府网站；2.□政府公报；3.■两微一端；4.□其他", &["政府网站", "两微一端"]),
        ("■政府网站、两微一端 □广播电视", &["政府网站", "两微一端"]),
        ("■政府网站 两微一端", &["政府网站", "两微一端"]),
        ("■政府网站 两微一端 □广播电视", &["政府网站"]),
        ("■政府网站两微一端 □广播电视", &["政府网站"]),
        ("■政府网站两微一端", &["政府网站", "两微一端"]),
        ("■政府网站和公示栏 □广播电视", &["政府网站", BOARD]),
        ("◆政府网站◇政府公报△广播电视", &["政府网站"]),
        ("■政府网站\u{fe0f}□政府公报", &["政府网站"]),
        ("R部门网站£政府公报", &["政府网站=部门网站"]),
        ("\u{f052}政府网站\u{f0a3}政府公报", &["政府网站"]),
        ("公开渠道：■政府网站 □政府公报", &["政府网站"]),
        ("政府网站 ■两微一端 □广播电视", &["两微一端"]),
        ("■政府网站■政府网站", &["政府网站"]),
        ("■", &[]),
        ("", &[]),
    ];
    check(cases);
}

#[test]
fn names_and_aliases() {
    let cases: &[(&str, &[&str])] = &[
        ("■政府服务中心■行政服务中心", &["政务服务中心", "政务服务中心"]),
        ("■纸质载体", &["纸质媒体"]),
        ("■入户/现场宣传", &["入户/现场"]),
        ("■发布会听证会", &["发布会/听证会"]),
        ("■村居/企事业单位公示栏(电子屏)", &[BOARD]),
        ("■县政府门户网站", &["政府网站"]),
        ("■铁力市政府网站", &["政府网站"]),
        ("■政府網站", &["政府网站"]),
        ("■情准推送", &["?情准推送"]),
        ("■征地信息公开平台", &["征地信息公开平台"]),
        ("■部门网站", &["政府网站=部门网站"]),
        ("■市教育局官方网站 ■学校网站", &["政府网站=市教育局官方网站", "?学校网站"]),
        ("■县司法局公众号 ■学校公众号", &["两微一端=县司法局公众号", "?学校公众号"]),
        ("■政府网站（双公示）", &["政府网站=双公示"]),
        ("■政府网站：专栏", &["政府网站=专栏"]),
    ];
    check(cases);
}

#[test]
fn plain_lists() {
    let cases: &[(&str, &[&str])] = &[
        ("政府网站", &["政府网站"]),
        ("政府网站、两微一端", &["政府网站", "两微一端"]),
        ("政府网站；微信公众号、公示栏等", &["政府网站", "两微一端", BOARD]),
        ("政府网站/财政部门网站公开", &["政府网站", "政府网站=财政部门网站"]),
        ("通过政府网站、公示栏等公开", &["政府网站", BOARD]),
        ("政府网站/两微一端/入户/现场", &["政府网站", "两微一端", "入户/现场"]),
        ("发布会/听证会、政府网站", &["发布会/听证会", "政府网站"]),
        ("政府网站 两微一端\n公开查阅点", &["政府网站", "两微一端", "公开查阅点"]),
        ("政府网站两微一端", &["政府网站", "两微一端"]),
        ("政府网站和公示栏", &["政府网站", BOARD]),
        ("社区/企事业单位/村公示栏（电子屏）、精准推送", &[BOARD, "精准推送"]),
        ("1.政府网站 2.两微一端", &["政府网站", "两微一端"]),
        ("1.政府网站;2.其他", &["政府网站", "其他"]),
        ("入户/现场", &["入户/现场"]),
        ("政府网站。", &["政府网站"]),
        (
            "政府公报、政府网站、新闻发布会、报刊、广播、电视或其他便于公众知晓的方式",
            &["政府公报", "政府网站", "发布会/听证会", "纸质媒体", "广播电视", "广播电视", "其他=便于公众知晓的方式"],
        ),
        ("同上", &["?同上"]),
    ];
    check(cases);
}

#[test]
fn other_with_its_text() {
    let cases: &[(&str, &[&str])] = &[
        ("■其他", &["其他"]),
        ("■其他_", &["其他"]),
        ("■其他：____", &["其他"]),
        ("■其他（请注明）", &["其他"]),
        ("■其他:办税服务厅", &["其他=办税服务厅"]),
        ("其他：办税服务厅", &["其他=办税服务厅"]),
        ("■其他法律服务网", &["其他=法律服务网"]),
        ("■其他_部门网站_", &["其他=部门网站"]),
        ("■其他（部门网站）", &["其他=部门网站"]),
        ("■政府网站□其他   基层公共服务平台", &["政府网站", "其他=基层公共服务平台"]),
        ("■政府网站□其他", &["政府网站"]),
        ("■政府网站□其他_", &["政府网站"]),
        ("■政府网站□其他：", &["政府网站"]),
        ("政府网站、其他：办税服务厅、大厅，两微一端", &["政府网站", "其他=办税服务厅、大厅", "两微一端"]),
        (
            "■政府网站\n■其他法律服务网\n注：有关公开信息可推送至本省级法律服务网。",
            &["政府网站", "其他=法律服务网（注：有关公开信息可推送至本省级法律服务网。）"],
        ),
        ("■政府网站□其他\n注：可推送", &["政府网站=注：可推送"]),
        ("■其他\n注：可推送", &["其他=注：可推送"]),
    ];
    check(cases);
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, channels) in cases {
        assert_eq!(read(text), *channels, "{text}");
        let once = parse(text, &Legend::default(), knowledge::load());
        assert_eq!(parse(&print::channels(&once), &Legend::default(), knowledge::load()), once, "{text}");
    }
}

#[test]
fn web_addresses() {
    let cases: &[(&str, &[&str])] = &[
        ("政府网站：http://www.example.gov.cn/zwgk/", &["政府网站=http://www.example.gov.cn/zwgk/"]),
        ("■政府网站 http://www.example.gov.cn/zwgk/ □政府公报", &["政府网站=http://www.example.gov.cn/zwgk/"]),
        ("政府网站 http://www.example.gov.cn/zwgk/、公示栏", &["政府网站=http://www.example.gov.cn/zwgk/", BOARD]),
        ("http://www.example.gov.cn/zwgk/1.html", &["?http://www.example.gov.cn/zwgk/1.html"]),
    ];
    check(cases);
}

#[test]
fn names_that_lost_their_mark() {
    for (text, taken, channels, lost) in [
        // Every ■ is lost: what has no □ was chosen.
        ("政府网站 □政府公报  两微一端 □其他", true, vec!["政府网站", "两微一端"], vec!["政府网站", "两微一端"]),
        ("□政府公报 □广播电视  政府网站\n两微一端", true, vec!["政府网站", "两微一端"], vec!["政府网站", "两微一端"]),
        ("■政府网站两微一端", true, vec!["政府网站", "两微一端"], vec!["两微一端"]),
        // Which mark is lost nobody knows.
        ("■政府网站 政府公报 □两微一端", false, vec!["政府网站"], vec!["政府公报"]),
        ("政府公报 ■政府网站 □两微一端", false, vec!["政府网站"], vec!["政府公报"]),
        ("■政府网站 □政府公报  两微一端", false, vec!["政府网站"], vec!["两微一端"]),
        ("■政府网站 办事窗口 □政府公报", false, vec!["政府网站"], vec!["办事窗口"]),
        // Nothing is lost.
        ("□政府网站□政府公报", false, vec![], vec![]),
        ("□县 政府公报 □两微一端", false, vec![], vec![]),
        ("■政府网站 两微一端", false, vec!["政府网站", "两微一端"], vec![]),
        ("■政府网站、政府公报 □两微一端、广播电视", false, vec!["政府网站", "政府公报"], vec![]),
    ] {
        let read = super::read(text, &Legend::default(), knowledge::load());
        assert_eq!(read.channels.iter().map(|channel| channel.name.as_str()).collect::<Vec<_>>(), channels, "{text}");
        assert_eq!(read.unmarked.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), lost, "{text}");
        assert!(read.unmarked.iter().all(|name| name.taken == taken), "{text}");
    }
}

#[test]
fn damaged_marks_are_told() {
    for (text, damaged) in [
        ("R政府网站£政府公报", "R£"),
        ("■政府网站口政府公报", "口"),
        ("▄政府网站;口政府公报", "▄口"),
        ("þ政府网站¨政府公报", "þ¨"),
        ("■政府网站□政府公报", ""),
        ("■服务窗口", ""),
        ("政府网站", ""),
    ] {
        let read = super::read(text, &Legend::default(), knowledge::load());
        assert_eq!(read.damaged.iter().map(|(sign, _)| *sign).collect::<String>(), damaged, "{text}");
    }
}

#[test]
fn damaged_marks_are_mended_where_the_cell_then_says_the_same() {
    for (text, mended) in [
        ("R政府网站£政府公报", "■政府网站□政府公报"),
        ("■政府网站口政府公报", "■政府网站□政府公报"),
        ("口政府网站 口政府公报", "□政府网站 □政府公报"),
        ("▄政府网站;口政府公报", "■政府网站;□政府公报"),
        ("R部门网站¨政府公报£窗口服务", "■部门网站□政府公报□窗口服务"),
        // With □ beside it the second 口 would be one, too.
        ("口政府网站 口碑推荐", "口政府网站 口碑推荐"),
        ("■服务窗口 □政府公报", "■服务窗口 □政府公报"),
    ] {
        let read = super::read(text, &Legend::default(), knowledge::load());
        assert_eq!(crate::diagnostic::Edit::apply(&read.mends, text), mended);
    }
}

#[test]
fn marks_with_a_meaning_of_their_own() {
    let legend = Legend::read("“■”表示批准前和实施中公开，“▲”表示批准后公开").unwrap();
    for (text, channels) in [
        ("■政府网站 ▲政府公报 □广播电视", vec!["政府网站=批准前和实施中公开", "政府公报=批准后公开"]),
        ("■▲政府网站 ▲公开查阅点", vec!["政府网站=批准前和实施中公开、批准后公开", "公开查阅点=批准后公开"]),
        ("■政府网站、公开查阅点", vec!["政府网站=批准前和实施中公开", "公开查阅点=批准前和实施中公开"]),
        ("▲政府网站（双公示）", vec!["政府网站=双公示（批准后公开）"]),
        ("▲其他：征地信息公开平台", vec!["其他=征地信息公开平台（批准后公开）"]),
        ("■政府网站▲政府网站", vec!["政府网站=批准前和实施中公开", "政府网站=批准后公开"]),
        ("■政府网站（批准后公开）", vec!["政府网站=批准后公开"]),
    ] {
        let read = parse(text, &legend, knowledge::load());
        assert_eq!(read.iter().map(shown).collect::<Vec<_>>(), channels, "{text}");
        // Printed, each says its meaning in words.
        for legend in [&legend, &Legend::default()] {
            assert_eq!(parse(&print::channels(&read), legend, knowledge::load()), read, "{text}");
        }
    }
    assert_eq!(parse("政府网站", &legend, knowledge::load()).iter().map(shown).collect::<Vec<_>>(), ["政府网站"]);
    // Without the legend both marks choose.
    let read = parse("■政府网站 ▲政府公报", &Legend::default(), knowledge::load());
    assert_eq!(read.iter().map(shown).collect::<Vec<_>>(), ["政府网站", "政府公报"]);
}

#[test]
fn required_and_optional() {
    let read = parse("■政府网站 □两微一端 □其他：公众号", &Legend::required_or_optional(), knowledge::load());
    let marks: Vec<_> = read.iter().map(|channel| (channel.name.as_str(), channel.mark)).collect();
    assert_eq!(marks, [("政府网站", Mark::Required), ("两微一端", Mark::Optional), ("其他", Mark::Optional)]);
    assert_eq!(parse(&print::channels(&read), &Legend::required_or_optional(), knowledge::load()), read);
}

#[test]
fn the_table_is_written_as_names_are_compared() {
    let channels = &knowledge::load().channels;
    assert_eq!(channels.standard.len(), 13);
    let standard = channels.standard.iter().flat_map(|channel| channel.aliases.iter().chain([&channel.name]));
    for name in standard.chain(channels.extra.iter().map(|channel| &channel.name)) {
        assert!(!name.contains([' ', '(', ')', '／']), "{name}");
    }
}
