//! A channel that the tables of another domain offer, among the options of this one: a template of that domain was copied.
//! The same words behind 其他： are a choice, and free.

use crate::diagnostic::Diagnostics;
use crate::knowledge::ExtraChannel;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("foreign-channel", Family::Channel, Severity::Warning, Allow::May, include_str!("foreign_channel.md"));

/// The channels of some domains only, as `catalogs/channels.yaml` has them.
pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Channels],
    words: &[
        "征地信息公开平台",
        "投资项目在线审批监管平台",
        "公共资源交易平台",
        "招标投标公共服务平台",
        "电子招标投标交易平台",
        "招投标公共服务平台",
        "信用中国网站",
        "中国政府采购网及其地方分网",
        "法律服务网",
        "办税服务厅",
        "国家企业信用信息公示系统",
        "基层公共服务平台",
        "农机购置补贴信息公开专栏",
    ],
};

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let knowledge = context.circumstances.knowledge;
    if knowledge.domain_by_key(context.domain).is_none() {
        return;
    }
    let foreign = |extra: &&ExtraChannel| {
        !extra.domains.is_empty() && !extra.domains.iter().any(|domain| domain == context.domain) && is_an_option(context, &extra.name)
    };
    let Some(extra) = knowledge.channels.extra.iter().find(foreign) else { return };
    let names = extra.domains.iter().filter_map(|key| knowledge.domain_by_key(key)).map(|domain| domain.name.as_str());
    let (name, domains) = (&extra.name, names.collect::<Vec<_>>().join("、"));
    let message =
        say!("“{name}”是{domains}领域的渠道，不是这个领域的选项", "{name} is a channel of the domain {domains}, no option of this one");
    let help = say!(
        "多半是从别的领域的表复制来的，请删去；本领域确实用它公开的，写成“其他：{name}”",
        "it was probably copied from another domain's table: delete it; if it is used here, write 其他：{name}"
    );
    diagnostics.push(context.fault(&RULE, Field::Channels, message).with_help(help));
}

/// Whether a channel stands among the options, ticked or not: in the text, and not behind 其他：.
fn is_an_option(context: &ItemContext<'_>, name: &str) -> bool {
    let channels = &context.item.channels;
    let said_behind_other = || {
        let notes = channels.value.iter().filter(|channel| channel.standard.as_deref() == Some("其他"));
        notes.filter_map(|channel| channel.note.as_deref()).any(|note| note.contains(name))
    };
    let behind_other = |before: &str| {
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '_' | '（' | '(' | '-' | '—'));
        before.ends_with("其他") || before.ends_with("其它")
    };
    let options = channels.text.match_indices(name).filter(|&(at, _)| !behind_other(&channels.text[..at]));
    options.count() > 0 && !said_behind_other()
}

#[cfg(test)]
mod tests {
    use super::WATCH;

    #[test]
    fn the_words_are_those_of_the_table() {
        let extra = &crate::knowledge::load().channels.extra;
        let of_some: Vec<&str> = extra.iter().filter(|extra| !extra.domains.is_empty()).map(|extra| extra.name.as_str()).collect();
        assert_eq!(WATCH.words, of_some);
    }
}
