//! Every way published catalogs write their channels, and what it means.

use super::{Marks, parse};
use crate::knowledge;
use crate::model::{Mark, print};

const BOARD: &str = "社区/企事业单位/村公示栏（电子屏）";

/// Channels as `standard` or `?name`, a note behind `=`.
fn read(text: &str) -> Vec<String> {
    let shown = |channel: crate::model::Channel| {
        let name = channel.standard.unwrap_or_else(|| format!("?{}", channel.name));
        channel.note.map_or(name.clone(), |note| format!("{name}={note}"))
    };
    parse(text, Marks::Chosen, knowledge::load()).into_iter().map(shown).collect()
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
        ("■政府网站、两微一端 □广播电视", &["政府网站", "两微一端"]),
        ("■政府网站 两微一端", &["政府网站", "两微一端"]),
        ("■政府网站 两微一端 □广播电视", &["?政府网站两微一端"]),
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
        ("■部门网站", &["?部门网站"]),
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
        ("政府网站；微信公众号、公示栏等", &["政府网站", "?微信公众号", BOARD]),
        ("政府网站/财政部门网站公开", &["政府网站", "?财政部门网站公开"]),
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
            &["政府公报", "政府网站", "?新闻发布会", "?报刊", "?广播", "?电视或其他便于公众知晓的方式"],
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
        let once = parse(text, Marks::Chosen, knowledge::load());
        assert_eq!(parse(&print::channels(&once), Marks::Chosen, knowledge::load()), once, "{text}");
    }
}

#[test]
fn required_and_optional() {
    let read = parse("■政府网站 □两微一端 □其他：公众号", Marks::RequiredOrOptional, knowledge::load());
    let marks: Vec<_> = read.iter().map(|channel| (channel.name.as_str(), channel.mark)).collect();
    assert_eq!(marks, [("政府网站", Mark::Required), ("两微一端", Mark::Optional), ("其他", Mark::Optional)]);
    assert_eq!(parse(&print::channels(&read), Marks::RequiredOrOptional, knowledge::load()), read);
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
