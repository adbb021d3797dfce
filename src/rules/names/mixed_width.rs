//! Full-width figures and letters (２０个工作日), and round brackets of which one half is wide: （国务院令第711号). Never within 《》.

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::{before_and_after, in_titles, round_brackets};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("mixed-width", Family::Names, Severity::Advice, Allow::May, include_str!("mixed_width.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Group, Field::Name, Field::Subname, Field::Content, Field::Basis, Field::TimeLimit, Field::Subject],
    words: &[
        "(", ")", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "Ａ", "Ｂ", "Ｃ", "Ｄ", "Ｅ", "Ｆ", "Ｇ", "Ｈ", "Ｉ", "Ｊ",
        "Ｋ", "Ｌ", "Ｍ", "Ｎ", "Ｏ", "Ｐ", "Ｑ", "Ｒ", "Ｓ", "Ｔ", "Ｕ", "Ｖ", "Ｗ", "Ｘ", "Ｙ", "Ｚ", "ａ", "ｂ", "ｃ", "ｄ", "ｅ", "ｆ",
        "ｇ", "ｈ", "ｉ", "ｊ", "ｋ", "ｌ", "ｍ", "ｎ", "ｏ", "ｐ", "ｑ", "ｒ", "ｓ", "ｔ", "ｕ", "ｖ", "ｗ", "ｘ", "ｙ", "ｚ",
    ],
};

/// Characters shown on either side.
const AROUND_CHARS: usize = 6;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for &field in WATCH.fields {
        let text = context.item.text(field);
        let edits = edits(text);
        if edits.is_empty() {
            continue;
        }
        let (shown, right) = before_and_after(text, &edits, AROUND_CHARS);
        let heading = context.heading(field);
        let message =
            say!("“{heading}”里全角、半角混用：“{shown}”", "full-width and half-width characters stand mixed under “{heading}”: “{shown}”");
        let help = say!(
            "改为“{right}”：数字、字母用半角，括号两半都用全角",
            "make it “{right}”: figures and letters half-width, both brackets full-width"
        );
        diagnostics.push(context.fault(&RULE, field, message).with_help(help).with_edits(Safety::Safe, edits));
    }
}

/// What changes, from left to right.
fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let within = in_titles(text);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // １．５ and １．招生: the point belongs to the figure.
        let narrow = half(c).or_else(|| (c == '．' && half(before).is_some_and(|c| c.is_ascii_digit())).then_some('.'));
        if let Some(narrow) = narrow.filter(|_| !within(at)) {
            edits.push(Edit { range: at..at + c.len_utf8(), text: narrow.to_string() });
        }
        before = c;
    }
    for (open, close) in round_brackets(text) {
        let (opening, closing) = (&text[open..], &text[close..]);
        // The brackets of a year are to become 〔〕, which year-brackets says.
        if is_year(text[open..close].trim_start_matches(['(', '（'])) {
            continue;
        }
        if opening.starts_with('(') && closing.starts_with('）') {
            edits.push(Edit { range: open..open + 1, text: "（".to_owned() });
        } else if opening.starts_with('（') && closing.starts_with(')') {
            edits.push(Edit { range: close..close + 1, text: "）".to_owned() });
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The half-width twin of a full-width figure or letter.
fn half(c: char) -> Option<char> {
    let is_wide = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    is_wide.then(|| char::from_u32(u32::from(c) - 0xfee0)).flatten()
}

fn is_year(text: &str) -> bool {
    let year = text.trim();
    year.chars().count() == 4 && year.chars().all(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
}

#[cfg(test)]
mod tests {
    use super::{Edit, edits};

    #[test]
    fn figures_and_letters_become_narrow_and_brackets_wide() {
        for (text, right) in [
            ("２０个工作日", "20个工作日"),
            ("《甲２０（试行)》（国务院令第７１１号)", "《甲２０（试行)》（国务院令第711号）"),
            ("１．招生；２．５倍；ＡＰＰ", "1.招生；2.5倍；APP"),
            ("国发(2012）45号（国发（2012)45号）", "国发(2012）45号（国发（2012)45号）"),
            ("(甲)（乙）．", "(甲)（乙）．"),
        ] {
            assert_eq!(Edit::apply(&edits(text), text), right);
        }
    }
}
