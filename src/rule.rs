//! What a rule is: its name, how severe it is, its page. The rules the stages raise themselves stand in `rule/stage/`,
//! the checks in `rules/`. Runs nothing.

use std::sync::OnceLock;

pub mod stage;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The submission is sent back.
    Error,
    /// A reviewer must look at it.
    Warning,
    /// Could be better.
    Advice,
}

impl Severity {
    /// The word machine formats use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }

    /// The word people read in Chinese.
    #[must_use]
    pub fn word_zh(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Advice => "建议",
        }
    }
}

/// The room a rule belongs to; the order is that of `mulu explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Files and workbooks.
    Reading,
    /// `mulu.yaml`.
    Project,
    /// What a list or town file says about itself.
    Parsing,
    /// The elements every item needs (EL).
    Elements,
    /// 公开渠道 (CH).
    Channel,
    /// 公开方式 and 公开对象 (WAY).
    Way,
    /// 公开层级 and 公开主体 (LV).
    Level,
    /// 公开时限 (TL).
    TimeLimit,
    /// 公开依据 (BA).
    Basis,
    /// Bases that are out of date (OB).
    Outdated,
    /// Names of agencies, domains and items (NM).
    Names,
    /// Duplicates and coverage (DU).
    Duplicates,
    /// Privacy and secrecy (PR, SC).
    Privacy,
    /// Editions and their upkeep (DY).
    Upkeep,
    /// Joining lists and towns.
    Merging,
}

impl Family {
    /// All families, in the order they are listed.
    pub const ALL: [Self; 15] = [
        Self::Reading,
        Self::Project,
        Self::Parsing,
        Self::Elements,
        Self::Channel,
        Self::Way,
        Self::Level,
        Self::TimeLimit,
        Self::Basis,
        Self::Outdated,
        Self::Names,
        Self::Duplicates,
        Self::Privacy,
        Self::Upkeep,
        Self::Merging,
    ];

    /// Title in Chinese and English.
    #[must_use]
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Reading => ("读取文件", "Reading files"),
            Self::Project => ("项目设置", "Project settings"),
            Self::Parsing => ("清单与乡镇文件", "Lists and town files"),
            Self::Elements => ("公开要素", "Elements"),
            Self::Channel => ("公开渠道和载体", "Channels"),
            Self::Way => ("公开方式与公开对象", "Method and audience"),
            Self::Level => ("公开层级与公开主体", "Tiers and subjects"),
            Self::TimeLimit => ("公开时限", "Time limits"),
            Self::Basis => ("公开依据", "Basis"),
            Self::Outdated => ("过期的依据", "Outdated bases"),
            Self::Names => ("名称与称谓", "Names"),
            Self::Duplicates => ("重复、冲突与遗漏", "Duplicates, conflicts and coverage"),
            Self::Privacy => ("隐私与保密", "Privacy and secrecy"),
            Self::Upkeep => ("版本与动态调整", "Editions and upkeep"),
            Self::Merging => ("合并", "Merging"),
        }
    }
}

/// Whether an `allow` in `mulu.yaml` may silence a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allow {
    /// The office may allow it, with a reason.
    May,
    /// Missing elements, unreadable files and privacy finds stay.
    Never,
}

/// One rule: who it is. A check's function stands beside it in `rules::ALL`.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case name, unique, never reused.
    pub name: &'static str,
    /// Room it belongs to.
    pub family: Family,
    /// Weight of a finding.
    pub severity: Severity,
    /// Whether it can be allowed.
    pub allow: Allow,
    /// Its page: front matter, why, wrong and right examples.
    page: &'static str,
    card: OnceLock<Card>,
}

/// The front matter of a rule's page.
#[derive(Debug, PartialEq, Eq)]
pub struct Card {
    /// Short id, such as `EL-03`; unique.
    pub id: String,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English.
    pub title_en: String,
    /// Keys of the fields the rule reads.
    pub fields: Vec<String>,
    /// The reviewer's checks of `catalogs/checks.yaml` it does; its own id where the page does not say.
    pub checks: Vec<String>,
    /// Which domains, tiers or days it is for; every item where the page does not say.
    pub applies: Option<String>,
    /// Regulation and article, or `实践` for practice.
    pub authority: String,
    /// How far the authority was seen: `full`, `digest`, `practice`.
    pub seen: String,
    /// The text under the front matter.
    pub body: String,
}

impl Rule {
    /// Names a rule; `page` is its Markdown file.
    #[must_use]
    pub const fn new(name: &'static str, family: Family, severity: Severity, allow: Allow, page: &'static str) -> Self {
        Self { name, family, severity, allow, page, card: OnceLock::new() }
    }

    /// The short id, such as `EL-03`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.card().id
    }

    /// The page's front matter and text.
    ///
    /// # Panics
    /// When the page is not of the form a test holds every page to.
    #[must_use]
    pub fn card(&self) -> &Card {
        self.card.get_or_init(|| Card::parse(self.page))
    }

    /// Whether a user's word names this rule, by name or id.
    #[must_use]
    pub fn answers_to(&self, word: &str) -> bool {
        self.name.eq_ignore_ascii_case(word) || same_id(self.id(), word)
    }
}

/// Whether a user's word is this id: `el-3` is EL-03.
#[must_use]
pub fn same_id(id: &str, word: &str) -> bool {
    let parts = |id: &str| id.split_once('-').and_then(|(family, number)| Some((family.to_ascii_uppercase(), number.parse::<u8>().ok()?)));
    id.eq_ignore_ascii_case(word) || parts(word).is_some_and(|parts_of_word| parts(id) == Some(parts_of_word))
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Card {
    fn parse(page: &str) -> Self {
        let rest = page.strip_prefix("---\n").expect("a rule page opens with its front matter");
        let (front, body) = rest.split_once("\n---\n").expect("a rule page closes its front matter");
        let said =
            |key: &str| front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(|value| value.trim().to_owned());
        let value = |key: &str| said(key).unwrap_or_else(|| unreachable!("every rule page says its {key}"));
        let words = |value: &str| value.split([',', ' ']).filter(|word| !word.is_empty() && *word != "-").map(str::to_owned).collect();
        Self {
            id: value("id"),
            checks: words(&said("checks").unwrap_or_else(|| value("id"))),
            applies: said("applies"),
            title_zh: value("title"),
            title_en: value("title_en"),
            fields: words(&value("fields")),
            authority: value("authority"),
            seen: value("seen"),
            body: body.trim_start().to_owned(),
        }
    }
}
