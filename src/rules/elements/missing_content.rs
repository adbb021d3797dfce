//! 公开内容 that is blank, or says no more than the item's name.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, name};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("missing-content", Family::Elements, Severity::Error, Allow::Never, include_str!("missing_content.md"));

/// Fewer characters than these cannot name an element.
const SHORTEST: usize = 4;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let field = Field::Content;
    if context.is_missing(field) {
        diagnostics.push(context.missing(&RULE, field));
        return;
    }
    let item = context.item;
    let text = &item.content.text;
    let message = if [&item.name.value, &item.subname.value].into_iter().any(|name| says_only(text, name)) {
        say!(
            "“{heading}”只重复了事项名称，没有写明公开哪些内容",
            "the content only repeats the item's name",
            heading = context.heading(field)
        )
    } else if item.content.is_given() && words(text).take(SHORTEST).count() < SHORTEST {
        say!("“{heading}”只有“{text}”，没有写明公开哪些内容", "the content is only “{text}”", heading = context.heading(field))
    } else {
        return;
    };
    let help = say!(
        "请逐项写明要公开的内容，用“；”分开，如“招生范围；招生条件；招生计划”",
        "list what is disclosed, separated by ；, such as 招生范围；招生条件；招生计划"
    );
    diagnostics.push(context.fault(&RULE, field, message).with_help(help));
}

/// Whether a text is the name and nothing else. Most texts are longer, and not read to their end.
fn says_only(text: &str, name: &str) -> bool {
    let length = words(name).count();
    length > 0 && words(text).take(length + 1).count() == length && name::key(text) == name::key(name)
}

/// Letters, digits and characters; the running number before them does not count.
fn words(text: &str) -> impl Iterator<Item = char> {
    name::without_number(text).chars().filter(|&c| name::is_word(c))
}
