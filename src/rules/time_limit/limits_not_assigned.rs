//! Several deadlines in one cell, and nothing says which is for what. Deadlines that agree, and a further word on how long it hangs, are none.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Segment};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("limits-not-assigned", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("limits_not_assigned.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let limit = &context.item.time_limit;
    if limit.value.segments.len() < 2 {
        return;
    }
    let mut deadlines = limit.value.segments.iter().filter(|segment| is_bare_deadline(segment));
    let Some(first) = deadlines.next() else { return };
    if deadlines.all(|other| same_length(&first.limit, &other.limit)) {
        return;
    }
    let text = &limit.text;
    let message =
        say!("公开时限“{text}”里有几个期限，没有写明各管哪些内容", "“{text}” holds several limits and does not say what each is for");
    let help = say!(
        "写明各管什么，如“1.处罚决定：决定作出之日起7个工作日内；2.其他内容：信息形成或者变更之日起20个工作日内”",
        "say what each is for, such as 1.处罚决定：决定作出之日起7个工作日内；2.其他内容：信息形成或者变更之日起20个工作日内"
    );
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}

/// A deadline for nothing in particular.
fn is_bare_deadline(segment: &Segment) -> bool {
    segment.scope.is_none() && matches!(segment.limit, Limit::Within { .. } | Limit::ByDate { .. } | Limit::RealTime)
}

fn same_length(one: &Limit, other: &Limit) -> bool {
    if let (Limit::Within { n, unit, .. }, Limit::Within { n: others, unit: of, .. }) = (one, other) {
        return n == others && unit == of;
    }
    one == other
}
