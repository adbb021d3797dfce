//! What is known of why a field changed, without anybody saying so: a law that has ended, a body that is called otherwise now.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::units::Succession;
use crate::knowledge::{Cited, Ended, How};
use crate::model::changes::FieldChange;
use crate::model::edition::Edition;
use crate::model::name::fold;
use crate::model::{Citation, Field, Item, citation};

/// What the tables and the former names tell.
pub(super) struct Known {
    /// The day of the newer edition.
    as_of: Option<Date>,
    /// Bodies of the edition before that are called otherwise now, folded: the name now, folded, and what happened.
    bodies: BTreeMap<String, (String, String)>,
    /// Other names of bodies of the newer edition, folded, and the name they stand for.
    aliases: BTreeMap<String, String>,
}

impl Known {
    pub(super) fn of((old, new): (&Edition<'_>, &Edition<'_>), towns: &Succession, departments: &Succession) -> Self {
        let mut bodies = BTreeMap::new();
        let mut note = |names: Vec<&str>, own: &str, succession: &Succession| {
            let Some(because) = succession.because(own) else { return };
            let today = fold(succession.now(own));
            for name in names {
                bodies.insert(fold(name), (today.clone(), because.to_owned()));
            }
        };
        for department in &old.departments {
            note(
                [Some(department.name.as_str()), department.full_name.as_deref()].into_iter().flatten().collect(),
                &department.name,
                departments,
            );
        }
        for town in &old.catalog.towns {
            note(vec![&town.name, &town.government], &town.name, towns);
        }
        let full = new.departments.iter().filter_map(|unit| Some((fold(unit.full_name.as_deref()?), fold(&unit.name))));
        let organs = new.catalog.towns.iter().map(|town| (fold(&town.government), fold(&town.name)));
        let as_of = new.name.as_of.as_deref().and_then(|day| day.parse().ok());
        Self { as_of, bodies, aliases: full.chain(organs).collect() }
    }

    /// Says it of the fields that changed from one item to the other.
    pub(super) fn explain(&self, changes: &mut [FieldChange], old: &Item, new: &Item) {
        for change in changes.iter_mut().filter(|change| change.reason.is_none()) {
            change.reason = match change.field {
                Some(Field::Basis) => self.ended(&old.basis.value, &new.basis.value),
                Some(Field::Subject) => self.called_otherwise(&old.subject.value, &new.subject.value),
                Some(_) | None => None,
            };
        }
    }

    /// Citations that are gone because what they cite had ended.
    fn ended(&self, old: &[Citation], new: &[Citation]) -> Option<String> {
        let as_of = self.as_of?;
        let gone = old.iter().filter(|before| !new.iter().any(|now| citation::same(before, now)));
        let ended = gone.filter_map(|before| {
            let ended = Cited::of(before).ended(as_of).filter(|ended| ended.sure)?;
            Some(how_it_ended(before, ended))
        });
        let ended: BTreeSet<String> = ended.collect();
        (!ended.is_empty()).then(|| ended.into_iter().collect::<Vec<_>>().join("；"))
    }

    /// Bodies that are the same, but for the names of some.
    fn called_otherwise(&self, old: &[String], new: &[String]) -> Option<String> {
        let alias = |body: String| self.aliases.get(&body).cloned().unwrap_or(body);
        let today = |body: &String| self.bodies.get(&fold(body)).map_or_else(|| alias(fold(body)), |(today, _)| today.clone());
        let before: BTreeSet<String> = old.iter().map(today).collect();
        let now: BTreeSet<String> = new.iter().map(|body| alias(fold(body))).collect();
        let because: BTreeSet<&str> =
            old.iter().filter_map(|body| self.bodies.get(&fold(body))).map(|(_, because)| because.as_str()).collect();
        (before == now && !because.is_empty()).then(|| because.into_iter().collect::<Vec<_>>().join("；"))
    }
}

/// `《婚姻法》自2021-01-01起废止，由《民法典》代替`.
fn how_it_ended(citation: &Citation, ended: &Ended) -> String {
    let number = citation.number.as_deref().filter(|_| citation.title.is_empty() || ended.needs_number || ended.before_year.is_some());
    let title = if citation.title.is_empty() { String::new() } else { format!("《{}》", citation.title) };
    let number = number.map_or(String::new(), |number| format!("（{number}）"));
    // A day, a month or a year.
    let since = if ended.since.len() == 10 { format!("自{}起", ended.since) } else { format!("已于{}", ended.since) };
    let successor = ended.successor.as_ref().map(|title| format!("《{title}》"));
    match (ended.how, successor) {
        (How::Repealed, None) => format!("{title}{number}{since}废止"),
        (How::Repealed, Some(successor)) => format!("{title}{number}{since}废止，由{successor}代替"),
        (How::Revised, _) => format!("{title}{number}{since}由新的文本代替"),
        (How::Renamed, Some(successor)) => format!("{title}{number}{since}由{successor}代替"),
        (How::Renamed, None) => format!("{title}{number}{since}由新的文件代替"),
    }
}
