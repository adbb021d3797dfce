//! What all pages share: edition, banners, navigation, META tags, names of pages, tier words, the line at the foot.

use std::borrow::Cow;

use super::count::{self, Count};
use super::{link, title};
use crate::emit::{Publication, State, manifest};
use crate::model::Tier;
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
    digest: String,
    files: Vec<String>,
}

/// What the frame around one page needs.
pub(super) struct Page<'a> {
    pub(super) frame: &'a Frame<'a>,
    /// The way to the site's folder.
    pub(super) up: &'static str,
    /// What the page is called.
    pub(super) title: String,
    /// What it stands under, the site first: label and address.
    pub(super) above: Vec<(&'static str, &'static str)>,
    /// Which META tags it carries.
    pub(super) kind: Kind,
}

/// The kinds of page the rules for META tags know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The home page, which is also the column's list.
    Home,
    /// A page with a text of its own.
    Article,
}

impl<'a> Frame<'a> {
    pub(super) fn of(publication: Publication<'a>) -> Self {
        let (title, remark) = title::split(&publication.project.edition.title);
        let domains = &publication.catalog.domains;
        Self {
            publication,
            title,
            remark,
            counts: domains.iter().map(count::domain).collect(),
            digest: manifest::inputs_digest(publication.inputs),
            files: link::domain_files(domains.iter().map(|domain| domain.key.as_str())),
        }
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
    pub(super) fn town_kinds(&self) -> String {
        let mut kinds: Vec<&str> = Vec::new();
        for town in &self.publication.catalog.towns {
            if !town.kind.is_empty() && !kinds.contains(&town.kind.as_str()) {
                kinds.push(&town.kind);
            }
        }
        if kinds.is_empty() { "镇、街道".to_owned() } else { kinds.join("、") }
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

    /// META tags of government sites (网页标签规范 of 国办发〔2017〕47号), in their order. What `mulu.yaml` does not say is left out;
    /// a publishing date is not known here. The column's type repeats its name, as sites of ministries do.
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
            metas.extend(given("ContentSource", &site.source));
        }
        metas
    }
}
