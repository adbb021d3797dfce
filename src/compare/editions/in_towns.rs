//! What a town says of the city's items in two editions: what it leaves out, what it changes. A town that says nothing has the city's
//! item; whether it says so (认领) or is silent is no change.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use super::units::Succession;
use super::{Found, Position, Understand, entry, fields, items};
use crate::model::changes::{ChangeKind, EditionChange, FieldChange};
use crate::model::edition::Edition;
use crate::model::name::fold;
use crate::model::{Deviation, Entry, Field, Reported, TownSection, TownState, catalog, same};

/// The towns of two editions side by side.
pub(super) struct Towns<'a> {
    old: &'a Edition<'a>,
    new: &'a Edition<'a>,
    /// Of each town, which it was before.
    before: Vec<Option<usize>>,
}

/// A field a town changes.
#[derive(Default)]
struct Own {
    from: String,
    to: String,
    reason: Option<String>,
}

impl<'a> Towns<'a> {
    pub(super) fn of(old: &'a Edition<'a>, new: &'a Edition<'a>, succession: &Succession) -> Self {
        let named = |name: &str| old.catalog.towns.iter().position(|town| town.name == name);
        let renamed = |name: &str| old.catalog.towns.iter().position(|town| succession.now(&town.name) == name);
        let before = new.catalog.towns.iter().map(|town| named(&town.name).or_else(|| renamed(&town.name))).collect();
        Self { old, new, before }
    }

    /// Where a town of the edition before stands among the towns; those that are gone stand behind.
    pub(super) fn rank(&self, name: &str) -> usize {
        let now = |towns: &[TownSection]| towns.iter().position(|town| town.name == name);
        let (all, gone) = (self.new.catalog.towns.len(), now(&self.old.catalog.towns).unwrap_or_default());
        now(&self.new.catalog.towns).unwrap_or(all + gone)
    }

    /// What each town says otherwise of an item of both editions.
    pub(super) fn changes(
        &self,
        (before, now): (Position, Position),
        (known, understand): (&Known, Understand),
        changes: &mut Vec<(usize, Found)>,
    ) {
        let (was, is) = (entry(self.old, before), entry(self.new, now));
        if was.towns.is_empty() && is.towns.is_empty() {
            return;
        }
        // An item that came to towns, or left them, has changed for all of them.
        if was.added_by.is_some() || is.added_by.is_some() || !was.at_town_level() || !is.at_town_level() {
            return;
        }
        let domain = &self.new.catalog.domains[now.0].key;
        for (town, former) in self.before.iter().enumerate() {
            let Some(former) = *former else { continue };
            let (section, earlier) = (&self.new.catalog.towns[town], &self.old.catalog.towns[former]);
            let (before_said, now_said) = (was.towns.get(&former).filter(|said| says(said)), is.towns.get(&town).filter(|said| says(said)));
            let is_silent = before_said.is_none() && now_said.is_none();
            if is_silent || section.not_applicable.contains_key(domain) || earlier.not_applicable.contains_key(domain) {
                continue;
            }
            let (theirs, own) = ((was, before_said, earlier), (is, now_said, section));
            let Some(mut change) = self.change(theirs, own, now, understand) else { continue };
            for field in &mut change.fields {
                let Some(of) = field.field else { continue };
                let (from, to) = (understand(of, &field.from), understand(of, &field.to));
                known.explain(std::slice::from_mut(field), &from, &to);
            }
            let silent = section.reported == Reported::No && now_said.is_none();
            let reason = change.reason.or_else(|| silent.then(|| "该镇街本版未报送，沿用市级目录".to_owned()));
            let change = EditionChange { town: Some(section.name.clone()), reason, ..change };
            changes.push((town, Found { change, old: Some(before), new: Some(now) }));
        }
    }

    fn change(
        &self,
        (was, before, earlier): (&Entry, Option<&Deviation>, &TownSection),
        (is, now, section): (&Entry, Option<&Deviation>, &TownSection),
        at: Position,
        understand: Understand,
    ) -> Option<EditionChange> {
        let omits = |said: Option<&Deviation>| said.is_some_and(|said| said.state == TownState::Omitted);
        let reason = now.and_then(|said| said.reason.clone());
        let whole = |kind| items::whole(kind, self.new, at);
        match (omits(before), omits(now)) {
            (false, true) => Some(EditionChange { reason, ..whole(ChangeKind::Removed) }),
            (true, false) => Some(EditionChange { reason, ..whole(ChangeKind::Added) }),
            (true, true) => {
                let (from, to) = (before.and_then(|said| said.reason.clone()).unwrap_or_default(), reason.unwrap_or_default());
                (fold(&from) != fold(&to))
                    .then(|| EditionChange { fields: vec![fields::plain("不适用的理由", &from, &to)], ..whole(ChangeKind::Changed) })
            }
            (false, false) => {
                let (before, now) = (own(before), own(now));
                let touched: BTreeSet<Field> = before.keys().chain(now.keys()).copied().collect();
                let inherited = |field| (inherited(was, field, earlier), inherited(is, field, section));
                let differing = |field: Field| differing(field, (before.get(&field), now.get(&field)), inherited(field), understand);
                let fields: Vec<FieldChange> = touched.into_iter().filter_map(differing).collect();
                (!fields.is_empty()).then(|| EditionChange { fields, reason, ..whole(ChangeKind::Changed) })
            }
        }
    }
}

/// Whether a town has an item otherwise than the city.
fn says(said: &Deviation) -> bool {
    match said.state {
        TownState::Changed | TownState::Omitted => true,
        TownState::Confirmed | TownState::Added => false,
    }
}

/// The fields a town changes. Several columns of the list's own are one field.
fn own(said: Option<&Deviation>) -> BTreeMap<Field, Own> {
    let mut fields: BTreeMap<Field, Own> = BTreeMap::new();
    for change in said.into_iter().flat_map(|said| &said.changes) {
        let own = fields.entry(change.field).or_default();
        let break_before = |text: &mut String, more: &str| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(more);
        };
        break_before(&mut own.from, &change.from);
        break_before(&mut own.to, &change.to);
        own.reason = own.reason.take().or_else(|| change.reason.clone());
    }
    fields
}

/// What a town has in a field when it says nothing: the city's value, with its own government for any town's.
fn inherited(entry: &Entry, field: Field, town: &TownSection) -> String {
    if field == Field::Subject { catalog::town_subject(&entry.item.subject, town) } else { fields::shown(entry, field) }
}

/// How a field of a town's item changed, as far as the town's own words go: what the city changed stands there already.
fn differing(
    field: Field,
    (before, now): (Option<&Own>, Option<&Own>),
    (was, is): (String, String),
    understand: Understand,
) -> Option<FieldChange> {
    let agree = |one: &str, other: &str| {
        fold(one) == fold(other) || (field != Field::Extra && same::field(field, &understand(field, one), &understand(field, other)))
    };
    // What a town ticks in a table is told as what the city ticks.
    let told = |text: &str| match field {
        Field::Channels => fields::of_item(&understand(field, text), field),
        _ => text.to_owned(),
    };
    let change = |from: String, to: String| (!agree(&from, &to)).then(|| fields::of_field(field, told(&from), told(&to)));
    match (before, now) {
        (Some(before), Some(now)) => Some(FieldChange { reason: now.reason.clone(), ..change(before.to.clone(), now.to.clone())? }),
        (None, Some(now)) => {
            // Where the city changed the value and the town keeps the old one, it differs from the city's.
            let changed = change(was, now.to.clone()).or_else(|| change(now.from.clone(), now.to.clone()))?;
            Some(FieldChange { reason: now.reason.clone(), ..changed })
        }
        (Some(before), None) => change(before.to.clone(), is),
        (None, None) => None,
    }
}
