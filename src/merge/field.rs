//! One field of several rows to one value: agreed, united, the wider one, settled by the office, or a conflict with all places.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::merge::settle::Settled;
use crate::merge::source::{Group, Source};
use crate::model::catalog::Taken;
use crate::model::print::{self, BODY_JOIN};
use crate::model::same;
use crate::model::{Channel, Content, Extra, Field, Given, Item, Origin, Slot, Tiers};
use crate::rule::stage::merging;
use crate::words::say;

/// What merging one item needs beside its rows.
pub(super) struct Merging<'m, 's> {
    /// What the office has settled.
    pub settled: &'m mut Settled<'s>,
    /// The sink.
    pub diagnostics: &'m mut Diagnostics,
}

/// A merged field and where it comes from.
pub(super) struct Merged<T> {
    pub slot: Slot<T>,
    pub origin: Vec<Origin>,
}

/// A field that must agree: the lead's wording where all say the same, else an error until the office settles it.
pub(super) fn agreed<T: Clone + Default>(
    group: &Group<'_>,
    field: Field,
    slot: fn(&Item) -> &Slot<T>,
    same: fn(&Slot<T>, &Slot<T>) -> bool,
    merging: &mut Merging<'_, '_>,
) -> Merged<T> {
    let given = given(group, slot);
    let Some(&first) = given.first() else { return blank(group, slot) };
    let lead = slot(first.item);
    if given.iter().all(|source| same(slot(source.item), lead)) {
        return taken(&given, first, slot);
    }
    if let Some(settled) = merging.settled.take(group, field, merging.diagnostics) {
        return taken(&given, settled, slot);
    }
    conflict(group, field, &given, merging.diagnostics);
    taken(&given, first, slot)
}

/// 公开内容: as [`agreed`], but elements that contain all the others win.
pub(super) fn content(group: &Group<'_>, merging: &mut Merging<'_, '_>) -> Merged<Vec<Content>> {
    fn slot(item: &Item) -> &Slot<Vec<Content>> {
        &item.content
    }
    let given = given(group, slot);
    let Some(&first) = given.first() else { return blank(group, slot) };
    let covers = |wide: &Source<'_>| {
        let wide = same::elements(&wide.item.content.value);
        given.iter().all(|source| same::elements(&source.item.content.value).is_subset(&wide))
    };
    let lead = same::elements(&first.item.content.value);
    let wider = given.iter().find(|source| covers(source)).filter(|source| same::elements(&source.item.content.value) != lead);
    match wider {
        Some(&wide) => {
            let diagnostic = about(
                group,
                Field::Content,
                wide,
                &merging::WIDER_CONTENT,
                say!(
                    "各清单的公开内容多少不一，采用了最全的一份",
                    "The lists differ in content; the one that contains the others was taken"
                ),
            );
            let others = given.iter().filter(|source| source.rank != wide.rank);
            let diagnostic = with_others(diagnostic, Field::Content, others);
            merging.diagnostics.push(diagnostic);
            taken(&given, wide, slot)
        }
        None => agreed(group, Field::Content, slot, same::content, merging),
    }
}

/// 公开主体: every body once, in the order of the departments.
pub(super) fn subject(group: &Group<'_>, merging: &mut Merging<'_, '_>) -> Merged<Arc<[String]>> {
    let key = |body: &String| crate::model::name::fold(body);
    united(group, Field::Subject, |item| &item.subject, key, |bodies| bodies.join(BODY_JOIN), merging)
}

/// 公开渠道: every channel once.
pub(super) fn channels(group: &Group<'_>, merging: &mut Merging<'_, '_>) -> Merged<Arc<[Channel]>> {
    united(group, Field::Channels, |item| &item.channels, same::channel, print::channels, merging)
}

/// 公开层级: every tier ticked anywhere.
pub(super) fn tiers(group: &Group<'_>, merging: &mut Merging<'_, '_>) -> Merged<Tiers> {
    fn slot(item: &Item) -> &Slot<Tiers> {
        &item.tiers
    }
    let given: Vec<Source<'_>> = group.sources.iter().filter(|source| !source.item.tiers.value.is_empty()).copied().collect();
    let Some(&first) = given.first() else { return blank(group, slot) };
    let mut merged = taken(&given, first, slot);
    for source in &given[1..] {
        for (tier, tick) in source.item.tiers.value.iter() {
            if !merged.slot.value.contains(tier) {
                merged.slot.value.insert(tier, tick.clone());
            }
        }
    }
    if merged.slot.value.len() > first.item.tiers.value.len() {
        merged.slot.text = String::new();
        report_united(group, Field::Tiers, &given, merging.diagnostics);
    }
    merged.origin.iter_mut().for_each(|origin| origin.taken = Taken::Yes);
    merged
}

/// Columns of the lists' own: each heading once, different texts under one heading side by side.
pub(super) fn extra(group: &Group<'_>) -> (Vec<Extra>, Vec<Origin>) {
    let mut merged: Vec<Extra> = Vec::new();
    let mut origin = Vec::new();
    for source in &group.sources {
        for extra in &source.item.extra {
            origin.push(source_origin(source, &extra.text.place, Taken::Yes));
            match merged.iter_mut().find(|other| other.heading == extra.heading) {
                None => merged.push(extra.clone()),
                Some(other) if other.text.value == extra.text.value => {}
                Some(other) if other.text.value.split('；').any(|part| part == extra.text.value) => {}
                Some(other) => other.text.value = format!("{}；{}", other.text.value, extra.text.value),
            }
        }
    }
    (merged, origin)
}

/// A field whose parts are united.
fn united<T: Clone>(
    group: &Group<'_>,
    field: Field,
    slot: fn(&Item) -> &Slot<Arc<[T]>>,
    key: impl Fn(&T) -> String,
    print: fn(&[T]) -> String,
    merging: &mut Merging<'_, '_>,
) -> Merged<Arc<[T]>> {
    let given = given(group, slot);
    let Some(&first) = given.first() else { return blank(group, slot) };
    let mut merged = taken(&given, first, slot);
    let mut parts = merged.slot.value.to_vec();
    let mut keys: Vec<String> = parts.iter().map(&key).collect();
    let before = keys.len();
    for (source, origin) in given.iter().zip(&mut merged.origin).skip(1) {
        for part in slot(source.item).value.iter() {
            let key = key(part);
            if !keys.contains(&key) {
                keys.push(key);
                parts.push(part.clone());
                origin.taken = Taken::Yes;
            }
        }
    }
    let differ = keys.len() > before || given.iter().any(|source| slot(source.item).value.len() < keys.len());
    if keys.len() > before {
        merged.slot.text = print(&parts);
        merged.slot.value = parts.into();
    }
    if differ {
        report_united(group, field, &given, merging.diagnostics);
    }
    merged
}

/// The rows that say something in a field.
fn given<'a, T>(group: &Group<'a>, slot: fn(&Item) -> &Slot<T>) -> Vec<Source<'a>> {
    group.sources.iter().filter(|source| slot(source.item).given == Given::Yes).copied().collect()
}

/// The field of a group no row of which says anything.
fn blank<T: Clone>(group: &Group<'_>, slot: fn(&Item) -> &Slot<T>) -> Merged<T> {
    Merged { slot: slot(group.lead()).clone(), origin: Vec::new() }
}

/// One row's value, with all rows as its origin.
fn taken<T: Clone>(given: &[Source<'_>], from: Source<'_>, slot: fn(&Item) -> &Slot<T>) -> Merged<T> {
    let origin = given
        .iter()
        .map(|source| {
            let taken = if std::ptr::eq(source.item, from.item) { Taken::Yes } else { Taken::No };
            source_origin(source, &slot(source.item).place, taken)
        })
        .collect();
    Merged { slot: slot(from.item).clone(), origin }
}

fn source_origin(source: &Source<'_>, place: &crate::place::Place, taken: Taken) -> Origin {
    Origin { place: place.clone(), department: source.department().map(str::to_owned), taken }
}

/// One finding for the field, at the first row, with every other place.
fn conflict(group: &Group<'_>, field: Field, given: &[Source<'_>], diagnostics: &mut Diagnostics) {
    let (name, heading) = (group.lead().display_name(), field.info().heading);
    let mut diagnostic = about(
        group,
        field,
        given[0],
        &merging::CONFLICT,
        say!(
            "“{name}”的{heading}在{count}处不一致",
            "“{name}”: {count} places differ in {field_en}",
            count = given.len(),
            field_en = field.info().name_en
        ),
    );
    let named = given[0].department().filter(|named| given.iter().filter(|source| source.department() == Some(*named)).count() == 1);
    let (department, key) = (named.unwrap_or_else(|| given[0].path()), field.key());
    diagnostic = diagnostic.with_help(say!(
        "请把几处改成一致；如以某一部门为准，在 mulu.yaml 的 resolve 中写：{{item: {name}, field: {key}, take: {department}, reason: …}}",
        "Make them agree, or settle it in mulu.yaml under resolve: {{item: {name}, field: {key}, take: {department}, reason: …}}"
    ));
    diagnostics.push(with_others(diagnostic, field, &given[1..]));
}

fn report_united(group: &Group<'_>, field: Field, given: &[Source<'_>], diagnostics: &mut Diagnostics) {
    let (name, heading) = (group.lead().display_name(), field.info().heading);
    let diagnostic = about(
        group,
        field,
        given[0],
        &merging::UNITED,
        say!(
            "“{name}”的{heading}由{count}处合并而成",
            "“{name}”: {field_en} united from {count} places",
            count = given.len(),
            field_en = field.info().name_en
        ),
    );
    diagnostics.push(with_others(diagnostic, field, &given[1..]));
}

fn about(group: &Group<'_>, field: Field, at: Source<'_>, rule: &'static crate::rule::Rule, message: crate::words::Words) -> Diagnostic {
    Diagnostic::new(rule, at.item.place_of(field).clone(), message).with_item(group.item_name()).with_field(
        field.key(),
        field.info().heading,
        at.item.text(field),
    )
}

/// What the other rows say in a field, each at its place.
fn with_others<'a>(diagnostic: Diagnostic, field: Field, others: impl IntoIterator<Item = &'a Source<'a>>) -> Diagnostic {
    others.into_iter().fold(diagnostic, |diagnostic, source| {
        let (from, said) = (source.department().unwrap_or_else(|| source.path()), source.item.text(field));
        diagnostic.with_related(say!("{from}写的是“{said}”", "{from} says “{said}”"), source.item.place_of(field).clone())
    })
}
