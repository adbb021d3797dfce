//! One item of a YAML list to a draft. A list of values is sugar for the text of one cell, so that YAML and workbook cannot differ.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::fields::{self, FieldInfo, Part};
use crate::model::item::Entries;
use crate::model::{Channel, Extra, Field, Mark, print};
use crate::parse::draft::{Draft, Written};
use crate::parse::legend::Legend;
use crate::parse::row;
use crate::parse::tree::RULES;
use crate::place::Located;
use crate::read::mapping::{self, Mapping};
use crate::read::{Node, Value};
use crate::words::say;

/// The draft of a mapping of fields; none when it is no mapping. What is left out is blank.
pub(super) fn draft(node: &Node, diagnostics: &mut Diagnostics) -> Option<Draft> {
    let Value::Map(pairs) = &node.value else {
        let problem = say!("一条事项应当写成若干行“名称: 内容”", "an item is a mapping of “key: value” lines");
        let help = say!("例如：- name: 招生政策", "for example: - name: 招生政策");
        diagnostics.push(Diagnostic::new(RULES.wrong, node.place.clone(), problem).with_help(help));
        return None;
    };
    let mut draft = Draft::new(node.place.clone(), &Written::Blank(node.place.clone()));
    let mut seen: Vec<(Field, &Located<String>)> = Vec::new();
    for (key, value) in pairs {
        let Some(field) = Field::named(key.value.trim()) else {
            mapping::unknown_key(key, &known_keys(), &RULES, diagnostics);
            continue;
        };
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == field) {
            mapping::twice(key, first, &RULES, diagnostics);
            continue;
        }
        seen.push((field, key));
        if field == Field::Extra {
            draft.extra = extra(value, diagnostics);
        } else {
            // A value of the wrong shape was reported; that nothing stands there is no second fault.
            let written = written(field, value, &mut draft.legend, diagnostics).unwrap_or(Written::NoColumn);
            if field == Field::Basis {
                draft.basis_entries = entries(value);
            }
            draft.set(field, no_level(field, written));
        }
    }
    Some(draft)
}

/// ─ or 无 as a level of the name says that there is none, as in a table.
fn no_level(field: Field, written: Written) -> Written {
    match written {
        Written::Text(text) if matches!(field, Field::Group | Field::Name | Field::Subname) && row::is_none(&text.value) => {
            Written::Blank(text.place)
        }
        other => other,
    }
}

/// The fields a mapping gives, in its order.
pub(super) fn fields_given(node: &Node) -> Vec<Field> {
    let Value::Map(pairs) = &node.value else { return Vec::new() };
    let mut fields = Vec::new();
    for field in pairs.iter().filter_map(|(key, _)| Field::named(key.value.trim())) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

fn known_keys() -> Vec<&'static str> {
    fields::ALL.iter().flat_map(|info| std::iter::once(info.key).chain(info.words())).collect()
}

fn extra(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Extra> {
    let Value::Map(pairs) = &node.value else {
        if !mapping::is_empty(node) {
            let problem = say!("“extra”下面应当写成若干行“栏目: 内容”", "“extra” takes lines of “heading: text”");
            mapping::wrong(node, &RULES, problem, diagnostics);
        }
        return Vec::new();
    };
    let texts = pairs.iter().filter_map(|(key, node)| match &node.value {
        Value::Text(text) => Some(Extra { heading: key.value.clone(), text: Located::new(text.clone(), node.place.clone()) }),
        Value::Null => None,
        Value::List(_) | Value::Map(_) => {
            let name = &key.value;
            mapping::wrong(node, &RULES, say!("“{name}”应当是一段文字", "“{name}” must be a text"), diagnostics);
            None
        }
    });
    texts.collect()
}

fn written(field: Field, node: &Node, legend: &mut Option<Legend>, diagnostics: &mut Diagnostics) -> Option<Written> {
    let text = match &node.value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::List(entries) => joined(field, node, entries, legend, diagnostics)?,
        Value::Map(pairs) => match text_only(pairs) {
            Some(text) => text.to_owned(),
            None => return parts(field, node, diagnostics),
        },
    };
    let place = node.place.clone();
    Some(if text.trim().is_empty() { Written::Blank(place) } else { Written::Text(Located::new(text, place)) })
}

/// `{text: "…"}`: what stands in a cell, whatever it is.
fn text_only(pairs: &[(Located<String>, Node)]) -> Option<&str> {
    match pairs {
        [(key, Node { value: Value::Text(text), .. })] if key.value == "text" => Some(text),
        _ => None,
    }
}

/// The text of the cell that a list of values stands for.
fn joined(field: Field, node: &Node, entries: &[Node], legend: &mut Option<Legend>, diagnostics: &mut Diagnostics) -> Option<String> {
    let join = match field {
        Field::Content | Field::Basis => print::ELEMENT_JOIN,
        Field::Subject => print::BODY_JOIN,
        Field::Channels => "\n",
        Field::Method | Field::Tiers => "、",
        Field::Group | Field::Name | Field::Subname | Field::Code | Field::TimeLimit | Field::Audience | Field::Link | Field::Extra => {
            wrong_shape(field, node, diagnostics);
            return None;
        }
    };
    let mut texts = Vec::new();
    for entry in entries {
        let text = match field {
            Field::Content => element(entry, legend, diagnostics),
            Field::Channels => channel(entry, legend, diagnostics),
            Field::Basis
            | Field::Subject
            | Field::Method
            | Field::Tiers
            | Field::Group
            | Field::Name
            | Field::Subname
            | Field::Code
            | Field::TimeLimit
            | Field::Audience
            | Field::Link
            | Field::Extra => mapping::text(entry, field.key(), &RULES, diagnostics).map(|text| text.value),
        };
        texts.extend(text);
    }
    if field == Field::Content && texts.iter().any(|text| text.starts_with('●')) {
        // Behind a bullet the next element needs one of its own.
        texts.iter_mut().filter(|text| !text.starts_with(['●', '〔'])).for_each(|text| text.insert(0, '·'));
    }
    Some(texts.join(join))
}

/// Where the entries of a list of texts stand in the text that [`joined`] makes of them.
fn entries(node: &Node) -> Option<Box<Entries>> {
    let Value::List(nodes) = &node.value else { return None };
    let mut at = 0;
    let texts = nodes.iter().filter_map(|node| match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some((text.trim().len(), node.place.clone())),
        Value::Text(_) | Value::Null | Value::List(_) | Value::Map(_) => None,
    });
    let list = texts.map(|(length, place)| {
        let range = at..at + length;
        at = range.end + print::ELEMENT_JOIN.len();
        (range, place)
    });
    Some(Box::new(Entries { list: list.collect() }))
}

/// An element of 公开内容: a text, or {text, mark}.
fn element(node: &Node, legend: &mut Option<Legend>, diagnostics: &mut Diagnostics) -> Option<String> {
    if !matches!(node.value, Value::Map(_)) {
        return mapping::text(node, "content", &RULES, diagnostics).map(|text| text.value);
    }
    let entry = Mapping::of(node, &["text", "mark"], &RULES, "{text: 招生范围, mark: required}", diagnostics)?;
    let mark = entry.text("mark", diagnostics).and_then(|word| mark(&word, diagnostics));
    let text = entry.required_text("text", diagnostics)?.value;
    Some(match mark {
        Some(Mark::Required) => {
            *legend = Some(legend.take().unwrap_or_default().and(Field::Content, '●', Mark::Required));
            format!("●{text}")
        }
        // The form the tables themselves use (农村集体土地征收).
        Some(Mark::Optional) => format!("〔*{text}〕"),
        Some(Mark::Used) | None => text,
    })
}

/// A channel: a text, or {name, note, mark}.
fn channel(node: &Node, legend: &mut Option<Legend>, diagnostics: &mut Diagnostics) -> Option<String> {
    if !matches!(node.value, Value::Map(_)) {
        let name = mapping::text(node, "channels", &RULES, diagnostics)?.value;
        let marked = name.chars().next().is_some_and(|c| !c.is_alphanumeric());
        return Some(if marked { name } else { format!("■{name}") });
    }
    let entry = Mapping::of(node, &["name", "note", "mark"], &RULES, "{name: 政府网站, mark: required}", diagnostics)?;
    let mark = entry.text("mark", diagnostics).and_then(|word| mark(&word, diagnostics)).unwrap_or(Mark::Used);
    let note = entry.text("note", diagnostics).map(|text| text.value);
    let name = entry.required_text("name", diagnostics)?.value;
    if mark != Mark::Used && legend.as_ref().is_none_or(|legend| legend.of(Field::Channels, '■').is_none()) {
        *legend = Some(legend.take().unwrap_or_default().over(&Legend::required_or_optional()));
    }
    Some(print::channel(&Channel { name, standard: None, note, mark }))
}

fn mark(word: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Mark> {
    match word.value.as_str() {
        "used" => Some(Mark::Used),
        "required" | "必选" => Some(Mark::Required),
        "optional" | "可选" => Some(Mark::Optional),
        written => {
            let problem = say!("mark 不能写“{written}”", "mark cannot be “{written}”");
            let help = say!("可以写 required（必选）或 optional（可选）", "write required or optional");
            diagnostics.push(Diagnostic::new(RULES.wrong, word.place.clone(), problem).with_help(help).with_value(written));
            None
        }
    }
}

/// {everyone, specific}, {active, on_request}, {city, town …}: what stands in each sub-column.
fn parts(field: Field, node: &Node, diagnostics: &mut Diagnostics) -> Option<Written> {
    let info = field.info();
    let Value::Map(pairs) = &node.value else { return None };
    if info.parts.is_empty() {
        wrong_shape(field, node, diagnostics);
        return None;
    }
    let mut parts: Vec<(Part, Located<String>)> = Vec::new();
    for (key, value) in pairs {
        let Some(part) = part(info, key.value.trim()) else {
            let known: Vec<&str> = info.parts.iter().flat_map(|part| [part.key, part.heading]).collect();
            mapping::unknown_key(key, &known, &RULES, diagnostics);
            continue;
        };
        if let Some(text) = mapping::text(value, &key.value, &RULES, diagnostics) {
            parts.push((part, text));
        }
    }
    let place = node.place.clone();
    Some(if parts.is_empty() { Written::Blank(place) } else { Written::Parts(parts, place) })
}

fn part(info: &FieldInfo, key: &str) -> Option<Part> {
    info.parts.iter().find(|part| part.key == key || part.heading == key || part.aliases.contains(&key)).map(|part| part.part)
}

fn wrong_shape(field: Field, node: &Node, diagnostics: &mut Diagnostics) {
    let (key, heading) = (field.key(), field.info().heading);
    let problem = say!("“{heading}”（{key}）不能这样写", "“{key}” cannot be written like this");
    let help = match field {
        Field::Audience => say!(
            "请写“audience: 全社会”，或者“audience: {{everyone: √, specific: 申请人}}”",
            "write “audience: 全社会”, or “audience: {{everyone: √, specific: 申请人}}”"
        ),
        Field::Extra
        | Field::Group
        | Field::Name
        | Field::Subname
        | Field::Code
        | Field::TimeLimit
        | Field::Link
        | Field::Content
        | Field::Basis
        | Field::Subject
        | Field::Channels
        | Field::Method
        | Field::Tiers => {
            let (meaning, meaning_en) = field.info().meaning;
            say!("请写成一段文字：{key}: …（{meaning}）", "write one text: {key}: … ({meaning_en})")
        }
    };
    diagnostics.push(Diagnostic::new(RULES.wrong, node.place.clone(), problem).with_help(help).with_field(key, heading, ""));
}
