//! A limit later, or a display shorter, than a law or regulation sets for this very matter (`catalogs/limits.yaml`). Only matters told by
//! domain and name, only statutes whose article was read, only what holds in every season.

use crate::diagnostic::Diagnostics;
use crate::knowledge::LimitKind;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::limits::{self, Against};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("later-than-statute", Family::TimeLimit, Severity::Error, Allow::May, include_str!("later_than_statute.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let Some((statute, _)) = limits::broken(context, Against::Broken) else { return };
    let (text, matter, cited, write) = (&context.item.time_limit.text, &statute.matter, statute.cited(), &statute.write);
    let message = match statute.limit {
        LimitKind::Within => {
            say!("公开时限“{text}”晚于{cited}对{matter}规定的期限", "the time limit “{text}” is later than {cited} allows")
        }
        LimitKind::Displayed => {
            say!("公开时限“{text}”短于{cited}对{matter}规定的公示时间", "the display of “{text}” is shorter than {cited} asks")
        }
    };
    let help = say!("改为“{write}”", "make it {write}");
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}
