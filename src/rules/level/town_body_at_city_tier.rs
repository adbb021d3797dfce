//! 市级 ticked where only towns are named: the city's catalog would print a town as its 公开主体. One finding a list. The other way round
//! (镇级 ticked and no town named) is no-town-subject.

use crate::diagnostic::Diagnostics;
use crate::model::catalog::is_village_body;
use crate::model::{Field, Item, Tier};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ListContext, bodies};
use crate::words::{plural, say};

pub(super) static RULE: Rule =
    Rule::new("town-body-at-city-tier", Family::Level, Severity::Warning, Allow::May, include_str!("town_body_at_city_tier.md"));

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let list = context.list;
    // A town's own table: what it ticks is its own affair.
    if list.town.is_some() {
        return;
    }
    let project = context.circumstances.project;
    let only_towns = |item: &&Item| {
        let bodies = &item.subject.value;
        let low = |body: &String| bodies::is_town(body, project) || is_village_body(body);
        // A single upper column says nothing of its own where the tier was taken from the file's place.
        let ticked = item.tiers.value.contains(Tier::City) && item.tiers.is_given();
        ticked && bodies.iter().all(low) && bodies.iter().any(|body| bodies::is_town(body, project))
    };
    let items: Vec<&Item> = list.items.iter().filter(only_towns).collect();
    let Some((first, rest)) = items.split_first() else { return };
    let (count, text) = (items.len(), &first.subject.text);
    let word = context.item(first).heading(Field::Tiers);
    let message = say!(
        "“{word}”有上一级（市、县、区级），公开主体却只有“{text}”（本清单共{count}个事项）",
        "the upper tier is ticked, but the subject is only “{text}” ({count} item{s} of this list)",
        s = plural(count),
    );
    let help = say!(
        "上一级也公开的，在公开主体中加上部门；只由镇（街道）公开的，去掉上一级的√",
        "add the department to the subject, or untick the upper tier"
    );
    let mut fault = context.item(first).fault(&RULE, Field::Subject, message).with_help(help);
    for item in rest {
        let (name, text) = (item.display_name(), &item.subject.text);
        fault = fault.with_related(say!("“{name}”：{text}", "“{name}”: {text}"), item.subject.place.clone());
    }
    diagnostics.push(fault);
}
