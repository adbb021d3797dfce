//! The sentence of awkward items.

use super::{Telling, sentence};
use crate::emit::State;
use crate::model::item::{Audience, Given, Item, Method, Slot};
use crate::model::{Channel, Citation, Limit, Mark, Segment, Start, TimeLimit, Trigger, Unit};
use crate::place::{Located, Place};

const FORMED: Limit = Limit::Within { n: 20, unit: Unit::WorkingDay, trigger: Trigger::FormedOrChanged };

fn at() -> Place {
    Place::file("a.yaml")
}

fn said(words: &str) -> Option<Located<String>> {
    Some(Located::new(words.to_owned(), at()))
}

fn limits(text: &str, segments: Vec<(Option<&str>, Limit)>) -> Slot<TimeLimit> {
    let segment = |(scope, limit): (Option<&str>, Limit)| Segment { scope: scope.map(str::to_owned), limit, start: Start::Said };
    let segments = segments.into_iter().map(segment).collect();
    Slot::given(text, TimeLimit { segments, exception: false, remarks: Vec::new() }, at())
}

fn bodies(bodies: &[&str]) -> Slot<std::sync::Arc<[String]>> {
    Slot::given(bodies.join("、"), bodies.iter().map(|body| (*body).to_owned()).collect(), at())
}

fn channel(name: &str, note: Option<&str>, mark: Mark) -> Channel {
    Channel { name: name.to_owned(), standard: Some(name.to_owned()), note: note.map(str::to_owned), mark }
}

fn citation(text: &str, title: &str, articles: Option<&str>) -> Citation {
    Citation { text: text.to_owned(), title: title.to_owned(), number: None, articles: articles.map(str::to_owned) }
}

/// 低保审批结果, as in the best of lists.
fn whole() -> Item {
    let mut item = Item::blank(&at(), Given::Blank);
    item.name = Slot::given("低保审批结果", "低保审批结果".to_owned(), at());
    item.subject = bodies(&["乡镇人民政府"]);
    item.time_limit = limits("自信息形成或者变更之日起20个工作日内予以公开", vec![(None, FORMED)]);
    let channels = [channel("政府网站", None, Mark::Used), channel("村公示栏", None, Mark::Used)];
    item.channels = Slot::given("■政府网站■村公示栏", channels.into(), at());
    item.audience = Slot::given("√", Audience { everyone: said("√"), specific: None }, at());
    item.method = Slot::given("√", Method { active: said("√"), on_request: None }, at());
    item.basis = Slot::given("《社会救助暂行办法》", vec![citation("《社会救助暂行办法》", "社会救助暂行办法", None)], at());
    item
}

/// The sentence of the whole item with one thing otherwise.
fn told(change: impl FnOnce(&mut Item)) -> String {
    let mut item = whole();
    change(&mut item);
    sentence(&item, Telling { state: State::Final })
}

#[test]
fn a_whole_item_is_one_sentence_and_its_ground() {
    let sentence = told(|_| ());
    assert_eq!(
        sentence,
        "乡镇人民政府应当自信息形成或者变更之日起20个工作日内，通过政府网站、村公示栏，向全社会主动公开“低保审批结果”。依据：《社会救助暂行办法》。"
    );
}

#[test]
fn limits_are_said_by_their_type() {
    let within = |n, unit, trigger| Limit::Within { n, unit, trigger };
    for (limit, words) in [
        (within(7, Unit::WorkingDay, Trigger::None), "应当在7个工作日内（没有写明从何时起算），通过"),
        (within(24, Unit::Hour, Trigger::DecisionMade), "应当自作出决定之日起24小时内，通过"),
        (within(10, Unit::Day, Trigger::Event("分配结果确定".to_owned())), "应当自分配结果确定之日起10日内，通过"),
        (within(1, Unit::HalfYear, Trigger::Approved), "应当自批准之日起半年内，通过"),
        (Limit::Before { n: 20, unit: Unit::Day, event: "招标拍卖挂牌活动开始".to_owned() }, "应当在招标拍卖挂牌活动开始前20日，通过"),
        (Limit::Before { n: 1, unit: Unit::Week, event: String::new() }, "应当提前1周，通过"),
        (Limit::OnEvent { event: "开学前".to_owned() }, "应当在开学前，通过"),
        (Limit::OnEvent { event: "随采购公告".to_owned() }, "应当随采购公告，通过"),
        (Limit::ByDate { month: 1, day: Some(31) }, "应当在每年1月31日前，通过"),
        (Limit::ByDate { month: 3, day: None }, "应当在每年3月底前，通过"),
        (Limit::Periodic { every: Unit::Quarter, on: None }, "应当每季度通过"),
        (Limit::Periodic { every: Unit::Month, on: Some(20) }, "应当在每月20日，通过"),
        (Limit::RealTime, "应当实时通过"),
        (Limit::Prompt { event: None }, "应当及时通过"),
        (Limit::Prompt { event: Some("重大决策作出后".to_owned()) }, "应当在重大决策作出后及时，通过"),
        (Limit::AsProgress, "应当按进展情况及时通过"),
        (Limit::LongTerm { dynamic: true }, "应当长期（动态调整）通过"),
    ] {
        // The cell has the words the sentence has.
        let text = words.trim_start_matches("应当").trim_end_matches("通过").replace("（没有写明从何时起算）", "");
        let sentence = told(|item| item.time_limit = limits(&format!("{}公开", text.trim_end_matches('，')), vec![(None, limit)]));
        assert!(sentence.contains(words), "{words}: {sentence}");
    }
}

#[test]
fn the_usual_words_of_a_limit_stay_in_the_sentence() {
    for text in [
        "自信息形成或者变更之日起20个工作日内",
        "信息形成或变更之日起 20个工作日内予以公开。",
        "自信息形成或者变更之日起20个工作日内，\n予以公开；",
    ] {
        let sentence = told(|item| item.time_limit = limits(text, vec![(None, FORMED)]));
        assert!(sentence.contains("应当自信息形成或者变更之日起20个工作日内，通过") && !sentence.contains("写作"), "{text}: {sentence}");
    }
}

#[test]
fn a_limit_in_other_words_than_the_sentence_has_is_quoted() {
    let within = |n, trigger| Limit::Within { n, unit: Unit::WorkingDay, trigger };
    for (text, limit) in [
        ("征求意见期限不得少于30日", Limit::Display { n: 30, unit: Unit::Day }),
        ("公告期限为5个工作日", Limit::Display { n: 5, unit: Unit::WorkingDay }),
        ("公示7个工作日", Limit::Display { n: 7, unit: Unit::WorkingDay }),
        ("自信息形成之日起20个工作日内予以公开", FORMED),
        ("信息形成20个工作日内", FORMED),
        ("自制定或获取指南之日起10个工作日内", within(10, Trigger::MadeOrObtained)),
        ("本级人大或其常委会批准后20个工作日内", within(20, Trigger::Approved)),
    ] {
        let sentence = told(|item| item.time_limit = limits(text, vec![(None, limit)]));
        let start = "乡镇人民政府应当通过政府网站、村公示栏，";
        assert!(sentence.starts_with(start) && sentence.ends_with(&format!("。公开时限写作“{text}”。")), "{text}: {sentence}");
    }
}

#[test]
fn any_town_is_named_in_the_words_of_the_list() {
    for body in ["街道办事处", "乡人民政府", "镇人民政府", "乡镇便民服务中心", "乡镇人民政府（街道办事处）"]
    {
        let sentence = told(|item| item.subject = bodies(&[body]));
        assert!(sentence.starts_with(&format!("{body}应当")), "{sentence}");
    }
}

#[test]
fn a_channel_without_a_name_is_said_to_have_none() {
    let channels = [channel("政府网站", None, Mark::Used), channel("其他", None, Mark::Used)];
    let sentence = told(|item| item.channels.value = channels.into());
    assert!(sentence.contains("通过政府网站、其他渠道（清单没有写明名称），"), "{sentence}");
}

#[test]
fn what_is_not_understood_is_quoted() {
    for (limit, text) in [
        (vec![], "每年\n按规定"),
        (vec![(None, Limit::OnRequest)], "为依申请公开"),
        (vec![(None, FORMED), (None, Limit::RealTime)], "20个工作日内，实时公开"),
        (vec![(None, Limit::Periodic { every: Unit::Quarter, on: Some(20) })], "每季度的首个月20日"),
    ] {
        let sentence = told(|item| item.time_limit = limits(text, limit));
        let line = text.replace('\n', " ");
        assert!(
            sentence.starts_with("乡镇人民政府应当通过政府网站") && sentence.ends_with(&format!("公开时限写作“{line}”。")),
            "{sentence}"
        );
    }
    let sentence = told(|item| {
        item.channels = Slot::given("网上", Vec::new().into(), at());
        item.audience = Slot::given("有关人员", Audience::default(), at());
        item.method = Slot::given("其他", Method::default(), at());
        item.basis = Slot::given("有关规定", Vec::new(), at());
        item.time_limit.text = "长".repeat(200);
        item.time_limit.value.segments.clear();
    });
    let long = "长".repeat(80);
    let rest =
        format!("公开时限写作“{long}……”。公开渠道和载体写作“网上”。公开对象写作“有关人员”。公开方式写作“其他”。公开依据写作“有关规定”。");
    assert_eq!(sentence, format!("乡镇人民政府应当公开“低保审批结果”。{rest}"));
}

#[test]
fn several_limits_are_told_apart() {
    let decision = Limit::Within { n: 7, unit: Unit::WorkingDay, trigger: Trigger::DecisionMade };
    let sentence = told(|item| {
        item.time_limit = limits(
            "自信息形成或者变更之日起20个工作日内；行政许可、行政处罚：自作出决定之日起7个工作日内公开；公示不少于7日。法律法规另有规定的从其规定（特殊情况除外）",
            vec![(None, FORMED), (Some("行政许可、行政处罚"), decision.clone()), (None, Limit::Display { n: 7, unit: Unit::Day })],
        );
        item.time_limit.value.exception = true;
        item.time_limit.value.remarks = vec!["特殊情况除外".to_owned()];
    });
    let more = "其中，行政许可、行政处罚：自作出决定之日起7个工作日内公开。公示不少于7日。法律、法规另有规定的，从其规定。公开时限中还写有“特殊情况除外”。";
    assert!(sentence.contains(&format!("“低保审批结果”。{more}依据：")), "{sentence}");
    let sentence = told(|item| {
        item.time_limit = limits(
            "处罚决定外的内容：长期公开（动态调整）；处罚决定：自作出决定之日起7个工作日内",
            vec![(Some("处罚决定外的内容"), Limit::LongTerm { dynamic: true }), (Some("处罚决定"), decision)],
        );
    });
    let more = "处罚决定外的内容：长期（动态调整）公开；处罚决定：自作出决定之日起7个工作日内公开。";
    assert!(sentence.starts_with("乡镇人民政府应当通过") && sentence.contains(&format!("”。{more}")), "{sentence}");
}

#[test]
fn bodies_channels_audiences_and_methods_keep_their_words() {
    let sentence = told(|item| {
        item.subject = bodies(&["乡镇人民政府（街道办事处）", "市民政局", "街道办事处", "市民政局"]);
        let channels = [channel("政府网站", None, Mark::Required), channel("其他", Some("公示栏\n电子屏"), Mark::Optional)];
        item.channels.value = channels.into();
        item.audience.value = Audience { everyone: said("√"), specific: said("申请人") };
        item.method.value = Method { active: None, on_request: said("√") };
    });
    let start =
        "乡镇人民政府（街道办事处）、市民政局、街道办事处应当自信息形成或者变更之日起20个工作日内，通过政府网站（可选：公示栏 电子屏），";
    assert!(sentence.starts_with(&format!("{start}向全社会、特定群众（申请人）依申请公开“低保审批结果”。")), "{sentence}");
    let sentence = told(|item| {
        item.method.value = Method { active: said("√"), on_request: said("处罚决定书") };
        item.audience.value = Audience { everyone: None, specific: said("√") };
        item.channels.value = [channel("其他", None, Mark::Optional)].into();
        let citations = ["甲", "乙", "丙", "丁"].map(|title| citation(&format!("《{title}》第一条"), title, Some("第一条")));
        item.basis.value = citations.into();
    });
    let middle = "通过其他渠道（清单没有写明名称）（均为可选），向特定群众以主动公开、依申请公开（处罚决定书）两种方式公开“低保审批结果”。";
    assert!(sentence.ends_with(&format!("{middle}依据：《甲》第一条、《乙》第一条、《丙》第一条等4件。")), "{sentence}");
    let sentence = told(|item| item.basis.value = vec![citation("省政府令第3号", "省政府令第3号", None)]);
    assert!(sentence.ends_with("依据：省政府令第3号。"), "{sentence}");
}

#[test]
fn what_is_missing_is_named() {
    let blank = Item::blank(&at(), Given::Blank);
    let all = "二级事项、公开主体、公开时限、公开渠道和载体、公开对象、公开方式、公开依据";
    let of = |item: &Item, state| sentence(item, Telling { state });
    assert_eq!(of(&blank, State::Final), format!("应当公开。清单没有写明{all}。"));
    assert_eq!(of(&blank, State::Draft), format!("应当公开。【缺】没有写明{all}。"));
    let sentence = told(|item| item.subject = Slot::blank(at(), Given::Blank));
    assert!(sentence.starts_with("“低保审批结果”应当自信息"), "{sentence}");
    let sentence = told(|item| item.time_limit = Slot::blank(at(), Given::Blank));
    let start = "乡镇人民政府应当通过政府网站、村公示栏，向全社会主动公开“低保审批结果”。依据：《社会救助暂行办法》。";
    assert_eq!(sentence, format!("{start}清单没有写明公开时限。"));
}
