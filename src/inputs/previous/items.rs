//! An item of `catalog.json` as a row of a list: original wording, typed values, and where it stands in that file. Ticked tiers come
//! back as bare ticks, further codes of one list not at all: the file does not keep them apart.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::node::{entries, get, of, pairs, text};
use crate::knowledge;
use crate::model::fields::Part;
use crate::model::item::TICK;
use crate::model::print::{BODY_JOIN, ELEMENT_JOIN};
use crate::model::{Audience, Channel, Citation, Content, Extra, Field, Given, Item, Mark, Method, Slot, Tier, Tiers, TimeLimit, fields};
use crate::parse::time_limit;
use crate::place::{Located, Place};
use crate::read::Node;

/// Which fields a unit filled in, and the files it did it in.
pub(crate) struct Standing<'a> {
    fields: BTreeSet<Field>,
    files: BTreeSet<&'a str>,
    /// Whether nobody else filled in any.
    alone: bool,
}

impl<'a> Standing<'a> {
    /// What the origins say that are the unit's own.
    pub(super) fn of(node: &'a Node, is_own: &impl Fn(&Node) -> bool) -> Self {
        let mut standing = Self { fields: BTreeSet::new(), files: BTreeSet::new(), alone: true };
        let Some(origin) = of(node, "origin") else { return standing };
        for info in fields::ALL {
            for origin in entries(origin, info.key) {
                if is_own(origin) {
                    standing.fields.insert(info.field);
                    standing.files.insert(text(origin, "file"));
                } else {
                    standing.alone = false;
                }
            }
        }
        standing
    }

    /// Every field that was filled in.
    pub(crate) fn all(node: &'a Node) -> Self {
        Self::of(node, &|_| true)
    }

    /// Whether it names the item: a row without a name was no item.
    pub(super) fn is_any(&self) -> bool {
        self.fields.contains(&Field::Name)
    }

    /// Whether it is the unit's item alone.
    pub(super) fn is_alone(&self) -> bool {
        self.alone
    }

    /// The codes its files gave the item.
    pub(crate) fn codes(&self, node: &'a Node) -> Vec<&'a Node> {
        let own = entries(node, "codes").iter().filter(|code| self.files.contains(text(code, "list")));
        own.filter_map(|code| get(code, "code")).collect()
    }
}

/// The item, as far as the unit filled it in.
pub(crate) fn item(node: &Node, standing: &Standing<'_>, code: Option<&Node>) -> Item {
    let slots = Slots { node, standing };
    Item {
        place: node.place.clone(),
        group: slots.name(Field::Group),
        name: slots.name(Field::Name),
        subname: slots.name(Field::Subname),
        code: code.map_or_else(
            || Slot::blank(node.place.clone(), Given::Blank),
            |code| Slot::given(code.text(), code.text().to_owned(), code.place.clone()),
        ),
        content: slots.entries(Field::Content, ELEMENT_JOIN, "text", content),
        basis: slots.entries(Field::Basis, ELEMENT_JOIN, "text", citation),
        time_limit: slots.time_limit(),
        subject: shared(slots.entries(Field::Subject, BODY_JOIN, "", |body| Some(body.text().to_owned()))),
        method: slots.method(),
        channels: shared(slots.entries(Field::Channels, BODY_JOIN, "name", channel)),
        audience: slots.audience(),
        tiers: slots.tiers(),
        link: slots.slot(Field::Link, text(node, Field::Link.key()).to_owned(), str::to_owned),
        extra: slots.extra(),
        serial: crate::model::item::Serial::default(),
    }
}

/// Makes the fields of one item.
struct Slots<'a> {
    node: &'a Node,
    standing: &'a Standing<'a>,
}

impl Slots<'_> {
    /// A field with its text; blank where the unit did not fill it in.
    fn slot<T: Default>(&self, field: Field, text: String, value: impl FnOnce(&str) -> T) -> Slot<T> {
        let place = self.place(field).clone();
        if !self.standing.fields.contains(&field) {
            return Slot::blank(place, Given::Blank);
        }
        let value = value(&text);
        Slot::given(text, value, place)
    }

    fn place(&self, field: Field) -> &Place {
        get(self.node, field.key()).map_or(&self.node.place, |value| &value.place)
    }

    /// The original text, where it is not exactly the entries.
    fn wording(&self, field: Field) -> Option<String> {
        let wording = of(self.node, "wording").and_then(|wording| get(wording, field.key()))?;
        Some(wording.text().to_owned())
    }

    fn name(&self, field: Field) -> Slot<String> {
        let value = text(self.node, field.key());
        self.slot(field, self.wording(field).unwrap_or_else(|| value.to_owned()), |_| value.to_owned())
    }

    /// A field of several entries, each with its text under `key`, or itself a text.
    fn entries<T>(&self, field: Field, between: &str, key: &str, one: impl Fn(&Node) -> Option<T>) -> Slot<Vec<T>> {
        let all = entries(self.node, field.key());
        let joined = || {
            let texts: Vec<&str> = all.iter().map(|entry| if key.is_empty() { entry.text() } else { text(entry, key) }).collect();
            texts.join(between)
        };
        self.slot(field, self.wording(field).unwrap_or_else(joined), |_| all.iter().filter_map(one).collect())
    }

    fn time_limit(&self) -> Slot<TimeLimit> {
        let field = Field::TimeLimit;
        let written = of(self.node, field.key());
        let all = written.map_or(&[][..], |limit| entries(limit, "segments"));
        self.slot(field, written.map_or("", |limit| text(limit, "text")).to_owned(), |text| {
            let mut limit = time_limit::parse(text);
            if limit.segments.len() == all.len() {
                for (segment, written) in limit.segments.iter_mut().zip(all) {
                    segment.scope = get(written, "scope").map(|scope| scope.text().to_owned());
                }
            }
            limit
        })
    }

    fn method(&self) -> Slot<Method> {
        let words = self.entries(Field::Method, BODY_JOIN, "", |word| Some(Located::new(word.text().to_owned(), word.place.clone())));
        let said = |part: Part| {
            words.value.iter().find_map(|word| {
                let remark = word.value.strip_prefix(part.word())?;
                let remark = if remark.is_empty() { TICK } else { remark.strip_prefix('：')? };
                Some(Located::new(remark.to_owned(), word.place.clone()))
            })
        };
        let value = Method { active: said(Part::Active), on_request: said(Part::OnRequest) };
        Slot { text: words.text, value, place: words.place, given: words.given, entries: None }
    }

    fn audience(&self) -> Slot<Audience> {
        let written = of(self.node, Field::Audience.key());
        let said = |key: &str| {
            let node = get(written?, key)?;
            Some(Located::new(node.text().to_owned(), node.place.clone()))
        };
        let value = Audience { everyone: said("everyone"), specific: said("specific") };
        let is_for_all = value.specific.is_none() && value.everyone.as_ref().is_some_and(|said| said.value == TICK);
        let usual = if is_for_all { Part::Everyone.word() } else { "" };
        self.slot(Field::Audience, self.wording(Field::Audience).unwrap_or_else(|| usual.to_owned()), |_| value)
    }

    fn tiers(&self) -> Slot<Tiers> {
        let ticked = |node: &Node| {
            let tier = [("prefecture", Tier::Prefecture), ("city", Tier::City), ("town", Tier::Town), ("village", Tier::Village)];
            let (_, tier) = tier.into_iter().find(|(word, _)| *word == node.text())?;
            Some((tier, Located::new(TICK.to_owned(), node.place.clone())))
        };
        let tiers: Tiers = entries(self.node, Field::Tiers.key()).iter().filter_map(ticked).collect();
        let words: Vec<&str> = tiers.keys().map(|tier| Part::Tier(tier).word()).collect();
        self.slot(Field::Tiers, words.join(BODY_JOIN), |_| tiers)
    }

    fn extra(&self) -> Vec<Extra> {
        if !self.standing.fields.contains(&Field::Extra) {
            return Vec::new();
        }
        let columns = of(self.node, Field::Extra.key()).map_or(&[][..], pairs);
        let column = |(heading, text): &(Located<String>, Node)| Extra {
            heading: heading.value.clone(),
            text: Located::new(text.text().to_owned(), text.place.clone()),
        };
        columns.iter().map(column).collect()
    }
}

fn shared<T>(slot: Slot<Vec<T>>) -> Slot<Arc<[T]>> {
    Slot { text: slot.text, value: slot.value.into(), place: slot.place, given: slot.given, entries: None }
}

fn content(node: &Node) -> Option<Content> {
    Some(Content { text: text(node, "text").to_owned(), mark: mark(node) })
}

fn citation(node: &Node) -> Option<Citation> {
    let said = |key| get(node, key).map(|said| said.text().to_owned());
    Some(Citation {
        text: text(node, "text").to_owned(),
        title: text(node, "title").to_owned(),
        number: said("number"),
        articles: said("articles"),
    })
}

fn channel(node: &Node) -> Option<Channel> {
    let name = text(node, "name");
    let note = get(node, "note").map(|note| note.text().to_owned());
    let standard = knowledge::load().channel(name).map(str::to_owned);
    Some(Channel { name: name.to_owned(), standard, note, mark: mark(node).unwrap_or(Mark::Used) })
}

fn mark(node: &Node) -> Option<Mark> {
    match text(node, "mark") {
        "required" => Some(Mark::Required),
        "optional" => Some(Mark::Optional),
        _ => None,
    }
}
