//! Items of two editions, side by side by their ids: the city's, then what towns say of them.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use super::units::Succession;
use super::{Found, Position, Understand, called, entry, fields, in_towns};
use crate::model::changes::{ChangeKind, EditionChange, FieldChange, What};
use crate::model::edition::Edition;
use crate::model::{Entry, name};

/// Which item of one edition is which of the other.
pub(super) struct Pairing {
    /// By its position now, where it stood before.
    before: BTreeMap<Position, Position>,
    /// Items of the edition before that are gone.
    gone: Vec<Position>,
}

/// What tells a town's addition, whatever the town was called: domain, names, the town now.
type Addition = (String, String, String);

impl Pairing {
    /// By id. What a town added has its town in its id: where towns were merged or renamed, by its names.
    pub(super) fn of(old: &Edition<'_>, new: &Edition<'_>, towns: &Succession) -> Self {
        let by_id: BTreeMap<&str, Position> = positions(old).map(|at| (entry(old, at).id.as_str(), at)).collect();
        let mut additions: BTreeMap<Addition, Position> = BTreeMap::new();
        for at in positions(old) {
            if let Some(addition) = addition(old, at, |town| towns.now(town)) {
                additions.entry(addition).or_insert(at);
            }
        }
        let mut taken: BTreeSet<Position> = BTreeSet::new();
        let mut before: BTreeMap<Position, Position> = BTreeMap::new();
        for now in positions(new) {
            let found = by_id.get(entry(new, now).id.as_str()).filter(|at| taken.insert(**at));
            before.extend(found.map(|at| (now, *at)));
        }
        for now in positions(new).filter(|now| entry(new, *now).added_by.is_some()) {
            if before.contains_key(&now) {
                continue;
            }
            let found = addition(new, now, |town| town).and_then(|addition| additions.get(&addition));
            before.extend(found.filter(|at| taken.insert(**at)).map(|at| (now, *at)));
        }
        let gone = positions(old).filter(|at| !taken.contains(at)).collect();
        Self { before, gone }
    }

    /// Items of both, before and now.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Position, Position)> + '_ {
        self.before.iter().map(|(now, before)| (*before, *now))
    }

    /// Where an item stood before.
    pub(super) fn before(&self, now: Position) -> Option<Position> {
        self.before.get(&now).copied()
    }
}

fn addition<'a>(edition: &'a Edition<'_>, at: Position, town_now: impl Fn(&'a str) -> &'a str) -> Option<Addition> {
    let entry = entry(edition, at);
    let town = town_now(&edition.catalog.towns[entry.added_by?].name);
    Some((edition.catalog.domains[at.0].key.clone(), name::item_key(&entry.item), town.to_owned()))
}

/// Every item, in printed order.
pub(super) fn positions(edition: &Edition<'_>) -> impl Iterator<Item = Position> {
    let sizes: Vec<usize> = edition.catalog.domains.iter().map(|domain| domain.entries.len()).collect();
    sizes.into_iter().enumerate().flat_map(|(domain, size)| (0..size).map(move |at| (domain, at)))
}

/// The changes of items by domain, the city's before those of towns; and how many items are only worded otherwise.
pub(super) fn changes(
    (old, new): (&Edition<'_>, &Edition<'_>),
    pairing: &Pairing,
    towns: &Succession,
    (known, understand): (&Known, Understand),
) -> (Vec<Found>, usize) {
    let mut reworded = 0;
    let mut found: Vec<Found> = Vec::new();
    let keys: Vec<&str> = new.catalog.domains.iter().map(|domain| domain.key.as_str()).collect();
    let only_before = old.catalog.domains.iter().map(|domain| domain.key.as_str()).filter(|key| !keys.contains(key));
    let mut gone: BTreeMap<&str, Vec<Position>> = BTreeMap::new();
    for at in &pairing.gone {
        gone.entry(&old.catalog.domains[at.0].key).or_default().push(*at);
    }
    let in_towns = in_towns::Towns::of(old, new, towns);
    for key in keys.iter().copied().chain(only_before) {
        let mut of_towns: Vec<(usize, Found)> = Vec::new();
        let domain = new.catalog.domains.iter().position(|domain| domain.key == key);
        let here = domain.map_or(0..0, |at| 0..new.catalog.domains[at].entries.len()).map(|at| (domain.unwrap_or_default(), at));
        for now in here {
            let before = pairing.before(now);
            let (change, is_reworded) = match before {
                Some(before) => changed((old, before), (new, now), (known, towns)),
                None => (Some(whole(ChangeKind::Added, new, now)), false),
            };
            reworded += usize::from(is_reworded);
            put(change.map(|change| Found { change, old: before, new: Some(now) }), entry(new, now).added_by, &mut found, &mut of_towns);
            if let Some(before) = before {
                in_towns.changes((before, now), (known, understand), &mut of_towns);
            }
        }
        for at in gone.remove(key).unwrap_or_default() {
            let entry = entry(old, at);
            let town = entry.added_by.map(|town| &old.catalog.towns[town].name);
            let reason = town.and_then(|town| towns.because(town)).map(str::to_owned);
            let change = EditionChange { reason, ..whole(ChangeKind::Removed, old, at) };
            let town = town.map(|town| in_towns.rank(town));
            put(Some(Found { change, old: Some(at), new: None }), town, &mut found, &mut of_towns);
        }
        of_towns.sort_by_key(|(town, _)| *town);
        found.extend(of_towns.into_iter().map(|(_, found)| found));
    }
    (found, reworded)
}

/// The city's changes at once, those of towns behind them.
fn put(change: Option<Found>, town: Option<usize>, of_city: &mut Vec<Found>, of_towns: &mut Vec<(usize, Found)>) {
    match (change, town) {
        (Some(change), Some(town)) => of_towns.push((town, change)),
        (Some(change), None) => of_city.push(change),
        (None, _) => {}
    }
}

/// What of an item changed, and else whether it is worded otherwise.
fn changed(
    (old, before): (&Edition<'_>, Position),
    (new, now): (&Edition<'_>, Position),
    (known, towns): (&Known, &Succession),
) -> (Option<EditionChange>, bool) {
    let (was, is) = (entry(old, before), entry(new, now));
    let mut differing = fields::differing(was, is);
    known.explain(&mut differing, &was.item, &is.item);
    let town = |edition: &Edition<'_>, entry: &Entry| entry.added_by.map(|town| edition.catalog.towns[town].name.clone());
    let (town_before, town_now) = (town(old, was), town(new, is));
    if let (Some(from), Some(to)) = (&town_before, &town_now)
        && from != to
    {
        let reason = towns.because(from).map(str::to_owned);
        differing.push(FieldChange { reason, ..fields::plain("新增的镇街", from, to) });
    }
    let is_renamed = name::item_key(&was.item) != name::item_key(&is.item);
    if !is_renamed && differing.is_empty() {
        return (None, fields::is_reworded(&was.item, &is.item));
    }
    let kind = if is_renamed { ChangeKind::Renamed } else { ChangeKind::Changed };
    let former = is_renamed.then(|| called(&was.item));
    (Some(EditionChange { was: former, fields: differing, ..whole(kind, new, now) }), false)
}

/// A change of an item as a whole.
pub(super) fn whole(kind: ChangeKind, edition: &Edition<'_>, at: Position) -> EditionChange {
    let (domain, entry) = (&edition.catalog.domains[at.0], entry(edition, at));
    EditionChange {
        what: What::Item,
        kind,
        domain: Some(domain.key.clone()),
        domain_name: domain.name.clone(),
        id: Some(entry.id.clone()),
        name: called(&entry.item),
        was: None,
        town: entry.added_by.map(|town| edition.catalog.towns[town].name.clone()),
        fields: Vec::new(),
        reason: None,
    }
}
