//! A list of children in need, of victims, of the sick, shown to everyone. Policies and guides about them are another matter.

use std::sync::LazyLock;

use regex::Regex;

use super::{NOT_PERSONS, is_for_everyone, is_spared, lists};
use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("list-of-vulnerable", Family::Privacy, Severity::Error, Allow::May, include_str!("list_of_vulnerable.md"));

static VULNERABLE: LazyLock<Regex> = LazyLock::new(|| {
    let words =
        "孤儿|无人抚养|困境儿童|留守儿童|弃婴|未成年人|儿童|受害人|被害人|受害妇女|艾滋|感染者|精神障碍|精神病|精神残疾|戒毒|吸毒|矫正对象";
    Regex::new(words).expect("fixed words")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let Some((field, list)) = listed(item) else { return };
    let message = say!("“{list}”不能主动向全社会公开", "{list} must not be shown to everyone");
    let help = say!(
        "请删去名单，只公开政策、标准、人数和资金总额；确需公示的，改为在特定范围内公示，并写明去标识化处理",
        "leave the list out and publish policy, standards, numbers and sums; what must be shown goes to a named audience, with 去标识化处理"
    );
    let fault = context.fault(&RULE, field, message).with_help(help);
    let everyone = item.audience.value.everyone.iter();
    diagnostics
        .push(everyone.fold(fault, |fault, at| fault.with_related(say!("公开对象：全社会", "audience: everyone"), at.place.clone())));
}

/// Whether an item has such a list.
pub(super) fn is_listed(item: &Item) -> bool {
    listed(item).is_some()
}

fn listed(item: &Item) -> Option<(Field, &str)> {
    if !is_for_everyone(item) || is_spared(item) {
        return None;
    }
    lists(item).find(|(_, list)| VULNERABLE.is_match(list) && !NOT_PERSONS.is_match(list))
}
