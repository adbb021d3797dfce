//! Disclosed to everyone without being asked, and not on the government's website (《政府信息公开条例》第二十四条). Lists of persons on a
//! notice board are left alone, and so are other websites.

use crate::diagnostic::Diagnostics;
use crate::model::{Channel, Field, Item, Mark};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::channel::unnamed_other_channel;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("no-website", Family::Channel, Severity::Warning, Allow::May, include_str!("no_website.md"));

/// The channel itself.
pub(super) const WEBSITE: &str = "政府网站";

/// Places where people of one village or one street read.
const ON_THE_SPOT: [&str; 2] = ["社区/企事业单位/村公示栏（电子屏）", "入户/现场"];

/// Words of items that name persons: what hangs on the notice board of their village does not belong on a website.
const PERSONS: [&str; 9] = ["名单", "公示", "审核", "审批", "识别", "评议", "退出", "调查", "救助对象"];

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let channels = &item.channels.value;
    // Nearly every item passes here.
    if channels.is_empty() || channels.iter().any(is_website) {
        return;
    }
    let (method, audience) = (&item.method.value, &item.audience.value);
    let for_everyone = method.active.is_some() && method.on_request.is_none() && audience.everyone.is_some();
    // A channel that is not known or not named is reported for itself, and may be the website.
    let is_open = |channel: &Channel| channel.standard.is_none() || unnamed_other_channel::is_unnamed(channel);
    if !for_everyone || channels.iter().any(is_open) || names_persons_on_the_spot(item) {
        return;
    }
    let message = say!(
        "向全社会主动公开，公开渠道里没有“政府网站”",
        "disclosed to everyone without being asked, but not on the government's website"
    );
    let help = say!(
        "加上“政府网站”；只向特定群众公开的，在“公开对象”中写明是谁",
        "add 政府网站; if it is for certain people only, say who under 公开对象"
    );
    diagnostics.push(context.fault(&RULE, Field::Channels, message).with_help(help));
}

/// The government's website, or another site or platform on the net.
pub(super) fn is_website(channel: &Channel) -> bool {
    let on_the_net = |words: &str| ["网", "平台", "系统", "专栏"].iter().any(|word| words.contains(word));
    channel.standard.as_deref() == Some(WEBSITE) || on_the_net(&channel.name) || channel.note.as_deref().is_some_and(on_the_net)
}

fn names_persons_on_the_spot(item: &Item) -> bool {
    let on_the_spot = item.channels.value.iter().any(|channel| {
        channel.mark != Mark::Optional && channel.standard.as_deref().is_some_and(|standard| ON_THE_SPOT.contains(&standard))
    });
    let texts = || [&item.group.text, &item.name.text, &item.subname.text, &item.content.text];
    on_the_spot && texts().into_iter().any(|text| PERSONS.iter().any(|word| text.contains(word)))
}
