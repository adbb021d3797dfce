//! 其他 is chosen, and nothing says which channel it is. An optional 其他 chooses nothing yet.

use crate::diagnostic::Diagnostics;
use crate::model::{Channel, Field, Mark};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("unnamed-other-channel", Family::Channel, Severity::Warning, Allow::May, include_str!("unnamed_other_channel.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    if !context.item.channels.value.iter().any(is_unnamed) {
        return;
    }
    let message = say!("选了“其他”，没有写明是什么渠道", "其他 is chosen, but not which channel it is");
    let help = say!(
        "在“其他：”后面写明渠道，例如“其他：办税服务厅”；没有其他渠道的，不选“其他”",
        "write the channel behind 其他：, such as 其他：办税服务厅; if there is none, do not choose 其他"
    );
    diagnostics.push(context.fault(&RULE, Field::Channels, message).with_help(help));
}

/// Whether a channel is 其他 and nothing more.
pub(super) fn is_unnamed(channel: &Channel) -> bool {
    channel.mark != Mark::Optional && channel.note.is_none() && channel.standard.as_deref() == Some("其他")
}
