//! Maps and surveying results in 公开内容 (勘测定界图, 规划图纸) without a word on what is secret: published tables say 脱密后的图纸 or
//! 涉密信息除外. Only the domains on planning and land.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch, limits};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("no-secrecy-clause", Family::Way, Severity::Warning, Allow::May, include_str!("no_secrecy_clause.md"));

const WORDS: &[&str] = &["勘测定界图", "勘测定界", "测绘成果", "地形图", "规划图", "图纸", "附图", "图则", "图件", "坐标", "控制点"];

pub(super) static WATCH: Watch = Watch { fields: &[Field::Content], words: WORDS };

/// Words that say what is secret stays so.
const CLAUSES: &[&str] = &["涉密", "脱密", "保密", "不予公开", "不得公开", "另有规定的除外", "国家秘密", "涉及秘密"];

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    if !matches!(context.domain, "chengxiangguihua" | "zhengdibuchang") || limits::is_on_request_only(item) {
        return;
    }
    let content = &item.content.text;
    if CLAUSES.iter().any(|clause| content.contains(clause)) {
        return;
    }
    let Some(word) = WORDS.iter().find(|word| content.contains(**word)) else { return };
    let message =
        say!("公开内容里有“{word}”，没有写明涉密的部分不公开", "the content names {word} and does not say that what is secret stays so");
    let help = say!(
        "写成“脱密后的文本及图纸”，或者在后面加上“（涉密信息、法律法规规定不予公开的除外）”",
        "write 脱密后的文本及图纸, or add （涉密信息、法律法规规定不予公开的除外）"
    );
    diagnostics.push(context.fault(&RULE, Field::Content, message).with_help(help));
}
