//! How a project stands against its milestones, for people: who is on time, late or missing, and what is missing. Judges nothing.

use super::terminal::bold;
use super::{Style, text};
use crate::model::milestone::{Awaits, Judged, Progress, Standing, State, Unit};
use crate::words::{Lang, Words, plural, say};

pub mod json;
mod units;

/// Where the day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFrom {
    /// `--as-of`.
    Named,
    /// Today.
    Clock,
}

/// The order people are told of: what is well first.
const TOLD: [State; 7] = [State::OnTime, State::HandedIn, State::Undated, State::Late, State::Overdue, State::NotDue, State::Open];

/// Prints it.
#[must_use]
pub fn print(progress: &Progress, from: DayFrom, style: Style) -> String {
    let lang = style.lang;
    let day = progress.day;
    let as_of = match from {
        DayFrom::Named => say!("以 {day} 为准（--as-of）", "as of {day} (--as-of)"),
        DayFrom::Clock => say!("以今天 {day} 为准", "as of today, {day}"),
    };
    if progress.milestones.is_empty() {
        return format!("{}\n{}", as_of.in_lang(lang), none(lang));
    }
    let mut out = format!("{}\n{}\n", bold(verdict(progress).in_lang(lang), style), as_of.in_lang(lang));
    for (at, judged) in progress.milestones.iter().enumerate() {
        out += &format!("\n{}", milestone(at + 1, judged, progress, style));
    }
    out + "\n" + &totals(progress, style)
}

/// No milestones: what to write.
fn none(lang: Lang) -> String {
    let words = say!(
        "mulu.yaml 里没有写进度安排，看不出谁按时、谁逾期。请在 mulu.yaml 里加上 milestones，例如：",
        "mulu.yaml has no milestones, so nobody can be said to be on time or late; add them, such as:"
    );
    let all = say!("mulu init 新建的项目里，有一份完整的可以照抄。", "a project that mulu init makes has a whole set of them.");
    let example = "milestones:
  - {name: 确定完成26个领域市级政务公开事项, who: 26个试点领域市级主管部门, awaits: lists, due: 2020-11-13}
  - {name: 确定各镇（街道、开发区）政务公开事项, who: 各镇（街道、开发区）, awaits: towns, due: 2020-11-20}
";
    format!("{}\n\n{example}\n{}\n", words.in_lang(lang), all.in_lang(lang))
}

fn verdict(progress: &Progress) -> Words {
    let (overdue, late) = (progress.count(State::Overdue), progress.count(State::Late));
    match (overdue, late) {
        (0, 0) => say!("没有逾期", "nothing is overdue"),
        (overdue, 0) => say!("有逾期：逾期未报 {overdue}", "overdue: {overdue}"),
        (0, late) => say!("有逾期：逾期报送 {late}", "handed in late: {late}"),
        (overdue, late) => say!("有逾期：逾期报送 {late}，逾期未报 {overdue}", "overdue: {overdue}; handed in late: {late}"),
    }
}

fn milestone(number: usize, judged: &Judged, progress: &Progress, style: Style) -> String {
    let (lang, milestone) = (style.lang, &judged.milestone);
    let mut out = format!("{number}. {}\n", bold(&text::line(&milestone.name.value), style));
    let unsaid = say!("没有写", "nobody is named");
    let between = if lang == Lang::Zh { "、" } else { ", " };
    let who = milestone.who.iter().map(|who| text::line(who)).collect::<Vec<_>>().join(between);
    let who = if who.is_empty() { unsaid.in_lang(lang) } else { &who };
    let due = due(judged, progress);
    out += &line(&say!("{due_zh}；责任主体：{who}", "{due_en}; {who}", due_zh = due.zh, due_en = due.en), style);
    if let Some(note) = &milestone.note {
        let note = text::line(note);
        out += &line(&say!("说明：{note}", "note: {note}"), style);
    }
    match (milestone.awaits, judged.units.is_empty()) {
        (None, _) => out + &line(&say!("由人核对", "for a person to check"), style),
        (Some(awaits), true) => out + &line(&nobody(awaits), style),
        (Some(awaits), false) => {
            let counts = match judged.units.as_slice() {
                [Standing { unit: Unit::Project, state, .. }] => word(*state, awaits),
                _ => counts(|state| judged.count(state), judged.to_correct(), awaits),
            };
            let told: String = units::lines(judged, awaits, progress.day).iter().map(|words| line(words, style)).collect();
            out + &line(&counts, style) + &told
        }
    }
}

fn due(judged: &Judged, progress: &Progress) -> Words {
    let Some(due) = judged.milestone.due else { return say!("未定期限", "no due date") };
    let days = (due - progress.day).get_days();
    let (left, s) = (days.unsigned_abs(), plural(days.unsigned_abs() as usize));
    match days {
        0 => say!("{due} 到期（就在当天）", "due {due} (that very day)"),
        1.. => say!("{due} 到期（还有 {left} 天）", "due {due} (in {left} day{s})"),
        ..0 => say!("{due} 到期（已过 {left} 天）", "due {due} ({left} day{s} ago)"),
    }
}

/// Nobody is waited for.
fn nobody(awaits: Awaits) -> Words {
    match awaits {
        Awaits::Lists => {
            say!("mulu.yaml 的 departments 里没有负责领域的部门", "mulu.yaml lists no department with a domain under departments")
        }
        Awaits::Towns | Awaits::Catalogs | Awaits::Supplement => {
            say!("mulu.yaml 的 towns 里没有登记镇街", "mulu.yaml lists no town under towns")
        }
    }
}

/// `按时 17，逾期未报 2；需要修改 1`: only what there is.
fn counts(count: impl Fn(State) -> usize, to_correct: usize, awaits: Awaits) -> Words {
    let told: Vec<(Words, usize)> =
        TOLD.into_iter().map(|state| (word(state, awaits), count(state))).filter(|(_, count)| *count > 0).collect();
    let join =
        |lang: Lang, by: &str| told.iter().map(|(word, count)| format!("{} {count}", word.in_lang(lang))).collect::<Vec<_>>().join(by);
    let (zh, en) = (join(Lang::Zh, "，"), join(Lang::En, ", "));
    match to_correct {
        0 => Words { zh, en },
        _ => say!("{zh}；需要修改 {to_correct}", "{en}; changes needed {to_correct}"),
    }
}

/// What people call a state; catalogs are not handed in.
fn word(state: State, awaits: Awaits) -> Words {
    match (state, awaits) {
        (State::Overdue, Awaits::Catalogs) => say!("逾期未完成", "overdue"),
        (State::Open, Awaits::Catalogs) => say!("未完成", "not complete"),
        (State::Undated, Awaits::Catalogs) => say!("已完成（不知是哪一天）", "complete, since when is not known"),
        (State::OnTime, Awaits::Catalogs) => say!("按时完成", "complete in time"),
        (State::HandedIn, Awaits::Catalogs) => say!("已完成", "complete"),
        (State::Overdue, _) => say!("逾期未报", "overdue"),
        (State::Late, _) => say!("逾期报送", "late"),
        (State::NotDue, _) => say!("未到期", "not due yet"),
        (State::Open, _) => say!("未报送", "not handed in"),
        (State::Undated, _) => say!("已报送（未记收到日期）", "handed in, day not recorded"),
        (State::OnTime, _) => say!("按时", "on time"),
        (State::HandedIn, _) => say!("已报送", "handed in"),
    }
}

fn totals(progress: &Progress, style: Style) -> String {
    let lang = style.lang;
    let by_hand = progress.milestones.iter().filter(|judged| judged.milestone.awaits.is_none()).count();
    let (all, to_correct) = (progress.milestones.len(), progress.milestones.iter().map(Judged::to_correct).sum());
    let counts = counts(|state| progress.count(state), to_correct, Awaits::Lists);
    let (zh, en) = match counts.zh.as_str() {
        "" => Default::default(),
        _ => (format!("。{}", counts.zh), format!(": {}", counts.en)),
    };
    let words = say!(
        "合计：{all} 项任务，其中 {by_hand} 项由人核对{zh}",
        "in all {all} milestone{s}, {by_hand} for a person to check{en}",
        s = plural(all)
    );
    let mut out = format!("{}\n", words.in_lang(lang));
    if !progress.uncounted.is_empty() {
        let files = progress.uncounted.iter().map(|file| text::line(file)).collect::<Vec<_>>();
        let files = files.join(if lang == Lang::Zh { "、" } else { ", " });
        let words = say!(
            "没有算到任何单位名下（看不出是谁的，或者 mulu.yaml 里没有登记这个单位、领域）：{files}",
            "counted for nobody, as nothing says whose it is or mulu.yaml does not list that unit or domain: {files}"
        );
        out += &format!("{}\n", words.in_lang(lang));
    }
    out
}

/// How to record the day a file came, where that is missing.
#[must_use]
pub fn hint(progress: &Progress) -> Option<Words> {
    let judged = || progress.milestones.iter().filter(|judged| judged.milestone.awaits != Some(Awaits::Catalogs));
    let is_undated = judged().any(|judged| judged.count(State::Undated) > 0);
    is_undated.then(|| {
        say!(
            "收到的日期记在 mulu.yaml 的 files 里，如 {{path: lists/市教育局.xlsx, received: 2020-11-13}}",
            "record the day a file came under files in mulu.yaml, such as {{path: lists/市教育局.xlsx, received: 2020-11-13}}"
        )
    })
}

/// A line below a milestone, over as many as it takes.
fn line(words: &Words, style: Style) -> String {
    let folded = text::folded(words.in_lang(style.lang), style.width.saturating_sub(5));
    format!("   {}\n", folded.replace('\n', "\n     "))
}
