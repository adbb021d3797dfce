//! A basis that had ended by as-of: 《婚姻法》 after 2021-01-01, 国务院令第492号 after 2019-05-15; and articles of the old 政府信息公开条例. An error only
//! where the end was read in the text itself.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::{Ended, How};
use crate::model::Citation;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::{Words, say};

pub(super) static RULE: Rule = Rule::new("ended-basis", Family::Outdated, Severity::Error, Allow::May, include_str!("ended_basis.md"));

/// The day the present 政府信息公开条例 came into force.
const FRAME_SINCE: jiff::civil::Date = jiff::civil::date(2019, 5, 15);

/// Articles people cited of the text of 2007, and where their matter stands now.
static OLD_ARTICLES: [(&str, &str); 5] = [
    ("第九条", "第十九条、第二十条"),
    ("第十条", "第二十条"),
    ("第十一条", "第二十一条"),
    ("第十二条", "第二十一条"),
    ("第十八条", "第二十六条"),
];

/// A citation of something that has ended.
type Found<'a> = (&'a Citation, &'static Ended);

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let as_of = context.circumstances.as_of;
    let mut found: Vec<Found<'_>> = Vec::new();
    for cited in context.cited() {
        if let Some(ended) = cited.ended(as_of) {
            found.push((cited.citation, ended));
        } else if as_of >= FRAME_SINCE {
            old_article(context, cited.citation, diagnostics);
        }
    }
    // What stands in one cell and weighs the same is said at once.
    let place = |(citation, _): &Found<'_>| context.item.basis.piece_of(citation).place.clone();
    let (sure, unsure): (Vec<Found<'_>>, Vec<Found<'_>>) = found.into_iter().partition(|(_, ended)| ended.sure);
    for (cells, severity) in [(sure, RULE.severity), (unsure, Severity::Warning)] {
        for cell in cells.chunk_by(|one, next| place(one) == place(next)) {
            diagnostics.push(report(context, cell).with_severity(severity));
        }
    }
}

fn report(context: &ItemContext<'_>, cell: &[Found<'_>]) -> Diagnostic {
    let (citation, ended) = cell[0];
    if cell.len() == 1 {
        return context.fault_of(&RULE, citation, message(citation, ended)).with_help(help(ended));
    }
    let (zh, en): (Vec<String>, Vec<String>) =
        cell.iter().map(|(citation, ended)| message(citation, ended)).map(|said| (said.zh, said.en)).unzip();
    let message = Words { zh: zh.join("；"), en: en.join("; ") };
    // Several that one code replaced need one help; of different ones each must say whose it is.
    let mut helps: Vec<(Words, Vec<String>)> = Vec::new();
    for (citation, ended) in cell {
        let (said, shown) = (help(ended), shown(citation, ended));
        match helps.iter_mut().find(|(known, _)| *known == said) {
            Some((_, all)) => all.push(shown),
            None => helps.push((said, vec![shown])),
        }
    }
    let help = match helps.as_slice() {
        [(only, _)] => only.clone(),
        _ => {
            let each =
                helps.iter().map(|(help, all)| (format!("{}：{}", all.join("、"), help.zh), format!("{}: {}", all.join(", "), help.en)));
            let (zh, en): (Vec<String>, Vec<String>) = each.unzip();
            Words { zh: zh.join("\n"), en: en.join("\n") }
        }
    };
    context.fault_of(&RULE, citation, message).with_help(help)
}

/// What has ended, as the citation names it.
fn shown(citation: &Citation, ended: &Ended) -> String {
    let number = citation.number.as_deref().map_or(String::new(), |number| format!("（{number}）"));
    if citation.title.is_empty() {
        return number;
    }
    format!("《{}》{}", citation.title, if ended.needs_number || ended.before_year.is_some() { number } else { String::new() })
}

fn message(citation: &Citation, ended: &Ended) -> Words {
    let shown = shown(citation, ended);
    let since = &ended.since;
    // A day, a month or a year.
    let (day, on) = if since.len() == 10 {
        (format!("自{since}起"), format!("since {since}"))
    } else {
        (format!("已经在{since}"), format!("in {since}"))
    };
    if !ended.sure {
        return say!("{shown}可能已经失效（{since}）", "{shown} may have ended ({since})");
    }
    match ended.how {
        How::Repealed => say!("{shown}{day}废止", "{shown} was repealed, {on}"),
        How::Revised => say!("{shown}是旧的文本，{day}由新的文本代替", "{shown} is the old text, replaced {on}"),
        How::Renamed => say!("{shown}{day}由新的文件代替", "{shown} was replaced by another document, {on}"),
    }
}

fn help(ended: &Ended) -> Words {
    let number = ended.successor_number.as_deref().unwrap_or_default();
    let to = match &ended.successor {
        Some(title) if number.is_empty() => format!("《{title}》"),
        Some(title) => format!("《{title}》（{number}）"),
        None if number.is_empty() => return say!("换成现行的依据，没有的删去", "cite what is in force, or leave it out"),
        None => number.to_owned(),
    };
    if ended.sure {
        say!("改为引用{to}，并核对条号", "cite {to} instead, and look up the article")
    } else {
        say!("废止的原文没有读到，请核对；现行的是{to}", "the repeal itself was not read, so look it up; now there is {to}")
    }
}

/// 《政府信息公开条例》第十八条 was about the time limit; now it is about reviewing.
fn old_article(context: &ItemContext<'_>, citation: &Citation, diagnostics: &mut Diagnostics) {
    let Some(articles) = citation.articles.as_deref() else { return };
    if !matches!(citation.title.as_str(), "中华人民共和国政府信息公开条例" | "政府信息公开条例") {
        return;
    }
    let Some((old, new)) = OLD_ARTICLES.iter().find(|(old, _)| articles.starts_with(old)) else { return };
    // 第十条 and 第十二条 of the present text are about who discloses, and about guides and catalogs.
    let name = &context.item.name.value;
    if (*old == "第十条" && name.contains("主体")) || (*old == "第十二条" && ["指南", "目录"].iter().any(|word| name.contains(word)))
    {
        return;
    }
    let message = say!(
        "《政府信息公开条例》{old}像是2007年旧条例的条号，2019年修订后条号变了",
        "{old} of the 政府信息公开条例 looks like an article of the text of 2007; the revision of 2019 changed the numbers"
    );
    let help = say!("请核对；旧条例{old}的内容，现在是{new}", "look it up; what {old} of the old text said stands in {new} now");
    diagnostics.push(context.fault_of(&RULE, citation, message).with_help(help).with_severity(Severity::Warning));
}
