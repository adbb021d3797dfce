//! One plain sentence made from an item's typed fields: who must publish it, how soon, where, to whom, in which way, on what ground.
//! Guesses nothing: what was not understood is quoted as the cell has it, what is missing is named.

use crate::emit::State;
use crate::model::item::TICK;
use crate::model::{Channel, Citation, Field, Item, Mark};
use crate::place::Located;

mod limit;
#[cfg(test)]
mod tests;

/// The longest quotation, in characters; the page holds the whole text below the sentence.
const QUOTED: usize = 80;
/// So many citations are named; of the others the sentence says the number.
const CITED: usize = 3;

/// What the sentence depends on beside the item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    /// Whether gaps are marked 【缺】.
    pub(super) state: State,
}

/// What a sentence says of one element.
enum Said {
    /// In words of the sentence's own.
    Words(String),
    /// As the cell has it: it was not understood.
    Quoted(String),
    /// Nothing stands there.
    Missing,
}

/// The sentence, and the short ones behind it.
pub(super) fn sentence(item: &Item, telling: Telling) -> String {
    let limit = limit::said(item);
    let mut behind: Vec<String> = Vec::new();
    let mut missing: Vec<&'static str> = Vec::new();
    let mut words = |field: Field, said: Said| match said {
        Said::Words(words) => words,
        Said::Quoted(text) => {
            behind.push(format!("{}写作{}。", field.short(), quoted(&text)));
            String::new()
        }
        Said::Missing => {
            missing.push(field.short());
            String::new()
        }
    };
    let name = item.display_name();
    let name = if name.trim().is_empty() { words(Field::Name, Said::Missing) } else { format!("“{}”", one_line(&name)) };
    let subject = words(Field::Subject, subject(item));
    let (when, more) = match limit {
        limit::Told::Words { when, more } => (when, more),
        limit::Told::Quoted(text) => (words(Field::TimeLimit, Said::Quoted(text)), String::new()),
        limit::Told::Missing => (words(Field::TimeLimit, Said::Missing), String::new()),
    };
    let channels = words(Field::Channels, channels(&item.channels.value, &item.channels.text));
    let audience = words(Field::Audience, audience(item));
    let method = words(Field::Method, method(item));
    let basis = match basis(&item.basis.value, &item.basis.text) {
        Said::Words(words) => format!("依据：{words}。"),
        said @ (Said::Quoted(_) | Said::Missing) => words(Field::Basis, said),
    };

    let method = if method.is_empty() { "公开" } else { method.as_str() };
    let how = format!("{when}{channels}{audience}");
    // Without a subject the information itself stands first.
    let first = match (subject.is_empty(), name.is_empty()) {
        (false, false) => format!("{subject}应当{how}{method}{name}。"),
        (false, true) => format!("{subject}应当{how}{method}。"),
        (true, false) => format!("{name}应当{how}{method}。"),
        (true, true) => format!("应当{how}{method}。"),
    };
    let gaps = match (missing.is_empty(), telling.state) {
        (true, _) => String::new(),
        (false, State::Final) => format!("清单没有写明{}。", missing.join("、")),
        (false, State::Draft) => format!("【缺】没有写明{}。", missing.join("、")),
    };
    [first, more, basis, behind.concat(), gaps].concat()
}

/// The bodies in the list's own words: 乡镇人民政府 stays so, whatever towns there are.
fn subject(item: &Item) -> Said {
    let mut bodies: Vec<&str> = Vec::new();
    for body in item.subject.value.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    if bodies.is_empty() { unless_blank(&item.subject.text) } else { Said::Words(one_line(&bodies.join("、"))) }
}

/// `通过政府网站、其他渠道，`.
fn channels(channels: &[Channel], text: &str) -> Said {
    let named = |optional: bool| {
        let those = channels.iter().filter(|channel| (channel.mark == Mark::Optional) == optional);
        those.map(channel).collect::<Vec<_>>().join("、")
    };
    match (named(false).as_str(), named(true).as_str()) {
        ("", "") => unless_blank(text),
        (used, "") => Said::Words(format!("通过{used}，")),
        ("", optional) => Said::Words(format!("通过{optional}（均为可选），")),
        (used, optional) => Said::Words(format!("通过{used}（可选：{optional}），")),
    }
}

fn channel(channel: &Channel) -> String {
    match channel.note.as_deref().filter(|note| !note.trim().is_empty()) {
        None if is_other(&channel.name) => "其他渠道（清单没有写明名称）".to_owned(),
        None => one_line(&channel.name),
        Some(note) if is_other(&channel.name) => short(note),
        Some(note) => format!("{}（{}）", one_line(&channel.name), short(note)),
    }
}

/// Whether a channel's name names none.
fn is_other(name: &str) -> bool {
    matches!(name.trim(), "其他" | "其它")
}

/// `向全社会`, `向特定群众（申请人）`.
fn audience(item: &Item) -> Said {
    let audience = &item.audience.value;
    match (&audience.everyone, &audience.specific) {
        (None, None) => unless_blank(&item.audience.text),
        (Some(everyone), None) => Said::Words(format!("向{}", ticked("全社会", everyone))),
        (None, Some(specific)) => Said::Words(format!("向{}", ticked("特定群众", specific))),
        (Some(everyone), Some(specific)) => Said::Words(format!("向{}、{}", ticked("全社会", everyone), ticked("特定群众", specific))),
    }
}

fn method(item: &Item) -> Said {
    let method = &item.method.value;
    match (&method.active, &method.on_request) {
        (None, None) => unless_blank(&item.method.text),
        (Some(active), None) => Said::Words(ticked("主动公开", active)),
        (None, Some(on_request)) => Said::Words(ticked("依申请公开", on_request)),
        (Some(active), Some(on_request)) => {
            Said::Words(format!("以{}、{}两种方式公开", ticked("主动公开", active), ticked("依申请公开", on_request)))
        }
    }
}

/// What is ticked, with the words that stand there in place of a tick.
fn ticked(name: &str, said: &Located<String>) -> String {
    let words = said.value.trim();
    if words == TICK || words == name { name.to_owned() } else { format!("{name}（{}）", short(words)) }
}

fn basis(citations: &[Citation], text: &str) -> Said {
    if citations.is_empty() {
        return unless_blank(text);
    }
    let named = citations.iter().take(CITED).map(|citation| {
        if citation.text.contains('《') && !citation.title.is_empty() {
            short(&format!("《{}》{}", citation.title, citation.articles.as_deref().unwrap_or_default()))
        } else {
            short(&citation.text)
        }
    });
    let more = if citations.len() > CITED { format!("等{}件", citations.len()) } else { String::new() };
    Said::Words(format!("{}{more}", named.collect::<Vec<_>>().join("、")))
}

fn unless_blank(text: &str) -> Said {
    if text.trim().is_empty() { Said::Missing } else { Said::Quoted(text.to_owned()) }
}

fn quoted(text: &str) -> String {
    format!("“{}”", short(text))
}

/// The words in one line, at most [`QUOTED`] characters of them.
fn short(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}……", &line[..end]),
        None => line,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
