//! 及时公开 and nothing else: a principle (《政府信息公开条例》第六条), no number anybody can be held to.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, limits};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("promptly", Family::TimeLimit, Severity::Advice, Allow::May, include_str!("promptly.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let segments = &context.item.time_limit.value.segments;
    let alone = segments.len() == 1 && matches!(segments[0].limit, Limit::Prompt { event: None });
    if !alone || limits::is_on_request_only(context.item) {
        return;
    }
    let message = say!(
        "公开时限只写“及时公开”，没有写明几天；最迟不能超过20个工作日",
        "the time limit says only 及时公开; 20 working days is the latest there can be"
    );
    let help = say!("写明期限，如“自信息形成或者变更之日起20个工作日内”", "give a number, such as 自信息形成或者变更之日起20个工作日内");
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}
