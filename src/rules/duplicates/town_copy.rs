//! A town hands in the city's table as it is: every row word for word, and its own government nowhere. Whole projects only, since it
//! takes the city's lists; a file of a row or two tells nothing.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, Item, List, name, same};
use crate::project::Town;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListsContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("town-copy", Family::Duplicates, Severity::Warning, Allow::May, include_str!("town_copy.md"));

/// Fewer rows may be equal by chance.
const FEWEST_ROWS: usize = 3;

/// What a copied row has like the city's.
const COMPARED: [Field; 6] = [Field::Content, Field::Basis, Field::TimeLimit, Field::Subject, Field::Audience, Field::Method];

/// The city's rows by domain and key.
type Rows<'a> = BTreeMap<(&'a str, String), Vec<&'a Item>>;

pub(super) fn check(context: &ListsContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else { return };
    let mut files: BTreeMap<&str, Vec<&List>> = BTreeMap::new();
    for list in context.lists.iter().filter(|list| list.town.is_some()) {
        files.entry(&list.place.origin.file).or_default().push(list);
    }
    if files.is_empty() {
        return;
    }
    let city = city(context);
    for lists in files.values() {
        let Some(town) = lists[0].town.as_ref().and_then(|town| project.town(&town.value)) else { continue };
        let rows: usize = lists.iter().map(|list| list.items.len()).sum();
        let is_copy = rows >= FEWEST_ROWS && lists.iter().all(|list| list.items.iter().all(|item| is_copied(list, item, &city, town)));
        if is_copy {
            let (name, government) = (&town.name.value, &town.government);
            let message = say!(
                "{name}交来的{rows}个事项与市级的清单完全相同，公开主体也没有换成本镇的",
                "the {rows} items {name} hands in are the city's word for word, its subjects too"
            );
            let help = say!(
                "请逐项核对本镇是否适用，公开主体改为“{government}”；全部适用的，用“claim: all”认领即可",
                "look at each item, and let the subject be {government}; if all apply, “claim: all” is enough"
            );
            diagnostics.push(Diagnostic::new(&RULE, lists[0].place.clone(), message).with_help(help).with_town(name.clone()));
        }
    }
}

fn city<'a>(context: &ListsContext<'a>) -> Rows<'a> {
    let mut rows: Rows<'a> = BTreeMap::new();
    for &list in context.lists.iter().filter(|list| list.town.is_none()) {
        let Some(domain) = &list.domain else { continue };
        for item in &list.items {
            rows.entry((&domain.value, name::item_key(item))).or_default().push(item);
        }
    }
    rows
}

fn is_copied(list: &List, item: &Item, city: &Rows<'_>, town: &Town) -> bool {
    let Some(domain) = &list.domain else { return false };
    let names_town = item.subject.value.iter().any(|body| body.contains(&town.name.value) || body.contains(&town.government));
    let rows = city.get(&(domain.value.as_str(), name::item_key(item)));
    !names_town && rows.into_iter().flatten().any(|row| COMPARED.into_iter().all(|field| same::field(field, item, row)))
}
