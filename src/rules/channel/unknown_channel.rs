//! A channel that is none of the 13 options, none of their other names, and none a domain adds. What stands behind 其他： is free.

use crate::diagnostic::Diagnostics;
use crate::knowledge::Knowledge;
use crate::model::{Channel, Field, nearest};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::{Words, say};

pub(super) static RULE: Rule =
    Rule::new("unknown-channel", Family::Channel, Severity::Error, Allow::May, include_str!("unknown_channel.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let knowledge = context.circumstances.knowledge;
    let unknown = || context.item.channels.value.iter().filter(|channel| !is_known(channel, knowledge));
    let Some(first) = unknown().next() else { return };
    let names = unknown().map(|channel| format!("“{}”", channel.name)).collect::<Vec<_>>().join("、");
    let message = say!("没有{names}这种公开渠道", "{names}: no such channel");
    diagnostics.push(context.fault(&RULE, Field::Channels, message).with_help(help(first, knowledge)));
}

fn is_known(channel: &Channel, knowledge: &Knowledge) -> bool {
    channel.standard.is_some() || knowledge.channels.extra.iter().any(|extra| extra.name == channel.name)
}

fn help(channel: &Channel, knowledge: &Knowledge) -> Words {
    let name = &channel.name;
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
