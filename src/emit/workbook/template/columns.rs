//! The columns of a workbook to be filled in: heading, width, what to type (shown when a cell is chosen), and which list offers words.

use super::Template;
use crate::model::Field;
use crate::model::fields::{self, Need, Part};
use crate::model::fill_in::{self, Kind, Row};
use crate::project::City;

use crate::emit::workbook::wording;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// 采用情况 or 认领情况.
    Answer,
    /// 说明.
    Reason,
    /// 序号.
    Serial,
    /// A field, or one of its sub-columns.
    Text(Field, Option<Part>),
    /// A standard channel, by its number.
    Channel(usize),
    /// The city's value of a field.
    Was(Field),
    /// 模板编号.
    Number,
}

/// Which list of the hidden sheet a column offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offers {
    /// The answers.
    Answers,
    /// √.
    Tick,
    /// The registered bodies.
    Bodies,
}

/// One column.
pub(super) struct Column {
    pub(super) holds: Holds,
    /// The heading merged over it and its neighbours.
    pub(super) parent: Option<&'static str>,
    /// Its own heading.
    pub(super) leaf: String,
    /// Width in Excel's units.
    pub(super) width: f64,
    /// Whether short words stand in the middle.
    pub(super) centred: bool,
    /// Whether an item must have it.
    pub(super) need: Need,
    /// What to type.
    pub(super) prompt: String,
    /// The words offered.
    pub(super) offers: Option<Offers>,
}

/// Merged over the levels of the name.
const NAMES: &str = "公开事项";

/// The columns, left to right.
pub(super) fn all(template: &Template<'_>) -> Vec<Column> {
    let mut columns = vec![answer(template.kind()), reason(template.kind()), serial()];
    for info in fields::ALL {
        match info.field {
            Field::Code | Field::Extra => {}
            Field::Channels => {
                columns.extend(template.knowledge.channel_names().iter().enumerate().map(|(at, name)| channel(at, name)));
                columns.extend(was(info.field, template.kind()));
            }
            field => {
                columns.extend(field_columns(field, &template.project.city));
                columns.extend(was(info.field, template.kind()));
            }
        }
    }
    columns.push(Column {
        holds: Holds::Number,
        parent: None,
        leaf: fill_in::NUMBER_HEADING.to_owned(),
        width: 12.0,
        centred: true,
        need: Need::Optional,
        prompt: "程序用来认出这一行，请不要改动；自己加的行不填。".to_owned(),
        offers: None,
    });
    columns
}

impl Column {
    /// What a row has in it; `serial` is its running number.
    pub(super) fn text(&self, row: &Row, serial: &str, standard: &[&str]) -> String {
        match self.holds {
            Holds::Answer | Holds::Reason => String::new(),
            Holds::Serial => serial.to_owned(),
            Holds::Text(Field::Group, None) if row.text(Field::Group, None).is_empty() => NO_GROUP.to_owned(),
            Holds::Text(field, part) => row.text(field, part).to_owned(),
            Holds::Channel(at) => row.channels[at].clone(),
            Holds::Was(Field::Channels) => row.channels_as_one(standard),
            Holds::Was(field) => row.text(field, None).to_owned(),
            Holds::Number => row.number.clone(),
        }
    }

    /// Whether the hidden sheet holds it again.
    pub(super) fn is_printed_again(&self) -> bool {
        match self.holds {
            Holds::Text(..) | Holds::Channel(_) | Holds::Number => true,
            Holds::Answer | Holds::Reason | Holds::Serial | Holds::Was(_) => false,
        }
    }

    /// Whether what was printed in it stays as it is.
    pub(super) fn is_fixed(&self, kind: Kind) -> bool {
        match self.holds {
            Holds::Was(_) | Holds::Number | Holds::Serial => true,
            Holds::Text(Field::Group | Field::Name | Field::Subname | Field::Tiers, _) => kind == Kind::Town,
            Holds::Text(..) | Holds::Answer | Holds::Reason | Holds::Channel(_) => false,
        }
    }
}

fn answer(kind: Kind) -> Column {
    let prompt = match kind {
        Kind::Department => "请选：采用，这一行改好后列入本市目录；不采用，本市不列，请在“说明”里写明理由。",
        Kind::Town => "请选：认领，照市级的执行；调整，改了这一行的内容；不适用，本镇没有，请写明说明；新增，本镇自己的事项。",
    };
    Column {
        holds: Holds::Answer,
        parent: None,
        leaf: kind.heading().to_owned(),
        width: 10.0,
        centred: true,
        need: Need::Required,
        prompt: prompt.to_owned(),
        offers: Some(Offers::Answers),
    }
}

fn reason(kind: Kind) -> Column {
    let prompt = match kind {
        Kind::Department => "不采用的写明理由，如“本市没有这项业务”；采用的不用填。",
        Kind::Town => "不适用、调整的写明理由；认领的不用填。",
    };
    Column {
        holds: Holds::Reason,
        parent: None,
        leaf: fill_in::REASON_HEADING.to_owned(),
        width: 16.0,
        centred: false,
        need: Need::Optional,
        prompt: prompt.to_owned(),
        offers: None,
    }
}

fn serial() -> Column {
    Column {
        holds: Holds::Serial,
        parent: None,
        leaf: "序号".to_owned(),
        width: 5.0,
        centred: true,
        need: Need::Optional,
        prompt: "顺序号，可以不填，生成目录时重新编号。".to_owned(),
        offers: None,
    }
}

/// The columns of a field.
fn field_columns(field: Field, city: &City) -> Vec<Column> {
    let info = field.info();
    let parent = match field {
        Field::Group | Field::Name | Field::Subname => Some(NAMES),
        _ => (!info.parts.is_empty()).then_some(info.heading),
    };
    let one = |part: Option<Part>, leaf: String, width: f64, prompt: String, offers| Column {
        holds: Holds::Text(field, part),
        parent,
        leaf,
        width,
        centred: !matches!(field, Field::Content | Field::Basis | Field::TimeLimit | Field::Link),
        need: if field == Field::Tiers { Need::Required } else { info.need },
        prompt,
        offers,
    };
    if info.parts.is_empty() {
        let offers = (field == Field::Subject).then_some(Offers::Bodies);
        return vec![one(None, info.heading.to_owned(), width_of(field), format!("{}。", info.meaning.0), offers)];
    }
    let parts = info.parts.iter().filter(|part| part.key != "prefecture");
    let column = |part: &'static fields::PartInfo| {
        let leaf = part.part.tier().map_or_else(|| part.heading.to_owned(), |tier| wording::tier(city, part, tier));
        let (width, offers, prompt) = match part.part {
            Part::Specific => (12.0, None, "只向一部分人公开的，写明是哪些人，如“申请人”。".to_owned()),
            Part::Everyone => (7.0, Some(Offers::Tick), "向全社会公开的打√。".to_owned()),
            Part::Active => (6.0, Some(Offers::Tick), "主动公开的打√。".to_owned()),
            Part::OnRequest => (7.0, Some(Offers::Tick), "依申请公开的打√。".to_owned()),
            Part::Tier(_) => (6.0, Some(Offers::Tick), format!("由{leaf}公开的打√，可以打几个。")),
        };
        one(Some(part.part), leaf, width, prompt, offers)
    };
    parts.map(column).collect()
}

/// Width of a field's column: addresses are short here, so that all columns fit side by side.
fn width_of(field: Field) -> f64 {
    match field {
        Field::Link => 12.0,
        Field::Channels => 20.0,
        _ => f64::from(field.info().width),
    }
}

/// A channel's column; what stands behind 其他 is typed.
fn channel(at: usize, name: &str) -> Column {
    let info = Field::Channels.info();
    let is_other = name == "其他";
    let prompt = if is_other {
        "上面没有的渠道，写明是什么，如“办税服务厅”；不能只打√。".to_owned()
    } else {
        format!("在“{name}”公开的打√。一行至少选一种渠道。")
    };
    Column {
        holds: Holds::Channel(at),
        parent: Some(info.heading),
        leaf: name.to_owned(),
        width: match name.chars().count() {
            _ if is_other => 12.0,
            0..8 => 6.0,
            _ => 10.0,
        },
        centred: true,
        need: info.need,
        prompt,
        offers: (!is_other).then_some(Offers::Tick),
    }
}

/// The city's value beside a field that towns may change.
fn was(field: Field, kind: Kind) -> Option<Column> {
    (kind == Kind::Town && fill_in::SHOWN_BESIDE.contains(&field)).then(|| Column {
        holds: Holds::Was(field),
        parent: None,
        leaf: fill_in::was_heading(field),
        width: width_of(field),
        centred: false,
        need: Need::Optional,
        prompt: format!("市级的{}，供对照。要改请改“{}”，不要改这一列。", wording::field(field), wording::field(field)),
        offers: None,
    })
}

/// What stands under 一级事项 where an item has none: a blank would be read as that of the row above.
const NO_GROUP: &str = "—";
