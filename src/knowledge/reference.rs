//! `catalogs/reference/`: the items of each domain as counties published them, near copies of the national guidelines. A field that
//! was not seen is left out; how many items a guideline has in all was not confirmed for any domain, so nothing here claims it.

use std::fmt;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{load, table};

/// The items of one domain.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "mulu.reference/1")]
pub struct Reference {
    /// Key of the domain.
    pub domain: String,
    /// The items, in the order of the pages they were seen on.
    pub items: Vec<ReferenceItem>,
}

/// An item, with what was seen of it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferenceItem {
    /// 一级事项.
    pub group: Option<String>,
    /// 二级事项.
    pub name: String,
    /// 三级事项.
    pub subname: Option<String>,
    /// The elements of 公开内容.
    #[serde(default)]
    pub content: Vec<String>,
    /// 公开依据.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// 公开时限, as printed.
    pub time_limit: Option<String>,
    /// 公开主体, in words that fit any county.
    pub subject: Option<String>,
    /// The channels chosen.
    #[serde(default)]
    pub channels: Vec<Chosen>,
    /// 公开对象: 全社会, or who.
    pub audience: Option<String>,
    /// 公开方式.
    pub method: Option<String>,
    /// 公开层级.
    #[serde(default)]
    pub tiers: Vec<Level>,
    /// Whether a province, city or town put it in beside the national guideline, or nobody knows that the guideline has it.
    #[serde(default)]
    pub local: bool,
    /// On how many pages it was seen.
    pub seen: Times,
    /// Those pages.
    pub sources: Vec<String>,
    /// What else was noticed.
    pub note: Option<String>,
}

/// A citation.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Title, without 《》.
    pub title: String,
    /// Number.
    pub number: Option<String>,
    /// Articles.
    pub articles: Option<String>,
}

/// A channel that is chosen: a standard one by its name, any other as 其他 with its words.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Chosen {
    /// By its name.
    Named(String),
    /// 其他：….
    Other(Other),
}

/// 其他 with what it is.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// 其他.
    pub name: String,
    /// What it is.
    pub note: String,
}

/// A level of government, as national tables have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 县级.
    City,
    /// 乡级.
    Town,
}

/// How often an item was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Times {
    /// On one page.
    Once,
    /// On two pages or more.
    Again,
}

/// As it stands in a table: 《甲办法》（乙发〔2019〕1号）第三条.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "《{}》", self.title)?;
        if let Some(number) = &self.number {
            write!(f, "（{number}）")?;
        }
        f.write_str(self.articles.as_deref().unwrap_or_default())
    }
}

/// As it stands in a table: 政府网站, 其他：法律服务网.
impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Other(other) => write!(f, "{}：{}", other.name, other.note),
        }
    }
}

/// A file of `catalogs/reference/`, by the key of its domain.
macro_rules! files {
    ($($key:literal),* $(,)?) => { &[$(($key, include_str!(concat!("../../catalogs/reference/", $key, ".yaml")))),*] };
}

/// The files, in printed order.
const FILES: &[(&str, &str)] = files![
    "zhongdaxiangmu",
    "yiwujiaoyu",
    "hujiguanli",
    "shehuijiuzhu",
    "yanglaofuwu",
    "gonggongfalv",
    "caizhengyujuesuan",
    "jiuyechuangye",
    "shehuibaoxian",
    "chengxiangguihua",
    "zhengdibuchang",
    "shengtaihuanjing",
    "fangwuzhengshou",
    "baozhangxingzhufang",
    "weifanggaizao",
    "chengshizhifa",
    "shizhengfuwu",
    "shenongbutie",
    "fupin",
    "gonggongwenhua",
    "yiliaoweisheng",
    "anquanshengchan",
    "jiuzai",
    "gonggongziyuan",
    "shipinyaopin",
    "shuishouguanli",
];

/// The file of a domain as it stands in the repository.
#[must_use]
pub fn file(key: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == key).map(|(_, text)| *text)
}

/// The items of all domains, read once, in printed order.
///
/// # Panics
/// When an embedded file is malformed; a test loads every one.
#[must_use]
pub fn references() -> &'static [Reference] {
    static REFERENCES: OnceLock<Vec<Reference>> = OnceLock::new();
    REFERENCES.get_or_init(|| load().domains.iter().filter_map(|domain| file(&domain.key)).map(table).collect())
}

/// The items of a domain.
#[must_use]
pub fn reference(key: &str) -> Option<&'static Reference> {
    references().iter().find(|reference| reference.domain == key)
}

/// The JSON Schema of a file.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Reference>().to_value()
}
