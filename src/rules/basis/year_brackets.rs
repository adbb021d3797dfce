//! The year of a number in other brackets than 〔〕: 国发[2012]45号. What stands within 《》 is the document's own name and stays.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::Field;
use crate::model::item::Piece;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::cited::outside_titles;
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("year-brackets", Family::Basis, Severity::Warning, Allow::May, include_str!("year_brackets.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Basis],
    words: &["[", "［", "【1", "【2", "【 ", "﹝", "﹞", "(19", "(20", "（19", "（20", "( ", "（ "],
};

/// The opening marks and their other halves.
const OPENS: &str = "〔﹝[［【（(";
const CLOSES: &str = "〕﹞]］】）)";

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([〔﹝\[［【（(])\s*((?:19|20)[0-9]{2})\s*([〕﹞\]］】）)])(\s*第?\s*[0-9]{1,5}\s*)(号?)").expect("a form of ours")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for piece in context.item.basis.pieces() {
        judge(context, piece, diagnostics);
    }
}

fn judge(context: &ItemContext<'_>, piece: Piece<'_>, diagnostics: &mut Diagnostics) {
    let text = piece.text;
    let (mut edits, mut shown) = (Vec::new(), Vec::new());
    for found in outside_titles(&NUMBER, text) {
        let (Some(whole), Some(open), Some(close)) = (found.get(0), found.get(1), found.get(3)) else { continue };
        if (open.as_str(), close.as_str()) == ("〔", "〕")
            || !belong(open.as_str(), close.as_str())
            || !is_number(text, whole.end(), &found[5])
        {
            continue;
        }
        shown.push((whole.as_str().to_owned(), format!("〔{}〕{}{}", &found[2], &found[4], &found[5])));
        for (mark, right) in [(open, "〔"), (close, "〕")] {
            if mark.as_str() != right {
                edits.push(Edit { range: mark.range(), text: right.to_owned() });
            }
        }
    }
    let Some((wrong, right)) = shown.first() else { return };
    let more = shown.len() - 1;
    let (zh, en) = if more == 0 { (String::new(), String::new()) } else { (format!("，另有{more}处"), format!(", and {more} more")) };
    let message = say!("文号“{wrong}”的年份没有用六角括号〔〕{zh}", "the year of “{wrong}” does not stand in 〔〕{en}");
    let help = say!("改为“{right}”", "make it “{right}”");
    diagnostics.push(context.fault_in(&RULE, Field::Basis, piece, message).with_help(help).with_edits(Safety::Safe, edits));
}

/// Whether two marks are halves of one pair, of any width: otherwise one of them is lost, which unbalanced-marks says.
fn belong(open: &str, close: &str) -> bool {
    let kind = |marks: &str, mark: &str| marks.chars().position(|known| mark.starts_with(known)).map(|at| [0, 0, 1, 1, 2, 3, 3][at]);
    kind(OPENS, open) == kind(CLOSES, close)
}

/// A number ends in 号, or it lost it at the end of its bracket. (2019)12月 is a date.
fn is_number(text: &str, end: usize, counter: &str) -> bool {
    !counter.is_empty() || text[end..].chars().next().is_none_or(|behind| matches!(behind, '）' | ')' | '》' | '；' | '\n'))
}
