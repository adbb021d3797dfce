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
        let number = self.citation.number.as_deref();
        let by_number = number.and_then(|number| laws().ended_with_number(number));
        let by_title = || {
            self.known?.ended(laws()).find(|ended| match ended.before_year {
                Some(before) => number.and_then(number_year).is_some_and(|year| year < before),
                None => !ended.needs_number,
            })
        };
        by_number.or_else(by_title).filter(|ended| day(&ended.since).is_some_and(|since| since <= as_of))
    }

    /// Whether the tables know its title.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.known.is_some()
    }
}
