//! A number that is not that of the title: 《国有土地上房屋征收与补偿条例》（国务院令第591号）. Judges titles of the tables only; the old number of
//! a text that has ended is another matter.

use crate::diagnostic::Diagnostics;
use crate::knowledge::{Law, laws};
use crate::model::Field;
use crate::model::citation::{digest, number_key, number_year};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::cited::Cited;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("wrong-number", Family::Basis, Severity::Error, Allow::May, include_str!("wrong_number.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for cited in context.cited() {
        let (Some(law), Some(number)) = (cited.law(), cited.citation.number.as_deref()) else { continue };
        if cited.ended(context.circumstances.as_of).is_some() || law.number.as_deref() == Some(number) {
            continue;
        }
        // The right figures in a wrong form (第054号, a lost 号) are number-form's business.
        let figures = digest(number);
        if law.number.iter().chain(&law.other_numbers).any(|own| digest(own) == figures) {
            continue;
        }
        let key = number_key(number);
        let owner = owner(law, number);
        if owner.is_none() && !(law.only_numbers && same_kind(law, &key)) {
            continue;
        }
        report(context, cited, law, owner, diagnostics);
    }
}

/// Another instrument whose number it is, where no other can be meant.
fn owner(law: &Law, number: &str) -> Option<&'static Law> {
    laws().with_number(number).find(|other| other.only_numbers && !std::ptr::eq(*other, law))
}

/// Whether a number is counted by the same body as the instrument's own. Another body may have passed the document on under its number.
fn same_kind(law: &Law, key: &str) -> bool {
    let by = |key: &str| key.split(['〔', '令']).next().unwrap_or_default().to_owned();
    let is_whole = key.contains('令') || number_year(key).is_some();
    is_whole && law.number.as_deref().map(number_key).is_some_and(|own| own.contains('令') == key.contains('令') && by(&own) == by(key))
}

fn report(context: &ItemContext<'_>, cited: &Cited<'_>, law: &Law, owner: Option<&Law>, diagnostics: &mut Diagnostics) {
    let (title, number) = (&cited.citation.title, cited.citation.number.as_deref().unwrap_or_default());
    let (zh, en) =
        owner.map_or_else(Default::default, |owner| (format!("，它是《{}》的文号", owner.title), format!(", but of 《{}》", owner.title)));
    let message = say!("“{number}”不是《{title}》的文号{zh}", "“{number}” is not the number of 《{title}》{en}");
    let help = match &law.number {
        Some(own) => say!("核对后改为“{own}”", "look it up and make it “{own}”"),
        None => say!("请核对这个文件的文号", "look up its number"),
    };
    diagnostics.push(context.fault(&RULE, Field::Basis, message).with_help(help));
}
