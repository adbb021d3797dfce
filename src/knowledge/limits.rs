//! `catalogs/limits.yaml` and `catalogs/active-disclosure.yaml` as typed rows, and which of them an item's names call for.
//! Compares no time limit: rules do.

use serde::Deserialize;

use super::Seen;

/// A limit that a statute sets for some information.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatutoryLimit {
    /// Our own word for it, unique.
    pub key: String,
    /// What it is for, as messages call it.
    pub matter: String,
    /// Keys of the domains it is looked for in; empty for all.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Words of which one stands in the item's own name.
    pub names: Vec<String>,
    /// Words of which one stands in some level of the name; empty where `names` tell enough.
    #[serde(default)]
    pub within: Vec<String>,
    /// Words in 公开内容 that tell as much as those of `within`.
    #[serde(default)]
    pub shown_by: Vec<String>,
    /// Words of which none stands in any level of the name.
    #[serde(default)]
    pub but_not: Vec<String>,
    /// Words by which a part of a time limit names the matter; `names` where empty.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Where the names do not tell: words of which one stands in some level of the name …
    #[serde(default)]
    pub topics: Vec<String>,
    /// … and words of which one stands in 公开内容.
    #[serde(default)]
    pub contents: Vec<String>,
    /// What is limited.
    pub limit: LimitKind,
    /// How many units.
    pub n: u32,
    /// The unit.
    pub unit: LimitUnit,
    /// What starts the clock, in words.
    pub after: Option<String>,
    /// What to type.
    pub write: String,
    /// The statute, in 《》, with its number where it has one.
    pub authority: String,
    /// The article.
    pub article: Option<String>,
    /// First day it holds, `2021-09-01`.
    pub since: String,
    /// How far it was seen.
    pub seen: Seen,
    /// Where it was read.
    pub source: String,
    /// Other rules that allow more in some domains.
    #[serde(default)]
    pub unlike: Vec<Unlike>,
}

/// What a statutory limit limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitKind {
    /// It appears within so many units.
    Within,
    /// It hangs at least so many units.
    Displayed,
}

/// The unit of a statutory limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitUnit {
    /// Calendar days.
    Day,
    /// Working days.
    WorkingDay,
}

/// How much a known conflict weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictWeight {
    /// A reviewer looks at it.
    Warning,
    /// Could be better.
    Advice,
}

/// A rule for one domain that allows more than the limit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlike {
    /// Key of the domain.
    pub domain: String,
    /// How many units it allows.
    pub n: u32,
    /// How much a limit up to there weighs.
    pub weight: ConflictWeight,
    /// The document.
    pub authority: String,
}

/// A clause of article 20 of 《政府信息公开条例》.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActiveClause {
    /// `（一）`.
    pub clause: String,
    /// Its words.
    pub text: String,
    /// What items of this kind are called.
    pub names: Vec<String>,
}

impl StatutoryLimit {
    /// Whether it is looked for in a domain.
    #[must_use]
    pub fn is_of(&self, domain: &str) -> bool {
        self.domains.is_empty() || self.domains.iter().any(|known| known == domain)
    }

    /// Whether the levels of an item's name, the deepest last, call for it, with its content where the names leave it open.
    #[must_use]
    pub fn is_named(&self, levels: &[&str], content: &str) -> bool {
        let own = levels.iter().rev().find(|level| !level.is_empty()).copied().unwrap_or_default();
        let anywhere = |words: &[String]| words.iter().any(|word| levels.iter().any(|level| level.contains(word.as_str())));
        self.names.iter().any(|word| own.contains(word.as_str()))
            && (self.within.is_empty() || anywhere(&self.within) || self.shown_by.iter().any(|word| content.contains(word.as_str())))
            && !anywhere(&self.but_not)
    }

    /// Whether some level of an item's name speaks of what the matter belongs to.
    #[must_use]
    pub fn is_topic(&self, levels: &[&str]) -> bool {
        self.topics.iter().any(|word| levels.iter().any(|level| level.contains(word.as_str())))
    }

    /// Whether an item that is named otherwise holds it among its content.
    #[must_use]
    pub fn is_content(&self, levels: &[&str], content: &str) -> bool {
        self.is_topic(levels) && self.contents.iter().any(|word| content.contains(word.as_str()))
    }

    /// Whether the words of a part of a time limit name the matter.
    #[must_use]
    pub fn is_scope(&self, scope: &str) -> bool {
        let words = if self.scopes.is_empty() { &self.names } else { &self.scopes };
        // 除处罚决定外其他内容 speaks of everything else.
        let excepted = scope.starts_with('除') || scope.contains("以外") || scope.starts_with("其他");
        !excepted
            && words.iter().any(|word| scope.contains(word.as_str()))
            && !self.but_not.iter().any(|word| scope.contains(word.as_str()))
    }

    /// The authority with its article.
    #[must_use]
    pub fn cited(&self) -> String {
        format!("{}{}", self.authority, self.article.as_deref().unwrap_or_default())
    }
}
