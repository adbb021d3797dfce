//! 20个工作日 where a statute says 20日: the number is the statute's, the time is longer (《预算法》第十四条).

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::limits::{self, Against};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("working-days-for-days", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("working_days_for_days.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let Some((statute, _)) = limits::broken(context, Against::WorkingDaysForDays) else { return };
    let (text, matter, cited, n, write) = (&context.item.time_limit.text, &statute.matter, statute.cited(), statute.n, &statute.write);
    let message = say!(
        "公开时限“{text}”按工作日计算，{cited}对{matter}规定的是{n}日",
        "the time limit “{text}” counts working days; {cited} says {n} days"
    );
    let help = say!("改为“{write}”", "make it {write}");
    diagnostics.push(context.fault(&RULE, Field::TimeLimit, message).with_help(help));
}
