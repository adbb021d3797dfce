//! Why things changed: what the office says of it (`reasons`, `withdrawn`, `renamed`), before what is known without its words. What is said
//! of something that did not change is reported.

use std::collections::BTreeSet;

use super::{Found, Position};
use crate::diagnostic::Diagnostic;
use crate::model::changes::{ChangeKind, EditionChange, FieldChange, What};
use crate::model::edition::{About, Edition, SaidReason};
use crate::model::name::{self, fold};
use crate::model::selector::{self, Index};
use crate::model::{Field, nearest};
use crate::place::Located;
use crate::rule::stage::project::UNUSED_SETTING;
use crate::words::{Words, say};

/// The items of both editions by their names.
struct Named {
    old: (Index, Vec<Position>),
    new: (Index, Vec<Position>),
}

impl Named {
    fn of(old: &Edition<'_>, new: &Edition<'_>) -> Self {
        let said = &new.said;
        let is_asked = !(said.renamed.is_empty() && said.withdrawn.is_empty() && said.reasons.is_empty());
        let of = |edition: &Edition<'_>| Index::of_catalog(&edition.catalog, |_| is_asked);
        Self { old: of(old), new: of(new) }
    }

    fn in_old(&self, word: &str) -> BTreeSet<Position> {
        self.old.0.find(word).into_iter().map(|at| self.old.1[at]).collect()
    }

    fn in_new(&self, word: &str) -> BTreeSet<Position> {
        self.new.0.find(word).into_iter().map(|at| self.new.1[at]).collect()
    }
}

/// Gives every change its reason, where there is one. What is said and explains nothing comes back as findings.
pub(super) fn explain(found: &mut [Found], old: &Edition<'_>, new: &Edition<'_>) -> Vec<Diagnostic> {
    let named = Named::of(old, new);
    let mut findings = Vec::new();
    withdrawn(found, new, &named, &mut findings);
    renamed(found, (old, new), &named, &mut findings);
    // What is said of single items goes before what is said of all of a domain, town or department.
    let of_items = |said: &&SaidReason| said.about == About::Item;
    for said in new.said.reasons.iter().filter(of_items) {
        let items = (named.in_old(&said.word.value), named.in_new(&said.word.value));
        let is_meant = |found: &Found| {
            found.change.what == What::Item
                && (found.old.is_some_and(|at| items.0.contains(&at)) || found.new.is_some_and(|at| items.1.contains(&at)))
        };
        if !give(found, said, is_meant) {
            findings.push(unused(said, items.0.is_empty() && items.1.is_empty(), (old, new), &named));
        }
    }
    for said in new.said.reasons.iter().filter(|said| !of_items(said)) {
        let is_meant = |found: &Found| is_of_unit(&found.change, said);
        if !give(found, said, is_meant) {
            findings.push(unused(said, !is_known(said, old, new), (old, new), &named));
        }
    }
    found.iter_mut().for_each(|found| lift(&mut found.change));
    findings
}

/// Gives a reason to what it is about; false when that is nothing. A reason that stands already is nearer.
fn give(found: &mut [Found], said: &SaidReason, is_meant: impl Fn(&Found) -> bool) -> bool {
    let mut is_used = false;
    for change in found.iter_mut().filter(|found| is_meant(found)).map(|found| &mut found.change) {
        let is_exact = said.about == About::Item && change.town.is_none();
        let Some(meant) = fields_meant(said, change) else {
            let is_explained = !change.fields.is_empty() && change.fields.iter().all(|field| field.reason.is_some());
            if is_exact || (change.reason.is_none() && !is_explained) {
                change.reason = Some(said.reason.clone());
            }
            is_used = true;
            continue;
        };
        is_used |= !meant.is_empty();
        let is_open = change.reason.is_none();
        for at in meant {
            let field = &mut change.fields[at];
            if is_exact || (is_open && field.reason.is_none()) {
                field.reason = Some(said.reason.clone());
            }
        }
    }
    is_used
}

/// The fields of a change that a reason is for; none when it is for the change as a whole. A department is the reason of what names it.
fn fields_meant(said: &SaidReason, change: &EditionChange) -> Option<Vec<usize>> {
    let by_name = said.about == About::Department && change.what != What::Department;
    if said.field.is_none() && !by_name {
        return None;
    }
    let is_meant = |field: &FieldChange| {
        let names_body = field.field.is_none_or(|field| field == Field::Subject);
        let is_named = [&field.from, &field.to].iter().any(|text| text.contains(said.word.value.as_str()));
        (said.field.is_none() || said.field == field.field) && (!by_name || (names_body && is_named))
    };
    Some((0..change.fields.len()).filter(|at| is_meant(&change.fields[*at])).collect())
}

/// Whether a change is one of the domain, town or department that a reason names.
fn is_of_unit(change: &EditionChange, said: &SaidReason) -> bool {
    let word = said.word.value.trim();
    let is_called = |what: What| change.what == what && (change.name == word || change.was.as_deref() == Some(word));
    match said.about {
        About::Item => false,
        About::Domain => {
            let bare = word.strip_suffix("领域").unwrap_or(word);
            let is_renamed = change.what == What::Domain && change.was.as_deref() == Some(bare);
            change.domain.as_deref() == Some(word) || (change.domain.is_some() && change.domain_name == bare) || is_renamed
        }
        About::Town => is_called(What::Town) || change.town.as_deref() == Some(word),
        About::Department => is_called(What::Department) || matches!(change.what, What::Domain | What::Item),
    }
}

fn is_known(said: &SaidReason, old: &Edition<'_>, new: &Edition<'_>) -> bool {
    names(said.about, old).chain(names(said.about, new)).any(|name| fold(name) == fold(&said.word.value))
}

/// What an edition calls its domains, towns or departments.
fn names<'a>(about: About, edition: &'a Edition<'_>) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    match about {
        About::Item => Box::new(std::iter::empty()),
        About::Domain => Box::new(edition.catalog.domains.iter().flat_map(|domain| [domain.name.as_str(), domain.key.as_str()])),
        About::Town => Box::new(edition.catalog.towns.iter().map(|town| town.name.as_str())),
        About::Department => Box::new(edition.departments.iter().map(|department| department.name.as_str())),
    }
}

/// Where every field has the same reason, and the change none of its own, it is that of the change.
fn lift(change: &mut EditionChange) {
    let first = change.fields.first().and_then(|field| field.reason.clone());
    if first.is_some() && change.reason.is_none() && change.fields.iter().all(|field| field.reason == first) {
        change.reason = first;
    }
    for field in &mut change.fields {
        field.reason = field.reason.take().filter(|reason| Some(reason) != change.reason.as_ref());
    }
}

/// `withdrawn`: items of the edition before.
fn withdrawn(found: &mut [Found], new: &Edition<'_>, named: &Named, findings: &mut Vec<Diagnostic>) {
    for said in &new.said.withdrawn {
        let items = named.in_old(&said.item.value);
        let mut is_used = false;
        for found in found.iter_mut().filter(|found| found.old.is_some_and(|at| items.contains(&at))) {
            if found.change.kind == ChangeKind::Removed && found.new.is_none() {
                found.change.reason = Some(said.reason.clone());
                is_used = true;
            }
        }
        let word = &said.item.value;
        if items.is_empty() {
            let problem = say!(
                "这条 withdrawn 没有起作用：上一版没有事项“{word}”",
                "This withdrawn has no effect: the edition before had no item “{word}”"
            );
            findings.push(finding(&said.item, problem, nearest_items(&named.old.0, word)));
        } else if !is_used {
            let problem = say!(
                "这条 withdrawn 没有起作用：“{word}”还在目录里",
                "This withdrawn has no effect: “{word}” still stands in the catalogs"
            );
            let help = say!("确实取消的，请从清单里删去；没有取消的，请删去这一条", "take it out of the lists, or delete the entry");
            findings.push(finding(&said.item, problem, help));
        }
        if items.len() > 1 && !selector::is_pattern(word) {
            let count = items.len();
            let problem = say!("“{word}”可以指上一版的{count}个事项", "“{word}” could be {count} items of the edition before");
            findings.push(finding(&said.item, problem, say!("请写得更完整", "write more of the path")));
        }
    }
}

/// `renamed`: items of both editions.
fn renamed(found: &mut [Found], (old, new): (&Edition<'_>, &Edition<'_>), named: &Named, findings: &mut Vec<Diagnostic>) {
    let ids: BTreeSet<&str> = super::items::positions(old).map(|at| super::entry(old, at).id.as_str()).collect();
    for said in &new.said.renamed {
        let items = named.in_new(&said.to.value);
        for found in found.iter_mut().filter(|found| found.new.is_some_and(|at| items.contains(&at))) {
            if found.change.kind == ChangeKind::Renamed
                && let Some(reason) = &said.reason
            {
                found.change.reason = Some(reason.clone());
            }
        }
        let (from, to) = (&said.from.value, &said.to.value);
        let is_renamed_again = new.said.renamed.iter().any(|later| parts(&later.from.value).ends_with(&parts(to)));
        if items.is_empty() && is_renamed_again {
            continue;
        }
        if items.is_empty() {
            let problem = say!("这条 renamed 没有起作用：没有事项“{to}”", "This renamed has no effect: there is no item “{to}”");
            findings.push(finding(&said.to, problem, nearest_items(&named.new.0, to)));
        } else if !items.iter().any(|at| ids.contains(super::entry(new, *at).id.as_str())) {
            let problem = say!(
                "这条 renamed 没有起作用：上一版没有事项“{from}”",
                "This renamed has no effect: the edition before had no item “{from}”"
            );
            findings.push(finding(&said.from, problem, nearest_items(&named.old.0, from)));
        }
    }
}

/// The parts of a path in the form in which names are compared.
fn parts(path: &str) -> Vec<String> {
    path.split('/').map(name::key).collect()
}

fn nearest_items(index: &Index, word: &str) -> Words {
    let near = index.nearest(word, 3).join("、");
    if near.is_empty() {
        return say!("请写“领域/一级事项/二级事项”；用不着的，请删去", "Write 领域/一级事项/二级事项, or delete the entry");
    }
    say!("最接近的是：{near}；用不着的，请删去", "The nearest are: {near}; else delete the entry")
}

/// A reason that explains nothing.
fn unused(said: &SaidReason, is_unknown: bool, (old, new): (&Edition<'_>, &Edition<'_>), named: &Named) -> Diagnostic {
    let (word, what) = (&said.word.value, said.about.word());
    if is_unknown {
        let problem = say!(
            "这条 reasons 没有起作用：这一版和上一版都没有{zh}“{word}”",
            "This reason has no effect: neither edition has the {en} “{word}”",
            zh = what.0,
            en = what.1
        );
        let known: Vec<&str> = names(said.about, new).chain(names(said.about, old)).collect();
        let help = match said.about {
            About::Item => nearest_items(&named.new.0, word),
            About::Domain | About::Town | About::Department => nearest::did_you_mean(word, known, 3)
                .unwrap_or_else(|| say!("请核对名称；用不着的，请删去", "look up the name, or delete the entry")),
        };
        return finding(&said.word, problem, help);
    }
    let problem = match said.field.map(Field::info) {
        None => say!("这条 reasons 没有起作用：“{word}”与上一版相同", "This reason has no effect: “{word}” is as it was"),
        Some(field) => say!(
            "这条 reasons 没有起作用：“{word}”的{zh}与上一版相同",
            "This reason has no effect: “{word}”, {en}, is as it was",
            zh = field.heading,
            en = field.name_en
        ),
    };
    finding(&said.word, problem, say!("不再需要的，请删去这一条", "Delete the entry if it is no longer needed"))
}

fn finding(word: &Located<String>, problem: Words, help: Words) -> Diagnostic {
    Diagnostic::new(&UNUSED_SETTING, word.place.clone(), problem).with_help(help).with_value(word.value.clone())
}
