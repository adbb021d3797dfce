//! Domains as such: new, gone, under another name or title, under another lead, whether they apply in the city and in each town.

use crate::model::DomainSection;
use crate::model::changes::{ChangeKind, EditionChange, FieldChange, What};
use crate::model::edition::Edition;

use super::fields::plain;
use super::units::Succession;

/// What the fields of a domain are called.
const TITLE: &str = "印发名称";
const LEAD: &str = "牵头部门";
const OTHERS: &str = "其他责任部门";
const APPLIES: &str = "是否适用";
const YES: &str = "适用";
const NO: &str = "不适用";

/// The domains in printed order, those that are gone behind them; then those that came to apply in a town or no longer do.
pub(super) fn changes(old: &Edition<'_>, new: &Edition<'_>, departments: &Succession) -> Vec<EditionChange> {
    let (before, now) = (&old.catalog.domains, &new.catalog.domains);
    let find = |domains: &[DomainSection], key: &str| domains.iter().position(|domain| domain.key == key);
    let mut changes = Vec::new();
    for domain in now {
        match find(before, &domain.key) {
            Some(at) => changes.extend(changed(&before[at], domain, departments)),
            None => changes.push(as_such(domain, ChangeKind::Added)),
        }
    }
    changes.extend(before.iter().filter(|domain| find(now, &domain.key).is_none()).map(|domain| as_such(domain, ChangeKind::Removed)));
    changes.extend(in_towns(old, new));
    changes
}

fn changed(before: &DomainSection, now: &DomainSection, departments: &Succession) -> Option<EditionChange> {
    let mut fields = Vec::new();
    if before.title != now.title {
        fields.push(plain(TITLE, &before.title, &now.title));
    }
    fields.extend(led_by(before, now, departments));
    let reason_of = |domain: &DomainSection| domain.not_applicable.as_ref().map(|reason| reason.value.clone());
    let mut applies = applying(reason_of(before).as_deref(), reason_of(now).as_deref());
    let is_renamed = before.name != now.name;
    if !is_renamed && fields.is_empty() && applies.is_none() {
        return None;
    }
    fields.extend(applies.take());
    let kind = if is_renamed { ChangeKind::Renamed } else { ChangeKind::Changed };
    Some(EditionChange { was: is_renamed.then(|| before.name.clone()), fields, ..as_such(now, kind) })
}

/// Who is responsible. Departments that are only called otherwise now are the reason.
fn led_by(before: &DomainSection, now: &DomainSection, departments: &Succession) -> Vec<FieldChange> {
    let explained = |from: &[String], to: &[String]| {
        let because: Vec<&str> = from.iter().filter_map(|name| departments.because(name)).collect();
        let mut today: Vec<&str> = from.iter().map(|name| departments.now(name)).collect();
        today.dedup();
        (today == to && !because.is_empty()).then(|| because.join("；"))
    };
    let (from, to) = (before.departments.split_first(), now.departments.split_first());
    let name = |of: Option<(&String, &[String])>| of.map_or(String::new(), |(lead, _)| lead.clone());
    let others = |of: Option<(&String, &[String])>| of.map_or(Vec::new(), |(_, others)| others.to_vec());
    let lead = (name(from), name(to));
    let rest = (others(from), others(to));
    let mut fields = Vec::new();
    if lead.0 != lead.1 {
        let reason = explained(std::slice::from_ref(&lead.0), std::slice::from_ref(&lead.1));
        fields.push(FieldChange { reason, ..plain(LEAD, &lead.0, &lead.1) });
    }
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    if sorted(&rest.0) != sorted(&rest.1) {
        // A department that was merged into the lead is no longer named beside it.
        let mut today = rest.1.clone();
        today.extend(rest.0.iter().any(|name| departments.now(name) == lead.1).then(|| lead.1.clone()));
        let reason = explained(&sorted(&rest.0), &sorted(&rest.1)).or_else(|| explained(&sorted(&rest.0), &sorted(&today)));
        fields.push(FieldChange { reason, ..plain(OTHERS, &rest.0.join("、"), &rest.1.join("、")) });
    }
    fields
}

/// Whether a domain applies, by the reason why it does not. That reason says why it no longer does.
fn applying(before: Option<&str>, now: Option<&str>) -> Option<FieldChange> {
    match (before, now) {
        (None, Some(reason)) => Some(FieldChange { reason: Some(reason.to_owned()), ..plain(APPLIES, YES, NO) }),
        (Some(reason), None) => Some(plain(APPLIES, &format!("{NO}（{reason}）"), YES)),
        (Some(from), Some(to)) if from != to => Some(plain("不适用的理由", from, to)),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

/// Domains that came to apply in a town, or no longer do. A town that did not hand in says nothing of it.
fn in_towns(old: &Edition<'_>, new: &Edition<'_>) -> Vec<EditionChange> {
    let mut changes = Vec::new();
    for town in &new.catalog.towns {
        let Some(before) = old.catalog.towns.iter().find(|before| before.name == town.name) else { continue };
        for domain in &new.catalog.domains {
            let reason = |of: &crate::model::TownSection| of.not_applicable.get(&domain.key).map(|reason| reason.value.clone());
            let Some(field) = applying(reason(before).as_deref(), reason(town).as_deref()) else { continue };
            changes.push(EditionChange { town: Some(town.name.clone()), fields: vec![field], ..as_such(domain, ChangeKind::Changed) });
        }
    }
    changes
}

fn as_such(domain: &DomainSection, kind: ChangeKind) -> EditionChange {
    EditionChange {
        what: What::Domain,
        kind,
        domain: Some(domain.key.clone()),
        domain_name: domain.name.clone(),
        id: None,
        name: domain.name.clone(),
        was: None,
        town: None,
        fields: Vec::new(),
        reason: None,
    }
}
