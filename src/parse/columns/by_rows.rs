//! Columns whose headings leave open what they hold: what stands under them decides. Changes no cell.

use crate::knowledge::Knowledge;
use crate::model::fields::Part;
use crate::model::{Field, Method};
use crate::parse::columns::Role;
use crate::parse::legend::Legend;
use crate::parse::{channel, method, vocabulary};
use crate::read::table::{self, Table};

/// One column a channel: 政府网站, 政府公报 … under 公开渠道和载体, or, where no column holds channels, alone with ticks or addresses.
pub(super) fn channels(roles: &mut [Role], paths: &[Vec<String>], table: &Table, knowledge: &Knowledge) {
    let alone = !roles.iter().any(|role| matches!(role, Role::Whole(Field::Channels) | Role::Numbered(Field::Channels)));
    for (index, path) in paths.iter().enumerate() {
        let Some((leaf, parents)) = path.split_last() else { continue };
        let under = parents.iter().any(|word| vocabulary::field(word) == Some(Field::Channels));
        let is_open = roles[index] == Role::Extra || roles[index] == Role::Whole(Field::Link);
        if !is_open || !(under || (alone && leaf != "其他" && marks_or_addresses(table, index))) {
            continue;
        }
        if let Some(channel) = channel_named(leaf, knowledge) {
            roles[index] = Role::Channel(channel);
        }
    }
}

fn channel_named(leaf: &str, knowledge: &Knowledge) -> Option<usize> {
    let mut standard = knowledge.channels.standard.iter();
    standard.position(|channel| std::iter::once(&channel.name).chain(&channel.aliases).any(|name| table::heading_key(name) == leaf))
}

/// Whether a column holds nothing but marks and addresses, and some of them.
fn marks_or_addresses(table: &Table, index: usize) -> bool {
    let mut given = table.rows.iter().map(|row| row.cells[index].text.as_str()).filter(|text| !text.is_empty()).peekable();
    given.peek().is_some() && given.all(|text| is_address(text) || !text.chars().any(char::is_alphanumeric))
}

/// Whether a text is an address on the web.
pub(in crate::parse) fn is_address(text: &str) -> bool {
    let text = text.trim();
    let known =
        ["http://", "https://", "www."].iter().any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    known && !text.contains(char::is_whitespace)
}

/// 公开方式 over names of channels, where no column holds channels, means these.
pub(super) fn method_for_channels(roles: &mut [Role], table: &Table, knowledge: &Knowledge) {
    let has_channels =
        roles.iter().any(|role| matches!(role, Role::Whole(Field::Channels) | Role::Numbered(Field::Channels) | Role::Channel(_)));
    let Some(index) = roles.iter().position(|role| *role == Role::Whole(Field::Method)).filter(|_| !has_channels) else { return };
    let mut given = table.rows.iter().map(|row| &row.cells[index]).filter(|cell| !cell.text.is_empty()).peekable();
    let names_channel = |text: &str| channel::parse(text, &Legend::default(), knowledge).iter().any(|channel| channel.standard.is_some());
    if given.peek().is_some() && given.all(|cell| method::words(&cell.text, &cell.place) == Method::default() && names_channel(&cell.text))
    {
        roles[index] = Role::Whole(Field::Channels);
    }
}

/// A column of words beside the ticked columns of its field. Under one heading with a single one of a pair, it is the other
/// whose sub-heading was lost; else what is ticked counts, and the words are kept as an extra column.
pub(super) fn words_beside_ticks(roles: &mut [Role], table: &Table) {
    for index in 0..roles.len() {
        let Role::Whole(field) = roles[index] else { continue };
        let parts: Vec<(usize, Part)> = roles
            .iter()
            .enumerate()
            .filter_map(|(at, role)| match role {
                Role::Part(held, part) if *held == field => Some((at, *part)),
                _ => None,
            })
            .collect();
        if parts.is_empty() {
            continue;
        }
        let place = &table.columns[index].leaf.place;
        let shares = parts.iter().any(|(at, _)| table.columns[*at].parents.iter().any(|parent| parent.place == *place));
        let ticked = parts.iter().any(|(at, _)| table.rows.iter().any(|row| !row.cells[*at].text.is_empty()));
        if shares && let Some(lost) = other_of_pair(field, &parts) {
            roles[index] = Role::Part(field, lost);
        } else if ticked {
            roles[index] = Role::Extra;
        } else {
            parts.iter().for_each(|(at, _)| roles[*at] = Role::Extra);
        }
    }
}

/// The other part of a field that has two.
fn other_of_pair(field: Field, parts: &[(usize, Part)]) -> Option<Part> {
    match (field.info().parts, parts) {
        ([first, second], [(_, held)]) => Some(if first.part == *held { second.part } else { first.part }),
        _ => None,
    }
}
