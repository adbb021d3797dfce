//! What stands over a list, so that whoever reads the workbook finds its domain, department and kind again.

use std::borrow::Cow;

use crate::emit::workbook::wording;
use crate::knowledge::{self, Knowledge};
use crate::model::{List, Mark};

/// The title: the list's own. One that has none gets one only where nothing else says whose it is: domain and kind stand on the tab.
pub(super) fn title(list: &List) -> String {
    match (&list.title, &list.town) {
        (Some(title), _) => title.value.clone(),
        (None, Some(town)) => {
            let domain = list.domain.as_ref().map(|domain| domain_name(knowledge::load(), &domain.value));
            format!("{}{}", town.value, domain.map(|domain| format!("{domain}领域")).unwrap_or_default())
        }
        (None, None) => String::new(),
    }
}

/// The lines under the title: who made the list, and what its marks mean. Where a note says who made it, it stands there with
/// those before it, for only there it is looked for.
pub(super) fn above(list: &List) -> Vec<Cow<'_, str>> {
    let mut lines: Vec<Cow<'_, str>> = list.notes[..notes_above(list)].iter().map(|note| Cow::Borrowed(note.value.as_str())).collect();
    if lines.is_empty()
        && let Some(department) = &list.department
    {
        lines.push(Cow::Owned(format!("编制单位：{}", department.value)));
    }
    lines.extend(list.legend.as_ref().map(|legend| Cow::Borrowed(legend.value.as_str())).or_else(|| own_legend(list)));
    lines
}

/// How many of the notes stand above the table: those up to the one that names the department.
pub(super) fn notes_above(list: &List) -> usize {
    let names = |note: &str| {
        let department = list.department.as_ref().map_or("", |department| department.value.as_str());
        !department.is_empty() && note.contains("单位") && note.contains(['：', ':']) && note.contains(department)
    };
    list.notes.iter().position(|note| names(&note.value)).map_or(0, |at| at + 1)
}

/// What the marks of a YAML list mean, which says it at each of them. Not where a plain ■ stands among channels that are 必选: it would
/// become one, too. 〔*…〕 needs no legend.
fn own_legend(list: &List) -> Option<Cow<'_, str>> {
    let channels = || list.items.iter().flat_map(|item| &item.channels.value);
    let marked = channels().next().is_some() && channels().all(|channel| channel.mark != Mark::Used);
    let mut contents = list.items.iter().flat_map(|item| &item.content.value);
    wording::legend_of(marked, contents.any(|content| content.mark == Some(Mark::Required))).map(Cow::Borrowed)
}

/// The printed name of a domain; its key where the tables do not know it.
pub(super) fn domain_name<'a>(knowledge: &'a Knowledge, key: &'a str) -> &'a str {
    knowledge.domain_by_key(key).map_or(key, |domain| domain.name.as_str())
}
