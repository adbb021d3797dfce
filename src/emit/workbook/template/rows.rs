//! The rows of a department's workbook: what the reference catalogs hold of a domain, in the words of a table.

use super::DomainSheet;
use crate::knowledge::{self, Chosen, Knowledge, Level, ReferenceItem};
use crate::model::fields::Part;
use crate::model::fill_in::Row;
use crate::model::item::TICK;
use crate::model::print::ELEMENT_JOIN;
use crate::model::{Field, Tier};
use crate::project::{Project, domains};

/// The sheet of a domain; one of the city's own has no rows.
pub(super) fn of_reference(key: &str, project: &Project, knowledge: &Knowledge) -> DomainSheet {
    let own = project.domains.iter().find(|setting| setting.key.value == key);
    let known = knowledge.domain_by_key(key);
    let name = domains::name(key, &project.domains, knowledge);
    let title = own.and_then(|setting| setting.title.as_deref()).or(known.map(|domain| domain.title.as_str()));
    let items = knowledge::reference(key).map_or(&[][..], |reference| &reference.items);
    let standard = knowledge.channel_names();
    DomainSheet {
        key: key.to_owned(),
        name: name.to_owned(),
        title: title.map_or_else(|| format!("{name}领域基层政务公开标准目录"), str::to_owned),
        rows: items.iter().enumerate().map(|(at, item)| row(at + 1, item, &standard)).collect(),
    }
}

fn row(number: usize, item: &ReferenceItem, standard: &[&str]) -> Row {
    let mut row = Row::new(format!("参考{number}"), standard.len());
    let mut set = |field, part, text: String| row.set(field, part, text);
    set(Field::Group, None, item.group.clone().unwrap_or_default());
    set(Field::Name, None, item.name.clone());
    set(Field::Subname, None, item.subname.clone().unwrap_or_default());
    set(Field::Content, None, item.content.join(ELEMENT_JOIN));
    set(Field::Basis, None, item.basis.iter().map(ToString::to_string).collect::<Vec<_>>().join(ELEMENT_JOIN));
    set(Field::TimeLimit, None, item.time_limit.clone().unwrap_or_default());
    set(Field::Subject, None, item.subject.clone().unwrap_or_default());
    match item.audience.as_deref() {
        None => {}
        Some("全社会") => set(Field::Audience, Some(Part::Everyone), TICK.to_owned()),
        Some(who) => set(Field::Audience, Some(Part::Specific), who.to_owned()),
    }
    match item.method.as_deref() {
        None => {}
        Some("依申请公开") => set(Field::Method, Some(Part::OnRequest), TICK.to_owned()),
        Some(_) => set(Field::Method, Some(Part::Active), TICK.to_owned()),
    }
    for level in &item.tiers {
        let tier = match level {
            Level::City => Tier::City,
            Level::Town => Tier::Town,
        };
        set(Field::Tiers, Some(Part::Tier(tier)), TICK.to_owned());
    }
    for chosen in &item.channels {
        let (name, cell) = match chosen {
            Chosen::Named(name) => (name.as_str(), TICK),
            Chosen::Other(other) => (other.name.as_str(), other.note.as_str()),
        };
        let column = standard.iter().position(|known| *known == name).unwrap_or(standard.len() - 1);
        let known = &mut row.channels[column];
        *known = if known.is_empty() || known == TICK { cell.to_owned() } else { format!("{known}、{cell}") };
    }
    row
}
