//! `法律、法规另有规定的，从其规定` in most rows of a list and not in the rest, or the other way round: one piece of advice a list. A draw
//! says nothing.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item, Limit, Trigger, Unit};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("uneven-exception", Family::TimeLimit, Severity::Advice, Allow::May, include_str!("uneven_exception.md"));

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    // A town's table repeats the city's rows: they are judged once, at the city's list.
    if context.list.town.is_some() {
        return;
    }
    let general = context.list.items.iter().filter(|item| is_general(item));
    let (with, without): (Vec<&Item>, Vec<&Item>) = general.partition(|item| item.time_limit.value.exception);
    let (fewer, most_have) = if with.len() < without.len() { (&with, false) } else { (&without, true) };
    let Some((first, rest)) = fewer.split_first().filter(|_| with.len() != without.len()) else { return };
    let (count, more) = (fewer.len(), with.len().max(without.len()));
    let message = if most_have {
        say!(
            "同一张清单里，{more}个事项的公开时限写了“法律、法规另有规定的，从其规定”，这里等{count}个没有写",
            "{more} items of this list make an exception for what laws say otherwise, {count} do not"
        )
    } else {
        say!(
            "同一张清单里，{more}个事项的公开时限没有写“法律、法规另有规定的，从其规定”，这里等{count}个写了",
            "{more} items of this list make no exception for what laws say otherwise, {count} do"
        )
    };
    let help = say!("同一张清单写法一致：都写，或者都不写", "write it in all rows or in none");
    let mut fault = context.item(first).fault(&RULE, Field::TimeLimit, message).with_help(help);
    for item in rest {
        let (name, text) = (item.display_name(), &item.time_limit.text);
        fault = fault.with_related(say!("“{name}”：{text}", "“{name}”: {text}"), item.time_limit.place.clone());
    }
    diagnostics.push(fault);
}

/// Whether an item has the general limit of article 26, to which the exception belongs.
fn is_general(item: &Item) -> bool {
    let segments = &item.time_limit.value.segments;
    let general = |limit: &Limit| {
        matches!(limit, Limit::Within { n: 20, unit: Unit::WorkingDay, trigger: Trigger::FormedOrChanged | Trigger::MadeOrObtained })
    };
    segments.first().is_some_and(|segment| general(&segment.limit))
}
