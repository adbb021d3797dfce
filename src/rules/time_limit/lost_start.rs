//! `信息形成（变更）20个工作日内`: 之日起 is lost behind what starts the clock. Form only, so the fix is safe where the words are plain.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostics, Edit, Safety};
use crate::model::{Field, Limit, Start};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("lost-start", Family::TimeLimit, Severity::Warning, Allow::May, include_str!("lost_start.md"));

/// Domains whose published tables, near copies of the national guideline, print it so: 扶贫, 保障性住房, 重大建设项目, 救灾, 市政服务.
const GUIDELINES_OWN: [&str; 5] = ["fupin", "baozhangxingzhufang", "zhongdaxiangmu", "jiuzai", "shizhengfuwu"];

/// 义务教育 prints it in one form only: 信息形成（变更）3个工作日内，公示时间不少于7个工作日.
const OWN_WITH_DISPLAY: &str = "yiwujiaoyu";

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let limit = &context.item.time_limit;
    let lost = limit.value.segments.iter().filter(|segment| segment.start == Start::Missing).count();
    if lost == 0 {
        return;
    }
    let text = &limit.text;
    let message = say!("公开时限“{text}”里少了“之日起”", "the time limit “{text}” lacks 之日起");
    let edits = insertions(text);
    let is_whole = edits.len() == lost;
    let help = match is_whole {
        true => {
            say!("在天数前面加上“之日起”，如“{fixed}”", "put 之日起 before the number, such as {fixed}", fixed = Edit::apply(&edits, text))
        }
        false => say!("在天数前面加上“之日起”，写明从什么时候算起", "put 之日起 before the number, and say what starts the clock"),
    };
    let is_displayed = || limit.value.segments.iter().any(|segment| matches!(segment.limit, Limit::Display { .. }));
    let own = GUIDELINES_OWN.contains(&context.domain) || (context.domain == OWN_WITH_DISPLAY && is_displayed());
    let mut fault = context.fault(&RULE, Field::TimeLimit, message).with_help(help);
    fault = fault.with_severity(if own { Severity::Advice } else { Severity::Warning });
    if is_whole {
        fault = fault.with_edits(Safety::Safe, edits);
    }
    diagnostics.push(fault);
}

/// Where 之日起 belongs: between what is formed and the number.
fn insertions(text: &str) -> Vec<Edit> {
    static PLACES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<what>形成|产生|变更|變更|获取|本单位|印发|下发|下达)(?P<or>\s*[（(]\s*[变變]\s*更\s*[）)])?(?P<close>[）)])?\s*个?\s*[0-9０-９]")
            .expect("a pattern of our own")
    });
    let mut edits = Vec::new();
    for found in PLACES.captures_iter(text) {
        let behind = |name| found.name(name).map(|part| part.range());
        let what = behind("what").expect("a part that always stands");
        edits.push(match (behind("or"), behind("close")) {
            // 形成（变更） is 形成或者变更.
            (Some(or), None) => Edit { range: or, text: "或者变更之日起".to_owned() },
            (_, Some(close)) => Edit { range: close.end..close.end, text: "之日起".to_owned() },
            (None, None) => Edit { range: what.end..what.end, text: "之日起".to_owned() },
        });
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::insertions;
    use crate::diagnostic::Edit;

    #[test]
    fn the_words_stand_before_the_number() {
        for (text, fixed) in [
            ("信息形成（变更）20个工作日内", "信息形成或者变更之日起20个工作日内"),
            ("信息形成(变更) 5 个工作日内", "信息形成或者变更之日起 5 个工作日内"),
            ("信息形成20个工作日内公开", "信息形成之日起20个工作日内公开"),
            ("信息获取（形成、变更）20个工作日内", "信息获取（形成、变更）之日起20个工作日内"),
            ("信息形成（变更）下发至本单位20个工作日内", "信息形成（变更）下发至本单位之日起20个工作日内"),
            ("信息形成或者变更之日起20个工作日内", "信息形成或者变更之日起20个工作日内"),
            ("信息形成后，20个工作日内公开", "信息形成后，20个工作日内公开"),
        ] {
            assert_eq!(Edit::apply(&insertions(text), text), fixed);
        }
    }
}
