//! One edition of the catalogs with what it says of itself, as two editions are compared: made of a project or read from `catalog.json`.
//! Compares nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::changes::{EditionName, Past};
use crate::model::{Catalog, Field};
use crate::place::Located;

/// An edition.
#[derive(Clone, Debug)]
pub struct Edition<'a> {
    /// The city it is of.
    pub city: String,
    /// What it is called.
    pub name: EditionName,
    /// Whether it is final.
    pub standing: Standing,
    /// The catalogs. Of an edition that was read back, origins and the items of towns that change something are left out.
    pub catalog: Cow<'a, Catalog>,
    /// The registered departments in their order.
    pub departments: Vec<Unit>,
    /// Where the departments are known from.
    pub departments_from: DepartmentsFrom,
    /// Former names of each town, and of towns merged into it, in the order of the catalog's towns.
    pub towns_formerly: Vec<Vec<String>>,
    /// What the office says of its changes.
    pub said: Said,
    /// What editions up to this one changed, oldest first, by id.
    pub history: BTreeMap<String, Vec<Past>>,
}

/// Whether an edition is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was published, or could be.
    Final,
    /// Built with `--draft`.
    Draft,
}

/// Where the departments of an edition are known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepartmentsFrom {
    /// They are listed, each with its former names.
    List,
    /// An older file lists none: those of its domains.
    Domains,
}

/// A department.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Its full name, when given.
    pub full_name: Option<String>,
    /// Former names, and departments merged into it.
    pub formerly: Vec<String>,
}

/// What the office says of the changes of an edition: `renamed`, `withdrawn` and `reasons`.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Items under another name.
    pub renamed: Vec<SaidRenamed>,
    /// Items that are gone on purpose.
    pub withdrawn: Vec<SaidWithdrawn>,
    /// Why something is new or changed.
    pub reasons: Vec<SaidReason>,
}

/// An item under another name.
#[derive(Clone, Debug)]
pub struct SaidRenamed {
    /// The old path.
    pub from: Located<String>,
    /// Selector of the item.
    pub to: Located<String>,
    /// Why.
    pub reason: Option<String>,
}

/// An item of the edition before that is gone on purpose.
#[derive(Clone, Debug)]
pub struct SaidWithdrawn {
    /// Selector of the item, as the edition before had it.
    pub item: Located<String>,
    /// Why.
    pub reason: String,
}

/// Why something is new or changed.
#[derive(Clone, Debug)]
pub struct SaidReason {
    /// What kind of thing.
    pub about: About,
    /// Which: the selector of items, or a name.
    pub word: Located<String>,
    /// The field of items it is about; all when not said.
    pub field: Option<Field>,
    /// Why.
    pub reason: String,
}

/// What a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Items.
    Item,
    /// A domain.
    Domain,
    /// A town.
    Town,
    /// A department.
    Department,
}

impl About {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Item, Self::Domain, Self::Town, Self::Department];

    /// Its key in `mulu.yaml` and in data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Domain => "domain",
            Self::Town => "town",
            Self::Department => "department",
        }
    }

    /// As messages call it.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Item => ("事项", "item"),
            Self::Domain => ("领域", "domain"),
            Self::Town => ("乡镇", "town"),
            Self::Department => ("部门", "department"),
        }
    }
}
