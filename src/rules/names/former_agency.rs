//! 公开主体 under a name from before the reforms: 市国土局. What the project registers decides first; `catalogs/agencies.yaml` suggests.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::project::Project;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, agency};
use crate::words::{Words, say};

pub(super) static RULE: Rule = Rule::new("former-agency", Family::Names, Severity::Error, Allow::May, include_str!("former_agency.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let project = context.circumstances.project;
    for body in context.item.subject.value.iter() {
        let mut departments = project.into_iter().flat_map(|project| &project.departments);
        match departments.find(|department| department.formerly.iter().any(|former| former == body)) {
            Some(department) => registered(context, body, &department.name.value, diagnostics),
            None => by_table(context, body, project, diagnostics),
        }
    }
}

/// A name that `formerly` in mulu.yaml gives.
fn registered(context: &ItemContext<'_>, body: &str, name: &str, diagnostics: &mut Diagnostics) {
    let heading = context.heading(Field::Subject);
    let message = say!("“{heading}”里的“{body}”是旧名称", "“{body}” under “{heading}” is a former name");
    let help = say!("请改为“{name}”", "make it “{name}”");
    diagnostics.push(context.fault(&RULE, Field::Subject, message).with_help(help));
}

/// A name that ended with the reforms since 2018.
fn by_table(context: &ItemContext<'_>, body: &str, project: Option<&Project>, diagnostics: &mut Diagnostics) {
    let city = project.map(|project| stem(&project.city.name));
    let circumstances = context.circumstances;
    let found = agency::past(body, city, circumstances.knowledge, circumstances.as_of);
    let Some(found) = found.first() else { return };
    // A name that the city has registered is right, whatever other cities call theirs.
    if project.is_some_and(|project| project.department(body).is_some()) {
        return;
    }
    let heading = context.heading(Field::Subject);
    let former = &body[found.start..found.end];
    let Words { zh, en } = found.renamed();
    let today = format!("{}{}", &body[found.start..found.name_at], found.agency.name);
    let message = say!(
        "“{heading}”里的“{former}”是机构改革以前的名称（{zh}）",
        "“{former}” under “{heading}” is a name from before the reforms ({en})"
    );
    let of_project = project.and_then(|project| {
        let mut named = project.departments.iter().filter(|department| {
            let full = department.full_name.as_deref().unwrap_or(&department.name.value);
            full.ends_with(&found.agency.name)
        });
        named.next()
    });
    let help = match of_project {
        Some(department) => say!("请改为“{name}”", "make it “{name}”", name = &department.name.value),
        None => say!(
            "请改为现在的名称，一般是“{today}”，以本地机构的正式名称为准",
            "write its present name, usually “{today}”; the local one decides"
        ),
    };
    let fault = context.fault(&RULE, Field::Subject, message).with_help(help);
    // Counties follow their own plans, at their own time: only where one has registered its departments is the name surely wrong.
    let is_sure = found.is_settled && project.is_some_and(|project| !project.departments.is_empty());
    diagnostics.push(if is_sure { fault } else { fault.with_severity(Severity::Warning) });
}

/// 常熟市 → 常熟.
fn stem(city: &str) -> &str {
    city.strip_suffix(['市', '县', '区']).unwrap_or(city)
}
