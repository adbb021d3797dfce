//! 特定群众 ticked without words: nobody can tell who they are.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::model::item::TICK;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("unnamed-audience", Family::Way, Severity::Error, Allow::May, include_str!("unnamed_audience.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let audience = &context.item.audience.value;
    let Some(specific) = &audience.specific else { return };
    // Both ticked without words is missing-audience.
    let both_bare = audience.everyone.as_ref().is_some_and(|everyone| everyone.value == TICK);
    if specific.value != TICK || both_bare {
        return;
    }
    let message = say!("“特定群众”只打了√，没有写明是谁", "特定群众 is ticked, but nothing says who they are");
    let help = say!(
        "把√改为具体的人，如“申请人”“被征收人”“拟征收土地所在地的村集体成员”",
        "write who they are instead of the tick, such as 申请人 or 被征收人"
    );
    diagnostics.push(context.fault_at(&RULE, Field::Audience, &specific.place, message).with_help(help));
}
