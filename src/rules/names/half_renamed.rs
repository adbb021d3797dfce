//! A table that calls itself 乡村振兴 while an item still speaks of 扶贫办 and 贫困人口识别: only the title was changed.

use crate::diagnostic::Diagnostics;
use crate::model::{Field, List};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, Watch};
use crate::words::say;

pub(super) static RULE: Rule = Rule::new("half-renamed", Family::Names, Severity::Warning, Allow::May, include_str!("half_renamed.md"));

pub(super) static WATCH: Watch = Watch {
    fields: &[Field::Group, Field::Name, Field::Subname, Field::Content, Field::Basis],
    words: &["扶贫办", "扶贫开发办公室", "贫困人口识别", "贫困户识别", "贫困人口退出", "扶贫对象", "扶贫开发建档立卡"],
};

/// The domain that was renamed.
const DOMAIN: &str = "fupin";

/// What the domain is called now, and what the documents of the new time speak of.
const NEW: &str = "乡村振兴";
const NEW_DOCUMENTS: [&str; 3] = [NEW, "返贫", "衔接"];

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    if context.domain != DOMAIN || !is_called_new(context) {
        return;
    }
    for &field in WATCH.fields {
        let text = context.item.text(field);
        let Some(old) = WATCH.words.iter().find(|word| text.contains(**word)) else { continue };
        // A newer document beside the old one: somebody has looked at it.
        if field == Field::Basis && NEW_DOCUMENTS.iter().any(|word| text.contains(word)) {
            continue;
        }
        let heading = context.heading(field);
        let message =
            say!("目录已经改称“{NEW}”，“{heading}”里还是“{old}”", "the table is called {NEW} now, but “{heading}” still says “{old}”");
        let help = if field == Field::Basis {
            say!(
                "请核对这个文件是否仍是依据，补上防止返贫、乡村振兴的现行文件",
                "check whether this document still holds; add the present ones"
            )
        } else {
            say!("请按现行政策改写，如“防止返贫监测对象识别”", "write it as the present policy does, such as 防止返贫监测对象识别")
        };
        diagnostics.push(context.fault(&RULE, field, message).with_help(help));
    }
}

/// Whether the list, its file or the city calls the domain by its new name.
fn is_called_new(context: &ItemContext<'_>) -> bool {
    let is_new = |name: &str| name.contains(NEW) && !name.contains("扶贫") && !name.contains("脱贫");
    let of_list = |list: &List| {
        let origin = &list.place.origin;
        let title = list.title.as_ref().is_some_and(|title| is_new(&title.value));
        title || is_new(&origin.file) || origin.sheet.as_ref().is_some_and(|sheet| is_new(&sheet.name))
    };
    let of_city = context.circumstances.project.is_some_and(|project| {
        let mut settings = project.domains.iter().filter(|setting| setting.key.value == DOMAIN);
        settings.any(|setting| is_new(&setting.name) || setting.title.as_ref().is_some_and(|title| is_new(title)))
    });
    of_city || context.list.is_some_and(of_list)
}
