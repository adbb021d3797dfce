//! A document of 公开依据 named without 《》: 社会保险法. Words that name no document (等法律法规, 相关规定, the words of an article) are none of its business.

use crate::diagnostic::Diagnostics;
use crate::knowledge::laws;
use crate::model::{Citation, Field, document};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::rules::cited::marked;
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("unmarked-title", Family::Basis, Severity::Error, Allow::May, include_str!("unmarked_title.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    for citation in &context.item.basis.value {
        let Some(title) = unmarked(citation) else { continue };
        let marked = marked(title);
        let message = say!(
            "“{heading}”中的文件名称“{title}”没有写在书名号里",
            "the document “{title}” is named without 《》",
            heading = context.heading(Field::Basis)
        );
        let help = say!("改为“{marked}”，写全称，有文号的写上文号", "make it {marked}: the full title, and the number where it has one");
        diagnostics.push(context.fault(&RULE, Field::Basis, message).with_help(help));
    }
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
