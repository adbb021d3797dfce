//! A 公开主体 called like a department or government that is none of the project's: one finding a list and name. Words for any body, villages,
//! offices within organs, schools and stations are others' affair or nobody's.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item, nearest};
use crate::project::Project;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{Circumstances, ListContext, agency, bodies};
use crate::words::{plural, say};

pub(super) static RULE: Rule =
    Rule::new("unregistered-subject", Family::Level, Severity::Warning, Allow::May, include_str!("unregistered_subject.md"));

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else {
        return diagnostics.not_run(&RULE, say!("检查整个项目时才检查", "judged for a whole project only"));
    };
    // A project that registers nobody has nothing to compare with.
    if project.departments.is_empty() {
        return;
    }
    let mut named: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in &context.list.items {
        for body in item.subject.value.iter().filter(|body| is_stranger(body, project)) {
            named.entry(body).or_default().push(item);
        }
    }
    // A name that is past is former-agency's affair.
    let Circumstances { knowledge, as_of, .. } = context.circumstances;
    let city = Some(project.city.name.trim_end_matches(['市', '县', '区']));
    named.retain(|body, _| agency::past(body, city, knowledge, as_of).is_empty());
    for (body, items) in named {
        let Some((first, rest)) = items.split_first() else { continue };
        let count = items.len();
        let message = say!(
            "公开主体“{body}”不在 mulu.yaml 的部门和镇（街道）里（本清单共{count}个事项）",
            "“{body}” is no department or town of mulu.yaml ({count} item{s} of this list)",
            s = plural(count),
        );
        let help = nearest::did_you_mean(bodies::plain(body), names(project), 1).unwrap_or_else(|| {
            say!(
                "写登记的规范名称；确有这个机关的，在 mulu.yaml 的 departments 中加上",
                "write a registered name, or add the body to departments in mulu.yaml"
            )
        });
        let mut fault = context.item(first).fault(&RULE, Field::Subject, message).with_help(help);
        for item in rest {
            let (name, text) = (item.display_name(), &item.subject.text);
            fault = fault.with_related(say!("“{name}”：{text}", "“{name}”: {text}"), item.subject.place.clone());
        }
        diagnostics.push(fault);
    }
}

/// Whether a body is called like a department or government, and is none the project knows.
fn is_stranger(body: &str, project: &Project) -> bool {
    let name = bodies::plain(body);
    // Nearly every body is known, so that is asked first.
    if !bodies::is_like_department(body) || project.department(name).is_some() || project.town(name).is_some() {
        return false;
    }
    // A town nobody registers is unknown-town.
    if bodies::is_generic(body) || bodies::is_town(body, None) || bodies::is_office(body, Some(project)) {
        return false;
    }
    let own_government = project.city.government.as_deref() == Some(name)
        || ["市政府办", "县政府办", "区政府办", "市人民政府办", "县人民政府办", "区人民政府办"]
            .iter()
            .any(|office| name.starts_with(office))
        || matches!(name, "市人民政府" | "县人民政府" | "区人民政府" | "市政府" | "县政府" | "区政府" | "本级人民政府" | "人民政府")
        || name.strip_prefix(project.city.name.as_str()).is_some_and(|rest| matches!(rest, "人民政府" | "政府"));
    // 市公安局城区分局 and the like belong to a department that is known.
    let of_known = project.departments.iter().any(|department| {
        name.starts_with(department.name.value.as_str()) || department.full_name.as_deref().is_some_and(|full| name.starts_with(full))
    });
    !own_government && !of_known
}

fn names(project: &Project) -> impl Iterator<Item = &str> {
    let departments = project
        .departments
        .iter()
        .flat_map(|department| std::iter::once(department.name.value.as_str()).chain(department.full_name.as_deref()));
    departments.chain(project.towns.iter().map(|town| town.government.as_str()))
}
