//! Lists that disclose 行政处罚决定 and say nowhere how long they hang or when they are taken back: one piece of advice a list.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item, Limit};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ListContext, limits};
use crate::words::{plural, say};

pub(super) static RULE: Rule = Rule::new("no-retention", Family::TimeLimit, Severity::Advice, Allow::May, include_str!("no_retention.md"));

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    // A town's table repeats the city's rows: they are judged once, at the city's list.
    if context.list.town.is_some() {
        return;
    }
    let penalties: Vec<&Item> = context.list.items.iter().filter(|item| is_penalty(item)).collect();
    let Some((first, rest)) = penalties.split_first() else { return };
    // Said once in a list, in a row or in its notes, it is not lost.
    if penalties.iter().any(|item| says_until_when(item)) || context.list.notes.iter().any(|note| is_about_taking_down(&note.value)) {
        return;
    }
    let count = penalties.len();
    let message = say!(
        "本清单有{count}个事项公开行政处罚决定，都没有写公示多久、什么情况下撤下",
        "{count} item{s} of this list about penalties without a word how long they hang or when they are taken back",
        s = plural(count),
    );
    let help = say!(
        "在公开时限中补写，如“公示满3年停止公示；决定依法变更、撤销的，3日内撤下并说明理由”，期限按本行业的规定",
        "add it, such as 公示满3年停止公示；决定依法变更、撤销的，3日内撤下并说明理由"
    );
    let mut fault = context.item(first).fault(&RULE, Field::TimeLimit, message).with_help(help);
    for item in rest {
        let (name, text) = (item.display_name(), &item.time_limit.text);
        fault = fault.with_related(say!("“{name}”：{text}", "“{name}”: {text}"), item.time_limit.place.clone());
    }
    diagnostics.push(fault);
}

/// Whether an item discloses decisions on penalties to everyone.
fn is_penalty(item: &Item) -> bool {
    if !limits::is_active_only(item) || item.time_limit.value.segments.is_empty() {
        return false;
    }
    let scope = |scope: &str| scope.contains("处罚决定") && !scope.starts_with('除') && !scope.contains("许可");
    let scoped = item.time_limit.value.segments.iter().any(|segment| segment.scope.as_deref().is_some_and(scope));
    let levels = limits::levels(item);
    scoped || (levels.iter().any(|level| level.contains("处罚")) && item.content.text.contains("处罚决定"))
}

fn says_until_when(item: &Item) -> bool {
    let retained = item.time_limit.value.segments.iter().any(|segment| matches!(segment.limit, Limit::Retain { .. }));
    let texts = [&item.time_limit.text, &item.content.text].into_iter().chain(item.extra.iter().map(|extra| &extra.text.value));
    retained || texts.into_iter().any(|text| is_about_taking_down(text))
}

fn is_about_taking_down(text: &str) -> bool {
    ["撤下", "撤回", "停止公示", "不再公示", "届满", "公示期"].iter().any(|word| text.contains(word))
}
