//! A channel that is none of the 13 options, none of their other names, and none a domain adds. What stands behind 其他： is free.
//! A name that is certain to be misspelt can be put right at once.

use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Safety};
use crate::knowledge::Knowledge;
use crate::model::{Channel, Field, nearest};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::{Words, say};

pub(super) static RULE: Rule =
    Rule::new("unknown-channel", Family::Channel, Severity::Error, Allow::May, include_str!("unknown_channel.md"));

/// Shorter names are one letter apart by chance.
const SHORTEST_NAME: usize = 4;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let knowledge = context.circumstances.knowledge;
    let unknown = || context.item.channels.value.iter().filter(|channel| !is_known(channel, knowledge));
    let Some(first) = unknown().next() else { return };
    let names = unknown().map(|channel| format!("“{}”", channel.name)).collect::<Vec<_>>().join("、");
    let message = say!("没有{names}这种公开渠道", "{names}: no such channel");
    let fault = context.fault(&RULE, Field::Channels, message).with_help(help(first, knowledge));
    diagnostics.push(with_fix(fault, unknown(), &context.item.channels.text, knowledge));
}

fn is_known(channel: &Channel, knowledge: &Knowledge) -> bool {
    channel.standard.is_some() || knowledge.channels.extra.iter().any(|extra| extra.name == channel.name)
}

/// Corrects every name that is certain to be misspelt and stands in the cell once.
fn with_fix<'a>(fault: Diagnostic, unknown: impl Iterator<Item = &'a Channel>, text: &str, knowledge: &Knowledge) -> Diagnostic {
    let mut safety = Safety::Safe;
    let mut edits: Vec<Edit> = Vec::new();
    for channel in unknown {
        let mut places = text.match_indices(channel.name.as_str());
        let (Some((meant, certain)), Some((at, _)), None) = (meant(&channel.name, knowledge), places.next(), places.next()) else {
            continue;
        };
        if certain == Safety::Unsafe {
            safety = Safety::Unsafe;
        }
        let edit = Edit::between(&channel.name, meant);
        edits.push(Edit { range: at + edit.range.start..at + edit.range.end, text: edit.text });
    }
    edits.sort_by_key(|edit| edit.range.start);
    if edits.is_empty() { fault } else { fault.with_edits(safety, edits) }
}

/// The one channel a misspelt name can mean. A known misspelling is safe to correct; a person looks at one letter that is wrong.
fn meant<'a>(name: &str, knowledge: &'a Knowledge) -> Option<(&'a str, Safety)> {
    let standard = &knowledge.channels.standard;
    if let Some(known) = standard.iter().find(|channel| channel.misspellings.iter().any(|wrong| wrong == name)) {
        return Some((&known.name, Safety::Safe));
    }
    let mut near = standard.iter().filter(|channel| one_letter_wrong(name, &channel.name));
    let first = near.next().filter(|_| near.next().is_none())?;
    Some((&first.name, Safety::Unsafe))
}

fn one_letter_wrong(name: &str, right: &str) -> bool {
    let (length, wrong) = (right.chars().count(), name.chars().zip(right.chars()).filter(|(a, b)| a != b).count());
    length >= SHORTEST_NAME && name.chars().count() == length && wrong == 1
}

fn help(channel: &Channel, knowledge: &Knowledge) -> Words {
    let name = &channel.name;
    if let Some((meant, _)) = meant(name, knowledge) {
        return say!(
            "请改为“{meant}”；确实是另一种渠道的，写成“其他：{name}”",
            "write {meant}; if it is another channel, write 其他：{name}"
        );
    }
    let known = knowledge.channels.standard.iter().flat_map(|channel| std::iter::once(&channel.name).chain(&channel.aliases));
    let nearest = nearest::nearest(name, known.map(String::as_str), 1).first().and_then(|near| knowledge.channel(near));
    match nearest {
        Some(near) => say!(
            "是“{near}”吗？请改为“{near}”；确实是另一种渠道的，写成“其他：{name}”",
            "is it {near}? then write {near}; if it is another channel, write 其他：{name}"
        ),
        None => say!(
            "请从13种渠道中选；不在其中的，写成“其他：{name}”",
            "choose from the 13 channels; if it is another one, write 其他：{name}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::diagnostic::Safety;

    #[test]
    fn only_a_name_that_can_mean_one_channel_is_corrected() {
        let knowledge = crate::knowledge::load();
        for (name, expected) in [
            ("政府网占", Some(("政府网站", Safety::Unsafe))),
            ("情准推送", Some(("精准推送", Safety::Safe))),
            ("人户/现场", Some(("入户/现场", Safety::Safe))),
            ("便民服务中心", None),
            ("短信群发", None),
            ("共他", None),
        ] {
            assert_eq!(meant(name, knowledge), expected, "{name}");
        }
    }
}
