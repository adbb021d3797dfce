//! Why this edition differs from the one before: `withdrawn` and `reasons`. Whether anything they name changed, the comparison of the
//! editions finds out.

use super::settings::RULES;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Field;
use crate::place::{Located, Place};
use crate::read::mapping::Mapping;
use crate::rule::stage::project;
use crate::words::say;

/// An item of the edition before that is gone on purpose.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// The entry.
    pub place: Place,
    /// Selector of the item, as the edition before had it.
    pub item: Located<String>,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Option<String>,
}

/// Why something is new or changed since the edition before.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The entry.
    pub place: Place,
    /// What changed.
    pub subject: Subject,
    /// The field of items it is about; all when not said.
    pub field: Option<Field>,
    /// Why.
    pub reason: String,
}

/// What a `reasons` entry is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// Selector of items, in this edition or the one before.
    Item(Located<String>),
    /// A domain, in this edition or the one before.
    Domain(Located<String>),
    /// A town, also one that is gone.
    Town(Located<String>),
    /// A department, also one that is gone.
    Department(Located<String>),
}

/// `withdrawn`.
pub(super) fn withdrawn(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Withdrawn> {
    let mut list = Vec::new();
    for node in root.list("withdrawn") {
        let example = "{item: 义务教育/招生管理/招生办法, reason: …}";
        let Some(entry) = Mapping::of(node, &["item", "reason", "since"], &RULES, example, diagnostics) else { continue };
        let item = entry.required_text("item", diagnostics);
        let reason = entry.required_text("reason", diagnostics);
        let since = entry.text("since", diagnostics).map(|text| text.value);
        if let (Some(item), Some(reason)) = (item, reason) {
            list.push(Withdrawn { place: entry.place.clone(), item, reason: reason.value, since });
        }
    }
    list
}

/// What a reason can be given for; each entry names one of them.
const SUBJECTS: [&str; 4] = ["item", "domain", "town", "department"];

/// `reasons`.
pub(super) fn reasons(root: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Vec<Explained> {
    let keys: &[&str] = &["item", "domain", "town", "department", "field", "reason"];
    let mut list = Vec::new();
    for node in root.list("reasons") {
        let Some(entry) = Mapping::of(node, keys, &RULES, "{item: 招生政策, field: basis, reason: …}", diagnostics) else { continue };
        let subject = subject(&entry, diagnostics);
        let written = entry.text("field", diagnostics);
        let field = written.map(|word| super::decisions::field(word, diagnostics).and_then(|word| Field::named(&word.value)));
        let reason = entry.required_text("reason", diagnostics);
        // An entry whose field is not known would explain every field.
        if let (Some(subject), Some(reason), None | Some(Some(_))) = (subject, reason, field) {
            list.push(Explained { place: entry.place.clone(), subject, field: field.flatten(), reason: reason.value });
        }
    }
    list
}

fn subject(entry: &Mapping<'_>, diagnostics: &mut Diagnostics) -> Option<Subject> {
    let mut named: Vec<(&str, Located<String>)> =
        SUBJECTS.into_iter().filter_map(|key| Some((key, entry.text(key, diagnostics)?))).collect();
    if named.len() != 1 {
        let (all_zh, all_en) = (SUBJECTS.join("、"), SUBJECTS.join(", "));
        let (place, problem) = match named.get(1) {
            Some((_, second)) => (&second.place, say!("一条 reasons 只能说一样东西", "an entry of reasons is about one thing")),
            None => (entry.place, say!("没有写明这是什么的理由", "it is not said what this is the reason for")),
        };
        let help = say!("请在 {all_zh} 里选一项来写；几样东西请分成几条", "write one of {all_en}; write an entry for each thing");
        diagnostics.push(Diagnostic::new(&project::WRONG_SETTING, place.clone(), problem).with_help(help));
        return None;
    }
    let (key, word) = named.pop()?;
    Some(match key {
        "item" => Subject::Item(word),
        "domain" => Subject::Domain(word),
        "town" => Subject::Town(word),
        _ => Subject::Department(word),
    })
}
