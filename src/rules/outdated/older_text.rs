//! A law under its right title, but with the number or the year of an earlier text: 《预算法实施条例》（国务院令第186号） after 2020. A citation without
//! either is never judged.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::diagnostic::Diagnostics;
use crate::knowledge::{Law, Revision, day};
use crate::model::Citation;
use crate::model::citation::{digest, number_key};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("older-text", Family::Outdated, Severity::Warning, Allow::May, include_str!("older_text.md"));

/// 2004年修订, 2014年8月31日第二次修正.
static REVISED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:19|20)[0-9]{2})\s*年?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:[^，。；、《》（）()]{0,30}?)(?:修正|修订)")
        .expect("a form of ours")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let as_of = context.circumstances.as_of;
    for cited in context.cited() {
        let Some(law) = cited.law().filter(|law| !law.revised.is_empty()) else { continue };
        let citation = cited.citation;
        // A citation of no more than title and number has no year to look for.
        let says_year = citation.text.contains('修');
        let is_present =
            citation.number.as_deref().is_some_and(|number| law.number.as_deref().is_some_and(|own| digest(own) == digest(number)));
        if (!says_year && (citation.number.is_none() || is_present)) || cited.ended(as_of).is_some() {
            continue;
        }
        let Some(text) = law.text_at(as_of) else { continue };
        let old = old_number(law, text, citation, as_of).or_else(|| if says_year { old_year(text, citation) } else { None });
        let Some(old) = old else { continue };
        let (title, date, number) = (&law.title, &text.date, text.number.as_deref().map_or(String::new(), |number| format!("，{number}")));
        let message = say!(
            "《{title}》引用的是旧文本（{old}），现行文本是{date}修改的{number}",
            "《{title}》 is cited in an older text ({old}); the present one was made on {date}{number}"
        );
        let help = match &text.number {
            Some(number) => say!("核对条号后改为“（{number}）”", "look up the articles and make it （{number}）"),
            None => {
                say!("改为现行文本的年份，或者不写年份，并核对条号", "give the year of the present text, or none, and look up the articles")
            }
        };
        diagnostics.push(context.fault_of(&RULE, citation, message).with_help(help));
    }
}

/// A number that is one of an earlier text, where that of the present text is known.
fn old_number(law: &Law, text: &Revision, citation: &Citation, as_of: Date) -> Option<String> {
    let (number, present) = (citation.number.as_deref()?, text.number.as_deref()?);
    let key = number_key(number);
    // A text of the time after as-of has a number too.
    let to_come = law
        .revised
        .iter()
        .any(|later| day(&later.date).is_some_and(|made| made > as_of) && later.number.as_deref().map(number_key).as_ref() == Some(&key));
    (key != number_key(present) && law.has_number(&key) && !to_come).then(|| number.to_owned())
}

/// The latest year of revision a citation gives, where it lies before the present text.
fn old_year(text: &Revision, citation: &Citation) -> Option<String> {
    let behind = citation.text.rsplit('》').next()?;
    let latest = REVISED.captures_iter(behind).filter_map(|found| found[1].parse::<i16>().ok()).max()?;
    let present: i16 = text.date.get(..4)?.parse().ok()?;
    (latest < present).then(|| format!("{latest}年"))
}
