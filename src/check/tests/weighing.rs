//! Profiles: what the tables say of rules, and what a profile does to findings.

use super::super::{profile, severity};
use super::at;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::knowledge::{self, Profile, Weighed, Weight};
use crate::rule::stage::{merging, parsing};
use crate::rule::{Allow, Rule, Severity};
use crate::rules;
use crate::words::say;

fn saying(rule: &Rule, severity: Weight) -> Profile {
    let pair = || ("示例".to_owned(), "example".to_owned());
    let rules = vec![Weighed { rule: rule.name.to_owned(), severity, why: ("因为".to_owned(), "because".to_owned()) }];
    Profile { name: "example".to_owned(), title: pair(), purpose: pair(), rules }
}

/// What a profile makes of findings of these weights.
fn weighed(rule: &'static Rule, by: Weight, own: &[Severity]) -> (Vec<Severity>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    for (severity, row) in own.iter().zip(1..) {
        diagnostics.push(Diagnostic::new(rule, at(row, 1), say!("示例", "example")).with_severity(*severity));
    }
    profile(&saying(rule, by), &mut diagnostics);
    let not_run = diagnostics.take_not_run().into_iter().map(|(_, why)| why.zh).collect();
    (diagnostics.sorted().into_iter().map(|found| found.severity).collect(), not_run)
}

#[test]
fn a_profile_weighs_the_usual_findings_of_a_rule() {
    let both = [Severity::Warning, Severity::Advice];
    assert_eq!(weighed(&merging::LIKELY_RENAME, Weight::Error, &both).0, [Severity::Error, Severity::Advice]);
    assert_eq!(weighed(&merging::LIKELY_RENAME, Weight::Advice, &both).0, [Severity::Advice, Severity::Advice]);
}

#[test]
fn what_is_off_is_named_with_its_reason() {
    let (left, not_run) = weighed(&merging::LIKELY_RENAME, Weight::Off, &[Severity::Warning, Severity::Advice]);
    assert_eq!((left.len(), not_run), (0, vec!["“示例”规则组（example）不检查：因为".to_owned()]));
}

#[test]
fn no_profile_lowers_what_nobody_may_allow() {
    for lower in [Weight::Warning, Weight::Advice, Weight::Off] {
        let (left, not_run) = weighed(&parsing::WRONG_SHAPE, lower, &[Severity::Error]);
        assert_eq!((left, not_run.len()), (vec![Severity::Error], 0), "{lower:?}");
    }
    for known in &knowledge::load().profiles {
        for rule in rules::ALL.iter().map(|entry| entry.rule).filter(|rule| rule.allow == Allow::Never) {
            let said = severity(rule, known);
            assert!(said.is_some_and(|severity| severity <= rule.severity), "{}: {}", known.name, rule.name);
        }
    }
}

#[test]
fn the_tables_name_rules_that_exist_and_say_something_new_of_them() {
    let profiles = &knowledge::load().profiles;
    let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["standard", "strict", "transitional"]);
    assert!(knowledge::load().profile(None).rules.is_empty(), "the usual profile leaves every rule as it is");
    for known in profiles {
        for (at, line) in known.rules.iter().enumerate() {
            let (name, of) = (&known.name, &line.rule);
            let rule = rules::ALL.iter().map(|entry| entry.rule).find(|rule| rule.name == of);
            let rule = rule.unwrap_or_else(|| unreachable!("{name}: there is no rule {of}"));
            assert_ne!(severity(rule, known), Some(rule.severity), "{name}: {of} weighs that already, or may not be lowered");
            assert!(!line.why.0.trim().is_empty() && line.why.1.is_ascii() && !line.why.1.is_empty(), "{name}: {of} gives no reason");
            assert!(known.rules[..at].iter().all(|other| other.rule != *of), "{name}: {of} stands twice");
        }
    }
    let stricter = |name: &str| {
        let known = knowledge::load().profile(Some(name));
        known.rules.iter().all(|line| {
            severity(rules::find(&line.rule).unwrap(), known).is_some_and(|now| now < rules::find(&line.rule).unwrap().severity)
        })
    };
    assert!(stricter("strict") && !stricter("transitional"));
}
