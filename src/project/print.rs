//! `print` of `mulu.yaml`: the paper of the wide tables.

use super::settings::{RULES, not_one_of};
use super::{PaperSize, Print};
use crate::diagnostic::Diagnostics;
use crate::read::mapping::Mapping;

/// How workbooks are printed; on A4 when nothing is said.
pub(super) fn print(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Print {
    let Some(print) = root.node("print").and_then(|node| Mapping::of(node, &["paper"], &RULES, "{paper: A3}", diagnostics)) else {
        return Print::default();
    };
    let Some(word) = print.text("paper", diagnostics) else { return Print::default() };
    let paper = match word.value.as_str() {
        "A4" | "a4" => PaperSize::A4,
        "A3" | "a3" => PaperSize::A3,
        _ => {
            diagnostics.push(not_one_of(&word, &["A4", "A3"], &[]));
            PaperSize::A4
        }
    };
    Print { paper }
}
