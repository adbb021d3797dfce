//! The 公开内容 of a 办事指南 that leaves out most of what people need: who may apply, with what, where, how long.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("thin-guide", Family::Elements, Severity::Advice, Allow::May, include_str!("thin_guide.md"));

pub(super) static WATCH: Watch =
    Watch { fields: &[Field::Name, Field::Subname], words: &["办事指南", "服务指南", "办理指南", "办税指南"] };

/// What a guide tells, and the words that say so.
const ELEMENTS: [(&str, &[&str]); 9] = [
    ("事项名称", &["事项名称", "项目名称", "服务名称"]),
    ("办理依据", &["依据", "政策规定"]),
    ("申请条件", &["条件", "对象", "范围", "要求"]),
    ("申请材料", &["材料", "资料", "证件", "表格", "文书"]),
    ("办理流程", &["流程", "程序", "环节", "步骤", "方式", "渠道"]),
    ("办理时限", &["时限", "期限"]),
    ("办理地点和时间", &["地点", "地址", "时间", "机构", "窗口"]),
    ("联系方式", &["联系", "电话", "咨询"]),
    ("监督投诉", &["监督", "投诉", "举报"]),
];

/// With fewer of them a guide guides nobody.
const ENOUGH: usize = 4;

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let content = &context.item.content;
    if !content.is_given() || refers_elsewhere(context.item) {
        return;
    }
    let is_said = |words: &[&str]| words.iter().any(|word| content.text.contains(word));
    let lacking: Vec<&str> = ELEMENTS.iter().filter(|(_, words)| !is_said(words)).map(|&(name, _)| name).collect();
    if ELEMENTS.len() - lacking.len() >= ENOUGH {
        return;
    }
    let heading = context.heading(Field::Content);
    let lacking = lacking.join("、");
    let message =
        say!("办事指南的“{heading}”没有写全，没有看到：{lacking}", "the content of this guide is not complete; it lacks: {lacking}");
    let help = say!(
        "请逐项写明，如“事项名称；办理依据；申请条件；申请材料；办理流程；办理时限；办理地点和时间；联系方式；监督投诉电话”",
        "list its parts, such as 事项名称；办理依据；申请条件；申请材料；办理流程；办理时限；办理地点和时间；联系方式；监督投诉电话"
    );
    diagnostics.push(context.fault(&RULE, Field::Content, message).with_help(help));
}

/// A content that is nothing but the name is a fault of its own.
fn refers_elsewhere(item: &Item) -> bool {
    item.content.text.trim() == item.name.text.trim() || item.content.text.chars().filter(|c| !c.is_whitespace()).take(4).count() < 4
}
