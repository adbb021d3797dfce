//! Items that stand in no catalog because of errors, for the sheet 说明: whose they are and which rules they break.

use std::borrow::Cow;

use crate::emit::Publication;
use crate::model::register::LeftOut;

/// How such an item is called.
pub(super) const KIND: &str = "未采用的事项";

/// What is said of one.
#[derive(Debug)]
pub(super) struct Said<'a> {
    /// Name of its domain.
    pub(super) domain: &'a str,
    /// Its levels.
    pub(super) path: String,
    /// Whose file speaks of it, and what is wrong there.
    pub(super) reason: Cow<'a, str>,
}

/// What is said of an item.
pub(super) fn said<'a>(publication: Publication<'a>, left_out: &'a LeftOut) -> Said<'a> {
    let (key, path) = left_out.item.split_once('/').unwrap_or(("", &left_out.item));
    let domain = publication.catalog.domains.iter().find(|domain| domain.key == key).map_or(key, |domain| &domain.name);
    let title = |name: &&'static str| {
        let rule = publication.rules.rules.iter().find(|(rule, _)| rule.name == *name);
        rule.map_or(*name, |(rule, _)| rule.card().title_zh.as_str())
    };
    let wrong: Vec<&str> = left_out.rules.iter().map(title).collect();
    let unit = if left_out.unit.is_empty() { left_out.place.origin.file.as_str() } else { &left_out.unit };
    Said { domain, path: path.replace('/', " / "), reason: format!("{unit}报送的这一条有错误：{}", wrong.join("、")).into() }
}
