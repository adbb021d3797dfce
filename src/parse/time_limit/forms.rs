//! The forms a limit can have, each read at the start of a clause. Which form holds for the whole clause, `clause` decides.

use crate::model::{Limit, Segment, Start, Trigger, Unit};

use super::{noise, number, period, trigger};

/// A limit and the words behind it.
pub(super) struct Found<'a> {
    pub(super) segments: Vec<Segment>,
    pub(super) rest: &'a str,
    /// Whether the limit's words have plainly ended (内, 前, 公开), so that another limit may follow at once.
    pub(super) closed: bool,
}

/// How a clause may be read.
pub(super) enum Form {
    /// In one way.
    One(for<'a> fn(&'a str) -> Option<Found<'a>>),
    /// In a way for each of its numbers.
    Each(for<'a> fn(&'a str) -> Vec<Found<'a>>),
}

/// All forms; the first that accounts for the whole clause is taken.
pub(super) static ALL: &[Form] = &[
    Form::One(words),
    Form::One(extension),
    Form::One(retain),
    Form::One(display),
    Form::One(period::by_date),
    Form::One(period::periodic),
    Form::Each(before),
    Form::Each(within),
    Form::One(prompt),
    Form::One(on_event),
];

impl Form {
    /// What the start of a clause says in this form.
    pub(super) fn read<'a>(&self, clause: &'a str) -> Vec<Found<'a>> {
        match self {
            Self::One(read) => read(clause).into_iter().collect(),
            Self::Each(read) => read(clause),
        }
    }
}

/// What ends a publication.
pub(super) const STOPS: &[&str] = &["停止公示", "不再公示", "停止公开", "不再公开", "停止公布", "撤下", "撤回", "停止"];

/// What a long-term publication says of its upkeep.
pub(super) const DYNAMIC: &[&str] = &["动态调整", "动态更新", "实时更新", "适时更新", "及时更新", "动态管理"];

pub(super) fn segment(scope: Option<String>, limit: Limit) -> Segment {
    Segment { scope, limit, start: Start::None }
}

pub(super) fn found(scope: Option<String>, limit: Limit, rest: &str, closed: bool) -> Option<Found<'_>> {
    Some(Found { segments: vec![segment(scope, limit)], rest, closed })
}

/// The information words name: a short phrase without numbers; `Some(None)` for none.
pub(super) fn scope(text: &str) -> Option<Option<String>> {
    let text = ["应当", "应", "须", "需", "要", "为", "于", "在"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    if text.is_empty() {
        return Some(None);
    }
    let plain =
        (2..=40).contains(&text.chars().count()) && !text.chars().any(|c| c.is_ascii_digit()) && !text.contains(['，', '：', '（', '）']);
    (plain && !text.contains("工作日")).then(|| Some(text.to_owned()))
}

/// Limits that are words alone.
fn words(clause: &str) -> Option<Found<'_>> {
    if matches!(clause, "同上" | "同上一项" | "同上栏") {
        return found(None, Limit::SameAsAbove, "", true);
    }
    if let Some(before) = ["依申请公开", "依申请"].iter().find_map(|word| clause.strip_suffix(word)) {
        let before = ["属于", "属", "为", "系"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
        return found(scope(before)?, Limit::OnRequest, "", true);
    }
    let kept = clause.strip_prefix("保持").unwrap_or(clause);
    let long_term = Limit::LongTerm { dynamic: false };
    let known: &[(&str, Limit)] = &[
        ("长期", long_term.clone()),
        ("永久", long_term.clone()),
        ("常年", long_term),
        ("实时", Limit::RealTime),
        ("即时", Limit::RealTime),
        ("随时", Limit::AnyTime),
    ];
    let (word, limit) = known.iter().find(|(word, _)| kept.starts_with(word))?;
    let rest = &kept[word.len()..];
    let rest = ["公开", "公布", "公示", "发布", "更新"].iter().find_map(|verb| rest.strip_prefix(verb)).unwrap_or(rest);
    let mut found = found(None, limit.clone(), rest, false)?;
    // 长期公开并动态调整
    if let (Limit::LongTerm { dynamic }, Some(kept_up)) = (&mut found.segments[0].limit, rest.trim_start_matches('并').strip_prefix("动态"))
    {
        *dynamic = matches!(kept_up, "调整" | "更新");
        found.rest = if *dynamic { "" } else { rest };
    }
    Some(found)
}

/// `及时公开`, `重大决策作出后及时公开`, `按进展情况及时公开`.
fn prompt(clause: &str) -> Option<Found<'_>> {
    let (at, word) = ["及时", "第一时间"].iter().find_map(|word| Some((clause.find(word)?, *word)))?;
    let (before, rest) = (&clause[..at], &clause[at + word.len()..]);
    let before = if word == "及时" { before } else { before.strip_suffix('在').unwrap_or(before) };
    let rest = ["予以", "向社会", "主动", "进行"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let verb = ["公开", "公布", "公示", "发布", "更新"].iter().find_map(|verb| rest.strip_prefix(verb));
    let rest = verb.or((word == "第一时间" && rest.is_empty()).then_some(""))?;
    if ["按进展情况", "按照进展情况", "根据进展情况", "按进展", "按工作进展情况", "按进度"].contains(&before)
    {
        return found(None, Limit::AsProgress, rest, true);
    }
    if before.is_empty() || matches!(before, "应" | "应当") {
        return found(None, Limit::Prompt { event: None }, rest, true);
    }
    is_event(before).then(|| found(None, Limit::Prompt { event: Some(before.to_owned()) }, rest, true))?
}

/// `可延长7个工作日`, `延长不超过20个工作日`.
fn extension(clause: &str) -> Option<Found<'_>> {
    let at = clause.find("延长")?;
    let plain = at <= 60 && !clause[..at].chars().any(|c| c.is_ascii_digit() || c == '（');
    let rest = &clause[at + "延长".len()..];
    let rest = ["期限", "时限", "时间"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    let most = ["最长不得超过", "最长不超过", "不得超过", "不超过", "最多", "至多"];
    let rest = most.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let amount = number::leading(rest).filter(|_| plain)?;
    found(None, Limit::Extension { n: amount.n, unit: amount.unit }, &rest[amount.end..], true)
}

/// `公示满3年停止`, `自信息公开之日起届满3年不再公示`.
fn retain(clause: &str) -> Option<Found<'_>> {
    let at = clause.find('满')?;
    let amount = number::leading(&clause[at + '满'.len_utf8()..])?;
    let before = clause[..at].strip_suffix('届').unwrap_or(&clause[..at]).trim_matches('…');
    let behind = clause[at + '满'.len_utf8() + amount.end..].trim_matches('…');
    let stops = STOPS.iter().any(|stop| behind.ends_with(stop)) && !behind.chars().any(|c| c.is_ascii_digit() || c == '（');
    let from = ["之日起", "之日", "起", "后"].iter().find_map(|word| before.strip_suffix(word));
    let published = ["公示", "公开", "公布", "发布"];
    let shown = published.iter().find_map(|word| from.unwrap_or(before).strip_suffix(word));
    let from_publication = behind.is_empty() && from.is_some() && shown.is_some();
    if !stops && !from_publication {
        return None;
    }
    let before = shown.or(from).unwrap_or(before);
    let before = before.strip_suffix("自信息").or_else(|| before.strip_suffix('自')).unwrap_or(before).trim_matches('…');
    found(scope(before)?, Limit::Retain { n: amount.n, unit: amount.unit }, "", true)
}

/// `公示不少于30日`, `公示期7天`, `征求意见期限不得少于30日`: how long it hangs.
pub(super) fn display(clause: &str) -> Option<Found<'_>> {
    let words = ["公开征求意见", "征求意见", "公示", "公告", "公布", "展示", "张贴"];
    let (at, word) = words.iter().filter_map(|word| clause.find(word).map(|at| (at, *word))).min_by_key(|(at, _)| *at)?;
    let before = &clause[..at];
    let behind = &clause[at + word.len()..];
    let period = ["期限", "时间", "期间", "时长", "期"].iter().find_map(|word| behind.strip_prefix(word));
    let behind = period.unwrap_or(behind);
    let behind = ["应当", "应", "一般"].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
    let least = ["不得少于", "不少于", "不得低于", "不低于", "不得短于", "至少为", "至少", "为", "："]
        .iter()
        .find_map(|word| behind.strip_prefix(word));
    let behind = least.unwrap_or(behind);
    let amount = number::leading(behind)?;
    let rest = &behind[amount.end..];
    let rest = ["及以上", "以上"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    // 公布20个工作日内 is no display.
    let said = least.is_some() || period.is_some() || matches!(word, "公示" | "公告" | "展示" | "张贴");
    if !said || rest.starts_with(['内', '前', '起', '后']) {
        return None;
    }
    let limit = Limit::Display { n: amount.n, unit: amount.unit };
    if before.chars().count() > 2 && is_event(before) {
        let segments = vec![segment(None, Limit::OnEvent { event: before.to_owned() }), segment(None, limit)];
        return Some(Found { segments, rest, closed: true });
    }
    let scope = match before {
        "批前" | "批后" => Some(format!("{before}{word}")),
        before if noise::is_place(before) => None,
        before => scope(before)?,
    };
    found(scope, limit, rest, true)
}

/// `听证7个工作日前`, `提前一周发通知邀请`, `开始前20日发布`.
fn before(clause: &str) -> Vec<Found<'_>> {
    let read = |amount: number::Amount| {
        let (before, behind) = (&clause[..amount.start], &clause[amount.end..]);
        let Amounted { scope, event, rest } = if let Some(event) = before.strip_suffix("提前") {
            let notice =
                |c: &str| ["发通知", "通知", "邀请", "告知", "通告", "发"].iter().find_map(|word| c.strip_prefix(word)).map(str::len);
            let mut rest = behind;
            while let Some(length) = notice(rest) {
                rest = &rest[rest.len() - length..];
            }
            Amounted { scope: None, event, rest }
        } else if let Some(rest) = ["之前", "以前", "前"].iter().find_map(|word| behind.strip_prefix(word)) {
            let (scope, event) = before.split_once('在').unwrap_or(("", before));
            Amounted { scope: self::scope(scope)?, event, rest }.named()?
        } else {
            let event = before.strip_suffix("之前").or_else(|| before.strip_suffix('前')).filter(|_| !behind.starts_with('内'))?;
            Amounted { scope: None, event: event.strip_prefix('在').unwrap_or(event), rest: behind }.named()?
        };
        let plain = !event.chars().any(|c| c.is_ascii_digit() || matches!(c, '（' | '）' | '，'));
        plain.then(|| found(scope, Limit::Before { n: amount.n, unit: amount.unit, event: event.to_owned() }, rest, true))?
    };
    number::amounts(clause).filter_map(read).collect()
}

/// What stands around an amount.
struct Amounted<'a> {
    scope: Option<String>,
    event: &'a str,
    rest: &'a str,
}

impl Amounted<'_> {
    /// 20个工作日前 of nothing in particular may be a slip for 内.
    fn named(self) -> Option<Self> {
        (self.event.chars().count() >= 2).then_some(self)
    }
}

/// `自信息形成或者变更之日起20个工作日内`.
fn within(clause: &str) -> Vec<Found<'_>> {
    let read = |amount: number::Amount| {
        let behind = &clause[amount.end..];
        if behind.starts_with("前") || behind.starts_with("以前") || behind.starts_with("之前") {
            return None;
        }
        let ended = ["以内", "之内", "内"].iter().find_map(|word| behind.strip_prefix(word));
        let begin = trigger::parse(without_least(&clause[..amount.start]))?;
        let limit = Limit::Within { n: amount.n, unit: amount.unit, trigger: begin.trigger };
        let segments = vec![Segment { scope: begin.scope, limit, start: begin.start }];
        Some(Found { segments, rest: ended.unwrap_or(behind), closed: ended.is_some() })
    };
    number::amounts(clause).filter_map(read).collect()
}

/// `10至20个工作日内` ends with the later one.
fn without_least(before: &str) -> &str {
    let Some(least) = before.strip_suffix(['至', '到', '-', '—', '–', '~', '～']) else { return before };
    let bare = least.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() < least.len() { bare } else { before }
}

/// The form that most limits have, with what starts the clock and nothing behind but noise. No other form reads such a clause.
pub(super) fn usual(clause: &str) -> Option<Segment> {
    let found = within(clause).into_iter().next()?;
    let segment = found.segments.into_iter().next()?;
    let begins = matches!(&segment.limit, Limit::Within { trigger, .. } if *trigger != Trigger::None);
    (begins && noise::is_all(found.rest)).then_some(segment)
}

/// `报批前`, `在实地启动拟征收土地工作时`, `随采购公告公开`.
fn on_event(clause: &str) -> Option<Found<'_>> {
    let event = ["公开", "公布", "公示", "发布"].iter().find_map(|verb| clause.strip_suffix(verb)).unwrap_or(clause);
    let event = ["向社会", "予以", "即时", "即", "一并", "同步"].iter().find_map(|word| event.strip_suffix(word)).unwrap_or(event);
    let follows = event.starts_with('随') && !event.starts_with("随时") && event.chars().count() >= 3 && is_plain(event);
    (is_event(event) || follows).then(|| found(None, Limit::OnEvent { event: event.to_owned() }, "", true))?
}

/// Whether words name an event: …前, …后, …时, and not an adverb such as 及时.
fn is_event(text: &str) -> bool {
    let adverbs = [
        "及时", "随时", "实时", "即时", "按时", "准时", "适时", "定时", "临时", "平时", "届时", "小时", "同时", "今后", "然后", "最后",
        "随后", "先后", "目前", "当前", "此前", "先前", "提前", "日前", "年前", "事前",
    ];
    let bare = matches!(text, "以后" | "之后" | "以前" | "之前");
    text.ends_with(['前', '后', '时'])
        && text.chars().count() >= 2
        && !bare
        && is_plain(text)
        && !adverbs.iter().any(|adverb| text.ends_with(adverb))
}

/// A phrase without numbers and stops.
fn is_plain(text: &str) -> bool {
    let stops = |c: char| c.is_ascii_digit() || matches!(c, '，' | '：' | '（' | '）' | '；' | '。');
    text.chars().count() <= 40 && !text.chars().any(stops) && number::amounts(text).all(|amount| amount.unit != Unit::WorkingDay)
}
