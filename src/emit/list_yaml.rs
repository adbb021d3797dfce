//! Lists to YAML a person would write; read back, it gives the same lists. Sees only what was read: nothing is added or judged.

use std::borrow::Cow;
use std::sync::Arc;

use crate::knowledge;
use crate::model::item::TICK;
use crate::model::{Channel, Content, Field, Form, Given, Item, List, Mark, Power, Slot, print};
use crate::place::Located;

pub(crate) mod scalar;

use scalar::Writer;

/// The lists as YAML documents, in their order.
#[must_use]
pub fn print(lists: &[List]) -> String {
    let mut out = Writer::default();
    for (index, list) in lists.iter().enumerate() {
        if index > 0 {
            out.line("---");
        }
        document(list, &mut out);
    }
    out.finish()
}

fn document(list: &List, out: &mut Writer) {
    if let Some(kind) = list.kind {
        out.text(0, "kind", kind.word());
    }
    if let Some(domain) = &list.domain {
        let known = knowledge::load().domain_by_key(&domain.value);
        out.text(0, "domain", known.map_or(&domain.value, |known| &known.name));
    }
    let said = [("department", &list.department), ("town", &list.town), ("title", &list.title), ("legend", &list.legend)];
    for (key, text) in said {
        located(0, key, text.as_ref(), out);
    }
    match list.form {
        Form::Catalog => {}
        Form::Native => out.text(0, "form", "native"),
    }
    if !list.notes.is_empty() {
        let notes: Vec<&str> = list.notes.iter().map(|note| note.value.as_str()).collect();
        out.texts(0, "notes", &notes);
    }
    if list.items.is_empty() && list.powers.is_empty() {
        out.line("items: []");
        return;
    }
    out.line("items:");
    let untiered = list.items.iter().all(|item| item.tiers.text.is_empty());
    list.items.iter().for_each(|item| entry(item, untiered, out));
    list.powers.iter().for_each(|power| native(power, out));
}

fn located(depth: usize, key: &str, text: Option<&Located<String>>, out: &mut Writer) {
    if let Some(text) = text {
        out.text(depth, key, &text.value);
    }
}

fn native(power: &Power, out: &mut Writer) {
    out.begin_entry();
    located(2, "code", power.code.as_ref(), out);
    out.text(2, "name", &power.name.value);
    let rest =
        [("subname", &power.subname), ("type", &power.power_type), ("basis", &power.basis), ("body", &power.body), ("tier", &power.tier)];
    for (key, text) in rest {
        located(2, key, text.as_ref(), out);
    }
    extra(&power.extra, out);
}

/// One item, its fields in the order people fill them in.
fn entry(item: &Item, untiered: bool, out: &mut Writer) {
    out.begin_entry();
    for field in [Field::Group, Field::Name, Field::Subname, Field::Code] {
        scalar_field(item, field, out);
    }
    content(&item.content, out);
    let citations: Vec<&str> = item.basis.value.iter().map(|citation| citation.text.as_str()).collect();
    list_or_text(Field::Basis, &item.basis.text, &citations, print::ELEMENT_JOIN, out);
    scalar_field(item, Field::TimeLimit, out);
    let bodies: Vec<&str> = item.subject.value.iter().map(String::as_str).collect();
    list_or_text(Field::Subject, &item.subject.text, &bodies, print::BODY_JOIN, out);
    ticked(item, Field::Method, out);
    channels(&item.channels, out);
    ticked(item, Field::Audience, out);
    if untiered && matches!(item.tiers.given, Given::Blank | Given::Reported) {
        // The column is there, and nothing is ticked: without the key the folder would decide.
        out.text(2, "tiers", "");
    }
    ticked(item, Field::Tiers, out);
    scalar_field(item, Field::Link, out);
    extra(&item.extra, out);
    out.end_entry();
}

fn scalar_field(item: &Item, field: Field, out: &mut Writer) {
    if !item.text(field).is_empty() {
        out.text(2, field.key(), item.text(field));
    }
}

/// A list where joining it gives the cell's text again, else that text.
fn list_or_text(field: Field, text: &str, parts: &[&str], join: &str, out: &mut Writer) {
    if text.is_empty() {
        return;
    }
    let plain = parts.iter().all(|part| !part.is_empty() && part.trim() == *part);
    if parts.len() > 1 && plain && parts.join(join) == text { out.texts(2, field.key(), parts) } else { out.text(2, field.key(), text) }
}

fn content(slot: &Slot<Vec<Content>>, out: &mut Writer) {
    let bulleted = slot.value.iter().any(|content| content.mark == Some(Mark::Required));
    let written = |content: &Content| match content.mark {
        Some(Mark::Required) => format!("●{}", content.text),
        Some(Mark::Optional) => format!("〔*{}〕", content.text),
        Some(Mark::Used) | None if bulleted => format!("·{}", content.text),
        Some(Mark::Used) | None => content.text.clone(),
    };
    let parts: Vec<String> = slot.value.iter().map(written).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    if slot.value.iter().all(|content| content.mark.is_none()) || parts.join(print::ELEMENT_JOIN) != slot.text {
        return list_or_text(Field::Content, &slot.text, &parts, print::ELEMENT_JOIN, out);
    }
    out.key(2, "content");
    for content in &slot.value {
        match content.mark {
            Some(Mark::Required) => out.flow_entry(3, &[("text", &content.text), ("mark", "required")]),
            Some(Mark::Optional) => out.flow_entry(3, &[("text", &content.text), ("mark", "optional")]),
            // Among mappings a short text with a colon is taken for one.
            Some(Mark::Used) | None if content.text.contains(['：', ':']) => out.flow_entry(3, &[("text", &content.text)]),
            Some(Mark::Used) | None => out.list_entry(3, &content.text),
        }
    }
}

fn channels(slot: &Slot<Arc<[Channel]>>, out: &mut Writer) {
    if slot.text.is_empty() {
        return;
    }
    let typed = !slot.value.is_empty() && print::channels(&slot.value) == slot.text && slot.value.iter().all(is_plain_channel);
    if !typed {
        return out.text(2, "channels", &slot.text);
    }
    let bare = |channel: &Channel| channel.note.is_none() && channel.mark == Mark::Used;
    if slot.value.iter().all(bare) {
        let names: Vec<&str> = slot.value.iter().map(|channel| channel.name.as_str()).collect();
        return out.texts(2, "channels", &names);
    }
    out.key(2, "channels");
    for channel in slot.value.iter() {
        let mut pairs = vec![("name", channel.name.as_str())];
        pairs.extend(channel.note.as_deref().map(|note| ("note", note)));
        match channel.mark {
            Mark::Used if channel.note.is_none() => {
                out.list_entry(3, &channel.name);
                continue;
            }
            Mark::Used => {}
            Mark::Required => pairs.push(("mark", "required")),
            Mark::Optional => pairs.push(("mark", "optional")),
        }
        out.flow_entry(3, &pairs);
    }
}

/// A name that, written alone, is given its ■ again.
fn is_plain_channel(channel: &Channel) -> bool {
    let plain = |text: &str| text.trim() == text && !text.is_empty() && !text.contains('\n');
    channel.name.starts_with(char::is_alphanumeric) && plain(&channel.name) && channel.note.as_deref().is_none_or(plain)
}

/// Ticked columns: their words where all are bare ticks, a mapping where one holds words, the text where it is of its own making.
fn ticked(item: &Item, field: Field, out: &mut Writer) {
    let (key, text, parts) = (field.key(), item.text(field), field.info().parts);
    // Tiers taken from the folder were written nowhere.
    if text.is_empty() {
        return;
    }
    if print::in_words(item, field) != text {
        return out.text(2, key, text);
    }
    let given: Vec<(&str, &str, &str)> =
        parts.iter().filter_map(|info| Some((info.key, info.part.word(), print::ticked_part(item, info.part)?.value.as_str()))).collect();
    if given.iter().any(|(.., value)| *value != TICK) {
        let pairs: Vec<(&str, &str)> = given.iter().map(|(key, _, value)| (*key, *value)).collect();
        return out.flow(2, key, &pairs);
    }
    let names: Vec<&str> = given.iter().map(|(_, name, _)| *name).collect();
    match names[..] {
        [one] => out.text(2, key, one),
        // 公开对象 is one value of two parts, not a list.
        _ if key == "audience" => {
            let pairs: Vec<(&str, &str)> = given.iter().map(|(key, _, value)| (*key, *value)).collect();
            out.flow(2, key, &pairs);
        }
        _ => out.texts(2, key, &names),
    }
}

fn extra(columns: &[crate::model::Extra], out: &mut Writer) {
    if columns.is_empty() {
        return;
    }
    out.key(2, "extra");
    for column in columns {
        let heading: Cow<'_, str> = scalar::key(&column.heading);
        out.text(3, &heading, &column.text.value);
    }
}
