//! A notice or opinion cited without its number. Laws, regulations and rules need none, and documents of the Party's centre often have none in public.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::knowledge::{Rank, laws};
use crate::model::{Citation, Field, Item, brackets};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::cited::citations;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("missing-number", Family::Basis, Severity::Warning, Allow::May, include_str!("missing_number.md"));

/// What titles of numbered documents end in.
static ENDINGS: [&str; 5] = ["通知", "意见", "批复", "公告", "实施方案"];

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let mut found: BTreeMap<&str, (&Item, usize)> = BTreeMap::new();
    for (item, citation) in citations(context.list).filter(|(_, citation)| needs_number(citation)) {
        found.entry(&citation.title).or_insert((item, 0)).1 += 1;
    }
    for (title, (item, count)) in found {
        let law = laws().law(title);
        // Where a mark is lost, nobody knows where the title ends.
        if law.is_some_and(|law| law.rank < Rank::Document)
            || brackets::unbalanced(title).is_some()
            || title.matches('<').count() != title.matches('>').count()
        {
            continue;
        }
        let (zh, en) = if count == 1 {
            Default::default()
        } else {
            (format!("，这份清单里共{count}处"), format!(", {count} times in this list"))
        };
        let message = say!("《{title}》没有写文号{zh}", "《{title}》 is cited without its number{en}");
        let help = match law.and_then(|law| law.number.as_deref()) {
            Some(number) => say!("在标题后面写上“（{number}）”", "write （{number}） behind the title"),
            None => {
                say!("在标题后面写上文号，如“（国办发〔2019〕54号）”", "write its number behind the title, as in （国办发〔2019〕54号）")
            }
        };
        diagnostics.push(context.item(item).fault(&RULE, Field::Basis, message).with_help(help));
    }
}

/// Whether a citation names a document that bears a number, and gives none.
fn needs_number(citation: &Citation) -> bool {
    let title = citation.title.as_str();
    citation.number.is_none()
        && ENDINGS.iter().any(|ending| title.ends_with(ending))
        && title.contains("关于")
        && citation.text.starts_with('《')
        && !["中共中央", "全国人民代表大会"].iter().any(|issuer| title.starts_with(issuer))
        // Another part of the number may stand there, unread: leave that to the other rules.
        && !citation.text.ends_with('号')
}
