//! How soon an item is published, for lists that show the nearest limits first.

use crate::model::{Limit, Slot, TimeLimit, Unit};

/// A figure that grows with the time: of several limits the nearest counts. What precedes an event comes first, what sets no time
/// last, and behind it what was not understood.
pub(super) fn key(limit: &Slot<TimeLimit>) -> (u8, u64) {
    let limits = limit.value.segments.iter().filter_map(|segment| of(&segment.limit));
    limits.min().unwrap_or(if limit.text.trim().is_empty() { (9, 1) } else { (9, 0) })
}

fn of(limit: &Limit) -> Option<(u8, u64)> {
    Some(match limit {
        Limit::RealTime => (0, 0),
        Limit::Before { n, unit, .. } => (1, hours(*n, *unit)),
        Limit::OnEvent { .. } => (2, 0),
        Limit::Within { n, unit, .. } => (3, hours(*n, *unit)),
        // A principle: article 26 of 《政府信息公开条例》 caps it at 20 working days.
        Limit::Prompt { .. } | Limit::AsProgress => (3, hours(20, Unit::WorkingDay)),
        Limit::Periodic { every, .. } => (3, hours(1, *every)),
        Limit::ByDate { .. } => (3, hours(1, Unit::Year)),
        Limit::AnyTime | Limit::LongTerm { .. } => (4, 0),
        Limit::Display { .. } | Limit::Retain { .. } | Limit::Extension { .. } | Limit::OnRequest | Limit::SameAsAbove => return None,
    })
}

/// Calendar hours; a working day is 7/5 of a day, a month 730 hours.
fn hours(n: u32, unit: Unit) -> u64 {
    let n = u64::from(n);
    match unit {
        Unit::Hour => n,
        Unit::WorkingDay => n * 24 * 7 / 5,
        Unit::Day => n * 24,
        Unit::Week => n * 24 * 7,
        Unit::Month => n * 730,
        Unit::Quarter => n * 730 * 3,
        Unit::HalfYear => n * 730 * 6,
        Unit::Year => n * 730 * 12,
    }
}

#[cfg(test)]
mod tests {
    use super::key;
    use crate::model::{Limit, Segment, Slot, Start, TimeLimit, Trigger, Unit};
    use crate::place::Place;

    #[test]
    fn nearest_limits_come_first() {
        let within = |n, unit| Limit::Within { n, unit, trigger: Trigger::FormedOrChanged };
        let display = Limit::Display { n: 1, unit: Unit::Day };
        let ordered = [
            vec![Limit::RealTime],
            vec![Limit::Before { n: 7, unit: Unit::Day, event: "听证".to_owned() }],
            vec![within(24, Unit::Hour)],
            vec![within(20, Unit::WorkingDay), within(3, Unit::WorkingDay)],
            vec![within(5, Unit::Day), display.clone()],
            vec![within(5, Unit::WorkingDay)],
            vec![Limit::Prompt { event: None }],
            vec![within(1, Unit::Month)],
            vec![Limit::Periodic { every: Unit::Quarter, on: None }],
            vec![Limit::LongTerm { dynamic: false }],
            vec![display],
        ];
        let keys = ordered.map(|limits| {
            let segments = limits.into_iter().map(|limit| Segment { scope: None, limit, start: Start::Said }).collect();
            key(&Slot::given("原文", TimeLimit { segments, exception: false, remarks: Vec::new() }, Place::file("a")))
        });
        assert!(keys.is_sorted(), "{keys:?}");
        assert!(keys[10] < key(&Slot::given(" ", TimeLimit::default(), Place::file("a"))));
    }
}
