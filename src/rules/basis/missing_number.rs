//! A notice or opinion cited without its number. Laws, regulations and rules need none, and documents of the Party's centre often have none in public.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::knowledge::{Law, Rank, laws};
use crate::model::{Citation, Item, brackets};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ListContext;
use crate::rules::cited::citations;
use crate::words::{Words, say};

pub(super) static RULE: Rule = Rule::new("missing-number", Family::Basis, Severity::Warning, Allow::May, include_str!("missing_number.md"));

/// What titles of numbered documents end in.
static ENDINGS: [&str; 5] = ["通知", "意见", "批复", "公告", "实施方案"];

/// A document without its number: where it stands first, and how often.
struct Found<'a> {
    item: &'a Item,
    citation: &'a Citation,
    law: Option<&'static Law>,
    count: usize,
}

pub(super) fn check(context: &ListContext<'_>, diagnostics: &mut Diagnostics) {
    let mut titles: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut found: Vec<Found<'_>> = Vec::new();
    for (item, citation) in citations(context.list).filter(|(_, citation)| needs_number(citation)) {
        let at = *titles.entry(&citation.title).or_insert_with(|| {
            let law = laws().law(&citation.title);
            is_document(&citation.title, law).then(|| {
                found.push(Found { item, citation, law, count: 0 });
                found.len() - 1
            })
        });
        if let Some(at) = at {
            found[at].count += 1;
        }
    }
    // What stands in one cell is said at once.
    let place = |found: &Found<'_>| found.item.basis.piece_of(found.citation).place.clone();
    for cell in found.chunk_by(|one, next| std::ptr::eq(one.item, next.item) && place(one) == place(next)) {
        report(context, cell, diagnostics);
    }
}

fn report(context: &ListContext<'_>, cell: &[Found<'_>], diagnostics: &mut Diagnostics) {
    let count: usize = cell.iter().map(|found| found.count).sum();
    let (zh, en) = if count == cell.len() {
        Default::default()
    } else {
        (format!("，这份清单里共{count}处"), format!(", {count} times in this list"))
    };
    let titles: Vec<String> = cell.iter().map(|found| format!("《{}》", found.citation.title)).collect();
    let (titles_zh, titles_en) = (titles.join("、"), titles.join(", "));
    let message = match cell.len() {
        1 => say!("{titles_zh}没有写文号{zh}", "{titles_en} is cited without its number{en}"),
        several => {
            say!("{several}个文件没有写文号{zh}：{titles_zh}", "{several} documents are cited without their numbers{en}: {titles_en}")
        }
    };
    let fault = context.item(cell[0].item).fault_of(&RULE, cell[0].citation, message);
    diagnostics.push(fault.with_help(help(cell)));
}

/// The numbers the tables know, and the form of the others. A whole number as an example would be copied.
fn help(cell: &[Found<'_>]) -> Words {
    let known: Vec<(&str, &str)> =
        cell.iter().filter_map(|found| Some((found.citation.title.as_str(), found.law?.number.as_deref()?))).collect();
    match known.as_slice() {
        [] => say!(
            "查原文，在标题后面写上文号，形如“（×××〔年份〕×号）”",
            "look it up and write its number behind the title, in the form （×××〔year〕×号）"
        ),
        [(_, number)] if cell.len() == 1 => say!("在标题后面写上“（{number}）”", "write （{number}） behind the title"),
        known => {
            let each: Vec<String> = known.iter().map(|(title, number)| format!("《{title}》（{number}）")).collect();
            let (zh, en) = (each.join("；"), each.join("; "));
            let (rest_zh, rest_en) = if known.len() == cell.len() {
                ("", "")
            } else {
                ("；其余的查原文，形如“（×××〔年份〕×号）”", "; look the others up, in the form （×××〔year〕×号）")
            };
            say!("在标题后面写上文号：{zh}{rest_zh}", "write the numbers behind the titles: {en}{rest_en}")
        }
    }
}

/// Whether a title is that of a document, as far as is known, and whole: where a mark is lost, nobody knows where the title ends.
fn is_document(title: &str, law: Option<&Law>) -> bool {
    law.is_none_or(|law| law.rank >= Rank::Document)
        && brackets::unbalanced(title).is_none()
        && title.matches('<').count() == title.matches('>').count()
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
