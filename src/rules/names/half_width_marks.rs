//! Half-width commas, colons, semicolons and round brackets about Chinese words: one finding a list, since whole files are typed
//! that way, with what mends each cell.

use crate::diagnostic::{Diagnostics, Edit, Fix, Repair, Safety};
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::wording::{around, in_titles, is_chinese, round_brackets};
use crate::words::{plural, say};

pub(super) static RULE: Rule =
    Rule::new("half-width-marks", Family::Names, Severity::Advice, Allow::May, include_str!("half_width_marks.md"));

const FIELDS: [Field; 6] = [Field::Group, Field::Name, Field::Content, Field::Basis, Field::TimeLimit, Field::Subject];

/// The marks, each with its full-width twin.
const TWINS: [(char, char); 5] = [(',', '，'), (':', '：'), (';', '；'), ('(', '（'), (')', '）')];

/// Characters shown on either side.
const AROUND_CHARS: usize = 6;

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let mut first: Option<(&Item, Field, usize)> = None;
    let mut repairs: Vec<Repair> = Vec::new();
    let mut marks = [false; TWINS.len()];
    for item in &context.list.items {
        for field in FIELDS {
            let edits = edits(item.text(field));
            let Some(edit) = edits.first() else { continue };
            first.get_or_insert((item, field, edit.range.start));
            for (mark, (_, twin)) in marks.iter_mut().zip(TWINS) {
                *mark |= edits.iter().any(|edit| edit.text.starts_with(twin));
            }
            let (place, value) = (item.place_of(field).clone(), item.text(field).to_owned());
            // Rows that share a merged cell share its text.
            if !repairs.iter().rev().take(FIELDS.len()).any(|known| known.place == place) {
                repairs.push(Repair { place, value, fix: Fix { safety: Safety::Safe, edits } });
            }
        }
    }
    let Some((item, field, at)) = first else { return };
    let context = context.item(item);
    let (heading, shown) = (context.heading(field), around(item.text(field), at, at + 1, AROUND_CHARS));
    let cells = repairs.len();
    let listed = |of: fn(&(char, char)) -> char| {
        TWINS.iter().zip(marks).filter(|(_, stands)| *stands).map(|(twins, _)| format!("“{}”", of(twins))).collect::<String>()
    };
    let (half, full) = (listed(|twins| twins.0), listed(|twins| twins.1));
    let message = say!(
        "汉字旁边用了半角标点{half}：“{heading}”里的“{shown}”等，本表共{cells}处单元格",
        "half-width marks beside Chinese characters, {half}: “{shown}” under “{heading}” and others, {cells} cell{s} in all",
        s = plural(cells)
    );
    let help = say!(
        "请改为全角的{full}；可以用“查找和替换”，或者用 mulu check --fix 一次改完",
        "make them {full}; find and replace, or mulu check --fix, does all at once"
    );
    diagnostics.push(context.fault(&RULE, field, message).with_help(help).with_repairs(repairs));
}

/// The marks of a text beside Chinese characters, outside 《》, with their full-width twins.
fn edits(text: &str) -> Vec<Edit> {
    // Nearly every text of a well-typed file has none of them.
    if !TWINS.iter().any(|(half, _)| text.contains(*half)) {
        return Vec::new();
    }
    let within = in_titles(text);
    let mut edits: Vec<Edit> = Vec::new();
    for (at, mark) in text.match_indices([',', ':', ';']).filter(|(at, _)| !within(*at)) {
        let before = text[..at].chars().next_back();
        let behind = text[at + 1..].trim_start().chars().next();
        let ends_words = before.is_some_and(|c| is_chinese(c) || matches!(c, '》' | '〉' | '）' | ')' | '”'));
        let begins_words = behind.is_some_and(|c| is_chinese(c) || matches!(c, '《' | '〈' | '“'));
        if ends_words && begins_words {
            edits.push(full(at, mark));
        }
    }
    for (open, close) in round_brackets(text) {
        let is_half = text[open..].starts_with('(') && text[close..].starts_with(')');
        if is_half && text[open..close].chars().any(|c| is_chinese(c) || c == '《') {
            edits.extend([full(open, "("), full(close, ")")]);
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

fn full(at: usize, mark: &str) -> Edit {
    let twin = TWINS.iter().find(|(half, _)| mark.starts_with(*half)).expect("only these marks are looked for").1;
    Edit { range: at..at + 1, text: twin.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{Edit, edits};

    #[test]
    fn marks_beside_chinese_words_are_widened() {
        for (text, right) in [
            ("招生范围,招生条件;招生计划", "招生范围，招生条件；招生计划"),
            ("《甲(试行),乙》(国务院令第711号),《丙》", "《甲(试行),乙》（国务院令第711号），《丙》"),
            ("(一)公开渠道:政府网站", "（一）公开渠道：政府网站"),
            ("(国发(2012)45号)", "（国发(2012)45号）"),
            ("1,000元 8:30 http://a.b (1)甲 (GB/T 32939—2016) （甲)", "1,000元 8:30 http://a.b (1)甲 (GB/T 32939—2016) （甲)"),
        ] {
            assert_eq!(Edit::apply(&edits(text), text), right);
        }
    }
}
