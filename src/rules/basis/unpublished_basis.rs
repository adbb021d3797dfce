//! A basis that is itself not public: a number with 密, or 不公开 behind it. Marks of secrecy (内部文件, 秘密) are secrecy-mark's affair.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::model::item::Piece;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::cited::outside_titles;
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("unpublished-basis", Family::Basis, Severity::Warning, Allow::May, include_str!("unpublished_basis.md"));

pub(super) static WATCH: Watch = Watch { fields: &[Field::Basis], words: &["密", "内部", "不公开", "内发"] };

/// 国办密〔2015〕3号; （内部掌握）; （不公开）.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[一-龥]{0,12}密(?:发|函|字|电)?\s*[〔\[【（(]\s*(?:19|20)[0-9]{2}\s*[〕\]】）)]\s*[0-9]+\s*号|[（(【]\s*(?:内部(?:规定|掌握|使用)|此件不公开|不公开|不予公开)[^）)】]{0,6}[）)】]")
        .expect("a form of ours")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for piece in context.item.basis.pieces() {
        judge(context, piece, diagnostics);
    }
}

fn judge(context: &ItemContext<'_>, piece: Piece<'_>, diagnostics: &mut Diagnostics) {
    for found in outside_titles(&FORM, piece.text) {
        let shown = &found[0];
        // 国密局 is the office for ciphers, whose documents are public.
        if shown.contains("国密") || shown.contains("保密") {
            continue;
        }
        let message = say!("“{shown}”像是没有公开的文件", "“{shown}” looks like a document that is not public");
        let help = say!(
            "核对这个文件能不能公开；不公开的，不写标题和文号，换成公开的依据",
            "find out whether it may be public; if not, leave out its title and number and cite one that is"
        );
        diagnostics.push(context.fault_in(&RULE, Field::Basis, piece, message).with_help(help));
    }
}
