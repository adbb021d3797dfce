//! What stands over a list, so that whoever reads the workbook finds its domain, department and kind again.

use std::borrow::Cow;

use crate::emit::workbook::wording;
use crate::knowledge::{self, Knowledge};
use crate::model::{Form, List, Mark, name};

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
    let titled = list.title.as_ref().is_some_and(|title| is_department(list, &title.value));
    if department_note(list).is_none()
        && !titled
        && let Some(department) = &list.department
    {
        lines.push(Cow::Owned(format!("编制单位：{}", department.value)));
    }
    lines.extend(list.legend.as_ref().map(|legend| Cow::Borrowed(legend.value.as_str())).or_else(|| own_legend(list)));
    lines
}

/// How many of the notes stand above the table: those up to the one that names the department.
pub(super) fn notes_above(list: &List) -> usize {
    // Right under a heading without rows, a note of one word might be read as a part of the heading.
    if list.items.is_empty() && list.powers.is_empty() {
        return list.notes.len();
    }
    department_note(list).map_or(0, |at| at + 1)
}

/// The note that names the department.
fn department_note(list: &List) -> Option<usize> {
    let names = |note: &str| {
        let department = list.department.as_ref().map_or("", |department| department.value.as_str());
        let labelled = !department.is_empty() && note.contains("单位") && note.contains(['：', ':']) && note.contains(department);
        labelled || is_department(list, note)
    };
    list.notes.iter().position(|note| names(&note.value))
}

/// What the marks of a YAML list mean, which says it at each of them. Not where a plain ■ stands among channels that are 必选: it would
/// become one, too. 〔*…〕 needs no legend.
fn own_legend(list: &List) -> Option<Cow<'_, str>> {
    let channels = || list.items.iter().flat_map(|item| item.channels.value.iter());
    let marked = channels().next().is_some() && channels().all(|channel| channel.mark != Mark::Used);
    let mut contents = list.items.iter().flat_map(|item| &item.content.value);
    wording::legend_of(marked, contents.any(|content| content.mark == Some(Mark::Required))).map(Cow::Borrowed)
}

/// Whether a line of a native list is the name of its department: `一、市教育局（12项）`. That is how such lists say whose they are.
fn is_department(list: &List, line: &str) -> bool {
    let Some(department) = list.department.as_ref().filter(|_| list.form == Form::Native) else { return false };
    let line = name::without_number(line);
    let labelled = line.split_once(['：', ':']).map_or(line, |(_, name)| name.trim_start());
    labelled.strip_prefix(department.value.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['（', '(']))
}

/// The printed name of a domain; its key where the tables do not know it.
pub(super) fn domain_name<'a>(knowledge: &'a Knowledge, key: &'a str) -> &'a str {
    knowledge.domain_by_key(key).map_or(key, |domain| domain.name.as_str())
}
