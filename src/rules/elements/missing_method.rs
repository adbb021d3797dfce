//! 公开方式: 主动公开 or 依申请公开, exactly one. An item that is both is two items.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("missing-method", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_method.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let method = &context.item.method;
    if !method.given.is_judged() {
        return;
    }
    let heading = || context.heading(Field::Method);
    let choose = || say!("在“主动”和“依申请公开”中选一项打√；一般应当主动公开", "tick one of 主动 and 依申请公开; as a rule 主动");
    let (message, help) = match (&method.value.active, &method.value.on_request) {
        (None, None) if context.is_missing(Field::Method) => {
            (say!("“{heading}”没有填写", "no method is given", heading = heading()), choose())
        }
        (None, None) => (
            say!(
                "“{heading}”里的“{text}”看不出是主动公开还是依申请公开",
                "“{text}” says neither 主动公开 nor 依申请公开",
                heading = heading(),
                text = &method.text
            ),
            choose(),
        ),
        (Some(_), Some(_)) => (
            say!("“{heading}”同时选了主动公开和依申请公开", "both methods are ticked", heading = heading()),
            say!(
                "请拆成两个事项：主动公开的内容一行，依申请公开的内容一行",
                "split the item in two: one row for what is disclosed on the organ's own accord, one for what is given on request"
            ),
        ),
        (Some(_), None) | (None, Some(_)) => return,
    };
    diagnostics.push(context.fault(&RULE, Field::Method, message).with_help(help));
}
