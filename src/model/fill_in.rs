//! Fill-in workbooks: what their sheets and columns are called, and what they print of an item. Said once for who writes them and who
//! reads them back.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::model::catalog::town_subject;
use crate::model::fields::Part;
use crate::model::item::TICK;
use crate::model::{DomainSection, Field, Item, Mark, TownSection, fields, print};

/// What the first cell of the sheet [`STAMP_SHEET`] says.
pub const MARK: &str = "mulu.template";
/// Version of the workbooks this program writes and reads.
pub const VERSION: u32 = 1;
/// The sheet of plain words for who fills it in.
pub const INSTRUCTIONS_SHEET: &str = "填写说明";
/// Hidden: the entries of drop-downs.
pub const CODES_SHEET: &str = "代码表";
/// Hidden: every row as it was printed.
pub const PRINTED_SHEET: &str = "原值";
/// Hidden: what the workbook is.
pub const STAMP_SHEET: &str = "模板信息";
/// Heading of a department's answer to a row.
pub const CHOICE_HEADING: &str = "采用情况";
/// Heading of a town's.
pub const CLAIM_HEADING: &str = "认领情况";
/// Heading of the reason for it.
pub const REASON_HEADING: &str = "说明";
/// Heading of the number that ties a row to what was printed.
pub const NUMBER_HEADING: &str = "模板编号";
/// Stands in 序号 of the row that only shows how to fill in.
pub const EXAMPLE: &str = "示例";
/// What the row that only shows how to fill in says, but for ticks and the unit's own name.
pub const EXAMPLE_TEXTS: [(Field, &str); 5] = [
    (Field::Group, "招生管理"),
    (Field::Name, "招生政策"),
    (Field::Content, "招生范围；招生条件"),
    (Field::Basis, "《中华人民共和国政府信息公开条例》（国务院令第711号）"),
    (Field::TimeLimit, "自信息形成或者变更之日起20个工作日内"),
];

/// Fields a town may change without asking, each with the city's value beside it.
pub const SHOWN_BESIDE: [Field; 4] = [Field::TimeLimit, Field::Subject, Field::Channels, Field::Link];

/// Heading of the city's value of a field: 公开时限原值.
#[must_use]
pub fn was_heading(field: Field) -> String {
    format!("{}原值", field.short())
}

/// What the hidden sheet says of the workbook: labels in its first column, values in the second.
pub mod label {
    /// 部门 or 乡镇.
    pub const KIND: &str = "种类";
    /// Name of the city.
    pub const CITY: &str = "城市";
    /// Id of the edition.
    pub const EDITION: &str = "版次";
    /// The department or town.
    pub const UNIT: &str = "单位";
    /// Digest of what was printed.
    pub const DIGEST: &str = "摘要";
    /// The key of a domain whose sheet it holds; once a domain, in the order of the sheets.
    pub const DOMAIN: &str = "领域";
}

/// Whose workbook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A department's: rows from the reference catalogs, to be taken or not.
    Department,
    /// A town's: the city's town-level items.
    Town,
}

/// What a town says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// 认领: as it stands.
    Claimed,
    /// 调整: with a change.
    Changed,
    /// 不适用.
    NotApplicable,
    /// 新增: the town's own.
    Added,
}

/// What a department says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// 采用.
    Taken,
    /// 不采用.
    Declined,
    /// 待审: not decided yet; the same as no answer.
    Open,
}

impl Kind {
    /// As the hidden sheet says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Department => "部门",
            Self::Town => "乡镇",
        }
    }

    /// The kind a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Department, Self::Town].into_iter().find(|kind| kind.word() == word)
    }

    /// Heading of the column in which a row is answered.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Department => CHOICE_HEADING,
            Self::Town => CLAIM_HEADING,
        }
    }

    /// The answers there are.
    #[must_use]
    pub fn answers(self) -> Vec<&'static str> {
        match self {
            Self::Department => Choice::ALL.map(Choice::word).to_vec(),
            Self::Town => Claim::ALL.map(Claim::word).to_vec(),
        }
    }
}

impl Claim {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Claimed, Self::Changed, Self::NotApplicable, Self::Added];

    /// As a row says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Claimed => "认领",
            Self::Changed => "调整",
            Self::NotApplicable => "不适用",
            Self::Added => "新增",
        }
    }

    /// The answer a word gives.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|claim| claim.word() == word)
    }
}

impl Choice {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Taken, Self::Declined, Self::Open];

    /// As a row says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Taken => "采用",
            Self::Declined => "不采用",
            Self::Open => "待审",
        }
    }

    /// The answer a word gives.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

/// What is printed of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Ties the row to what was printed; empty for a row that only shows how to fill in.
    pub number: String,
    /// Texts of fields and of their sub-columns.
    pub texts: BTreeMap<(Field, Option<Part>), String>,
    /// What stands under each of the standard channels, in their order.
    pub channels: Vec<String>,
}

impl Row {
    /// A row without a text.
    #[must_use]
    pub fn new(number: impl Into<String>, channels: usize) -> Self {
        Self { number: number.into(), texts: BTreeMap::new(), channels: vec![String::new(); channels] }
    }

    /// What is printed of an item whose 公开主体 the catalog says. `standard` are the names of the standard channels.
    #[must_use]
    pub fn of_item(number: &str, item: &Item, subject: String, standard: &[&str]) -> Self {
        let mut row = Self::new(number, standard.len());
        for info in fields::ALL.iter().filter(|info| !matches!(info.field, Field::Channels | Field::Subject | Field::Extra | Field::Code)) {
            match info.parts {
                [] => row.set(info.field, None, print::cell(item, info.field, None).into_owned()),
                parts => {
                    parts
                        .iter()
                        .for_each(|part| row.set(info.field, Some(part.part), print::cell(item, info.field, Some(part.part)).into()));
                }
            }
        }
        row.set(Field::Subject, None, subject);
        for channel in item.channels.value.iter() {
            // 可选 is no tick, and no column says it: the remark does.
            let note = match (channel.mark, &channel.note) {
                (Mark::Optional, None) => Some("可选".to_owned()),
                (Mark::Optional, Some(note)) => Some(format!("可选，{note}")),
                (Mark::Used | Mark::Required, note) => note.clone(),
            };
            let known = channel.standard.as_deref().and_then(|name| standard.iter().position(|known| *known == name));
            let (column, words) = match (known, note) {
                (Some(column), note) => (column, note.unwrap_or_else(|| TICK.to_owned())),
                (None, None) => (standard.len() - 1, channel.name.clone()),
                (None, Some(note)) => (standard.len() - 1, format!("{}（{note}）", channel.name)),
            };
            let cell = &mut row.channels[column];
            *cell = if cell.is_empty() || cell == TICK { words } else { format!("{cell}、{words}") };
        }
        row
    }

    /// Puts a text; an empty one is none.
    pub fn set(&mut self, field: Field, part: Option<Part>, text: String) {
        if !text.is_empty() {
            self.texts.insert((field, part), text);
        }
    }

    /// The text of a column; empty where there is none.
    #[must_use]
    pub fn text(&self, field: Field, part: Option<Part>) -> &str {
        self.texts.get(&(field, part)).map_or("", String::as_str)
    }

    /// Its channels in one cell, as the ticked columns are read: `■政府网站 ■其他：办税服务厅`.
    #[must_use]
    pub fn channels_as_one(&self, standard: &[&str]) -> String {
        let chosen = self.channels.iter().zip(standard).filter(|(cell, _)| !cell.is_empty());
        chosen.map(|(cell, name)| one_channel(name, cell)).collect::<Vec<_>>().join(" ")
    }
}

/// What a town's workbook prints of a domain: the city's town-level items, with the town's own body where the city names any town.
#[must_use]
pub fn rows_of_town(domain: &DomainSection, town: &TownSection, standard: &[&str]) -> Vec<Row> {
    if domain.not_applicable.is_some() {
        return Vec::new();
    }
    let entries = domain.entries.iter().filter(|entry| entry.added_by.is_none() && entry.at_town_level());
    entries.map(|entry| Row::of_item(&entry.id, &entry.item, town_subject(&entry.item.subject, town), standard)).collect()
}

/// Rows proposed to one department in one domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The department whose list has the powers; none where the list does not say.
    pub department: Option<String>,
    /// Key of the domain.
    pub domain: String,
    /// A row an item.
    pub rows: Vec<Row>,
}

/// A ticked channel as the one cell of the national table says it.
#[must_use]
pub fn one_channel(name: &str, cell: &str) -> String {
    match cell {
        TICK => format!("■{name}"),
        words if name == "其他" => format!("■{name}：{words}"),
        words => format!("■{name}（{words}）"),
    }
}

/// Digest of rows: the first 16 hexadecimal digits of the sha256 of all their texts.
pub fn digest<'a>(rows: impl Iterator<Item = &'a Row>) -> String {
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(row.number.as_bytes());
        for ((field, part), text) in &row.texts {
            hash.update(format!("\u{1f}{}{part:?}={text}", field.key()).as_bytes());
        }
        row.channels.iter().for_each(|cell| hash.update(format!("\u{1f}{cell}").as_bytes()));
        hash.update("\u{1e}".as_bytes());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
