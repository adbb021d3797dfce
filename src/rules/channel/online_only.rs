//! What villagers have to read stands on the government's website alone. Judges the rural domains, and items that say 村.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item, Tier};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::channel::no_website::WEBSITE;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("online-only", Family::Channel, Severity::Advice, Allow::May, include_str!("online_only.md"));

/// Domains whose lists of persons and whose notices are for villagers.
const RURAL: [&str; 5] = ["shehuijiuzhu", "zhengdibuchang", "weifanggaizao", "shenongbutie", "fupin"];

/// What is put up for them.
const PUT_UP: [&str; 5] = ["名单", "公示", "公告", "补贴结果", "分配结果"];

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let channels = &item.channels.value;
    let is_online_only = !channels.is_empty() && channels.iter().all(|channel| channel.standard.as_deref() == Some(WEBSITE));
    if !is_online_only || item.method.value.active.is_none() {
        return;
    }
    let is_for_villagers = says_village(item) || (RURAL.contains(&context.domain) && is_put_up(item));
    if !is_for_villagers {
        return;
    }
    let message = say!("村民要看的事项，只在政府网站公开", "an item that villagers have to read is on the government's website alone");
    let help = say!("建议加上“社区/企事业单位/村公示栏（电子屏）”", "add 社区/企事业单位/村公示栏（电子屏）");
    diagnostics.push(context.fault(&RULE, Field::Channels, message).with_help(help));
}

fn says_village(item: &Item) -> bool {
    let audience = item.audience.value.specific.as_ref();
    item.tiers.value.contains(Tier::Village) || audience.is_some_and(|specific| specific.value.contains('村'))
}

fn is_put_up(item: &Item) -> bool {
    let texts = [&item.name.text, &item.subname.text, &item.content.text];
    texts.into_iter().any(|text| PUT_UP.iter().any(|word| text.contains(word)))
}
