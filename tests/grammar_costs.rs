//! What the grammars cost: on the worst cells a workbook can hold, and (figures only) on an honest list.

use mulu::knowledge;
use mulu::model::Tier;
use mulu::parse::legend::Legend;
use mulu::parse::{audience, channel, citation, content, method, subject, tiers, time_limit};
use mulu::place::{Located, Place};

/// Signs and words that make a grammar look further.
const SIGNS: &[&str] = &[
    "《",
    "》",
    "〈",
    "〉",
    "<",
    "（",
    "）",
    "(",
    "〔",
    "[",
    "【",
    "“",
    "、",
    "；",
    "。",
    "\n",
    " ",
    "：",
    "/",
    "1.",
    "①",
    "（一）",
    "1",
    "2019",
    "二十",
    "个",
    "自",
    "在",
    "公示",
    "每",
    "满",
    "延长",
    "另有规定的",
    "■",
    "□",
    "口",
    "R",
    "政府网站",
    "发布会/听证会",
    "其他",
    "注：",
    "级",
    "局",
    "和",
    "关于",
    "条例",
    "号",
    "令",
    "第",
    "第一条",
    "關",
    "𠀀",
    "〔*",
];

fn place() -> Place {
    Place::file("甲.yaml")
}

fn cell(text: &str) -> Located<String> {
    Located::new(text.to_owned(), place())
}

/// The longest cell a workbook can hold, in the shapes that cost most.
#[test]
fn hostile_cells_cost_little() {
    let shapes = [
        "（《",
        "《（",
        "局、",
        "局 ",
        "甲、",
        "甲 ",
        "注：",
        "；注：",
        "（；注：",
        "口政府网站",
        "〔20",
        "第一条、",
        "1年",
        "公示1日",
        "1日，",
        "满1年",
        "级、",
        "全社会；",
        "〈＜",
        "信息形成后，",
    ];
    for token in SIGNS.iter().copied().chain(shapes) {
        let text = token.repeat(32_767 / token.chars().count());
        let short: String = text.chars().take(600).collect();
        timed(token, "time limit", || drop(time_limit::parse(&text)));
        timed(token, "short time limit", || drop(time_limit::parse(&short)));
        timed(token, "citation", || drop(citation::parse(&text)));
        timed(token, "balance", || drop(mulu::model::brackets::unbalanced(&text)));
        timed(token, "content", || drop(content::parse(&text, &Legend::default())));
        timed(token, "subject", || drop(subject::parse(&text)));
        timed(token, "channel", || drop(channel::parse(&text, &Legend::default(), knowledge::load())));
        timed(token, "audience", || drop(audience::words(&text, &place())));
        timed(token, "method", || drop(method::words(&text, &place())));
        timed(token, "tiers", || drop(tiers::words(&text, &place())));
    }
}

/// Fails when a grammar works on one cell for longer than a person waits. Half a second is usual here at most; the machine may be busy.
fn timed(token: &str, grammar: &str, parse: impl FnOnce()) {
    let started = std::time::Instant::now();
    parse();
    assert!(started.elapsed().as_secs() < 5, "{token:?} {grammar}: {:?}", started.elapsed());
}

/// Figures, not judged: `cargo test --test grammar_costs -- --ignored --nocapture`.
#[test]
#[ignore = "prints figures"]
fn figures_of_twenty_thousand_rows() {
    let boxes = "■政府网站 □政府公报 ■两微一端 □发布会/听证会 □广播电视 □纸质媒体 ■公开查阅点 □政务服务中心 □便民服务站 □入户/现场 ■社区/企事业单位/村公示栏（电子屏） □精准推送 □其他";
    let basis = "《中华人民共和国政府信息公开条例》（国务院令第711号）、《社会救助暂行办法》（国务院令第649号）、《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）";
    let elements = "1.事项名称；2.设定依据；3.申请条件；4.办理材料；5.办理地点；6.办理时间、联系电话；7.办理流程；8.办理期限";
    let run = |name: &str, parse: &dyn Fn()| {
        let cpu = || std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse::<u64>().ok();
        let (started, cpu_before) = (std::time::Instant::now(), cpu());
        (0..20_000).for_each(|_| parse());
        let worked = cpu().zip(cpu_before).map(|(after, before)| std::time::Duration::from_nanos(after - before));
        println!("{name}: {:?}, of it on the processor {worked:?}", started.elapsed());
    };
    run("time_limit", &|| drop(time_limit::parse("自信息形成或者变更之日起20个工作日内予以公开")));
    run("citation", &|| drop(citation::parse(basis)));
    run("unbalanced", &|| drop(mulu::model::brackets::unbalanced(basis)));
    run("content", &|| drop(content::parse(elements, &Legend::default())));
    run("channel", &|| drop(channel::parse(boxes, &Legend::default(), knowledge::load())));
    run("subject", &|| drop(subject::parse("市教育局、各镇人民政府（街道办事处）")));
    run("ticks", &|| {
        drop(audience::columns(Some(cell("√")), Some(cell(""))));
        drop(method::columns(Some(cell("√")), Some(cell(""))));
        drop(tiers::columns(vec![(Tier::City, cell("√")), (Tier::Town, cell("√"))]));
    });
}
