//! 公开对象: 全社会 or 特定群众, one of them; both only where words say who sees what.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::model::item::TICK;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("missing-audience", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_audience.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let audience = &context.item.audience;
    if !audience.given.is_judged() {
        return;
    }
    let heading = || context.heading(Field::Audience);
    let message = match (&audience.value.everyone, &audience.value.specific) {
        (None, None) if context.is_missing(Field::Audience) => {
            say!("“{heading}”没有填写", "no audience is given", heading = heading())
        }
        (None, None) => say!(
            "“{heading}”里的“{text}”看不出是全社会还是特定群众",
            "“{text}” says neither 全社会 nor a group",
            heading = heading(),
            text = &audience.text
        ),
        (Some(everyone), Some(specific)) if everyone.value == TICK && specific.value == TICK => say!(
            "“{heading}”同时选了全社会和特定群众，没有写明哪些内容向谁公开",
            "both audiences are ticked, and nothing says who sees what",
            heading = heading()
        ),
        (Some(_), Some(_) | None) | (None, Some(_)) => return,
    };
    let help = say!(
        "向全社会公开的，在“全社会”打√；只向一部分人公开的，在“特定群众”写明是谁，如“申请人”",
        "tick 全社会 for everyone; say who under 特定群众 for some, such as 申请人"
    );
    diagnostics.push(context.fault(&RULE, Field::Audience, message).with_help(help));
}
