//! The findings of a report by sheet and item, faultless items among them.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::name;
use crate::place::{At, Origin, Place};
use crate::report::Report;
use crate::report::items::{Items, Row};
use crate::words::{Lang, say};

/// A sheet or file.
pub(super) struct Suite<'a> {
    pub(super) origin: Origin,
    pub(super) cases: Vec<Case<'a>>,
}

/// An item, or the sheet itself.
pub(super) struct Case<'a> {
    pub(super) name: String,
    pub(super) found: Vec<&'a Diagnostic>,
}

/// The findings of one sheet.
#[derive(Default)]
struct Sorted<'a> {
    of_sheet: Vec<&'a Diagnostic>,
    of_items: BTreeMap<usize, Vec<&'a Diagnostic>>,
    /// Of items that stand elsewhere: what a town changes of the city's.
    of_others: BTreeMap<(&'a str, &'a str), Vec<&'a Diagnostic>>,
}

/// Every sheet that was read as a list or has a finding, and every other file, in their order.
pub(super) fn of(report: &Report, lang: Lang) -> Vec<Suite<'_>> {
    let items = Items::of(report);
    let names = domain_names(report);
    let mut sheets: BTreeMap<Origin, Sorted<'_>> = BTreeMap::new();
    for list in report.all_lists() {
        sheets.entry((*list.place.origin).clone()).or_default();
    }
    for found in &report.diagnostics {
        if !sheets.contains_key(&*found.place.origin) {
            sheets.insert((*found.place.origin).clone(), Sorted::default());
        }
        let sorted = sheets.get_mut(&*found.place.origin).expect("put there just now");
        match (items.index_of(found), &found.item) {
            (Some(index), _) => sorted.of_items.entry(index).or_default().push(found),
            (None, Some(item)) => sorted.of_others.entry((item.domain.as_str(), item.key.as_str())).or_default().push(found),
            (None, None) => sorted.of_sheet.push(found),
        }
    }
    for input in report.inputs.iter().filter(|input| !input.file.is_empty()) {
        if !sheets.keys().any(|origin| origin.file == input.file) {
            sheets.insert(Origin { file: input.file.clone(), sheet: None }, Sorted::default());
        }
    }
    sheets.into_iter().map(|(origin, sorted)| suite(origin, sorted, &items, &names, lang)).collect()
}

/// What people call the domains that were read.
fn domain_names(report: &Report) -> BTreeMap<&str, &str> {
    let sheets = report.inputs.iter().flat_map(|input| &input.sheets);
    sheets.filter_map(|sheet| Some((sheet.domain.as_deref()?, sheet.domain_name.as_deref()?))).collect()
}

/// The path of an item in Chinese; `mulu.yaml` takes it as well.
fn path(domain: &str, key: &str, names: &BTreeMap<&str, &str>) -> String {
    name::path(names.get(domain).copied().unwrap_or(domain), key)
}

fn suite<'a>(origin: Origin, mut sorted: Sorted<'a>, items: &Items<'_>, names: &BTreeMap<&str, &str>, lang: Lang) -> Suite<'a> {
    let whole = say!("整体", "as a whole").in_lang(lang).to_owned();
    let mut cases = vec![Case { name: whole, found: sorted.of_sheet }];
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (index, row) in items.rows(&origin).iter().enumerate() {
        let found = sorted.of_items.remove(&index).unwrap_or_default();
        cases.push(Case { name: case_name(row, names, &mut known), found });
    }
    cases.extend(sorted.of_others.into_iter().map(|((domain, key), found)| Case { name: path(domain, key, names), found }));
    Suite { origin, cases }
}

/// The path `mulu.yaml` knows an item by. Two of one name, or of none, are told apart by where they stand.
fn case_name(row: &Row<'_>, names: &BTreeMap<&str, &str>, known: &mut BTreeMap<String, usize>) -> String {
    let path = path(row.domain, &row.key, names);
    let count = known.entry(path.clone()).or_default();
    *count += 1;
    if *count == 1 && row.key.chars().any(char::is_alphanumeric) { path } else { format!("{path} {}", spot(&row.item.place)) }
}

/// Row or line.
fn spot(place: &Place) -> String {
    match &place.at {
        At::Whole => String::new(),
        At::Cell { row, .. } => format!("#{row}"),
        At::Text(span) => format!("#{}", span.line),
    }
}
