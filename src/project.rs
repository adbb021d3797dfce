//! `mulu.yaml`: the city, its edition, departments and towns, and what the office has settled. Finds no files and reads no lists.

use std::collections::BTreeMap;

use crate::knowledge::{Knowledge, Spelling};
use crate::model::milestone::Milestone;
use crate::place::{Located, Place};

pub mod target;
pub(crate) mod decisions;
pub mod domains;
mod edition;
mod explained;
mod milestones;
mod place_names;
mod print;
mod settings;

pub use edition::report_age;
pub use explained::{Explained, Subject, Withdrawn};
pub use settings::parse;

/// A project's settings. Everything a user wrote keeps its place.
#[derive(Clone, Debug)]
pub struct Project {
    /// `mulu.yaml` itself.
    pub place: Place,
    /// `city`.
    pub city: City,
    /// `edition`.
    pub edition: Edition,
    /// `site`: web META; what is not given is left out.
    pub site: Site,
    /// `departments`, in their order.
    pub departments: Vec<Department>,
    /// `towns`, in their order.
    pub towns: Vec<Town>,
    /// `lists`: globs of list files.
    pub lists: Vec<String>,
    /// `towns_files`: globs of town files.
    pub towns_files: Vec<String>,
    /// `supplement`: globs of the files of the 政府信息主动公开补充目录.
    pub supplement: Vec<String>,
    /// `files`: what single files are.
    pub files: Vec<FileSetting>,
    /// `domains`: printed titles of the city's own, and further domains.
    pub domains: Vec<DomainSetting>,
    /// `domains_order`: keys or names.
    pub domains_order: Vec<Located<String>>,
    /// `domains_not_applicable`.
    pub domains_not_applicable: Vec<NotApplicable>,
    /// `allow`.
    pub allow: Vec<Allow>,
    /// `resolve`.
    pub resolve: Vec<Resolve>,
    /// `renamed`.
    pub renamed: Vec<Renamed>,
    /// `withdrawn`.
    pub withdrawn: Vec<Withdrawn>,
    /// `reasons`.
    pub reasons: Vec<Explained>,
    /// `town_may_change`; the default where it is not given.
    pub town_may_change: Vec<String>,
    /// `permit`.
    pub permit: Vec<Permit>,
    /// `profile`: one that the tables know.
    pub profile: Option<String>,
    /// `milestones`, in their order.
    pub milestones: Vec<Milestone>,
    /// `print`: how workbooks are printed.
    pub print: Print,
}

/// How workbooks are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Print {
    /// What the wide tables are printed on.
    pub paper: PaperSize,
}

/// A size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm: folded once it is bound with A4.
    A3,
}

/// The city.
#[derive(Clone, Debug)]
pub struct City {
    /// 常熟市.
    pub name: String,
    /// 常熟市人民政府.
    pub government: Option<String>,
    /// 320581.
    pub division_code: Option<String>,
    /// 县级市, 县 or 区: decides 市级/县级/区级.
    pub kind: CityKind,
    /// Own words for the tiers, by tier key (`city`, `town` …).
    pub tier_words: BTreeMap<String, String>,
}

/// What kind of county-level place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CityKind {
    /// 县级市: 市级 and 镇级.
    City,
    /// 县: 县级 and 乡级.
    County,
    /// 区: 区级 and 镇级.
    District,
}

/// The edition.
#[derive(Clone, Debug)]
pub struct Edition {
    /// `2020`.
    pub id: String,
    /// Printed title.
    pub title: String,
    /// The date everything is judged at, `2020-12-11`.
    pub as_of: Option<Located<jiff::civil::Date>>,
    /// Who approved it.
    pub approved_by: Option<String>,
}

/// Web META; nothing is invented.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// `SiteName`.
    pub name: Option<String>,
    /// `SiteDomain`.
    pub domain: Option<String>,
    /// `SiteIDCode`.
    pub id_code: Option<String>,
    /// `ColumnName`.
    pub column: Option<String>,
    /// `ContentSource`.
    pub source: Option<String>,
    /// `PubDate`: `2020-12-15 09:30`, in 24 hours.
    pub published: Option<String>,
}

/// A department.
#[derive(Clone, Debug)]
pub struct Department {
    /// Short name, as lists use it: 市教育局.
    pub name: Located<String>,
    /// 常熟市教育局.
    pub full_name: Option<String>,
    /// Former names.
    pub formerly: Vec<String>,
    /// Keys of its domains; the first department of a domain is its lead.
    pub domains: Vec<Located<String>>,
}

/// A town.
#[derive(Clone, Debug)]
pub struct Town {
    /// 海虞镇.
    pub name: Located<String>,
    /// 海虞镇人民政府.
    pub government: String,
    /// 镇, 街道, 乡 or 开发区.
    pub kind: String,
    /// Former names, and towns merged into it.
    pub formerly: Vec<String>,
}

/// What one file is.
#[derive(Clone, Debug)]
pub struct FileSetting {
    /// Path from the project's root, with `/`.
    pub path: Located<String>,
    /// `kind`.
    pub kind: Option<Located<crate::model::ListKind>>,
    /// `department`.
    pub department: Option<Located<String>>,
    /// `domain`, as a key.
    pub domain: Option<Located<String>>,
    /// `town`.
    pub town: Option<Located<String>>,
    /// `hidden`.
    pub hidden: Hidden,
    /// `received`: the day the office received it.
    pub received: Option<Located<jiff::civil::Date>>,
}

/// What to do with hidden sheets of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hidden {
    /// They are not lists.
    #[default]
    Skip,
    /// They are read like others.
    Read,
}

/// A domain with a title of the city's own, or a further domain.
#[derive(Clone, Debug)]
pub struct DomainSetting {
    /// Key: of the tables, or for a further domain its own.
    pub key: Located<String>,
    /// Name.
    pub name: String,
    /// Printed title.
    pub title: Option<String>,
    /// Whether the tables do not know it.
    pub further: Further,
}

/// Whether a domain is beyond the 26.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Further {
    /// One of the 26.
    No,
    /// The city's own.
    Yes,
}

/// A domain that does not apply, with the reason.
#[derive(Clone, Debug)]
pub struct NotApplicable {
    /// Key of the domain.
    pub domain: Located<String>,
    /// Why.
    pub reason: Located<String>,
}

/// A rule silenced, with the reason.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The entry.
    pub place: Place,
    /// Rule name or id.
    pub rule: Located<String>,
    /// Selector of the item.
    pub item: Option<Located<String>>,
    /// Path of the file.
    pub file: Option<Located<String>>,
    /// Towns it is for.
    pub towns: Vec<Located<String>>,
    /// Why.
    pub reason: String,
    /// Last day it works, against as-of.
    pub until: Option<jiff::civil::Date>,
}

/// A conflict settled by the office.
#[derive(Clone, Debug)]
pub struct Resolve {
    /// The entry.
    pub place: Place,
    /// Selector of the item.
    pub item: Located<String>,
    /// What is settled.
    pub what: Resolution,
    /// Why.
    pub reason: String,
}

/// What a `resolve` settles.
#[derive(Clone, Debug)]
pub enum Resolution {
    /// `field` and `take`: the department whose value is printed.
    Take {
        /// The field.
        field: Located<String>,
        /// A department, or the path of a list.
        take: Located<String>,
    },
    /// `same_as`: two names of one item.
    SameAs(Located<String>),
}

/// A renamed item keeps its old id.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// The entry.
    pub place: Place,
    /// Old path `领域/一级/二级[/三级]`.
    pub from: Located<String>,
    /// Selector of the item under its new name.
    pub to: Located<String>,
    /// Since when.
    pub since: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// The office lets a town change a field.
#[derive(Clone, Debug)]
pub struct Permit {
    /// The entry.
    pub place: Place,
    /// The town.
    pub town: Located<String>,
    /// Selector of the item.
    pub item: Located<String>,
    /// The field.
    pub field: Located<String>,
    /// Why.
    pub reason: String,
}

impl Project {
    /// The key of the domain a word names, with or without 领域 behind it: one of the tables, or of the city's own.
    #[must_use]
    pub fn domain(&self, word: &str, knowledge: &Knowledge) -> Option<(String, Spelling)> {
        domains::key(word, &self.domains, knowledge)
    }

    /// The registered department a word names: by its name, full name, a former name, or its name without the city before it.
    #[must_use]
    pub fn department(&self, word: &str) -> Option<&Department> {
        let word = word.trim();
        let exact = self.departments.iter().find(|department| department.answers_to(word));
        exact.or_else(|| {
            let bare = self.without_city(word);
            let mut alike = self.departments.iter().filter(|department| self.without_city(&department.name.value) == bare);
            // Two departments that differ only in the city's word are told apart by nobody.
            alike.next().filter(|_| !bare.is_empty() && alike.next().is_none())
        })
    }

    /// The registered town a word names: by its name or its government's, or by a former name.
    #[must_use]
    pub fn town(&self, word: &str) -> Option<&Town> {
        let word = word.trim();
        self.towns.iter().find(|town| town.is_called(word)).or_else(|| self.towns.iter().find(|town| town.was_called(word)))
    }

    /// The first-named department of a domain.
    #[must_use]
    pub fn lead(&self, domain: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.domains.iter().any(|key| key.value == domain))
    }

    /// A body's name without the city's name or 市, 县, 区 before it: 常熟市教育局, 市教育局 → 教育局.
    fn without_city<'w>(&self, word: &'w str) -> &'w str {
        let city = self.city.name.as_str();
        let stem = city.strip_suffix(['市', '县', '区']).unwrap_or(city);
        let rest = word.strip_prefix(city).or_else(|| word.strip_prefix(stem)).unwrap_or(word);
        rest.strip_prefix(['市', '县', '区']).unwrap_or(rest)
    }
}

impl Town {
    /// Whether a word is its present name or its government's.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        self.name.value == word || self.government == word
    }

    /// Whether a word is a former name, or the organ of a town of that name.
    #[must_use]
    pub fn was_called(&self, word: &str) -> bool {
        let organs = ["", "人民政府", "办事处", "管理委员会"];
        self.formerly.iter().filter_map(|former| word.strip_prefix(former.as_str())).any(|rest| organs.contains(&rest))
    }
}

impl Department {
    fn answers_to(&self, word: &str) -> bool {
        self.name.value == word || self.full_name.as_deref() == Some(word) || self.formerly.iter().any(|former| former == word)
    }
}
