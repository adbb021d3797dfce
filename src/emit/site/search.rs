//! `search.js`: the items as the page's search and filters know them. A script rather than data alone, since pages opened from a
//! folder may load no other kind of file. Nothing in it can end the script or become part of a page: the script writes text only.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::escape::harmless;
use super::frame::Frame;
use super::link;
use crate::emit::json::Lines;
use crate::model::catalog::is_generic_town_body;
use crate::model::fields::Part;
use crate::model::{Deviation, Entry, Field, Tier, TownState, name, print};

/// What `script.js` is handed: `mulu.search({…})`. Texts are said once and named by their number.
#[derive(Serialize)]
struct Data<'a> {
    /// Characters that become those of `simplified` at the same place before anything is compared.
    traditional: String,
    simplified: String,
    /// What filters offer: key in the address and word.
    tiers: Vec<(&'static str, Cow<'a, str>)>,
    audience: [(&'static str, &'static str); 2],
    method: [(&'static str, &'static str); 2],
    domains: Vec<Domain<'a>>,
    towns: Vec<Town<'a>>,
    /// Bodies, and whether one stands for any town's government.
    bodies: Vec<(Cow<'a, str>, u8)>,
    channels: Vec<Cow<'a, str>>,
    texts: Vec<Cow<'a, str>>,
    items: Vec<Row>,
}

/// Key, name, and whether it applies.
#[derive(Serialize)]
struct Domain<'a>(&'a str, Cow<'a, str>, bool);

/// Name, government, and the domains that do not apply there.
#[derive(Serialize)]
struct Town<'a>(Cow<'a, str>, Cow<'a, str>, Vec<usize>);

/// An item: id, domain, 一级事项, name, 内容, 依据, 时限, 主体, 渠道, 对象, 方式, 层级, towns. Names and texts are numbers of `texts`.
#[derive(Serialize)]
struct Row(
    String,
    usize,
    usize,
    usize,
    usize,
    usize,
    usize,
    Vec<usize>,
    Vec<usize>,
    Vec<usize>,
    Vec<usize>,
    Vec<usize>,
    #[serde(skip_serializing_if = "InTowns::are_as_the_city")] InTowns,
);

/// What single towns say of an item.
#[derive(Default, Serialize)]
struct InTowns {
    /// The town that alone has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    omitted: Vec<usize>,
    /// By town what it says instead: 时限, 主体 (numbers of `texts`; none where it keeps the city's).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    changed: BTreeMap<usize, (Option<usize>, Option<usize>)>,
}

/// Texts by their number.
#[derive(Default)]
struct Texts<'a> {
    known: BTreeMap<Cow<'a, str>, usize>,
    list: Vec<Cow<'a, str>>,
}

/// The file.
///
/// # Errors
/// Only when memory cannot be written to.
pub(super) fn file(frame: &Frame<'_>) -> io::Result<Vec<u8>> {
    let mut json = Vec::new();
    data(frame).serialize(&mut serde_json::Serializer::with_formatter(&mut json, Lines::default()))?;
    let json = String::from_utf8(json).map_err(io::Error::other)?;
    // Within a script these three mean more than themselves; in JSON they stand in texts only.
    let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Ok(format!("mulu.search({json});\n").into_bytes())
}

fn data<'a>(frame: &'a Frame<'a>) -> Data<'a> {
    let catalog = frame.publication.catalog;
    let (mut texts, mut bodies, mut channels) = (Texts::default(), Texts::default(), Texts::default());
    let mut items = Vec::with_capacity(catalog.item_count());
    for (domain, section) in catalog.domains.iter().enumerate() {
        items.extend(section.entries.iter().map(|entry| row(domain, entry, &mut texts, &mut bodies, &mut channels)));
    }
    let domains = catalog.domains.iter();
    let domains: Vec<Domain<'_>> =
        domains.map(|domain| Domain(&domain.key, harmless(&domain.name), domain.not_applicable.is_none())).collect();
    let towns = catalog.towns.iter().map(|town| {
        let keys = catalog.domains.iter().enumerate().filter(|(_, domain)| town.not_applicable.contains_key(&domain.key));
        Town(harmless(&town.name), harmless(&town.government), keys.map(|(index, _)| index).collect())
    });
    let towns: Vec<Town<'_>> = towns.collect();
    let names = domains.iter().map(|domain| &domain.1).chain(towns.iter().map(|town| &town.0));
    let (traditional, simplified) = folding(texts.list.iter().chain(&bodies.list).chain(names));
    Data {
        traditional,
        simplified,
        tiers: TIERS.map(|(tier, key)| (key, harmless(frame.tier(tier)))).into(),
        audience: [("everyone", Part::Everyone.word()), ("specific", Part::Specific.word())],
        method: [("active", Part::Active.word()), ("request", Part::OnRequest.word())],
        domains,
        towns,
        bodies: bodies.list.into_iter().map(of_any_town).collect(),
        channels: channels.list,
        texts: texts.list,
        items,
    }
}

/// The tiers in the order of their numbers, with the words the address knows them by.
const TIERS: [(Tier, &str); 4] = [(Tier::Prefecture, "prefecture"), (Tier::City, "city"), (Tier::Town, "town"), (Tier::Village, "village")];

fn row<'a>(domain: usize, entry: &'a Entry, texts: &mut Texts<'a>, bodies: &mut Texts<'a>, channels: &mut Texts<'a>) -> Row {
    let item = &*entry.item;
    let (audience, method) = (&item.audience.value, &item.method.value);
    let subjects: Vec<&str> = match &*item.subject.value {
        [] => Some(item.subject.text.as_str()).filter(|text| !text.trim().is_empty()).into_iter().collect(),
        parts => parts.iter().map(String::as_str).collect(),
    };
    let ways = item.channels.value.iter().map(|channel| channel.standard.as_deref().unwrap_or(&channel.name));
    Row(
        link::anchor(&entry.id).into_owned(),
        domain,
        texts.number(&item.group.value),
        texts.number(item.display_name()),
        texts.number(print::cell(item, Field::Content, None)),
        texts.number(print::cell(item, Field::Basis, None)),
        texts.number(print::cell(item, Field::TimeLimit, None)),
        numbers(subjects.into_iter().map(|subject| bodies.number(subject))),
        numbers(ways.map(|way| channels.number(way))),
        ticked([audience.everyone.is_some(), audience.specific.is_some()]),
        ticked([method.active.is_some(), method.on_request.is_some()]),
        ticked(TIERS.map(|(tier, _)| item.tiers.value.contains(tier))),
        in_towns(entry, texts),
    )
}

/// A body, and whether it stands for any town's government.
fn of_any_town(body: Cow<'_, str>) -> (Cow<'_, str>, u8) {
    let any = is_generic_town_body(&body);
    (body, any.into())
}

/// Each number once, in the order given.
fn numbers(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut once = Vec::new();
    for number in numbers {
        if !once.contains(&number) {
            once.push(number);
        }
    }
    once
}

fn ticked<const N: usize>(ticks: [bool; N]) -> Vec<usize> {
    (0..N).filter(|index| ticks[*index]).collect()
}

fn in_towns<'a>(entry: &'a Entry, texts: &mut Texts<'a>) -> InTowns {
    let mut said = InTowns { added: entry.added_by, ..InTowns::default() };
    for (town, deviation) in &entry.towns {
        match deviation.state {
            TownState::Omitted => said.omitted.push(*town),
            TownState::Changed => {
                let mut number = |field| changed(deviation, field).map(|text| texts.number(text));
                said.changed.insert(*town, (number(Field::TimeLimit), number(Field::Subject)));
            }
            TownState::Confirmed | TownState::Added => {}
        }
    }
    said
}

fn changed(deviation: &Deviation, field: Field) -> Option<&str> {
    deviation.changes.iter().find(|change| change.field == field).map(|change| change.to.as_str())
}

impl InTowns {
    fn are_as_the_city(&self) -> bool {
        self.added.is_none() && self.omitted.is_empty() && self.changed.is_empty()
    }
}

impl<'a> Texts<'a> {
    fn number(&mut self, text: impl Into<Cow<'a, str>>) -> usize {
        let text = match text.into() {
            Cow::Borrowed(text) => harmless(text),
            Cow::Owned(text) => Cow::Owned(harmless(&text).into_owned()),
        };
        if let Some(number) = self.known.get(&text) {
            return *number;
        }
        self.known.insert(text.clone(), self.list.len());
        self.list.push(text);
        self.list.len() - 1
    }
}

/// The traditional characters that stand for one that occurs: whoever types another finds nothing with it either way.
fn folding<'t>(texts: impl Iterator<Item = &'t Cow<'t, str>>) -> (String, String) {
    let table: BTreeMap<char, char> = name::traditional().collect();
    let mut occur = BTreeSet::new();
    for text in texts {
        occur.extend(text.nfkc().flat_map(char::to_lowercase).map(|c| table.get(&c).copied().unwrap_or(c)));
    }
    table.into_iter().filter(|(_, simplified)| occur.contains(simplified)).unzip()
}
