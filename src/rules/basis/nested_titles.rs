//! A title within a title in 《》 or <> where it stands in 〈〉. The change is inside a title, so a person must agree to it.

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::Field;
use crate::model::item::Piece;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("nested-titles", Family::Basis, Severity::Warning, Allow::May, include_str!("nested_titles.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Basis],
    words: &[
        "<", "＜", "发《", "于《", "彻《", "实《", "行《", "布《", "改《", "止《", "订《", "订〈", "施《", "守《", "和《", "与《", "及《",
        "》》", "《《",
    ],
};

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for piece in context.item.basis.pieces() {
        judge(context, piece, diagnostics);
    }
}

fn judge(context: &ItemContext<'_>, piece: Piece<'_>, diagnostics: &mut Diagnostics) {
    let text = piece.text;
    let edits = edits(text);
    let Some(first) = edits.first() else { return };
    let until = text[first.range.end..].char_indices().nth(8).map_or(text.len(), |(at, _)| first.range.end + at);
    let shown = &text[first.range.start..until];
    let message = say!("书名号里的书名号要用单书名号〈〉：“{shown}…”", "a title within 《》 stands in 〈〉: “{shown}…”");
    let right = Edit::apply(&edits, text);
    let help = if right.chars().count() <= 80 {
        say!("改为“{right}”", "make it “{right}”")
    } else {
        say!("里面一层改为〈〉", "make the inner marks 〈〉")
    };
    diagnostics.push(context.fault_in(&RULE, Field::Basis, piece, message).with_help(help).with_edits(Safety::Unsafe, edits));
}

/// The inner marks that are not 〈〉, where every mark has its other half. A third level stands in 《》 again.
fn edits(text: &str) -> Vec<Edit> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut edits = Vec::new();
    for (at, mark) in text.char_indices() {
        match mark {
            // < outside of a title is no mark of one.
            '<' | '＜' if open.is_empty() => {}
            '《' | '〈' | '<' | '＜' => open.push((mark, at)),
            '》' | '〉' | '>' | '＞' => {
                let Some(&(opened, start)) = open.last() else { continue };
                let halves = matches!((opened, mark), ('《', '》') | ('〈', '〉') | ('<' | '＜', '>' | '＞'));
                if !halves {
                    // A mark is lost: unbalanced-marks says so.
                    return Vec::new();
                }
                open.pop();
                if open.len() == 1 && opened != '〈' {
                    edits.push(Edit { range: start..start + opened.len_utf8(), text: "〈".to_owned() });
                    edits.push(Edit { range: at..at + mark.len_utf8(), text: "〉".to_owned() });
                }
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        return Vec::new();
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}
