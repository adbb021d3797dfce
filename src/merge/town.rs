//! Towns: the city's town-level items, less what a town leaves out, with what it changes, plus what it adds.
//! City items are fixed before this begins; nothing here changes the city's catalog.

mod add;
mod change;
mod file;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::selector::Index;
use crate::model::{Catalog, Deviation, Entry, Field, List, Reported, TownFile, TownState};
use crate::place::Place;
use crate::project::{Project, target};
use crate::rule::stage::{merging, project as settings};
use crate::words::say;

/// (domain, entry) in the catalog before additions.
type Position = (usize, usize);

/// What all towns share while their files are applied.
struct Town<'a> {
    catalog: &'a Catalog,
    project: &'a Project,
    /// Town-level items by their names.
    index: &'a Index,
    positions: &'a [Position],
    permits: &'a [Permitted],
    /// This town.
    number: usize,
}

/// What one town has said so far.
#[derive(Default)]
struct Said {
    deviations: BTreeMap<Position, Deviation>,
    /// Where each field was changed, to find a second change of it.
    changed: BTreeMap<(Position, Field), Place>,
    /// Items it claims by name, and where; `claim: all` says nothing of one.
    claimed: BTreeMap<Position, Place>,
    additions: Vec<add::Addition>,
    /// Items it adds, by domain and key.
    added: BTreeSet<(usize, String)>,
    not_applicable: BTreeMap<String, crate::place::Located<String>>,
    /// Permits of the project that were needed.
    used_permits: BTreeSet<usize>,
}

/// A `permit` with its items found.
struct Permitted {
    town: usize,
    field: Field,
    items: BTreeSet<Position>,
}

impl Town<'_> {
    fn entry(&self, position: Position) -> &Entry {
        &self.catalog.domains[position.0].entries[position.1]
    }

    fn item_name(&self, position: Position) -> ItemName {
        let entry = self.entry(position);
        ItemName { domain: self.catalog.domains[position.0].key.clone(), key: entry.key.clone(), name: entry.item.display_name() }
    }

    fn name(&self) -> &str {
        &self.catalog.towns[self.number].name
    }
}

/// Applies every town's files to the catalog.
pub(super) fn apply(catalog: &mut Catalog, lists: &[List], files: &[TownFile], project: &Project, diagnostics: &mut Diagnostics) {
    let (index, positions) = Index::of_catalog(catalog, Entry::at_town_level);
    let permits = permits(catalog, &index, &positions, project, diagnostics);
    let mut used_permits = BTreeSet::new();
    let mut all_said = Vec::with_capacity(catalog.towns.len());
    for number in 0..catalog.towns.len() {
        let town = Town { catalog, project, index: &index, positions: &positions, permits: &permits, number };
        let mut said = Said::default();
        let mut reported = Reported::No;
        for file in files.iter().filter(|file| file.town.value == town.name()) {
            reported = Reported::Yes;
            file::apply(&town, file, &mut said, diagnostics);
        }
        let tables: Vec<&List> = lists.iter().filter(|list| list.town.as_ref().is_some_and(|of| of.value == town.name())).collect();
        if !tables.is_empty() {
            reported = Reported::Yes;
            table::apply(&town, &tables, &mut said, diagnostics);
        }
        if reported == Reported::No {
            not_reported(&town, diagnostics);
        }
        used_permits.append(&mut said.used_permits);
        all_said.push((reported, said));
    }
    unused_permits(project, &used_permits, diagnostics);
    let mut additions = Vec::new();
    for (number, (reported, said)) in all_said.into_iter().enumerate() {
        catalog.towns[number].reported = reported;
        catalog.towns[number].not_applicable = said.not_applicable;
        for ((domain, entry), deviation) in said.deviations {
            catalog.domains[domain].entries[entry].towns.insert(number, deviation);
        }
        additions.extend(said.additions);
    }
    add::insert(catalog, additions);
    for section in &mut catalog.domains {
        super::give_ids(section, project);
    }
}

/// The items of every `permit`; one that names nothing is reported.
fn permits(catalog: &Catalog, index: &Index, positions: &[Position], project: &Project, diagnostics: &mut Diagnostics) -> Vec<Permitted> {
    project
        .permit
        .iter()
        .map(|permit| Permitted {
            // An unknown town or field was reported with the settings; such a permit fits nothing.
            town: catalog.towns.iter().position(|town| town.name == permit.town.value).unwrap_or(usize::MAX),
            field: Field::named(&permit.field.value).unwrap_or(Field::Extra),
            items: target::find(index, &permit.item, diagnostics).into_iter().flatten().map(|at| positions[at]).collect(),
        })
        .collect()
}

fn unused_permits(project: &Project, used: &BTreeSet<usize>, diagnostics: &mut Diagnostics) {
    for (_, permit) in project.permit.iter().enumerate().filter(|(number, _)| !used.contains(number)) {
        let (town, item) = (&permit.town.value, &permit.item.value);
        diagnostics.push(
            Diagnostic::new(
                &settings::UNUSED_SETTING,
                permit.place.clone(),
                say!(
                    "这条 permit 没有起作用：{town}没有对“{item}”作这样的调整",
                    "This permit has no effect: {town} makes no such change of “{item}”"
                ),
            )
            .with_help(say!("不再需要的，请删去这一条", "Delete it if it is no longer needed")),
        );
    }
}

fn not_reported(town: &Town<'_>, diagnostics: &mut Diagnostics) {
    let name = town.name();
    diagnostics.push(
        Diagnostic::new(
            &merging::NOT_REPORTED,
            town.project.towns[town.number].name.place.clone(),
            say!("{name}未报送，沿用市级确定的镇级事项", "{name} has handed in nothing: it gets the city's town-level items"),
        )
        .with_help(say!("报送后放入 towns 文件夹即可", "Put its file into towns/ when it comes")),
    );
}

/// A bare confirmation.
fn confirmed(at: &Place) -> Deviation {
    Deviation { state: TownState::Confirmed, item: None, changes: Vec::new(), reason: None, at: at.clone() }
}
