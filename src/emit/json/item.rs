//! One item in `catalog.json`: every field, its original wording, its origin, and the towns that say something about it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::history::Histories;
use super::time_limit::TimeLimitRecord;
use super::towns::{InTownRecord, PlaceRecord};
use crate::model::catalog::Taken;
use crate::model::changes::record::PastRecord;
use crate::model::item::TICK;
use crate::model::{
    Audience, Catalog, Channel, Citation, Content, DomainSection, Entry, Extra, Field, Item, ListKind, Mark, Origin, Tier, print,
};
use crate::place::Located;

/// An item of the catalogs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Item")]
pub(super) struct ItemRecord<'a> {
    /// Stable over editions.
    id: &'a str,
    /// Key of its domain.
    domain: &'a str,
    /// 一级事项, without its running number; empty when there is only one level.
    group: &'a str,
    /// 二级事项, the deepest of the two levels given.
    name: &'a str,
    /// 三级事项.
    #[serde(skip_serializing_if = "str::is_empty")]
    subname: &'a str,
    /// Its codes, a list each.
    codes: Vec<Code<'a>>,
    /// 公开内容, by element.
    content: Vec<ContentRecord<'a>>,
    /// 公开依据, by citation.
    basis: Vec<CitationRecord<'a>>,
    /// 公开时限.
    time_limit: TimeLimitRecord<'a>,
    /// 公开主体, one body an entry.
    subject: &'a [String],
    /// 公开方式: 主动公开, 依申请公开; with what the cell says beside the tick.
    method: Vec<Cow<'a, str>>,
    /// 公开渠道和载体.
    channels: Vec<ChannelRecord<'a>>,
    /// 公开对象: what stands under each heading, √ for a bare tick.
    audience: AudienceRecord<'a>,
    /// 公开层级 that are ticked.
    #[schemars(extend("items" = { "type": "string", "enum": ["prefecture", "city", "town", "village"] }))]
    tiers: Vec<&'static str>,
    /// The kinds of list it stands in: 权责清单, 公共服务事项清单.
    #[schemars(extend("items" = { "type": "string", "enum": ["responsibility", "public-service"] }))]
    lists: Vec<&'static str>,
    /// Address of the published information, as written.
    #[serde(skip_serializing_if = "str::is_empty")]
    link: &'a str,
    /// Columns of the list's own: heading and text.
    extra: Columns<'a>,
    /// Original text of the fields whose entries above, joined by `；` (content, basis) or `、` (the others), are not exactly it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    wording: BTreeMap<&'static str, &'a str>,
    /// The town that added it; no other town has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    added_by: Option<&'a str>,
    /// Towns that confirm, change, omit or add it, by name; every other town inherits it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    towns: BTreeMap<&'a str, InTownRecord<'a>>,
    /// What editions changed of it, this one among them, the oldest first; absent where none is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<PastRecord>,
    /// Where each field comes from.
    origin: BTreeMap<&'static str, Vec<OriginRecord<'a>>>,
}

/// A code in one list.
#[derive(Serialize, JsonSchema)]
struct Code<'a> {
    /// Path of the list.
    list: &'a str,
    /// The code as written.
    code: &'a str,
}

/// An element of 公开内容.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Content")]
struct ContentRecord<'a> {
    /// The element, without bullet or number.
    text: &'a str,
    /// Whether it must be disclosed, in tables that say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = MARKS))]
    mark: Option<&'static str>,
}

/// A citation of 公开依据.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Citation")]
struct CitationRecord<'a> {
    /// As written.
    text: &'a str,
    /// Title without 《》.
    title: &'a str,
    /// Number of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    /// Articles, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<&'a str>,
}

/// A channel.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Channel")]
struct ChannelRecord<'a> {
    /// Its name as written.
    name: &'a str,
    /// What stands behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// What its mark means; absent where it is simply used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = MARKS))]
    mark: Option<&'static str>,
}

/// 公开对象.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Audience")]
struct AudienceRecord<'a> {
    /// 全社会.
    #[serde(skip_serializing_if = "Option::is_none")]
    everyone: Option<&'a str>,
    /// 特定群众.
    #[serde(skip_serializing_if = "Option::is_none")]
    specific: Option<&'a str>,
}

/// Where a part of a field comes from.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Origin")]
struct OriginRecord<'a> {
    /// The cell or line.
    #[serde(flatten)]
    place: PlaceRecord<'a>,
    /// The department whose list it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<&'a str>,
    /// Whether its wording, or part, is the one printed.
    taken: bool,
}

/// Text under headings, in the list's own order, each heading once.
#[derive(JsonSchema)]
#[schemars(with = "BTreeMap<String, String>")]
struct Columns<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl Serialize for Columns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(heading, text)| (heading, text)))
    }
}

const MARKS: [Option<&str>; 3] = [Some("required"), Some("optional"), None];

impl<'a> ItemRecord<'a> {
    pub(super) fn of(catalog: &'a Catalog, domain: &'a DomainSection, entry: &'a Entry) -> Self {
        let item = &*entry.item;
        let town = |index: usize| catalog.towns[index].name.as_str();
        let mut record = Self {
            id: &entry.id,
            domain: &domain.key,
            group: &item.group.value,
            name: &item.name.value,
            subname: &item.subname.value,
            codes: entry.codes.iter().map(|(list, code)| Code { list, code }).collect(),
            content: item.content.value.iter().map(content).collect(),
            basis: item.basis.value.iter().map(citation).collect(),
            time_limit: TimeLimitRecord::of(&item.time_limit),
            subject: &item.subject.value,
            method: method(item),
            channels: item.channels.value.iter().map(channel).collect(),
            audience: audience(&item.audience.value),
            tiers: item.tiers.value.keys().map(tier_word).collect(),
            lists: entry.lists.iter().map(|kind| ListKind::word(*kind)).collect(),
            link: &item.link.text,
            extra: columns(&item.extra),
            wording: BTreeMap::new(),
            added_by: entry.added_by.map(town),
            towns: entry.towns.iter().map(|(index, deviation)| (town(*index), InTownRecord::of(deviation))).collect(),
            history: Vec::new(),
            origin: entry.origin.iter().map(|(field, origins)| (field.key(), origins.iter().map(origin).collect())).collect(),
        };
        record.wording = record.wording(item);
        record
    }

    /// With what editions changed of it.
    pub(super) fn with_history(self, histories: &Histories<'_>) -> Self {
        Self { history: histories.of_item(self.id), ..self }
    }

    /// The texts that cannot be told from the entries.
    fn wording(&self, item: &'a Item) -> BTreeMap<&'static str, &'a str> {
        let everyone = self.audience.everyone.filter(|text| *text == TICK).map(|_| "全社会");
        [
            (Field::Group, item.group.text == self.group),
            (Field::Name, item.name.text == self.name),
            (Field::Subname, item.subname.text == self.subname),
            (Field::Content, joined(&item.content.text, print::ELEMENT_JOIN, self.content.iter().map(|element| element.text))),
            (Field::Basis, joined(&item.basis.text, print::ELEMENT_JOIN, self.basis.iter().map(|citation| citation.text))),
            (Field::Subject, joined(&item.subject.text, print::BODY_JOIN, self.subject.iter().map(String::as_str))),
            (Field::Method, joined(&item.method.text, print::BODY_JOIN, self.method.iter().map(AsRef::as_ref))),
            (Field::Channels, joined(&item.channels.text, print::BODY_JOIN, self.channels.iter().map(|channel| channel.name))),
            (Field::Audience, self.audience.specific.is_none() && Some(item.audience.text.as_str()) == everyone),
        ]
        .into_iter()
        .filter(|(_, same)| !same)
        .map(|(field, _)| (field.key(), item.text(field)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
    }
}

/// Whether a text is exactly its parts with one mark between them.
fn joined<'p>(text: &str, between: &str, parts: impl Iterator<Item = &'p str>) -> bool {
    let mut rest = text;
    for (index, part) in parts.enumerate() {
        let next = if index == 0 { Some(rest) } else { rest.strip_prefix(between) };
        let Some(next) = next.and_then(|next| next.strip_prefix(part)) else { return false };
        rest = next;
    }
    rest.is_empty()
}

fn content(content: &Content) -> ContentRecord<'_> {
    ContentRecord { text: &content.text, mark: content.mark.and_then(mark) }
}

fn citation(citation: &Citation) -> CitationRecord<'_> {
    CitationRecord {
        text: &citation.text,
        title: &citation.title,
        number: citation.number.as_deref(),
        articles: citation.articles.as_deref(),
    }
}

fn channel(channel: &Channel) -> ChannelRecord<'_> {
    ChannelRecord { name: &channel.name, note: channel.note.as_deref(), mark: mark(channel.mark) }
}

fn mark(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Used => None,
        Mark::Required => Some("required"),
        Mark::Optional => Some("optional"),
    }
}

fn method(item: &Item) -> Vec<Cow<'_, str>> {
    let method = &item.method.value;
    [("主动公开", &method.active), ("依申请公开", &method.on_request)]
        .into_iter()
        .filter_map(|(name, said)| said.as_ref().map(|said| with_remark(name, said)))
        .collect()
}

/// The heading's word alone for a bare tick.
fn with_remark<'a>(name: &'a str, said: &Located<String>) -> Cow<'a, str> {
    if said.value == TICK || said.value == name { Cow::Borrowed(name) } else { Cow::Owned(format!("{name}：{}", said.value)) }
}

fn audience(audience: &Audience) -> AudienceRecord<'_> {
    AudienceRecord {
        everyone: audience.everyone.as_ref().map(|said| said.value.as_str()),
        specific: audience.specific.as_ref().map(|said| said.value.as_str()),
    }
}

fn tier_word(tier: Tier) -> &'static str {
    match tier {
        Tier::Prefecture => "prefecture",
        Tier::City => "city",
        Tier::Town => "town",
        Tier::Village => "village",
    }
}

/// A heading that stands twice keeps both texts.
fn columns(extra: &[Extra]) -> Columns<'_> {
    let mut columns: Vec<(&str, Cow<'_, str>)> = Vec::with_capacity(extra.len());
    for column in extra {
        match columns.iter_mut().find(|(heading, _)| *heading == column.heading) {
            Some((_, text)) => *text = Cow::Owned(format!("{text}\n{}", column.text.value)),
            None => columns.push((&column.heading, Cow::Borrowed(&column.text.value))),
        }
    }
    Columns(columns)
}

fn origin(origin: &Origin) -> OriginRecord<'_> {
    OriginRecord {
        place: PlaceRecord::of(&origin.place),
        department: origin.department.as_deref(),
        taken: match origin.taken {
            Taken::Yes => true,
            Taken::No => false,
        },
    }
}
