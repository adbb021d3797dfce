//! A town discloses an item later than the city asks. Compares limits of one kind: the same unit, trigger and scope. What needs a
//! permit and has none is reported where towns are joined.

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::{Change, DomainSection, Entry, Field, Limit, Segment, TimeLimit};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::CatalogContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("town-limit-later", Family::Duplicates, Severity::Warning, Allow::May, include_str!("town_limit_later.md"));

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    for section in &context.catalog.domains {
        for entry in &section.entries {
            for (&town, deviation) in &entry.towns {
                let Some(change) = deviation.changes.iter().find(|change| change.field == Field::TimeLimit) else { continue };
                let Some(item) = &deviation.item else { continue };
                if is_later(&entry.item.time_limit.value, &item.time_limit.value) {
                    diagnostics.push(finding(section, entry, change).with_town(context.catalog.towns[town].name.clone()));
                }
            }
        }
    }
}

/// Whether one of the limits is later than the city's of the same kind.
fn is_later(city: &TimeLimit, town: &TimeLimit) -> bool {
    town.segments.iter().any(|own| city.segments.iter().any(|base| is_later_segment(base, own)))
}

fn is_later_segment(base: &Segment, own: &Segment) -> bool {
    let (Limit::Within { n: base_n, unit: base_unit, trigger: base_trigger }, Limit::Within { n, unit, trigger }) =
        (&base.limit, &own.limit)
    else {
        return false;
    };
    base.scope == own.scope && unit == base_unit && trigger == base_trigger && n > base_n
}

fn finding(section: &DomainSection, entry: &Entry, change: &Change) -> Diagnostic {
    let (name, own, city) = (entry.item.display_name(), &change.to, &change.from);
    let message = say!("“{name}”的公开时限“{own}”比市级的“{city}”晚", "“{name}”: the time limit “{own}” is later than the city's “{city}”");
    let help = say!(
        "改为不晚于“{city}”；确需更晚的，请审核人员核对依据",
        "make it no later than “{city}”; if it must be, let a reviewer look at the basis"
    );
    Diagnostic::new(&RULE, change.at.clone(), message)
        .with_item(ItemName { domain: section.key.clone(), key: entry.key.clone(), name })
        .with_field(Field::TimeLimit.key(), Field::TimeLimit.info().heading, own.clone())
        .with_related(say!("市级的时限", "the city's limit"), entry.item.time_limit.place.clone())
        .with_help(help)
}
