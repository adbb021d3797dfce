//! `公示期7天` alone: how long it hangs, not when it appears. An event (报批前, 调查结束后) tells that as well as a deadline.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Segment};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("display-only", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("display_only.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let limit = &context.item.time_limit;
    let segments = &limit.value.segments;
    if !segments.iter().any(|segment| matches!(segment.limit, Limit::Display { .. })) || segments.iter().any(says_when) {
        return;
    }
    let text = &limit.text;
    let message = say!("公开时限“{text}”只写了公示多久，没有写什么时候公开", "“{text}” says how long it hangs, not when it appears");
    let help = say!(
        "前面写明什么时候公开，如“审核结束后5个工作日内公开，公示期7日”“报批前公示，不少于30日”",
        "say first when it appears, such as 审核结束后5个工作日内公开，公示期7日"
    );
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}

/// Whether a part says when the information appears.
fn says_when(segment: &Segment) -> bool {
    match &segment.limit {
        // 批前公示 hangs before approval.
        Limit::Display { .. } => segment.scope.as_ref().is_some_and(|scope| scope.starts_with("批前") || scope.starts_with("批后")),
        Limit::Retain { .. } | Limit::Extension { .. } | Limit::LongTerm { .. } => false,
        Limit::Within { .. }
        | Limit::Before { .. }
        | Limit::OnEvent { .. }
        | Limit::ByDate { .. }
        | Limit::Periodic { .. }
        | Limit::RealTime
        | Limit::Prompt { .. }
        | Limit::AsProgress
        | Limit::AnyTime
        | Limit::OnRequest
        | Limit::SameAsAbove => true,
    }
}
