//! A list of persons that is published for ever (长期公开): it has to come down some day. A limit that says nothing of an end is not judged.

use super::{is_for_everyone, list_of_persons};
use crate::diagnostic::Diagnostics;
use crate::model::{Field, Limit, Segment};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("endless-list", Family::Privacy, Severity::Warning, Allow::May, include_str!("endless_list.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let segments = &item.time_limit.value.segments;
    if !segments.iter().any(is_endless) || segments.iter().any(ends) || !is_for_everyone(item) {
        return;
    }
    let Some((_, list)) = list_of_persons(item) else { return };
    let text = &item.time_limit.text;
    let message =
        say!("“{list}”的公开时限是“{text}”，没有写明公示到什么时候", "{list} is published {text}: nothing says when it comes down");
    let help = say!(
        "个人名单要写明公示期，如“自信息形成之日起20个工作日内公开，公示7个工作日”，到期撤下",
        "say how long it hangs, such as 公示7个工作日, and take it down then"
    );
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}

fn is_endless(segment: &Segment) -> bool {
    matches!(segment.limit, Limit::LongTerm { .. })
}

fn ends(segment: &Segment) -> bool {
    matches!(segment.limit, Limit::Display { .. } | Limit::Retain { .. })
}
