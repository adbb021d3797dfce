//! Any 依申请公开 that gives no reason: disclosure is the rule (《政府信息公开条例》第五条). What another rule of this family says of the item
//! is not said again.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::context::says_nothing;
use crate::rules::{ItemContext, limits};
use crate::words::say;

use super::{public_by_law, trigger_against_method};

pub(super) static RULE: Rule = Rule::new("on-request", Family::Way, Severity::Warning, Allow::May, include_str!("on_request.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    if !limits::is_on_request_only(item)
        || item.audience.value.everyone.is_some()
        || trigger_against_method::is_against(item)
        || gives_reason(context)
        || public_by_law::listed(context).is_some()
    {
        return;
    }
    let name = item.display_name();
    let seizure = ["征收", "征地", "拆迁"].iter().any(|word| limits::levels(item).iter().any(|level| level.contains(word)));
    let message = say!("“{name}”是依申请公开，没有说明为什么不主动公开", "“{name}” is given on request only, and nothing says why");
    let mut help = say!(
        "能主动公开的改为“主动公开”；确实只能依申请公开的，在备注中写明理由和依据的条款",
        "make it 主动公开 where it can be; else give the reason and the article in a column 备注"
    );
    if seizure {
        help.zh += "。土地、房屋征收的信息一般应当转为主动公开";
        help.en += ". What concerns 征收 should as a rule be disclosed";
    }
    diagnostics.push(context.fault(&RULE, Field::Method, message).with_help(help));
}

/// Whether the row or the list says why: a remark, an article of the 条例 on what may be withheld, a note under the table.
fn gives_reason(context: &ItemContext<'_>) -> bool {
    let item = context.item;
    let remark = item.extra.iter().any(|extra| {
        let (heading, text) = (&extra.heading, &extra.text.value);
        let asks_why = ["理由", "原因"].iter().any(|word| heading.contains(word));
        let may_say_why = ["说明", "备注"].iter().any(|word| heading.contains(word)) && speaks_of_it(text);
        !says_nothing(text) && (asks_why || may_say_why)
    });
    let note = || context.list.is_some_and(|list| list.notes.iter().any(|note| note.value.contains("依申请")));
    remark || cites_ground(item) || names_secret(item) || note()
}

/// Whether a remark speaks of why something is not disclosed: of an application, of privacy or secrets, of an article.
fn speaks_of_it(remark: &str) -> bool {
    let words = [
        "申请",
        "不公开",
        "不予公开",
        "不宜公开",
        "不主动公开",
        "隐私",
        "秘密",
        "涉密",
        "保密",
        "敏感",
        "个人信息",
        "本人",
        "权益",
        "利害关系",
    ];
    let article = || remark.split_once('第').is_some_and(|(_, behind)| behind.contains('条'));
    words.iter().any(|word| remark.contains(word)) || article()
}

/// Whether an article is cited that lets information be withheld: 第十四条 to 第十六条 of 《政府信息公开条例》.
fn cites_ground(item: &Item) -> bool {
    item.basis.value.iter().any(|citation| {
        let articles = citation.articles.as_deref().unwrap_or_default();
        citation.title.contains("信息公开条例") && ["第十四条", "第十五条", "第十六条"].iter().any(|article| articles.contains(article))
    })
}

fn names_secret(item: &Item) -> bool {
    ["个人隐私", "商业秘密", "国家秘密"].iter().any(|word| item.content.text.contains(word))
}
