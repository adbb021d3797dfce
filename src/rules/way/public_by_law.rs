//! 依申请公开 for what articles 20 and 21 of 《政府信息公开条例》 list as disclosed without being asked. Told by names that leave no room
//! (`catalogs/active-disclosure.yaml`, `catalogs/classes.yaml`); a single case's papers are no such thing. The steps of 征收 are on-request.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, limits};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("public-by-law", Family::Way, Severity::Error, Allow::May, include_str!("public_by_law.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let Some(Listed { article, words }) = listed(context) else { return };
    let name = context.item.display_name();
    let message = say!(
        "“{name}”不能依申请公开：《政府信息公开条例》{article}规定，{words}应当主动公开",
        "“{name}” cannot be 依申请公开: {article} of the 政府信息公开条例 lists it as disclosed without being asked"
    );
    let help = say!(
        "公开方式改为“主动公开”，公开时限改为“自信息形成或者变更之日起20个工作日内”；其中确有不能公开的部分，另写一行",
        "make it 主动公开 with a limit from 信息形成或者变更之日起; give a part that cannot be disclosed a row of its own"
    );
    diagnostics.push(context.fault(&RULE, Field::Method, message).with_help(help));
}

/// What the law lists.
pub(super) struct Listed<'a> {
    /// `第二十条第（七）项`.
    article: String,
    /// Its words.
    words: &'a str,
}

/// What of articles 20 and 21 an item given on request only falls under.
pub(super) fn listed<'a>(context: &ItemContext<'a>) -> Option<Listed<'a>> {
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
    let knowledge = context.circumstances.knowledge;
    let clause = knowledge.active_disclosure.iter().find(|clause| clause.names.iter().any(|name| own.ends_with(name.as_str())));
    if let Some(clause) = clause {
        return Some(Listed { article: format!("第二十条第{}项", clause.clause), words: &clause.text });
    }
    let class = knowledge.classes.all.iter().find(|class| class.is_named(own))?;
    Some(Listed { article: class.article.clone(), words: &class.name })
}
