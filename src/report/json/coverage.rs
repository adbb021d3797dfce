//! The part of the report that says how far the catalogs cover what they are held to.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Spot, spot};
use crate::model::coverage::{Coverage, CoveredClass, CoveredPower, DomainCoverage};

/// One domain.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Covered {
    /// Key of the domain; empty for powers of lists that name none.
    domain: String,
    /// What people call it.
    name: String,
    /// Items of the city.
    items: usize,
    /// The powers and services of the native lists.
    powers: Powers,
    /// What counties list under it, as far as it was collected: never the whole of a national guideline.
    reference: Reference,
    /// Items without a source: no power, no service, no item that counties list. Only where native lists were handed in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unsourced: Vec<String>,
}

/// Powers and services.
#[derive(Debug, Serialize, JsonSchema)]
struct Powers {
    /// How many there are.
    of: usize,
    /// How many have an item.
    covered: usize,
    /// Those without, and without a reason.
    uncovered: Vec<Uncovered>,
    /// Those a department takes no item of, with its reasons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    declined: Vec<DeclinedItem>,
}

/// A power or service without an item.
#[derive(Debug, Serialize, JsonSchema)]
struct Uncovered {
    /// Its name, with that of the power it is a part of.
    name: String,
    /// Its code, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// 行政许可, 公共服务 …, as written.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// The department whose list it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    /// Where it stands.
    place: Spot,
}

/// Items that counties list.
#[derive(Debug, Serialize, JsonSchema)]
struct Reference {
    /// How many are known.
    of: usize,
    /// How many of them the catalog has.
    present: usize,
    /// The others, the levels of their names behind each other.
    lacking: Vec<String>,
    /// Those a department does not take, with its reasons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    declined: Vec<DeclinedItem>,
}

/// An item or power that a department does not take.
#[derive(Debug, Serialize, JsonSchema)]
struct DeclinedItem {
    /// The levels of its name behind each other.
    name: String,
    /// Why.
    reason: String,
}

/// A class of what 《政府信息公开条例》 art. 20 and 21 ask every city to disclose.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Class {
    /// In the words of the article.
    name: String,
    /// The article.
    article: String,
    /// Whether words of it stand in an item of the catalogs or of the supplement.
    present: bool,
}

pub(super) fn classes(coverage: &Coverage) -> Vec<Class> {
    let class = |class: &CoveredClass| Class { name: class.name.clone(), article: class.article.clone(), present: class.present };
    coverage.classes.iter().map(class).collect()
}

pub(super) fn records(coverage: &Coverage) -> Vec<Covered> {
    coverage.domains.iter().map(record).collect()
}

fn record(domain: &DomainCoverage) -> Covered {
    Covered {
        domain: domain.key.clone(),
        name: domain.name.clone(),
        items: domain.items,
        powers: Powers {
            of: domain.powers.len(),
            covered: domain.covered(),
            uncovered: domain.uncovered().map(uncovered).collect(),
            declined: domain.declined_powers().map(|(power, reason)| declined(&power.name, reason)).collect(),
        },
        unsourced: domain.unsourced.iter().map(|item| item.name.clone()).collect(),
        reference: Reference {
            of: domain.reference.len(),
            present: domain.present(),
            lacking: domain.lacking().map(|item| item.name.clone()).collect(),
            declined: domain.declined().map(|(item, reason)| declined(&item.name, reason)).collect(),
        },
    }
}

fn declined(name: &str, reason: &str) -> DeclinedItem {
    DeclinedItem { name: name.to_owned(), reason: reason.to_owned() }
}

fn uncovered(power: &CoveredPower) -> Uncovered {
    Uncovered {
        name: power.name.clone(),
        code: power.code.clone(),
        kind: power.kind.clone(),
        department: power.department.clone(),
        place: spot(&power.place),
    }
}
