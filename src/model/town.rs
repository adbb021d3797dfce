//! What a town hands in: which of the city's town-level items it claims, changes, leaves out and adds.

use std::collections::BTreeMap;

use crate::model::{Field, Item, List};
use crate::place::{Located, Place};

/// A town's YAML file.
#[derive(Clone, Debug, PartialEq)]
pub struct TownFile {
    /// The document.
    pub place: Place,
    /// The town, as registered in `mulu.yaml`.
    pub town: Located<String>,
    /// What it confirms.
    pub claim: Claim,
    /// What does not apply, with reasons.
    pub omit: Vec<TownOmission>,
    /// What it changes.
    pub change: Vec<TownChange>,
    /// Its own items, a list a domain.
    pub add: Vec<TownAddition>,
    /// Domains that do not apply, with reasons.
    pub domains_not_applicable: Vec<(Located<String>, Located<String>)>,
    /// What it says of items it confirms: selector and words.
    pub remarks: Vec<(Located<String>, Located<String>)>,
    /// What the fill-in workbook it came from was printed with.
    pub printed: Option<Printed>,
}

/// What a town's fill-in workbook was printed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// [`crate::model::fill_in::digest`] of its rows, where it stands.
    pub digest: Located<String>,
    /// Keys of its domains, in the order of its sheets.
    pub domains: Vec<String>,
    /// What the items of its rows were called, by their ids.
    pub names: BTreeMap<String, String>,
}

/// A row of the reference catalogs, or one that was proposed, that a department does not take as it was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Declined {
    /// Key of the domain.
    pub domain: String,
    /// Normalised `group␟name␟subname`.
    pub key: String,
    /// Why it is not taken; none when it is taken under another name.
    pub reason: Option<String>,
    /// The answer.
    pub place: Place,
}

/// `claim: all`, or a list of items. What is not claimed is inherited all the same, unconfirmed.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// Every town-level item.
    All,
    /// These; selectors as in the contract (an id, a path, a unique tail).
    Items(Vec<Located<String>>),
}

/// An item that does not apply in a town.
#[derive(Clone, Debug, PartialEq)]
pub struct TownOmission {
    /// Selector.
    pub item: Located<String>,
    /// Why.
    pub reason: Located<String>,
}

/// A change of some fields of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct TownChange {
    /// The entry.
    pub place: Place,
    /// Selector.
    pub item: Located<String>,
    /// Fields that are set; the values stand in `to`.
    pub fields: Vec<Field>,
    /// The new values; every other field is blank.
    pub to: Item,
    /// The city's values the change was made against; `was_fields` names those given.
    pub was: Item,
    /// Fields given in `was`.
    pub was_fields: Vec<Field>,
    /// Why.
    pub reason: Option<Located<String>>,
}

/// Items a town adds in one domain.
#[derive(Clone, Debug, PartialEq)]
pub struct TownAddition {
    /// The items, with their domain.
    pub list: List,
    /// Selector of the item they stand behind; else the end of their group.
    pub after: Option<Located<String>>,
}
