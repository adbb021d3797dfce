//! The national table of a domain: its fourteen columns (fifteen with 三级事项), one row an item. The headings are those of `model::fields`.

use std::borrow::Cow;

use crate::model::fields::{Part, PartInfo};
use crate::model::{Field, Item, Tier, print};
use crate::project::City;

use super::table::{Cell, Column, Holds};
use super::wording;

/// Merged over the levels of the name.
const NAMES: &str = "公开事项";
/// Share of a field's width that fits the table on A4 with type of a readable size.
const PRINTED: f64 = 0.87;
/// Width of the column of running numbers.
const NUMBER_WIDTH: f64 = 5.0;

/// Whether the table has a column 三级事项.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    /// Some item has a third level.
    Shown,
    /// None has.
    Hidden,
}

impl Third {
    /// Shown where an item needs it.
    pub(super) fn of<'a>(mut items: impl Iterator<Item = &'a Item>) -> Self {
        if items.any(|item| !item.subname.value.is_empty()) { Self::Shown } else { Self::Hidden }
    }
}

/// The columns; the tiers are called as the city calls them.
pub(super) fn columns(city: &City, third: Third) -> Vec<Column<'static>> {
    let mut columns = vec![number()];
    for (field, part) in leaves(third) {
        let mut column = column(field, part);
        if let Some(PartInfo { part: Part::Tier(tier), .. }) = part {
            column.leaf = Cow::Owned(wording::tier(city, part.expect("just matched"), *tier));
        }
        columns.push(column);
    }
    columns
}

/// One row. 公开主体 is the catalog's to say, so it is handed in.
pub(super) fn row<'a>(number: usize, item: &'a Item, subject: Cow<'a, str>, third: Third) -> Vec<Cell<'a>> {
    let mut subject = Some(subject);
    let cell = |(field, part): (Field, Option<&'static PartInfo>)| match field {
        Field::Subject => Cell::Text(subject.take().expect("one column holds 公开主体")),
        Field::Name if !item.link.text.is_empty() => Cell::Web(print::cell(item, field, None), &item.link.text),
        _ => Cell::Text(print::cell(item, field, part.map(|info| info.part))),
    };
    std::iter::once(Cell::Count(number)).chain(leaves(third).map(cell)).collect()
}

/// The column of running numbers.
pub(in crate::emit) fn number() -> Column<'static> {
    Column { parent: None, leaf: "序号".into(), width: NUMBER_WIDTH, holds: Holds::Short }
}

/// A column of the national table under its usual heading.
pub(in crate::emit) fn column(field: Field, part: Option<&'static PartInfo>) -> Column<'static> {
    let info = field.info();
    let parent = match field {
        Field::Group | Field::Name | Field::Subname => Some(NAMES),
        _ => part.map(|_| info.heading),
    };
    let holds = match field {
        Field::Group => Holds::Group,
        Field::Content | Field::Basis => Holds::Long,
        Field::TimeLimit | Field::Channels | Field::Extra | Field::Link => Holds::Running,
        Field::Name | Field::Subname | Field::Code | Field::Subject | Field::Audience | Field::Method | Field::Tiers => Holds::Short,
    };
    let leaf = part.map_or(info.heading, |part| part.heading);
    Column { parent, leaf: leaf.into(), width: f64::from(info.width) * PRINTED, holds }
}

/// The leaf columns behind the number, in the order of the national table.
fn leaves(third: Third) -> impl Iterator<Item = (Field, Option<&'static PartInfo>)> {
    const ORDER: [Field; 11] = [
        Field::Group,
        Field::Name,
        Field::Subname,
        Field::Content,
        Field::Basis,
        Field::TimeLimit,
        Field::Subject,
        Field::Channels,
        Field::Audience,
        Field::Method,
        Field::Tiers,
    ];
    ORDER.into_iter().filter(move |field| *field != Field::Subname || third == Third::Shown).flat_map(|field| {
        let parts = field.info().parts;
        let whole = parts.is_empty().then_some((field, None));
        whole.into_iter().chain(parts.iter().filter(|part| is_printed(part.part)).map(move |part| (field, Some(part))))
    })
}

/// The national table has the city's and the towns' tier.
fn is_printed(part: Part) -> bool {
    match part {
        Part::Tier(Tier::City | Tier::Town) | Part::Everyone | Part::Specific | Part::Active | Part::OnRequest => true,
        Part::Tier(Tier::Prefecture | Tier::Village) => false,
    }
}
