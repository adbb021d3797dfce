//! A number whose 号 is lost or said twice, with 第 or noughts before it: 〔2019〕第054号. Standards (GB/T …) have none.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::item::Piece;
use crate::model::{Citation, Field};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::cited::outside_titles;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("number-form", Family::Basis, Severity::Warning, Allow::May, include_str!("number_form.md"));

/// A year in brackets and what is counted in it.
static YEARLY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[〔﹝\[［【（(]\s*(?:19|20)[0-9]{2}\s*[〕﹞\]］】）)]\s*(第?)\s*(0*)([1-9][0-9]{0,4})(\s*号)?").expect("a form of ours")
});

/// A decree and its number.
static DECREE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"令\s*第\s*([0-9一二三四五六七八九十百零〇]+)(\s*号)?").expect("a form of ours"));

/// 号 said twice: （国令第711号） 号.
static TWICE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"号\s*[）)]?(\s*号)").expect("a form of ours"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    if !context.item.basis.value.iter().any(may_be_odd) {
        return;
    }
    for piece in context.item.basis.pieces() {
        judge(context, piece, diagnostics);
    }
}

fn judge(context: &ItemContext<'_>, piece: Piece<'_>, diagnostics: &mut Diagnostics) {
    let text = piece.text;
    let mut edits: Vec<Edit> = Vec::new();
    for found in outside_titles(&YEARLY, text) {
        yearly(text, &found, &mut edits);
    }
    for found in outside_titles(&DECREE, text) {
        if let (Some(number), None) = (found.get(1), found.get(2)) {
            edits.extend(ends_behind(text, number.end()).then(|| insert(number.end())));
        }
    }
    for found in outside_titles(&TWICE, text) {
        edits.extend(found.get(1).map(|second| Edit { range: second.range(), text: String::new() }));
    }
    if edits.is_empty() {
        return;
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits.dedup();
    let (wrong, right) = first(text, &edits);
    let message = say!("文号“{wrong}”的写法不规范", "the number “{wrong}” is not in its form");
    let help = say!(
        "改为“{right}”：序号前不加“第”、不编虚位，后面有一个“号”",
        "make it “{right}”: no 第 and no noughts before the figure, one 号 behind it"
    );
    diagnostics.push(context.fault_in(&RULE, Field::Basis, piece, message).with_help(help).with_edits(Safety::Safe, edits));
}

/// A quick look, since nearly every number is as it should be.
fn may_be_odd(citation: &Citation) -> bool {
    let Some(number) = &citation.number else { return false };
    let behind_year = ["〕", "]", "］", "﹞", "】", "）", ")"].iter().find_map(|close| number.split_once(close)).map(|(_, behind)| behind);
    let odd_start = behind_year.is_some_and(|behind| behind.starts_with(['第', '0']));
    let ends = number.ends_with('号') || number.ends_with('令') || number.starts_with(|c: char| c.is_ascii_alphabetic());
    odd_start || !ends || (citation.text.ends_with('号') && citation.text.matches('号').nth(1).is_some())
}

/// 第 and noughts behind a year go, a lost 号 comes.
fn yearly(text: &str, found: &Captures<'_>, edits: &mut Vec<Edit>) {
    let (Some(whole), Some(ordinal), Some(noughts), Some(figure)) = (found.get(0), found.get(1), found.get(2), found.get(3)) else {
        return;
    };
    // Decrees and announcements count with 第, whatever stands round their year.
    if text[..whole.start()].trim_end().ends_with(['令', '告']) {
        return;
    }
    let has_counter = found.get(4).is_some();
    if !has_counter && !ends_behind(text, figure.end()) {
        return;
    }
    edits.extend(
        [ordinal, noughts].into_iter().filter(|part| !part.is_empty()).map(|part| Edit { range: part.range(), text: String::new() }),
    );
    edits.extend((!has_counter).then(|| insert(figure.end())));
}

fn insert(at: usize) -> Edit {
    Edit { range: at..at, text: "号".to_owned() }
}

/// Whether nothing that could belong to the number stands behind a place.
fn ends_behind(text: &str, at: usize) -> bool {
    text[at..].trim_start().chars().next().is_none_or(|c| matches!(c, '）' | ')' | '】' | ']' | '；' | ';' | '、' | '，' | '。' | '《'))
}

/// The words about the first change, before and after.
fn first(text: &str, edits: &[Edit]) -> (String, String) {
    let at = edits[0].range.start;
    let start = text[..at].rfind(['（', '(', '》', '\n', '；', '、']).map_or(0, |open| {
        let width = text[open..].chars().next().map_or(0, char::len_utf8);
        // The bracket round the year belongs to the number.
        let is_year = text[open + width..].starts_with(|c: char| c.is_ascii_digit());
        if is_year {
            text[..open].rfind(['（', '(', '》']).map_or(0, |outer| outer + text[outer..].chars().next().map_or(0, char::len_utf8))
        } else {
            open + width
        }
    });
    let last =
        edits[0].range.end.max(edits.iter().take_while(|edit| edit.range.start < at + 24).map(|edit| edit.range.end).max().unwrap_or(at));
    let end = text[last..].find(|c: char| !(c.is_ascii_digit() || c == '号' || c == ' ')).map_or(text.len(), |more| last + more);
    let within: Vec<Edit> = edits
        .iter()
        .filter(|edit| start <= edit.range.start && edit.range.end <= end)
        .map(|edit| Edit { range: edit.range.start - start..edit.range.end - start, text: edit.text.clone() })
        .collect();
    (text[start..end].to_owned(), Edit::apply(&within, &text[start..end]))
}
