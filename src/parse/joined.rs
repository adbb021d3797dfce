//! One item over several physical rows: what differs by row is joined `1.…；2.…`; where 方式 or 公开对象 differ, it is several items.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::fields::{self, Part};
use crate::model::item::TICK;
use crate::model::{Extra, Field, name};
use crate::parse::draft::{Draft, Written};
use crate::place::Located;
use crate::rule::stage::parsing;
use crate::words::say;

/// The items that the rows under one merged name make.
pub(super) fn items(rows: Vec<Draft>, diagnostics: &mut Diagnostics) -> Vec<Draft> {
    if rows.len() == 1 {
        return rows;
    }
    let groups = by_way(rows);
    if groups.len() == 1 {
        return groups.into_iter().map(join).collect();
    }
    let differing = differing(&groups);
    let mut items: Vec<Draft> = groups.into_iter().map(join).collect();
    for (index, item) in items.iter_mut().enumerate() {
        let label = format!("（其{}：{}）", han(index + 1), way(item, differing));
        let field = if item.text(Field::Name).is_empty() { Field::Group } else { Field::Name };
        if let Written::Text(text) = item.take(field) {
            item.set(field, Written::Text(Located::new(text.value + &label, text.place)));
        }
    }
    diagnostics.push(split(&items, differing));
    items
}

/// Rows with the same 方式 and 公开对象 together, in the order they appear. A blank means the same as the row above.
fn by_way(rows: Vec<Draft>) -> Vec<Vec<Draft>> {
    let mut groups: Vec<(String, String, Vec<Draft>)> = Vec::new();
    let (mut method, mut audience) = (first(&rows, Field::Method), first(&rows, Field::Audience));
    for row in rows {
        if row.get(Field::Method).is_given() {
            method = way(&row, Field::Method);
        }
        if row.get(Field::Audience).is_given() {
            audience = way(&row, Field::Audience);
        }
        match groups.iter_mut().find(|group| group.0 == method && group.1 == audience) {
            Some(group) => group.2.push(row),
            None => groups.push((method.clone(), audience.clone(), vec![row])),
        }
    }
    groups.into_iter().map(|(.., rows)| rows).collect()
}

fn first(rows: &[Draft], field: Field) -> String {
    rows.iter().find(|row| row.get(field).is_given()).map_or(String::new(), |row| way(row, field))
}

/// The field that tells the groups apart: 方式 before 公开对象.
fn differing(groups: &[Vec<Draft>]) -> Field {
    let ways: Vec<String> = groups.iter().map(|rows| first(rows, Field::Method)).collect();
    if ways.windows(2).all(|pair| pair[0] == pair[1]) { Field::Audience } else { Field::Method }
}

/// What stands in a ticked field, in the words of its sub-columns.
fn way(item: &Draft, field: Field) -> String {
    let said = item.get(field).words().into_iter().map(|(part, text)| match part {
        None => text.to_owned(),
        Some(part) => {
            let heading = part.word();
            // Whatever stands for a tick is one; words say who or when.
            if text.chars().any(char::is_alphanumeric) { text.trim_start_matches(TICK).to_owned() } else { heading.to_owned() }
        }
    });
    said.collect::<Vec<_>>().join("、")
}

fn split(items: &[Draft], differing: Field) -> Diagnostic {
    let first = &items[0];
    let field = if first.text(Field::Name).is_empty() { Field::Group } else { Field::Name };
    let place = first.get(field).place().unwrap_or(&first.place).clone();
    let (count, what, what_en) = (items.len(), differing.info().heading, differing.info().name_en);
    let names = items.iter().map(|item| format!("“{}”", item.text(field))).collect::<Vec<_>>().join("、");
    Diagnostic::new(
        &parsing::SPLIT_ITEM,
        place,
        say!(
            "同一事项的几行“{what}”不同，已拆成{count}条：{names}",
            "the rows of one item differ in {what_en}; it became {count} items: {names}"
        ),
    )
    .with_help(say!(
        "如果本是一条，请把“{what}”改成一致；否则请分别起名",
        "if it is one item, make “{what}” the same; else give each its own name"
    ))
    .with_field(field.key(), field.info().heading, name::without_number(first.text(field)))
}

fn join(rows: Vec<Draft>) -> Draft {
    let mut rows = rows.into_iter();
    let mut whole = rows.next().expect("a group has a row");
    let others: Vec<Draft> = rows.collect();
    if others.is_empty() {
        return whole;
    }
    for info in fields::ALL.iter().filter(|info| info.field != Field::Extra) {
        let joined = match info.field {
            Field::Audience | Field::Method | Field::Tiers => united(&whole, &others, info.field),
            Field::Group
            | Field::Name
            | Field::Subname
            | Field::Code
            | Field::Content
            | Field::Basis
            | Field::TimeLimit
            | Field::Subject
            | Field::Channels
            | Field::Link
            | Field::Extra => numbered(std::iter::once(&whole).chain(&others).map(|row| row.get(info.field))),
        };
        if let Some(joined) = joined {
            whole.set(info.field, joined);
        }
    }
    join_extra(&mut whole, &others);
    whole
}

/// Texts that differ, numbered by row; none when nothing stands there.
fn numbered<'a>(column: impl Iterator<Item = &'a Written>) -> Option<Written> {
    let cells: Vec<Option<&Located<String>>> = column
        .map(|written| match written {
            Written::Text(text) => Some(text),
            Written::NoColumn | Written::Blank(_) | Written::Parts(..) => None,
        })
        .collect();
    let first = cells.iter().flatten().next()?;
    let texts: Vec<Option<&str>> = cells.iter().map(|cell| cell.map(|cell| cell.value.as_str())).collect();
    Some(Written::Text(Located::new(number(&texts), first.place.clone())))
}

/// `1.…；2.…` in row order; one text stands for itself. Numbers the rows already have are not doubled.
pub(super) fn number(texts: &[Option<&str>]) -> String {
    let mut given = texts.iter().flatten();
    let first = given.next().copied().unwrap_or_default();
    if given.all(|text| *text == first) {
        return first.to_owned();
    }
    let counted = texts.iter().flatten().all(|text| name::without_number(text) != text.trim());
    let parts = texts.iter().enumerate().filter_map(|(index, text)| {
        let text = text.as_ref()?;
        let bare = if counted { name::without_number(text) } else { text };
        Some(format!("{}.{}", index + 1, bare.trim_end_matches(|c: char| matches!(c, '；' | ';') || c.is_whitespace())))
    });
    parts.collect::<Vec<_>>().join("；")
}

/// Ticked columns of several rows: each column that is filled in anywhere. Words in one column are joined.
fn united(whole: &Draft, others: &[Draft], field: Field) -> Option<Written> {
    let all = || std::iter::once(whole).chain(others).map(|row| row.get(field));
    let mut parts: Vec<(Part, Located<String>)> = Vec::new();
    for (part, text) in all()
        .filter_map(|written| match written {
            Written::Parts(parts, _) => Some(parts),
            Written::NoColumn | Written::Blank(_) | Written::Text(_) => None,
        })
        .flatten()
    {
        if !parts.iter().any(|(known, _)| known == part) {
            parts.push((*part, text.clone()));
        }
    }
    if parts.is_empty() {
        return numbered(all());
    }
    parts.sort_by_key(|(part, _)| *part);
    let place = all().find(|written| written.is_given()).and_then(Written::place).unwrap_or(&whole.place).clone();
    Some(Written::Parts(parts, place))
}

fn join_extra(whole: &mut Draft, others: &[Draft]) {
    let rows: Vec<Vec<Extra>> =
        std::iter::once(std::mem::take(&mut whole.extra)).chain(others.iter().map(|row| row.extra.clone())).collect();
    whole.extra = extra(&rows);
}

/// The extra columns of several rows of one item.
pub(super) fn extra(rows: &[Vec<Extra>]) -> Vec<Extra> {
    let mut joined: Vec<Extra> = Vec::new();
    for row in rows {
        for extra in row {
            if joined.iter().any(|known| known.heading == extra.heading) {
                continue;
            }
            let texts: Vec<Option<&str>> = rows
                .iter()
                .map(|row| row.iter().find(|other| other.heading == extra.heading).map(|other| other.text.value.as_str()))
                .collect();
            let text = Located::new(number(&texts), extra.text.place.clone());
            joined.push(Extra { heading: extra.heading.clone(), text });
        }
    }
    joined
}

/// Chinese numerals for running numbers up to 99.
fn han(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}
