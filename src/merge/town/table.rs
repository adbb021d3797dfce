//! A plain national table handed in by a town is its whole catalog: equal rows are confirmed, different cells are changes, further rows are
//! additions, and town-level items it lacks are one error.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::merge::town::{Position, Said, Town, add, change, confirmed};
use crate::model::name::item_key;
use crate::model::{Field, Form, Given, Item, List, TownState};
use crate::rule::stage::merging;
use crate::words::say;

/// The fields a town's table is compared in; its names are the key, its tier is its own.
const COMPARED: [Field; 8] =
    [Field::Content, Field::Basis, Field::TimeLimit, Field::Subject, Field::Channels, Field::Audience, Field::Method, Field::Link];

/// Headings of the column in which a town gives its reasons.
const REASONS: [&str; 4] = ["说明", "理由", "调整理由", "调整说明"];

/// Applies all tables of one town together.
pub(super) fn apply(town: &Town<'_>, tables: &[&List], said: &mut Said, diagnostics: &mut Diagnostics) {
    let known: BTreeMap<(&str, &str), Position> =
        town.positions.iter().map(|&at| ((town.catalog.domains[at.0].key.as_str(), town.entry(at).key.as_str()), at)).collect();
    let mut seen: BTreeSet<Position> = BTreeSet::new();
    let tables: Vec<&List> = tables.iter().filter(|list| list.form == Form::Catalog).copied().collect();
    for list in &tables {
        let Some(domain) = &list.domain else { continue };
        for item in list.items.iter().filter(|item| !item.name.value.is_empty()) {
            let key = item_key(item);
            match known.get(&(domain.value.as_str(), key.as_str())) {
                Some(&position) => {
                    seen.insert(position);
                    row(town, position, item, said, diagnostics);
                }
                None => {
                    if let Some(at) = town.catalog.domains.iter().position(|section| section.key == domain.value) {
                        add::one(town, (at, list), item, None, said, diagnostics);
                    }
                }
            }
        }
    }
    if let Some(first) = tables.first() {
        lacking(town, first, &seen, said, diagnostics);
    }
}

/// One row that the city has too.
fn row(town: &Town<'_>, position: Position, item: &Item, said: &mut Said, diagnostics: &mut Diagnostics) {
    if said.deviations.get(&position).is_some_and(|deviation| deviation.state == TownState::Omitted) {
        return;
    }
    let fields: Vec<Field> = COMPARED
        .into_iter()
        .filter(|&field| item.given(field) == Given::Yes && !change::equals_base(town, position, field, item))
        .collect();
    if fields.is_empty() {
        said.deviations.entry(position).or_insert_with(|| confirmed(&item.place));
        return;
    }
    let reason = item.extra.iter().find(|extra| REASONS.contains(&extra.heading.as_str())).map(|extra| extra.text.value.as_str());
    let wish = change::Wish { position, place: &item.place, fields: &fields, to: item, was: (item, &[]), reason };
    change::apply(town, &wish, said, diagnostics);
}

/// The town-level items no row of the town's tables names.
fn lacking(town: &Town<'_>, first: &List, seen: &BTreeSet<Position>, said: &Said, diagnostics: &mut Diagnostics) {
    let applies = |position: &Position| {
        let section = &town.catalog.domains[position.0];
        let omitted = said.deviations.get(position).is_some_and(|deviation| deviation.state == TownState::Omitted);
        section.not_applicable.is_none() && !said.not_applicable.contains_key(&section.key) && !omitted
    };
    let missing: Vec<String> = town
        .positions
        .iter()
        .filter(|position| !seen.contains(position) && applies(position))
        .map(|&position| format!("{}/{}", town.catalog.domains[position.0].name, town.entry(position).item.display_name()))
        .collect();
    if missing.is_empty() {
        return;
    }
    let (name, count, missing) = (town.name(), missing.len(), missing.join("、"));
    diagnostics.push(
        Diagnostic::new(
            &merging::TABLE_LACKS_ITEMS,
            first.place.clone(),
            say!(
                "{name}的目录缺少{count}个市级确定的镇级事项：{missing}",
                "The table of {name} lacks {count} town-level items of the city: {missing}"
            ),
        )
        .with_help(say!(
            "请补上这些事项；确实不适用的，请另交一份 YAML 文件，在 omit 中写明事项和理由",
            "Add them, or hand in a YAML file that omits them with reasons"
        )),
    );
}
