//! How far a fact of the tables was seen. Judges no fact.

use serde::Deserialize;

/// How far a fact was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seen {
    /// The instrument, or the article, itself was read.
    Text,
    /// A page that says so.
    Page,
    /// A report of it.
    Digest,
}
