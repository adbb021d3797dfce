//! Which cells were taken as headings, and for what: `check --show-headings`. Judges nothing.

use super::{Report, Style, text};
use crate::model::{Heading, List};
use crate::place::Place;
use crate::words::say;

/// A paragraph a list, in the order they were read; sheets that are no lists in one line each.
#[must_use]
pub fn print(lists: &[List], report: &Report, style: Style) -> String {
    let lang = style.lang;
    let mut out = String::new();
    let mut before: Option<&[Heading]> = None;
    for list in lists.iter().filter(|list| !list.headings.is_empty()) {
        // The domains of one table share its heading.
        if before == Some(&list.headings) {
            continue;
        }
        before = Some(&list.headings);
        let table = spot(&list.place.whole());
        out += &format!("{}\n", say!("{table}：表头", "{table}: headings").in_lang(lang));
        out += &list.headings.iter().map(|heading| line(heading, style)).collect::<String>();
    }
    for input in &report.inputs {
        let file = text::line(&input.file);
        for sheet in input.sheets.iter().filter(|sheet| sheet.form == "skipped") {
            let name = text::line(&sheet.name);
            let words = say!("{file} › {name}：没有当作清单，没有表头", "{file} › {name}: not taken for a list, no headings");
            out += &format!("{}\n", words.in_lang(lang));
        }
    }
    if out.is_empty() {
        out = format!("{}\n", say!("没有表头：没有读到工作表", "no headings: no table was read").in_lang(lang));
    }
    out
}

fn line(heading: &Heading, style: Style) -> String {
    let cell = heading.place.cell_name().unwrap_or_default();
    let written = text::line(&heading.text);
    let words = match &heading.taken_for {
        Some(taken) => say!("“{written}” 作为 {taken}", "“{written}” taken for {taken}"),
        None => say!("“{written}” 不认识，按原样保留", "“{written}” not known, kept as it is"),
    };
    format!("  {cell:<5} {}\n", words.in_lang(style.lang))
}

fn spot(place: &Place) -> String {
    text::line(&place.to_string())
}
