//! 公开依据 that is blank. Whether it is well cited, the rules on 公开依据 say.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;

pub(super) static RULE: Rule =
    Rule::new("missing-basis", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_basis.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    if context.is_missing(Field::Basis) {
        diagnostics.push(context.missing(&RULE, Field::Basis));
    }
}
