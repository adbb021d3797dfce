//! The milestones against what was handed in, at one day. The day a file came is what the office wrote down, never what a disk says.

use jiff::civil::Date;

use crate::model::milestone::{Awaits, Expected, Handed, Judged, Milestone, Part, Standing, State, Towards, Unit};

/// What the milestones are held against.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Who is waited for.
    pub expected: &'a Expected,
    /// Every file that was handed in.
    pub handed: &'a [Handed],
    /// Errors of the whole project that are not silenced.
    pub errors: usize,
    /// The day judged.
    pub day: Date,
}

/// A milestone with everyone it waits for, or those that `who` names; without `awaits` a person has to look, and nobody is named.
#[must_use]
pub fn judge(milestone: &Milestone, facts: Facts<'_>) -> Judged {
    let mut units = match milestone.awaits {
        None => Vec::new(),
        Some(Awaits::Lists) => departments(milestone.due, facts),
        Some(Awaits::Towns) => towns(milestone.due, facts),
        Some(Awaits::Catalogs) => vec![catalogs(milestone.due, facts)],
        Some(Awaits::Supplement) => vec![supplement(milestone.due, facts)],
    };
    // Words such as 市级主管部门 mean all of them; names of single ones mean those.
    let is_named = |standing: &Standing| match &standing.unit {
        Unit::Department(name) | Unit::Town(name) => milestone.who.contains(name),
        Unit::Project => false,
    };
    if units.iter().any(is_named) {
        units.retain(is_named);
    }
    Judged { milestone: milestone.clone(), units }
}

/// Files that count for nobody who is waited for: nothing says whose they are, or `mulu.yaml` does not list that unit or domain.
#[must_use]
pub fn uncounted(facts: Facts<'_>) -> Vec<String> {
    let Expected { departments, towns } = facts.expected;
    let counts = |towards: &Towards| match towards {
        Towards::List { department, domain } => departments
            .iter()
            .any(|(name, domains)| name == department && domain.as_ref().is_none_or(|domain| domains.iter().any(|(key, _)| key == domain))),
        Towards::Town(town) => towns.contains(town),
        Towards::NoItems { .. } | Towards::Supplement => true,
    };
    let uncounted = facts.handed.iter().filter(|handed| !handed.towards.iter().any(counts));
    uncounted.map(|handed| handed.file.clone()).collect()
}

fn departments(due: Option<Date>, facts: Facts<'_>) -> Vec<Standing> {
    let one = |(name, domains): &(String, Vec<(String, String)>)| {
        let part = |domain: &(String, String)| {
            let files = facts.files(|towards| is_list_of(towards, name, &domain.0));
            Part { domain: Some(domain.clone()), state: state(&files, due, facts.day), files }
        };
        let without_items = |towards: &Towards| matches!(towards, Towards::NoItems { department: Some(department) } if department == name);
        let without_items = facts.files(without_items).into_iter().map(|handed| handed.file).collect();
        Standing { without_items, ..standing(Unit::Department(name.clone()), domains.iter().map(part).collect()) }
    };
    facts.expected.departments.iter().filter(|(_, domains)| !domains.is_empty()).map(one).collect()
}

/// Whether something counts as a department's list for a domain. A file that does not say its domain may be for any of them: it goes
/// back, but nobody can say that a list is missing.
fn is_list_of(towards: &Towards, name: &str, key: &str) -> bool {
    match towards {
        Towards::List { department, domain } => department == name && domain.as_ref().is_none_or(|domain| domain == key),
        Towards::NoItems { .. } | Towards::Town(_) | Towards::Supplement => false,
    }
}

fn towns(due: Option<Date>, facts: Facts<'_>) -> Vec<Standing> {
    let one = |name: &String| {
        let files = facts.files(|towards| matches!(towards, Towards::Town(town) if town == name));
        standing(Unit::Town(name.clone()), vec![Part { domain: None, state: state(&files, due, facts.day), files }])
    };
    facts.expected.towns.iter().map(one).collect()
}

fn supplement(due: Option<Date>, facts: Facts<'_>) -> Standing {
    let files = facts.files(|towards| *towards == Towards::Supplement);
    standing(Unit::Project, vec![Part { domain: None, state: state(&files, due, facts.day), files }])
}

/// The catalogs are there once nothing is wrong any more with what was handed in; since when, no file can tell.
fn catalogs(due: Option<Date>, facts: Facts<'_>) -> Standing {
    let in_the_way = |handed: &&Handed| handed.errors > 0 || !handed.was_there(facts.day);
    let files: Vec<Handed> = facts.handed.iter().filter(in_the_way).cloned().collect();
    let is_there = facts.errors == 0 && files.is_empty() && !facts.handed.is_empty();
    let state = match (due, is_there) {
        (None, true) => State::HandedIn,
        (None, false) => State::Open,
        (Some(due), true) if facts.day <= due => State::OnTime,
        (Some(_), true) => State::Undated,
        (Some(due), false) => missing(due, facts.day),
    };
    Standing {
        unit: Unit::Project,
        state,
        parts: vec![Part { domain: None, state, files }],
        errors: facts.errors,
        without_items: Vec::new(),
    }
}

/// How something stands that these files were handed in for. The first of them decides: what follows it corrects or adds.
fn state(files: &[Handed], due: Option<Date>, day: Date) -> State {
    let there: Vec<&Handed> = files.iter().filter(|handed| handed.was_there(day)).collect();
    let Some(due) = due else { return if there.is_empty() { State::Open } else { State::HandedIn } };
    if there.is_empty() {
        missing(due, day)
    } else if day <= due || there.iter().any(|handed| handed.received.is_some_and(|received| received <= due)) {
        State::OnTime
    } else if there.iter().any(|handed| handed.received.is_none()) {
        State::Undated
    } else {
        State::Late
    }
}

fn missing(due: Date, day: Date) -> State {
    if day > due { State::Overdue } else { State::NotDue }
}

fn standing(unit: Unit, parts: Vec<Part>) -> Standing {
    let state = parts.iter().map(|part| part.state).min().expect("a unit that is waited for owes something");
    let mut standing = Standing { unit, state, parts, errors: 0, without_items: Vec::new() };
    standing.errors = standing.to_correct().iter().map(|handed| handed.errors).sum();
    standing
}

impl Facts<'_> {
    fn files(&self, counts: impl Fn(&Towards) -> bool) -> Vec<Handed> {
        self.handed.iter().filter(|handed| handed.towards.iter().any(&counts)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::state;
    use crate::model::milestone::{Handed, State};

    const DUE: Date = date(2020, 11, 13);

    fn files(received: &[Option<Date>]) -> Vec<Handed> {
        received.iter().map(|received| Handed { file: String::new(), towards: Vec::new(), received: *received, errors: 0 }).collect()
    }

    #[test]
    fn the_last_day_still_counts() {
        let on_the_day = files(&[Some(DUE)]);
        assert_eq!(state(&on_the_day, Some(DUE), date(2020, 12, 1)), State::OnTime);
        assert_eq!(state(&[], Some(DUE), DUE), State::NotDue);
        assert_eq!(state(&[], Some(DUE), date(2020, 11, 14)), State::Overdue);
    }

    #[test]
    fn a_file_was_not_there_before_it_was_received() {
        let late = files(&[Some(date(2020, 11, 18))]);
        assert_eq!(state(&late, Some(DUE), date(2020, 11, 17)), State::Overdue);
        assert_eq!(state(&late, Some(DUE), date(2020, 11, 18)), State::Late);
        assert_eq!(state(&late, Some(DUE), date(2020, 11, 1)), State::NotDue);
    }

    #[test]
    fn a_day_nobody_recorded_is_neither_on_time_nor_late() {
        let after = date(2020, 11, 20);
        assert_eq!(state(&files(&[None]), Some(DUE), DUE), State::OnTime);
        assert_eq!(state(&files(&[None]), Some(DUE), after), State::Undated);
        assert_eq!(state(&files(&[Some(date(2020, 11, 18)), None]), Some(DUE), after), State::Undated);
        assert_eq!(state(&files(&[Some(date(2020, 11, 10)), None]), Some(DUE), after), State::OnTime);
    }

    #[test]
    fn without_a_last_day_nothing_is_late() {
        assert_eq!(state(&[], None, date(2020, 11, 18)), State::Open);
        assert_eq!(state(&files(&[None]), None, date(2020, 11, 18)), State::HandedIn);
    }
}
