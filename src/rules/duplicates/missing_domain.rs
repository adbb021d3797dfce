//! One of the 26 pilot domains without an item in the city, and without a reason in `domains_not_applicable`. Whole projects only.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Domain;
use crate::model::Catalog;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::CatalogContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("missing-domain", Family::Duplicates, Severity::Error, Allow::May, include_str!("missing_domain.md"));

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else { return };
    for domain in &context.circumstances.knowledge.domains {
        let excused = project.domains_not_applicable.iter().any(|entry| entry.domain.value == domain.key);
        if excused || has_items(context.catalog, domain) {
            continue;
        }
        let (name, key) = (&domain.name, &domain.key);
        let message = say!("缺少“{name}”领域：没有一个事项", "the domain {name} ({key}) has no item");
        let help = say!(
            "请交来该领域的清单；本地没有这类业务的，在 mulu.yaml 的 domains_not_applicable 中写明领域“{name}”和原因",
            "hand in a list of that domain; if the city has no such business, name {name} and the reason in domains_not_applicable of mulu.yaml"
        );
        // The domain's name stands where a heading would: it tells the findings of one project apart.
        let fault = Diagnostic { heading: Some(name.clone()), ..Diagnostic::new(&RULE, project.place.clone(), message) };
        diagnostics.push(fault.with_help(help));
    }
}

/// Items that only a town added do not count: the domain is missing in the city.
fn has_items(catalog: &Catalog, domain: &Domain) -> bool {
    let sections = catalog.domains.iter().filter(|section| section.key == domain.key);
    { sections }.any(|section| section.of_city().next().is_some())
}
