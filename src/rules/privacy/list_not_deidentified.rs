//! A list of persons for everyone that does not say 去标识化. Who is listed for what they do for the government is another matter.

use std::sync::LazyLock;

use regex::Regex;

use super::{is_for_everyone, is_spared, list_of_persons, list_of_vulnerable, promised_identifiers};
use crate::diagnostic::Diagnostics;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("list-not-deidentified", Family::Privacy, Severity::Warning, Allow::May, include_str!("list_not_deidentified.md"));

/// The law itself wants these names shown.
static STATUTORY: LazyLock<Regex> = LazyLock::new(|| Regex::new("失信|惩戒|处罚|欠税|悬赏").expect("fixed words"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let Some((field, list)) = list_of_persons(item).filter(|_| is_for_everyone(item)) else { return };
    let is_said_elsewhere = list_of_vulnerable::is_listed(item) || !promised_identifiers::promised(item).is_empty();
    if is_spared(item) || is_said_elsewhere || STATUTORY.is_match(&item.content.text) {
        return;
    }
    let message = say!(
        "“{list}”向全社会公开，没有写明去标识化处理",
        "{list} is for everyone, and nothing says that what identifies persons is left out"
    );
    let help = say!(
        "在公开内容里写明“（去标识化处理后公开）”，一般只公开姓名或者姓氏加“某”、镇村、类别、金额",
        "add （去标识化处理后公开）; show name or surname, village, class and amount at most"
    );
    diagnostics.push(context.fault(&RULE, field, message).with_help(help));
}
