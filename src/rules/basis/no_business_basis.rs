//! 行政许可, 行政处罚, 救助 or 补贴 with nothing but 《政府信息公开条例》 as its basis: that says that it is disclosed, not what it rests on.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::cited::is_frame;
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("no-business-basis", Family::Basis, Severity::Warning, Allow::May, include_str!("no_business_basis.md"));

/// Names of items that exercise a power or pay money.
static BUSINESS: [&str; 12] =
    ["行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政确认", "许可", "处罚", "救助", "补贴", "补助", "征收"];

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let bases = &item.basis.value;
    if bases.is_empty() || !bases.iter().all(|citation| is_frame(&citation.title) && !citation.text.contains("实施细则")) {
        return;
    }
    let name = if item.subname.value.is_empty() { &item.name.value } else { &item.subname.value };
    // 行政许可类, under 按事项类别分类, is a class of powers.
    if name.ends_with('类') {
        return;
    }
    let Some(word) = BUSINESS.iter().find(|word| name.contains(**word)) else { return };
    let message = say!(
        "“{name}”只引用了《政府信息公开条例》，没有写{word}本身的依据",
        "“{name}” cites the 政府信息公开条例 alone, not what the {word} itself rests on"
    );
    let help = say!(
        "补上设定这项{word}的法律、法规或者文件，放在《政府信息公开条例》旁边",
        "add the law, regulation or document that provides for it, beside the 政府信息公开条例"
    );
    diagnostics.push(context.fault(&RULE, Field::Basis, message).with_help(help));
}
