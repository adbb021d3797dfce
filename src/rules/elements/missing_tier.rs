//! 公开层级 with its columns there and none ticked. Which tier it is, and a table without the columns, is not judged here.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("missing-tier", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_tier.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let tiers = &context.item.tiers;
    if !tiers.given.is_judged() || !tiers.value.is_empty() {
        return;
    }
    let message = if context.is_missing(Field::Tiers) {
        say!("“{heading}”一级也没有选", "no tier is ticked", heading = context.heading(Field::Tiers))
    } else {
        say!("“{heading}”里的“{text}”看不出是哪一级", "“{text}” names no tier", heading = context.heading(Field::Tiers), text = &tiers.text)
    };
    let help = say!(
        "由哪一级公开，就在哪一级打√，如“市级”“镇级”；两级都公开的都打√",
        "tick the tier that discloses it, such as 市级 or 镇级; both where both do"
    );
    diagnostics.push(context.fault(&RULE, Field::Tiers, message).with_help(help));
}
