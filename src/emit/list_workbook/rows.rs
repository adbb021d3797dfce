//! The columns and rows of a list. Every text stands as it was written; ticks and words stand in the sub-column they were read from.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::extras;
use crate::emit::workbook::national;
use crate::emit::workbook::table::{Cell, Column, Holds};
use crate::model::fields::{self, Part, PartInfo};
use crate::model::{Field, Given, Item, List, Power, Tier, power, print};
use crate::place::Located;

/// What stands under 一级事项 where an item has none but its neighbours have: a blank would be read as theirs.
const NO_GROUP: &str = "—";

/// A column of a catalog list.
enum Source<'a> {
    Number,
    Field(Field, Option<&'static PartInfo>),
    /// An extra column: its heading, and how many of that heading an item has before it.
    Extra(&'a str, usize),
}

/// A catalog list.
pub(super) fn of_items(list: &List) -> (Vec<Column<'_>>, Vec<Vec<Cell<'_>>>) {
    let sources = sources(&list.items);
    let grouped = list.items.iter().any(|item| !item.group.text.is_empty());
    let rows = list.items.iter().enumerate().map(|(at, item)| {
        let cell = |source: &Source<'_>| match source {
            Source::Number => Cell::Count(at + 1),
            Source::Field(Field::Group, _) => group(item, grouped),
            Source::Field(Field::Name, _) if stands_alone(item, grouped) => Cell::text(""),
            Source::Field(field, part) => Cell::Text(written(item, *field, *part)),
            Source::Extra(heading, twins) => Cell::text(extras::text(&item.extra, (heading, *twins))),
        };
        sources.iter().map(cell).collect()
    });
    let rows = rows.collect();
    (sources.iter().map(column).collect(), rows)
}

/// A native list: powers or services.
pub(super) fn of_powers(list: &List) -> (Vec<Column<'_>>, Vec<Vec<Cell<'_>>>) {
    type Get = fn(&Power) -> Option<&Located<String>>;
    const COLUMNS: [(&str, f64, Holds, Get); 7] = [
        ("事项编码", 18.0, Holds::Short, |power| power.code.as_ref()),
        ("事项名称", 30.0, Holds::Running, |power| Some(&power.name)),
        ("子项名称", 24.0, Holds::Running, |power| power.subname.as_ref()),
        ("权力类型", 11.0, Holds::Short, |power| power.power_type.as_ref()),
        ("设定依据", 50.0, Holds::Long, |power| power.basis.as_ref()),
        ("行使主体", 16.0, Holds::Short, |power| power.body.as_ref()),
        ("行使层级", 10.0, Holds::Short, |power| power.tier.as_ref()),
    ];
    // What no entry has is left out, but for the columns that show what the list is, and those another column would be taken for.
    let needed = ["事项编码", "事项名称", "设定依据", "行使主体"];
    let further = extras::columns(list.powers.iter().map(|power| power.extra.as_slice()));
    let stands_for = |heading: &str| {
        let words = power::KEYS.iter().find(|words| words.split('|').nth(1) == Some(heading));
        words.is_some_and(|words| further.iter().any(|(other, _)| words.split('|').any(|word| other.contains(word))))
    };
    let used: Vec<_> = COLUMNS
        .into_iter()
        .filter(|(heading, _, _, get)| {
            needed.contains(heading) || list.powers.iter().any(|power| get(power).is_some()) || stands_for(heading)
        })
        .collect();
    let rows = list.powers.iter().enumerate().map(|(at, power)| {
        let cells = used.iter().map(|(_, _, _, get)| Cell::text(get(power).map_or("", |text| text.value.as_str())));
        let own = further.iter().map(|(heading, twins)| Cell::text(extras::text(&power.extra, (heading, *twins))));
        std::iter::once(Cell::Count(at + 1)).chain(cells).chain(own).collect()
    });
    let rows = rows.collect();
    let columns =
        used.iter().map(|(heading, width, holds, _)| Column { parent: None, leaf: (*heading).into(), width: *width, holds: *holds });
    let own = further.iter().map(|(heading, _)| Column { leaf: Cow::Borrowed(*heading), ..national::column(Field::Extra, None) });
    (std::iter::once(national::number()).chain(columns).chain(own).collect(), rows)
}

/// The national columns, then those the list has besides.
fn sources(items: &[Item]) -> Vec<Source<'_>> {
    let used = |field: Field| items.iter().any(|item| !item.text(field).is_empty());
    let tiers: BTreeSet<Tier> = items.iter().flat_map(|item| item.tiers.value.keys()).chain([Tier::City, Tier::Town]).collect();
    // A list that says nothing of tiers is of the tier of its folder; blank columns would say “of none”.
    let tiered = items.is_empty() || items.iter().any(|item| item.tiers.given != Given::NoColumn);
    let mut sources = vec![Source::Number];
    for info in fields::ALL {
        match info.field {
            Field::Subname if !used(Field::Subname) => {}
            Field::Tiers if !tiered => {}
            Field::Code | Field::Link | Field::Extra => {}
            field if info.parts.is_empty() => sources.push(Source::Field(field, None)),
            // Words such as 县级、乡级 stand in one column: under 市级 and 镇级 they would be other words.
            field if items.iter().any(|item| print::in_words(item, field) != item.text(field)) => sources.push(Source::Field(field, None)),
            field => {
                let parts = info.parts.iter().filter(|part| !matches!(part.part, Part::Tier(tier) if !tiers.contains(&tier)));
                sources.extend(parts.map(|part| Source::Field(field, Some(part))));
            }
        }
    }
    sources.extend([Field::Link, Field::Code].into_iter().filter(|field| used(*field)).map(|field| Source::Field(field, None)));
    sources.extend(
        extras::columns(items.iter().map(|item| item.extra.as_slice())).into_iter().map(|(heading, twins)| Source::Extra(heading, twins)),
    );
    sources
}

fn column<'a>(source: &Source<'a>) -> Column<'a> {
    match source {
        Source::Number => national::number(),
        Source::Field(field, part) => national::column(*field, *part),
        Source::Extra(heading, _) => Column { leaf: Cow::Borrowed(heading), ..national::column(Field::Extra, None) },
    }
}

/// The text of a cell as it was written.
fn written<'a>(item: &'a Item, field: Field, part: Option<&'static PartInfo>) -> Cow<'a, str> {
    match part {
        Some(part) => print::cell(item, field, Some(part.part)),
        None => Cow::Borrowed(item.text(field)),
    }
}

/// 一级事项. An item without one among items with one gives its name there, as such tables do.
fn group(item: &Item, grouped: bool) -> Cell<'_> {
    if stands_alone(item, grouped) {
        Cell::Apart(Cow::Borrowed(&item.name.text))
    } else if grouped && item.group.text.is_empty() {
        Cell::Apart(Cow::Borrowed(NO_GROUP))
    } else if item.name.text.is_empty() {
        // Two rows without a name under one merged cell would be read as one item.
        Cell::Apart(Cow::Borrowed(&item.group.text))
    } else {
        Cell::text(item.group.text.as_str())
    }
}

/// Whether the name stands under 一级事项, with 二级事项 blank.
fn stands_alone(item: &Item, grouped: bool) -> bool {
    grouped && item.group.text.is_empty() && item.subname.text.is_empty()
}
