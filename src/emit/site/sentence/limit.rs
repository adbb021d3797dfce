//! A time limit as part of a sentence: `自信息形成或者变更之日起20个工作日内，`, and what is said behind it of single parts of the information.

use crate::model::{Item, Limit, Segment, Trigger, Unit};

/// What a sentence says of 公开时限.
pub(super) enum Told {
    /// Words of its own.
    Words {
        /// Before the channels, with its comma; empty when every limit is for a part of the information.
        when: String,
        /// Sentences behind.
        more: String,
    },
    /// As the cell has it.
    Quoted(String),
    /// Nothing stands there.
    Missing,
}

/// One limit in words.
enum Phrase {
    /// By when: `20个工作日内`.
    When(String),
    /// In which manner: `及时`.
    How(&'static str),
    /// How long it hangs, when it is taken down, by what it is extended.
    Beside(String),
}

/// What is added to a limit that nothing starts.
const NO_START: &str = "（没有写明从何时起算）";

/// Says an item's limits; quotes them all where one of them cannot be said, or where the cell has other words for it.
pub(super) fn said(item: &Item) -> Told {
    let limit = &item.time_limit;
    if limit.text.trim().is_empty() && limit.value.segments.is_empty() {
        return Told::Missing;
    }
    let told = if limit.value.segments.is_empty() { None } else { words(&limit.value.segments) };
    let Some((when, mut more)) = told else { return Told::Quoted(limit.text.clone()) };
    if limit.value.exception {
        more.push_str("法律、法规另有规定的，从其规定。");
    }
    let printed = format!("{when}。{more}。{}", limit.value.remarks.join("。"));
    if bare(&limit.text) != bare(&printed.replace(NO_START, "")) {
        return Told::Quoted(limit.text.clone());
    }
    let remarks: Vec<String> = limit.value.remarks.iter().map(|remark| super::quoted(remark)).collect();
    if !remarks.is_empty() {
        more.push_str(&format!("公开时限中还写有{}。", remarks.join("、")));
    }
    Told::Words { when, more }
}

/// The words alone: without marks and blanks, and without what only joins them to a sentence (`自`, `予以公开`).
fn bare(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let part = |part: &str| {
        let part = ["自", "在", "其中"].iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part);
        let ends = ["予以公开", "进行公开", "向社会公开", "公开"];
        ends.iter().find_map(|word| part.strip_suffix(word)).unwrap_or(part).replace("或者", "或")
    };
    text.split(|c: char| !c.is_alphanumeric()).map(part).collect()
}

/// What stands before the channels, and the sentences behind.
fn words(segments: &[Segment]) -> Option<(String, String)> {
    let mut when: Option<String> = None;
    let mut parts: Vec<String> = Vec::new();
    let mut beside: Vec<String> = Vec::new();
    for segment in segments {
        let phrase = phrase(&segment.limit)?;
        match (&segment.scope, phrase) {
            (None, Phrase::Beside(words)) => beside.push(words),
            (Some(scope), Phrase::Beside(words)) => parts.push(format!("{}{words}", super::short(scope))),
            (Some(scope), Phrase::When(words)) => parts.push(format!("{}：{words}公开", super::short(scope))),
            (Some(scope), Phrase::How(words)) => parts.push(format!("{}：{words}公开", super::short(scope))),
            // Two limits for the same information: which of them holds, nobody can say.
            (None, Phrase::When(_) | Phrase::How(_)) if when.is_some() => return None,
            (None, Phrase::When(words)) => when = Some(format!("{words}，")),
            (None, Phrase::How(words)) => when = Some(words.to_owned()),
        }
    }
    let mut more = String::new();
    if !parts.is_empty() {
        let among = if when.is_some() { "其中，" } else { "" };
        more.push_str(&format!("{among}{}。", parts.join("；")));
    }
    if !beside.is_empty() {
        more.push_str(&format!("{}。", beside.join("，")));
    }
    Some((when.unwrap_or_default(), more))
}

fn phrase(limit: &Limit) -> Option<Phrase> {
    Some(match limit {
        Limit::Within { n, unit, trigger } => Phrase::When(within(&amount(*n, *unit), trigger)),
        Limit::Before { n, unit, event } if event.is_empty() => Phrase::When(format!("提前{}", amount(*n, *unit))),
        Limit::Before { n, unit, event } => Phrase::When(format!("在{event}前{}", amount(*n, *unit))),
        Limit::OnEvent { event } => Phrase::When(at(event)),
        Limit::ByDate { month, day: Some(day) } => Phrase::When(format!("在每年{month}月{day}日前")),
        Limit::ByDate { month, day: None } => Phrase::When(format!("在每年{month}月底前")),
        Limit::Periodic { every, on: None } => Phrase::How(periodic(*every)?),
        Limit::Periodic { every: Unit::Month, on: Some(day) } => Phrase::When(format!("在每月{day}日")),
        // 每季度的首个月20日: the month is not kept.
        Limit::Periodic { on: Some(_), .. } => return None,
        Limit::RealTime => Phrase::How("实时"),
        Limit::Prompt { event: None } => Phrase::How("及时"),
        Limit::Prompt { event: Some(event) } => Phrase::When(format!("{}及时", at(event))),
        Limit::AsProgress => Phrase::How("按进展情况及时"),
        Limit::AnyTime => Phrase::How("随时"),
        Limit::LongTerm { dynamic: true } => Phrase::How("长期（动态调整）"),
        Limit::LongTerm { dynamic: false } => Phrase::How("长期"),
        Limit::Display { n, unit } => Phrase::Beside(format!("公示不少于{}", amount(*n, *unit))),
        Limit::Retain { n, unit } => Phrase::Beside(format!("满{}停止公示", amount(*n, *unit))),
        Limit::Extension { n, unit } => Phrase::Beside(format!("可以延长{}", amount(*n, *unit))),
        Limit::OnRequest | Limit::SameAsAbove => return None,
    })
}

fn within(amount: &str, trigger: &Trigger) -> String {
    let start = match trigger {
        Trigger::FormedOrChanged => "信息形成或者变更",
        Trigger::MadeOrObtained => "制作或者获取信息",
        Trigger::DecisionMade => "作出决定",
        Trigger::Approved => "批准",
        Trigger::Replied => "批复",
        Trigger::ReceivedApproval => "收到批准文件",
        Trigger::ReceivedApplication => "收到申请",
        Trigger::SurveyDone => "调查结束",
        Trigger::Released => "印发、下达",
        Trigger::Event(event) => event,
        Trigger::None => return format!("在{amount}内{NO_START}"),
    };
    format!("自{start}之日起{amount}内")
}

fn amount(n: u32, unit: Unit) -> String {
    match unit {
        Unit::Hour => format!("{n}小时"),
        Unit::WorkingDay => format!("{n}个工作日"),
        Unit::Day => format!("{n}日"),
        Unit::Week => format!("{n}周"),
        Unit::Month => format!("{n}个月"),
        Unit::Quarter => format!("{n}个季度"),
        Unit::HalfYear if n == 1 => "半年".to_owned(),
        Unit::HalfYear => format!("{n}个半年"),
        Unit::Year => format!("{n}年"),
    }
}

fn periodic(every: Unit) -> Option<&'static str> {
    Some(match every {
        Unit::Hour => return None,
        Unit::WorkingDay => "每个工作日",
        Unit::Day => "每日",
        Unit::Week => "每周",
        Unit::Month => "每月",
        Unit::Quarter => "每季度",
        Unit::HalfYear => "每半年",
        Unit::Year => "每年",
    })
}

/// `在开学前`; words that begin with what connects them stay as they are: `随采购公告`.
fn at(event: &str) -> String {
    let connected = event.starts_with(['在', '随', '于', '自', '与', '同', '按', '每', '经', '从']);
    if connected { event.to_owned() } else { format!("在{event}") }
}
