//! Towns in `catalog.json`: who handed in, and how an item stands in a town that says something about it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::header::Reasons;
use crate::model::{Change, Deviation, Reported, TownSection, TownState};
use crate::place::{At, Place};
use crate::project::Project;

/// A town.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Town")]
pub(super) struct TownRecord<'a> {
    /// Its name; `towns` of an item uses it.
    name: &'a str,
    /// Its government, the subject of its items.
    government: &'a str,
    /// 镇, 街道, 乡 or 开发区.
    kind: &'a str,
    /// Former names, and towns merged into it.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    formerly: &'a [String],
    /// Whether it handed anything in.
    #[schemars(extend("enum" = ["已报送", "未报送"]))]
    state: &'static str,
    /// Domains that do not apply there, by key, with the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    not_applicable: Reasons<'a>,
}

/// How an item stands in a town.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "InTown")]
pub(super) struct InTownRecord<'a> {
    /// `inherited` is never written: it holds for every town not named.
    #[schemars(extend("enum" = ["inherited", "confirmed", "changed", "omitted", "added"]))]
    state: &'static str,
    /// The changed fields, by key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    changed: BTreeMap<&'static str, ChangeRecord<'a>>,
    /// The reason of an omission, or of the change as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// Where the town says so; left out of what is confirmed, which a town may say of all its items in one word.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<PlaceRecord<'a>>,
}

/// A changed field.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change")]
struct ChangeRecord<'a> {
    /// The city's text.
    from: Cow<'a, str>,
    /// The town's text.
    to: Cow<'a, str>,
    /// The city's text the change was made against, when given.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// Where.
    at: PlaceRecord<'a>,
}

/// A place in an input: a cell of a sheet, or a line of a text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub(super) struct PlaceRecord<'a> {
    /// Path of the file.
    file: &'a str,
    /// The sheet, for workbooks.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    /// The cell, as Excel names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    /// The line, from 1, for text files.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl<'a> TownRecord<'a> {
    pub(super) fn of(town: &'a TownSection, project: &'a Project) -> Self {
        let registered = project.towns.iter().find(|registered| registered.name.value == town.name);
        Self {
            name: &town.name,
            government: &town.government,
            kind: &town.kind,
            formerly: registered.map_or(&[], |registered| &registered.formerly),
            state: match town.reported {
                Reported::Yes => "已报送",
                Reported::No => "未报送",
            },
            not_applicable: town.not_applicable.iter().map(|(key, reason)| (key.as_str(), reason.value.as_str())).collect(),
        }
    }
}

impl<'a> InTownRecord<'a> {
    pub(super) fn of(deviation: &'a Deviation) -> Self {
        let mut changed: BTreeMap<&'static str, ChangeRecord<'a>> = BTreeMap::new();
        for change in &deviation.changes {
            match changed.get_mut(change.field.key()) {
                // Several columns of the list's own are one field.
                Some(record) => record.append(change),
                None => {
                    changed.insert(change.field.key(), ChangeRecord::of(change));
                }
            }
        }
        Self {
            state: match deviation.state {
                TownState::Confirmed => "confirmed",
                TownState::Changed => "changed",
                TownState::Omitted => "omitted",
                TownState::Added => "added",
            },
            changed,
            reason: deviation.reason.as_deref(),
            at: (deviation.state != TownState::Confirmed).then(|| PlaceRecord::of(&deviation.at)),
        }
    }
}

impl<'a> ChangeRecord<'a> {
    fn of(change: &'a Change) -> Self {
        Self {
            from: Cow::Borrowed(&change.from),
            to: Cow::Borrowed(&change.to),
            was: change.was.as_deref(),
            reason: change.reason.as_deref(),
            at: PlaceRecord::of(&change.at),
        }
    }

    fn append(&mut self, change: &Change) {
        self.from = Cow::Owned(format!("{}\n{}", self.from, change.from));
        self.to = Cow::Owned(format!("{}\n{}", self.to, change.to));
    }
}

impl<'a> PlaceRecord<'a> {
    pub(super) fn of(place: &'a Place) -> Self {
        Self {
            file: &place.origin.file,
            sheet: place.sheet(),
            cell: place.cell_name(),
            line: match &place.at {
                At::Text(span) => Some(span.line),
                At::Whole | At::Cell { .. } => None,
            },
        }
    }
}
