//! 主体索引 and 依据索引: the items of a catalog by who publishes them and by what they rest on. Workbook and site print the same ones.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::emit::{Publication, manifest};
use crate::knowledge::{Cited, Ended, Law, LookUp};
use crate::model::catalog::is_generic_town_body;
use crate::model::citation::number_key;
use crate::model::name::fold;
use crate::model::{Citation, Entry, Field};

/// An item in an index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed<'a> {
    /// Index of its domain.
    pub(super) domain: usize,
    /// The item.
    pub(super) entry: &'a Entry,
    /// The words by which it stands under a unit; none under a statute.
    pub(super) part: Option<&'a str>,
    /// The town that alone has it under this unit, because it changed 公开主体; none under a statute.
    pub(super) town: Option<usize>,
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
    /// Its end after the day of the edition, where the tables know one.
    pub(super) ends_later: Option<&'static Ended>,
    /// What the tables know of it.
    pub(super) law: Option<&'static Law>,
    /// A word for names of files, the same in every edition: 12 hexadecimal digits.
    pub(super) slug: String,
    /// The items that cite it in printed order, each once a citation.
    pub(super) items: Vec<Listed<'a>>,
}

/// Whether a statute holds on the day of the edition, as far as the tables know.
#[derive(Clone, Copy, Debug)]
pub(super) enum Status {
    /// 现行有效.
    InForce,
    /// 尚未施行: from when it is in force.
    NotYet(&'static str),
    /// Repealed, or followed by a newer text.
    Ended(&'static Ended),
    /// Something is not settled.
    Unsettled(&'static LookUp),
    /// The tables do not know it.
    Unknown,
}

/// The units of all items: departments in the order of `mulu.yaml`, what stands for every town, towns, then others in order of appearance.
/// Whom a town names beside the city's own subject stands there for this town alone.
pub(super) fn units(publication: Publication<'_>) -> Vec<Unit<'_>> {
    let mut bodies = Bodies { publication, known: BTreeMap::new(), appeared: BTreeMap::new() };
    let mut units: BTreeMap<(UnitKind, usize), Unit<'_>> = BTreeMap::new();
    for (domain, entry) in entries(publication) {
        let mut seen: Vec<((UnitKind, usize), Option<usize>)> = Vec::new();
        for (part, town) in parts(entry) {
            let (key, name, full_name) = bodies.of(part, entry.added_by.or(town));
            // What the city's subject names holds for the town too, and every town is that town as well.
            let names_it = |known: UnitKind| town.is_some_and(|town| known == UnitKind::EveryTown && key.0 == UnitKind::Town(town));
            if seen.iter().any(|(known, of)| (*known == key && (of.is_none() || *of == town)) || names_it(known.0)) {
                continue;
            }
            seen.push((key, town));
            let full_name = full_name.filter(|full| *full != name);
            let unit =
                units.entry(key).or_insert_with(|| Unit { name, full_name, kind: key.0, slug: unit_slug(key.0, name), items: Vec::new() });
            unit.items.push(Listed { domain, entry, part: Some(part), town, citation: None });
        }
    }
    units.into_values().collect()
}

/// The parts of an item's subject, then those that single towns have otherwise, with the town.
fn parts(entry: &Entry) -> impl Iterator<Item = (&str, Option<usize>)> {
    let own = entry.item.subject.value.iter().map(|part| (part.trim(), None));
    let changed = entry.towns.iter().flat_map(|(town, deviation)| {
        let item = deviation.item.as_deref().filter(|_| deviation.changes.iter().any(|change| change.field == Field::Subject));
        item.into_iter().flat_map(move |item| item.subject.value.iter().map(move |part| (part.trim(), Some(*town))))
    });
    own.chain(changed).filter(|(part, _)| !part.is_empty())
}

/// A unit's place in the index, its name and its full name.
type Body<'a> = ((UnitKind, usize), &'a str, Option<&'a str>);

/// Who the words of a subject are; the same words stand in many items, so each is looked up once.
struct Bodies<'a> {
    publication: Publication<'a>,
    known: BTreeMap<&'a str, Body<'a>>,
    appeared: BTreeMap<String, usize>,
}

impl<'a> Bodies<'a> {
    /// `town`: the town whose word it is. What any town does, that town does itself.
    fn of(&mut self, part: &'a str, town: Option<usize>) -> Body<'a> {
        let found = match self.known.get(part) {
            Some(found) => *found,
            None => self.look_up(part),
        };
        self.known.insert(part, found);
        match (found.0.0, town) {
            (UnitKind::EveryTown, Some(town)) => self.town(town),
            (UnitKind::EveryTown | UnitKind::Department | UnitKind::Town(_) | UnitKind::Other, _) => found,
        }
    }

    fn look_up(&mut self, part: &'a str) -> Body<'a> {
        let (catalog, project) = (self.publication.catalog, self.publication.project);
        if let Some(town) = catalog.towns.iter().position(|town| town.government == part || town.name == part) {
            return self.town(town);
        }
        let department = project.department(part);
        let at = department.and_then(|found| project.departments.iter().position(|known| std::ptr::eq(found, known)));
        if let Some(at) = at {
            let department = &project.departments[at];
            return ((UnitKind::Department, at), department.name.value.as_str(), department.full_name.as_deref());
        }
        if is_generic_town_body(part) {
            return ((UnitKind::EveryTown, 0), EVERY_TOWN, None);
        }
        let next = self.appeared.len();
        ((UnitKind::Other, *self.appeared.entry(fold(part)).or_insert(next)), part, None)
    }

    fn town(&self, town: usize) -> Body<'a> {
        let section = &self.publication.catalog.towns[town];
        ((UnitKind::Town(town), 0), section.name.as_str(), Some(section.government.as_str()))
    }
}

/// What stands for every town.
pub(super) const EVERY_TOWN: &str = "各镇街";

/// The statutes of all items, the one that most cite first; of equally many the one that is printed first.
pub(super) fn statutes(publication: Publication<'_>) -> Vec<Statute<'_>> {
    let as_of = publication.project.edition.as_of.as_ref().map(|date| date.value);
    let lone = lone_keys(entries(publication).flat_map(|(_, entry)| &*entry.item.basis.value), as_of);
    let mut order: BTreeMap<String, usize> = BTreeMap::new();
    // The same citation stands in many items, and looking one up folds its title.
    let mut known: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let mut statutes: Vec<Statute<'_>> = Vec::new();
    for (domain, entry) in entries(publication) {
        for citation in &*entry.item.basis.value {
            let title = title_of(citation);
            let at = *known.entry((title, citation.number.as_deref())).or_insert_with(|| {
                let cited = Cited::of(citation);
                let (key, status) = known_by(&cited, as_of);
                let key = if citation.number.is_none() { lone.get(&key).cloned().unwrap_or(key) } else { key };
                let ends_later = as_of.and_then(|as_of| cited.ends_after(as_of));
                let at = *order.entry(key).or_insert_with_key(|key| {
                    let law = cited.law();
                    let title = law.map_or(title, |law| law.title.as_str());
                    statutes.push(Statute { title, number: None, status, ends_later: None, law, slug: slug(key), items: Vec::new() });
                    statutes.len() - 1
                });
                statutes[at].ends_later = statutes[at].ends_later.or(ends_later);
                at
            });
            statutes[at].items.push(Listed { domain, entry, part: None, town: None, citation: Some(citation) });
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

/// Its title, or all of it where none was read.
fn title_of(citation: &Citation) -> &str {
    if citation.title.is_empty() { &citation.text } else { &citation.title }
}

/// Of titles the tables do not know: the key of a citation without a number, and that of the only statute of its title with one. Nothing of
/// titles that stand with several numbers.
fn lone_keys<'a>(citations: impl Iterator<Item = &'a Citation>, as_of: Option<Date>) -> BTreeMap<String, String> {
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut keys: BTreeMap<String, Option<String>> = BTreeMap::new();
    for citation in citations {
        let title = title_of(citation);
        let Some(number) = citation.number.as_deref().filter(|number| seen.insert((title, number))) else { continue };
        let cited = Cited::of(citation);
        if cited.law().is_some() {
            continue;
        }
        let (key, status) = known_by(&cited, as_of);
        let lives = !matches!(status, Status::Ended(_)) && !number_key(number).is_empty();
        let key = lives.then_some(key);
        keys.entry(unnumbered(title)).and_modify(|known| *known = known.take().filter(|known| Some(known) == key.as_ref())).or_insert(key);
    }
    keys.into_iter().filter_map(|(title, key)| Some((title, key?))).collect()
}

fn unnumbered(title: &str) -> String {
    format!("{}␟", fold(title))
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
        let not_yet = || as_of.and_then(|as_of| cited.in_force_later(as_of)).map_or(Status::InForce, Status::NotYet);
        return (fold(&law.title), unsettled.map_or_else(not_yet, Status::Unsettled));
    }
    (format!("{}{number}", unnumbered(title_of(citation))), unsettled.map_or(Status::Unknown, Status::Unsettled))
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

/// A department that is called as a town is has a file of its own.
fn unit_slug(kind: UnitKind, name: &str) -> String {
    match kind {
        UnitKind::Town(_) => slug(&format!("town␟{name}")),
        UnitKind::Department | UnitKind::EveryTown | UnitKind::Other => slug(name),
    }
}

fn slug(key: &str) -> String {
    manifest::hex(&Sha256::digest(key.as_bytes())[..6])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Status, known_by, lone_keys};
    use crate::knowledge::Cited;
    use crate::model::Citation;

    fn citation(title: &str, number: Option<&str>) -> Citation {
        let text = format!("《{title}》{}", number.unwrap_or_default());
        Citation { text, title: title.to_owned(), number: number.map(str::to_owned), articles: None }
    }

    #[test]
    fn a_citation_without_a_number_joins_the_only_one_with_it() {
        let title = "示例市某某管理条例";
        let key = |citation: &Citation| known_by(&Cited::of(citation), None).0;
        let lone = |numbers: &[Option<&str>]| {
            let citations: Vec<Citation> = numbers.iter().map(|number| citation(title, *number)).collect();
            lone_keys(citations.iter(), None).get(&key(&citation(title, None))).cloned()
        };
        let (one, other) = (Some("国务院令第9641号"), Some("国务院令第9642号"));
        assert_eq!(lone(&[None, one, one]), Some(key(&citation(title, one))));
        assert_eq!(lone(&[one, None, other]), None);
        assert_eq!(lone(&[one, other, one]), None);
        assert_eq!(lone(&[None]), None);
    }

    #[test]
    fn a_text_not_in_force_yet_and_one_that_ends_later() {
        let as_of = date(2021, 12, 10);
        let (aid, noise) = (citation("中华人民共和国法律援助法", None), citation("中华人民共和国环境噪声污染防治法", None));
        let status = |citation, as_of| known_by(&Cited::of(citation), Some(as_of)).1;
        assert!(matches!(status(&aid, as_of), Status::NotYet("2022-01-01")));
        assert!(matches!(status(&aid, date(2022, 1, 1)), Status::InForce));
        assert!(matches!(status(&noise, as_of), Status::InForce));
        assert!(matches!(status(&noise, date(2022, 6, 5)), Status::Ended(_)));
        assert!(Cited::of(&noise).ends_after(as_of).is_some_and(|ended| ended.since == "2022-06-05"));
        assert!(Cited::of(&noise).ends_after(date(2022, 6, 5)).is_none());
    }
}
