//! What a page says of a statute: whether it holds on the day of the edition, since when not, what took its place and where that was read.
//! Claims no more than the tables know.

use std::borrow::Cow;

use super::frame::Frame;
use super::link;
use crate::emit::indexes::{Status, Statute};
use crate::knowledge::{Ended, How, Law, Rank, day};
use crate::model::name::fold;

/// A word, and how it is meant to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// 未见废止, 已废止, 尚未施行 …
    pub(super) text: &'static str,
    /// Its name in the stylesheet: what does not hold is red.
    pub(super) look: &'static str,
}

/// Something that is known, under a label, with the page it leads to.
pub(super) struct Fact<'a> {
    pub(super) label: &'static str,
    pub(super) text: Cow<'a, str>,
    pub(super) address: Option<Cow<'a, str>>,
    /// Its name in the stylesheet.
    pub(super) look: &'static str,
}

/// The word for a statute.
pub(super) fn word(statute: &Statute<'_>) -> Word {
    let (text, look) = match (statute.status, statute.law) {
        (Status::Ended(ended), _) => (how(ended).0, "missing"),
        (Status::NotYet(_), _) => ("尚未施行", "missing"),
        // The tables hold texts that nobody has looked for later changes of.
        (Status::InForce, Some(law)) if law.checked_to.is_some() => ("未见废止", "present"),
        (Status::InForce | Status::Unsettled(_) | Status::Unknown, _) => ("未核实", "present"),
    };
    Word { text, look }
}

/// The word, and what its day is called.
fn how(ended: &Ended) -> (&'static str, &'static str) {
    match ended.how {
        How::Repealed => ("已废止", "废止"),
        How::Revised => ("已修订", "修订"),
        How::Renamed => ("已被代替", "代替"),
    }
}

/// All that is known of a statute, for a page one folder below the site's.
pub(super) fn facts<'a>(frame: &'a Frame<'a>, statute: &'a Statute<'a>) -> Vec<Fact<'a>> {
    let word = word(statute);
    let text = match statute.status {
        Status::NotYet(from) => Cow::Owned(format!("{}（自{from}起施行）", word.text)),
        Status::InForce | Status::Ended(_) | Status::Unsettled(_) | Status::Unknown => Cow::Borrowed(word.text),
    };
    let mut facts = vec![Fact { look: word.look, ..plain("状态", text) }];
    if let Some(number) = statute.number {
        facts.push(plain("文号", Cow::Borrowed(number)));
    }
    match (statute.status, statute.law) {
        (Status::Ended(ended), _) => {
            facts.push(plain(how(ended).1, Cow::Owned(format!("自{}起", ended.since))));
            facts.extend(end(frame, ended));
        }
        (Status::Unsettled(look_up), _) => {
            facts.push(plain("待核实", Cow::Borrowed(&look_up.zh)));
            facts.extend(source(&look_up.source));
        }
        (Status::InForce | Status::NotYet(_), Some(law)) => facts.extend(present(frame, statute, law)),
        (Status::Unknown, _) if statute.ends_later.is_some() => {
            facts.extend(statute.ends_later.into_iter().flat_map(|ended| later(frame, ended)));
        }
        (Status::InForce | Status::NotYet(_) | Status::Unknown, _) => {
            facts.push(plain("说明", Cow::Borrowed("程序的法规表中没有这个文件，效力没有核实。")));
        }
    }
    facts
}

fn plain<'a>(label: &'static str, text: Cow<'a, str>) -> Fact<'a> {
    Fact { label, text, address: None, look: "present" }
}

/// It ends after the day of the edition.
fn later<'a>(frame: &'a Frame<'a>, ended: &'static Ended) -> Vec<Fact<'a>> {
    let text = format!("在本目录截至日之后，自{}起{}", ended.since, how(ended).0.trim_start_matches('已'));
    let mut facts = vec![plain("核对", Cow::Owned(text))];
    facts.extend(end(frame, ended));
    facts
}

/// What took its place, and where that was read.
fn end<'a>(frame: &'a Frame<'a>, ended: &'static Ended) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    if let Some(successor) = &ended.successor {
        let number = ended.successor_number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
        let clause = ended.successor_clause.as_deref().unwrap_or_default();
        let address = followed_by(frame, successor, ended).map(Cow::Owned);
        let text = Cow::Owned(format!("《{successor}》{number}{clause}"));
        facts.push(Fact { address, ..plain("由其代替", text) });
    }
    if !ended.sure {
        facts.push(plain("核实程度", Cow::Borrowed("没有见到原文，以公布的文本为准。")));
    }
    facts.extend(source(&ended.source));
    facts
}

/// The page of what took a statute's place, when items cite that too.
fn followed_by(frame: &Frame<'_>, successor: &str, ended: &Ended) -> Option<String> {
    let holds = |statute: &&Statute<'_>| {
        let own = match statute.status {
            Status::Ended(known) => Some(known),
            Status::InForce | Status::NotYet(_) | Status::Unsettled(_) | Status::Unknown => statute.ends_later,
        };
        own.is_none_or(|known| !std::ptr::eq(known, ended))
    };
    let index = frame.statutes.iter().position(|statute| fold(statute.title) == fold(successor) && holds(&statute))?;
    Some(format!("../{}", frame.statute_file(index)))
}

fn present<'a>(frame: &'a Frame<'a>, statute: &Statute<'_>, law: &'static Law) -> Vec<Fact<'a>> {
    let as_of = frame.publication.project.edition.as_of.as_ref().map(|date| date.value);
    let by_then = |date: &&str| as_of.is_none_or(|as_of| day(date).is_none_or(|day| day <= as_of));
    let mut facts = vec![plain("位阶", Cow::Borrowed(rank(law.rank)))];
    let revised: Vec<&str> = law.revised.iter().map(|revision| revision.date.as_str()).filter(by_then).collect();
    facts.extend(law.adopted.as_deref().map(|date| plain("制定", Cow::Borrowed(date))));
    if let Some(from) = law.in_force_from.as_deref().filter(|_| law.revised.is_empty()) {
        let later = if by_then(&from) { "" } else { "（在本目录截至日之后）" };
        facts.push(plain("施行", Cow::Owned(format!("{from}{later}"))));
    }
    if !revised.is_empty() {
        facts.push(plain("修订、修正", Cow::Owned(revised.join("、"))));
    }
    if let Some(ended) = statute.ends_later {
        facts.extend(later(frame, ended));
        return facts;
    }
    facts.push(plain(
        "核对",
        match &law.checked_to {
            Some(checked_to) => Cow::Owned(format!("截至{checked_to}未见废止")),
            None => Cow::Borrowed("此后是否修改、废止，没有核对"),
        },
    ));
    facts.extend(source(&law.source));
    facts
}

fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Law => "法律",
        Rank::Regulation => "行政法规",
        Rank::Rule => "部门规章",
        Rank::Document => "规范性文件",
        Rank::Standard => "标准",
    }
}

/// Where it was read: a page of a government, else nothing.
fn source<'a>(source: &'static str) -> Option<Fact<'a>> {
    let address = source.split([' ', ',', ';']).next().and_then(link::web_address).filter(|address| is_page_of_government(address))?;
    Some(Fact { address: Some(Cow::Borrowed(address)), ..plain("出处", Cow::Borrowed(address)) })
}

/// Whether an address of the web names a page, not a host alone, and the host is a government's.
fn is_page_of_government(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let Some((host, path)) = rest.split_once('/') else { return false };
    let name = host.split(':').next().unwrap_or(host);
    name.to_ascii_lowercase().ends_with(".gov.cn") && path.starts_with(|c: char| c != '?' && c != '#')
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn only_pages_of_a_government_are_named() {
        let page = "https://www.mee.gov.cn/a/b.html";
        assert_eq!(source("https://www.mee.gov.cn/a/b.html (of 2020), read").map(|fact| fact.text.into_owned()).as_deref(), Some(page));
        for other in [
            "LawRefBook/Laws@2f4c5c2:民法典/附则.md",
            "https://zh.m.wikisource.org (x)",
            "https://zh.wikisource.org/wiki/x",
            "https://yncn.gov.cn",
            "https://yncn.gov.cn/",
            "https://example.cn/?a=.gov.cn/b",
            "page read, its address was not kept",
        ] {
            assert!(source(other).is_none(), "{other}");
        }
    }
}
