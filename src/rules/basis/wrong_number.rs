//! A number that is not that of the title: 《国有土地上房屋征收与补偿条例》（国务院令第591号）, or one that the tables give to another instrument alone.
//! The old number of a text that has ended is another matter.

use crate::diagnostic::Diagnostics;
use crate::knowledge::Cited;
use crate::knowledge::{Law, Owner, Rank, STATE, laws};
use crate::model::citation::{digest, number_key, number_year};
use crate::model::name::fold;
use crate::model::nearest::likeness;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::{Words, say};

pub(super) static RULE: Rule = Rule::new("wrong-number", Family::Basis, Severity::Error, Allow::May, include_str!("wrong_number.md"));

/// What titles of instruments end in, as far as a title can be told by it. 通知 and 决定 may publish or change another one.
static KINDS: [&str; 6] = ["条例", "办法", "规定", "细则", "规则", "法"];

/// Titles as like as this may be one title, misprinted or shortened.
const LIKE: f64 = 0.6;

/// What is wrong with a number.
enum Fault<'a> {
    /// It is another instrument's.
    Of(Owner<'a>),
    /// Laws bear no decree of the State Council.
    OfNoLaw,
    /// The instrument has other numbers.
    NotIts,
}

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for cited in context.cited() {
        let Some(number) = cited.citation.number.as_deref() else { continue };
        let law = cited.law();
        if law.is_some_and(|law| law.number.as_deref() == Some(number)) {
            continue;
        }
        let owner = laws().owner(number);
        if (law.is_none() && owner.is_none() && !number.contains('国')) || cited.ended(context.circumstances.as_of).is_some() {
            continue;
        }
        if let Some(fault) = fault(cited, law, number, owner) {
            report(context, cited, law, &fault, diagnostics);
        }
    }
}

fn fault<'a>(cited: &Cited<'_>, law: Option<&Law>, number: &str, owner: Option<Owner<'a>>) -> Option<Fault<'a>> {
    // The right figures in a wrong form (第054号, a lost 号) are number-form's business.
    let figures = digest(number);
    if law.is_some_and(|law| law.number.iter().chain(&law.other_numbers).any(|own| digest(own) == figures)) {
        return None;
    }
    let key = number_key(number);
    let title = &cited.citation.title;
    if stands_behind_title(&cited.citation.text, number) {
        match owner {
            Some(owner) if law.is_some_and(|law| law.title != owner.title) || is_other(title, &owner) => return Some(Fault::Of(owner)),
            Some(_) | None => {}
        }
        if key.starts_with("国务院令") && is_statute(title, law) {
            return Some(Fault::OfNoLaw);
        }
    }
    law.is_some_and(|law| law.only_numbers && same_kind(law, &key)).then_some(Fault::NotIts)
}

/// Whether nothing but brackets and a day stands between a title and the number: 《招标投标法》实施条例（国务院令第613号） has the number of another.
fn stands_behind_title(text: &str, number: &str) -> bool {
    let Some((_, behind)) = text.split_once('》') else { return false };
    let between: String = behind.chars().take_while(|c| !number.starts_with(*c) || c.is_ascii_digit()).collect();
    let is_day = |c: char| c.is_ascii_digit() || c.is_whitespace() || "（(【[〔年月日".contains(c);
    between.len() < behind.len() && between.chars().all(is_day)
}

/// Whether a title the tables do not know is surely not that of the owner: of another kind, or of the same and unlike.
fn is_other(title: &str, owner: &Owner<'_>) -> bool {
    let bare = |title: &str| {
        let folded = fold(title);
        folded.strip_prefix(STATE).unwrap_or(&folded).to_owned()
    };
    let cited = bare(title.split(['（', '(']).next().unwrap_or_default());
    let names: Vec<String> = std::iter::once(owner.title).chain(owner.aliases.iter().map(String::as_str)).map(bare).collect();
    let is_unlike = || names.iter().all(|name| !name.contains(&cited) && !cited.contains(name.as_str()) && likeness(&cited, name) < LIKE);
    match (kind(&cited), kind(&names[0])) {
        // 土地管理法 is no short form of 土地管理法实施条例.
        (Some("法"), own) => own != Some("法") || is_unlike(),
        (Some(_), Some(_)) => is_unlike(),
        // What is sent out with a notice bears the notice's number.
        _ => cited.contains("关于") && owner.title.contains("关于") && !owner.title.contains("印发") && is_notice(&cited) && is_unlike(),
    }
}

fn kind(title: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| title.ends_with(kind)).filter(|_| !title.contains("关于"))
}

fn is_notice(title: &str) -> bool {
    ["通知", "意见", "批复"].iter().any(|ending| title.ends_with(ending)) && !title.contains("转发")
}

/// Whether a title is that of a law of the National People's Congress: by the tables, or by its name.
fn is_statute(title: &str, law: Option<&Law>) -> bool {
    match law {
        Some(law) => law.rank == Rank::Law,
        None => kind(title) == Some("法") && title.starts_with(STATE),
    }
}

/// Whether a number is counted by the same body as the instrument's own. Another body may have passed the document on under its number.
fn same_kind(law: &Law, key: &str) -> bool {
    let by = |key: &str| key.split(['〔', '令']).next().unwrap_or_default().to_owned();
    let is_whole = key.contains('令') || number_year(key).is_some();
    is_whole && law.number.as_deref().map(number_key).is_some_and(|own| own.contains('令') == key.contains('令') && by(&own) == by(key))
}

fn report(context: &ItemContext<'_>, cited: &Cited<'_>, law: Option<&Law>, fault: &Fault<'_>, diagnostics: &mut Diagnostics) {
    let (title, number) = (&cited.citation.title, cited.citation.number.as_deref().unwrap_or_default());
    let (zh, en) = match fault {
        Fault::Of(owner) => (format!("，它是《{}》的文号", owner.title), format!(", but of 《{}》", owner.title)),
        Fault::OfNoLaw => ("：法律由主席令公布，没有国务院令的号".to_owned(), ": laws are published by 主席令".to_owned()),
        Fault::NotIts => Default::default(),
    };
    let message = say!("“{number}”不是《{title}》的文号{zh}", "“{number}” is not the number of 《{title}》{en}");
    diagnostics.push(context.fault_of(&RULE, cited.citation, message).with_help(help(law, fault)));
}

fn help(law: Option<&Law>, fault: &Fault<'_>) -> Words {
    match (law.and_then(|law| law.number.as_deref()), fault) {
        (Some(own), _) => say!("核对后改为“{own}”", "look it up and make it “{own}”"),
        (None, Fault::OfNoLaw) => {
            say!("删去这个号，或者改为公布这部法律的主席令", "leave it out, or give the 主席令 that published the law")
        }
        (None, Fault::Of(owner)) if law.is_none() => say!(
            "请核对：是标题写错了，就改为《{own}》；是文号写错了，就改为这个文件自己的文号",
            "look it up: make the title 《{own}》, or the number this document's own",
            own = owner.title
        ),
        (None, Fault::Of(_) | Fault::NotIts) => say!("请核对这个文件的文号", "look up its number"),
    }
}
