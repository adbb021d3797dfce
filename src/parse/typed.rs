//! Texts to typed fields by the grammars. One text of a table is understood once, however many rows share it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::knowledge::Knowledge;
use crate::model::fields::Part;
use crate::model::item::TICK;
use crate::model::{Channel, Field, Given, Item, Slot, Tier, TimeLimit, name};
use crate::parse::ditto::is_ditto;
use crate::parse::draft::{Draft, Written};
use crate::parse::glyph::{solid, tight};
use crate::parse::legend::Legend;
use crate::parse::noticed::{Damage, LostMarks};
use crate::parse::{Context, audience, channel, citation, content, method, scopes, subject, tick, tiers, time_limit};
use crate::place::{Located, Place};

/// Items understood, and what had to be made good for it.
#[derive(Default)]
pub(super) struct Typed {
    /// The items, in the order of the drafts.
    pub(super) items: Vec<Item>,
    /// Names that lost their mark.
    pub(super) lost_marks: LostMarks,
    /// Marks that were damaged.
    pub(super) damage: Damage,
}

/// Drafts understood, in their order. `default_tier` is that of a table which says none.
pub(super) fn all(drafts: Vec<Draft>, legend: &Legend, default_tier: Option<Tier>, context: &Context<'_>) -> Typed {
    let mut typing = Typing::new(context.knowledge, legend);
    let mut items: Vec<Item> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut item = typing.item(draft, items.last());
        scopes::give(&mut item);
        if let Some(tier) = default_tier {
            item.tiers.value.insert(tier, Located::new(TICK.to_owned(), item.place.clone()));
        }
        items.push(item);
    }
    Typed { items, lost_marks: typing.lost_marks, damage: typing.damage }
}

impl Typed {
    /// Nothing yet, with room for so many items.
    pub(super) fn with_capacity(items: usize) -> Self {
        Self { items: Vec::with_capacity(items), ..Self::default() }
    }

    /// Adds what further rows of the same table hold.
    pub(super) fn append(&mut self, mut further: Self) {
        self.items.append(&mut further.items);
        self.lost_marks.append(further.lost_marks);
        self.damage.append(further.damage);
    }
}

/// What was understood so far, by text. Contents are nearly always new, so they are not kept; a basis is mostly that of the row above.
struct Typing<'a> {
    knowledge: &'a Knowledge,
    legend: &'a Legend,
    time_limit: BTreeMap<String, TimeLimit>,
    subject: BTreeMap<String, Arc<[String]>>,
    channels: BTreeMap<String, Channels>,
    lost_marks: LostMarks,
    damage: Damage,
}

impl<'a> Typing<'a> {
    /// For one table or document.
    fn new(knowledge: &'a Knowledge, legend: &'a Legend) -> Self {
        let (time_limit, subject, channels) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { knowledge, legend, time_limit, subject, channels, lost_marks: LostMarks::default(), damage: Damage::default() }
    }

    /// A draft understood; `above` is the item before it.
    fn item(&mut self, mut draft: Draft, above: Option<&Item>) -> Item {
        let row = draft.place.clone();
        let own = draft.legend.take().map(|own| own.over(self.legend));
        let legend = own.as_ref().unwrap_or(self.legend);
        for field in [Field::Audience, Field::Method, Field::Tiers] {
            self.note_ticks(draft.get(field));
        }
        let channels = self.channels(draft.take(Field::Channels), &row, own.as_ref());
        let basis_entries = draft.basis_entries.take();
        let mut take = |field| draft.take(field);
        let cited_above = above.map_or(&[][..], |above| &above.basis.value);
        let basis = slot(take(Field::Basis), &row, |text| citation::parse_below(text, cited_above));
        Item {
            group: slot(take(Field::Group), &row, named),
            name: name_slot(take(Field::Name), &row),
            subname: name_slot(take(Field::Subname), &row),
            code: slot(take(Field::Code), &row, str::to_owned),
            content: slot(take(Field::Content), &row, |text| content::parse(text, legend)),
            basis: Slot { entries: basis_entries, ..basis },
            time_limit: slot(take(Field::TimeLimit), &row, |text| known(&mut self.time_limit, text, time_limit::parse)),
            subject: slot(take(Field::Subject), &row, |text| known(&mut self.subject, text, |text| subject::parse(text).into())),
            channels,
            audience: ticked(take(Field::Audience), &row, audience::words, |mut parts| {
                audience::columns(part(&mut parts, Part::Everyone), part(&mut parts, Part::Specific))
            }),
            method: ticked(take(Field::Method), &row, method::words, |mut parts| {
                method::columns(part(&mut parts, Part::Active), part(&mut parts, Part::OnRequest))
            }),
            tiers: ticked(take(Field::Tiers), &row, tiers::words, |parts| {
                tiers::columns(parts.into_iter().filter_map(|(part, text)| Some((part.tier()?, text))).collect())
            }),
            // An address has no blanks; a narrow column breaks it.
            link: slot(take(Field::Link), &row, tight),
            extra: draft.extra,
            serial: draft.serial,
            place: row,
        }
    }

    /// The channels of a cell; what had to be made good is noted at its place.
    fn channels(&mut self, written: Written, row: &Place, own: Option<&Legend>) -> Slot<Arc<[Channel]>> {
        let Slot { text, value, place, given, entries } = slot(written, row, |text| match own {
            None => known(&mut self.channels, text, |text| channel::read(text, self.legend, self.knowledge).into()),
            Some(legend) => channel::read(text, legend, self.knowledge).into(),
        });
        if let Some(read) = value.made_good {
            self.lost_marks.note(&place, &read.unmarked);
            self.damage.note(&place, &text, &read.damaged, read.mends.clone());
        }
        Slot { text, value: value.chosen, place, given, entries }
    }

    /// Notes damaged ticks.
    fn note_ticks(&mut self, written: &Written) {
        if let Written::Parts(parts, _) = written {
            for (_, text) in parts {
                let Some((sign, square)) = tick::damaged(&text.value) else { continue };
                let at = text.value.find(sign).expect("a mark that was found there");
                let mend = square.instead_of(sign, at);
                self.damage.note(&text.place, &text.value, &[(sign, square)], vec![mend]);
            }
        }
    }
}

/// The channels a cell chooses, and how it was read where something in it had to be made good.
#[derive(Clone, Default)]
struct Channels {
    chosen: Arc<[Channel]>,
    made_good: Option<Arc<channel::Read>>,
}

impl From<channel::Read> for Channels {
    fn from(mut read: channel::Read) -> Self {
        let chosen = std::mem::take(&mut read.channels).into();
        let is_whole = read.unmarked.is_empty() && read.damaged.is_empty();
        Self { chosen, made_good: (!is_whole).then(|| Arc::new(read)) }
    }
}

/// A name without its running number and the blanks of its column, which stay in the text.
fn named(text: &str) -> String {
    name::without_number(&solid(text)).to_owned()
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

/// A name, which 同上 may be, too: two items of one name would be no better.
fn name_slot(written: Written, row: &Place) -> Slot<String> {
    match written {
        Written::Text(text) => {
            let value = named(&text.value);
            Slot::given(text.value, value, text.place)
        }
        Written::NoColumn | Written::Blank(_) | Written::Parts(..) => slot(written, row, named),
    }
}

fn slot<T: Default>(written: Written, row: &Place, parse: impl FnOnce(&str) -> T) -> Slot<T> {
    match written {
        Written::NoColumn => Slot::blank(row.clone(), Given::NoColumn),
        Written::Blank(place) | Written::Parts(_, place) => Slot::blank(place, Given::Blank),
        Written::Text(text) => of_text(text, |text| parse(&text.value)),
    }
}

fn ticked<T: Default + PartialEq>(
    written: Written,
    row: &Place,
    words: impl FnOnce(&str, &Place) -> T,
    columns: impl FnOnce(Vec<(Part, Located<String>)>) -> (String, T),
) -> Slot<T> {
    match written {
        Written::NoColumn => Slot::blank(row.clone(), Given::NoColumn),
        Written::Blank(place) => Slot::blank(place, Given::Blank),
        Written::Text(text) => of_text(text, |text| words(&text.value, &text.place)),
        Written::Parts(parts, place) => {
            let (text, value) = columns(parts);
            // Only marks for “not chosen”: nothing is said.
            if text.is_empty() && value == T::default() { Slot::blank(place, Given::Blank) } else { Slot::given(text, value, place) }
        }
    }
}

/// A text understood. 同上 that is still there has nothing above it; that was said where it stands.
fn of_text<T: Default>(text: Located<String>, parse: impl FnOnce(&Located<String>) -> T) -> Slot<T> {
    if is_ditto(&text.value) {
        return Slot { text: text.value, value: T::default(), place: text.place, given: Given::Reported, entries: None };
    }
    let value = parse(&text);
    Slot::given(text.value, value, text.place)
}

fn part(parts: &mut Vec<(Part, Located<String>)>, wanted: Part) -> Option<Located<String>> {
    let index = parts.iter().position(|(part, _)| *part == wanted)?;
    Some(parts.swap_remove(index).1)
}
