//! The cells of an item's row: original wording, as a list where its parts stand for themselves; what is missing says so.

use std::borrow::Cow;

use super::frame::Frame;
use crate::model::{Channel, Field, Item, Mark, print};

/// A cell under its heading.
pub(super) struct Cell<'a> {
    /// Name of its column in the stylesheet.
    pub(super) column: &'static str,
    /// The heading over it.
    pub(super) heading: &'static str,
    /// What stands in it.
    pub(super) body: Body<'a>,
    /// The text in one town's catalog, `{}` for its government: only where the towns' texts differ by that alone.
    pub(super) in_town: Option<String>,
}

/// What stands in a cell.
pub(super) enum Body<'a> {
    /// Text with its own line ends.
    Text(Cow<'a, str>),
    /// Several parts.
    List(Vec<Cow<'a, str>>),
    /// Nothing in a catalog that is final.
    Blank,
    /// Nothing yet: a draft says 【缺】.
    Missing,
}

/// The columns behind the item's name: field and name in the stylesheet.
pub(super) const COLUMNS: [(Field, &str); 8] = [
    (Field::Content, "content"),
    (Field::Basis, "basis"),
    (Field::TimeLimit, "limit"),
    (Field::Subject, "subject"),
    (Field::Channels, "channels"),
    (Field::Audience, "audience"),
    (Field::Method, "method"),
    (Field::Tiers, "tiers"),
];

/// The cells of an item, its subject as the catalog at hand prints it.
pub(super) fn cells<'a>(frame: &Frame<'a>, item: &'a Item, subject: &Cow<'a, str>) -> Vec<Cell<'a>> {
    let body = |field| match field {
        Field::Basis => basis(item),
        Field::Subject => Body::Text(subject.clone()),
        Field::Channels => channels(item),
        Field::Audience => understood(print::in_words(item, Field::Audience), &item.audience.text),
        Field::Method => understood(print::in_words(item, Field::Method), &item.method.text),
        Field::Tiers => tiers(frame, item),
        Field::Group | Field::Name | Field::Subname | Field::Code | Field::Content | Field::TimeLimit | Field::Link | Field::Extra => {
            Body::Text(Cow::Borrowed(item.text(field)))
        }
    };
    let cell = |(field, column): &(Field, &'static str)| Cell {
        column,
        heading: field.info().heading,
        body: filled(frame, body(*field)),
        in_town: None,
    };
    COLUMNS.iter().map(cell).collect()
}

fn filled<'a>(frame: &Frame<'_>, body: Body<'a>) -> Body<'a> {
    match body {
        Body::Text(text) if text.trim().is_empty() => {
            if frame.is_draft() {
                Body::Missing
            } else {
                Body::Blank
            }
        }
        Body::Text(_) | Body::List(_) | Body::Blank | Body::Missing => body,
    }
}

/// A citation a line, but only when the citations are all the cell says.
fn basis(item: &Item) -> Body<'_> {
    let citations = &item.basis.value;
    let said = item.basis.text.chars().filter(|c| c.is_alphanumeric());
    if citations.len() > 1 && said.eq(citations.iter().flat_map(|citation| citation.text.chars().filter(|c| c.is_alphanumeric()))) {
        Body::List(citations.iter().map(|citation| Cow::Borrowed(citation.text.as_str())).collect())
    } else {
        Body::Text(Cow::Borrowed(&item.basis.text))
    }
}

fn channels(item: &Item) -> Body<'_> {
    match &*item.channels.value {
        [] => Body::Text(Cow::Borrowed(&item.channels.text)),
        [only] => Body::Text(channel(only)),
        several => Body::List(several.iter().map(channel).collect()),
    }
}

/// What a mark means is said in words: a square alone says nothing to a screen reader.
fn channel(channel: &Channel) -> Cow<'_, str> {
    let printed = match &channel.note {
        None => Cow::Borrowed(channel.name.as_str()),
        Some(note) if channel.name == "其他" => Cow::Owned(format!("其他：{note}")),
        Some(note) => Cow::Owned(format!("{}（{note}）", channel.name)),
    };
    match channel.mark {
        Mark::Used => printed,
        Mark::Required => Cow::Owned(format!("{printed}（必选）")),
        Mark::Optional => Cow::Owned(format!("{printed}（可选）")),
    }
}

fn tiers<'a>(frame: &Frame<'a>, item: &'a Item) -> Body<'a> {
    let ticked = item.tiers.value.iter().map(|(tier, said)| print::ticked(&[(frame.tier(tier), Some(said))]).into());
    match ticked.collect::<Vec<_>>() {
        ticked if ticked.is_empty() => Body::Text(Cow::Borrowed(&item.tiers.text)),
        ticked => Body::List(ticked),
    }
}

/// What was understood; else the cell's own words.
fn understood(ticked: String, text: &str) -> Body<'_> {
    Body::Text(if ticked.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(ticked) })
}
