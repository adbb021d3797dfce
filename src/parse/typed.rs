//! Texts to typed fields by the grammars. One text of a table is understood once, however many rows share it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::knowledge::Knowledge;
use crate::model::fields::Part;
use crate::model::item::TICK;
use crate::model::{Channel, Field, Given, Item, Slot, Tier, TimeLimit, name};
use crate::parse::ditto::is_ditto;
use crate::parse::draft::{Draft, Written};
use crate::parse::glyph::{solid, tight};
use crate::parse::legend::Legend;
use crate::parse::noticed::{Damage, LostMarks};
use crate::parse::{Context, audience, channel, citation, content, method, subject, tick, tiers, time_limit};
use crate::place::{Located, Place};

/// Items understood, and what had to be made good for it.
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
    let noticed = Mutex::new(Noticed::default());
    let understood = |typing: &mut Typing<'_>, draft: Draft| {
        let mut item = typing.item(draft);
        if let Some(tier) = default_tier {
            item.tiers.value.insert(tier, Located::new(TICK.to_owned(), item.place.clone()));
        }
        item
    };
    let mut items: Vec<Item> = Vec::with_capacity(drafts.len());
    if drafts.len() < LONG {
        let mut typing = Typing::new(context.knowledge, legend, &noticed);
        items.extend(drafts.into_iter().map(|draft| understood(&mut typing, draft)));
    } else {
        let typing = || Typing::new(context.knowledge, legend, &noticed);
        drafts.into_par_iter().with_min_len(LONG / 4).map_init(typing, understood).collect_into_vec(&mut items);
    }
    let Noticed { mut lost_marks, damage } = noticed.into_inner().unwrap_or_default();
    lost_marks.put_in_order();
    Typed { items, lost_marks, damage }
}

/// Drafts from which on they are understood side by side; fewer are done sooner than handed out.
const LONG: usize = 2_000;

/// What had to be made good, whoever came upon it.
#[derive(Default)]
struct Noticed {
    lost_marks: LostMarks,
    damage: Damage,
}

/// What was understood so far, by text. Contents are nearly always new, so they are not kept; a basis is mostly that of the row above.
struct Typing<'a> {
    knowledge: &'a Knowledge,
    legend: &'a Legend,
    time_limit: BTreeMap<String, TimeLimit>,
    subject: BTreeMap<String, Arc<[String]>>,
    channels: BTreeMap<String, Channels>,
    noticed: &'a Mutex<Noticed>,
}

impl<'a> Typing<'a> {
    /// For one table or document.
    fn new(knowledge: &'a Knowledge, legend: &'a Legend, noticed: &'a Mutex<Noticed>) -> Self {
        Self { knowledge, legend, time_limit: BTreeMap::new(), subject: BTreeMap::new(), channels: BTreeMap::new(), noticed }
    }

    /// A draft understood.
    fn item(&mut self, mut draft: Draft) -> Item {
        let row = draft.place.clone();
        let own = draft.legend.take().map(|own| own.over(self.legend));
        let legend = own.as_ref().unwrap_or(self.legend);
        for field in [Field::Audience, Field::Method, Field::Tiers] {
            self.note_ticks(draft.get(field));
        }
        let channels = self.channels(draft.take(Field::Channels), &row, own.as_ref());
        let basis_entries = draft.basis_entries.take();
        let mut take = |field| draft.take(field);
        let basis = slot(take(Field::Basis), &row, citation::parse);
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
            self.notice(|noticed| {
                noticed.lost_marks.note(&place, &read.unmarked);
                noticed.damage.note(&place, &text, &read.damaged, read.mends.clone());
            });
        }
        Slot { text, value: value.chosen, place, given, entries }
    }

    /// Notes something; nobody else does while it is noted.
    fn notice(&self, note: impl FnOnce(&mut Noticed)) {
        if let Ok(mut noticed) = self.noticed.lock() {
            note(&mut noticed);
        }
    }

    /// Notes damaged ticks.
    fn note_ticks(&mut self, written: &Written) {
        if let Written::Parts(parts, _) = written {
            for (_, text) in parts {
                let Some((sign, square)) = tick::damaged(&text.value) else { continue };
                let at = text.value.find(sign).expect("a mark that was found there");
                let mend = square.instead_of(sign, at);
                self.notice(|noticed| noticed.damage.note(&text.place, &text.value, &[(sign, square)], vec![mend]));
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
