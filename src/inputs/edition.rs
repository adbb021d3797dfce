//! An edition to be compared with another: made of a checked project, or read from its `catalog.json` within the limits. Says in plain words
//! why a file is none.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::own_file::{self, Named};
use super::previous::edition::FILE;

use crate::diagnostic::Diagnostics;
use crate::emit::State;
use crate::emit::json::SCHEMA;
use crate::knowledge;
use crate::model::changes::{ChangeKind, EditionChange, EditionName, Past, What};
use crate::model::edition::{About, DepartmentsFrom, Edition, Said, SaidReason, SaidRenamed, SaidWithdrawn, Standing, Unit};
use crate::model::{Catalog, DomainSection, Field, Given, Item, Reported, TownSection};
use crate::parse::{self, Context, Folder};
use crate::place::{Located, Place};
use crate::project::{Project, Subject};
use crate::read::{self, Contents, Input, Node, Value};
use crate::words::{Words, say};
use crate::{Handling, Trouble};

mod item;
mod record;

use record::{CatalogRecord, DomainRecord, ExplainedRecord, ItemRecord, TownRecord};

/// An edition read from a file.
pub(crate) struct Read {
    /// What it holds.
    pub(crate) edition: Edition<'static>,
    /// sha256 of the file.
    pub(crate) sha256: String,
}

/// Reads a `catalog.json`.
///
/// # Errors
/// Why it cannot be used.
pub(crate) fn read(path: &Path) -> Result<Read, Words> {
    let text = read::catalog(path).map_err(|error| own_file::not_read(&kind(), missing(), &error))?;
    let sha256 = read::sha256_of(text.as_bytes());
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let named: Named = serde_json::from_str(text).map_err(|error| own_file::damaged(&kind(), &error))?;
    if named.schema != SCHEMA {
        let is_newer = named.schema.strip_prefix("mulu.catalog/").is_some_and(|version| version.parse::<u32>().is_ok());
        return Err(if is_newer {
            let (theirs, ours) = (&named.schema, SCHEMA);
            say!(
                "它的格式是 {theirs}，这个程序只认得 {ours}：请用较新的 mulu",
                "its format is {theirs}, and this program knows {ours}: use a newer mulu"
            )
        } else {
            foreign()
        });
    }
    let record: CatalogRecord = serde_json::from_str(text).map_err(|error| own_file::damaged(&kind(), &error))?;
    Ok(Read { edition: edition(record), sha256 })
}

/// The edition before (`--previous`), where its folder holds the catalogs; without them nothing is compared.
///
/// # Errors
/// When they are damaged, a draft, or another city's.
pub(crate) fn before(handling: &Handling, project: &Project) -> Result<Option<Read>, Trouble> {
    let Some(path) = handling.previous.as_deref().map(|folder| folder.join("data").join(FILE)).filter(|path| path.is_file()) else {
        return Ok(None);
    };
    let unusable = |why| Trouble::UnusablePrevious { path: path.clone(), why };
    let read = read(&path).map_err(unusable)?;
    let (theirs, own) = (&read.edition.city, &project.city.name);
    if theirs != own {
        return Err(unusable(of_other_city(theirs, own)));
    }
    if read.edition.standing == Standing::Draft {
        return Err(unusable(a_draft()));
    }
    Ok(Some(read))
}

/// The catalogs of another city.
pub(crate) fn of_other_city(theirs: &str, own: &str) -> Words {
    say!("它是“{theirs}”的目录，不是“{own}”的", "it holds the catalogs of “{theirs}”, not of “{own}”")
}

/// A draft is no edition.
pub(crate) fn a_draft() -> Words {
    say!("它是草稿，不能作为上一版", "it is a draft, which is no edition")
}

/// Something else.
pub(crate) fn foreign() -> Words {
    say!("它不是 mulu 生成的目录数据", "it is no catalog that mulu wrote")
}

/// The edition a project makes.
pub(crate) fn of_project<'a>(project: &Project, catalog: &'a Catalog, state: State) -> Edition<'a> {
    let (id, title) = (project.edition.id.clone(), project.edition.title.clone());
    let as_of = project.edition.as_of.as_ref().map(|day| day.value.to_string());
    let formerly = |town: &TownSection| {
        let registered = project.towns.iter().find(|known| known.name.value == town.name);
        registered.map_or_else(Vec::new, |known| known.formerly.clone())
    };
    let department = |known: &crate::project::Department| Unit {
        name: known.name.value.clone(),
        full_name: known.full_name.clone(),
        formerly: known.formerly.clone(),
    };
    Edition {
        city: project.city.name.clone(),
        name: EditionName { id, title, as_of },
        standing: if state == State::Draft { Standing::Draft } else { Standing::Final },
        towns_formerly: catalog.towns.iter().map(formerly).collect(),
        catalog: Cow::Borrowed(catalog),
        departments: project.departments.iter().map(department).collect(),
        departments_from: DepartmentsFrom::List,
        said: said_by(project),
        history: BTreeMap::new(),
    }
}

fn said_by(project: &Project) -> Said {
    let renamed = project.renamed.iter();
    let withdrawn = project.withdrawn.iter();
    let reason = |explained: &crate::project::Explained| {
        let (about, word) = match &explained.subject {
            Subject::Item(word) => (About::Item, word),
            Subject::Domain(word) => (About::Domain, word),
            Subject::Town(word) => (About::Town, word),
            Subject::Department(word) => (About::Department, word),
        };
        SaidReason { about, word: word.clone(), field: explained.field, reason: explained.reason.clone() }
    };
    Said {
        renamed: renamed.map(|one| SaidRenamed { from: one.from.clone(), to: one.to.clone(), reason: one.reason.clone() }).collect(),
        withdrawn: withdrawn.map(|one| SaidWithdrawn { item: one.item.clone(), reason: one.reason.clone() }).collect(),
        reasons: project.reasons.iter().map(reason).collect(),
    }
}

/// What understands a text of one field as a town's file would be understood.
pub(crate) fn understand(field: Field, text: &str) -> Item {
    let place = Place::file(FILE);
    let node = |value| Node { place: place.clone(), value };
    let map = |pairs: Vec<(&str, Node)>| {
        let pairs = pairs.into_iter().map(|(key, node)| (Located::new(key.to_owned(), place.clone()), node));
        node(Value::Map(pairs.collect()))
    };
    let words = |text: &str| node(Value::Text(text.to_owned()));
    let set = map(vec![(field.key(), map(vec![("text", words(text))]))]);
    let change = map(vec![("item", words("1")), ("set", set)]);
    let document = map(vec![("town", words("1")), ("change", node(Value::List(vec![change])))]);
    let contents = Contents::Trees(vec![document]);
    let mut input = Input { path: FILE.to_owned(), sha256: String::new(), text: None, contents, further: Vec::new() };
    let context = Context { knowledge: knowledge::load(), project: None, folder: Folder::Loose };
    // What was not understood was said in its own edition.
    let parsed = parse::parse(&mut input, &context, &mut Diagnostics::default());
    let mut changes = parsed.towns.into_iter().flat_map(|file| file.change);
    changes.next().map_or_else(|| Item::blank(&place, Given::Blank), |change| change.to)
}

fn edition(record: CatalogRecord) -> Edition<'static> {
    let CatalogRecord { city, edition, draft, domains, departments, towns, renamed, explained, items } = record;
    let place = Place::file(FILE);
    let mut domains: Vec<DomainSection> = domains.into_iter().map(|domain| section(domain, &place)).collect();
    let towns_formerly = towns.iter().map(|town| town.formerly.clone()).collect();
    let names: BTreeMap<String, usize> = towns.iter().enumerate().map(|(at, town)| (town.name.clone(), at)).collect();
    let towns = towns.into_iter().map(|town| town_section(town, &place)).collect();
    let at: BTreeMap<String, usize> = domains.iter().enumerate().map(|(at, domain)| (domain.key.clone(), at)).collect();
    let mut history = BTreeMap::new();
    for mut record in items {
        // A domain that is not listed has no table the item could stand in.
        let Some(&at) = at.get(&record.domain) else { continue };
        if let Some((id, past)) = past(&mut record, &domains[at].name) {
            history.insert(id, past);
        }
        let entry = item::entry(record, &place, &|name| names.get(name).copied());
        domains[at].entries.push(entry);
    }
    let departments_from = if departments.is_some() { DepartmentsFrom::List } else { DepartmentsFrom::Domains };
    let listed = departments.map(|all| {
        let one = |one: record::DepartmentRecord| Unit { name: one.name, full_name: one.full_name, formerly: one.formerly };
        all.into_iter().map(one).collect()
    });
    Edition {
        city: city.name,
        name: edition.name(),
        standing: if draft { Standing::Draft } else { Standing::Final },
        departments: listed.unwrap_or_else(|| of_domains(&domains)),
        departments_from,
        towns_formerly,
        catalog: Cow::Owned(Catalog { domains, towns, settled: 0 }),
        said: said_in(renamed, explained, &place),
        history,
    }
}

/// What editions changed of an item, with its id.
fn past(record: &mut ItemRecord, domain_name: &str) -> Option<(String, Vec<Past>)> {
    let history = std::mem::take(&mut record.history);
    let levels = [&record.group, &record.name, &record.subname].map(String::as_str);
    let change = EditionChange {
        what: What::Item,
        kind: ChangeKind::Changed,
        domain: Some(record.domain.clone()),
        domain_name: domain_name.to_owned(),
        id: Some(record.id.clone()),
        name: levels.into_iter().filter(|level| !level.is_empty()).collect::<Vec<_>>().join(" / "),
        was: None,
        town: None,
        fields: Vec::new(),
        reason: None,
    };
    (!history.is_empty()).then(|| (record.id.clone(), history.into_iter().filter_map(|past| past.past(&change)).collect()))
}

fn section(record: DomainRecord, place: &Place) -> DomainSection {
    let DomainRecord { key, name, title, departments, not_applicable } = record;
    let not_applicable = not_applicable.map(|reason| Located::new(reason, place.clone()));
    DomainSection { key, name, title, departments, not_applicable, entries: Vec::new() }
}

fn town_section(record: TownRecord, place: &Place) -> TownSection {
    let TownRecord { name, government, kind, state, not_applicable, .. } = record;
    let not_applicable = not_applicable.into_iter().map(|(key, reason)| (key, Located::new(reason, place.clone()))).collect();
    let reported = if state == "已报送" { Reported::Yes } else { Reported::No };
    TownSection { name, government, kind, reported, not_applicable }
}

/// The departments of an older file, in the order of its domains.
fn of_domains(domains: &[DomainSection]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for name in domains.iter().flat_map(|domain| &domain.departments) {
        if !units.iter().any(|unit| unit.name == *name) {
            units.push(Unit { name: name.clone(), ..Unit::default() });
        }
    }
    units
}

fn said_in(renamed: Vec<record::RenamedRecord>, record: ExplainedRecord, place: &Place) -> Said {
    let located = |text: String| Located::new(text, place.clone());
    let reason = |one: record::ReasonRecord| {
        let about = About::ALL.into_iter().find(|about| about.key() == one.about)?;
        let field = one.field.map(|field| Field::named(&field));
        // A field that is not known explains nothing, rather than all.
        let field = if matches!(field, Some(None)) { return None } else { field.flatten() };
        Some(SaidReason { about, word: located(one.name), field, reason: one.reason })
    };
    let renamed = renamed.into_iter();
    let withdrawn = record.withdrawn.into_iter();
    Said {
        renamed: renamed.map(|one| SaidRenamed { from: located(one.from), to: located(one.to), reason: one.reason }).collect(),
        withdrawn: withdrawn.map(|one| SaidWithdrawn { item: located(one.item), reason: one.reason }).collect(),
        reasons: record.reasons.into_iter().filter_map(reason).collect(),
    }
}

/// What kind of file it is.
fn kind() -> Words {
    say!("目录数据", "catalog")
}

/// What to do where a folder holds no catalogs.
pub(crate) fn missing() -> Words {
    say!(
        "没有这个文件。请写一次完整的 mulu build 生成的文件夹（--only 里没有 data 的不行）",
        "there is no such file: name the folder of a whole mulu build (not one of --only without data)"
    )
}
