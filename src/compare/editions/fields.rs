//! The fields of one item in two editions: which mean something else, and what stood there. Wording alone is no change.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::changes::FieldChange;
use crate::model::name::fold;
use crate::model::print::{self, BODY_JOIN};
use crate::model::{Channel, Entry, Field, Item, ListKind, Mark, fields, same};

/// Fields that are an item's name.
pub(super) const NAMES: [Field; 3] = [Field::Group, Field::Name, Field::Subname];

/// Fields whose wording may change without their meaning.
const WORDED: [Field; 10] = [
    Field::Group,
    Field::Name,
    Field::Subname,
    Field::Content,
    Field::Basis,
    Field::TimeLimit,
    Field::Subject,
    Field::Channels,
    Field::Audience,
    Field::Method,
];

/// A change of something that is no field of an item.
pub(super) fn plain(heading: &str, from: &str, to: &str) -> FieldChange {
    FieldChange { field: None, heading: heading.to_owned(), from: from.to_owned(), to: to.to_owned(), reason: None }
}

/// A change of a field.
pub(super) fn of_field(field: Field, from: String, to: String) -> FieldChange {
    FieldChange { field: Some(field), heading: field.info().heading.to_owned(), from, to, reason: None }
}

/// Everything that differs, in the order of columns; names are left out.
pub(super) fn differing(old: &Entry, new: &Entry) -> Vec<FieldChange> {
    let all = fields::ALL.iter().map(|info| info.field).filter(|field| !NAMES.contains(field));
    let differing = all.filter(|field| !agree(*field, old, new));
    let mut changes: Vec<FieldChange> = differing.map(|field| of_field(field, shown(old, field), shown(new, field))).collect();
    let lists = |entry: &Entry| entry.lists.iter().map(|kind| ListKind::word_zh(*kind)).collect::<Vec<_>>().join(BODY_JOIN);
    if old.lists != new.lists {
        changes.push(plain("清单", &lists(old), &lists(new)));
    }
    changes
}

/// Whether any field of two items that mean the same is worded otherwise.
pub(super) fn is_reworded(old: &Item, new: &Item) -> bool {
    WORDED.into_iter().any(|field| old.text(field) != new.text(field))
}

fn agree(field: Field, old: &Entry, new: &Entry) -> bool {
    match field {
        Field::Code => codes(old) == codes(new),
        Field::Extra => extra(&old.item) == extra(&new.item),
        Field::Link => old.item.link.text.trim() == new.item.link.text.trim(),
        Field::Group
        | Field::Name
        | Field::Subname
        | Field::Content
        | Field::Basis
        | Field::TimeLimit
        | Field::Subject
        | Field::Channels
        | Field::Audience
        | Field::Method
        | Field::Tiers => same::field(field, &old.item, &new.item),
    }
}

/// The codes of an item, whatever list each stands in.
fn codes(entry: &Entry) -> BTreeSet<&str> {
    entry.codes.iter().map(|(_, code)| code.as_str()).collect()
}

/// Columns of the list's own, in no order.
fn extra(item: &Item) -> BTreeMap<String, String> {
    let mut columns: BTreeMap<String, String> = BTreeMap::new();
    for column in &item.extra {
        *columns.entry(fold(&column.heading)).or_default() += &fold(&column.text.value);
    }
    columns
}

/// What stands in a field, in one line of words.
pub(super) fn shown(entry: &Entry, field: Field) -> String {
    if field == Field::Code {
        return codes(entry).into_iter().collect::<Vec<_>>().join(BODY_JOIN);
    }
    of_item(&entry.item, field)
}

/// What stands in a field of an item, in one line of words.
pub(super) fn of_item(item: &Item, field: Field) -> String {
    let words = match field {
        Field::Channels => item.channels.value.iter().map(channel).collect::<Vec<_>>().join(BODY_JOIN),
        Field::Audience | Field::Method | Field::Tiers => print::in_words(item, field),
        Field::Extra => {
            let columns = item.extra.iter().map(|column| format!("{}：{}", column.heading, column.text.value));
            columns.collect::<Vec<_>>().join("；")
        }
        Field::Group
        | Field::Name
        | Field::Subname
        | Field::Code
        | Field::Content
        | Field::Basis
        | Field::TimeLimit
        | Field::Subject
        | Field::Link => item.text(field).to_owned(),
    };
    if words.is_empty() { item.text(field).to_owned() } else { words }
}

/// A channel with what is said of it; that it is simply used goes without saying.
fn channel(channel: &Channel) -> String {
    match channel.mark {
        Mark::Required | Mark::Optional => print::channel(channel),
        Mark::Used => print::channel(channel).trim_start_matches('■').to_owned(),
    }
}
