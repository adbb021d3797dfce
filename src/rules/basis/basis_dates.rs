//! Bases out of their time: a number of a year to come, a law not yet adopted, a plan whose years are over (2018—2020年, “十三五”). Years only;
//! which instruments have ended is another matter.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::Diagnostics;
use crate::knowledge::Cited;
use crate::knowledge::{Seen, day};
use crate::model::citation::number_year;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::{Words, say};

pub(super) static RULE: Rule = Rule::new("basis-dates", Family::Basis, Severity::Warning, Allow::May, include_str!("basis_dates.md"));

/// The five years of national plans, and of the plans for spreading knowledge of the law (七五普法). Each ends with the year given.
static PLANS: [(&str, i16); 10] = [
    ("“十一五”", 2010),
    ("“十二五”", 2015),
    ("“十三五”", 2020),
    ("“十四五”", 2025),
    ("“六五”普法", 2015),
    ("“七五”普法", 2020),
    ("“八五”普法", 2025),
    ("第六个五年规划", 2015),
    ("第七个五年规划", 2020),
    ("第八个五年规划", 2025),
];

/// 2018—2020年; the marks between are many.
static YEARS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"((?:19|20)[0-9]{2})\s*年?\s*[-—–－─~～至]{1,2}\s*((?:19|20)[0-9]{2})\s*年?").expect("a form of ours"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let year = context.circumstances.as_of.year();
    for cited in context.cited() {
        let Some((message, help)) = to_come(context, cited, year).or_else(|| over(&cited.citation.title, year)) else { continue };
        diagnostics.push(context.fault_of(&RULE, cited.citation, message).with_help(help));
    }
}

/// A number or an instrument of the time after as-of.
fn to_come(context: &ItemContext<'_>, cited: &Cited<'_>, year: i16) -> Option<(Words, Words)> {
    let citation = cited.citation;
    let (number, title) = (citation.number.as_deref().unwrap_or_default(), &citation.title);
    let as_of = context.circumstances.as_of;
    if number_year(number).is_some_and(|of_number| of_number > year) {
        let message = say!("文号“{number}”的年份在{as_of}以后", "the number “{number}” is of a year after {as_of}");
        return Some((message, say!("请核对文号的年份", "look up the year of the number")));
    }
    let law = cited.law().filter(|law| law.seen == Seen::Text)?;
    let adopted = law.adopted.as_deref().filter(|adopted| adopted.len() == 10).and_then(day).filter(|adopted| *adopted > as_of)?;
    let message =
        say!("《{title}》在{adopted}才公布，目录的日期是{as_of}", "《{title}》 was adopted on {adopted} only; the catalog is of {as_of}");
    let help = say!("换成当时有效的依据，或者核对目录的日期", "cite what was in force then, or look up the date of the catalog");
    Some((message, help))
}

/// A plan whose years are over.
fn over(title: &str, year: i16) -> Option<(Words, Words)> {
    let may_be = title.contains('五') || title.contains("20");
    let (shown, end) = if may_be { plan(title).or_else(|| years(title)) } else { None }?;
    if end >= year {
        return None;
    }
    let message = say!("《{title}》的期限（{shown}）到{end}年底已经结束", "the term of 《{title}》 ({shown}) was over with the year {end}");
    Some((message, say!("换成现行的文件；没有新文件的，删去", "cite the present document, or leave it out where there is none")))
}

fn plan(title: &str) -> Option<(String, i16)> {
    let plain = title.replace(['"', '”', '“'], "");
    let plan = PLANS.iter().find(|(name, _)| plain.contains(name.replace(['“', '”'], "").as_str()))?;
    // 十三五 alone is the plan; 七五 needs its 普法.
    Some((plan.0.to_owned(), plan.1))
}

fn years(title: &str) -> Option<(String, i16)> {
    let found = YEARS.captures(title)?;
    Some((found[0].trim().to_owned(), found[2].parse().ok()?))
}
