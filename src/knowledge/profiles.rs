//! `catalogs/profiles.yaml`: what each rule weighs at each stage of the work. Knows no rule; who applies a profile does.

use serde::Deserialize;

/// One profile.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What `--profile` takes.
    pub name: String,
    /// Title in Chinese and English.
    pub title: (String, String),
    /// What it is for, in Chinese and English.
    pub purpose: (String, String),
    /// The rules that weigh something else than they say themselves.
    pub rules: Vec<Weighed>,
}

/// What one rule weighs in a profile.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighed {
    /// Name of the rule.
    pub rule: String,
    /// What it weighs.
    pub severity: Weight,
    /// Why, in Chinese and English.
    pub why: (String, String),
}

/// What a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The submission is sent back.
    Error,
    /// A reviewer must look at it.
    Warning,
    /// Could be better.
    Advice,
    /// It is not reported.
    Off,
}

impl Profile {
    /// The profile of every run that names none.
    pub const USUAL: &'static str = "standard";

    /// What it says of a rule.
    #[must_use]
    pub fn of(&self, rule: &str) -> Option<&Weighed> {
        self.rules.iter().find(|weighed| weighed.rule == rule)
    }
}
