//! What starts the clock: the words before a number, `自信息形成或者变更之日起`.

use crate::model::{Start, Trigger};

/// The start of a limit.
pub(super) struct Begin {
    /// The information it is for, when the words name a part.
    pub(super) scope: Option<String>,
    pub(super) trigger: Trigger,
    pub(super) start: Start,
}

/// What the words before a number say; none when they are not understood.
pub(super) fn parse(text: &str) -> Option<Begin> {
    if text.chars().any(|c| c.is_ascii_digit()) || text.contains("工作日") || text.contains("小时") || text.chars().count() > 60 {
        return None;
    }
    let text = without_ending(text.trim_matches('，'), &["应当在", "应在", "应当", "应", "须在", "须", "在", "于"]);
    let mut unlimited = text;
    // 最迟不超过
    while let Some(before) =
        ["不得超过", "不超过", "不迟于", "不晚于", "最迟", "至迟", "最晚"].iter().find_map(|word| unlimited.strip_suffix(word))
    {
        unlimited = before;
    }
    let (words, marked) = match ["之日起的", "之日起", "之日", "日起", "起", "之后的", "以后的", "后的", "之后", "以后", "后"]
        .iter()
        .find_map(|mark| unlimited.strip_suffix(mark))
    {
        Some(words) => (words, true),
        // 信息形成个20个工作日: a stray 个.
        None => (unlimited.strip_suffix('个').unwrap_or(unlimited), false),
    };
    let (before, event) = at_connector(words);
    let before = plain_scope(before)?;
    if event.is_empty() {
        let nothing = !marked && before.is_none();
        return nothing.then_some(Begin { scope: None, trigger: Trigger::None, start: Start::None });
    }
    let (inner, trigger) = classify(event)?;
    if !marked && matches!(trigger, Trigger::Event(_)) {
        return None;
    }
    let start = if marked { Start::Said } else { Start::Missing };
    Some(Begin { scope: before.or(inner), trigger, start })
}

/// The words before 自, 在 …, and those behind: 结果信息 | 信息形成或者变更.
fn at_connector(text: &str) -> (&str, &str) {
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let before = &text[..at];
        let connects = match c {
            // 自然资源, 自治, 自主 …
            '自' => !behind.starts_with(['然', '治', '主', '行', '愿', '查', '建', '身']),
            '从' => !behind.starts_with(['业', '事']),
            // 所在地, 现在, 存在, 在线, 在册 …
            '在' => !behind.starts_with(['线', '册', '建', '校', '职', '编']) && !before.ends_with(['所', '现', '存', '正']),
            '于' => !before.ends_with(['关', '由', '对', '至', '属', '位', '鉴', '用', '基', '等']),
            _ => false,
        };
        if connects {
            return (before, behind);
        }
    }
    ("", text)
}

/// The information a limit is for, without the verb before the connector; `Some(None)` when it is any.
fn plain_scope(text: &str) -> Option<Option<String>> {
    let text = without_ending(text.trim_start_matches("其中"), &["应当", "应", "须", "需", "要", "的"]);
    if is_any_information(text) {
        return Some(None);
    }
    // A single character is what is left of a word.
    let plain = (2..=40).contains(&text.chars().count()) && !text.contains(['，', '。', '；']);
    plain.then(|| Some(text.to_owned()))
}

/// What kind of event words name, and the information they are said of.
fn classify(text: &str) -> Option<(Option<String>, Trigger)> {
    let text = text.trim_matches('，').trim_start_matches(['自', '从']);
    if let Some(trigger) = released(text).or_else(|| decided(text)) {
        return Some(trigger);
    }
    if let Some(subject) = formed(text) {
        // 行政处罚决定形成 is a decision made.
        return Some(if subject.ends_with("决定") { decision(subject) } else { (plain_scope(subject)?, Trigger::FormedOrChanged) });
    }
    if let Some(before) = made(text) {
        return Some((plain_scope(before)?, Trigger::MadeOrObtained));
    }
    let received = text.strip_prefix("收到").or_else(|| text.strip_prefix("接到"));
    let trigger = match received {
        Some(what) if what.contains("批准") || what.contains("批复") => Trigger::ReceivedApproval,
        Some(what) if what.ends_with("申请") || what.ends_with("申请书") || what.ends_with("申请材料") => {
            Trigger::ReceivedApplication
        }
        _ if text.ends_with("批准") => Trigger::Approved,
        _ if text.ends_with("批复") => Trigger::Replied,
        _ if text.contains("调查") && (text.ends_with("结束") || text.ends_with("完成")) => Trigger::SurveyDone,
        _ => Trigger::Event(text.to_owned()),
    };
    let named =
        text.chars().count() >= 2 && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '《' | '》' | '（' | '）' | '、' | '“' | '”'));
    named.then_some((None, trigger))
}

/// 印发, 下发至本单位, 下达.
fn released(text: &str) -> Option<(Option<String>, Trigger)> {
    let at = ["印发", "下发", "下达"].iter().filter_map(|word| text.rfind(word).map(|at| at + word.len())).max()?;
    let to = &text[at..];
    (to.is_empty() || to.starts_with(['至', '到', '给'])).then_some((None, Trigger::Released))
}

/// 作出决定, 决定作出; a decision of a kind is what the limit is for.
fn decided(text: &str) -> Option<(Option<String>, Trigger)> {
    let words = ["作出", "做出"];
    let subject =
        words.iter().find_map(|word| text.strip_prefix(word)).or_else(|| words.iter().find_map(|word| text.strip_suffix(word)))?;
    subject.ends_with("决定").then(|| decision(subject))
}

fn decision(subject: &str) -> (Option<String>, Trigger) {
    let any = matches!(subject, "决定" | "行政决定" | "执法决定" | "行政执法决定" | "该决定");
    ((!any).then(|| subject.to_owned()), Trigger::DecisionMade)
}

/// What is formed or changed: `信息形成或者变更`, `信息形成（变更）`, `信息获取（形成、变更）`.
fn formed(text: &str) -> Option<&str> {
    let mut subject = text;
    let mut is_formed = false;
    loop {
        if let Some(rest) = ["形成", "产生", "生成", "变更"].iter().find_map(|word| subject.strip_suffix(word)) {
            is_formed = true;
            subject = rest;
        } else if let Some(rest) =
            ["获取", "或者", "或", "、", "（", "）", "和", "及", "/"].iter().find_map(|word| subject.strip_suffix(word))
        {
            subject = rest;
        } else {
            return is_formed.then_some(subject);
        }
    }
}

/// What stands before `制定或获取信息`, `制作或者获取该信息`, `信息制作或获取`.
fn made(text: &str) -> Option<&str> {
    let at = ["制定", "制作"].iter().filter_map(|word| text.find(word)).min()?;
    let object = &text[at + "制定".len()..];
    let object = object.trim_start_matches(['或', '者', '、', '和', '（', '/']);
    let object = object.strip_prefix("获取")?;
    (object.chars().count() <= 20 && !object.contains(['，', '（'])).then_some(&text[..at])
}

/// Words that name any information: the row's own.
fn is_any_information(text: &str) -> bool {
    let text = text.trim_start_matches(['该', '本', '各']);
    matches!(
        text,
        "" | "信息"
            | "政府信息"
            | "政务信息"
            | "公开信息"
            | "公开事项"
            | "公开事项信息"
            | "事项信息"
            | "项信息"
            | "事项"
            | "相关信息"
            | "有关信息"
            | "公开内容"
            | "信息公开"
    )
}

/// A text without the first of these endings.
fn without_ending<'a>(text: &'a str, endings: &[&str]) -> &'a str {
    endings.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text)
}
