//! Whether two values of a field say the same: limits by segments, citations by title and number, sets as sets. Never compares
//! wording that a grammar has understood.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::citation;
use crate::model::name::fold;
use crate::model::{Audience, Channel, Citation, Content, Field, Item, Method, Slot, Tiers, TimeLimit};

/// Whether two items agree in a field. Blank values agree with nothing but blank ones.
#[must_use]
pub fn field(field: Field, a: &Item, b: &Item) -> bool {
    match field {
        Field::Group => text(&a.group, &b.group),
        Field::Name => text(&a.name, &b.name),
        Field::Subname => text(&a.subname, &b.subname),
        Field::Code => text(&a.code, &b.code),
        Field::Content => content(&a.content, &b.content),
        Field::Basis => basis(&a.basis, &b.basis),
        Field::TimeLimit => time_limit(&a.time_limit, &b.time_limit),
        Field::Subject => subject(&a.subject, &b.subject),
        Field::Channels => channels(&a.channels, &b.channels),
        Field::Audience => audience(&a.audience, &b.audience),
        Field::Method => method(&a.method, &b.method),
        Field::Tiers => tiers(&a.tiers, &b.tiers),
        Field::Link => a.link.text == b.link.text,
        Field::Extra => a.extra == b.extra,
    }
}

/// Plain words, compared without width, blanks and punctuation.
#[must_use]
pub fn text(a: &Slot<String>, b: &Slot<String>) -> bool {
    a.text == b.text || fold(&a.text) == fold(&b.text)
}

/// 公开内容, as sets of elements.
#[must_use]
pub fn content(a: &Slot<Vec<Content>>, b: &Slot<Vec<Content>>) -> bool {
    a.text == b.text || elements(&a.value) == elements(&b.value)
}

/// The elements as a set.
#[must_use]
pub fn elements(content: &[Content]) -> BTreeSet<String> {
    content.iter().map(|element| fold(&element.text)).collect()
}

/// Every citation of one has its like in the other. A number left out in one of the two does not make them differ.
#[must_use]
pub fn basis(a: &Slot<Vec<Citation>>, b: &Slot<Vec<Citation>>) -> bool {
    let covers = |these: &[Citation], those: &[Citation]| those.iter().all(|that| these.iter().any(|this| citation::same(this, that)));
    a.text == b.text || (covers(&a.value, &b.value) && covers(&b.value, &a.value) && !a.value.is_empty())
}

/// Limits by their segments; texts where one was not understood.
#[must_use]
pub fn time_limit(a: &Slot<TimeLimit>, b: &Slot<TimeLimit>) -> bool {
    let understood = !a.value.segments.is_empty() && !b.value.segments.is_empty();
    if understood { a.value.segments == b.value.segments && a.value.remarks == b.value.remarks } else { fold(&a.text) == fold(&b.text) }
}

/// Bodies as a set.
#[must_use]
pub fn subject(a: &Slot<Arc<[String]>>, b: &Slot<Arc<[String]>>) -> bool {
    let bodies = |subject: &[String]| -> BTreeSet<String> { subject.iter().map(|body| fold(body)).collect() };
    a.text == b.text || bodies(&a.value) == bodies(&b.value)
}

/// Channels as a set, each with what is said of it.
#[must_use]
pub fn channels(a: &Slot<Arc<[Channel]>>, b: &Slot<Arc<[Channel]>>) -> bool {
    let set = |channels: &[Channel]| -> BTreeSet<String> { channels.iter().map(channel).collect() };
    set(&a.value) == set(&b.value) && (!a.value.is_empty() || a.text == b.text)
}

/// What makes a channel the same channel: its standard name and what is said of it.
#[must_use]
pub fn channel(channel: &Channel) -> String {
    let name = channel.standard.as_deref().unwrap_or(&channel.name);
    format!("{}\u{241f}{}", fold(name), channel.note.as_deref().map(fold).unwrap_or_default())
}

/// Who may read.
#[must_use]
pub fn audience(a: &Slot<Audience>, b: &Slot<Audience>) -> bool {
    a.value == b.value && (a.value != Audience::default() || a.text == b.text)
}

/// The way of disclosure.
#[must_use]
pub fn method(a: &Slot<Method>, b: &Slot<Method>) -> bool {
    a.value == b.value && (a.value != Method::default() || a.text == b.text)
}

/// The tiers ticked, whatever stands there.
#[must_use]
pub fn tiers(a: &Slot<Tiers>, b: &Slot<Tiers>) -> bool {
    a.value.keys().eq(b.value.keys()) && (!a.value.is_empty() || a.text == b.text)
}
