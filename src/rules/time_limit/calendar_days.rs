//! 主动公开 within a number of calendar days that can be more than 20 working days (《政府信息公开条例》第二十六条).
//! Judges days, weeks and longer units; working days are late-time-limit.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Trigger, Unit};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::limits::{self, Against, may_say_otherwise};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("calendar-days", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("calendar_days.md"));

/// Up to here no season makes it more than 20 working days.
const DAYS_SAFE: u32 = 26;

/// Working days of article 26.
const LATEST: u32 = 20;

/// Up to here it is 20 working days in an ordinary month.
const DAYS_ORDINARY: u32 = 28;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    if !limits::is_active_only(item) {
        return;
    }
    let text = &item.time_limit.text;
    let starts_anywhere = text.contains(['内', '內']);
    let latest = item.time_limit.value.segments.iter().filter_map(|segment| calendar_days(&segment.limit, starts_anywhere)).max();
    let Some((days, is_month)) = latest.filter(|&(days, _)| days > DAYS_SAFE) else { return };
    if item.basis.value.iter().any(may_say_otherwise) || limits::broken(context, Against::Broken).is_some() {
        return;
    }
    let message = if limits::working_days_at_least(days) > LATEST {
        say!(
            "公开时限“{text}”超过《政府信息公开条例》第二十六条规定的20个工作日",
            "the time limit “{text}” is more than the 20 working days of article 26"
        )
    } else {
        say!(
            "公开时限“{text}”按自然日计算，可能超过《政府信息公开条例》第二十六条规定的20个工作日",
            "the time limit “{text}” counts calendar days and may be more than the 20 working days of article 26"
        )
    };
    let help = say!(
        "改为按工作日计算，如“自信息形成或者变更之日起20个工作日内”",
        "count working days, such as 自信息形成或者变更之日起20个工作日内"
    );
    let severity = if days <= DAYS_ORDINARY && !is_month { Severity::Advice } else { Severity::Warning };
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help).with_severity(severity));
}

/// Calendar days until the information appears, and whether they are months or longer, which have more days than 28 most times.
fn calendar_days(limit: &Limit, starts_anywhere: bool) -> Option<(u32, bool)> {
    let (n, unit, trigger) = limit.within()?;
    let is_month = match unit {
        Unit::WorkingDay | Unit::Hour => return None,
        Unit::Day | Unit::Week => false,
        Unit::Month | Unit::Quarter | Unit::HalfYear | Unit::Year => true,
    };
    let days = limits::days(n, unit);
    match trigger {
        Trigger::ReceivedApplication => None,
        // 3个月内公开 is too late from wherever it starts; fewer days that start nowhere are no-trigger's.
        Trigger::None => (starts_anywhere && limits::working_days_at_least(days) > LATEST).then_some((days, true)),
        Trigger::FormedOrChanged
        | Trigger::MadeOrObtained
        | Trigger::DecisionMade
        | Trigger::Approved
        | Trigger::Replied
        | Trigger::ReceivedApproval
        | Trigger::SurveyDone
        | Trigger::Released
        | Trigger::Event(_) => Some((days, is_month)),
    }
}
