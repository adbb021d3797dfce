//! Gives findings the weight a profile says. A finding that weighs less than its rule keeps its own weight; what nobody may allow
//! is never lowered. A rule that is off is named among those not run, never dropped in silence.

use crate::diagnostic::Diagnostics;
use crate::knowledge::{Profile, Weight};
use crate::rule::{Allow, Rule, Severity};
use crate::rules;
use crate::words::{Words, say};

/// Weighs every finding. Call it when every stage has spoken and the office's allowances are applied.
pub fn profile(profile: &Profile, diagnostics: &mut Diagnostics) {
    for found in diagnostics.iter_mut().filter(|found| found.severity == found.rule.severity) {
        if let Weighs::This(severity) = weighs(found.rule, profile) {
            found.severity = severity;
        }
    }
    diagnostics.retain(|found| weighs(found.rule, profile) != Weighs::Nothing);
    for entry in rules::ALL.iter().filter(|entry| weighs(entry.rule, profile) == Weighs::Nothing) {
        let (name, title) = (&profile.name, &profile.title.0);
        let Words { zh, en } = why(entry.rule, profile);
        diagnostics.not_run(entry.rule, say!("“{title}”规则组（{name}）不检查：{zh}", "off in the profile {name}: {en}"));
    }
}

/// What a rule weighs in a profile: what the tables of rules show.
#[must_use]
pub fn severity(rule: &Rule, profile: &Profile) -> Option<Severity> {
    match weighs(rule, profile) {
        Weighs::This(severity) => Some(severity),
        Weighs::Nothing => None,
    }
}

/// What a rule weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weighs {
    This(Severity),
    Nothing,
}

fn weighs(rule: &Rule, profile: &Profile) -> Weighs {
    let said = match profile.of(rule.name).map(|weighed| weighed.severity) {
        None => return Weighs::This(rule.severity),
        Some(Weight::Off) => Weighs::Nothing,
        Some(Weight::Error) => Weighs::This(Severity::Error),
        Some(Weight::Warning) => Weighs::This(Severity::Warning),
        Some(Weight::Advice) => Weighs::This(Severity::Advice),
    };
    match (rule.allow, said) {
        // The gravest severity sorts first.
        (Allow::Never, Weighs::This(severity)) => Weighs::This(severity.min(rule.severity)),
        (Allow::Never, Weighs::Nothing) => Weighs::This(rule.severity),
        (Allow::May, said) => said,
    }
}

fn why(rule: &Rule, profile: &Profile) -> Words {
    let (zh, en) = profile.of(rule.name).map(|weighed| weighed.why.clone()).unwrap_or_default();
    Words { zh, en }
}
