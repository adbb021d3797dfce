//! Lists and findings as text that people can review: every field of every item with its place, its words and what was understood.

use std::fmt::Write as _;

use mulu::diagnostic::Diagnostic;
use mulu::model::fields;
use mulu::model::{
    Channel, Citation, Content, Field, Given, Item, Limit, List, Mark, Power, Segment, Slot, Tier, TimeLimit, Trigger, item::TICK,
};
use mulu::place::{At, Located, Place};

/// A list without its items.
pub(crate) fn list(list: &List) -> String {
    let mut out = format!("清单 {} {:?}\n", at(&list.place), list.form);
    let mut line = |what: &str, found: Option<&Located<String>>| {
        if let Some(found) = found {
            writeln!(out, "  {what} {} {}", at(&found.place), words(&found.value)).unwrap();
        }
    };
    line("domain", list.domain.as_ref());
    line("department", list.department.as_ref());
    line("town", list.town.as_ref());
    line("title", list.title.as_ref());
    line("legend", list.legend.as_ref());
    list.notes.iter().for_each(|note| line("note", Some(note)));
    if let Some(kind) = list.kind {
        writeln!(out, "  kind {}", kind.word()).unwrap();
    }
    for heading in &list.headings {
        let field = heading.field.map_or("", Field::key);
        writeln!(out, "  heading {} {} → {field}", at(&heading.place), words(&heading.text)).unwrap();
    }
    out
}

/// An item, a field a line.
pub(crate) fn item(item: &Item) -> String {
    let mut out = format!("事项 {} {}\n", at(&item.place), words(&item.display_name()));
    for info in fields::ALL {
        match info.field {
            Field::Group => slot(&mut out, info.key, &item.group, Clone::clone),
            Field::Name => slot(&mut out, info.key, &item.name, Clone::clone),
            Field::Subname => slot(&mut out, info.key, &item.subname, Clone::clone),
            Field::Code => slot(&mut out, info.key, &item.code, Clone::clone),
            Field::Content => slot(&mut out, info.key, &item.content, |list| each(list, content)),
            Field::Basis => slot(&mut out, info.key, &item.basis, |list| each(list, citation)),
            Field::TimeLimit => slot(&mut out, info.key, &item.time_limit, time_limit),
            Field::Subject => slot(&mut out, info.key, &item.subject, |list| each(list, Clone::clone)),
            Field::Channels => slot(&mut out, info.key, &item.channels, |list| each(list, channel)),
            Field::Audience => slot(&mut out, info.key, &item.audience, |value| {
                ticks([("everyone", value.everyone.as_ref()), ("specific", value.specific.as_ref())])
            }),
            Field::Method => slot(&mut out, info.key, &item.method, |value| {
                ticks([("active", value.active.as_ref()), ("on_request", value.on_request.as_ref())])
            }),
            Field::Tiers => {
                slot(&mut out, info.key, &item.tiers, |tiers| ticks(tiers.iter().map(|(tier, said)| (tier_key(tier), Some(said)))));
            }
            Field::Link => slot(&mut out, info.key, &item.link, Clone::clone),
            Field::Extra => {
                for extra in &item.extra {
                    writeln!(out, "  extra {} {}: {}", at(&extra.text.place), words(&extra.heading), words(&extra.text.value)).unwrap();
                }
            }
        }
    }
    out
}

/// A power or service, a field a line.
pub(crate) fn power(power: &Power) -> String {
    let mut out = format!("事项 {} {}\n", at(&power.place), words(&power.name.value));
    let fields = [
        ("code", power.code.as_ref()),
        ("name", Some(&power.name)),
        ("subname", power.subname.as_ref()),
        ("type", power.power_type.as_ref()),
        ("basis", power.basis.as_ref()),
        ("body", power.body.as_ref()),
        ("tier", power.tier.as_ref()),
    ];
    for (key, found) in fields {
        if let Some(found) = found {
            writeln!(out, "  {key} {} {}", at(&found.place), words(&found.value)).unwrap();
        }
    }
    for extra in &power.extra {
        writeln!(out, "  extra {} {}: {}", at(&extra.text.place), words(&extra.heading), words(&extra.text.value)).unwrap();
    }
    out
}

/// The findings, two lines each.
pub(crate) fn findings<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> String {
    let mut out = String::new();
    for found in found {
        let item = found.item.as_ref().map_or(String::new(), |item| format!(" “{}”", item.name));
        writeln!(out, "{} {} {}{item}\n  {}", found.severity.word(), found.rule.name, spot(&found.place), words(&found.message.zh))
            .unwrap();
        if let Some(help) = &found.help {
            writeln!(out, "  {}", words(&help.zh)).unwrap();
        }
    }
    out
}

fn slot<T>(out: &mut String, key: &str, slot: &Slot<T>, value: impl FnOnce(&T) -> String) {
    match slot.given {
        Given::NoColumn => {
            let value = value(&slot.value);
            if !value.is_empty() {
                writeln!(out, "  {key} {} （无此列） → {value}", at(&slot.place)).unwrap();
            }
        }
        Given::Blank => writeln!(out, "  {key} {} （空）", at(&slot.place)).unwrap(),
        Given::Reported => writeln!(out, "  {key} {} {}（已指出）", at(&slot.place), words(&slot.text)).unwrap(),
        Given::Yes => {
            let (text, value) = (words(&slot.text), words(&value(&slot.value)));
            let understood = if text == value { String::new() } else { format!(" → {value}") };
            writeln!(out, "  {key} {} {text}{understood}", at(&slot.place)).unwrap();
        }
    }
}

fn each<T>(list: &[T], said: impl Fn(&T) -> String) -> String {
    list.iter().map(|one| format!("[{}]", said(one))).collect()
}

fn content(content: &Content) -> String {
    format!("{}{}", mark(content.mark), content.text)
}

fn citation(citation: &Citation) -> String {
    let number = citation.number.as_ref().map(|number| format!("｜{number}")).unwrap_or_default();
    let articles = citation.articles.as_ref().map(|articles| format!("｜{articles}")).unwrap_or_default();
    format!("{}{number}{articles}", citation.title)
}

fn channel(channel: &Channel) -> String {
    let standard = match &channel.standard {
        Some(standard) if *standard == channel.name => String::new(),
        Some(standard) => format!("={standard}"),
        None => "=?".to_owned(),
    };
    let note = channel.note.as_ref().map(|note| format!("：{note}")).unwrap_or_default();
    format!("{}{}{standard}{note}", mark(Some(channel.mark).filter(|mark| *mark != Mark::Used)), channel.name)
}

fn mark(mark: Option<Mark>) -> &'static str {
    match mark {
        None => "",
        Some(Mark::Used) => "使用 ",
        Some(Mark::Required) => "必选 ",
        Some(Mark::Optional) => "可选 ",
    }
}

fn ticks<'a>(parts: impl IntoIterator<Item = (&'a str, Option<&'a Located<String>>)>) -> String {
    let said = parts.into_iter().filter_map(|(key, found)| {
        let found = found?;
        let words = if found.value == TICK { String::new() } else { format!("：{}", found.value) };
        Some(format!("[{key}{words} {}]", at(&found.place)))
    });
    said.collect()
}

fn time_limit(limit: &TimeLimit) -> String {
    let exception = if limit.exception { "[另有规定从其规定]" } else { "" };
    let remarks: String = limit.remarks.iter().map(|remark| format!("[另写{remark}]")).collect();
    each(&limit.segments, segment) + exception + &remarks
}

fn segment(segment: &Segment) -> String {
    let scope = segment.scope.as_ref().map(|scope| format!("{scope}：")).unwrap_or_default();
    let limit = match &segment.limit {
        Limit::Within { n, unit, trigger } => format!("{n} {unit:?} {} {:?}", started(trigger), segment.start),
        Limit::OnEvent { event } => format!("OnEvent {event}"),
        Limit::Prompt { event } => format!("Prompt {}", event.as_deref().unwrap_or_default()),
        limit => format!("{limit:?}"),
    };
    scope + limit.trim_end()
}

fn started(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Event(event) => format!("Event {event}"),
        known => format!("{known:?}"),
    }
}

fn tier_key(tier: Tier) -> &'static str {
    Field::Tiers.info().parts.iter().find(|part| part.part.tier() == Some(tier)).map_or("", |part| part.key)
}

fn spot(place: &Place) -> String {
    match place.sheet() {
        Some(sheet) => format!("{sheet}!{}", at(place)),
        None => at(place),
    }
}

fn at(place: &Place) -> String {
    match &place.at {
        At::Whole => "-".to_owned(),
        At::Cell { .. } => place.cell_name().unwrap_or_default(),
        At::Text(span) => format!("{}:{}", span.line, span.column),
    }
}

fn words(text: &str) -> String {
    text.replace('\n', "⏎")
}
