//! Titles of one cell parted now by 、 and now by nothing. Line breaks, running numbers and 和 count as neither.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::model::citation::titles;
use crate::model::item::Piece;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("mixed-separators", Family::Basis, Severity::Warning, Allow::May, include_str!("mixed_separators.md"));

pub(super) static WATCH: Watch =
    Watch { fields: &[Field::Basis], words: &["》、《", "》；《", "》;《", "》，《", "》,《", "》。《"] };

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for piece in context.item.basis.pieces() {
        judge(context, piece, diagnostics);
    }
}

fn judge(context: &ItemContext<'_>, piece: Piece<'_>, diagnostics: &mut Diagnostics) {
    let text = piece.text;
    // Only where title follows title: behind a number in brackets a 、 may stand though none stands between titles.
    let titles = titles(text);
    let mut kinds: Vec<&str> = titles.windows(2).filter_map(|pair| kind(&text[pair[0].end..pair[1].start])).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let [one, other, ..] = kinds[..] else { return };
    let shown = |kind: &str| if kind.is_empty() { "不加符号".to_owned() } else { format!("用“{kind}”") };
    let shown_en = |kind: &str| if kind.is_empty() { "nothing".to_owned() } else { format!("“{kind}”") };
    let (one_zh, other_zh, one_en, other_en) = (shown(one), shown(other), shown_en(one), shown_en(other));
    let message =
        say!("同一格里，文件之间有的{one_zh}，有的{other_zh}", "in one cell documents are parted by {one_en} here and by {other_en} there");
    let help = say!(
        "统一写法：都用“、”，或者都不用；文件多的，写成“1.《…》；2.《…》”",
        "use one way: 、 everywhere or nowhere, or number them: 1.《…》；2.《…》"
    );
    diagnostics.push(context.fault_in(&RULE, Field::Basis, piece, message).with_help(help));
}

/// What parts two titles, in one width; none where more than a separator stands between them, or a line break.
fn kind(between: &str) -> Option<&'static str> {
    if between.contains('\n') {
        return None;
    }
    match between.trim() {
        "" => Some(""),
        "、" => Some("、"),
        "；" | ";" => Some("；"),
        "，" | "," => Some("，"),
        "。" => Some("。"),
        _ => None,
    }
}
