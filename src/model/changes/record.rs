//! Changes as data files write them: in `catalog.json`, `report.json` and what `mulu diff` prints for programs. One shape for all of them,
//! written and read back. Compares nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ChangeKind, Changes, EditionChange, EditionName, FieldChange, Past, What};
use crate::model::Field;

/// How an edition is called.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "EditionName")]
pub struct EditionRecord {
    /// Short name, such as the year.
    pub id: String,
    /// Printed title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The day it was judged at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
}

/// A field that differs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FieldChange")]
pub struct FieldRecord {
    /// Key of the field; absent for what is no field of an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it is called.
    pub heading: String,
    /// What stood there; empty when nothing did.
    pub from: String,
    /// What stands there; empty when nothing does.
    pub to: String,
    /// Why this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A change.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub struct ChangeRecord {
    /// What it is about.
    #[schemars(extend("enum" = What::ALL.map(What::key)))]
    pub what: String,
    /// How it changed.
    #[schemars(extend("enum" = ChangeKind::ALL.map(ChangeKind::key)))]
    pub kind: String,
    /// Key of the domain; absent for towns and departments as such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Name of the domain.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub domain_name: String,
    /// Id of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it is called now; of what is gone, was called.
    pub name: String,
    /// The former name, of what is renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The town in whose catalog alone it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// The fields that differ, in the order of columns.
    pub fields: Vec<FieldRecord>,
    /// Why; absent when nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What an edition changed of an item.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Past")]
pub struct PastRecord {
    /// The edition that made it.
    pub edition: String,
    /// Its printed title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// How it changed.
    #[schemars(extend("enum" = ChangeKind::ALL.map(ChangeKind::key)))]
    pub kind: String,
    /// The former name, where it was renamed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The town in whose catalog alone it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// The fields that differed.
    #[serde(default)]
    pub fields: Vec<FieldRecord>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How many changes of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Counts")]
pub struct Counts {
    /// 新增.
    pub added: usize,
    /// 修改.
    pub changed: usize,
    /// 删除.
    pub removed: usize,
    /// 更名.
    pub renamed: usize,
}

impl Counts {
    /// Those of some changes.
    pub fn of<'a>(changes: impl Iterator<Item = &'a EditionChange>) -> Self {
        let mut counts = Self::default();
        for change in changes {
            *match change.kind {
                ChangeKind::Added => &mut counts.added,
                ChangeKind::Changed => &mut counts.changed,
                ChangeKind::Removed => &mut counts.removed,
                ChangeKind::Renamed => &mut counts.renamed,
            } += 1;
        }
        counts
    }
}

/// What changed since the edition before, in numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "ChangesSummary")]
pub struct SummaryRecord {
    /// The edition before.
    pub from: EditionRecord,
    /// This edition.
    pub to: EditionRecord,
    /// All changes: of items, domains, departments and towns.
    pub counts: Counts,
    /// Those of items, in the city's catalog or in a town's.
    pub items: Counts,
    /// Items whose wording alone is another.
    pub reworded: usize,
    /// Changes without a reason.
    pub unexplained: usize,
    /// Items that are gone and new ones that are probably the same.
    pub likely_renames: usize,
}

impl EditionRecord {
    /// As data.
    #[must_use]
    pub fn of(name: &EditionName) -> Self {
        Self { id: name.id.clone(), title: name.title.clone(), as_of: name.as_of.clone() }
    }

    /// Read back.
    #[must_use]
    pub fn name(self) -> EditionName {
        EditionName { id: self.id, title: self.title, as_of: self.as_of }
    }
}

impl FieldRecord {
    fn of(change: &FieldChange) -> Self {
        let FieldChange { field, heading, from, to, reason } = change.clone();
        Self { field: field.map(|field| field.key().to_owned()), heading, from, to, reason }
    }

    fn change(self) -> FieldChange {
        let Self { field, heading, from, to, reason } = self;
        FieldChange { field: field.and_then(|key| Field::named(&key)), heading, from, to, reason }
    }
}

impl ChangeRecord {
    /// As data.
    #[must_use]
    pub fn of(change: &EditionChange) -> Self {
        let EditionChange { what, kind, domain, domain_name, id, name, was, town, fields, reason } = change.clone();
        let fields = fields.iter().map(FieldRecord::of).collect();
        let (what, kind) = (what.key().to_owned(), kind.key().to_owned());
        Self { what, kind, domain, domain_name, id, name, was, town, fields, reason }
    }
}

impl PastRecord {
    /// A change of an item as data.
    #[must_use]
    pub fn of(edition: &EditionName, change: &EditionChange) -> Self {
        let EditionChange { kind, was, town, fields, reason, .. } = change.clone();
        let EditionName { id, title, as_of } = edition.clone();
        let fields = fields.iter().map(FieldRecord::of).collect();
        Self { edition: id, title, as_of, kind: kind.key().to_owned(), was, town, fields, reason }
    }

    /// Read back, of an item; none for a kind that is not known.
    #[must_use]
    pub fn past(self, item: &EditionChange) -> Option<Past> {
        let kind = ChangeKind::ALL.into_iter().find(|kind| kind.key() == self.kind)?;
        let fields = self.fields.into_iter().map(FieldRecord::change).collect();
        let change = EditionChange { kind, was: self.was, town: self.town, fields, reason: self.reason, ..item.clone() };
        Some(Past { edition: EditionName { id: self.edition, title: self.title, as_of: self.as_of }, change })
    }
}

impl SummaryRecord {
    /// In numbers.
    #[must_use]
    pub fn of(changes: &Changes) -> Self {
        Self {
            from: EditionRecord::of(&changes.from),
            to: EditionRecord::of(&changes.to),
            counts: Counts::of(changes.list.iter()),
            items: Counts::of(changes.list.iter().filter(|change| change.what == What::Item)),
            reworded: changes.reworded,
            unexplained: changes.list.iter().filter(|change| !change.is_explained()).count(),
            likely_renames: changes.likely_renames.len(),
        }
    }
}
