//! What `mulu.yaml` says of the changes of an edition, in `catalog.json`: editions are compared by that file alone.

use schemars::JsonSchema;
use serde::Serialize;

use crate::project::{Project, Subject};

/// What the office says of the changes.
#[derive(Serialize, JsonSchema)]
pub(super) struct Explained<'a> {
    /// Items of the edition before that are gone on purpose.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    withdrawn: Vec<Withdrawn<'a>>,
    /// Why something is new or changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<Reason<'a>>,
}

/// An item that is gone on purpose.
#[derive(Serialize, JsonSchema)]
struct Withdrawn<'a> {
    /// The item, as the edition before had it.
    item: &'a str,
    /// Why.
    reason: &'a str,
}

/// Why something is new or changed.
#[derive(Serialize, JsonSchema)]
struct Reason<'a> {
    /// What kind of thing.
    #[schemars(extend("enum" = ["item", "domain", "town", "department"]))]
    about: &'static str,
    /// Which: items as `mulu.yaml` names them, or a name.
    name: &'a str,
    /// Key of the field of items it is about; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    /// Why.
    reason: &'a str,
}

impl<'a> Explained<'a> {
    /// Nothing when nothing is said.
    pub(super) fn of(project: &'a Project) -> Option<Self> {
        let withdrawn = project.withdrawn.iter().map(|one| Withdrawn { item: &one.item.value, reason: &one.reason }).collect();
        let explained = Self { withdrawn, reasons: project.reasons.iter().map(reason).collect() };
        let is_silent = explained.withdrawn.is_empty() && explained.reasons.is_empty();
        (!is_silent).then_some(explained)
    }
}

fn reason(explained: &crate::project::Explained) -> Reason<'_> {
    let (about, word) = match &explained.subject {
        Subject::Item(word) => ("item", word),
        Subject::Domain(word) => ("domain", word),
        Subject::Town(word) => ("town", word),
        Subject::Department(word) => ("department", word),
    };
    Reason { about, name: &word.value, field: explained.field.map(crate::model::Field::key), reason: &explained.reason }
}
