//! Time limits as rules compare them: with the 20 working days of article 26 and with the limits of statutes. Raises nothing.

use crate::knowledge::{LimitKind, LimitUnit, Seen, StatutoryLimit};
use crate::model::{Citation, Item, Limit, Segment, Trigger, Unit};
use crate::rules::ItemContext;

/// How a limit stands to a statute's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// It keeps to it, or nothing can be compared.
    Kept,
    /// It takes working days for days: the number is within the statute's, the time is not.
    WorkingDaysForDays,
    /// It is surely later, or hangs surely shorter.
    Broken,
}

/// Whether an item is disclosed without being asked, and only so.
pub(super) fn is_active_only(item: &Item) -> bool {
    item.method.value.active.is_some() && item.method.value.on_request.is_none()
}

/// Whether an item is given on request, and only so.
pub(super) fn is_on_request_only(item: &Item) -> bool {
    item.method.value.on_request.is_some() && item.method.value.active.is_none()
}

/// The levels of an item's name, the deepest last.
pub(super) fn levels(item: &Item) -> [&str; 3] {
    [&item.group.value, &item.name.value, &item.subname.value]
}

/// The statute's limit that an item breaks, or whose days it takes for working days, with the part of its limit that does.
pub(super) fn broken<'a>(context: &ItemContext<'a>, how: Against) -> Option<(&'a StatutoryLimit, &'a Segment)> {
    let item = context.item;
    if item.time_limit.value.segments.is_empty() || is_on_request_only(item) {
        return None;
    }
    let levels = levels(item);
    let limits = context.circumstances.knowledge.limits.iter();
    limits
        .filter(|statute| statute.seen == Seen::Text && statute.is_of(context.domain) && statute.is_named(&levels, &item.content.text))
        .find_map(|statute| {
            let worst = about(item, statute).into_iter().find(|segment| against(&segment.limit, statute) == how)?;
            (statute.since.as_str() <= context.circumstances.as_of.to_string().as_str()).then_some((statute, worst))
        })
}

/// The parts of an item's limit that are for a matter: those that name it, else those that name nothing.
pub(super) fn about<'a>(item: &'a Item, statute: &StatutoryLimit) -> Vec<&'a Segment> {
    let segments = &item.time_limit.value.segments;
    let named: Vec<&Segment> =
        segments.iter().filter(|segment| segment.scope.as_ref().is_some_and(|scope| statute.is_scope(scope))).collect();
    if named.is_empty() { segments.iter().filter(|segment| segment.scope.is_none()).collect() } else { named }
}

/// Days that any month has.
const DAYS_OF_MONTH: u32 = 28;

/// How a limit stands to a statute's. Only what holds in every season counts.
pub(super) fn against(limit: &Limit, statute: &StatutoryLimit) -> Against {
    let broken = |is: bool| if is { Against::Broken } else { Against::Kept };
    match (limit, statute.limit) {
        (Limit::Within { trigger: Trigger::ReceivedApplication, .. }, LimitKind::Within) => Against::Kept,
        (Limit::Within { n, unit: Unit::WorkingDay, .. }, LimitKind::Within) => match statute.unit {
            LimitUnit::WorkingDay => broken(*n > statute.n),
            LimitUnit::Day if *n > statute.n => Against::Broken,
            LimitUnit::Day if days_at_least(*n) > statute.n => Against::WorkingDaysForDays,
            LimitUnit::Day => Against::Kept,
        },
        (Limit::Within { n, unit, .. }, LimitKind::Within) => match statute.unit {
            LimitUnit::Day => broken(days(*n, *unit) > statute.n),
            LimitUnit::WorkingDay => broken(working_days_at_least(days(*n, *unit)) > statute.n),
        },
        (Limit::Display { n, unit: Unit::WorkingDay }, LimitKind::Displayed) => match statute.unit {
            LimitUnit::WorkingDay => broken(*n < statute.n),
            LimitUnit::Day => broken(days_at_most(*n) < statute.n),
        },
        (Limit::Display { n, unit }, LimitKind::Displayed) => match statute.unit {
            LimitUnit::Day => broken(days(*n, *unit) < statute.n),
            LimitUnit::WorkingDay => broken(days(*n, *unit) <= statute.n),
        },
        (
            Limit::Within { .. }
            | Limit::Before { .. }
            | Limit::OnEvent { .. }
            | Limit::ByDate { .. }
            | Limit::Periodic { .. }
            | Limit::RealTime
            | Limit::Prompt { .. }
            | Limit::AsProgress
            | Limit::AnyTime
            | Limit::LongTerm { .. }
            | Limit::Display { .. }
            | Limit::Retain { .. }
            | Limit::Extension { .. }
            | Limit::OnRequest
            | Limit::SameAsAbove,
            LimitKind::Within | LimitKind::Displayed,
        ) => Against::Kept,
    }
}

/// Calendar days of a number of units; the fewest of months and longer units.
pub(super) fn days(n: u32, unit: Unit) -> u32 {
    match unit {
        Unit::Hour => n / 24,
        Unit::WorkingDay => days_at_least(n),
        Unit::Day => n,
        Unit::Week => n.saturating_mul(7),
        Unit::Month => n.saturating_mul(DAYS_OF_MONTH),
        Unit::Quarter => n.saturating_mul(3 * DAYS_OF_MONTH),
        Unit::HalfYear => n.saturating_mul(6 * DAYS_OF_MONTH),
        Unit::Year => n.saturating_mul(365),
    }
}

/// Calendar days that so many working days take at the least: a weekend stands between every five.
fn days_at_least(working_days: u32) -> u32 {
    working_days.saturating_add(2 * (working_days / 5))
}

/// Calendar days that so many working days take at the most: with a weekend more and eight days of holidays.
fn days_at_most(working_days: u32) -> u32 {
    working_days.saturating_add(2 * (working_days / 5 + 1) + 8)
}

/// Working days that so many days have at the least: whole weeks, one of them a holiday.
pub(super) fn working_days_at_least(days: u32) -> u32 {
    ((days / 7) * 5).saturating_sub(5)
}

/// Whether a citation is a 法律, 行政法规 or 地方性法规, as far as its title tells: it ends in 法 or 条例. Only such may set a limit
/// later than article 26. 条例 of the Party are no 法规, and 《政府信息公开条例》 is the rule itself.
pub(super) fn may_say_otherwise(citation: &Citation) -> bool {
    let title = without_bracket(&citation.title);
    let is_regulation = title.ends_with("条例") && !title.ends_with("信息公开条例") && !title.starts_with("中国共产党");
    let is_law =
        title.ends_with('法') && !["办法", "方法", "执法", "司法", "普法", "做法", "违法"].iter().any(|word| title.ends_with(word));
    is_regulation || is_law
}

/// `…条例（试行）` → `…条例`.
fn without_bracket(title: &str) -> &str {
    let title = title.trim();
    if !title.ends_with(['）', ')']) {
        return title;
    }
    title.rfind(['（', '(']).map_or(title, |open| title[..open].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Against, against};
    use crate::knowledge::{self, StatutoryLimit};
    use crate::model::{Limit, Trigger, Unit};

    fn statute(key: &str) -> &'static StatutoryLimit {
        knowledge::load().limits.iter().find(|limit| limit.key == key).unwrap()
    }

    #[test]
    fn only_what_holds_in_every_season_breaks_a_statute() {
        for (key, n, unit, expected) in [
            ("department-budget", 20, Unit::Day, Against::Kept),
            ("department-budget", 21, Unit::Day, Against::Broken),
            ("department-budget", 1, Unit::Month, Against::Broken),
            ("department-budget", 2, Unit::Week, Against::Kept),
            ("department-budget", 14, Unit::WorkingDay, Against::Kept),
            ("department-budget", 15, Unit::WorkingDay, Against::WorkingDaysForDays),
            ("department-budget", 20, Unit::WorkingDay, Against::WorkingDaysForDays),
            ("department-budget", 21, Unit::WorkingDay, Against::Broken),
            ("procurement-result", 2, Unit::WorkingDay, Against::Kept),
            ("procurement-result", 3, Unit::WorkingDay, Against::Broken),
            // Two working days may be ten days in a week of holidays.
            ("procurement-result", 10, Unit::Day, Against::Kept),
            ("procurement-result", 20, Unit::Day, Against::Broken),
        ] {
            let limit = Limit::Within { n, unit, trigger: Trigger::FormedOrChanged };
            assert_eq!(against(&limit, statute(key)), expected, "{key} {n} {unit:?}");
        }
        for (key, n, unit, expected) in [
            ("planning-draft", 30, Unit::Day, Against::Kept),
            ("planning-draft", 29, Unit::Day, Against::Broken),
            ("planning-draft", 20, Unit::WorkingDay, Against::Kept),
            ("planning-draft", 10, Unit::WorkingDay, Against::Broken),
            ("land-announced-before", 10, Unit::WorkingDay, Against::Kept),
            ("land-announced-before", 10, Unit::Day, Against::Broken),
            ("land-announced-before", 14, Unit::Day, Against::Kept),
        ] {
            assert_eq!(against(&Limit::Display { n, unit }, statute(key)), expected, "{key} {n} {unit:?}");
        }
        let requested = Limit::Within { n: 30, unit: Unit::WorkingDay, trigger: Trigger::ReceivedApplication };
        assert_eq!(against(&requested, statute("department-budget")), Against::Kept);
    }
}
