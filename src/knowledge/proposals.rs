//! `catalogs/proposals.yaml`: which items are proposed for a power or service that has none.

use std::sync::OnceLock;

use serde::Deserialize;

/// What is proposed for some kinds of power.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposal {
    /// Words of 权力类型; none: every other kind.
    kinds: Vec<String>,
    items: Vec<ProposedItem>,
}

/// An item that is proposed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedItem {
    /// Stands behind the name of the power.
    pub name: String,
    /// The elements of 公开内容.
    pub content: Vec<String>,
    /// The article of 《政府信息公开条例》 that asks for it.
    pub article: String,
}

/// The items proposed for a power of a kind.
///
/// # Panics
/// When the embedded table is malformed; a test loads it.
#[must_use]
pub fn proposals(kind: &str) -> &'static [ProposedItem] {
    static PROPOSALS: OnceLock<Vec<Proposal>> = OnceLock::new();
    let all = PROPOSALS.get_or_init(|| super::table(include_str!("../../catalogs/proposals.yaml")));
    let named = |proposal: &&Proposal| proposal.kinds.iter().any(|word| kind.contains(word.as_str()));
    let found = all.iter().find(named).or_else(|| all.iter().find(|proposal| proposal.kinds.is_empty()));
    found.map_or(&[], |proposal| &proposal.items)
}
