//! 公开主体 that is blank.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;

pub(super) static RULE: Rule =
    Rule::new("missing-subject", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_subject.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    if context.is_missing(Field::Subject) {
        diagnostics.push(context.missing(&RULE, Field::Subject));
    }
}
