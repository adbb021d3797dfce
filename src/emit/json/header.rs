//! The outer fields of `catalog.json`: city, edition, inputs, domains; its items are made one by one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::explained::Explained;
use super::history;
use super::item::ItemRecord;
use super::towns::TownRecord;
use crate::emit::{Publication, State};
use crate::model::DomainSection;
use crate::project::{self, CityKind};

/// The catalogs of a city and its towns, as `mulu build` publishes them.
///
/// A town has every item whose `tiers` hold `town`, except those it omits; `towns` of an item names only the towns that
/// confirm, change, omit or add it. Every other town inherits the item unchanged, unless its `not_applicable` names the domain.
/// Original wording is kept; typed forms stand beside it. Fields are only ever added.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "mulu.catalog/1", rename = "Catalog")]
pub(super) struct CatalogFile<'a> {
    /// Name and version of this format.
    #[schemars(extend("const" = super::SCHEMA))]
    schema: &'static str,
    /// The city.
    city: City<'a>,
    /// The edition.
    edition: Edition<'a>,
    /// Present and true when built with `--draft`: something is still open.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    /// The inputs, sorted by path.
    generated_from: Vec<Input<'a>>,
    /// All domains in printed order, also those without items.
    domains: Vec<Domain<'a>>,
    /// All registered departments in their order.
    departments: Vec<Department<'a>>,
    /// All registered towns in their order.
    towns: Vec<TownRecord<'a>>,
    /// Items that were renamed and keep their id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renamed: Vec<Renamed<'a>>,
    /// What the office says of the changes since the edition before; absent when nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    explained: Option<Explained<'a>>,
    /// All items, by domain in printed order.
    #[schemars(with = "Vec<ItemRecord<'static>>")]
    items: Items<'a>,
}

/// The city.
#[derive(Serialize, JsonSchema)]
struct City<'a> {
    /// Its name.
    name: &'a str,
    /// Its government.
    #[serde(skip_serializing_if = "Option::is_none")]
    government: Option<&'a str>,
    /// Division code (区划代码).
    #[serde(skip_serializing_if = "Option::is_none")]
    division_code: Option<&'a str>,
    /// What kind of county-level place it is.
    #[schemars(extend("enum" = ["县级市", "县", "区"]))]
    kind: &'static str,
}

/// The edition.
#[derive(Serialize, JsonSchema)]
struct Edition<'a> {
    /// Short name, such as the year.
    id: &'a str,
    /// Printed title.
    title: &'a str,
    /// The date everything is judged at.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    as_of: Option<String>,
    /// Who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_by: Option<&'a str>,
}

/// An input file.
#[derive(Serialize, JsonSchema)]
struct Input<'a> {
    /// Path from the project's folder.
    file: &'a str,
    /// sha256 of its bytes in lower-case hexadecimal digits.
    sha256: &'a str,
}

/// A domain.
#[derive(Serialize, JsonSchema)]
struct Domain<'a> {
    /// Short word, part of every id of the domain; kept when the domain is renamed.
    key: &'a str,
    /// Short name.
    name: &'a str,
    /// Title of its table, without the city.
    title: &'a str,
    /// Its departments, the lead first.
    departments: &'a [String],
    /// Why it does not apply in this city.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_applicable: Option<&'a str>,
}

/// A department.
#[derive(Serialize, JsonSchema)]
struct Department<'a> {
    /// Its name, as `departments` of a domain has it.
    name: &'a str,
    /// Its full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    full_name: Option<&'a str>,
    /// Former names, and departments merged into it.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    formerly: &'a [String],
}

/// An item that was renamed, as `renamed` of `mulu.yaml` says it.
#[derive(Serialize, JsonSchema)]
struct Renamed<'a> {
    /// The name its id is made of, `领域/一级/二级`.
    from: &'a str,
    /// Its present name.
    to: &'a str,
    /// Since which edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Renamed<'a> {
    fn of(renamed: &'a project::Renamed) -> Self {
        Self { from: &renamed.from.value, to: &renamed.to.value, since: renamed.since.as_deref(), reason: renamed.reason.as_deref() }
    }
}

/// Makes its records while they are written.
struct Items<'a>(Publication<'a>);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let catalog = self.0.catalog;
        let histories = history::Histories::of(self.0.changes);
        let entries = catalog.domains.iter().flat_map(|domain| domain.entries.iter().map(move |entry| (domain, entry)));
        let record = |(domain, entry)| ItemRecord::of(catalog, domain, entry).with_history(&histories);
        serializer.collect_seq(entries.map(record))
    }
}

impl<'a> CatalogFile<'a> {
    pub(super) fn of(publication: Publication<'a>) -> Self {
        let project = publication.project;
        Self {
            schema: super::SCHEMA,
            city: City {
                name: &project.city.name,
                government: project.city.government.as_deref(),
                division_code: project.city.division_code.as_deref(),
                kind: kind(project.city.kind),
            },
            edition: Edition {
                id: &project.edition.id,
                title: &project.edition.title,
                as_of: project.edition.as_of.as_ref().map(|date| date.value.to_string()),
                approved_by: project.edition.approved_by.as_deref(),
            },
            draft: publication.state == State::Draft,
            generated_from: publication.inputs.iter().map(|(file, sha256)| Input { file, sha256 }).collect(),
            domains: publication.catalog.domains.iter().map(Domain::of).collect(),
            departments: project.departments.iter().map(Department::of).collect(),
            towns: publication.catalog.towns.iter().map(|town| TownRecord::of(town, project)).collect(),
            renamed: project.renamed.iter().map(Renamed::of).collect(),
            explained: Explained::of(project),
            items: Items(publication),
        }
    }
}

impl<'a> Domain<'a> {
    fn of(domain: &'a DomainSection) -> Self {
        Self {
            key: &domain.key,
            name: &domain.name,
            title: &domain.title,
            departments: &domain.departments,
            not_applicable: domain.not_applicable.as_ref().map(|reason| reason.value.as_str()),
        }
    }
}

impl<'a> Department<'a> {
    fn of(department: &'a project::Department) -> Self {
        Self { name: &department.name.value, full_name: department.full_name.as_deref(), formerly: &department.formerly }
    }
}

fn kind(kind: CityKind) -> &'static str {
    match kind {
        CityKind::City => "县级市",
        CityKind::County => "县",
        CityKind::District => "区",
    }
}

/// Reasons by the key of the domain they are for.
pub(super) type Reasons<'a> = BTreeMap<&'a str, &'a str>;
