//! An item of the 政府信息主动公开补充目录 that the standard catalog has already. The two are told apart so that nothing is
//! disclosed twice; what both say differently is named.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{DomainSection, Entry, Field, Item, List, distinct, name, same};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{CatalogContext, ItemContext};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("in-both-catalogs", Family::Duplicates, Severity::Error, Allow::May, include_str!("in_both_catalogs.md"));

/// What one item must say alike wherever it stands.
const MUST_AGREE: [Field; 5] = [Field::Content, Field::Basis, Field::TimeLimit, Field::Audience, Field::Method];

/// An item of the standard catalog.
type Standing<'a> = (&'a DomainSection, &'a Entry);

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    let mut by_name: BTreeMap<String, Vec<Standing<'_>>> = BTreeMap::new();
    for section in &context.catalog.domains {
        for entry in section.of_city() {
            by_name.entry(name::key(&entry.item.display_name())).or_default().push((section, entry));
        }
    }
    for list in context.supplement {
        for item in list.items.iter().filter(|item| !item.name.value.is_empty()) {
            let Some(known) = by_name.get(&name::key(&item.display_name())) else { continue };
            if let Some(&(section, entry)) = known.iter().find(|standing| is_the_same(list, item, standing)) {
                report(context, (list, item), (section, entry), diagnostics);
            }
        }
    }
}

/// One name, one domain, one 一级事项. Where the supplement names no domain or no 一级事项, only a name that tells what it is about counts.
fn is_the_same(list: &List, item: &Item, (section, entry): &Standing<'_>) -> bool {
    let groups = (name::key(&item.group.value), name::key(&entry.item.group.value));
    let is_one_group = groups.0 == groups.1;
    let tells = || !distinct::part(&item.display_name()).is_empty();
    match &list.domain {
        Some(domain) if domain.value != section.key => false,
        Some(_) => is_one_group || (tells() && (groups.0.is_empty() || groups.1.is_empty())),
        None => tells() && (is_one_group || groups.0.is_empty() || groups.1.is_empty()),
    }
}

fn report(context: &CatalogContext<'_>, (list, item): (&List, &Item), (section, entry): Standing<'_>, diagnostics: &mut Diagnostics) {
    let differing: Vec<Field> = MUST_AGREE.into_iter().filter(|&field| !same::field(field, item, &entry.item)).collect();
    let (name, domain) = (item.display_name(), &section.name);
    let message = if differing.is_empty() {
        say!("“{name}”在标准目录（{domain}领域）中已经有了，补充目录不再列", "{name} stands in the standard catalog ({domain}) already")
    } else {
        let zh = differing.iter().map(|field| field.info().heading).collect::<Vec<_>>().join("、");
        let en = differing.iter().map(|field| field.info().name_en).collect::<Vec<_>>().join(", ");
        say!(
            "“{name}”在标准目录（{domain}领域）中已经有了，而且两处的{zh}不一致",
            "{name} stands in the standard catalog ({domain}) already, and the two differ in {en}"
        )
    };
    let help = say!(
        "请从补充目录中删去；补充目录的写法才对的，改标准目录的清单",
        "delete it from the supplement; if the supplement is right, correct the list of the standard catalog"
    );
    let fault = ItemContext::of(item, list, context.circumstances).fault(&RULE, Field::Name, message).with_help(help);
    diagnostics.push(fault.with_related(say!("标准目录的事项", "the item of the standard catalog"), entry.item.name.place.clone()));
}
