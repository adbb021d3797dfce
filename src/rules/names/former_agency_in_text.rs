//! Former names of agencies within 公开内容 and 公开依据, outside 《》: who published a document bore the name of its day.

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::wording::outside_titles;
use crate::rules::{ItemContext, Watch, agency};
use crate::words::{Words, say};

pub(super) static RULE: Rule =
    Rule::new("former-agency-in-text", Family::Names, Severity::Warning, Allow::May, include_str!("former_agency_in_text.md"));

pub(super) static WATCH: Watch = Watch { fields: &[Field::Content, Field::Basis], words: agency::FORMER };

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let circumstances = context.circumstances;
    let city = circumstances.project.map(|project| project.city.name.trim_end_matches(['市', '县', '区']));
    for &field in WATCH.fields {
        let text = outside_titles(context.item.text(field));
        for found in agency::past(&text, city, circumstances.knowledge, circumstances.as_of) {
            // The title of a document that lost its 《》.
            if field == Field::Basis && ["关于", "印发", "公告", "令"].iter().any(|word| clause(&text[found.end..]).contains(word)) {
                continue;
            }
            if is_registered(&text[found.start..found.end], context) {
                continue;
            }
            let (former, heading) = (&text[found.start..found.end], context.heading(field));
            let Words { zh, en } = found.renamed();
            let today = format!("{}{}", &text[found.start..found.name_at], found.agency.name);
            let message = say!(
                "“{heading}”里的“{former}”是机构改革以前的名称（{zh}）",
                "“{former}” under “{heading}” is a name from before the reforms ({en})"
            );
            let help = say!(
                "请改为现在的名称，一般是“{today}”，以本地机构的正式名称为准",
                "write its present name, usually “{today}”; the local one decides"
            );
            diagnostics.push(context.fault(&RULE, field, message).with_help(help));
            break;
        }
    }
}

/// What stands before the next mark.
fn clause(text: &str) -> &str {
    text.split(['。', '；', ';', '\n']).next().unwrap_or_default()
}

fn is_registered(name: &str, context: &ItemContext<'_>) -> bool {
    context.circumstances.project.is_some_and(|project| project.department(name).is_some())
}
