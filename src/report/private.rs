//! What no report may print: the user's own text where personal data stand. A finding about them carries its value masked;
//! whatever else is said about the same cell or line shows that, too.

use std::collections::BTreeMap;

use super::Report;
use crate::diagnostic::Diagnostic;
use crate::place::{At, Origin, Place};
use crate::rule::{Allow, Family};

/// The places of personal data.
#[derive(Debug, Default)]
pub(super) struct Private<'a> {
    found: BTreeMap<&'a Origin, Vec<&'a Diagnostic>>,
}

impl<'a> Private<'a> {
    /// All of a report, allowed ones among them.
    pub(super) fn of(report: &'a Report) -> Self {
        let mut found: BTreeMap<&Origin, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in report.diagnostics.iter().filter(|diagnostic| is_private(diagnostic)) {
            found.entry(&*diagnostic.place.origin).or_default().push(diagnostic);
        }
        Self { found }
    }

    /// Every finding about personal data.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a Diagnostic> {
        self.found.values().flatten().copied()
    }

    /// The value of a finding as it may be shown.
    pub(super) fn value<'b>(&self, of: &'b Diagnostic) -> Option<&'b str>
    where
        'a: 'b,
    {
        match self.at(&of.place) {
            Some(private) if !is_private(of) => private.value.as_deref(),
            Some(_) | None => of.value.as_deref(),
        }
    }

    /// What a finding would put in place of its value, where that may be shown: it holds the whole cell.
    pub(super) fn replacement(&self, of: &Diagnostic) -> Option<String> {
        if self.at(&of.place).is_some() { None } else { of.replacement() }
    }

    /// Personal data in the same cell, or in the same lines of a text.
    pub(super) fn at(&self, place: &Place) -> Option<&'a Diagnostic> {
        self.found.get(&*place.origin)?.iter().find(|private| shares(&private.place, place)).copied()
    }
}

/// Whether a finding is about personal data or secrets that stand in the file: those nobody can allow. What a list only promises to
/// publish is no such thing.
pub(super) fn is_private(diagnostic: &Diagnostic) -> bool {
    diagnostic.rule.family == Family::Privacy && diagnostic.rule.allow == Allow::Never
}

fn shares(private: &Place, place: &Place) -> bool {
    match (&private.at, &place.at) {
        (At::Cell { .. }, At::Cell { .. }) => private.at == place.at,
        (At::Text(private), At::Text(span)) => private.line <= span.end_line && span.line <= private.end_line,
        (At::Whole | At::Cell { .. } | At::Text(_), _) => false,
    }
}
