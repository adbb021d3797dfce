//! Items that are gone and items that are new, which are probably one under another name: the same code, or nearly the same name on the same
//! basis. Joins none of them: a person confirms it with `renamed`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Found, Position, entry};
use crate::diagnostic::{Diagnostic, ItemName};
use crate::model::changes::{ChangeKind, LikelyRename, Likeness};
use crate::model::edition::Edition;
use crate::model::name::fold;
use crate::model::selector::Address;
use crate::model::{Field, nearest, power, same};
use crate::rule::stage::comparing::UNCONFIRMED_RENAME;
use crate::words::{Words, say};

/// Names less alike than this are two things.
const ALIKE: f64 = 0.6;

/// Pairs that are compared on one basis; where a domain was written anew as a whole, likeness tells nothing.
const MOST_PAIRS: usize = 40_000;

/// The pairs, in printed order, and a finding for each.
pub(super) fn likely(found: &[Found], old: &Edition<'_>, new: &Edition<'_>) -> (Vec<LikelyRename>, Vec<Diagnostic>) {
    // What the office says is withdrawn, or why, is no riddle.
    let gone =
        found.iter().filter(|found| found.change.kind == ChangeKind::Removed && found.new.is_none() && found.change.reason.is_none());
    let gone: Vec<Position> = gone.filter_map(|found| found.old).collect();
    let came = found.iter().filter(|found| found.change.kind == ChangeKind::Added && found.old.is_none());
    let came: Vec<Position> = came.filter_map(|found| found.new).collect();
    let mut pairs: BTreeMap<Position, (Position, Likeness)> = BTreeMap::new();
    let mut taken: BTreeSet<Position> = BTreeSet::new();
    for (before, now) in by_code(&gone, &came, old, new) {
        if taken.insert(before) && !pairs.contains_key(&now) {
            pairs.insert(now, (before, Likeness::Code));
        }
    }
    for (before, now) in by_name(&gone, &came, old, new) {
        if !taken.contains(&before) && !pairs.contains_key(&now) {
            taken.insert(before);
            pairs.insert(now, (before, Likeness::Name));
        }
    }
    let pair = |(now, (before, because)): (Position, (Position, Likeness))| {
        let (from, to) = (path(old, before), path(new, now));
        let rename = LikelyRename { domain_name: new.catalog.domains[now.0].name.clone(), from, to, because };
        let finding = finding(&rename, new, now);
        (rename, finding)
    };
    pairs.into_iter().map(pair).unzip()
}

fn path(edition: &Edition<'_>, at: Position) -> String {
    let domain = &edition.catalog.domains[at.0];
    Address::new("", (&domain.key, &domain.name), &entry(edition, at).item).path()
}

/// Domain and town of an item: only within one can an item be renamed.
fn home<'a>(edition: &'a Edition<'_>, at: Position) -> (&'a str, Option<&'a str>) {
    let town = entry(edition, at).added_by.map(|town| edition.catalog.towns[town].name.as_str());
    (&edition.catalog.domains[at.0].key, town)
}

/// The same code, which no other item of its edition has.
fn by_code(gone: &[Position], came: &[Position], old: &Edition<'_>, new: &Edition<'_>) -> Vec<(Position, Position)> {
    let telling = |edition: &Edition<'_>, all: &[Position]| {
        let mut known: BTreeMap<String, Vec<Position>> = BTreeMap::new();
        for at in all {
            let codes: BTreeSet<&String> =
                entry(edition, *at).codes.iter().map(|(_, code)| code).filter(|code| power::is_code(code)).collect();
            for code in codes {
                known.entry(fold(code)).or_default().push(*at);
            }
        }
        known
    };
    let (before, now) = (telling(old, gone), telling(new, came));
    let pairs = now.into_iter().filter_map(|(code, now)| match (before.get(&code)?.as_slice(), now.as_slice()) {
        ([before], [now]) if home(old, *before) == home(new, *now) => Some((*before, *now)),
        _ => None,
    });
    pairs.collect()
}

/// Nearly the same name on the same basis, the likest first.
fn by_name(gone: &[Position], came: &[Position], old: &Edition<'_>, new: &Edition<'_>) -> Vec<(Position, Position)> {
    type Block<'a> = (&'a str, Option<&'a str>, Vec<String>);
    fn block<'a>(edition: &'a Edition<'_>, at: Position) -> Option<Block<'a>> {
        let mut titles: Vec<String> = entry(edition, at).item.basis.value.iter().map(|citation| fold(&citation.title)).collect();
        titles.sort();
        let (domain, town) = home(edition, at);
        (!titles.is_empty()).then_some((domain, town, titles))
    }
    let mut blocks: BTreeMap<Block<'_>, (Vec<Position>, Vec<Position>)> = BTreeMap::new();
    for at in gone {
        blocks.entry(block(old, *at).unwrap_or_default()).or_default().0.push(*at);
    }
    for at in came {
        blocks.entry(block(new, *at).unwrap_or_default()).or_default().1.push(*at);
    }
    blocks.remove(&Block::default());
    let mut alike: Vec<(f64, Position, Position)> = Vec::new();
    for (gone, came) in blocks.into_values().filter(|(gone, came)| gone.len() * came.len() <= MOST_PAIRS) {
        for before in &gone {
            for now in &came {
                let (was, is) = (&entry(old, *before).item, &entry(new, *now).item);
                let likeness = nearest::likeness(&was.display_name(), &is.display_name());
                if likeness >= ALIKE && same::field(Field::Basis, was, is) {
                    alike.push((likeness, *before, *now));
                }
            }
        }
    }
    alike.sort_by(|one, other| other.0.total_cmp(&one.0));
    alike.into_iter().map(|(_, before, now)| (before, now)).collect()
}

fn finding(rename: &LikelyRename, new: &Edition<'_>, at: Position) -> Diagnostic {
    let LikelyRename { from, to, because, .. } = rename;
    let item = entry(new, at);
    let Words { zh, en } = match because {
        Likeness::Code => say!("编码相同", "the same code"),
        Likeness::Name => say!("名称相近，依据相同", "nearly the same name on the same basis"),
    };
    let message = say!(
        "“{to}”是新增的，上一版的“{from}”没有了：{zh}，疑似更名",
        "“{to}” is new and “{from}” of the edition before is gone: {en}, probably renamed"
    );
    let since = &new.name.id;
    let help = say!(
        "是同一事项的，在 mulu.yaml 的 renamed 中写：{{from: {from}, to: {to}, since: \"{since}\"}}，编号就不变；不是的，在 withdrawn 中写：{{item: {from}, reason: …}}",
        "If it is one item, write in mulu.yaml under renamed: {{from: {from}, to: {to}, since: \"{since}\"}}, and it keeps its id; else under withdrawn: {{item: {from}, reason: …}}"
    );
    let name = item.item.display_name();
    let domain = new.catalog.domains[at.0].key.clone();
    Diagnostic::new(&UNCONFIRMED_RENAME, item.item.name.place.clone(), message)
        .with_item(ItemName { domain, key: item.key.clone(), name: name.clone() })
        .with_field(Field::Name.key(), Field::Name.info().heading, name)
        .with_help(help)
}
