//! One problem with its place, its words and what to type instead; and the sink every stage drops them into.
//! Prints nothing and decides nothing: `report` tells, `check` silences.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::place::Place;
use crate::rule::{Rule, Severity};
use crate::words::Words;

/// One problem. It cannot be built without a rule, a place and a message in both languages.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How much it weighs: the rule's severity, unless the finding or a profile says otherwise.
    pub severity: Severity,
    /// Where: the cell or text to look at.
    pub place: Place,
    /// What is wrong.
    pub message: Words,
    /// What to type or do.
    pub help: Option<Words>,
    /// Other places that belong to it, each with what stands there.
    pub related: Vec<Related>,
    /// The item concerned.
    pub item: Option<ItemName>,
    /// The town whose file or catalog it concerns.
    pub town: Option<String>,
    /// Key of the field concerned, as in `model::fields`.
    pub field: Option<&'static str>,
    /// Heading over the cell, or the field's name.
    pub heading: Option<String>,
    /// The text that stands there.
    pub value: Option<String>,
    /// An exact replacement of the value.
    pub fix: Option<Fix>,
    /// Exact replacements cell by cell, where one finding speaks of many cells.
    pub repairs: Vec<Repair>,
    /// Who silenced it.
    pub suppressed: Option<Suppressed>,
}

/// Another place of the same problem.
#[derive(Clone, Debug)]
pub struct Related {
    /// What that place says.
    pub label: Words,
    /// Where.
    pub place: Place,
}

/// The item a problem concerns, as people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemName {
    /// Domain key; empty when unknown.
    pub domain: String,
    /// Normalised key `group␟name␟subname`: what fingerprints are made of.
    pub key: String,
    /// Name as written.
    pub name: String,
}

/// A replacement for the value of a cell or scalar, as the stretches that change: two fixes of one value can both be applied
/// where their stretches stand apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without a person looking.
    pub safety: Safety,
    /// What changes, from left to right, without overlap.
    pub edits: Vec<Edit>,
}

/// An exact replacement in one of the cells a finding speaks of.
#[derive(Clone, Debug)]
pub struct Repair {
    /// The cell.
    pub place: Place,
    /// The text that stands there.
    pub value: String,
    /// What is to change in it.
    pub fix: Fix,
}

/// A stretch of a value and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the value.
    pub range: Range<usize>,
    /// The new text.
    pub text: String,
}

/// Whether a fix keeps the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Only form changes.
    Safe,
    /// A person must agree.
    Unsafe,
}

/// What silenced a problem.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// By what means.
    pub means: Means,
    /// Where the `allow` stands, or the baseline's file.
    pub by: Place,
    /// The reason it gives.
    pub reason: String,
}

/// By what means a problem is silenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// An `allow` of `mulu.yaml`.
    Allow,
    /// A baseline: it was known before.
    Baseline,
}

impl Means {
    /// The word machine formats use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Baseline => "baseline",
        }
    }
}

impl Diagnostic {
    /// A problem at a place; add the rest with the `with_` methods.
    #[must_use]
    pub fn new(rule: &'static Rule, place: Place, message: Words) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place,
            message,
            help: None,
            related: Vec::new(),
            item: None,
            town: None,
            field: None,
            heading: None,
            value: None,
            fix: None,
            repairs: Vec::new(),
            suppressed: None,
        }
    }

    /// What to type or do.
    #[must_use]
    pub fn with_help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }

    /// Another place that belongs to it.
    #[must_use]
    pub fn with_related(mut self, label: Words, place: Place) -> Self {
        self.related.push(Related { label, place });
        self
    }

    /// The item concerned.
    #[must_use]
    pub fn with_item(mut self, item: ItemName) -> Self {
        self.item = Some(item);
        self
    }

    /// The town whose file or catalog it concerns.
    #[must_use]
    pub fn with_town(mut self, town: impl Into<String>) -> Self {
        self.town = Some(town.into());
        self
    }

    /// The field concerned: its key, the heading over it, the text that stands there.
    #[must_use]
    pub fn with_field(mut self, key: &'static str, heading: impl Into<String>, value: impl Into<String>) -> Self {
        self.field = Some(key);
        self.heading = Some(heading.into());
        self.value = Some(value.into());
        self
    }

    /// The text that stands at the place.
    #[must_use]
    pub fn with_value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// An exact replacement of the value given before.
    #[must_use]
    pub fn with_fix(mut self, safety: Safety, replacement: &str) -> Self {
        let value = self.value.as_deref().unwrap_or_default();
        self.fix = Some(Fix { safety, edits: vec![Edit::between(value, replacement)] });
        self
    }

    /// The stretches of the value given before that change, from left to right.
    #[must_use]
    pub fn with_edits(mut self, safety: Safety, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { safety, edits });
        self
    }

    /// Exact replacements in the cells it speaks of.
    #[must_use]
    pub fn with_repairs(mut self, repairs: Vec<Repair>) -> Self {
        self.repairs = repairs;
        self
    }

    /// The finding as one of each cell it can mend, each with its own value and fix.
    pub fn cell_by_cell(&self) -> impl Iterator<Item = Self> {
        let own = Self { repairs: Vec::new(), ..self.clone() };
        let each = self.repairs.clone().into_iter().map({
            let own = own.clone();
            move |Repair { place, value, fix }| Self { place, value: Some(value), fix: Some(fix), ..own.clone() }
        });
        self.fix.is_some().then_some(own).into_iter().chain(each)
    }

    /// Another weight than the rule's own.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// sha256 of `item key|field|rule` (the key with its domain before it); without an item, of `file|sheet|heading|rule`. Stays
    /// the same while the fault does: rows and, where an item is known, files do not enter.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let rule = self.rule.name;
        let text = match &self.item {
            Some(item) => format!("{}/{}|{}|{rule}", item.domain, item.key, self.field.unwrap_or_default()),
            None => {
                let heading = self.heading.as_deref().unwrap_or_default();
                format!("{}|{}|{heading}|{rule}", self.place.origin.file, self.place.sheet().unwrap_or_default())
            }
        };
        Sha256::digest(text).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }

    /// The value as its fix would leave it.
    #[must_use]
    pub fn replacement(&self) -> Option<String> {
        let fix = self.fix.as_ref()?;
        Some(Edit::apply(&fix.edits, self.value.as_deref().unwrap_or_default()))
    }
}

impl Edit {
    /// The one stretch in which two texts differ.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Self {
        let prefix: usize = before.chars().zip(after.chars()).take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum();
        let (old, new) = (&before[prefix..], &after[prefix..]);
        let suffix: usize = old.chars().rev().zip(new.chars().rev()).take_while(|(old, new)| old == new).map(|(c, _)| c.len_utf8()).sum();
        Self { range: prefix..before.len() - suffix, text: new[..new.len() - suffix].to_owned() }
    }

    /// A text with stretches changed, which stand from left to right and do not overlap.
    #[must_use]
    pub fn apply(edits: &[Self], text: &str) -> String {
        let (mut changed, mut from) = (String::with_capacity(text.len()), 0);
        for edit in edits {
            changed.push_str(&text[from..edit.range.start]);
            changed.push_str(&edit.text);
            from = edit.range.end;
        }
        changed + &text[from..]
    }
}

/// The sink of all problems, and of rules that could not be judged. Order does not matter: [`Diagnostics::sorted`] orders by file,
/// sheet, row, column, rule.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    not_run: Vec<(&'static Rule, Words)>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another sink.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        other.not_run.into_iter().for_each(|(rule, why)| self.not_run(rule, why));
    }

    /// Notes that a rule was not judged, and why: what it needs is not there. The report names it once.
    pub fn not_run(&mut self, rule: &'static Rule, why: Words) {
        if self.not_run.iter().all(|(known, _)| *known != rule) {
            self.not_run.push((rule, why));
        }
    }

    /// Whether a rule was noted as not judged.
    #[must_use]
    pub fn was_not_run(&self, rule: &str) -> bool {
        self.not_run.iter().any(|(known, _)| known.name == rule)
    }

    /// The rules that were not judged, by name, each once with the reason given first.
    pub fn take_not_run(&mut self) -> Vec<(&'static Rule, Words)> {
        let mut taken = std::mem::take(&mut self.not_run);
        taken.sort_by_key(|(rule, _)| rule.name);
        taken.dedup_by_key(|(rule, _)| rule.name);
        taken
    }

    /// Every problem so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Every problem so far, to be silenced.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut()
    }

    /// Drops every problem of which this is not true.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// All problems in the order of the files, each once.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.sort();
        self.list
    }

    /// Puts the problems into the order of the files and drops what is said twice.
    pub fn sort(&mut self) {
        fn order(of: &Diagnostic) -> (&Place, &str, Option<&str>, &str) {
            (&of.place, of.rule.name, of.field, &of.message.zh)
        }
        self.list.sort_by(|a, b| order(a).cmp(&order(b)));
        self.list.dedup_by(|a, b| order(a) == order(b));
    }
}
