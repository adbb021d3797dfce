//! 公开渠道和载体 without a single channel chosen: blank, or every option left as □.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("missing-channel", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_channel.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let channels = &context.item.channels;
    if !channels.given.is_judged() || !channels.value.is_empty() {
        return;
    }
    if context.is_missing(Field::Channels) {
        diagnostics.push(context.missing(&RULE, Field::Channels));
        return;
    }
    let message = say!("“{heading}”一种渠道也没有选", "no channel is chosen", heading = context.heading(Field::Channels));
    let help = say!("在要用的渠道前把“□”改为“■”，如“■政府网站”", "turn □ into ■ before each channel that is used, such as ■政府网站");
    diagnostics.push(context.fault(&RULE, Field::Channels, message).with_help(help));
}
