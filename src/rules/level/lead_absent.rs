//! The lead department of a domain is nowhere its 公开主体: once a domain, at its first subject. Where subjects are words for any body,
//! generic-subject says what to do.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{CatalogContext, bodies};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("lead-absent", Family::Level, Severity::Warning, Allow::May, include_str!("lead_absent.md"));

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else { return };
    for domain in context.catalog.domains.iter().filter(|domain| domain.not_applicable.is_none()) {
        let Some(lead) = project.lead(&domain.key) else { continue };
        let entries = || domain.of_city();
        let mut subjects = entries().flat_map(|entry| entry.item.subject.value.iter()).peekable();
        if subjects.peek().is_none() {
            continue;
        }
        let is_lead = |body: &String| {
            let body = bodies::plain(body);
            let known = project.department(body).is_some_and(|department| department.name.value == lead.name.value);
            known || body.contains(lead.name.value.as_str()) || bodies::is_generic(body)
        };
        if subjects.any(is_lead) {
            continue;
        }
        let (name, title) = (&lead.name.value, &domain.name);
        let key = lead.domains.iter().find(|key| key.value == domain.key).expect("the lead was found by this domain");
        let message = say!("{title}由“{name}”牵头，但没有一个事项的公开主体是它", "{name} leads {title}, but discloses none of its items");
        let help = say!(
            "核对清单里的公开主体；牵头部门变了的，调整 mulu.yaml 的 departments（先写的牵头）",
            "look at the subjects of the lists, or put the right department first in mulu.yaml"
        );
        let Some(first) = entries().find(|entry| !entry.item.subject.value.is_empty()) else { continue };
        let subject = &first.item.subject;
        let fault = Diagnostic::new(&RULE, subject.place.clone(), message).with_help(help);
        let fault = fault.with_field(Field::Subject.key(), Field::Subject.info().heading, subject.text.clone());
        diagnostics.push(fault.with_related(say!("牵头部门“{name}”", "the lead, {name}"), key.place.clone()));
    }
}
