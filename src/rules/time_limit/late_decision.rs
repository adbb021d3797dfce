//! 行政许可, 行政处罚决定 later than the 7 working days of 国办发〔2018〕118号: one finding a list. A document below 法规, read in reports of it,
//! and other documents allow more in some domains: so never an error.

use crate::diagnostic::Diagnostics;
use crate::knowledge::{ConflictWeight, Seen, StatutoryLimit};
use crate::model::{Field, Item, Limit, Trigger, Unit};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::limits::{self, Against};
use crate::words::{plural, say};

pub(super) static RULE: Rule =
    Rule::new("late-decision", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("late_decision.md"));

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    // A town's table repeats the city's rows: they are judged once, at the city's list.
    if context.list.town.is_some() {
        return;
    }
    let domain = context.list.domain_key();
    let today = context.circumstances.as_of.to_string();
    for document in context.circumstances.knowledge.limits.iter().filter(|limit| limit.seen == Seen::Digest) {
        if !document.is_of(domain) || document.since > today {
            continue;
        }
        let late: Vec<(&Item, u32)> = context.list.items.iter().filter_map(|item| Some((item, latest(item, document)?))).collect();
        let Some(((first, _), rest)) = late.split_first() else { continue };
        let unlike = document.unlike.iter().find(|other| other.domain == domain && late.iter().all(|(_, n)| *n <= other.n));
        let (text, matter, authority, n, count) = (&first.time_limit.text, &document.matter, document.cited(), document.n, late.len());
        let mut message = say!(
            "{matter}的公开时限“{text}”晚于{authority}要求的{n}个工作日（本清单共{count}个事项）",
            "decisions appear within “{text}”, later than the {n} working days of {authority} ({count} item{s} of this list)",
            s = plural(count),
        );
        let mut help = say!(
            "决定写成“{write}”，其他内容可以另写时限；有法律、行政法规另有规定的，在公开依据中写明",
            "for decisions write {write}; cite the law where one says otherwise",
            write = &document.write
        );
        let mut severity = Severity::Warning;
        if let Some(other) = unlike {
            let (allowed, by) = (other.n, &other.authority);
            message.zh += &format!("；{by}允许{allowed}个工作日，两者不一致");
            message.en += &format!("; {by} allows {allowed}, the two disagree");
            help = say!("请核对按哪个文件执行，并在公开依据中写明", "find out which of them holds and cite it");
            severity = match other.weight {
                ConflictWeight::Warning => Severity::Warning,
                ConflictWeight::Advice => Severity::Advice,
            };
        }
        let mut fault = context.item(first).fault(&RULE, Field::TimeLimit, message).with_help(help).with_severity(severity);
        for (item, _) in rest {
            let (name, text) = (item.display_name(), &item.time_limit.text);
            fault = fault.with_related(say!("“{name}”：{text}", "“{name}”: {text}"), item.time_limit.place.clone());
        }
        diagnostics.push(fault);
    }
}

/// The working days an item gives decisions, where they are more than the document's.
fn latest(item: &Item, document: &StatutoryLimit) -> Option<u32> {
    let segments = &item.time_limit.value.segments;
    if segments.is_empty() || limits::is_on_request_only(item) {
        return None;
    }
    let levels = limits::levels(item);
    let scoped = segments.iter().any(|segment| segment.scope.as_ref().is_some_and(|scope| document.is_scope(scope)));
    let decided = document.is_topic(&levels)
        && segments.iter().any(|segment| matches!(segment.limit, Limit::Within { trigger: Trigger::DecisionMade, .. }));
    if !scoped && !decided && !document.is_named(&levels, &item.content.text) && !document.is_content(&levels, &item.content.text) {
        return None;
    }
    // A further part within the limit may be for the decisions, under other words (结果信息).
    let days = |limit: &Limit| if let Limit::Within { n, unit: Unit::WorkingDay, .. } = limit { Some(*n) } else { None };
    if !scoped && segments.iter().any(|segment| days(&segment.limit).is_some_and(|n| n <= document.n)) {
        return None;
    }
    let late = limits::about(item, document).into_iter().filter(|segment| limits::against(&segment.limit, document) == Against::Broken);
    late.filter_map(|segment| days(&segment.limit)).max()
}
