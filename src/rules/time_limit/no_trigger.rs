//! `20个工作日` from when? A limit that does not say what starts the clock may be taken for the time a matter takes.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Segment, Trigger};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("no-trigger", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("no_trigger.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let limit = &context.item.time_limit;
    let segments = &limit.value.segments;
    if !segments.iter().any(|segment| starts_nowhere(segment) && !is_latest_of_at_once(segment, segments)) {
        return;
    }
    let text = &limit.text;
    let message = say!("公开时限“{text}”没有写明从什么时候算起", "the time limit “{text}” does not say when it begins");
    let help =
        say!("写明起算的时间，如“自信息形成或者变更之日起20个工作日内”", "say from when, such as 自信息形成或者变更之日起20个工作日内");
    // The table of 城市综合执法, a near copy of the national guideline, prints 处罚决定：20个工作日内.
    let of_table = |segment: &Segment| segment.scope.as_ref().is_some_and(|scope| scope == "处罚决定");
    let own = context.domain == "chengshizhifa" && segments.iter().filter(|segment| starts_nowhere(segment)).all(of_table);
    let severity = if own { Severity::Advice } else { Severity::Warning };
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help).with_severity(severity));
}

fn starts_nowhere(segment: &Segment) -> bool {
    matches!(segment.limit, Limit::Within { trigger: Trigger::None, .. })
}

/// 实时公开，最迟不超过1个工作日: what is disclosed at once needs no other start.
fn is_latest_of_at_once(segment: &Segment, segments: &[Segment]) -> bool {
    let at_once =
        |other: &Segment| other.scope.is_none() && matches!(other.limit, Limit::RealTime | Limit::Prompt { .. } | Limit::OnEvent { .. });
    segment.scope.is_none() && segments.first().is_some_and(at_once)
}
