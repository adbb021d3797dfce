//! One citation with what the tables of laws know of it. Judges nothing.

use jiff::civil::Date;

use super::laws::{Ended, Known, Law, LookUp, day, laws};
use crate::model::Citation;
use crate::model::citation::number_year;

/// One citation and what is known of its title.
#[derive(Clone, Debug)]
pub struct Cited<'a> {
    /// The citation.
    pub citation: &'a Citation,
    known: Option<&'static Known>,
}

impl<'a> Cited<'a> {
    /// Looks a citation up.
    #[must_use]
    pub fn of(citation: &'a Citation) -> Self {
        Self { citation, known: laws().known(&citation.title) }
    }

    /// The instrument of its title.
    #[must_use]
    pub fn law(&self) -> Option<&'static Law> {
        self.known?.law(laws())
    }

    /// What is not settled about it on a day.
    #[must_use]
    pub fn look_up(&self, as_of: Date) -> Option<&'static LookUp> {
        self.known?.look_up(laws()).filter(|found| found.from.as_deref().and_then(day).is_none_or(|from| from <= as_of))
    }

    /// The instrument that had ended by a day: by its number, or by its title where that does not live on.
    #[must_use]
    pub fn ended(&self, as_of: Date) -> Option<&'static Ended> {
        self.end().filter(|ended| day(&ended.since).is_some_and(|since| since <= as_of))
    }

    /// The end of it that was still to come on a day.
    #[must_use]
    pub fn ends_after(&self, as_of: Date) -> Option<&'static Ended> {
        self.end().filter(|ended| day(&ended.since).is_some_and(|since| since > as_of))
    }

    /// The day from which it is in force, when that was still to come on a day; none where an earlier text bears its title.
    #[must_use]
    pub fn in_force_later(&self, as_of: Date) -> Option<&'static str> {
        let known = self.known?;
        let law = known.law(laws())?;
        let is_first = law.adopted.is_some() && law.revised.is_empty() && law.other_numbers.is_empty();
        // A year or month alone is not later than a day in it.
        let from = law.in_force_from.as_deref().filter(|from| *from > as_of.to_string().as_str())?;
        (is_first && known.ended(laws()).next().is_none()).then_some(from)
    }

    fn end(&self) -> Option<&'static Ended> {
        let number = self.citation.number.as_deref();
        let by_number = number.and_then(|number| laws().ended_with_number(number));
        let by_title = || {
            self.known?.ended(laws()).find(|ended| match ended.before_year {
                Some(before) => number.and_then(number_year).is_some_and(|year| year < before),
                None => !ended.needs_number,
            })
        };
        by_number.or_else(by_title)
    }

    /// Whether the tables know its title.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.known.is_some()
    }
}
