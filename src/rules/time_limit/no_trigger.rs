//! `20个工作日` from when? A limit that does not say what starts the clock may be taken for the time a matter takes.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Segment, Trigger};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("no-trigger", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("no_trigger.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let limit = &context.item.time_limit;
    if !limit.value.segments.iter().any(starts_nowhere) {
        return;
    }
    let text = &limit.text;
    let message = say!("公开时限“{text}”没有写明从什么时候算起", "the time limit “{text}” does not say when it begins");
    let help =
        say!("写明起算的时间，如“自信息形成或者变更之日起20个工作日内”", "say from when, such as 自信息形成或者变更之日起20个工作日内");
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}

fn starts_nowhere(segment: &Segment) -> bool {
    matches!(segment.limit, Limit::Within { trigger: Trigger::None, .. })
}
