//! Typed values back to the text of a cell. `parse` of what is printed here gives the same value again.

use std::borrow::Cow;

use crate::model::fields::Part;
use crate::model::item::TICK;
use crate::model::{Channel, Field, Item, Mark, Tier};
use crate::place::Located;

/// Joins the elements of 公开内容 and the citations of 公开依据 given as a YAML list.
pub const ELEMENT_JOIN: &str = "；";
/// Joins the bodies of 公开主体 given as a YAML list.
pub const BODY_JOIN: &str = "、";

/// What a cell of the national table shows for a field; `part` for fields of several columns.
/// A text that was not understood is shown as written, in the first column of its field.
#[must_use]
pub fn cell(item: &Item, field: Field, part: Option<Part>) -> Cow<'_, str> {
    let Some(part) = part else {
        return match field {
            Field::Group => Cow::Borrowed(&item.group.value),
            Field::Name => Cow::Borrowed(&item.name.value),
            Field::Subname => Cow::Borrowed(&item.subname.value),
            Field::Channels if !item.channels.value.is_empty() => Cow::Owned(channels(&item.channels.value)),
            Field::Code
            | Field::Content
            | Field::Basis
            | Field::TimeLimit
            | Field::Subject
            | Field::Channels
            | Field::Audience
            | Field::Method
            | Field::Tiers
            | Field::Link
            | Field::Extra => Cow::Borrowed(item.text(field)),
        };
    };
    let value = ticked_part(item, part);
    let (text, first) = match part {
        Part::Everyone => (&item.audience.text, false),
        Part::Specific => (&item.audience.text, item.audience.value.everyone.is_none()),
        Part::Active => (&item.method.text, item.method.value.on_request.is_none()),
        Part::OnRequest => (&item.method.text, false),
        // 市级 is the first tier every table has.
        Part::Tier(tier) => (&item.tiers.text, item.tiers.value.is_empty() && tier == Tier::City),
    };
    match value {
        Some(located) => Cow::Borrowed(&located.value),
        None if first => Cow::Borrowed(text),
        None => Cow::Borrowed(""),
    }
}

/// A channel cell: one channel a line, each with its mark.
#[must_use]
pub fn channels(channels: &[Channel]) -> String {
    channels.iter().map(channel).collect::<Vec<_>>().join("\n")
}

/// One channel with its mark: `■政府网站`, `■其他：办税服务厅`, `□两微一端` where □ means 可选.
#[must_use]
pub fn channel(channel: &Channel) -> String {
    let mark = match channel.mark {
        Mark::Used | Mark::Required => '■',
        Mark::Optional => '□',
    };
    match &channel.note {
        None => format!("{mark}{}", channel.name),
        Some(note) if channel.name == "其他" => format!("{mark}{}：{note}", channel.name),
        Some(note) => format!("{mark}{}（{note}）", channel.name),
    }
}

/// What stands in a sub-column of an item.
#[must_use]
pub fn ticked_part(item: &Item, part: Part) -> Option<&Located<String>> {
    match part {
        Part::Everyone => item.audience.value.everyone.as_ref(),
        Part::Specific => item.audience.value.specific.as_ref(),
        Part::Active => item.method.value.active.as_ref(),
        Part::OnRequest => item.method.value.on_request.as_ref(),
        Part::Tier(tier) => item.tiers.value.get(tier),
    }
}

/// A field of several columns as one would say it in one: `全社会`, `市级、镇级`. Empty when nothing was understood.
#[must_use]
pub fn in_words(item: &Item, field: Field) -> String {
    let parts: Vec<_> = field.info().parts.iter().map(|info| (info.part.word(), ticked_part(item, info.part))).collect();
    ticked(&parts)
}

/// The text of two or more ticked columns as one would say it in one: `全社会`, `市级、镇级`, `全社会；特定群众：申请人`.
#[must_use]
pub fn ticked(parts: &[(&str, Option<&Located<String>>)]) -> String {
    let said = || parts.iter().filter_map(|(name, value)| Some((*name, value.as_ref()?.value.as_str())));
    // A tick needs no words; where words stand they may hold a 、 of their own.
    let between = if said().all(|(_, words)| words == TICK) { "、" } else { "；" };
    let mut text = String::new();
    for (name, words) in said() {
        if !text.is_empty() {
            text += between;
        }
        text += name;
        if words != TICK {
            text += "：";
            text += words;
        }
    }
    text
}
