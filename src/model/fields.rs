//! Every column a list can have: key, headings, meaning, said once. Schemas, headings, templates and messages follow from it.

use crate::model::Tier;

/// A field of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// 一级事项.
    Group,
    /// 二级事项.
    Name,
    /// 三级事项.
    Subname,
    /// 事项编码.
    Code,
    /// 公开内容.
    Content,
    /// 公开依据.
    Basis,
    /// 公开时限.
    TimeLimit,
    /// 公开主体.
    Subject,
    /// 公开渠道和载体.
    Channels,
    /// 公开对象.
    Audience,
    /// 公开方式.
    Method,
    /// 公开层级.
    Tiers,
    /// Address of the published information.
    Link,
    /// Columns of the list's own.
    Extra,
}

/// What a field is called and what it is for.
#[derive(Debug)]
pub struct FieldInfo {
    /// The field.
    pub field: Field,
    /// Key in YAML and JSON.
    pub key: &'static str,
    /// Heading printed over it.
    pub heading: &'static str,
    /// Name in English messages.
    pub name_en: &'static str,
    /// Other headings seen; each is a YAML alias too.
    pub aliases: &'static [&'static str],
    /// Its sub-columns, for fields of several.
    pub parts: &'static [PartInfo],
    /// Width of a column, in half-width characters.
    pub width: u16,
    /// Whether a catalog list must have it.
    pub need: Need,
    /// What to fill in, in Chinese and English.
    pub meaning: (&'static str, &'static str),
}

/// One sub-column.
#[derive(Debug)]
pub struct PartInfo {
    /// Which.
    pub part: Part,
    /// Key in YAML.
    pub key: &'static str,
    /// Heading printed over it; tiers take theirs from the kind of city.
    pub heading: &'static str,
    /// Other headings seen.
    pub aliases: &'static [&'static str],
}

/// A sub-column of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// 全社会.
    Everyone,
    /// 特定群众.
    Specific,
    /// 主动公开.
    Active,
    /// 依申请公开.
    OnRequest,
    /// A tier.
    Tier(Tier),
}

/// Whether a column may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every catalog list has it.
    Required,
    /// May be left out.
    Optional,
}

const fn part(part: Part, key: &'static str, heading: &'static str, aliases: &'static [&'static str]) -> PartInfo {
    PartInfo { part, key, heading, aliases }
}

/// Every field, in the order of the national table.
pub static ALL: &[FieldInfo] = &[
    FieldInfo {
        field: Field::Group,
        key: "group",
        heading: "一级事项",
        name_en: "first level",
        aliases: &["一级", "一级目录", "一级公开事项", "Ⅰ级公开事项"],
        parts: &[],
        width: 12,
        need: Need::Optional,
        meaning: ("事项的一级分类，如“招生管理”", "first level of the item, such as 招生管理"),
    },
    FieldInfo {
        field: Field::Name,
        key: "name",
        heading: "二级事项",
        name_en: "name",
        aliases: &["名称", "事项名称", "公开事项", "二级", "二级目录", "二级公开事项", "Ⅱ级公开事项", "公开事项名称"],
        parts: &[],
        width: 14,
        need: Need::Required,
        meaning: ("公开事项的名称，如“招生政策”", "name of the item, such as 招生政策"),
    },
    FieldInfo {
        field: Field::Subname,
        key: "subname",
        heading: "三级事项",
        name_en: "third level",
        aliases: &["三级", "三级目录", "三级公开事项", "Ⅲ级公开事项"],
        parts: &[],
        width: 12,
        need: Need::Optional,
        meaning: ("事项的三级名称，没有可不填", "third level, where there is one"),
    },
    FieldInfo {
        field: Field::Code,
        key: "code",
        heading: "事项编码",
        name_en: "code",
        aliases: &["编码", "项目编码", "职权编码", "基本编码", "实施编码"],
        parts: &[],
        width: 16,
        need: Need::Optional,
        meaning: ("本清单自己的编码，没有可不填", "code in this list's own numbering"),
    },
    FieldInfo {
        field: Field::Content,
        key: "content",
        heading: "公开内容（要素）",
        name_en: "content",
        aliases: &["内容", "公开内容", "公开内容及要求", "公开内容（要素）及要求", "内容规范", "公开内容要素"],
        parts: &[],
        width: 36,
        need: Need::Required,
        meaning: ("公开哪些内容，逐项写明，用“；”分开", "the elements disclosed, separated by ；"),
    },
    FieldInfo {
        field: Field::Basis,
        key: "basis",
        heading: "公开依据",
        name_en: "basis",
        aliases: &["依据"],
        parts: &[],
        width: 36,
        need: Need::Required,
        meaning: ("法律法规或文件，写全称加书名号和文号", "laws and documents, titles in 《》 with their numbers"),
    },
    FieldInfo {
        field: Field::TimeLimit,
        key: "time_limit",
        heading: "公开时限",
        name_en: "time limit",
        aliases: &["时限"],
        parts: &[],
        width: 18,
        need: Need::Required,
        meaning: ("何时公开，如“自信息形成或者变更之日起20个工作日内”", "when, such as 自信息形成或者变更之日起20个工作日内"),
    },
    FieldInfo {
        field: Field::Subject,
        key: "subject",
        heading: "公开主体",
        name_en: "subject",
        aliases: &["主体", "公开责任", "责任部门", "公开责任主体"],
        parts: &[],
        width: 14,
        need: Need::Required,
        meaning: ("哪个机关负责公开，写规范名称", "the organ that discloses"),
    },
    FieldInfo {
        field: Field::Channels,
        key: "channels",
        heading: "公开渠道和载体",
        name_en: "channels",
        aliases: &["渠道", "公开渠道", "渠道和载体", "公开渠道及载体", "公开载体", "网站公开渠道"],
        parts: &[],
        width: 26,
        need: Need::Required,
        meaning: ("在哪里公开：13种渠道中选一种或几种", "where: one or more of the 13 channels"),
    },
    FieldInfo {
        field: Field::Audience,
        key: "audience",
        heading: "公开对象",
        name_en: "audience",
        aliases: &["对象"],
        parts: &[
            part(Part::Everyone, "everyone", "全社会", &["社会"]),
            part(Part::Specific, "specific", "特定群众", &["特定群体", "特定对象", "特定", "特定人群"]),
        ],
        width: 8,
        need: Need::Required,
        meaning: ("向谁公开：全社会打√；特定群众写明是谁", "to whom: tick 全社会, or say who under 特定群众"),
    },
    FieldInfo {
        field: Field::Method,
        key: "method",
        heading: "公开方式",
        name_en: "method",
        aliases: &["方式", "公开属性"],
        parts: &[
            part(Part::Active, "active", "主动", &["主动公开"]),
            part(Part::OnRequest, "on_request", "依申请公开", &["依申请", "申请"]),
        ],
        width: 8,
        need: Need::Required,
        meaning: ("主动公开或者依申请公开，选一项打√", "主动公开 or 依申请公开"),
    },
    FieldInfo {
        field: Field::Tiers,
        key: "tiers",
        heading: "公开层级",
        name_en: "tiers",
        aliases: &["层级", "levels"],
        parts: &[
            part(Part::Tier(Tier::Prefecture), "prefecture", "设区市级", &[]),
            part(Part::Tier(Tier::City), "city", "市级", &["县级", "区级", "区县级", "县（区）级", "县区级"]),
            part(
                Part::Tier(Tier::Town),
                "town",
                "镇级",
                &[
                    "乡级",
                    "乡、村级",
                    "镇、村级",
                    "乡镇级",
                    "镇街级",
                    "镇（街）级",
                    "街镇级",
                    "镇（街道）级",
                    "镇村级",
                    "乡村级",
                    "镇（街、园区）级",
                    "镇街（园区）级",
                    "镇街乡",
                ],
            ),
            part(Part::Tier(Tier::Village), "village", "村级", &["村", "村（居）级", "村居级"]),
        ],
        width: 6,
        need: Need::Optional,
        meaning: ("由哪一级公开，打√", "which level of government discloses"),
    },
    FieldInfo {
        field: Field::Link,
        key: "link",
        heading: "链接",
        name_en: "link",
        aliases: &["公开链接", "网址", "信息链接"],
        parts: &[],
        width: 20,
        need: Need::Optional,
        meaning: ("已公开信息的网址，没有可不填", "address of the published information"),
    },
    FieldInfo {
        field: Field::Extra,
        key: "extra",
        heading: "其他列",
        name_en: "extra columns",
        aliases: &[],
        parts: &[],
        width: 14,
        need: Need::Optional,
        meaning: ("本表自己的其他列", "columns of the list's own"),
    },
];

impl Field {
    /// What is known of it.
    #[must_use]
    pub fn info(self) -> &'static FieldInfo {
        ALL.iter().find(|info| info.field == self).expect("every field stands in ALL")
    }

    /// What people call it in a remark: its heading without what stands in brackets.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.info().heading.split('（').next().unwrap_or("")
    }

    /// Key in YAML and JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.info().key
    }

    /// The field a YAML key or a heading names, when it is one.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        ALL.iter().find(|info| info.key == word || info.heading == word || info.aliases.contains(&word)).map(|info| info.field)
    }
}

impl Part {
    /// What it is called where one cell of words says it: `主动公开`, not 主动.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Everyone => "全社会",
            Self::Specific => "特定群众",
            Self::Active => "主动公开",
            Self::OnRequest => "依申请公开",
            Self::Tier(Tier::Prefecture) => "设区市级",
            Self::Tier(Tier::City) => "市级",
            Self::Tier(Tier::Town) => "镇级",
            Self::Tier(Tier::Village) => "村级",
        }
    }

    /// The tier, for a sub-column of 公开层级.
    #[must_use]
    pub fn tier(self) -> Option<Tier> {
        match self {
            Self::Tier(tier) => Some(tier),
            Self::Everyone | Self::Specific | Self::Active | Self::OnRequest => None,
        }
    }
}

impl FieldInfo {
    /// Everything it is called, the printed heading first.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.heading).chain(self.aliases.iter().copied())
    }
}
