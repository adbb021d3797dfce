//! One row of a fill-in workbook: the answer, the reason, what was printed, what is changed.

use crate::model::fill_in::{self, Kind, NUMBER_HEADING, REASON_HEADING, was_heading};
use crate::model::{Extra, Field, Given, Item, List, fields};
use crate::parse::draft::{Draft, Written};
use crate::parse::legend::Legend;
use crate::parse::template::{FillIn, column};
use crate::parse::{Context, typed};
use crate::place::{Located, Place};

/// The fields a row may answer with: those that are printed.
fn compared() -> impl Iterator<Item = Field> {
    fields::ALL.iter().map(|info| info.field).filter(|field| !matches!(field, Field::Code | Field::Extra))
}

/// A row.
pub(super) struct Answered {
    /// What stands in it, without the columns that are the workbook's own.
    pub(super) item: Item,
    /// 采用情况 or 认领情况.
    pub(super) answer: Option<Located<String>>,
    /// The cell it stands in, also of a blank one.
    pub(super) answer_place: Place,
    /// 说明.
    pub(super) reason: Option<Located<String>>,
    /// Its row as it was printed.
    pub(super) printed: Option<Printed>,
}

/// What was printed in a row, and what is different now.
pub(super) struct Printed {
    /// The values printed, each at the cell people see it in.
    pub(super) item: Item,
    /// Its number.
    pub(super) number: String,
    /// Fields that say something else now.
    pub(super) changed: Vec<Field>,
    /// Fields that say nothing any more.
    pub(super) cleared: Vec<Field>,
}

/// The number of a row, as printed.
pub(super) fn number(item: &Item) -> Option<&str> {
    extra(item, NUMBER_HEADING).map(|number| number.value.as_str())
}

fn extra<'a>(item: &'a Item, heading: &str) -> Option<&'a Located<String>> {
    item.extra.iter().find(|extra| extra.heading == heading).map(|extra| &extra.text)
}

/// What stands in a column of the workbook's own.
fn own<'a>(item: &'a Item, list: &List, word: &str) -> Option<&'a Located<String>> {
    extra(item, &column(list, word)?.text)
}

/// Whether a column is the workbook's own.
fn is_own(extra: &Extra, list: &List, kind: Kind) -> bool {
    let is = |word: &str| column(list, word).is_some_and(|heading| heading.text == extra.heading);
    [kind.heading(), REASON_HEADING, NUMBER_HEADING].into_iter().any(is)
        || fill_in::SHOWN_BESIDE.iter().any(|field| is(&was_heading(*field)))
}

/// A row of a list, understood.
pub(super) fn of_row(mut item: Item, list: &List, filled: &FillIn, context: &Context<'_>) -> Answered {
    let number = own(&item, list, NUMBER_HEADING).map(|number| number.value.as_str());
    // A row without a number that a department wrote itself is its own, also where it declines the printed one of that name.
    let is_own_row = number.is_none() && filled.kind == Kind::Department && column(list, NUMBER_HEADING).is_some();
    let printed = if is_own_row { None } else { filled.printed(list, &item, number) };
    let mut printed = printed.map(|printed| of_printed(&item, printed, list, context));
    // A blank within an answer comes from whoever spread it over the cell.
    let solid = |answer: &Located<String>| Located::new(answer.value.split_whitespace().collect::<String>(), answer.place.clone());
    let answer = own(&item, list, filled.kind.heading()).map(solid);
    let column = column(list, filled.kind.heading()).and_then(|heading| heading.place.column());
    let answer_place = column.and_then(|column| item.place.beside(column)).unwrap_or_else(|| item.place.clone());
    let says_something = |reason: &&Located<String>| reason.value.chars().any(char::is_alphanumeric) && reason.value.trim() != "无";
    let reason = own(&item, list, REASON_HEADING).filter(says_something).cloned();
    item.extra.retain(|extra| !is_own(extra, list, filled.kind));
    // No column of this name was printed: it is the unit's.
    if let Some(printed) = printed.as_mut().filter(|_| !item.extra.is_empty()) {
        printed.changed.push(Field::Extra);
    }
    Answered { item, answer: answer.filter(|answer| !answer.value.is_empty()), answer_place, reason, printed }
}

/// What was printed: the city's values beside the fields, where they stand, and the hidden sheet for all others.
fn of_printed(item: &Item, printed: &Item, list: &List, context: &Context<'_>) -> Printed {
    let mut was = printed.clone();
    let mut draft = Draft::new(item.place.clone(), &Written::NoColumn);
    let mut beside: Vec<Field> = Vec::new();
    for field in fill_in::SHOWN_BESIDE {
        let heading = was_heading(field);
        if column(list, &heading).is_none() {
            continue;
        }
        beside.push(field);
        draft.set(
            field,
            match own(item, list, &heading) {
                Some(text) => Written::Text(text.clone()),
                None => Written::Blank(item.place_of(field).clone()),
            },
        );
    }
    let shown = typed::all(vec![draft], &Legend::default(), None, context).items.pop();
    for field in compared() {
        match shown.as_ref().filter(|_| beside.contains(&field)) {
            Some(shown) => was.take_field(field, shown),
            None => was.set_place_of(field, item.place_of(field).clone()),
        }
    }
    // Blanks and line ends come from whoever saved the file; every other sign was typed.
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let differs = |field: &Field| item.given(*field) == Given::Yes && bare(item.text(*field)) != bare(was.text(*field));
    let is_cleared = |field: &Field| item.given(*field) == Given::Blank && was.given(*field) == Given::Yes;
    let changed = compared().filter(differs).collect();
    let cleared = compared().filter(is_cleared).collect();
    let number = number(printed).unwrap_or_default().to_owned();
    was.extra.clear();
    Printed { item: was, number, changed, cleared }
}
