//! A domain that says what the policy is and how to apply, and nowhere what came of it (五公开: 结果公开). Known by words, which are generous.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{DomainSection, Entry};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::CatalogContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("no-results", Family::Duplicates, Severity::Advice, Allow::May, include_str!("no_results.md"));

const POLICY: &[&str] = &["政策", "法规", "文件"];

const HANDLING: &[&str] =
    &["办事指南", "服务指南", "办理流程", "办理程序", "申请材料", "申报材料", "办理材料", "所需材料", "申请条件", "申领"];

const RESULTS: &[&str] = &[
    "结果",
    "决定",
    "名单",
    "公示",
    "决算",
    "批复",
    "审批信息",
    "审核信息",
    "批准文件",
    "成交",
    "中标",
    "完成情况",
    "执行情况",
    "实施情况",
    "发放情况",
    "支付",
];

pub(super) fn check(context: &CatalogContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(project) = context.circumstances.project else { return };
    for section in &context.catalog.domains {
        if has(section, RESULTS) || !has(section, POLICY) || !has(section, HANDLING) {
            continue;
        }
        let name = &section.name;
        let message = say!(
            "“{name}”领域有政策和办理事项，没有公开结果的事项",
            "the domain {name} has policies and how to apply, but no item that discloses results"
        );
        let help = say!(
            "请核对是否漏了审批结果、补贴结果、处罚决定等事项，或者在公开内容中写明结果",
            "see whether items about results (approvals, subsidies, penalties) were forgotten, or let 公开内容 say them"
        );
        // The domain's name stands where a heading would: it tells the findings of one project apart.
        let fault = Diagnostic { heading: Some(name.clone()), ..Diagnostic::new(&RULE, project.place.clone(), message) };
        diagnostics.push(fault.with_help(help));
    }
}

/// Whether one of the words stands in an item of the city.
fn has(section: &DomainSection, words: &[&str]) -> bool {
    let says = |entry: &Entry| {
        let item = &entry.item;
        let texts = [&item.group.text, &item.name.text, &item.subname.text, &item.content.text];
        texts.into_iter().any(|text| words.iter().any(|word| text.contains(word)))
    };
    section.of_city().any(says)
}
