//! 长期公开 without 动态调整: guides and directories that hang for years must be kept up to date.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Trigger};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("long-term-static", Family::TimeLimit, Severity::Advice, Allow::May, include_str!("long_term_static.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let limit = &context.item.time_limit;
    let mut is_static = false;
    for segment in &limit.value.segments {
        match &segment.limit {
            Limit::LongTerm { dynamic } => is_static |= !dynamic,
            // What changes is disclosed anew: 信息产生、变更之日起20个工作日内公开，保持长期公开.
            Limit::Within { trigger: Trigger::FormedOrChanged, .. } | Limit::RealTime | Limit::Periodic { .. } | Limit::AnyTime => return,
            Limit::Within { .. }
            | Limit::Before { .. }
            | Limit::OnEvent { .. }
            | Limit::ByDate { .. }
            | Limit::Prompt { .. }
            | Limit::AsProgress
            | Limit::Display { .. }
            | Limit::Retain { .. }
            | Limit::Extension { .. }
            | Limit::OnRequest
            | Limit::SameAsAbove => {}
        }
    }
    // A list of people must come to an end, not be kept up: endless-list.
    if !is_static || context.item.content.text.contains("名单") {
        return;
    }
    let text = &limit.text;
    let message = say!("公开时限“{text}”没有说内容变了要更新", "“{text}” does not say that it is kept up to date");
    let help = say!("写成“长期公开（动态调整）”", "write 长期公开（动态调整）");
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}
