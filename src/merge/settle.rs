//! What the office has settled with `resolve` and `renamed`: found once, used while merging, reported when it changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::merge::source::{Group, Source};
use crate::model::selector::{Address, Index};
use crate::model::{Field, name};
use crate::place::Located;
use crate::project::{Project, Resolution, target};
use crate::rule::stage::{merging, project as settings};
use crate::words::say;

/// The settled questions of all domains.
#[derive(Debug, Default)]
pub(super) struct Settled<'a> {
    /// (domain, item key, field) → (position of the `resolve`, whose value is taken).
    takes: BTreeMap<(String, String, Field), (usize, &'a Located<String>)>,
    /// Positions of the `resolve` entries that changed something, and of those reported already.
    used: BTreeSet<usize>,
    /// How many were reported because they name nothing.
    lost: usize,
}

impl<'a> Settled<'a> {
    /// The source whose value the office takes for a field, when it has settled that; notes that the entry was needed.
    pub(super) fn take<'s>(&mut self, group: &Group<'s>, field: Field, diagnostics: &mut Diagnostics) -> Option<Source<'s>> {
        let key = (group.domain.to_owned(), group.key.clone(), field);
        let (position, take) = *self.takes.get(&key)?;
        self.used.insert(position);
        let wanted = name::fold(&take.value);
        let found = group
            .sources
            .iter()
            .find(|source| source.path() == take.value || source.department().is_some_and(|department| name::fold(department) == wanted));
        if found.is_none() {
            let said: Vec<String> =
                group.sources.iter().map(|source| source.department().unwrap_or_else(|| source.path()).to_owned()).collect();
            let (wanted, said) = (&take.value, said.join("、"));
            diagnostics.push(
                Diagnostic::new(
                    &merging::NO_TARGET,
                    take.place.clone(),
                    say!(
                        "“{wanted}”没有报送这个事项，无法采用它的值",
                        "“{wanted}” has not handed in this item, so its value cannot be taken"
                    ),
                )
                .with_help(say!("改为报送了这个事项的部门：{said}", "Name a department that has handed it in: {said}"))
                .with_item(group.item_name()),
            );
        }
        found.copied()
    }

    /// How many entries settled something.
    pub(super) fn count(&self) -> usize {
        self.used.len() - self.lost
    }

    /// Reports every `resolve` that changed nothing.
    pub(super) fn report_unused(&self, project: &Project, diagnostics: &mut Diagnostics) {
        for (position, resolve) in project.resolve.iter().enumerate().filter(|(position, _)| !self.used.contains(position)) {
            let item = &resolve.item.value;
            diagnostics.push(
                Diagnostic::new(
                    &settings::UNUSED_SETTING,
                    project.resolve[position].place.clone(),
                    say!(
                        "这条 resolve 没有起作用：“{item}”没有需要裁定的差异",
                        "This resolve has no effect: “{item}” has nothing to settle"
                    ),
                )
                .with_help(say!("如果差异已经消除，请删去这一条", "Delete it if the difference is gone")),
            );
        }
    }
}

/// Finds the items every `resolve` names, and joins the groups that `same_as` says are one item.
pub(super) fn settle<'a>(
    domains: &mut [Vec<Group<'_>>],
    names: &[(String, String)],
    project: &'a Project,
    diagnostics: &mut Diagnostics,
) -> Settled<'a> {
    let mut settled = Settled::default();
    join_renamed(domains, names, project, &mut settled, diagnostics);
    let (index, positions) = index(domains, names);
    for (position, resolve) in project.resolve.iter().enumerate() {
        let Resolution::Take { field, take } = &resolve.what else { continue };
        let Some(field) = Field::named(&field.value) else { continue };
        let found = target::find(&index, &resolve.item, diagnostics);
        if found.is_none() {
            settled.lost += usize::from(settled.used.insert(position));
        }
        for at in found.into_iter().flatten() {
            let (domain, group) = positions[at];
            let group = &domains[domain][group];
            settled.takes.insert((group.domain.to_owned(), group.key.clone(), field), (position, take));
        }
    }
    settled
}

/// Joins the rows of `item` into those of `same_as`, whose name is kept.
fn join_renamed(
    domains: &mut [Vec<Group<'_>>],
    names: &[(String, String)],
    project: &Project,
    settled: &mut Settled<'_>,
    diagnostics: &mut Diagnostics,
) {
    for (position, resolve) in project.resolve.iter().enumerate() {
        let Resolution::SameAs(same_as) = &resolve.what else { continue };
        let (index, positions) = index(domains, names);
        let from = target::find(&index, &resolve.item, diagnostics);
        let to = target::find(&index, same_as, diagnostics);
        let (Some([from]), Some([to])) = (from.as_deref(), to.as_deref()) else {
            settled.lost += usize::from(settled.used.insert(position));
            continue;
        };
        let (from, to) = (positions[*from], positions[*to]);
        // An item cannot be joined to itself, nor over domains, which have catalogs of their own.
        if from == to || from.0 != to.0 {
            continue;
        }
        settled.used.insert(position);
        let moved = domains[from.0][from.1].sources.clone();
        domains[to.0][to.1].sources.extend(moved);
        domains[from.0].remove(from.1);
    }
}

/// Every group by its names.
fn index(domains: &[Vec<Group<'_>>], names: &[(String, String)]) -> (Index, Vec<(usize, usize)>) {
    let mut positions = Vec::new();
    let mut addresses = Vec::new();
    for (domain, groups) in domains.iter().enumerate() {
        let keys: Vec<String> = groups.iter().map(|group| group.key.clone()).collect();
        for (at, id) in super::id::ids(&names[domain].0, &keys).iter().enumerate() {
            addresses.push(Address::new(id, (&names[domain].0, &names[domain].1), groups[at].lead()));
            positions.push((domain, at));
        }
    }
    (Index::new(addresses), positions)
}
