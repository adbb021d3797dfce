//! A document of 公开依据 named without 《》: 社会保险法. Words that name no document (等法律法规, 相关规定, the words of an article) are none of its business.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::laws;
use crate::model::{Citation, Field, document};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::cited::marked;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("unmarked-title", Family::Basis, Severity::Error, Allow::May, include_str!("unmarked_title.md"));

/// A number and nothing else.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[一-龥A-Za-z]{1,20}\s*(?:[〔﹝\[［【（(]\s*(?:19|20)[0-9]{2}\s*[〕﹞\]］】）)]\s*第?\s*[0-9]{1,5}\s*号",
        r"|令\s*第?\s*[0-9一二三四五六七八九十百零〇]+\s*号)$"
    ))
    .expect("a form of ours")
});

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for citation in &context.item.basis.value {
        if let Some(numbers) = lone_numbers(citation) {
            diagnostics.push(untitled(context, citation, &numbers));
            continue;
        }
        let Some(title) = unmarked(citation) else { continue };
        let marked = marked(title);
        let message = say!(
            "“{heading}”中的文件名称“{title}”没有写在书名号里",
            "the document “{title}” is named without 《》",
            heading = context.heading(Field::Basis)
        );
        let help = say!("改为“{marked}”，写全称，有文号的写上文号", "make it {marked}: the full title, and the number where it has one");
        diagnostics.push(context.fault_of(&RULE, citation, message).with_help(help));
    }
}

/// The numbers of a citation that is nothing else: 国发〔2012〕45号、民发〔2021〕57号.
fn lone_numbers(citation: &Citation) -> Option<Vec<&str>> {
    let text = citation.text.trim_end();
    if !text.ends_with('号') || text.contains(['《', '》', '〈', '〉']) {
        return None;
    }
    let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| NUMBER.is_match(part).then_some(part)).collect()
}

/// Numbers without titles. The documents can be found by them, so this weighs less.
fn untitled(context: &ItemContext<'_>, citation: &Citation, numbers: &[&str]) -> Diagnostic {
    let (zh, en): (Vec<String>, Vec<String>) = numbers.iter().map(|number| (format!("“{number}”"), format!("“{number}”"))).unzip();
    let message = say!("{zh}只有文号，没有写标题", "nothing but a number, no title: {en}", zh = zh.join("、"), en = en.join(", "));
    let right: Vec<String> = numbers
        .iter()
        .map(|number| {
            let mut bearers = laws().with_number(number);
            let title = match (bearers.next(), bearers.next()) {
                (Some(law), None) => law.title.as_str(),
                (Some(_), Some(_)) | (None, _) => "……",
            };
            format!("《{title}》（{number}）")
        })
        .collect();
    let right = right.join("、");
    let help = say!("查原文，在文号前面写上标题：{right}", "look it up and write the title before the number: {right}");
    context.fault_of(&RULE, citation, message).with_help(help).with_severity(Severity::Warning)
}

/// The name of a document without its marks: by its build, or as the tables have it.
fn unmarked(citation: &Citation) -> Option<&str> {
    // Nearly every citation begins with its title.
    if citation.text.starts_with('《') || citation.text.contains(['《', '》', '〈', '<']) {
        return None;
    }
    let title = document::tail_cut(&citation.title);
    (document::is_named(title) || laws().known(title).is_some()).then_some(title)
}
