//! `catalogs/` as typed tables: domains, channels, agencies, laws, limits. Embedded in the binary; facts only, each with its source there.
//! Text in, text out: grammars that use a table stand in `parse`.

use std::sync::OnceLock;

use serde::Deserialize;

mod checks;
mod classes;
mod cited;
mod laws;
mod limits;
mod profiles;
mod proposals;
mod reference;
mod seen;

pub use checks::{Check, checks};
pub use cited::Cited;
pub use classes::{ClassOf, Classes, DisclosureClass};
pub use laws::{Ended, How, Known, Law, Laws, LookUp, Owner, Rank, Revision, STATE, day, laws};
pub use limits::{ActiveClause, ConflictWeight, LimitKind, LimitUnit, StatutoryLimit, Unlike};
pub use profiles::{Profile, Weighed, Weight};
pub use proposals::{ProposedItem, proposals};
pub use reference::{
    Basis, Chosen, Level, Reference, ReferenceItem, Times, file as reference_file, reference, references, schema as reference_schema,
};
pub use seen::Seen;

/// All tables.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// The 26 pilot domains in printed order.
    pub domains: Vec<Domain>,
    /// The 13 channels and the extras of some domains.
    pub channels: Channels,
    /// Agencies with their former names.
    pub agencies: Vec<Agency>,
    /// What some laws and regulations are about.
    pub statutes: Vec<Statute>,
    /// Limits that statutes set for some information.
    pub limits: Vec<StatutoryLimit>,
    /// What article 20 of 《政府信息公开条例》 lists.
    pub active_disclosure: Vec<ActiveClause>,
    /// The profiles.
    pub profiles: Vec<Profile>,
    /// The classes of 《政府信息公开条例》 art. 20 and 21.
    pub classes: Classes,
}

/// One pilot domain (试点领域).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Pinyin word, part of every id; never changes.
    pub key: String,
    /// What `domain:` says and sheets are called.
    pub name: String,
    /// The table's title without the city.
    pub title: String,
    /// Other names seen, mapped without a word.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Misspellings seen, mapped with a warning.
    #[serde(default)]
    pub misspellings: Vec<String>,
    /// The national guideline behind it.
    pub guideline: Guideline,
    /// Usual lead bodies, without 市 or 县.
    pub lead: Vec<String>,
}

/// A national guideline (标准指引).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guideline {
    /// Title of the notice or guideline.
    pub title: String,
    /// Its number, only where a page with it was seen.
    pub number: Option<String>,
    /// The page it was seen on.
    pub source: Option<String>,
}

/// 公开渠道和载体.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channels {
    /// The 13 options in the order of the national table.
    pub standard: Vec<Channel>,
    /// Further channels that some domains name, legal as `其他：…`.
    pub extra: Vec<ExtraChannel>,
}

/// One of the 13 options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Name as in the national table.
    pub name: String,
    /// Other names seen.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Wrong spellings seen: no channel, but it is certain what is meant.
    #[serde(default)]
    pub misspellings: Vec<String>,
}

/// A channel of some domains only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraChannel {
    /// Its name.
    pub name: String,
    /// Keys of the domains that name it; empty for any.
    #[serde(default)]
    pub domains: Vec<String>,
}

/// A kind of agency and what it was called before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Present name, without the place.
    pub name: String,
    /// Former names.
    pub formerly: Vec<FormerName>,
}

/// A former name and when it ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The former name.
    pub name: String,
    /// Year or date the name ended nationally, as far as known.
    pub until: String,
}

/// A law or regulation about one plain thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// Its title, without 中华人民共和国.
    pub title: String,
    /// Words one of which every item has that it can be the basis of; empty when nobody can say.
    pub fits: Vec<String>,
    /// Words that say, in an item's name, that the item is about this.
    pub names: Vec<String>,
}

/// A province, by the first two digits of division codes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// `32`.
    pub code: String,
    /// 江苏省.
    pub name: String,
}

impl Province {
    /// What titles of its regulations begin with: the name, or the name without what it is (内蒙古, 广西).
    #[must_use]
    pub fn word(&self) -> &str {
        let kinds = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区"];
        kinds.iter().find_map(|kind| self.name.strip_suffix(kind)).unwrap_or(&self.name)
    }
}

/// The provinces, read once.
///
/// # Panics
/// When the embedded table is malformed; a test loads it.
#[must_use]
pub fn provinces() -> &'static [Province] {
    static PROVINCES: OnceLock<Vec<Province>> = OnceLock::new();
    PROVINCES.get_or_init(|| table(include_str!("../catalogs/provinces.yaml")))
}

/// How a word that names a domain is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Its name, key, title or a known alias.
    Known,
    /// A known misspelling.
    Wrong,
}

/// The tables, read once.
///
/// # Panics
/// When an embedded table is malformed; a test loads every one.
#[must_use]
pub fn load() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge {
        domains: table(include_str!("../catalogs/domains.yaml")),
        channels: table(include_str!("../catalogs/channels.yaml")),
        agencies: table(include_str!("../catalogs/agencies.yaml")),
        statutes: table(include_str!("../catalogs/statutes.yaml")),
        limits: table(include_str!("../catalogs/limits.yaml")),
        active_disclosure: table(include_str!("../catalogs/active-disclosure.yaml")),
        profiles: table(include_str!("../catalogs/profiles.yaml")),
        classes: Classes::new(table(include_str!("../catalogs/classes.yaml"))),
    })
}

fn table<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_yaml::from_str(text).expect("the embedded tables are loaded by a test")
}

impl Knowledge {
    /// The domain a word names, with or without 领域 behind it, and how it is spelt.
    #[must_use]
    pub fn domain(&self, word: &str) -> Option<(&Domain, Spelling)> {
        let word = word.trim();
        let word = word.strip_suffix("领域").unwrap_or(word);
        self.domains.iter().find_map(|domain| {
            if domain.key == word || domain.name == word || domain.title == word || domain.aliases.iter().any(|alias| alias == word) {
                Some((domain, Spelling::Known))
            } else if domain.misspellings.iter().any(|misspelling| misspelling == word) {
                Some((domain, Spelling::Wrong))
            } else {
                None
            }
        })
    }

    /// The domain with this key.
    #[must_use]
    pub fn domain_by_key(&self, key: &str) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.key == key)
    }

    /// The profile of a name; the usual one where it is not known.
    ///
    /// # Panics
    /// When the tables lack the usual profile; a test loads them.
    #[must_use]
    pub fn profile(&self, name: Option<&str>) -> &Profile {
        let named = |name: &str| self.profiles.iter().find(|profile| profile.name == name);
        name.and_then(named).or_else(|| named(Profile::USUAL)).expect("the tables hold the usual profile")
    }

    /// The names of the 13 standard channels, in the order of the national table; the last is 其他.
    #[must_use]
    pub fn channel_names(&self) -> Vec<&str> {
        self.channels.standard.iter().map(|channel| channel.name.as_str()).collect()
    }

    /// The standard name of a channel, by its name or an alias.
    #[must_use]
    pub fn channel(&self, word: &str) -> Option<&str> {
        self.channels
            .standard
            .iter()
            .find(|channel| channel.name == word || channel.aliases.iter().any(|alias| alias == word))
            .map(|channel| channel.name.as_str())
    }
}
