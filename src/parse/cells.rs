//! The cells of one row gathered by field: ticked columns, a column a channel, a pair of columns a tier, addresses behind cells.

use std::collections::BTreeMap;

use crate::knowledge::Knowledge;
use crate::model::fields::Part;
use crate::model::{Extra, Field, item::TICK};
use crate::parse::columns::{Plan, Role, is_address};
use crate::parse::draft::{Draft, Written};
use crate::parse::{row, tick};
use crate::place::{Located, Place};
use crate::read::table::{Cell, Row};

/// What stands in the sub-columns of a field.
type Ticked = Vec<(Part, Located<String>)>;

/// What stands in a row, by field.
pub(super) fn draft(row: Row, plan: &Plan, knowledge: &Knowledge) -> Draft {
    let mut draft = Draft::new(row.place, &Written::NoColumn);
    let mut parts: BTreeMap<Field, (Ticked, Place)> = BTreeMap::new();
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
                let entry = parts.entry(field).or_insert_with(|| (Vec::new(), cell.place.clone()));
                if !blank {
                    if entry.0.is_empty() {
                        entry.1 = cell.place.clone();
                    }
                    entry.0.push((part, Located::new(cell.text, cell.place)));
                }
            }
            Role::Numbered(Field::Tiers) => pairs.tiers.push(Located::new(cell.text, cell.place)),
            Role::Numbered(_) => pairs.channels.push(Located::new(cell.text, cell.place)),
            Role::Channel(channel) => channels.push((channel, Located::new(cell.text, cell.place))),
            Role::Extra if !cell.text.is_empty() => {
                draft.extra.push(Extra { heading: heading.text.clone(), text: Located::new(cell.text, cell.place) });
            }
            Role::Extra | Role::Serial | Role::Domain | Role::Native(_) => {}
        }
    }
    for (field, (parts, place)) in parts {
        draft.set(field, if parts.is_empty() { Written::Blank(place) } else { Written::Parts(parts, place) });
    }
    set_channels(&mut draft, channels, knowledge);
    pairs.set(&mut draft);
    set_link(&mut draft, links);
    draft
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
            TICK => format!("■{name}"),
            address if is_address(address) && !draft.get(Field::Link).is_given() => {
                draft.set(Field::Link, Written::Text(cell.clone()));
                format!("■{name}")
            }
            words if name == "其他" => format!("■{name}：{words}"),
            words => format!("■{name}（{words}）"),
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
    /// The tiers as one list; channels that differ stand behind the tier they are for.
    fn set(self, draft: &mut Draft) {
        let said = |cells: &[Located<String>]| -> Vec<Located<String>> {
            let mut once: Vec<Located<String>> = Vec::new();
            for cell in cells.iter().filter(|cell| !cell.value.is_empty()) {
                if !once.contains(cell) {
                    once.push(cell.clone());
                }
            }
            once
        };
        let join = |cells: Vec<Located<String>>, between: &str| {
            let text = cells.iter().map(|cell| cell.value.as_str()).collect::<Vec<_>>().join(between);
            cells.into_iter().next().map(|first| Written::Text(Located::new(text, first.place)))
        };
        let is_open = |draft: &Draft, field| !draft.get(field).is_given();
        if let Some(first) = self.tiers.first().filter(|_| is_open(draft, Field::Tiers)) {
            let tiers = join(said(&self.tiers), "、").unwrap_or_else(|| Written::Blank(first.place.clone()));
            draft.set(Field::Tiers, tiers);
        }
        let Some(first) = self.channels.first().filter(|_| is_open(draft, Field::Channels)) else { return };
        let mut channels = said(&self.channels);
        if channels.len() > 1 {
            let tiers = self.tiers.iter().map(|tier| tier.value.as_str()).chain(std::iter::repeat(""));
            let of_tier = |(cell, tier): (&Located<String>, &str)| {
                let said = if tier.is_empty() { cell.value.clone() } else { format!("{tier}：{}", cell.value) };
                (!cell.value.is_empty()).then(|| Located::new(said, cell.place.clone()))
            };
            channels = self.channels.iter().zip(tiers).filter_map(of_tier).collect();
        }
        draft.set(Field::Channels, join(channels, "\n").unwrap_or_else(|| Written::Blank(first.place.clone())));
    }
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
