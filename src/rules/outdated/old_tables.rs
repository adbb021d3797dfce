//! The tables of laws are older than half a year at as-of: said once a run, and only where a basis was looked up in them.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::Cited;
use crate::knowledge::laws;
use crate::place::Place;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListsContext;
use crate::rules::cited::citations;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("old-tables", Family::Outdated, Severity::Advice, Allow::May, include_str!("old_tables.md"));

/// Months for which nobody need ask.
const MONTHS: i32 = 6;

pub(super) fn check(context: &ListsContext<'_>, diagnostics: &mut Diagnostics) {
    let (checked_to, as_of) = (laws().checked_to, context.circumstances.as_of);
    if checked_to.checked_add(jiff::Span::new().months(MONTHS)).is_ok_and(|until| as_of <= until) {
        return;
    }
    let looked_up = context.lists.iter().find(|list| citations(list).any(|(_, citation)| Cited::of(citation).is_known()));
    let Some(list) = looked_up else { return };
    let place = context.circumstances.project.map_or_else(|| list.place.whole(), |project| Place::whole(&project.place));
    // Without the day itself, which for a single file is today: the finding stays the same from one day to the next.
    let message = say!(
        "公开依据是对照截至{checked_to}的依据库检查的，比截止日期早半年以上",
        "bases were judged by tables up to {checked_to}, more than half a year before the as-of day"
    );
    let help = say!(
        "{checked_to}以后修改、废止的法律法规这里查不出来，请另外核对；更新程序可以更新依据库",
        "what was revised or repealed after {checked_to} is not found here, so look it up; a newer program has newer tables"
    );
    diagnostics.push(Diagnostic::new(&RULE, place, message).with_help(help));
}
