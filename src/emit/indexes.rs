//! 主体索引 and 依据索引: the items of a catalog by who publishes them and by what they rest on. Workbook and site print the same ones.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::emit::Publication;
use crate::knowledge::{Cited, Ended, Law, LookUp};
use crate::model::catalog::is_generic_town_body;
use crate::model::citation::number_key;
use crate::model::name::fold;
use crate::model::{Citation, Entry};

/// An item in an index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed<'a> {
    /// Index of its domain.
    pub(super) domain: usize,
    /// The item.
    pub(super) entry: &'a Entry,
    /// The citation by which it stands under a statute; none under a unit.
    pub(super) citation: Option<&'a Citation>,
}

/// Who publishes.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    /// Its name: that of `mulu.yaml` where that knows it, else as printed.
    pub(super) name: &'a str,
    /// Its full name, when known and another.
    pub(super) full_name: Option<&'a str>,
    /// What it is.
    pub(super) kind: UnitKind,
    /// A word for names of files, the same in every edition: 12 hexadecimal digits.
    #[expect(dead_code, reason = "names of pages")]
    pub(super) slug: String,
    /// Its items in printed order.
    pub(super) items: Vec<Listed<'a>>,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnitKind {
    /// A department of `mulu.yaml`.
    Department,
    /// Every town: the items whose subject names any of them (乡镇人民政府 …).
    EveryTown,
    /// One town, by its index.
    Town(usize),
    /// As printed; `mulu.yaml` does not know it.
    Other,
}

/// What items rest on.
#[derive(Clone, Debug)]
pub(super) struct Statute<'a> {
    /// Its title: that of the tables where they know it, else as printed, without marks.
    pub(super) title: &'a str,
    /// Its number as most items print it.
    pub(super) number: Option<&'a str>,
    /// Whether it holds on the day of the edition.
    pub(super) status: Status,
    /// What the tables know of it.
    #[expect(dead_code, reason = "what its page says")]
    pub(super) law: Option<&'static Law>,
    /// A word for names of files, the same in every edition: 12 hexadecimal digits.
    #[expect(dead_code, reason = "names of pages")]
    pub(super) slug: String,
    /// The items that cite it in printed order, each once a citation.
    pub(super) items: Vec<Listed<'a>>,
}

/// Whether a statute holds on the day of the edition, as far as the tables know.
#[derive(Clone, Copy, Debug)]
pub(super) enum Status {
    /// 现行有效.
    InForce,
    /// Repealed, or followed by a newer text.
    Ended(&'static Ended),
    /// Something is not settled.
    Unsettled(&'static LookUp),
    /// The tables do not know it.
    Unknown,
}

/// The units of all items: departments in the order of `mulu.yaml`, what stands for every town, towns, then others in order of appearance.
pub(super) fn units(publication: Publication<'_>) -> Vec<Unit<'_>> {
    let (catalog, project) = (publication.catalog, publication.project);
    let mut units: BTreeMap<(UnitKind, usize), Unit<'_>> = BTreeMap::new();
    let mut appeared: BTreeMap<String, usize> = BTreeMap::new();
    for (domain, entry) in entries(publication) {
        let listed = Listed { domain, entry, citation: None };
        let mut seen: Vec<(UnitKind, usize)> = Vec::new();
        for part in entry.item.subject.value.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
            let town = catalog.towns.iter().position(|town| town.government == part || town.name == part);
            let department =
                project.departments.iter().position(|known| project.department(part).is_some_and(|found| std::ptr::eq(found, known)));
            let (kind, order, name, full_name) = if let Some(town) = town {
                (UnitKind::Town(town), 0, catalog.towns[town].name.as_str(), Some(catalog.towns[town].government.as_str()))
            } else if let Some(at) = department {
                let department = &project.departments[at];
                (UnitKind::Department, at, department.name.value.as_str(), department.full_name.as_deref())
            } else if is_generic_town_body(part) {
                // What any town does, a town that added the item does itself.
                match entry.added_by {
                    Some(town) => {
                        (UnitKind::Town(town), 0, catalog.towns[town].name.as_str(), Some(catalog.towns[town].government.as_str()))
                    }
                    None => (UnitKind::EveryTown, 0, EVERY_TOWN, None),
                }
            } else {
                let next = appeared.len();
                (UnitKind::Other, *appeared.entry(fold(part)).or_insert(next), part, None)
            };
            if seen.contains(&(kind, order)) {
                continue;
            }
            seen.push((kind, order));
            let full_name = full_name.filter(|full| *full != name);
            let unit = units.entry((kind, order)).or_insert_with(|| Unit { name, full_name, kind, slug: slug(name), items: Vec::new() });
            unit.items.push(listed);
        }
    }
    units.into_values().collect()
}

/// What stands for every town.
pub(super) const EVERY_TOWN: &str = "各镇街";

/// The statutes of all items, the one that most cite first; of equally many the one that is printed first.
pub(super) fn statutes(publication: Publication<'_>) -> Vec<Statute<'_>> {
    let as_of = publication.project.edition.as_of.as_ref().map(|date| date.value);
    let mut order: BTreeMap<String, usize> = BTreeMap::new();
    let mut statutes: Vec<Statute<'_>> = Vec::new();
    for (domain, entry) in entries(publication) {
        for citation in &*entry.item.basis.value {
            let cited = Cited::of(citation);
            let (key, status) = known_by(&cited, as_of);
            let at = *order.entry(key.clone()).or_insert_with(|| {
                let law = cited.law();
                let title = law.map_or(citation.title.as_str(), |law| law.title.as_str());
                let title = if title.is_empty() { citation.text.as_str() } else { title };
                statutes.push(Statute { title, number: None, status, law, slug: slug(&key), items: Vec::new() });
                statutes.len() - 1
            });
            statutes[at].items.push(Listed { domain, entry, citation: Some(citation) });
        }
    }
    for statute in &mut statutes {
        statute.number = usual_number(&statute.items);
    }
    // Stable: what is printed first stays first among equals.
    statutes.sort_by_key(|statute| std::cmp::Reverse(statute.items.len()));
    statutes
}

fn entries(publication: Publication<'_>) -> impl Iterator<Item = (usize, &Entry)> {
    let domains = publication.catalog.domains.iter().enumerate().filter(|(_, domain)| domain.not_applicable.is_none());
    domains.flat_map(|(at, domain)| domain.entries.iter().map(move |entry| (at, entry)))
}

/// What makes two citations one statute, and where it stands. A text that has ended is not the one that lives on under its title.
fn known_by(cited: &Cited<'_>, as_of: Option<Date>) -> (String, Status) {
    let citation = cited.citation;
    let number = citation.number.as_deref().map(number_key).unwrap_or_default();
    if let Some(ended) = as_of.and_then(|as_of| cited.ended(as_of)) {
        let title = ended.title.as_deref().unwrap_or(&citation.title);
        let number = ended.number.as_deref().map(number_key).unwrap_or_default();
        return (format!("{}␟{number}", fold(title)), Status::Ended(ended));
    }
    let unsettled = as_of.and_then(|as_of| cited.look_up(as_of));
    if let Some(law) = cited.law() {
        return (fold(&law.title), unsettled.map_or(Status::InForce, Status::Unsettled));
    }
    let title = if citation.title.is_empty() { &citation.text } else { &citation.title };
    (format!("{}␟{number}", fold(title)), unsettled.map_or(Status::Unknown, Status::Unsettled))
}

/// The number that most citations print; of equally many the one printed first.
fn usual_number<'a>(items: &[Listed<'a>]) -> Option<&'a str> {
    let mut counts: Vec<(&'a str, usize)> = Vec::new();
    for number in items.iter().filter_map(|listed| listed.citation?.number.as_deref()) {
        match counts.iter_mut().find(|(known, _)| *known == number) {
            Some((_, count)) => *count += 1,
            None => counts.push((number, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(number, _)| number)
}

fn slug(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
