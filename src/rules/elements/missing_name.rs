//! 公开事项 without a name. A blank first level is no fault: an item may have only one level.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::context::says_nothing;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("missing-name", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_name.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let name = &context.item.name;
    if !name.given.is_judged() || !says_nothing(&name.value) {
        return;
    }
    let message = say!("“{heading}”没有填写", "the item has no name", heading = context.heading(Field::Name));
    let help = match context.item.group.value.as_str() {
        "" => say!("请填写公开事项的名称，如“招生政策”", "fill in the name of the item, such as 招生政策"),
        group => say!(
            "请填写“{group}”之下这一事项的名称；“{group}”只有一个事项时，名称可以与一级事项相同",
            "fill in the name of this item under {group}; where it is the only one, the first level's name will do"
        ),
    };
    diagnostics.push(context.fault(&RULE, Field::Name, message).with_help(help));
}
