//! Bases of which something is not settled (`look_up` in `catalogs/outdated.yaml`): at most an advice to look.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("unsettled-basis", Family::Outdated, Severity::Advice, Allow::May, include_str!("unsettled_basis.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let as_of = context.circumstances.as_of;
    for cited in context.cited() {
        let Some(found) = cited.look_up(as_of).filter(|_| cited.ended(as_of).is_none()) else { continue };
        let (title, zh, en) = (&cited.citation.title, &found.zh, &found.en);
        let message = say!("《{title}》请核对：{zh}", "look 《{title}》 up: {en}");
        let help = say!("核对它现在是否有效；已经废止的，换成现行的依据", "find out whether it is in force; if not, cite what is");
        diagnostics.push(context.fault(&RULE, Field::Basis, message).with_help(help));
    }
}
