//! 县级农业农村部门 as 公开主体 in a city's own list: the national table's word for any county, which nobody can call. One finding a list and word.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ListContext, bodies, limits};
use crate::words::{plural, say};

pub(super) static RULE: Rule =
    Rule::new("generic-subject", Family::Level, Severity::Warning, Allow::May, include_str!("generic_subject.md"));

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    // A town's table repeats the city's rows: they are judged once, at the city's list.
    if context.list.town.is_some() {
        return;
    }
    let list = context.list;
    let project = context.circumstances.project;
    let mut named: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in &list.items {
        let registered = |body: &str| project.is_some_and(|project| project.department(body).is_some());
        let generic = |body: &&String| bodies::is_generic(body) && !registered(body) && !is_each_its_own(context.item(item).domain, item);
        for body in item.subject.value.iter().filter(generic) {
            named.entry(body).or_default().push(item);
        }
    }
    let lead = || {
        let known = list.department.as_ref().map(|department| department.value.as_str());
        let leads = || project?.lead(list.domain.as_ref()?.value.as_str()).map(|lead| lead.name.value.as_str());
        let usual = || Some(context.circumstances.knowledge.domain_by_key(&list.domain.as_ref()?.value)?.lead.first()?.as_str());
        let own = known.or_else(leads).map(str::to_owned);
        own.unwrap_or_else(|| format!("XX市（县、区）{}", usual().unwrap_or("教育局")))
    };
    for (body, items) in named {
        let Some((first, rest)) = items.split_first() else { continue };
        let count = items.len();
        let message = say!(
            "公开主体“{body}”是泛指，没有写是哪个机关（本清单共{count}个事项）",
            "“{body}” names no organ in particular ({count} item{s} of this list)",
            s = plural(count),
        );
        let help = say!("写本地机关的规范名称，如“{lead}”", "write the organ's own name, such as {lead}", lead = lead());
        let mut fault = context.item(first).fault(&RULE, Field::Subject, message).with_help(help);
        for item in rest {
            let (name, text) = (item.display_name(), &item.subject.text);
            fault = fault.with_related(say!("“{name}”：{text}", "“{name}”: {text}"), item.subject.place.clone());
        }
        diagnostics.push(fault);
    }
}

/// 部门预算 and 部门决算, which every department discloses itself (预算法第十四条第二款): the table's 各政府部门 means them all.
fn is_each_its_own(domain: &str, item: &Item) -> bool {
    let names = || limits::levels(item).into_iter();
    domain == "caizhengyujuesuan" && names().any(|level| ["部门预算", "部门决算", "部门预决算"].iter().any(|word| level.contains(word)))
}
