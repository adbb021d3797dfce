//! 主动公开 whose clock starts with an application, or 依申请公开 whose clock starts when information is formed
//! (《政府信息公开条例》第二十六条、第三十三条). A row that has both ways, or both starts, is not judged.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item, Limit, Trigger};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, limits};
use crate::words::say;

use super::public_by_law;

pub(super) static RULE: Rule =
    Rule::new("trigger-against-method", Family::Way, Severity::Error, Allow::May, include_str!("trigger_against_method.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    // What must be disclosed anyway is public-by-law.
    if !is_against(item) || public_by_law::listed(context).is_some() {
        return;
    }
    let text = &item.time_limit.text;
    let (message, help) = if limits::is_active_only(item) {
        (
            say!("公开方式是主动公开，公开时限“{text}”却从收到申请算起", "the item is 主动公开, but “{text}” counts from an application"),
            say!(
                "主动公开的，时限改为“自信息形成或者变更之日起20个工作日内”；确实依申请公开的，改公开方式",
                "make the limit 自信息形成或者变更之日起20个工作日内, or the method 依申请公开"
            ),
        )
    } else {
        (
            say!(
                "公开方式是依申请公开，公开时限“{text}”却从信息形成算起",
                "the item is 依申请公开, but “{text}” counts from when the information is formed"
            ),
            say!(
                "依申请公开的，时限改为“自收到申请之日起20个工作日内，延长不超过20个工作日”；能主动公开的，公开方式改为“主动公开”",
                "make the limit 自收到申请之日起20个工作日内，延长不超过20个工作日, or the method 主动公开"
            ),
        )
    };
    let cell = if limits::is_active_only(item) { &item.method.value.active } else { &item.method.value.on_request };
    let fault = context.fault(&RULE, Field::TimeLimit, message).with_help(help);
    let way = if limits::is_active_only(item) {
        say!("公开方式：主动公开", "method: 主动公开")
    } else {
        say!("公开方式：依申请公开", "method: 依申请公开")
    };
    diagnostics.push(match cell {
        Some(cell) => fault.with_related(way, cell.place.clone()),
        None => fault,
    });
}

/// Whether every start of the clock is one the method cannot have.
pub(super) fn is_against(item: &Item) -> bool {
    let starts = || {
        item.time_limit.value.segments.iter().filter_map(|segment| match &segment.limit {
            Limit::Extension { .. } => None,
            Limit::Within { trigger, .. } => Some(Some(trigger)),
            Limit::Before { .. }
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
            | Limit::OnRequest
            | Limit::SameAsAbove => Some(None),
        })
    };
    let all = |wrong: &[Trigger]| {
        let mut starts = starts().peekable();
        starts.peek().is_some() && starts.all(|start| start.is_some_and(|trigger| wrong.contains(trigger)))
    };
    if limits::is_active_only(item) {
        all(&[Trigger::ReceivedApplication])
    } else {
        limits::is_on_request_only(item) && all(&[Trigger::FormedOrChanged, Trigger::MadeOrObtained])
    }
}
