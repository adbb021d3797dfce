//! `catalog.json` as far as an edition is compared by it. What a later version adds is passed over; what an earlier one lacked is absent.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::changes::record::{EditionRecord, PastRecord};

/// The file.
#[derive(Deserialize)]
pub(super) struct CatalogRecord {
    pub(super) city: CityRecord,
    pub(super) edition: EditionRecord,
    #[serde(default)]
    pub(super) draft: bool,
    pub(super) domains: Vec<DomainRecord>,
    pub(super) departments: Option<Vec<DepartmentRecord>>,
    #[serde(default)]
    pub(super) towns: Vec<TownRecord>,
    #[serde(default)]
    pub(super) renamed: Vec<RenamedRecord>,
    #[serde(default)]
    pub(super) explained: ExplainedRecord,
    pub(super) items: Vec<ItemRecord>,
}

#[derive(Deserialize)]
pub(super) struct CityRecord {
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct DomainRecord {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) departments: Vec<String>,
    pub(super) not_applicable: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct DepartmentRecord {
    pub(super) name: String,
    pub(super) full_name: Option<String>,
    #[serde(default)]
    pub(super) formerly: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct TownRecord {
    pub(super) name: String,
    pub(super) government: String,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) formerly: Vec<String>,
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    pub(super) not_applicable: BTreeMap<String, String>,
}

/// What the office says of the changes of the edition.
#[derive(Default, Deserialize)]
pub(super) struct ExplainedRecord {
    #[serde(default)]
    pub(super) withdrawn: Vec<WithdrawnRecord>,
    #[serde(default)]
    pub(super) reasons: Vec<ReasonRecord>,
}

#[derive(Deserialize)]
pub(super) struct RenamedRecord {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) reason: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct WithdrawnRecord {
    pub(super) item: String,
    pub(super) reason: String,
}

#[derive(Deserialize)]
pub(super) struct ReasonRecord {
    pub(super) about: String,
    pub(super) name: String,
    pub(super) field: Option<String>,
    pub(super) reason: String,
}

#[derive(Deserialize)]
pub(super) struct ItemRecord {
    pub(super) id: String,
    pub(super) domain: String,
    #[serde(default)]
    pub(super) group: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) subname: String,
    #[serde(default)]
    pub(super) codes: Vec<CodeRecord>,
    #[serde(default)]
    pub(super) content: Vec<ContentRecord>,
    #[serde(default)]
    pub(super) basis: Vec<CitationRecord>,
    #[serde(default)]
    pub(super) time_limit: TimeLimitRecord,
    #[serde(default)]
    pub(super) subject: Vec<String>,
    #[serde(default)]
    pub(super) method: Vec<String>,
    #[serde(default)]
    pub(super) channels: Vec<ChannelRecord>,
    #[serde(default)]
    pub(super) audience: AudienceRecord,
    #[serde(default)]
    pub(super) tiers: Vec<String>,
    #[serde(default)]
    pub(super) lists: Vec<String>,
    #[serde(default)]
    pub(super) link: String,
    #[serde(default)]
    pub(super) extra: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) wording: BTreeMap<String, String>,
    pub(super) added_by: Option<String>,
    #[serde(default)]
    pub(super) towns: BTreeMap<String, InTownRecord>,
    #[serde(default)]
    pub(super) history: Vec<PastRecord>,
}

#[derive(Deserialize)]
pub(super) struct CodeRecord {
    #[serde(default)]
    pub(super) list: String,
    pub(super) code: String,
}

#[derive(Deserialize)]
pub(super) struct ContentRecord {
    pub(super) text: String,
    pub(super) mark: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct CitationRecord {
    pub(super) text: String,
    #[serde(default)]
    pub(super) title: String,
    pub(super) number: Option<String>,
    pub(super) articles: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct TimeLimitRecord {
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) segments: Vec<SegmentRecord>,
}

#[derive(Deserialize)]
pub(super) struct SegmentRecord {
    pub(super) scope: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ChannelRecord {
    pub(super) name: String,
    pub(super) note: Option<String>,
    pub(super) mark: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct AudienceRecord {
    pub(super) everyone: Option<String>,
    pub(super) specific: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct InTownRecord {
    pub(super) state: String,
    #[serde(default)]
    pub(super) changed: BTreeMap<String, ChangedRecord>,
    pub(super) reason: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ChangedRecord {
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) to: String,
    pub(super) was: Option<String>,
    pub(super) reason: Option<String>,
}
