//! A 《》, 〔〕 or （） of 公开依据 that lost its other half: 国办发〔201954号.

use crate::diagnostic::{Diagnostics, Safety};
use crate::model::item::Piece;
use crate::model::{Field, brackets};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("unbalanced-marks", Family::Basis, Severity::Error, Allow::May, include_str!("unbalanced_marks.md"));

/// Characters shown on either side of the mark.
const AROUND_CHARS: usize = 8;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for piece in context.item.basis.pieces() {
        judge(context, piece, diagnostics);
    }
}

fn judge(context: &ItemContext<'_>, piece: Piece<'_>, diagnostics: &mut Diagnostics) {
    let text = piece.text;
    let Some(found) = brackets::unbalanced(text) else { return };
    let (mark, missing) = (found.mark, found.missing);
    let excerpt = excerpt(text, found.position_chars);
    let message = say!(
        "“{heading}”中的“{mark}”没有与它配对的“{missing}”：{excerpt}",
        "“{mark}” has no “{missing}”: {excerpt}",
        heading = context.heading(Field::Basis)
    );
    let help = match &found.repair {
        Some(repair) if repair.chars().count() <= 60 => say!("改为“{repair}”", "make it “{repair}”"),
        Some(repair) => {
            let repaired = self::excerpt(repair, found.position_chars);
            say!("补上“{missing}”：{repaired}", "add “{missing}”: {repaired}")
        }
        None => say!("请补上“{missing}”，或者删去多余的“{mark}”", "add “{missing}”, or delete the “{mark}”"),
    };
    let fault = context.fault_in(&RULE, Field::Basis, piece, message).with_help(help);
    diagnostics.push(match found.repair {
        Some(repair) => fault.with_fix(Safety::Safe, &repair),
        None => fault,
    });
}

/// The words around a character.
fn excerpt(text: &str, position_chars: usize) -> String {
    let from = position_chars.saturating_sub(AROUND_CHARS);
    let shown: String = text.chars().skip(from).take(2 * AROUND_CHARS + 1).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let more_before = if from > 0 { "…" } else { "" };
    let more_behind = if text.chars().count() > from + 2 * AROUND_CHARS + 1 { "…" } else { "" };
    format!("{more_before}{shown}{more_behind}")
}
