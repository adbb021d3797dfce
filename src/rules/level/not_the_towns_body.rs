//! An item that a town changed or added whose 公开主体 is not the town: the organ that makes the information discloses it
//! (《政府信息公开条例》第十条). Items a town inherits are no-town-subject, once at the city's list.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item, TownSection, TownState};
use crate::project::Project;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{CatalogContext, ItemContext, bodies};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("not-the-towns-body", Family::Level, Severity::Error, Allow::May, include_str!("not_the_towns_body.md"));

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    let catalog = context.catalog;
    for domain in &catalog.domains {
        for entry in &domain.entries {
            for (&town, deviation) in &entry.towns {
                let changed = deviation.changes.iter().any(|change| change.field == Field::Subject);
                let item = match deviation.state {
                    TownState::Added => &entry.item,
                    TownState::Changed if changed => deviation.item.as_ref().unwrap_or(&entry.item),
                    TownState::Changed | TownState::Confirmed | TownState::Omitted => continue,
                };
                let section = &catalog.towns[town];
                let Some(body) = stranger(item, section, context.circumstances.project) else { continue };
                let (government, name) = (&section.government, item.display_name());
                let message = say!(
                    "{town}的事项“{name}”由“{body}”公开，不是本镇（街道）的机关",
                    "“{body}” discloses “{name}” of {town}, and is not the town's own",
                    town = &section.name
                );
                let help = say!(
                    "由本镇（街道）制作的信息，公开主体写“{government}”；由上级部门公开的，不列入本镇（街道）的目录",
                    "write {government} for information the town makes; leave out what others disclose"
                );
                let place = ItemContext::of_town(item, &domain.key, &section.name, context.circumstances);
                diagnostics.push(place.fault(&RULE, Field::Subject, message).with_help(help));
            }
        }
    }
}

/// A body that is surely another's, where none is the town's: a department, or another town.
fn stranger<'a>(item: &'a Item, town: &TownSection, project: Option<&Project>) -> Option<&'a String> {
    let bodies = &item.subject.value;
    let own = |body: &String| {
        let others = project
            .is_some_and(|project| project.towns.iter().any(|other| is_of(body, &other.name.value) && other.name.value != town.name));
        is_of(body, &town.name) || bodies::plain(body) == town.government || (bodies::is_town(body, project) && !others)
    };
    if bodies.iter().any(own) {
        return None;
    }
    let department = |body: &String| project.is_some_and(|project| project.department(bodies::plain(body)).is_some());
    bodies.iter().find(|body| {
        let known = department(body) || bodies::is_town(body, project) || bodies::is_generic(body);
        known || (bodies::is_like_department(body) && !bodies::is_office(body, project))
    })
}

/// Whether a body bears a town's name.
fn is_of(body: &str, town: &str) -> bool {
    body.contains(town)
}
