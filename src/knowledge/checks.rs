//! `catalogs/checks.yaml`: what an expert reviewer checks. Which rule does a check, the rules' pages say.

use std::sync::OnceLock;

use serde::Deserialize;

use super::Weight;

/// One check of a reviewer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its id, such as `EL-03`; never reused.
    pub id: String,
    /// What a reviewer gives it.
    pub severity: Weight,
    /// Title in Chinese and English, where no rule's title stands for it.
    pub title: Option<(String, String)>,
    /// Why no rule does it, in Chinese and English.
    pub none: Option<(String, String)>,
}

/// Every check, in printed order; read once.
///
/// # Panics
/// When the embedded table is malformed; a test loads it.
#[must_use]
pub fn checks() -> &'static [Check] {
    static CHECKS: OnceLock<Vec<Check>> = OnceLock::new();
    CHECKS.get_or_init(|| super::table(include_str!("../../catalogs/checks.yaml")))
}
