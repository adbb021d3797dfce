//! 村民委员会 or 居民委员会 as 公开主体 of a government's catalog: it governs itself and is no organ of government. Items of the village tier only
//! stand in neither catalog (neither-tier) and are not judged.

use crate::diagnostic::Diagnostics;
use crate::model::catalog::{is_village_body, is_village_committee};
use crate::model::{Field, Tier};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("village-as-subject", Family::Level, Severity::Error, Allow::May, include_str!("village_as_subject.md"));

pub(super) static WATCH: Watch = Watch { fields: &[Field::Subject], words: &["村", "社区", "居民委员会", "居委会"] };

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let Some(village) = item.subject.value.iter().find(|body| is_village_body(body)) else { return };
    let tiers = &item.tiers.value;
    if tiers.contains(Tier::Village) && !tiers.contains(Tier::City) && !tiers.contains(Tier::Town) {
        return;
    }
    // Beside an organ, where one column holds 乡、村级, or where the village itself is named, it may be where an organ has it posted.
    let alone = item.subject.value.iter().all(|body| is_village_body(body)) && is_village_committee(village);
    let joint_column = context
        .list
        .is_some_and(|list| list.headings.iter().any(|heading| heading.field == Some(Field::Tiers) && heading.text.contains('村')));
    let severity = if alone && !joint_column && !tiers.contains(Tier::Village) { Severity::Error } else { Severity::Warning };
    let message = say!("公开主体“{village}”是村（居）民自治组织，不是行政机关", "“{village}” governs itself and is no organ of government");
    let help = say!(
        "由镇（街道）公开的，公开主体写“乡镇人民政府（街道办事处）”，在村里张贴的写进公开渠道；村（居）自己公开的，列入村（居）务公开目录",
        "write 乡镇人民政府（街道办事处） and name the village's board as a channel; what the village itself discloses belongs into its own list"
    );
    diagnostics.push(context.fault(&RULE, Field::Subject, message).with_help(help).with_severity(severity));
}
