//! What a town's table only repeats of the city's list is said once, at that list: whoever puts it right there puts it right for every
//! town. What the town wrote differently stays the town's.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::List;
use crate::place::Origin;
use crate::rules::{self, Check};

/// A fault of a text: the rule, the item by domain and key, the field, what stands there.
type Fault = (&'static str, String, String, Option<&'static str>, Option<String>);

/// Drops the findings on items of towns' tables that a list of the city's has word for word.
pub fn leave_to_the_city(lists: &[List], diagnostics: &mut Diagnostics) {
    let tables = |of_town: bool| lists.iter().filter(move |list| list.town.is_some() == of_town).map(|list| &*list.place.origin);
    let of_city: BTreeSet<&Origin> = tables(false).collect();
    let of_towns: BTreeSet<&Origin> = tables(true).filter(|origin| !of_city.contains(origin)).collect();
    if of_towns.is_empty() {
        return;
    }
    let is_of_city = |found: &&Diagnostic| of_city.contains(&*found.place.origin);
    let said: BTreeSet<Fault> = diagnostics.iter().filter(is_of_city).filter_map(fault).collect();
    diagnostics.retain(|found| !of_towns.contains(&*found.place.origin) || fault(found).is_none_or(|fault| !said.contains(&fault)));
}

/// None for what is no fault of an item's own text.
fn fault(found: &Diagnostic) -> Option<Fault> {
    let is_of_items = |entry: &rules::Entry| match entry.check {
        Check::Item(_) | Check::Words(..) => entry.rule.name == found.rule.name,
        Check::Text(_)
        | Check::List(_)
        | Check::Lists(_)
        | Check::ProjectLists(_)
        | Check::Catalog(_)
        | Check::Supplement(_)
        | Check::Stage => false,
    };
    let item = found.item.as_ref()?;
    let meant = rules::ALL.iter().any(is_of_items);
    meant.then(|| (found.rule.name, item.domain.clone(), item.key.clone(), found.field, found.value.clone()))
}
