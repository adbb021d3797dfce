//! Words of a form that nobody replaced: 《XX省农机购置补贴实施方案》, （请写明）, 待定, ____.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::around;
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("template-text", Family::Elements, Severity::Warning, Allow::May, include_str!("template_text.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Group, Field::Name, Field::Subname, Field::Content, Field::Basis, Field::TimeLimit, Field::Subject],
    words: &["XX", "ＸＸ", "××", "请写明", "请注明", "请填写", "填写）", "填写)", "待定", "待填", "待补充", "TBD", "__", "＿＿"],
};

/// Characters shown on either side.
const AROUND_CHARS: usize = 8;

// X stands for a name beside Chinese characters, years and the marks of a number; 待定 for a value where the text or the part ends.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    let forms = [
        r"[\x{4E00}-\x{9FFF}\d〔〕《（(]([XＸ×]{2,})(?:[\x{4E00}-\x{9FFF}\d〔〕》）)]|$)",
        r"(?:^|[《，。；、\s])([XＸ×]{2,})[\x{4E00}-\x{9FFF}〔]",
        r"([（(](?:请写明|请注明|请填写|填写|待填|待填写|待补充|待定)[^）)]{0,12}[）)])",
        r"(?:^|[：:；，、\s])((?:待定|待填|待填写|待补充|请填写|请写明))(?:$|[；，、。\s])",
        r"(?:^|[^A-Za-z])(TBD)(?:$|[^A-Za-z])",
        r"([_＿]{2,})",
    ];
    Regex::new(&forms.join("|")).expect("a form of ours")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for &field in WATCH.fields {
        // A limit that nobody understands is said to be one; whom 特定群众 means, too.
        if field == Field::TimeLimit && context.item.time_limit.value.segments.is_empty() {
            continue;
        }
        let text = context.item.text(field);
        let Some(found) = FORM.captures(text).and_then(|found| found.iter().skip(1).flatten().next()) else { continue };
        let (heading, left) = (context.heading(field), found.as_str());
        let shown = around(text, found.start(), found.end(), AROUND_CHARS);
        let message = say!(
            "“{heading}”里的“{left}”像是样表里没有替换的文字：“{shown}”",
            "“{left}” under “{heading}” looks like text of a form that was not replaced: “{shown}”"
        );
        let help = say!("请换成实际的内容、名称或者文号", "replace it with the real content, name or number");
        diagnostics.push(context.fault(&RULE, field, message).with_help(help));
    }
}
