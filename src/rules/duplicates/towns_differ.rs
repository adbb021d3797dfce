//! Two towns say different things of one item: both changed it, or both added it. Compares what one item must say alike everywhere;
//! a town that differs only from the city was permitted to. One finding an item.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::{DomainSection, Entry, Field, Item, name, same};
use crate::place::Place;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::CatalogContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("towns-differ", Family::Duplicates, Severity::Warning, Allow::May, include_str!("towns_differ.md"));

/// What must be alike; subject, channels, links and tiers are each town's own.
const MUST_AGREE: [Field; 5] = [Field::Content, Field::Basis, Field::TimeLimit, Field::Audience, Field::Method];

/// What one town says of an item.
struct Said<'a> {
    town: usize,
    item: &'a Item,
}

/// Two towns that differ, and in what.
struct Difference<'a> {
    first: &'a Said<'a>,
    other: &'a Said<'a>,
    fields: Vec<Field>,
}

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    for section in &context.catalog.domains {
        let mut added: BTreeMap<String, Vec<(&Entry, Said<'_>)>> = BTreeMap::new();
        for entry in &section.entries {
            match entry.added_by {
                Some(town) => added.entry(name::item_key(&entry.item)).or_default().push((entry, Said { town, item: &entry.item })),
                None => of_the_city(context, section, entry, diagnostics),
            }
        }
        for said in added.into_values() {
            let (entry, said): (Vec<&Entry>, Vec<Said<'_>>) = said.into_iter().unzip();
            if let Some(difference) = difference(&said, |_, _| true) {
                report(context, (section, entry[0]), &difference, diagnostics);
            }
        }
    }
}

/// An item of the city: towns are compared in the fields that both have changed.
fn of_the_city(context: &CatalogContext<'_>, section: &DomainSection, entry: &Entry, diagnostics: &mut Diagnostics) {
    let changed = entry.towns.iter().filter_map(|(&town, deviation)| Some(Said { town, item: deviation.item.as_deref()? }));
    let said: Vec<Said<'_>> = changed.collect();
    let has_changed = |said: &Said<'_>, field: Field| {
        entry.towns.get(&said.town).is_some_and(|deviation| deviation.changes.iter().any(|change| change.field == field))
    };
    if let Some(difference) = difference(&said, has_changed) {
        report(context, (section, entry), &difference, diagnostics);
    }
}

/// The first town that differs from one before it.
fn difference<'a>(said: &'a [Said<'a>], speaks: impl Fn(&Said<'_>, Field) -> bool) -> Option<Difference<'a>> {
    MUST_AGREE.into_iter().find_map(|field| {
        let mut speaking = said.iter().filter(|said| speaks(said, field));
        let first = speaking.next()?;
        let other = speaking.find(|other| !same::field(field, first.item, other.item))?;
        let both = |field: &Field| speaks(first, *field) && speaks(other, *field) && !same::field(*field, first.item, other.item);
        Some(Difference { first, other, fields: MUST_AGREE.into_iter().filter(both).collect() })
    })
}

fn report(
    context: &CatalogContext<'_>,
    (section, entry): (&DomainSection, &Entry),
    difference: &Difference<'_>,
    diagnostics: &mut Diagnostics,
) {
    let town = |said: &Said<'_>| &context.catalog.towns[said.town].name;
    let (first, other, name) = (town(difference.first), town(difference.other), entry.item.display_name());
    let zh = difference.fields.iter().map(|field| field.info().heading).collect::<Vec<_>>().join("、");
    let en = difference.fields.iter().map(|field| field.info().name_en).collect::<Vec<_>>().join(", ");
    let field = difference.fields[0];
    let place = |said: &Said<'_>| -> Place { said.item.place_of(field).clone() };
    let message = say!("{other}和{first}的“{name}”{zh}不一致", "“{name}” differs between {other} and {first} in {en}");
    let help = say!(
        "同一事项，各镇的内容、依据、时限、对象、方式应当一致，请商定后统一；各镇都有的，请市级列为镇级事项",
        "let the towns agree; if all have it, let the city list it at town level"
    );
    diagnostics.push(
        Diagnostic::new(&RULE, place(difference.other), message)
            .with_item(ItemName { domain: section.key.clone(), key: name::item_key(&entry.item), name: name.clone() })
            .with_field(field.key(), field.info().heading, difference.other.item.text(field))
            .with_related(say!("{first}的写法", "what {first} says"), place(difference.first))
            .with_town(other.clone())
            .with_help(help),
    );
}
