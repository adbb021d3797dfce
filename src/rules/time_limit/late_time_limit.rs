//! 主动公开 later than 20 working days (《政府信息公开条例》第二十六条), where no law or regulation in the row can say otherwise.
//! Judges working days only: how many of them calendar days or months are depends on the season.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Trigger, Unit};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::limits::{self, Against, may_say_otherwise};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("late-time-limit", Family::TimeLimit, Severity::Error, Allow::May, include_str!("late_time_limit.md"));

/// Working days of article 26.
const LIMIT_WORKING_DAYS: u32 = 20;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let method = &item.method.value;
    if method.active.is_none() || method.on_request.is_some() {
        return;
    }
    let latest = item.time_limit.value.segments.iter().filter_map(|segment| working_days(&segment.limit)).max();
    let Some(n) = latest.filter(|&n| n > LIMIT_WORKING_DAYS) else { return };
    if item.basis.value.iter().any(may_say_otherwise) {
        return;
    }
    // A statute's own shorter limit is later-than-statute.
    if limits::broken(context, Against::Broken).is_some() {
        return;
    }
    let text = &item.time_limit.text;
    let message = say!(
        "公开时限“{text}”超过《政府信息公开条例》第二十六条规定的20个工作日，且没有引用法律、法规的特别规定",
        "the time limit “{text}” ({n} working days) is later than the 20 working days of article 26 of the 政府信息公开条例, and no law or regulation is cited that says otherwise"
    );
    let help = say!(
        "改为“自信息形成或者变更之日起20个工作日内”；确有法律、法规规定更长期限的，请在“公开依据”中写明",
        "make it 自信息形成或者变更之日起20个工作日内; where a law or regulation sets a longer limit, cite it under 公开依据"
    );
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}

/// Working days until the information appears. Days counted from an application are another matter (article 33).
fn working_days(limit: &Limit) -> Option<u32> {
    let (n, unit, trigger) = limit.within()?;
    (unit == Unit::WorkingDay && *trigger != Trigger::ReceivedApplication).then_some(n)
}
