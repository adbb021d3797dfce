//! What all pages share: edition, banners, navigation, META tags, names of pages, tier words, the line at the foot, and what of
//! an item stands elsewhere, gathered once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::count::{self, Count};
use super::{link, title};
use crate::emit::indexes::{self, Statute, Unit};
use crate::emit::workbook::names;
use crate::emit::{Publication, State, manifest};
use crate::model::changes::EditionChange;
use crate::model::{Citation, Tier};
use crate::project::CityKind;

/// Made once, shared by every page.
pub(super) struct Frame<'a> {
    pub(super) publication: Publication<'a>,
    /// The edition's title without its remark.
    pub(super) title: &'a str,
    /// The remark of the edition's title.
    pub(super) remark: Option<&'a str>,
    /// Numbers of each domain.
    pub(super) counts: Vec<Count>,
    /// 主体索引.
    pub(super) units: Vec<Unit<'a>>,
    /// 依据索引.
    pub(super) statutes: Vec<Statute<'a>>,
    /// Where items stand in the indexes and what changed of them, by id.
    elsewhere: BTreeMap<&'a str, Elsewhere<'a>>,
    /// The items of each 一级事项 of each domain, by their place in the domain.
    groups: Vec<BTreeMap<&'a str, Vec<usize>>>,
    town_kinds: String,
    digest: String,
    files: Vec<String>,
    workbooks: Vec<String>,
}

/// What stands elsewhere of an item.
#[derive(Default)]
pub(super) struct Elsewhere<'a> {
    /// The units it stands under for the whole city: index and the words that name it.
    pub(super) units: Vec<(usize, &'a str)>,
    /// The statutes it cites: index and citation.
    pub(super) statutes: Vec<(usize, &'a Citation)>,
    /// What this edition changed of it.
    pub(super) changes: Vec<&'a EditionChange>,
}

/// The most towns that get full tables of their own; with more, the towns share the pages of the domains.
const OWN_TABLES: usize = 30;

/// What the frame around one page needs.
pub(super) struct Page<'a> {
    pub(super) frame: &'a Frame<'a>,
    /// The way to the site's folder.
    pub(super) up: &'static str,
    /// What the page is called.
    pub(super) title: String,
    /// What it stands under, the site first: label and address.
    pub(super) above: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Which META tags it carries.
    pub(super) kind: Kind,
}

/// The kinds of page the rules for META tags know. None of ours is the home page of a site: `index.html` is the first page of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A list of pages.
    Column,
    /// A page with a text of its own.
    Article,
}

impl<'a> Frame<'a> {
    pub(super) fn of(publication: Publication<'a>) -> Self {
        let (title, remark) = title::split(&publication.project.edition.title);
        let (domains, towns) = (&publication.catalog.domains, &publication.catalog.towns);
        let (units, statutes) = (indexes::units(publication), indexes::statutes(publication));
        Self {
            publication,
            title,
            remark,
            counts: domains.iter().map(count::domain).collect(),
            elsewhere: elsewhere(publication, &units, &statutes),
            units,
            statutes,
            groups: groups(publication),
            town_kinds: town_kinds(publication),
            digest: manifest::inputs_digest(publication.inputs),
            files: link::domain_files(domains.iter().map(|domain| domain.key.as_str())),
            workbooks: names::file_stems(towns.iter().map(|town| town.name.as_str())),
        }
    }

    /// What stands elsewhere of an item.
    pub(super) fn elsewhere(&self, id: &str) -> Option<&Elsewhere<'a>> {
        self.elsewhere.get(id)
    }

    /// Whether this edition has an item of this id.
    pub(super) fn is_item(&self, id: &str) -> bool {
        self.elsewhere.contains_key(id)
    }

    /// The items of a domain under one 一级事项, by their place in the domain.
    pub(super) fn group(&self, domain: usize, group: &str) -> &[usize] {
        self.groups[domain].get(group).map_or(&[], Vec::as_slice)
    }

    /// Path of a domain's page from the site's folder.
    pub(super) fn domain_file(&self, index: usize) -> String {
        format!("domains/{}.html", self.files[index])
    }

    /// Path of an item's page from the site's folder.
    #[expect(clippy::unused_self, reason = "every page is named by the frame")]
    pub(super) fn item_file(&self, id: &str) -> String {
        format!("items/{}.html", link::anchor(id))
    }

    /// Path of a unit's page from the site's folder.
    pub(super) fn unit_file(&self, index: usize) -> String {
        format!("units/{}.html", self.units[index].slug)
    }

    /// Path of a statute's page from the site's folder.
    pub(super) fn statute_file(&self, index: usize) -> String {
        format!("statutes/{}.html", self.statutes[index].slug)
    }

    /// Whether towns have full tables of their own.
    pub(super) fn has_own_tables(&self) -> bool {
        self.publication.catalog.towns.len() <= OWN_TABLES
    }

    /// Path of a town's own table of a domain from the site's folder; none where towns have no tables of their own, or the domain does
    /// not apply.
    pub(super) fn own_file(&self, town: usize, domain: usize) -> Option<String> {
        let catalog = self.publication.catalog;
        let section = &catalog.domains[domain];
        let applies = section.not_applicable.is_none() && !catalog.towns[town].not_applicable.contains_key(&section.key);
        (applies && self.has_own_tables()).then(|| format!("towns/town-{}/{}.html", town + 1, self.files[domain]))
    }

    /// Address of a town's workbook from the site's folder.
    pub(super) fn workbook(&self, town: usize) -> String {
        format!("../towns/{}.xlsx", link::path_part(&self.workbooks[town]))
    }

    /// 市级, 镇级 …, as the city says.
    pub(super) fn tier(&self, tier: Tier) -> &'a str {
        let city = &self.publication.project.city;
        let (key, word) = match (tier, city.kind) {
            (Tier::Prefecture, _) => ("prefecture", "设区市级"),
            (Tier::City, CityKind::City) => ("city", "市级"),
            (Tier::City, CityKind::County) => ("city", "县级"),
            (Tier::City, CityKind::District) => ("city", "区级"),
            (Tier::Town, CityKind::City | CityKind::District) => ("town", "镇级"),
            (Tier::Town, CityKind::County) => ("town", "乡级"),
            (Tier::Village, _) => ("village", "村级"),
        };
        city.tier_words.get(key).map_or(word, String::as_str)
    }

    pub(super) fn city_tier(&self) -> &'a str {
        self.tier(Tier::City)
    }

    pub(super) fn town_tier(&self) -> &'a str {
        self.tier(Tier::Town)
    }

    /// What the towns are called together: `镇、街道、开发区`.
    pub(super) fn town_kinds(&self) -> &str {
        &self.town_kinds
    }

    pub(super) fn is_draft(&self) -> bool {
        self.publication.state == State::Draft
    }

    /// Edition, inputs and program, without a time of day.
    pub(super) fn foot(&self) -> String {
        let edition = &self.publication.project.edition;
        let as_of = edition.as_of.as_ref().map(|date| format!("，截至{}", date.value)).unwrap_or_default();
        format!("版本：{}{as_of}　来源摘要：{}　编制程序：mulu {}", edition.id, self.digest, env!("CARGO_PKG_VERSION"))
    }
}

fn elsewhere<'a>(publication: Publication<'a>, units: &[Unit<'a>], statutes: &[Statute<'a>]) -> BTreeMap<&'a str, Elsewhere<'a>> {
    let entries = publication.catalog.domains.iter().flat_map(|domain| &domain.entries);
    let mut all: BTreeMap<&str, Elsewhere<'_>> = entries.map(|entry| (entry.id.as_str(), Elsewhere::default())).collect();
    for (index, unit) in units.iter().enumerate() {
        for listed in unit.items.iter().filter(|listed| listed.town.is_none()) {
            all.entry(&listed.entry.id).or_default().units.extend(listed.part.map(|part| (index, part)));
        }
    }
    for (index, statute) in statutes.iter().enumerate() {
        for listed in &statute.items {
            all.entry(&listed.entry.id).or_default().statutes.extend(listed.citation.map(|citation| (index, citation)));
        }
    }
    for change in publication.changes.into_iter().flat_map(|changes| &changes.list) {
        // What is gone has no page that could say so.
        if let Some(item) = change.id.as_deref().and_then(|id| all.get_mut(id)) {
            item.changes.push(change);
        }
    }
    all
}

fn town_kinds(publication: Publication<'_>) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for town in &publication.catalog.towns {
        if !town.kind.is_empty() && !kinds.contains(&town.kind.as_str()) {
            kinds.push(&town.kind);
        }
    }
    if kinds.is_empty() { "镇、街道".to_owned() } else { kinds.join("、") }
}

fn groups(publication: Publication<'_>) -> Vec<BTreeMap<&str, Vec<usize>>> {
    let domains = publication.catalog.domains.iter().map(|domain| {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, entry) in domain.entries.iter().enumerate() {
            groups.entry(entry.item.group.value.as_str()).or_default().push(at);
        }
        groups
    });
    domains.collect()
}

/// What a page of the site's first level stands under, and pages below it: labels and addresses.
pub(super) fn above<const N: usize>(above: [(&'static str, &'static str); N]) -> Vec<(Cow<'static, str>, Cow<'static, str>)> {
    above.into_iter().map(|(label, address)| (Cow::Borrowed(label), Cow::Borrowed(address))).collect()
}

/// Path of a town's page from the site's folder.
pub(super) fn town_file(index: usize) -> String {
    format!("towns/town-{}.html", index + 1)
}

impl<'a> Page<'a> {
    /// The words in the browser's title bar.
    pub(super) fn full_title(&self) -> Cow<'_, str> {
        if self.title == self.frame.title {
            Cow::Borrowed(&self.title)
        } else {
            Cow::Owned(format!("{} - {}", self.title, self.frame.title))
        }
    }

    /// META tags of government sites (网页标签规范 of 国办发〔2017〕47号), in their order. What `mulu.yaml` does not say is left out.
    /// The column's type repeats its name, as sites of ministries do.
    pub(super) fn metas(&self) -> Vec<(&'static str, Cow<'a, str>)> {
        let site = &self.frame.publication.project.site;
        let given = |name: &'static str, value: &'a Option<String>| value.as_deref().map(|value| (name, Cow::Borrowed(value)));
        let mut metas: Vec<_> = [given("SiteName", &site.name), given("SiteDomain", &site.domain), given("SiteIDCode", &site.id_code)]
            .into_iter()
            .flatten()
            .collect();
        if let Some(column) = &site.column {
            let city = &self.frame.publication.project.city.name;
            metas.push(("ColumnName", Cow::Borrowed(column)));
            metas.push(("ColumnDescription", Cow::Borrowed(self.frame.title)));
            metas.push(("ColumnKeywords", Cow::Owned(format!("{city},基层政务公开,标准目录"))));
            metas.push(("ColumnType", Cow::Borrowed(column)));
        }
        if self.kind == Kind::Article {
            metas.push(("ArticleTitle", Cow::Owned(self.title.clone())));
            metas.extend(given("PubDate", &site.published));
            metas.extend(given("ContentSource", &site.source));
        }
        metas
    }
}
