//! The rows of one item to one catalog entry: every field merged by its own rule, with its origins, codes and kinds of list.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::merge::field::{self, Merged, Merging};
use crate::merge::source::Group;
use crate::model::same;
use crate::model::{Entry, Field, Item, Origin};

/// Merges a group into an entry. Its id is given when all keys of the domain are known.
pub(super) fn merge(group: &Group<'_>, merging: &mut Merging<'_, '_>) -> Entry {
    let mut origin: BTreeMap<Field, Vec<Origin>> = BTreeMap::new();
    let mut item = group.lead().clone();
    macro_rules! keep {
        ($field:ident, $slot:ident, $merged:expr) => {{
            let Merged { slot, origin: from } = $merged;
            item.$slot = slot;
            note(&mut origin, Field::$field, from);
        }};
    }
    // Names agree by the key they were grouped by: the lead's wording is printed.
    keep!(Group, group, field::agreed(group, Field::Group, |item| &item.group, |_, _| true, merging));
    keep!(Name, name, field::agreed(group, Field::Name, |item| &item.name, |_, _| true, merging));
    keep!(Subname, subname, field::agreed(group, Field::Subname, |item| &item.subname, |_, _| true, merging));
    keep!(Code, code, field::agreed(group, Field::Code, |item| &item.code, |_, _| true, merging));
    keep!(Content, content, field::content(group, merging));
    keep!(Basis, basis, field::agreed(group, Field::Basis, |item| &item.basis, same::basis, merging));
    keep!(TimeLimit, time_limit, field::agreed(group, Field::TimeLimit, |item| &item.time_limit, same::time_limit, merging));
    keep!(Subject, subject, field::subject(group, merging));
    keep!(Channels, channels, field::channels(group, merging));
    keep!(Audience, audience, field::agreed(group, Field::Audience, |item| &item.audience, same::audience, merging));
    keep!(Method, method, field::agreed(group, Field::Method, |item| &item.method, same::method, merging));
    keep!(Tiers, tiers, field::tiers(group, merging));
    keep!(Link, link, field::agreed(group, Field::Link, |item| &item.link, |a, b| a.text == b.text, merging));
    let (extra, from) = field::extra(group);
    item.extra = extra;
    note(&mut origin, Field::Extra, from);
    Entry {
        id: String::new(),
        key: group.key.clone(),
        codes: codes(group),
        lists: group.sources.iter().filter_map(|source| source.list.kind).collect::<BTreeSet<_>>(),
        item: Arc::new(item),
        origin,
        added_by: None,
        towns: BTreeMap::new(),
    }
}

fn note(origin: &mut BTreeMap<Field, Vec<Origin>>, field: Field, from: Vec<Origin>) {
    if !from.is_empty() {
        origin.insert(field, from);
    }
}

/// (path of the list, code), a list each, without repeats.
fn codes(group: &Group<'_>) -> Vec<(String, String)> {
    let mut codes: Vec<(String, String)> = Vec::new();
    for source in &group.sources {
        let item: &Item = source.item;
        let code = (source.path().to_owned(), item.code.text.clone());
        if item.code.is_given() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}
