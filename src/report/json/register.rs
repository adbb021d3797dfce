//! The part of the report that says who handed in what.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::register::Submission;

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
}

pub(super) fn entry(submission: &Submission) -> Entry {
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
    }
}
