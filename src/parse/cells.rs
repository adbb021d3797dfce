//! The cells of one row gathered by field: ticked columns, a column a channel, a pair of columns a tier, addresses behind cells.

use crate::knowledge::Knowledge;
use crate::model::fields::Part;
use crate::model::fill_in::one_channel;
use crate::model::item::{Serial, TICK};
use crate::model::{Channel, Extra, Field, print};
use crate::parse::columns::{Plan, Role, is_address};
use crate::parse::draft::{Draft, Written};
use crate::parse::legend::Legend;
use crate::parse::{channel, row, tick};
use crate::place::{Located, Place};
use crate::read::table::{Cell, Filled, Row};

/// What stands in the sub-columns of a field.
type Ticked = Vec<(Part, Located<String>)>;

/// What the cells of a table are read by.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    /// What its columns hold.
    pub(super) plan: &'a Plan,
    /// What its marks mean.
    pub(super) legend: &'a Legend,
    /// The tables of `catalogs/`.
    pub(super) knowledge: &'a Knowledge,
}

/// What stands in a row, by field.
pub(super) fn draft(row: Row, terms: &Terms<'_>) -> Draft {
    let Terms { plan, legend, knowledge } = *terms;
    let mut draft = Draft::new(row.place, &Written::NoColumn);
    // At most audience, method and tiers.
    let mut parts: Vec<(Field, Ticked, Place)> = Vec::new();
    let mut channels: Vec<(usize, Located<String>)> = Vec::new();
    let mut pairs = Pairs::default();
    let links: Vec<Behind> = row.links.into_iter().map(|(index, address)| behind(index, address, &row.cells, plan)).collect();
    for ((cell, role), heading) in row.cells.into_iter().zip(&plan.roles).zip(&plan.headings) {
        match *role {
            Role::Whole(field) => {
                let other_half = draft.take(field);
                draft.set(field, together(other_half, whole(cell, field)));
            }
            Role::Part(field, part) => {
                let blank = cell.text.is_empty();
                let known = parts.iter().position(|(known, ..)| *known == field).unwrap_or_else(|| {
                    parts.push((field, Vec::new(), cell.place.clone()));
                    parts.len() - 1
                });
                let (_, ticked, place) = &mut parts[known];
                if !blank {
                    if ticked.is_empty() {
                        *place = cell.place.clone();
                    }
                    ticked.push((part, Located::new(cell.text, cell.place)));
                }
            }
            Role::Numbered(Field::Tiers) => pairs.tiers.push(Located::new(cell.text, cell.place)),
            Role::Numbered(_) => pairs.channels.push(Located::new(cell.text, cell.place)),
            Role::Channel(channel) => channels.push((channel, Located::new(cell.text, cell.place))),
            Role::Extra if !cell.text.is_empty() => {
                draft.extra.push(Extra { heading: heading.text.clone(), text: Located::new(cell.text, cell.place) });
            }
            Role::Serial => draft.serial = serial(&cell),
            Role::Extra | Role::Domain | Role::Native(_) => {}
        }
    }
    for (field, parts, place) in parts {
        draft.set(field, if parts.is_empty() { Written::Blank(place) } else { Written::Parts(parts, place) });
    }
    set_channels(&mut draft, channels, knowledge);
    pairs.set(&mut draft, legend, knowledge);
    set_link(&mut draft, links);
    draft
}

/// A plain number of the row's own; 0505 and 1.2 are codes.
fn serial(cell: &Cell) -> Serial {
    let is_own = matches!(cell.filled, Filled::Own);
    let digits = cell.text.trim();
    let is_plain = digits.len() <= 4 && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse() {
        Ok(number) if is_own && is_plain => Serial { first: Some(Located::new(number, cell.place.clone())), last: number, rows: 1 },
        _ => Serial { rows: 1, ..Serial::default() },
    }
}

fn whole(cell: Cell, field: Field) -> Written {
    let level = matches!(field, Field::Group | Field::Name | Field::Subname);
    if cell.text.is_empty() || (level && row::is_none(&cell.text)) {
        Written::Blank(cell.place)
    } else {
        Written::Text(Located::new(cell.text, cell.place))
    }
}

/// A cell that a converter cut into two halves side by side.
fn together(left: Written, right: Written) -> Written {
    match (left, right) {
        (Written::Text(left), Written::Text(right)) => Written::Text(Located::new(format!("{}\n{}", left.value, right.value), left.place)),
        (left @ Written::Text(_), _) => left,
        (_, right) => right,
    }
}

/// One column a channel, as the one cell of the national table says it: `■政府网站 ■其他：办税服务厅`. An address in such a column is
/// where the information is published.
fn set_channels(draft: &mut Draft, columns: Vec<(usize, Located<String>)>, knowledge: &Knowledge) {
    let Some(place) = columns.first().map(|(_, cell)| cell.place.clone()) else { return };
    let mut chosen: Vec<Located<String>> = Vec::new();
    for (channel, cell) in columns {
        let name = &knowledge.channels.standard[channel].name;
        let Some(cell) = tick::column(Some(cell), |words| words == name) else { continue };
        let said = match cell.value.as_str() {
            address if is_address(address) && !draft.get(Field::Link).is_given() => {
                draft.set(Field::Link, Written::Text(cell.clone()));
                one_channel(name, TICK)
            }
            words => one_channel(name, words),
        };
        chosen.push(Located::new(said, cell.place));
    }
    let text = chosen.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>().join(" ");
    let written = match chosen.into_iter().next() {
        Some(first) => Written::Text(Located::new(text, first.place)),
        None => Written::Blank(place),
    };
    draft.set(Field::Channels, written);
}

/// A pair of columns a tier: 公开层级1 and 公开渠道和载体1, 公开层级2 and 公开渠道和载体2.
#[derive(Default)]
struct Pairs {
    tiers: Vec<Located<String>>,
    channels: Vec<Located<String>>,
}

impl Pairs {
    /// The tiers as one list, the channels as another.
    fn set(self, draft: &mut Draft, legend: &Legend, knowledge: &Knowledge) {
        let is_open = |draft: &Draft, field| !draft.get(field).is_given();
        if let Some(first) = self.tiers.first().filter(|_| is_open(draft, Field::Tiers)) {
            let mut words: Vec<&str> = Vec::new();
            for tier in self.tiers.iter().filter(|tier| !tier.value.is_empty()) {
                if !words.contains(&tier.value.as_str()) {
                    words.push(&tier.value);
                }
            }
            draft.set(Field::Tiers, written(words.join("、"), &first.place));
        }
        if let Some(first) = self.channels.first().filter(|_| is_open(draft, Field::Channels)) {
            let mut given = self.channels.iter().filter(|cell| !cell.value.is_empty());
            let text = match given.next() {
                Some(one) if given.all(|cell| cell == one) => one.value.clone(),
                Some(_) => self.channels_by_tier(legend, knowledge),
                None => String::new(),
            };
            draft.set(Field::Channels, written(text, &first.place));
        }
    }

    /// Channels that differ by tier, each with the tiers it is for: `■政府网站 ■便民服务站（乡级）`.
    fn channels_by_tier(&self, legend: &Legend, knowledge: &Knowledge) -> String {
        let mut all: Vec<(Channel, Vec<&str>)> = Vec::new();
        let tiers = self.tiers.iter().map(|tier| tier.value.as_str()).chain(std::iter::repeat(""));
        for (cell, tier) in self.channels.iter().zip(tiers) {
            for channel in channel::parse(&cell.value, legend, knowledge) {
                match all.iter_mut().find(|(known, _)| *known == channel) {
                    Some((_, tiers)) => tiers.push(tier),
                    None => all.push((channel, vec![tier])),
                }
            }
        }
        let said = all.into_iter().map(|(mut channel, tiers)| {
            let tiers: Vec<&str> = tiers.into_iter().filter(|tier| !tier.is_empty()).collect();
            if !tiers.is_empty() && tiers.len() < self.channels.len() {
                channel.note = Some(channel.note.iter().map(String::as_str).chain(tiers).collect::<Vec<_>>().join("，"));
            }
            print::channel(&channel)
        });
        said.collect::<Vec<_>>().join(" ")
    }
}

fn written(text: String, place: &Place) -> Written {
    if text.is_empty() { Written::Blank(place.clone()) } else { Written::Text(Located::new(text, place.clone())) }
}

/// An address behind a cell.
struct Behind {
    /// How likely it leads to the published information; the lowest does.
    rank: u8,
    heading: String,
    address: Located<String>,
}

fn behind(index: usize, address: String, cells: &[Cell], plan: &Plan) -> Behind {
    let rank = match plan.roles[index] {
        Role::Whole(Field::Link) => 0,
        Role::Whole(Field::Subname) => 1,
        Role::Whole(Field::Name) => 2,
        Role::Whole(Field::Content) => 3,
        Role::Whole(Field::Channels) | Role::Channel(_) | Role::Numbered(_) => 4,
        Role::Whole(_) | Role::Part(..) | Role::Native(_) | Role::Domain | Role::Serial | Role::Extra => 5,
    };
    Behind { rank, heading: plan.headings[index].text.clone(), address: Located::new(address, cells[index].place.clone()) }
}

/// The address behind the link's own cell, the name, the content or the channels is the item's link; every other is kept under
/// the heading of its column.
fn set_link(draft: &mut Draft, mut links: Vec<Behind>) {
    links.sort_by_key(|link| link.rank);
    for link in links {
        let known = draft.text(Field::Link).to_owned();
        if link.rank == 0 || (link.rank < 5 && known.is_empty()) {
            draft.set(Field::Link, Written::Text(link.address));
        } else if link.address.value != known {
            draft.extra.push(Extra { heading: format!("{}/链接", link.heading), text: link.address });
        }
    }
}
