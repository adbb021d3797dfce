//! The catalogs of the edition before, read back from its `catalog.json` as lists and towns' files that point at its lines.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::items::{self, Standing};
use super::node::{entries, get, of, text};
use crate::diagnostic::Diagnostics;
use crate::emit::json::SCHEMA;
use crate::inputs::edition::{a_draft, foreign, missing, of_other_city};
use crate::knowledge;
use crate::model::{Form, List, ListKind, TownFile};
use crate::place::{Located, Place};
use crate::project::Project;
use crate::read::{self, Contents, Node};
use crate::rule::Severity;
use crate::words::{Words, say};
use crate::{Handling, OnInvalid, Trouble};

/// What places in it are said to be in: the folder's name is this machine's.
pub(crate) const FILE: &str = "catalog.json";

/// The catalogs of an edition.
pub(crate) struct Edition {
    catalog: Node,
}

impl Edition {
    /// The catalogs before, where what units last had is to be kept.
    ///
    /// # Errors
    /// When no folder was named, or it does not hold them.
    pub(crate) fn asked_for(handling: &Handling, project: &Project) -> Result<Option<Self>, Trouble> {
        match (handling.on_invalid, &handling.previous) {
            (OnInvalid::LastValid, None) => Err(Trouble::NoPrevious),
            (OnInvalid::LastValid, Some(folder)) => Self::of(folder, project).map(Some),
            (OnInvalid::Fail | OnInvalid::SkipItems, _) => Ok(None),
        }
    }

    /// Reads the catalogs of this city in an output folder.
    fn of(folder: &Path, project: &Project) -> Result<Self, Trouble> {
        let edition = Self::read(folder)?;
        let (city, own) = (edition.city(), project.city.name.as_str());
        if city != own {
            return Err(Trouble::UnusablePrevious { path: path_of(folder), why: of_other_city(city, own) });
        }
        Ok(edition)
    }

    /// Reads the catalogs in an output folder, whose city's they may be.
    ///
    /// # Errors
    /// When they are missing, damaged, or a draft.
    pub(crate) fn read(folder: &Path) -> Result<Self, Trouble> {
        let path = path_of(folder);
        let unusable = |why| Trouble::UnusablePrevious { path: path.clone(), why };
        if !path.is_file() {
            return Err(unusable(missing()));
        }
        let mut found = Diagnostics::default();
        // JSON is YAML: it is read within the same limits, and every value has its place.
        let input = read::read_file(&path, FILE, read::Choice::default(), &mut found);
        if let Some(fault) = found.sorted().into_iter().find(|fault| fault.severity == Severity::Error) {
            let (place, Words { zh, en }) = (fault.place, fault.message);
            return Err(unusable(say!("{zh}（{place}）", "{en} ({place})")));
        }
        let Contents::Trees(trees) = input.contents else { return Err(unusable(foreign())) };
        let catalog = trees.into_iter().next().filter(|catalog| text(catalog, "schema") == SCHEMA).ok_or_else(|| unusable(foreign()))?;
        if text(&catalog, "draft") == "true" {
            return Err(unusable(a_draft()));
        }
        Ok(Self { catalog })
    }

    /// The name of its city.
    fn city(&self) -> &str {
        of(&self.catalog, "city").map_or("", |city| text(city, "name"))
    }

    /// The whole file.
    pub(crate) fn node(&self) -> &Node {
        &self.catalog
    }

    /// What a department's lists came to, a list a domain and kind. Of an item that several departments handed in, the fields are those
    /// this one filled in, as they were printed: what another added to a united field stands in it.
    pub(crate) fn lists(&self, department: &str, project: &Project) -> Vec<List> {
        let items = self.items_of(department, project);
        // The kinds of list it handed in itself, as the items say that nobody else has.
        let alone = items.iter().filter(|(_, standing)| standing.is_alone());
        let own: BTreeSet<ListKind> = alone.flat_map(|(node, _)| kinds(node)).collect();
        let mut lists: Vec<List> = Vec::new();
        for (node, standing) in &items {
            let domain = text(node, "domain");
            let mut codes = standing.codes(node).into_iter();
            for kind in kinds_of(node, &own) {
                let item = items::item(node, standing, codes.next());
                let same = |list: &&mut List| list.kind == kind && list.domain.as_ref().is_some_and(|of| of.value == domain);
                // A list ends where the kind changes, so that the items keep their order.
                if let Some(list) = lists.last_mut().filter(same) {
                    list.items.push(item);
                } else {
                    let department = Some(Located::new(department.to_owned(), node.place.clone()));
                    lists.push(List { kind, department, items: vec![item], ..list(domain, &node.place) });
                }
            }
        }
        lists
    }

    /// The items a department handed in, with what of them is its own.
    fn items_of(&self, department: &str, project: &Project) -> Vec<(&Node, Standing<'_>)> {
        let answers = |name: &str| name == department || project.department(name).is_some_and(|known| known.name.value == department);
        // A domain that the city has given up since is gone with its items.
        let is_known =
            |key: &str| knowledge::load().domain_by_key(key).is_some() || project.domains.iter().any(|domain| domain.key.value == key);
        let of_city = entries(&self.catalog, "items").iter().filter(|node| get(node, "added_by").is_none());
        let of_city = of_city.filter(|node| is_known(text(node, "domain")));
        let standing = of_city.map(|node| {
            let leads = project.lead(text(node, "domain")).is_some_and(|lead| lead.name.value == department);
            // A list that named no department is its domain's lead's.
            (node, Standing::of(node, &|origin| get(origin, "department").map_or(leads, |name| answers(name.text()))))
        });
        standing.filter(|(_, standing)| standing.is_any()).collect()
    }

    /// What a town said, as one file of its own; how many items it speaks of.
    pub(crate) fn town(&self, town: &str, project: &Project) -> (TownFile, usize) {
        super::town::file(&self.catalog, town, project)
    }

    /// The name of the item that an id stands for.
    pub(crate) fn name(&self, id: &str) -> Option<String> {
        let node = entries(&self.catalog, "items").iter().find(|node| text(node, "id") == id)?;
        Some(items::item(node, &Standing::all(node), None).display_name())
    }
}

fn path_of(folder: &Path) -> PathBuf {
    folder.join("data").join(FILE)
}

/// A list without items.
pub(crate) fn list(domain: &str, place: &Place) -> List {
    List { domain: Some(Located::new(domain.to_owned(), place.clone())), ..List::empty(place.clone(), Form::Catalog) }
}

/// The kinds of list an item stood in.
fn kinds(node: &Node) -> impl Iterator<Item = ListKind> {
    entries(node, "lists").iter().filter_map(|kind| ListKind::named(kind.text()))
}

/// Those a department handed it in by: where others had the item too, the kinds the department has.
fn kinds_of(node: &Node, own: &BTreeSet<ListKind>) -> Vec<Option<ListKind>> {
    let all: Vec<ListKind> = kinds(node).collect();
    let its: Vec<ListKind> = all.iter().copied().filter(|kind| own.contains(kind)).collect();
    match (its.is_empty(), all.is_empty()) {
        (false, _) => its.into_iter().map(Some).collect(),
        (true, false) => all.into_iter().map(Some).collect(),
        (true, true) => vec![None],
    }
}
