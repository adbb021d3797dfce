//! What editions changed of one item, the newest first.

use super::frame::Frame;
use crate::model::changes::{Changes, EditionChange, EditionName};

/// One change of the item.
pub(super) struct Event<'a> {
    /// `2021（截至2021-12-10）`.
    pub(super) edition: String,
    /// 新增, 修改 ….
    pub(super) kind: &'static str,
    /// The town in whose catalog alone it changed.
    pub(super) town: Option<&'a str>,
    /// The former name.
    pub(super) was: Option<&'a str>,
    /// Fields: heading, old, new.
    pub(super) fields: Vec<(&'a str, &'a str, &'a str)>,
    /// Why, each reason once.
    pub(super) reasons: Vec<&'a str>,
}

/// The changes of an item that are known.
pub(super) fn of_item<'a>(frame: &'a Frame<'a>, changes: &'a Changes, id: &str) -> Vec<Event<'a>> {
    let now = frame.elsewhere(id).map_or(&[][..], |elsewhere| &elsewhere.changes);
    let now = now.iter().map(|change| event(&changes.to, change));
    let past = changes.earlier.get(id).into_iter().flatten().rev();
    now.chain(past.map(|past| event(&past.edition, &past.change))).collect()
}

fn event<'a>(edition: &'a EditionName, change: &'a EditionChange) -> Event<'a> {
    let as_of = edition.as_of.as_ref().map(|day| format!("（截至{day}）")).unwrap_or_default();
    Event {
        edition: format!("{}{as_of}", edition.id),
        kind: change.kind.word(),
        town: change.town.as_deref(),
        was: change.was.as_deref(),
        fields: change.fields.iter().map(|field| (field.heading.as_str(), field.from.as_str(), field.to.as_str())).collect(),
        reasons: reasons(change),
    }
}

/// The reasons of a change and of its fields, each once.
fn reasons(change: &EditionChange) -> Vec<&str> {
    let mut reasons: Vec<&str> = Vec::new();
    let all = change.reason.iter().chain(change.fields.iter().filter_map(|field| field.reason.as_ref()));
    for reason in all.map(|reason| reason.trim()).filter(|reason| !reason.is_empty()) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}
