//! What is published: the city's catalog and, as differences from it, each town's. Every field keeps its origin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Field, Item, ListKind, Slot, Tier};
use crate::place::{Located, Place};

/// The merged catalogs of a city and its towns.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// All domains in printed order, also those without items.
    pub domains: Vec<DomainSection>,
    /// All registered towns in their order.
    pub towns: Vec<TownSection>,
    /// How many differences the office settled with `resolve`.
    pub settled: usize,
}

/// One domain.
#[derive(Clone, Debug)]
pub struct DomainSection {
    /// Key of `catalogs/`, part of every id.
    pub key: String,
    /// Short name, what sheets are called.
    pub name: String,
    /// Title of the table without the city: `义务教育领域基层政务公开标准目录`.
    pub title: String,
    /// Departments of the domain in `mulu.yaml`, the lead first.
    pub departments: Vec<String>,
    /// Why it does not apply in this city.
    pub not_applicable: Option<Located<String>>,
    /// Every item of the domain in printed order, additions of towns among them.
    pub entries: Vec<Entry>,
}

/// One item of the catalogs.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `<domain key>-<8 or 12 characters>`, stable over editions.
    pub id: String,
    /// Normalised `group␟name␟subname`.
    pub key: String,
    /// The merged item; shared by every town that inherits it.
    pub item: Arc<Item>,
    /// The codes it has, a list each: (path of the list, code).
    pub codes: Vec<(String, String)>,
    /// The kinds of list it stands in.
    pub lists: BTreeSet<ListKind>,
    /// Where each field comes from.
    pub origin: BTreeMap<Field, Vec<Origin>>,
    /// The town that added it; such an item is in no other catalog.
    pub added_by: Option<usize>,
    /// Towns that confirm, change, leave out or add it, by index; every other town inherits it.
    pub towns: BTreeMap<usize, Deviation>,
}

/// Where a part of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The cell or text.
    pub place: Place,
    /// The department whose list it is.
    pub department: Option<String>,
    /// Whether this wording was printed.
    pub taken: Taken,
}

/// Whether an origin's value stands in the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Its wording (or part) is printed.
    Yes,
    /// It said the same, or was settled by `resolve`.
    No,
}

/// One town.
#[derive(Clone, Debug)]
pub struct TownSection {
    /// Name, such as 海虞镇.
    pub name: String,
    /// Its government, the 公开主体 of its items.
    pub government: String,
    /// 镇, 街道, 乡 or 开发区.
    pub kind: String,
    /// Whether it handed anything in.
    pub reported: Reported,
    /// Domains that do not apply there, by key, with reasons.
    pub not_applicable: BTreeMap<String, Located<String>>,
}

/// Whether a town handed anything in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// 已报送.
    Yes,
    /// 未报送: it gets the city's items.
    No,
}

/// How an item stands in one town.
#[derive(Clone, Debug)]
pub struct Deviation {
    /// Confirmed, changed, omitted or added.
    pub state: State,
    /// The item as this town has it, when changed.
    pub item: Option<Arc<Item>>,
    /// The fields changed.
    pub changes: Vec<Change>,
    /// The reason of an omission or of the change as a whole.
    pub reason: Option<String>,
    /// Where the town says so.
    pub at: Place,
}

/// How an item stands in a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The town says it applies unchanged.
    Confirmed,
    /// With other values.
    Changed,
    /// 不适用.
    Omitted,
    /// 新增 by this town.
    Added,
}

/// One changed field.
#[derive(Clone, Debug)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// The city's text.
    pub from: String,
    /// The town's text.
    pub to: String,
    /// The city's text the change was made against, when given.
    pub was: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Where.
    pub at: Place,
}

/// How an item stands in a town, for those who print it.
#[derive(Clone, Copy, Debug)]
pub struct InTown<'a> {
    /// The city's entry.
    pub entry: &'a Entry,
    /// The item with the town's values; its subject is printed by [`town_subject`].
    pub item: &'a Item,
    /// What the town said; none when it inherits.
    pub deviation: Option<&'a Deviation>,
}

impl DomainSection {
    /// The items that are the city's own: those that a town added are left out.
    pub fn of_city(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.added_by.is_none())
    }
}

impl Entry {
    /// Whether it stands in the city's catalog.
    #[must_use]
    pub fn in_city(&self) -> bool {
        self.added_by.is_none() && self.item.tiers.value.contains(Tier::City)
    }

    /// Whether towns have it, unless they say otherwise.
    #[must_use]
    pub fn at_town_level(&self) -> bool {
        self.added_by.is_some() || self.item.tiers.value.contains(Tier::Town)
    }
}

impl Catalog {
    /// Number of items over all domains, additions of towns included.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.domains.iter().map(|domain| domain.entries.len()).sum()
    }

    /// The items of one domain in one town, in printed order. Empty where the domain does not apply.
    pub fn in_town<'a>(&'a self, domain: &'a DomainSection, town: usize) -> impl Iterator<Item = InTown<'a>> {
        let applies = !self.towns[town].not_applicable.contains_key(&domain.key) && domain.not_applicable.is_none();
        domain.entries.iter().filter(move |_| applies).filter_map(move |entry| entry.in_town(town))
    }
}

impl Entry {
    /// How it stands in one town; none when that town does not have it.
    #[must_use]
    pub fn in_town(&self, town: usize) -> Option<InTown<'_>> {
        let here = match self.added_by {
            Some(owner) => owner == town,
            None => self.at_town_level(),
        };
        let deviation = self.towns.get(&town);
        if !here || deviation.is_some_and(|deviation| deviation.state == State::Omitted) {
            return None;
        }
        let item = deviation.and_then(|deviation| deviation.item.as_deref()).unwrap_or(&self.item);
        Some(InTown { entry: self, item, deviation })
    }
}

/// 公开主体 as a town's catalog prints it: parts that are generic for towns become its government.
/// A subject without such a part stays as it is.
#[must_use]
pub fn town_subject(subject: &Slot<Arc<[String]>>, town: &TownSection) -> String {
    subject_with_government(subject, &town.government).unwrap_or_else(|| subject.text.clone())
}

/// 公开主体 with a government in the place of parts that are generic for towns; none without such a part.
#[must_use]
pub fn subject_with_government(subject: &Slot<Arc<[String]>>, government: &str) -> Option<String> {
    if !subject.value.iter().any(|part| is_generic_town_body(part)) {
        return None;
    }
    Some(bodies_with_government(subject.value.iter().map(String::as_str), government))
}

/// Bodies, each once, with a government in the place of those that are generic for towns.
#[must_use]
pub fn bodies_with_government<'a>(bodies: impl IntoIterator<Item = &'a str>, government: &'a str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for body in bodies {
        let part = if is_generic_town_body(body) { government } else { body };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("、")
}

/// 公开主体 as the city's catalog prints it: parts that are generic for towns drop if another remains.
#[must_use]
pub fn city_subject(subject: &Slot<Arc<[String]>>) -> String {
    let kept: Vec<&str> = subject.value.iter().filter(|part| !is_generic_town_body(part)).map(String::as_str).collect();
    if kept.is_empty() || kept.len() == subject.value.len() {
        return subject.text.clone();
    }
    kept.join("、")
}

/// Whether words name any town rather than one: 乡镇人民政府, 各镇（街道）, 街道办事处 ….
#[must_use]
pub fn is_generic_town_body(part: &str) -> bool {
    let bare = || part.chars().filter(|c| !matches!(c, '（' | '）' | '(' | ')' | '、' | '/' | ' ' | '各' | '级'));
    GENERIC_TOWN_BODIES.iter().any(|body| body.chars().eq(bare()))
}

/// Words for any town, without marks, 各 and 级.
const GENERIC_TOWN_BODIES: [&str; 20] = [
    "乡镇人民政府",
    "镇人民政府",
    "乡人民政府",
    "乡镇政府",
    "镇政府",
    "乡镇",
    "镇",
    "街道",
    "街道办",
    "街道办事处",
    "镇街",
    "镇街道",
    "乡镇街道",
    "镇街道开发区",
    "开发区",
    "开发区管理委员会",
    "乡镇人民政府街道办事处",
    "镇人民政府街道办事处",
    "乡镇便民服务中心",
    "乡镇街道办事处",
];

/// Whether words name a 村民委员会 or 居民委员会, or the village or community itself: none of them an organ of government.
#[must_use]
pub fn is_village_body(body: &str) -> bool {
    let words = ["村", "社区", "行政村", "村社区", "行政村社区", "村级", "各村", "各行政村", "各村社区"];
    is_village_committee(body)
        || words.iter().any(|word| word.chars().eq(bare_letters(body)))
        || ["所在行政村", "所在行政村社区"].iter().any(|end| ends_bare(body, end))
}

/// Whether words name a 村民委员会 or 居民委员会.
#[must_use]
pub fn is_village_committee(body: &str) -> bool {
    ["村民委员会", "居民委员会", "村委会", "居委会", "村居委会", "村居民委员会"].iter().any(|end| ends_bare(body, end))
}

/// The letters of a body without the marks between them.
fn bare_letters(body: &str) -> impl DoubleEndedIterator<Item = char> {
    body.chars().filter(|c| !matches!(c, '（' | '）' | '(' | ')' | '、' | ' '))
}

/// Whether a body ends with a word, marks aside.
fn ends_bare(body: &str, end: &str) -> bool {
    let mut letters = bare_letters(body).rev();
    end.chars().rev().all(|letter| letters.next() == Some(letter))
}
