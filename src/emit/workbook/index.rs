//! The sheets 依据索引 and 主体索引: what rests on a statute, and what a unit publishes. A row a domain, with a link to the first of its
//! items there. Gathers nothing itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::emit::Publication;
use crate::emit::indexes::{self, Listed, Status, Statute, UnitKind};
use crate::knowledge::{Ended, How};
use crate::model::catalog::is_generic_town_body;

use super::paper::Paper;
use super::table::{Cell, Column, Heading, Holds, Table};
use super::wording;

/// Items of a domain that a cell names; of more it gives the numbers alone.
const NAMED: usize = 60;

/// Where items stand in the workbook, by their ids.
pub(super) type Spots<'a> = BTreeMap<&'a str, Spot<'a>>;

/// Where an item stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'a> {
    /// The sheet of its domain.
    pub(super) sheet: &'a str,
    /// Its number there.
    pub(super) number: usize,
    /// Its row there, from 0.
    pub(super) row: u32,
}

/// 依据索引.
pub(super) fn statutes<'a>(publication: Publication<'a>, spots: &Spots<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for statute in indexes::statutes(publication) {
        let number = statute.number.map(|number| format!("（{number}）")).unwrap_or_default();
        let status = status(&statute);
        rows.extend(of_one(publication, spots, &statute.items, |count| {
            format!("《{}》{number}\n{status}{}{count}条", statute.title, if status.is_empty() { "" } else { "；" })
        }));
    }
    let note = "“现行有效”等按目录的基准日期，只写程序法规表中有的；没有写的，表中没有收录，不表示有效或者失效。";
    table(publication, "依据索引", "依据", note, rows)
}

/// 主体索引.
pub(super) fn units<'a>(publication: Publication<'a>, spots: &Spots<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for unit in indexes::units(publication) {
        // The city's catalog does not print what stands for every town beside another body.
        let is_printed = |listed: &Listed<'_>| {
            let subject = &listed.entry.item.subject.value;
            unit.kind != UnitKind::EveryTown || subject.iter().all(|part| is_generic_town_body(part))
        };
        let items: Vec<Listed<'a>> = unit.items.iter().copied().filter(is_printed).collect();
        let name = unit.full_name.map_or_else(|| unit.name.to_owned(), |full| format!("{}（{full}）", unit.name));
        rows.extend(of_one(publication, spots, &items, |count| format!("{name}\n{count}条")));
    }
    let note = "一条事项有几个公开主体的，列在每个主体之下。";
    table(publication, "主体索引", "公开主体", note, rows)
}

fn table<'a>(
    publication: Publication<'a>,
    name: &'static str,
    group: &'static str,
    note: &'static str,
    rows: Vec<Vec<Cell<'a>>>,
) -> Table<'a> {
    let columns =
        [(group, 40.0, Holds::Group), ("领域", 25.0, Holds::Short), ("条数", 6.0, Holds::Short), ("序号和事项", 50.0, Holds::Long)];
    Table {
        title: wording::sheet_title(publication, name).into(),
        above: vec![format!("点击领域，打开该领域工作表中的第一条；序号是该工作表的序号。{note}").into()],
        columns: columns.map(|(leaf, width, holds)| Column { parent: None, leaf: leaf.into(), width, holds }).into(),
        heading: Heading::OverRows,
        rows,
        below: Vec::new(),
        paper: Paper::Portrait,
    }
}

/// The rows of one statute or unit, a domain each; `head` is told how many items it has here.
fn of_one<'a>(publication: Publication<'a>, spots: &Spots<'a>, items: &[Listed<'a>], head: impl Fn(usize) -> String) -> Vec<Vec<Cell<'a>>> {
    let mut domains: BTreeMap<usize, Vec<(Spot<'a>, &'a str)>> = BTreeMap::new();
    for listed in items {
        // An item of the towns alone has no row in this workbook.
        if let Some(spot) = spots.get(listed.entry.id.as_str()) {
            let item = &listed.entry.item;
            let name = [&item.subname.value, &item.name.value].into_iter().find(|name| !name.is_empty()).unwrap_or(&item.group.value);
            domains.entry(listed.domain).or_default().push((*spot, name));
        }
    }
    for here in domains.values_mut() {
        // An item may cite a statute twice.
        here.dedup_by_key(|(spot, _)| spot.number);
    }
    let head = head(domains.values().map(Vec::len).sum());
    domains
        .into_iter()
        .map(|(domain, here)| {
            let (first, _) = here[0];
            let name = publication.catalog.domains[domain].name.as_str();
            vec![
                Cell::text(head.clone()),
                Cell::Inner(name.into(), first.sheet, first.row),
                Cell::Count(here.len()),
                Cell::Text(Cow::Owned(if here.len() <= NAMED { named(&here) } else { ranges(&here) })),
            ]
        })
        .collect()
}

/// `1 招生政策；4 学籍管理`.
fn named(here: &[(Spot<'_>, &str)]) -> String {
    here.iter().map(|(spot, name)| format!("{} {name}", spot.number)).collect::<Vec<_>>().join("；")
}

/// `1—3、7`.
fn ranges(here: &[(Spot<'_>, &str)]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (Spot { number, .. }, _) in here {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let said = ranges.into_iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}—{last}") });
    said.collect::<Vec<_>>().join("、")
}

/// Whether a statute holds, as far as the tables know.
fn status(statute: &Statute<'_>) -> String {
    match (statute.status, statute.ends_later) {
        (Status::InForce, Some(ended)) => {
            let how = match ended.how {
                How::Repealed => "废止",
                How::Revised => "修订",
                How::Renamed => "被代替",
            };
            format!("现行有效（在本目录截至日之后，自{}起{how}）", ended.since)
        }
        (Status::InForce, None) => "现行有效".to_owned(),
        (Status::NotYet(from), _) => format!("尚未施行（自{from}起施行）"),
        (Status::Ended(ended), _) => ended_words(ended),
        (Status::Unsettled(look_up), _) => format!("待核实：{}", look_up.zh),
        (Status::Unknown, _) => String::new(),
    }
}

fn ended_words(ended: &Ended) -> String {
    let how = match ended.how {
        How::Repealed => "已废止",
        How::Revised => "已有新的文本",
        How::Renamed => "已由新的文件代替",
    };
    let number = ended.successor_number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    let successor = ended.successor.as_ref().map(|title| format!("，见《{title}》{number}")).unwrap_or_default();
    format!("{how}（{}）{successor}", ended.since)
}

#[cfg(test)]
mod tests {
    use super::{Spot, named, ranges};

    #[test]
    fn many_items_are_given_by_their_numbers() {
        let here: Vec<(Spot<'_>, &str)> = [1, 2, 3, 7, 9, 10].map(|number| (Spot { sheet: "义务教育", number, row: 0 }, "事项")).to_vec();
        assert_eq!(ranges(&here), "1—3、7、9—10");
        assert_eq!(named(&here[2..4]), "3 事项；7 事项");
    }
}
