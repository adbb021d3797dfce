//! Every wording seen in published catalogs, and what it means.

use super::parse;
use crate::model::{Limit, Segment, Start, Trigger};

/// A segment in short: `scope: within 20 WorkingDay FormedOrChanged`.
fn shown(segment: &Segment) -> String {
    let limit = match &segment.limit {
        Limit::Within { n, unit, trigger } => {
            let lost = if segment.start == Start::Missing { " (lost)" } else { "" };
            match trigger {
                Trigger::Event(event) => format!("within {n} {unit:?} after {event}{lost}"),
                trigger => format!("within {n} {unit:?} {trigger:?}{lost}"),
            }
        }
        Limit::Before { n, unit, event } => format!("{n} {unit:?} before {event}"),
        Limit::OnEvent { event } => format!("on {event}"),
        Limit::ByDate { month, day } => day.map_or(format!("by {month}/end"), |day| format!("by {month}/{day}")),
        Limit::Periodic { every, on } => on.map_or(format!("every {every:?}"), |on| format!("every {every:?} on {on}")),
        Limit::RealTime => "real time".to_owned(),
        Limit::Prompt { event } => event.as_ref().map_or("prompt".to_owned(), |event| format!("prompt {event}")),
        Limit::AsProgress => "as progress".to_owned(),
        Limit::AnyTime => "any time".to_owned(),
        Limit::LongTerm { dynamic } => if *dynamic { "long term, dynamic" } else { "long term" }.to_owned(),
        Limit::Display { n, unit } => format!("display {n} {unit:?}"),
        Limit::Retain { n, unit } => format!("retain {n} {unit:?}"),
        Limit::Extension { n, unit } => format!("extend {n} {unit:?}"),
        Limit::OnRequest => "on request".to_owned(),
        Limit::SameAsAbove => "same".to_owned(),
    };
    segment.scope.as_ref().map_or(limit.clone(), |scope| format!("{scope}: {limit}"))
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let limit = parse(text);
            let mut read: Vec<String> = limit.segments.iter().map(shown).collect();
            if limit.exception {
                read.push("except".to_owned());
            }
            read.extend(limit.remarks.iter().map(|remark| format!("beside {remark}")));
            (read != *expected).then(|| format!("{text}\n   read {read:?}\n   want {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FORMED: &[&str] = &["within 20 WorkingDay FormedOrChanged"];
const FORMED_LOST: &[&str] = &["within 20 WorkingDay FormedOrChanged (lost)"];

#[test]
fn formed_or_changed() {
    let cases: &[(&str, &[&str])] = &[
        ("自信息形成或者变更之日起20个工作日内予以公开", FORMED),
        ("信息形成或变更之日起20个工作日内", FORMED),
        ("信息形成或者变更之日起20个工作日内", FORMED),
        ("形成或者变更之日起20个工作日内予以公开", FORMED),
        ("公开事项信息形成或变更之日起20个工作日内公开", FORMED),
        ("自该政府信息形成或者变更之日起20个工作日内及时公开", FORMED),
        ("信息形成之日起20个工作日内", FORMED),
        ("自该信息形成或者变更之日起20个工作日内", FORMED),
        ("信息形成或者变更之日起20个工作日内予以公开；", FORMED),
        ("信息形成或者变更之日起20个工作日", FORMED),
        ("20个工作日（自该政府信息形成或者变更之日起）", FORMED),
        ("20个工作日(自该政府信息形成或者变更之日起)内", FORMED),
        ("信息形成之后20个工作日内", FORMED),
        ("信息形成后,20个工作日内公开内公开", FORMED),
        ("信息形成或变更之日起20工作日内", FORMED),
        ("自信息形成或者变更之日起20\n个工作日\n内予以\n公开", FORMED),
        ("自信息形\n成或者变\n更之日起\n20个工作\n日内予以\n公开", FORMED),
        ("信息形成或者变更之日起２０　个工作日内。", FORMED),
        ("自信息形成或者变更之日起二十个工作日内", FORMED),
        ("公开时限：自信息形成或者变更之日起20个工作日以内", FORMED),
        ("自信息形成或者变更之日起不超过20个工作日", FORMED),
        ("信息形成（变更）20个工作日内", FORMED_LOST),
        ("信息形成 20 个工作日内公开", FORMED_LOST),
        ("信息形成(變更)20個工作日內", FORMED_LOST),
        ("信息形成個20个工作日内公开", FORMED_LOST),
        ("信息获取（形成、变更）20个工作日内", FORMED_LOST),
        ("信息获取(形成变更)20个工作日内", FORMED_LOST),
        ("信息形成（变更）5个工作日内", &["within 5 WorkingDay FormedOrChanged (lost)"]),
        ("信息形成或變更之日起3個工作日內", &["within 3 WorkingDay FormedOrChanged"]),
        ("信息形成之日起7个工作日内", &["within 7 WorkingDay FormedOrChanged"]),
        ("信息形成后,7个工作日内公开(内公开)", &["within 7 WorkingDay FormedOrChanged"]),
        ("自信息形成或者变更之日起7个工作日内予以公开", &["within 7 WorkingDay FormedOrChanged"]),
        ("形成或者变更之日起30日内", &["within 30 Day FormedOrChanged"]),
        ("信息形成或者变更之日起20个工作日内在县政府网站公开", FORMED),
    ];
    check(cases);
}

#[test]
fn other_beginnings() {
    let cases: &[(&str, &[&str])] = &[
        ("制定或获取信息之日起10个工作日内", &["within 10 WorkingDay MadeOrObtained"]),
        ("自制作或获取该信息之日起20个工作日内公开", &["within 20 WorkingDay MadeOrObtained"]),
        ("制 定 或 获 取 信 息之日起10个工作日内", &["within 10 WorkingDay MadeOrObtained"]),
        ("制定或获取备案政策之日起10个工作日内", &["within 10 WorkingDay MadeOrObtained"]),
        ("制定或获取扶持补贴政策之日起10个工作日内", &["within 10 WorkingDay MadeOrObtained"]),
        ("制定或获取文件之日起10个工作日内", &["within 10 WorkingDay MadeOrObtained"]),
        ("制定或获取扶持政策措施之日起10个工作日内", &["within 10 WorkingDay MadeOrObtained"]),
        ("制定或获取指南之日起10个工作日内", &["within 10 WorkingDay MadeOrObtained"]),
        ("制作或获取信息之日起7个工作日内", &["within 7 WorkingDay MadeOrObtained"]),
        ("制作或者獲取信息之日起20個工作日內", &["within 20 WorkingDay MadeOrObtained"]),
        ("自收到申请之日起20个工作日内公开", &["within 20 WorkingDay ReceivedApplication"]),
        ("收到征地批准文件之日起10个工作日内公开。", &["within 10 WorkingDay ReceivedApproval"]),
        ("本级人民代表大会或其常务委员会批准后20日内", &["within 20 Day Approved"]),
        ("本级政府财政部门批复后20日内", &["within 20 Day Replied"]),
        ("人大会议批复后20日内", &["within 20 Day Replied"]),
        ("批后公布应在规划批准后20个工作日内向社会公布", &["批后公布: within 20 WorkingDay Approved"]),
        ("批后公布應在規劃批準後20個工作日內向社會公布", &["批后公布: within 20 WorkingDay Approved"]),
        ("信息形成(变更)下发至本单位20个工作日内", &["within 20 WorkingDay Released (lost)"]),
        ("资金分配结果下达15个工作日内", &["within 15 WorkingDay Released (lost)"]),
        ("分配结果确定后20个工作日内", &["within 20 WorkingDay after 分配结果确定"]),
        ("拟征收土地现状调查结束后5个工作日内,在村公示栏公开", &["within 5 WorkingDay SurveyDone"]),
        ("招标拍卖挂牌活动结束后10个工作日内公布", &["within 10 WorkingDay after 招标拍卖挂牌活动结束"]),
        ("作出行政决定之日起7个工作日內,法律法規另有規定的從其規定", &["within 7 WorkingDay DecisionMade", "except"]),
        ("行政处罚决定形成之日起20个工作日内", &["行政处罚决定: within 20 WorkingDay DecisionMade"]),
        ("自然资源部门批准后15日内", &["within 15 Day Approved"]),
        ("20个工作日", &["within 20 WorkingDay None"]),
        ("7个工作日", &["within 7 WorkingDay None"]),
        ("15个工作日内公开", &["within 15 WorkingDay None"]),
        ("5小时内", &["within 5 Hour None"]),
        ("1年", &["within 1 Year None"]),
        ("6个月", &["within 6 Month None"]),
        ("1个月", &["within 1 Month None"]),
        ("五年规划发布后20个工作日内", &["within 20 WorkingDay after 五年规划发布"]),
    ];
    check(cases);
}

#[test]
fn a_last_word_that_is_cut_changes_nothing() {
    let cases: &[(&str, &[&str])] = &[
        ("自信息形成或者变更之日起20个工作日内予以公", FORMED),
        ("自信息形成或者变更之日起20个工作日内公", FORMED),
        ("信息形成或变更之日起20个工作日内予", FORMED),
        ("信息形成或变更之日起20个工作日内予以", FORMED),
        ("实时公", &["real time"]),
        ("及时公", &["prompt"]),
    ];
    check(cases);
    for (text, missing) in
        [("20个工作日内予以公\n", Some("开")), ("20个工作日内予", Some("以公开")), ("20个工作日内公开", None), ("20个工作", None)]
    {
        assert_eq!(super::missing_end(text), missing, "{text}");
    }
}

#[test]
fn exceptions() {
    let except: &[&str] = &["within 20 WorkingDay FormedOrChanged", "except"];
    let cases: &[(&str, &[&str])] = &[
        ("信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定。", except),
        ("自政府信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的,从其规定", except),
        ("自该信息形成或者变更之日起20个工作日内予以公开，法律法规另有规定的除外。", except),
        ("自信息形成或者变更之日起20个工作日内（法律、行政法规另有规定的除外）", except),
        (
            "信息产生、变更之日起20个工作日内公开，保持长期公开（相关政策法规另有规定的应从其规定）",
            &["within 20 WorkingDay FormedOrChanged", "long term", "except"],
        ),
        ("自信息形成之日起20个工作日内，法律法规另有规定的", &["within 20 WorkingDay FormedOrChanged", "beside ，法律法规另有规定的"]),
        ("法律法规另有规定的，从其规定", &[]),
    ];
    check(cases);
}

#[test]
fn without_a_number() {
    let cases: &[(&str, &[&str])] = &[
        ("实时公开", &["real time"]),
        ("实时", &["real time"]),
        ("即时公开。", &["real time"]),
        ("及时公开", &["prompt"]),
        ("按进展情况及时公开", &["as progress"]),
        ("重大决策作出后及时公开", &["prompt 重大决策作出后"]),
        ("隨時公布", &["any time"]),
        ("长期", &["long term"]),
        ("永久公开", &["long term"]),
        ("长期公开(动态调整)", &["long term, dynamic"]),
        ("长期公开，动态调整", &["long term, dynamic"]),
        ("长期公开/随时公开", &["long term", "any time"]),
        ("同上", &["same"]),
        ("依申请公开", &["on request"]),
        ("在实地启动拟征收土地工作时,在村公示栏公开。", &["on 在实地启动拟征收土地工作时"]),
        ("随采购公告、采购文件公开", &["on 随采购公告、采购文件"]),
        ("随中标公示发布", &["on 随中标公示"]),
        ("报批前", &["on 报批前"]),
        ("开学前", &["on 开学前"]),
        ("批准后公开", &["on 批准后"]),
    ];
    check(cases);
}

#[test]
fn calendar_and_before() {
    let cases: &[(&str, &[&str])] = &[
        ("每年1月31日前", &["by 1/31"]),
        ("每年4月1日前", &["by 4/1"]),
        ("1月31日前", &["by 1/31"]),
        ("6月底前", &["by 6/end"]),
        ("每年1月31日前向社会公布", &["by 1/31"]),
        ("政府信息公开年度报告每年1月31日前公布", &["政府信息公开年度报告: by 1/31"]),
        ("半年至少更新1次", &["every HalfYear"]),
        ("按季度公开", &["every Quarter"]),
        ("每月公布一次", &["every Month"]),
        ("每年", &["every Year"]),
        ("每月10日前公开", &["every Month on 10"]),
        ("每季度的首個月20日", &["every Quarter on 20"]),
        (
            "每季度的首個月20日(集體財務往來較多的,財務收支情況應每月公布一次)",
            &["every Quarter on 20", "集体财务往来较多的，财务收支情况: every Month"],
        ),
        ("每年公开2次", &[]),
        ("提前一周发通知邀请", &["1 Week before "]),
        ("听证7个工作日前", &["7 WorkingDay before 听证"]),
        ("招标拍卖挂牌活动开始前20日发布", &["20 Day before 招标拍卖挂牌活动开始"]),
        (
            "①《听证通知书》在组织听证7个工作日前予以公开;②其他听证公开内容为依申请公开",
            &["《听证通知书》: 7 WorkingDay before 组织听证", "其他听证公开内容: on request"],
        ),
    ];
    check(cases);
}

#[test]
fn display_extension_and_retention() {
    let formed_10 = "within 10 WorkingDay MadeOrObtained";
    let cases: &[(&str, &[&str])] = &[
        ("公示不少于30日", &["display 30 Day"]),
        ("公示期7天", &["display 7 Day"]),
        ("批前公示時間不得少于30日", &["批前公示: display 30 Day"]),
        ("调查登记结束后公示期不得少于7日", &["on 调查登记结束后", "display 7 Day"]),
        ("分户评估结果公示期不得少于7日", &["分户评估结果: display 7 Day"]),
        ("及时公开，公告期限为5个工作日", &["prompt", "display 5 WorkingDay"]),
        ("制定或获取信息之日起10个工作日内,公示7个工作日", &[formed_10, "display 7 WorkingDay"]),
        ("制定或获取信息之日起10个工作日内公示7个工作日", &[formed_10, "display 7 WorkingDay"]),
        ("信息形成(变更)3个工作日内,公示时间不少于7个工作日", &["within 3 WorkingDay FormedOrChanged (lost)", "display 7 WorkingDay"]),
        (
            "信息形成或者变更之日起20个工作日内予以公开;征求意见期限不得少于30日",
            &["within 20 WorkingDay FormedOrChanged", "display 30 Day"],
        ),
        (
            "在启动拟征收土地工作时,在拟征收土地所在地的乡镇和村、村民小组范围内公告至少30日",
            &["on 在启动拟征收土地工作时", "display 30 Day"],
        ),
        (
            "作出决定之日起7个工作日内;情况复杂的,经本单位负责人批准,可延长7个工作日(涉及个人的,公示之日起届满3年,不再公示)",
            &["within 7 WorkingDay DecisionMade", "extend 7 WorkingDay", "涉及个人的: retain 3 Year"],
        ),
        (
            "作出决定之日起7个工作日内；可延长7个工作日（…涉及个人的…公示之日起届满3年…不再公示）",
            &["within 7 WorkingDay DecisionMade", "extend 7 WorkingDay", "涉及个人的: retain 3 Year"],
        ),
        ("自收到申请之日起20个工作日内，延长不超过20个工作日", &["within 20 WorkingDay ReceivedApplication", "extend 20 WorkingDay"]),
        ("自信息公开之日…满3年", &["retain 3 Year"]),
        ("公示满3年停止", &["retain 3 Year"]),
        ("满3年停止公示", &["retain 3 Year"]),
    ];
    check(cases);
}

#[test]
fn several_limits() {
    let cases: &[(&str, &[&str])] = &[
        (
            "1.除处罚决定外其他内容:长期公开(动态调整);2.处罚决定:20个工作日内。",
            &["除处罚决定外其他内容: long term, dynamic", "处罚决定: within 20 WorkingDay None"],
        ),
        (
            "1.除处罚决定外其他内容:长期公开(动态调整)\n2.处罚决\n定:20个工\n作日内",
            &["除处罚决定外其他内容: long term, dynamic", "处罚决定: within 20 WorkingDay None"],
        ),
        (
            "信息形成20个工作日内公开;其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示",
            &["within 20 WorkingDay FormedOrChanged (lost)", "行政许可、行政处罚事项: within 7 WorkingDay DecisionMade"],
        ),
        (
            "执法决定信息在决定作出之日起7个工作日内公开,其他相关信息形成或变更之日起20个工作日内公开",
            &["执法决定信息: within 7 WorkingDay DecisionMade", "其他相关信息: within 20 WorkingDay FormedOrChanged"],
        ),
        (
            "信息形成之日起20个工作日内;行政许可和行政处罚决定作出后7个工作日内",
            &["within 20 WorkingDay FormedOrChanged", "行政许可和行政处罚决定: within 7 WorkingDay DecisionMade"],
        ),
        (
            "制作或获取信息之日起20个工作日内(资金使用、案件办理、质量考核结果按季度公开)",
            &["within 20 WorkingDay MadeOrObtained", "资金使用、案件办理、质量考核结果: every Quarter"],
        ),
        (
            "自信息形成或者变更之日起20个工作日内予以公开；结果信息自信息形成或者变更之日起7个工作日内予以公开",
            &["within 20 WorkingDay FormedOrChanged", "结果信息: within 7 WorkingDay FormedOrChanged"],
        ),
        (
            "自信息形成或者变更之日起20个工作日内自作出行政决定之日起7个工作日内",
            &["within 20 WorkingDay FormedOrChanged", "within 7 WorkingDay DecisionMade"],
        ),
    ];
    check(cases);
}

#[test]
fn a_part_that_is_not_understood_is_kept_as_words() {
    let formed = "within 20 WorkingDay FormedOrChanged";
    let cases: &[(&str, &[&str])] = &[
        ("自信息形成或者变更之日起20个工作日内（特殊情况除外）", &[formed, "beside （特殊情况除外）"]),
        ("自信息形成或者变更之日起20个工作日内公开（法定节假日顺延）", &[formed, "beside （法定节假日顺延）"]),
        ("20个工作日内(自信息形成或者变更之日起)(特殊情况除外)", &[formed, "beside （特殊情况除外）"]),
        ("实时公开（涉密的除外）", &["real time", "beside （涉密的除外）"]),
        ("自信息形成之日起20个工作日内，另行通知", &[formed, "beside ，另行通知"]),
        ("信息形成或者变更之日起20个工作日内;征求意见期限不得少于30", &[formed, "beside 征求意见期限不得少于30"]),
        ("在启动拟征收土地工作时，在村民小组范围内公告至少30", &["on 在启动拟征收土地工作时", "beside ，在村民小组范围内公告至少30"]),
    ];
    check(cases);
    for (text, part) in [
        ("20个工作日内（特殊情况除外）", None),
        ("20个工作日内，另行通知", Some("，另行通知")),
        ("实时公开（7日内上墙）", Some("（7日内上墙）")),
    ] {
        assert_eq!(super::not_understood(&parse(text)), part, "{text}");
    }
}

#[test]
fn plain_limits_in_other_words() {
    let cases: &[(&str, &[&str])] = &[
        (
            "自信息形成或者变更之日起20个工作日内公开（突发事件信息24小时内公开）",
            &["within 20 WorkingDay FormedOrChanged", "突发事件信息: within 24 Hour FormedOrChanged"],
        ),
        (
            "自信息形成之日起20个工作日内，其中突发事件信息24小时内公开",
            &["within 20 WorkingDay FormedOrChanged", "突发事件信息: within 24 Hour FormedOrChanged"],
        ),
        ("在信息形成或者变更后的20个工作日内公开", FORMED),
        ("信息形成或者变更之日起10至20个工作日内", FORMED),
        ("自信息形成或者变更之日起10-20个工作日内公开", FORMED),
        ("实时公开，最迟不超过1个工作日", &["real time", "within 1 WorkingDay None"]),
        ("自信息形成之日起最迟不超过20个工作日", FORMED),
        ("每年1月1日至3月31日", &["by 3/31"]),
        ("每年1月1日至3月底公开", &["by 3/end"]),
        ("第一时间", &["prompt"]),
        ("第一时间公开", &["prompt"]),
        ("在第一时间向社会发布", &["prompt"]),
        ("事件发生后第一时间公开", &["prompt 事件发生后"]),
        ("第一时间办理", &[]),
    ];
    check(cases);
}

#[test]
fn what_does_not_begin_with_a_limit_gives_nothing() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        (" \n", &[]),
        ("。", &[]),
        ("待定", &[]),
        ("按规定公开", &[]),
        ("定期公开", &[]),
        ("20个工作", &[]),
        ("20个工作日内予以公自信息形成之日起7个工作日内", &[]),
        ("20个工作日前公开", &[]),
        ("0个工作日内", &[]),
        ("99999999999个工作日内", &[]),
        ("处罚决定20个工作日内", &[]),
        ("情况复杂的，经负责人批准", &[]),
        ("每年13月1日前", &[]),
        ("今后", &[]),
        ("公示时间20个工作日内", &[]),
        ("2020年5月1日起", &[]),
        ("政府网站", &[]),
        ("√", &[]),
    ];
    check(cases);
}
