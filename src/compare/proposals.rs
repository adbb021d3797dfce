//! Items proposed for the powers and services that no item of the catalogs is about. Proposes, and puts nothing into a catalog.

use crate::knowledge;
use crate::model::coverage::{Coverage, CoveredPower};
use crate::model::fields::Part;
use crate::model::fill_in::{Proposed, Row};
use crate::model::item::TICK;
use crate::model::print::ELEMENT_JOIN;
use crate::model::{Field, Tier};

/// What is proposed, in the order of the domains and of the lists; and how many powers stand in lists without a domain, for which
/// nothing can be proposed.
#[must_use]
pub fn of(coverage: &Coverage) -> (Vec<Proposed>, usize) {
    let mut all: Vec<Proposed> = Vec::new();
    let mut homeless = 0;
    for domain in &coverage.domains {
        for power in domain.uncovered() {
            if domain.key.is_empty() {
                homeless += 1;
                continue;
            }
            let known = all.iter().position(|one| one.domain == domain.key && one.department == power.department);
            let at = known.unwrap_or_else(|| {
                all.push(Proposed { department: power.department.clone(), domain: domain.key.clone(), rows: Vec::new() });
                all.len() - 1
            });
            let from = all[at].rows.len();
            all[at].rows.extend(rows(power, from));
        }
    }
    (all, homeless)
}

/// The rows of one power: what 《政府信息公开条例》 art. 20 (5) and (6) ask to be disclosed of it.
fn rows(power: &CoveredPower, from: usize) -> impl Iterator<Item = Row> {
    let standard = knowledge::load().channel_names();
    let kind = power.kind.as_deref().unwrap_or_default();
    knowledge::proposals(kind).iter().zip(from + 1..).map(move |(item, number)| {
        let mut row = Row::new(format!("提议{number}"), standard.len());
        row.set(Field::Group, None, kind.to_owned());
        row.set(Field::Name, None, format!("{}{}", power.name, item.name));
        row.set(Field::Content, None, item.content.join(ELEMENT_JOIN));
        row.set(Field::Basis, None, format!("《中华人民共和国政府信息公开条例》（国务院令第711号）{}", item.article));
        row.set(Field::Subject, None, power.department.clone().unwrap_or_default());
        row.set(Field::Audience, Some(Part::Everyone), TICK.to_owned());
        row.set(Field::Method, Some(Part::Active), TICK.to_owned());
        row.set(Field::Tiers, Some(Part::Tier(Tier::City)), TICK.to_owned());
        row
    })
}
