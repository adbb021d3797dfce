//! One item twice in what one department hands in for one domain. Lists of different kinds or departments may share items: they are merged.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::index::Index;
use crate::model::{Field, Item, List, ListKind, name};
use crate::place::Origin;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::context::says_nothing;
use crate::rules::{ItemContext, ListsContext};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("duplicate-item", Family::Duplicates, Severity::Error, Allow::May, include_str!("duplicate_item.md"));

/// Lists whose items must all differ.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Room<'a> {
    town: Option<&'a str>,
    domain: Option<&'a str>,
    department: Option<&'a str>,
    kind: Option<ListKind>,
    /// Lists that do not say all of that about themselves are compared only within their own sheet or file.
    origin: Option<&'a Origin>,
}

pub(super) fn check(context: &ListsContext<'_>, diagnostics: &mut Diagnostics) {
    let mut rooms: BTreeMap<Room<'_>, Vec<&List>> = BTreeMap::new();
    for &list in context.lists {
        rooms.entry(room(list)).or_default().push(list);
    }
    for lists in rooms.values() {
        check_room(lists, context, diagnostics);
    }
}

fn room(list: &List) -> Room<'_> {
    let domain = list.domain.as_ref().map(|domain| domain.value.as_str());
    let department = list.department.as_ref().map(|department| department.value.as_str());
    let town = list.town.as_ref().map(|town| town.value.as_str());
    let says_all = domain.is_some() && (town.is_some() || (department.is_some() && list.kind.is_some()));
    Room { town, domain, department, kind: list.kind, origin: (!says_all).then_some(&*list.place.origin) }
}

fn check_room(lists: &[&List], context: &ListsContext<'_>, diagnostics: &mut Diagnostics) {
    let mut first_seen: Index<String, &Item> = Index::default();
    for list in lists {
        for item in list.items.iter().filter(|item| !says_nothing(&item.name.value)) {
            let key = name::item_key(item);
            let Some(first) = first_seen.get(&key) else {
                first_seen.insert(key, item);
                continue;
            };
            let place = &first.name.place;
            let message = say!("与前面的事项重复（{place}）", "the item stands here twice (first at {place})");
            let help = say!(
                "请删去其中一行；内容不同的，合并成一个事项，或者用三级事项名称区分开",
                "delete one of them; if they differ, join them into one item or tell them apart by a third level"
            );
            let fault = ItemContext::of(item, list, context.circumstances).fault(&RULE, Field::Name, message).with_help(help);
            diagnostics.push(fault.with_related(say!("第一次出现", "first here"), place.clone()));
        }
    }
}
