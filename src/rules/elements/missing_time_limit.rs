//! 公开时限 that is blank, or written so that nobody can tell when. The only finding about a limit that was not understood.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Given};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("missing-time-limit", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_time_limit.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let field = Field::TimeLimit;
    let limit = &context.item.time_limit;
    if context.is_missing(field) {
        diagnostics.push(context.missing(&RULE, field));
    } else if limit.given == Given::Yes && limit.value.segments.is_empty() {
        let message = say!("没有看懂公开时限“{text}”", "the time limit “{text}” was not understood", text = &limit.text);
        let help = say!(
            "请写明从何时起、多少个工作日内公开，如“自信息形成或者变更之日起20个工作日内”；也可以写“及时公开”“实时公开”“每年1月31日前”“按季度公开”等",
            "say from when and within how many working days, such as 自信息形成或者变更之日起20个工作日内; 及时公开, 实时公开, 每年1月31日前, 按季度公开 will do too"
        );
        diagnostics.push(context.fault(&RULE, field, message).with_help(help));
    }
}
