//! Texts to typed fields by the grammars. One text of a table is understood once, however many rows share it.

use std::collections::BTreeMap;

use crate::knowledge::Knowledge;
use crate::model::fields::Part;
use crate::model::{Channel, Citation, Field, Given, Item, Slot, TimeLimit, name};
use crate::parse::channel::Marks;
use crate::parse::draft::{Draft, Written};
use crate::parse::{audience, channel, citation, content, method, subject, tiers, time_limit};
use crate::place::{Located, Place};

/// What was understood so far, by text. Contents are nearly always new, so they are not kept; a basis is mostly that of the row above.
pub(super) struct Typing<'a> {
    knowledge: &'a Knowledge,
    marks: Marks,
    time_limit: BTreeMap<String, TimeLimit>,
    subject: BTreeMap<String, Vec<String>>,
    channels: BTreeMap<String, Vec<Channel>>,
}

impl<'a> Typing<'a> {
    /// For one table or document.
    pub(super) fn new(knowledge: &'a Knowledge, marks: Marks) -> Self {
        Self { knowledge, marks, time_limit: BTreeMap::new(), subject: BTreeMap::new(), channels: BTreeMap::new() }
    }

    /// A draft understood. `above` is the item before it, which 同上 points to.
    pub(super) fn item(&mut self, mut draft: Draft, above: Option<&Item>) -> Item {
        let row = draft.place.clone();
        let marks = draft.marks.unwrap_or(self.marks);
        let knowledge = self.knowledge;
        let mut take = |field| draft.take(field);
        Item {
            group: slot(take(Field::Group), &row, None, named),
            name: slot(take(Field::Name), &row, None, named),
            subname: slot(take(Field::Subname), &row, None, named),
            code: slot(take(Field::Code), &row, None, str::to_owned),
            content: slot(take(Field::Content), &row, above.map(|item| &item.content), content::parse),
            basis: slot(take(Field::Basis), &row, above.map(|item| &item.basis), |text| as_above(text, above.map(|item| &item.basis))),
            time_limit: slot(take(Field::TimeLimit), &row, above.map(|item| &item.time_limit), |text| {
                known(&mut self.time_limit, text, time_limit::parse)
            }),
            subject: slot(take(Field::Subject), &row, above.map(|item| &item.subject), |text| {
                known(&mut self.subject, text, subject::parse)
            }),
            channels: slot(take(Field::Channels), &row, above.map(|item| &item.channels), |text| {
                if marks == self.marks {
                    known(&mut self.channels, text, |text| channel::parse(text, marks, knowledge))
                } else {
                    channel::parse(text, marks, knowledge)
                }
            }),
            audience: ticked(take(Field::Audience), &row, above.map(|item| &item.audience), audience::words, |mut parts| {
                audience::columns(part(&mut parts, Part::Everyone), part(&mut parts, Part::Specific))
            }),
            method: ticked(take(Field::Method), &row, above.map(|item| &item.method), method::words, |mut parts| {
                method::columns(part(&mut parts, Part::Active), part(&mut parts, Part::OnRequest))
            }),
            tiers: ticked(take(Field::Tiers), &row, above.map(|item| &item.tiers), tiers::words, |parts| {
                tiers::columns(parts.into_iter().filter_map(|(part, text)| Some((part.tier()?, text))).collect())
            }),
            link: slot(take(Field::Link), &row, above.map(|item| &item.link), str::to_owned),
            extra: draft.extra,
            place: row,
        }
    }
}

/// A name without its running number, which stays in the text.
fn named(text: &str) -> String {
    name::without_number(text).to_owned()
}

/// The citations of a text, taken from the row above where they stand there.
fn as_above(text: &str, above: Option<&Slot<Vec<Citation>>>) -> Vec<Citation> {
    above.filter(|slot| slot.text == text).map_or_else(|| citation::parse(text), |slot| slot.value.clone())
}

/// The value of a text, understood once.
fn known<T: Clone>(memo: &mut BTreeMap<String, T>, text: &str, parse: impl FnOnce(&str) -> T) -> T {
    if let Some(value) = memo.get(text) {
        return value.clone();
    }
    let value = parse(text);
    memo.insert(text.to_owned(), value.clone());
    value
}

fn slot<T: Clone + Default>(written: Written, row: &Place, above: Option<&Slot<T>>, parse: impl FnOnce(&str) -> T) -> Slot<T> {
    match written {
        Written::NoColumn => Slot::blank(row.clone(), Given::NoColumn),
        Written::Blank(place) | Written::Parts(_, place) => Slot::blank(place, Given::Blank),
        Written::Text(text) => same_as_above(&text, above).unwrap_or_else(|| {
            let value = parse(&text.value);
            Slot::given(text.value, value, text.place)
        }),
    }
}

fn ticked<T: Clone + Default + PartialEq>(
    written: Written,
    row: &Place,
    above: Option<&Slot<T>>,
    words: impl FnOnce(&str, &Place) -> T,
    columns: impl FnOnce(Vec<(Part, Located<String>)>) -> (String, T),
) -> Slot<T> {
    match written {
        Written::NoColumn => Slot::blank(row.clone(), Given::NoColumn),
        Written::Blank(place) => Slot::blank(place, Given::Blank),
        Written::Text(text) => same_as_above(&text, above).unwrap_or_else(|| {
            let value = words(&text.value, &text.place);
            Slot::given(text.value, value, text.place)
        }),
        Written::Parts(parts, place) => {
            let (text, value) = columns(parts);
            // Only marks for “not chosen”: nothing is said.
            if text.is_empty() && value == T::default() { Slot::blank(place, Given::Blank) } else { Slot::given(text, value, place) }
        }
    }
}

/// 同上 means what stands above, and would mean something else once items are sorted: the wording is taken from there.
fn same_as_above<T: Clone>(text: &Located<String>, above: Option<&Slot<T>>) -> Option<Slot<T>> {
    let says_so = matches!(text.value.trim().trim_end_matches(['。', '；', ';']), "同上" | "〃");
    let above = above.filter(|slot| says_so && slot.is_given())?;
    Some(Slot { place: text.place.clone(), ..above.clone() })
}

fn part(parts: &mut Vec<(Part, Located<String>)>, wanted: Part) -> Option<Located<String>> {
    let index = parts.iter().position(|(part, _)| *part == wanted)?;
    Some(parts.swap_remove(index).1)
}
