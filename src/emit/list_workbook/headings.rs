//! What stands over a list, so that whoever reads the workbook finds its domain, department and kind again.

use std::borrow::Cow;

use crate::knowledge::{self, Knowledge};
use crate::model::{Form, List, ListKind};

/// The title: the list's own, else one made of town, domain and kind.
pub(super) fn title(list: &List) -> String {
    if let Some(title) = &list.title {
        return title.value.clone();
    }
    let knowledge = knowledge::load();
    let town = list.town.as_ref().map_or("", |town| town.value.as_str());
    let department = list.department.as_ref().map_or("", |department| department.value.as_str());
    let kind = list.kind.map(ListKind::word_zh);
    let domain = list.domain.as_ref().map(|domain| domain.value.as_str());
    match (list.form, domain) {
        (Form::Catalog, Some(domain)) => {
            let own =
                knowledge.domain_by_key(domain).map_or_else(|| format!("{domain}领域基层政务公开标准目录"), |known| known.title.clone());
            format!("{town}{own}{}", kind.map(|kind| format!("（{kind}）")).unwrap_or_default())
        }
        (Form::Native, Some(domain)) => {
            format!("{department}{}（{}领域）", kind.unwrap_or("事项清单"), domain_name(knowledge, domain))
        }
        (Form::Catalog | Form::Native, None) => format!("{town}{department}{}", kind.unwrap_or("事项清单")),
    }
}

/// The lines under the title: who made the list, and what its marks mean.
pub(super) fn above(list: &List) -> Vec<Cow<'_, str>> {
    let department = list.department.as_ref().map(|department| Cow::Owned(format!("编制单位：{}", department.value)));
    let legend = list.legend.as_ref().map(|legend| Cow::Borrowed(legend.value.as_str()));
    department.into_iter().chain(legend).collect()
}

/// The printed name of a domain; its key where the tables do not know it.
pub(super) fn domain_name<'a>(knowledge: &'a Knowledge, key: &'a str) -> &'a str {
    knowledge.domain_by_key(key).map_or(key, |domain| domain.name.as_str())
}
