//! One change of a town: is it a change, may the town make it, and was it made against the city's present value?

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::merge::town::{Position, Said, Town};
use crate::model::catalog::{Change, town_subject};
use crate::model::same;
use crate::model::{Deviation, Field, Item, TownState, name};
use crate::place::{At, Place};
use crate::rule::stage::merging;
use crate::words::say;

/// What a town wants changed in one item.
pub(super) struct Wish<'a> {
    pub position: Position,
    /// The entry, or the row of a table.
    pub place: &'a Place,
    pub fields: &'a [Field],
    /// Holds the new values.
    pub to: &'a Item,
    /// Holds the values the change was made against, and which are given.
    pub was: (&'a Item, &'a [Field]),
    pub reason: Option<&'a str>,
}

/// Applies the changes that can stand; every one that cannot is reported and leaves the city's value.
pub(super) fn apply(town: &Town<'_>, wish: &Wish<'_>, said: &mut Said, diagnostics: &mut Diagnostics) {
    let base = &town.entry(wish.position).item;
    let before = said.deviations.get(&wish.position).filter(|deviation| deviation.state == TownState::Changed);
    let mut item = before.and_then(|deviation| deviation.item.as_deref()).unwrap_or(base).clone();
    let mut changes: Vec<Change> = before.map(|deviation| deviation.changes.clone()).unwrap_or_default();
    for &field in wish.fields {
        if twice(town, wish, field, said, diagnostics) {
            continue;
        }
        said.changed.insert((wish.position, field), wish.to.place_of(field).clone());
        stale(town, wish, field, diagnostics);
        if equals_base(town, wish.position, field, wish.to) {
            needless(town, wish, field, diagnostics);
            continue;
        }
        if !may(town, wish, field, said, diagnostics) {
            continue;
        }
        take(&mut item, field, wish.to);
        changes.push(Change {
            field,
            from: printed(base, field),
            to: printed(wish.to, field),
            was: wish.was.1.contains(&field).then(|| printed(wish.was.0, field)),
            reason: wish.reason.map(str::to_owned),
            at: wish.to.place_of(field).clone(),
        });
    }
    let state = if changes.is_empty() { TownState::Confirmed } else { TownState::Changed };
    let item = (!changes.is_empty()).then(|| Arc::new(item));
    let deviation = Deviation { state, item, changes, reason: wish.reason.map(str::to_owned), at: wish.place.clone() };
    said.deviations.insert(wish.position, deviation);
}

/// Takes a town's value; a column of its own stands beside those of the city.
fn take(item: &mut Item, field: Field, to: &Item) {
    let mut kept = std::mem::take(&mut item.extra);
    item.take_field(field, to);
    if field == Field::Extra {
        kept.retain(|extra| !to.extra.iter().any(|own| own.heading == extra.heading));
        kept.append(&mut item.extra);
    }
    item.extra = kept;
}

/// Whether a town's value says what the city's says; the town's own government says what a generic town body says.
pub(super) fn equals_base(town: &Town<'_>, position: Position, field: Field, value: &Item) -> bool {
    let base = &town.entry(position).item;
    if same::field(field, base, value) {
        return true;
    }
    field == Field::Subject && {
        let printed = town_subject(&base.subject, &town.catalog.towns[town.number]);
        name::fold(&printed) == name::fold(&town_subject(&value.subject, &town.catalog.towns[town.number]))
    }
}

/// The words of a field as people compare them.
fn printed(item: &Item, field: Field) -> String {
    match field {
        Field::Extra => item.extra.iter().map(|extra| format!("{}：{}", extra.heading, extra.text.value)).collect::<Vec<_>>().join("；"),
        Field::Group
        | Field::Name
        | Field::Subname
        | Field::Code
        | Field::Content
        | Field::Basis
        | Field::TimeLimit
        | Field::Subject
        | Field::Channels
        | Field::Audience
        | Field::Method
        | Field::Tiers
        | Field::Link => item.text(field).to_owned(),
    }
}

fn about(town: &Town<'_>, wish: &Wish<'_>, field: Field, rule: &'static crate::rule::Rule, message: crate::words::Words) -> Diagnostic {
    Diagnostic::new(rule, wish.to.place_of(field).clone(), message).with_item(town.item_name(wish.position)).with_field(
        field.key(),
        field.info().heading,
        printed(wish.to, field),
    )
}

fn twice(town: &Town<'_>, wish: &Wish<'_>, field: Field, said: &Said, diagnostics: &mut Diagnostics) -> bool {
    let Some(first) = said.changed.get(&(wish.position, field)) else { return false };
    let (name, heading, field_en) = (town.item_name(wish.position).name, field.info().heading, field.info().name_en);
    diagnostics.push(
        about(town, wish, field, &merging::DOUBLE_CHANGE, say!("“{name}”的{heading}调整了两次", "“{name}”: a second change of {field_en}"))
            .with_related(say!("前一次在这里", "The first change"), first.clone())
            .with_help(say!("两次只留一次", "Keep one of the two")),
    );
    true
}

fn stale(town: &Town<'_>, wish: &Wish<'_>, field: Field, diagnostics: &mut Diagnostics) {
    let (was, fields) = wish.was;
    if !fields.contains(&field) || equals_base(town, wish.position, field, was) {
        return;
    }
    let base = &town.entry(wish.position).item;
    let (name, now, then, heading) = (town.item_name(wish.position).name, printed(base, field), printed(was, field), field.info().heading);
    let field_en = field.info().name_en;
    diagnostics.push(
        Diagnostic::new(
            &merging::STALE_CHANGE,
            was.place_of(field).clone(),
            say!(
                "基准已变更，请确认：“{name}”的{heading}原为“{then}”，市级现为“{now}”",
                "The base has changed: “{name}”, {field_en} was “{then}”, the city now says “{now}”"
            ),
        )
        .with_item(town.item_name(wish.position))
        .with_field(field.key(), heading, then.clone())
        .with_related(say!("市级现在的值", "The city's present value"), base.place_of(field).clone())
        .with_help(match was.place_of(field).at {
            At::Cell { .. } => say!(
                "仍要调整的，请把“原值”改为“{now}”（工作表锁定的，先撤销保护，没有密码），或者重新生成填报表；不再需要的，请改为“认领”",
                "If the change still holds, make the printed value “{now}” (unprotect the sheet, there is no password) or make a new \
                 workbook; else choose 认领"
            ),
            At::Whole | At::Text(_) => say!(
                "仍要调整的，请把 was 改为“{now}”；不再需要的，请删去这一调整",
                "Set was to “{now}” if the change still holds, else delete the change"
            ),
        }),
    );
}

fn needless(town: &Town<'_>, wish: &Wish<'_>, field: Field, diagnostics: &mut Diagnostics) {
    let (name, heading, field_en) = (town.item_name(wish.position).name, field.info().heading, field.info().name_en);
    diagnostics.push(
        about(
            town,
            wish,
            field,
            &merging::NEEDLESS_CHANGE,
            say!("“{name}”的{heading}调整后与市级相同", "“{name}”: the change of {field_en} says what the city says already"),
        )
        .with_help(say!("不需要调整的，请删去", "Delete the change")),
    );
}

/// Whether the town may make this change; says what is missing.
fn may(town: &Town<'_>, wish: &Wish<'_>, field: Field, said: &mut Said, diagnostics: &mut Diagnostics) -> bool {
    let base = &town.entry(wish.position).item;
    if town.project.town_may_change.iter().any(|key| key == field.key())
        && (field != Field::TimeLimit || wish.to.time_limit.value.is_stricter_than(&base.time_limit.value))
    {
        return true;
    }
    let (name, heading, field_en) = (town.item_name(wish.position).name, field.info().heading, field.info().name_en);
    let permit =
        town.permits.iter().position(|permit| permit.town == town.number && permit.field == field && permit.items.contains(&wish.position));
    said.used_permits.extend(permit);
    if wish.reason.is_none() {
        diagnostics.push(
            about(
                town,
                wish,
                field,
                &merging::CHANGE_WITHOUT_REASON,
                say!("调整“{name}”的{heading}需要写明理由", "Changing “{name}”, {field_en}, needs a reason"),
            )
            .with_help(say!("请在这一调整中加上 reason（理由）", "Add a reason to this change")),
        );
    }
    if permit.is_none() {
        let (own, key) = (town.name(), field.key());
        diagnostics.push(
            about(
                town,
                wish,
                field,
                &merging::CHANGE_WITHOUT_PERMIT,
                say!("调整“{name}”的{heading}需要市级同意", "Changing “{name}”, {field_en}, needs the office's permit"),
            )
            .with_help(say!(
                "市级同意的，请在 mulu.yaml 的 permit 中写：{{town: {own}, item: {name}, field: {key}, reason: …}}；不同意的，请删去这一调整",
                "If the office agrees, write in mulu.yaml under permit: {{town: {own}, item: {name}, field: {key}, reason: …}}; else delete the change"
            )),
        );
    }
    wish.reason.is_some() && permit.is_some()
}
