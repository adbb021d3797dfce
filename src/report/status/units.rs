//! The lines that name units: who is missing, late or has something to correct, each with what it is about.

use jiff::civil::Date;

use super::word;
use crate::model::milestone::{Awaits, Handed, Judged, Part, Standing, State, Unit};
use crate::report::text;
use crate::words::{Words, plural, say};

/// The lines of one milestone. Whoever is well is counted and not named.
pub(super) fn lines(judged: &Judged, awaits: Awaits, day: Date) -> Vec<Words> {
    match awaits {
        Awaits::Lists | Awaits::Towns => {
            let named = State::ALL.into_iter().filter_map(|state| standing_so(judged, state, awaits, day));
            named.chain(to_correct(judged)).collect()
        }
        Awaits::Catalogs | Awaits::Supplement => judged.units.iter().flat_map(|standing| together(standing, awaits, day)).collect(),
    }
}

/// `逾期未报（括号里是缺清单的领域）：市财政局（财政预决算）、…`.
fn standing_so(judged: &Judged, state: State, awaits: Awaits, day: Date) -> Option<Words> {
    if matches!(state, State::OnTime | State::HandedIn) {
        return None;
    }
    let units: Vec<Words> = judged.units.iter().filter(|unit| unit.state == state).map(|unit| with_parts(unit, day)).collect();
    if units.is_empty() {
        return None;
    }
    let (word, about, units) = (word(state, awaits), about(state, awaits), joined(&units));
    Some(say!(
        "{zh}{about_zh}：{units_zh}",
        "{en}{about_en}: {units_en}",
        zh = word.zh,
        en = word.en,
        about_zh = about.zh,
        about_en = about.en,
        units_zh = units.zh,
        units_en = units.en,
    ))
}

/// What stands in brackets behind the units.
fn about(state: State, awaits: Awaits) -> Words {
    match (state, awaits) {
        (state, Awaits::Lists) if is_missing(state) => {
            say!("（括号里是缺清单的领域）", " (the domains without a list in brackets)")
        }
        (state, Awaits::Towns) if is_missing(state) => say!("（还没有报送文件）", " (no file yet)"),
        (State::Late, _) => say!("（括号里是收到的日期）", " (the day it was received in brackets)"),
        (_, _) => Words { zh: String::new(), en: String::new() },
    }
}

/// A unit, with the parts that stand as badly as it does, then those that are late.
fn with_parts(standing: &Standing, day: Date) -> Words {
    let is_all = standing.parts.iter().all(|part| part.state == standing.state);
    let mut told: Vec<Words> = Vec::new();
    let mut more: Vec<Words> = Vec::new();
    if !(is_all && standing.state == State::Undated) {
        let worst = standing.parts.iter().filter(|part| part.state == standing.state);
        told.extend(worst.filter_map(|part| detail(part, standing.parts.len(), day)));
    }
    if standing.state != State::Late {
        let late = standing.parts.iter().filter(|part| part.state == State::Late);
        let late: Vec<Words> = late.filter_map(|part| detail(part, standing.parts.len(), day)).collect();
        more.extend(labelled(&word(State::Late, Awaits::Lists), &late));
    }
    if is_missing(standing.state) {
        let files: Vec<Words> = standing.without_items.iter().map(|file| same(text::line(file))).collect();
        more.extend(labelled(&say!("没有公开事项的清单", "lists without catalog items"), &files));
    }
    let told = if told.is_empty() { None } else { Some(joined(&told)) };
    let told: Vec<Words> = told.into_iter().chain(more).collect();
    in_brackets(name(&standing.unit), &told)
}

fn is_missing(state: State) -> bool {
    match state {
        State::Overdue | State::NotDue | State::Open => true,
        State::Late | State::Undated | State::OnTime | State::HandedIn => false,
    }
}

/// `需要修改：a.xlsx、b.xlsx`; nothing where there is nothing to name.
fn labelled(label: &Words, what: &[Words]) -> Option<Words> {
    let (zh, en) = (&label.zh, &label.en);
    let names = joined(what);
    (!what.is_empty()).then(|| say!("{zh}：{names_zh}", "{en}: {names_en}", names_zh = names.zh, names_en = names.en))
}

/// The domain of a part, and the day that matters: when a late one came, or one that was not there yet.
fn detail(part: &Part, parts: usize, day: Date) -> Option<Words> {
    let domain = part.domain.as_ref().map(|(_, name)| text::line(name));
    let received = part.files.iter().filter_map(|handed| handed.received).min();
    match (part.state, received) {
        (State::Late, Some(received)) => Some(match domain.filter(|_| parts > 1) {
            Some(domain) => same(format!("{domain} {received}")),
            None => same(received.to_string()),
        }),
        (state, Some(received)) if is_missing(state) && received > day => Some(match domain {
            Some(domain) => say!("{domain} {received} 才收到", "{domain} came only on {received}"),
            None => say!("{received} 才收到", "came only on {received}"),
        }),
        (_, _) => domain.map(same),
    }
}

/// `需要修改：市财政局（lists/a.xlsx 2 处错误）`.
fn to_correct(judged: &Judged) -> Option<Words> {
    let wrong = judged.units.iter().filter(|unit| unit.errors > 0);
    let files = |unit: &Standing| unit.to_correct().into_iter().map(with_errors).collect::<Vec<_>>();
    let units: Vec<Words> = wrong.map(|unit| in_brackets(name(&unit.unit), &[joined(&files(unit))])).collect();
    labelled(&say!("需要修改", "changes needed"), &units)
}

/// What there is to say of something all make together.
fn together(standing: &Standing, awaits: Awaits, day: Date) -> Vec<Words> {
    let (files, errors) = (|| standing.parts.iter().flat_map(|part| &part.files), standing.errors);
    let mut lines = Vec::new();
    if awaits == Awaits::Catalogs && errors > 0 {
        lines.push(say!("还有 {errors} 处错误，用 mulu check 逐条看", "{errors} error{s}, mulu check shows them", s = plural(errors)));
    }
    if awaits == Awaits::Supplement && files().next().is_none() {
        lines.push(say!("还没有补充目录的文件", "no file of the supplement yet"));
    }
    let dated = |handed: &Handed| Some(same(format!("{} {}", text::line(&handed.file), handed.received?)));
    let late: Vec<Words> = files().filter(|_| standing.state == State::Late).filter_map(dated).collect();
    let later: Vec<Words> = files().filter(|handed| !handed.was_there(day)).filter_map(dated).collect();
    let wrong: Vec<Words> = standing.to_correct().into_iter().map(with_errors).collect();
    if awaits == Awaits::Catalogs && is_missing(standing.state) && errors == 0 && files().next().is_none() {
        lines.push(say!("还没有报送的文件", "nothing was handed in yet"));
    }
    for (word, files) in [
        (say!("收到的日期", "received"), late),
        (say!("这一天以后才收到", "received only after that day"), later),
        (say!("需要修改", "changes needed"), wrong),
    ] {
        lines.extend(labelled(&word, &files));
    }
    lines
}

fn with_errors(handed: &Handed) -> Words {
    let (file, errors) = (text::line(&handed.file), handed.errors);
    say!("{file} {errors} 处错误", "{file} {errors} error{s}", s = plural(errors))
}

fn name(unit: &Unit) -> Words {
    match unit {
        Unit::Department(name) | Unit::Town(name) => same(text::line(name)),
        Unit::Project => say!("全部", "all together"),
    }
}

fn in_brackets(name: Words, what: &[Words]) -> Words {
    if what.is_empty() {
        return name;
    }
    let join = |lang: fn(&Words) -> &str, by: &str| what.iter().map(lang).collect::<Vec<_>>().join(by);
    let (zh, en) = (join(|words| &words.zh, "；"), join(|words| &words.en, "; "));
    Words { zh: format!("{}（{zh}）", name.zh), en: format!("{} ({en})", name.en) }
}

fn joined(words: &[Words]) -> Words {
    let join = |lang: fn(&Words) -> &str, by: &str| words.iter().map(lang).collect::<Vec<_>>().join(by);
    Words { zh: join(|words| &words.zh, "、"), en: join(|words| &words.en, ", ") }
}

/// What is the same in both languages: names and days.
fn same(text: String) -> Words {
    Words { zh: text.clone(), en: text }
}
