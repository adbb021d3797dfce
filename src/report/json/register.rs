//! The part of the report that says who handed in what, and which items of it were left out.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Spot, spot};
use crate::model::register::{LeftOut, Submission};
use crate::words::Lang;

/// One file that was handed in, or a unit that has handed in none.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Entry {
    /// The department or town; empty when the file does not say.
    unit: String,
    /// `department` or `town`.
    #[schemars(extend("enum" = ["department", "town"]))]
    of: String,
    /// Path with `/`; none when nothing was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// sha256 in lower-case hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    /// Items, or entries of a native list.
    items: usize,
    /// Errors not silenced.
    errors: usize,
    /// Warnings not silenced.
    warnings: usize,
    /// `accepted`, `returned` (it goes back) or `missing` (未报送).
    #[schemars(extend("enum" = ["accepted", "returned", "missing"]))]
    state: String,
    /// The day of the first edition in a row, told by `--previous`, in which this unit's file had the same bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    since: Option<String>,
    /// How many of its items were left out of the catalogs; `left_out` of the report names them.
    #[serde(skip_serializing_if = "is_none")]
    left_out: usize,
    /// What the catalogs keep of the edition before in place of this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried: Option<Kept>,
}

/// What a unit had in the edition before.
#[derive(Debug, Serialize, JsonSchema)]
struct Kept {
    /// The day of the edition in which it was last taken from what the unit handed in.
    #[schemars(extend("format" = "date"))]
    since: String,
    /// Items that are kept; of a town, those it speaks of.
    items: usize,
    /// Why.
    reason: String,
}

/// An item of a file that was left out of the catalogs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Omitted {
    /// The department or town; empty when the list does not say.
    unit: String,
    /// `department` or `town`.
    #[schemars(extend("enum" = ["department", "town"]))]
    of: String,
    /// Path with `/`.
    file: String,
    /// Where the file speaks of it.
    place: Spot,
    /// `domain/group/name[/subname]`, normalised.
    item: String,
    /// Name of the item as written.
    name: String,
    /// Names of the rules it breaks.
    rules: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

pub(super) fn omitted(left_out: &LeftOut) -> Omitted {
    Omitted {
        unit: left_out.unit.clone(),
        of: left_out.of.key().to_owned(),
        file: left_out.place.origin.file.clone(),
        place: spot(&left_out.place),
        item: left_out.item.clone(),
        name: left_out.name.clone(),
        rules: left_out.rules.iter().map(|&rule| rule.to_owned()).collect(),
    }
}

pub(super) fn entry(submission: &Submission, lang: Lang) -> Entry {
    Entry {
        unit: submission.unit.clone(),
        of: submission.of.key().to_owned(),
        file: submission.file.clone(),
        sha256: submission.sha256.clone(),
        items: submission.items,
        errors: submission.errors,
        warnings: submission.warnings,
        state: submission.state.key().to_owned(),
        since: submission.since.clone(),
        left_out: submission.left_out,
        carried: submission.carried.as_ref().map(|carried| Kept {
            since: carried.since.clone(),
            items: carried.items,
            reason: carried.reason.words().in_lang(lang).to_owned(),
        }),
    }
}
