//! An item of `catalog.json` with its typed values, understood again from the words it was written in. Ticked tiers come back as bare ticks;
//! where each field came from is not kept.

use std::collections::BTreeMap;

use super::record::{AudienceRecord, ChannelRecord, CitationRecord, ContentRecord, InTownRecord, ItemRecord, TimeLimitRecord};
use crate::knowledge;
use crate::model::fields::Part;
use crate::model::item::{Serial, TICK};
use crate::model::print::{BODY_JOIN, ELEMENT_JOIN};
use crate::model::{
    Audience, Change, Channel, Citation, Content, Deviation, Entry, Extra, Field, Given, Item, ListKind, Mark, Method, Slot, Tier, Tiers,
    TimeLimit, TownState, name,
};
use crate::parse::time_limit;
use crate::place::{Located, Place};

/// The entry; `town` finds a town by its name.
pub(super) fn entry(record: ItemRecord, place: &Place, town: &dyn Fn(&str) -> Option<usize>) -> Entry {
    let codes = record.codes.iter().map(|code| (code.list.clone(), code.code.clone())).collect();
    let lists = record.lists.iter().filter_map(|kind| ListKind::named(kind)).collect();
    let added_by = record.added_by.as_deref().and_then(town);
    let said = record.towns.iter().filter_map(|(name, said)| Some((town(name)?, deviation(said, place)?)));
    let towns: BTreeMap<usize, Deviation> = said.collect();
    let id = record.id.clone();
    let item = item(record, place);
    Entry { id, key: name::item_key(&item), item: item.into(), codes, lists, origin: BTreeMap::new(), added_by, towns }
}

fn item(record: ItemRecord, place: &Place) -> Item {
    let slots = Slots { wording: record.wording, place };
    let code = record.codes.into_iter().next().map_or_else(String::new, |code| code.code);
    Item {
        place: place.clone(),
        group: slots.of(Field::Group, record.group.clone(), record.group),
        name: slots.of(Field::Name, record.name.clone(), record.name),
        subname: slots.of(Field::Subname, record.subname.clone(), record.subname),
        code: slots.of(Field::Code, code.clone(), code),
        content: slots.content(record.content),
        basis: slots.basis(record.basis),
        time_limit: slots.time_limit(record.time_limit),
        subject: slots.of(Field::Subject, record.subject.join(BODY_JOIN), record.subject.into()),
        method: slots.of(Field::Method, record.method.join(BODY_JOIN), method(&record.method, place)),
        channels: slots.channels(record.channels),
        audience: slots.audience(record.audience),
        tiers: slots.tiers(&record.tiers),
        link: slots.of(Field::Link, record.link.clone(), record.link),
        extra: record.extra.into_iter().map(|(heading, text)| Extra { heading, text: Located::new(text, place.clone()) }).collect(),
        serial: Serial::default(),
    }
}

/// Makes the fields of one item.
struct Slots<'a> {
    wording: BTreeMap<String, String>,
    place: &'a Place,
}

impl Slots<'_> {
    /// A field: its original text, where that is not exactly `usual`.
    fn of<T: Default>(&self, field: Field, usual: String, value: T) -> Slot<T> {
        let text = self.wording.get(field.key()).cloned().unwrap_or(usual);
        if text.is_empty() { Slot::blank(self.place.clone(), Given::Blank) } else { Slot::given(text, value, self.place.clone()) }
    }

    fn content(&self, all: Vec<ContentRecord>) -> Slot<Vec<Content>> {
        let usual = join(all.iter().map(|element| element.text.as_str()), ELEMENT_JOIN);
        let one = |element: ContentRecord| Content { mark: mark(element.mark.as_deref()), text: element.text };
        self.of(Field::Content, usual, all.into_iter().map(one).collect())
    }

    fn basis(&self, all: Vec<CitationRecord>) -> Slot<Vec<Citation>> {
        let usual = join(all.iter().map(|citation| citation.text.as_str()), ELEMENT_JOIN);
        let one = |CitationRecord { text, title, number, articles }| Citation { text, title, number, articles };
        self.of(Field::Basis, usual, all.into_iter().map(one).collect())
    }

    fn time_limit(&self, written: TimeLimitRecord) -> Slot<TimeLimit> {
        let mut limit = time_limit::parse(&written.text);
        if limit.segments.len() == written.segments.len() {
            for (segment, written) in limit.segments.iter_mut().zip(written.segments) {
                segment.scope = written.scope;
            }
        }
        self.of(Field::TimeLimit, written.text, limit)
    }

    fn channels(&self, all: Vec<ChannelRecord>) -> Slot<std::sync::Arc<[Channel]>> {
        let usual = join(all.iter().map(|channel| channel.name.as_str()), BODY_JOIN);
        let one = |channel: ChannelRecord| Channel {
            standard: knowledge::load().channel(&channel.name).map(str::to_owned),
            mark: mark(channel.mark.as_deref()).unwrap_or(Mark::Used),
            name: channel.name,
            note: channel.note,
        };
        self.of(Field::Channels, usual, all.into_iter().map(one).collect())
    }

    fn audience(&self, said: AudienceRecord) -> Slot<Audience> {
        let is_for_all = said.specific.is_none() && said.everyone.as_deref() == Some(TICK);
        let usual = if is_for_all { Part::Everyone.word() } else { "" };
        let located = |text: Option<String>| text.map(|text| Located::new(text, self.place.clone()));
        let value = Audience { everyone: located(said.everyone), specific: located(said.specific) };
        let slot = self.of(Field::Audience, usual.to_owned(), Audience::default());
        Slot { value, ..slot }
    }

    fn tiers(&self, words: &[String]) -> Slot<Tiers> {
        let known = [("prefecture", Tier::Prefecture), ("city", Tier::City), ("town", Tier::Town), ("village", Tier::Village)];
        let ticked = words.iter().filter_map(|word| known.iter().find(|(key, _)| key == word));
        let tiers: Tiers = ticked.map(|(_, tier)| (*tier, Located::new(TICK.to_owned(), self.place.clone()))).collect();
        let text = join(tiers.keys().map(|tier| Part::Tier(tier).word()), BODY_JOIN);
        self.of(Field::Tiers, text, tiers)
    }
}

fn join<'a>(parts: impl Iterator<Item = &'a str>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

fn mark(word: Option<&str>) -> Option<Mark> {
    match word {
        Some("required") => Some(Mark::Required),
        Some("optional") => Some(Mark::Optional),
        Some(_) | None => None,
    }
}

/// `主动公开`, `依申请公开：说明`.
fn method(words: &[String], place: &Place) -> Method {
    let said = |part: Part| {
        words.iter().find_map(|word| {
            let remark = word.strip_prefix(part.word())?;
            let remark = if remark.is_empty() { TICK } else { remark.strip_prefix('：')? };
            Some(Located::new(remark.to_owned(), place.clone()))
        })
    };
    Method { active: said(Part::Active), on_request: said(Part::OnRequest) }
}

/// What a town says of an item; none for a state that is not known.
fn deviation(said: &InTownRecord, place: &Place) -> Option<Deviation> {
    let state = match said.state.as_str() {
        "confirmed" => TownState::Confirmed,
        "changed" => TownState::Changed,
        "omitted" => TownState::Omitted,
        "added" => TownState::Added,
        _ => return None,
    };
    let change = |(key, change): (&String, &super::record::ChangedRecord)| {
        let (field, at) = (Field::named(key)?, place.clone());
        let (from, to, was, reason) = (change.from.clone(), change.to.clone(), change.was.clone(), change.reason.clone());
        Some(Change { field, from, to, was, reason, at })
    };
    let changes = said.changed.iter().filter_map(change).collect();
    Some(Deviation { state, item: None, changes, reason: said.reason.clone(), at: place.clone() })
}
