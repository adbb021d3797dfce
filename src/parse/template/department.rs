//! A department's workbook: rows it takes, rows it changed, rows of its own. A printed row that it says nothing of is not taken:
//! what other counties disclose is not yet what this city does.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::fill_in::{Choice, Kind, REASON_HEADING};
use crate::model::name::item_key;
use crate::model::{Declined, Extra, List};
use crate::parse::Parsed;
use crate::parse::template::answers::Answered;
use crate::parse::template::settle::{Rows, SpokenOf, item_name, unanswered};
use crate::place::Place;
use crate::rule::Severity;
use crate::rule::stage::parsing;
use crate::words::say;

/// What becomes of a row.
enum Fate {
    Taken,
    Declined,
    /// No answer, and nothing changed.
    Open,
}

/// The lists of the rows that are taken.
pub(super) fn settle(rows: Rows, parsed: &mut Parsed, spoken_of: &mut SpokenOf, diagnostics: &mut Diagnostics) {
    let mut open: Vec<(Place, String)> = Vec::new();
    for (mut list, rows) in rows {
        // Whether each printed row was taken, and where it says so.
        let mut said: BTreeMap<String, (bool, Place)> = BTreeMap::new();
        for row in rows {
            let mut of_row = Diagnostics::default();
            let fate = fate(&row, &mut of_row);
            if let Some(number) = row.printed.as_ref().map(|printed| printed.number.clone()).filter(|_| !matches!(fate, Fate::Open)) {
                let is_taken = matches!(fate, Fate::Taken);
                let first = said.entry(number).or_insert((is_taken, row.answer_place.clone()));
                if first.0 != is_taken {
                    of_row.push(both(&row, &first.1));
                }
            }
            let item = ItemName { key: item_key(&row.item), ..item_name(&row, &list) };
            of_row.iter_mut().for_each(|found| found.item = Some(item.clone()));
            diagnostics.append(of_row);
            match fate {
                Fate::Open => open.push((row.answer_place, row.item.display_name())),
                Fate::Declined => parsed.declined.extend(row.reason.as_ref().map(|reason| declined(&row, &list, Some(&reason.value)))),
                Fate::Taken => {
                    spoken_of.row(&row.item);
                    // Under another name, it is the same item all the same.
                    let is_renamed = row.printed.as_ref().is_some_and(|printed| item_key(&printed.item) != item_key(&row.item));
                    parsed.declined.extend(is_renamed.then(|| declined(&row, &list, None)));
                    let mut item = row.item;
                    // A remark on a row that is taken is a remark of the list.
                    item.extra.extend(row.reason.map(|text| Extra { heading: REASON_HEADING.to_owned(), text }));
                    list.items.push(item);
                }
            }
        }
        let (name, items) = (list.place.sheet().unwrap_or_default(), list.items.len());
        for sheet in parsed.sheets.iter_mut().filter(|sheet| sheet.name == name && sheet.form == "catalog") {
            sheet.items = items;
        }
        if !list.items.is_empty() {
            parsed.lists.push(list);
        }
    }
    unanswered(&open, Kind::Department, diagnostics);
}

/// A printed row that is not taken as it was printed.
fn declined(row: &Answered, list: &List, reason: Option<&str>) -> Declined {
    let ItemName { domain, key, .. } = item_name(row, list);
    Declined { domain, key, reason: reason.map(str::to_owned), place: row.answer_place.clone() }
}

/// A printed row that stands twice, once taken and once not.
fn both(row: &Answered, first: &Place) -> Diagnostic {
    let name = row.item.display_name();
    let problem = say!("“{name}”有两行，一行采用、一行不采用", "“{name}” has two rows, one taken and one not");
    let help = say!("请只留一行", "keep one of them");
    let found = Diagnostic::new(&parsing::WRONG_ANSWER, row.answer_place.clone(), problem).with_help(help);
    found.with_related(say!("另一行在这里", "the other row"), first.clone())
}

fn fate(row: &Answered, diagnostics: &mut Diagnostics) -> Fate {
    let is_own = row.printed.as_ref().is_none_or(|printed| !printed.changed.is_empty() || !printed.cleared.is_empty());
    let name = row.item.display_name();
    let Some(answer) = &row.answer else { return if is_own { Fate::Taken } else { Fate::Open } };
    match Choice::named(&answer.value) {
        Some(Choice::Taken) => Fate::Taken,
        // Whatever was typed into it: nobody has decided yet.
        Some(Choice::Open) => Fate::Open,
        Some(Choice::Declined) => {
            if row.reason.is_none() {
                let problem = say!("“{name}”选了“不采用”，没有写明理由", "“{name}” is answered 不采用 without a reason");
                let help = say!("请在“说明”里写明为什么不采用", "say why under 说明");
                // Nothing of it stands in a catalog: it goes on being lacking.
                let found = Diagnostic::new(&parsing::WRONG_ANSWER, answer.place.clone(), problem).with_help(help);
                diagnostics.push(found.with_severity(Severity::Warning));
            }
            Fate::Declined
        }
        None => {
            let said = &answer.value;
            let problem = say!("“采用情况”里的“{said}”认不出来", "“{said}” is no answer");
            let help = say!("请选“采用”“不采用”或者“待审”", "choose 采用, 不采用 or 待审");
            diagnostics
                .push(Diagnostic::new(&parsing::WRONG_ANSWER, answer.place.clone(), problem).with_help(help).with_value(said.clone()));
            // What it says stays in sight, so that nothing is lost.
            Fate::Taken
        }
    }
}
