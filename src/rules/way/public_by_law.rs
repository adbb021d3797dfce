//! 依申请公开 for what article 20 of 《政府信息公开条例》 lists as disclosed without being asked. Told by names that leave no room
//! (`catalogs/active-disclosure.yaml`); a single case's papers are no such thing. The steps of 征收 (article 21) are on-request.

use crate::diagnostic::Diagnostics;
use crate::knowledge::ActiveClause;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, limits};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("public-by-law", Family::Way, Severity::Error, Allow::May, include_str!("public_by_law.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(clause) = listed(context) else { return };
    let (name, number, words) = (context.item.display_name(), &clause.clause, &clause.text);
    let message = say!(
        "“{name}”不能依申请公开：《政府信息公开条例》第二十条第{number}项规定，{words}应当主动公开",
        "“{name}” cannot be 依申请公开: article 20{number} of the 政府信息公开条例 lists it as disclosed without being asked",
        number = number.trim_matches(['（', '）'])
    );
    let help = say!(
        "公开方式改为“主动公开”，公开时限改为“自信息形成或者变更之日起20个工作日内”；其中确有不能公开的部分，另写一行",
        "make it 主动公开 with a limit from 信息形成或者变更之日起; give a part that cannot be disclosed a row of its own"
    );
    diagnostics.push(context.fault(&RULE, Field::Method, message).with_help(help));
}

/// The clause of article 20 that an item given on request only falls under.
pub(super) fn listed<'a>(context: &ItemContext<'a>) -> Option<&'a ActiveClause> {
    let item = context.item;
    if !limits::is_on_request_only(item) {
        return None;
    }
    // Papers of a case, of archives, or about persons are given to those they concern, whatever they are called.
    let of_a_case = ["个案", "个人", "档案", "案卷", "卷宗", "原件", "查询", "调阅", "明细", "名单", "未公开", "历史"];
    let levels = limits::levels(item);
    if of_a_case.iter().any(|word| levels.iter().any(|level| level.contains(word)) || item.content.text.contains(word)) {
        return None;
    }
    let own = levels.iter().rev().find(|level| !level.is_empty())?;
    let clauses = context.circumstances.knowledge.active_disclosure.iter();
    let mut named = clauses.filter(|clause| clause.names.iter().any(|name| own.ends_with(name.as_str())));
    named.next()
}
