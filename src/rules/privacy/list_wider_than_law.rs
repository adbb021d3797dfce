//! What the law shows to a village or to those concerned, put on the web for everyone: 低保 results, 分户补偿, 征地现状调查.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::privacy::{is_for_everyone, is_shown_by, is_spared};
use crate::rules::{ItemContext, Watch};
use crate::words::{Words, say};

pub(super) static RULE: Rule =
    Rule::new("list-wider-than-law", Family::Privacy, Severity::Warning, Allow::May, include_str!("list_wider_than_law.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Group, Field::Name, Field::Subname, Field::Content],
    words: &["低保", "最低生活保障", "分户补偿", "房屋的调查结果", "房屋调查结果", "现状调查"],
};

const WEBSITE: &str = "政府网站";
const VILLAGE_BOARD: &str = "社区/企事业单位/村公示栏（电子屏）";

/// Who the law names instead of everyone.
struct Narrower {
    who: Words,
    law: String,
    /// A law, not only what other catalogs do.
    is_law: bool,
}

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    if !is_for_everyone(item) || !is_shown_by(item, WEBSITE) || is_spared(item) {
        return;
    }
    let Some(Narrower { who, law, is_law }) = narrower(item) else { return };
    let message = say!(
        "这一事项向全社会公开、渠道有政府网站，而{law}规定的范围是{zh}",
        "this is for everyone and on the website, but {law} names {en}",
        zh = who.zh,
        en = who.en
    );
    let help = say!(
        "请核对公开范围：在“特定群众”写明是谁，渠道改为村（社区）公示栏、入户/现场等；仍在网站公开的，写明去标识化处理",
        "name them under 特定群众 and use the board of the village or 入户/现场; what stays on the web needs 去标识化处理"
    );
    let fault = context.fault(&RULE, Field::Channels, message).with_help(help);
    // Where it hangs in the village, too, the law is kept, and the ministry's own table has the website beside it.
    let severity = if !is_law || is_shown_by(item, VILLAGE_BOARD) { Severity::Advice } else { Severity::Warning };
    diagnostics.push(fault.with_severity(severity));
}

fn narrower(item: &Item) -> Option<Narrower> {
    let names = [Field::Group, Field::Name, Field::Subname].map(|field| item.text(field));
    let says = |word: &str| names.iter().any(|name| name.contains(word)) || item.content.text.contains(word);
    let named = |word: &str| names.iter().any(|name| name.contains(word));
    let is_result = ["名单", "批准结果", "审批结果", "审核结果", "初审结果"].iter().any(|word| says(word));
    if (says("低保") || says("最低生活保障")) && is_result {
        return Some(Narrower {
            who: say!("申请人所在的村、社区", "the applicant's village or community"),
            law: "《社会救助暂行办法》第十一条".to_owned(),
            is_law: true,
        });
    }
    let of_houses = [("分户补偿", "第二十九条"), ("房屋的调查结果", "第十五条"), ("房屋调查结果", "第十五条")];
    if let Some((_, article)) = of_houses.into_iter().find(|(word, _)| says(word)) {
        return Some(Narrower {
            who: say!("房屋征收范围内的被征收人", "those whose houses are taken"),
            law: format!("《国有土地上房屋征收与补偿条例》{article}"),
            is_law: true,
        });
    }
    // 开展土地现状调查的安排 is told to everyone.
    named("现状调查").then(|| Narrower {
        who: say!("拟征收土地所在地的村集体成员", "the members of the village whose land is taken"),
        law: "各地的农村集体土地征收目录".to_owned(),
        is_law: false,
    })
}
