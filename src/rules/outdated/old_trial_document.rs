//! A document on trial (试行, 暂行) that is older than five years. Laws and regulations keep such words for decades and are not meant.

use crate::diagnostic::Diagnostics;
use crate::knowledge::Cited;
use crate::knowledge::Rank;
use crate::model::Field;
use crate::model::citation::number_year;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("old-trial-document", Family::Outdated, Severity::Warning, Allow::May, include_str!("old_trial_document.md"));

pub(super) static WATCH: Watch = Watch { fields: &[Field::Basis], words: &["试行", "暂行"] };

/// Years after which a trial should have been decided on.
const YEARS: i16 = 5;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let as_of = context.circumstances.as_of;
    for cited in context.cited() {
        let title = &cited.citation.title;
        let Some(word) = ["试行", "暂行"].into_iter().find(|word| title.contains(word)) else { continue };
        let Some(year) = year(cited).filter(|year| year + YEARS < as_of.year()) else { continue };
        if cited.ended(as_of).is_some() {
            continue;
        }
        let message = say!(
            "《{title}》是{year}年的文件，标明“{word}”，到{as_of}已经超过5年",
            "《{title}》 is of {year} and says {word}; by {as_of} that is more than five years"
        );
        let help =
            say!("核对它是否还有效，有没有正式的文件代替", "find out whether it is still in force, or a final document took its place");
        diagnostics.push(context.fault_of(&RULE, cited.citation, message).with_help(help));
    }
}

/// The year of a document, by its number. Decrees are of rules, which do not end so.
fn year(cited: &Cited<'_>) -> Option<i16> {
    let number = cited.citation.number.as_deref().filter(|number| !number.contains('令'))?;
    let is_document = cited.law().is_none_or(|law| law.rank == Rank::Document);
    number_year(number).filter(|_| is_document && !cited.citation.title.ends_with("条例"))
}
