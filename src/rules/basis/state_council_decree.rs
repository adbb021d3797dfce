//! Decrees of the State Council under other names: 国令第711号. Their one form is 国务院令第N号.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::Field;
use crate::model::item::Piece;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::cited::outside_titles;
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("state-council-decree", Family::Basis, Severity::Advice, Allow::May, include_str!("state_council_decree.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Basis],
    words: &[
        "国令",
        "共和国国务院",
        "国务院令1",
        "国务院令2",
        "国务院令3",
        "国务院令4",
        "国务院令5",
        "国务院令6",
        "国务院令7",
        "国务院令8",
        "号令",
    ],
};

static DECREE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:中华人民共和国\s*)?国(?:务院)?)\s*(?:令\s*(第?)\s*([0-9]+)(\s*号)?|第?\s*([0-9]+)\s*号令)").expect("a form of ours")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for piece in context.item.basis.pieces() {
        judge(context, piece, diagnostics);
    }
}

fn judge(context: &ItemContext<'_>, piece: Piece<'_>, diagnostics: &mut Diagnostics) {
    let text = piece.text;
    let (mut edits, mut shown) = (Vec::new(), Vec::new());
    for found in outside_titles(&DECREE, text) {
        let Some(whole) = found.get(0) else { continue };
        // 中国令 and the like are other words.
        if text[..whole.start()].ends_with(char::is_alphanumeric) && !text[..whole.start()].ends_with('日') {
            continue;
        }
        // 国务院令2016年第617号: the figure behind 令 is the year, and the number has its own 第.
        if text[whole.end()..].trim_start().starts_with('年') {
            continue;
        }
        // Where 号 is lost number-form says so; this fix leaves the place behind the figure alone.
        let (figure, end) = match (found.get(3), found.get(4), found.get(5)) {
            (Some(figure), Some(counter), _) => (figure, counter.end()),
            (Some(figure), None, _) => (figure, figure.end()),
            (None, _, Some(figure)) => (figure, whole.end()),
            (None, _, None) => continue,
        };
        let has_counter = found.get(3).is_none() || found.get(4).is_some();
        let right = format!("国务院令第{}{}", figure.as_str(), if has_counter { "号" } else { "" });
        // Blanks and line breaks of a narrow column are no fault of this kind.
        if text[whole.start()..end].chars().filter(|c| !c.is_whitespace()).eq(right.chars()) {
            continue;
        }
        shown.push((whole.as_str().to_owned(), format!("国务院令第{}号", figure.as_str())));
        edits.extend(changes(text, whole.start()..end, &figure.range(), has_counter));
    }
    let Some((wrong, right)) = shown.first() else { return };
    let message = say!("“{wrong}”没有写成“国务院令第N号”", "“{wrong}” is not in the form 国务院令第N号");
    let help = say!("改为“{right}”", "make it “{right}”");
    diagnostics.push(context.fault_in(&RULE, Field::Basis, piece, message).with_help(help).with_edits(Safety::Safe, edits));
}

/// What changes about a figure, which stays as it is: other fixes of the cell end at its first digit or begin behind its last.
fn changes(text: &str, whole: Range<usize>, figure: &Range<usize>, has_counter: bool) -> Vec<Edit> {
    let before = Edit { range: whole.start..figure.start, text: "国务院令第".to_owned() };
    let behind = Edit { range: figure.end..whole.end, text: if has_counter { "号" } else { "" }.to_owned() };
    [before, behind].into_iter().filter(|edit| text[edit.range.clone()] != edit.text).collect()
}
