//! Which towns have a town-level item, and how they differ from the city's: two columns of the merged catalog.

use crate::model::{Catalog, Deviation, DomainSection, Entry, TownState};

use super::wording;

/// Longest new value that is quoted; a longer one is read in the town's own workbook.
const QUOTED: usize = 120;

/// How many items of the catalogs stand in which state in a town.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Items in its catalog.
    pub(super) all: usize,
    /// 确认.
    pub(super) confirmed: usize,
    /// 调整.
    pub(super) changed: usize,
    /// 不适用.
    pub(super) omitted: usize,
    /// 新增.
    pub(super) added: usize,
}

/// The counts of a town over all domains.
pub(super) fn counts(catalog: &Catalog, town: usize) -> Counts {
    let mut counts = Counts::default();
    for domain in &catalog.domains {
        counts.all += catalog.in_town(domain, town).count();
        for deviation in domain.entries.iter().filter_map(|entry| entry.towns.get(&town)) {
            match deviation.state {
                TownState::Confirmed => counts.confirmed += 1,
                TownState::Changed => counts.changed += 1,
                TownState::Omitted => counts.omitted += 1,
                TownState::Added => counts.added += 1,
            }
        }
    }
    counts
}

/// 适用镇街: 全部, 除甲镇、乙街道外, or the towns that have it.
pub(super) fn towns(catalog: &Catalog, domain: &DomainSection, entry: &Entry) -> String {
    let (have, lack): (Vec<usize>, Vec<usize>) = (0..catalog.towns.len()).partition(|town| has(catalog, domain, entry, *town));
    let names = |towns: &[usize]| towns.iter().map(|town| catalog.towns[*town].name.as_str()).collect::<Vec<_>>().join("、");
    if have.is_empty() {
        "无".to_owned()
    } else if lack.is_empty() {
        "全部".to_owned()
    } else if lack.len() < have.len() {
        format!("除{}外", names(&lack))
    } else {
        names(&have)
    }
}

/// 差异: a line a town that changes, leaves out or adds the item.
pub(super) fn lines(catalog: &Catalog, domain: &DomainSection, entry: &Entry) -> String {
    let differing = entry.towns.iter().filter(|(town, _)| !catalog.towns[**town].not_applicable.contains_key(&domain.key));
    let lines = differing.filter_map(|(town, deviation)| Some(format!("{}：{}", catalog.towns[*town].name, line(deviation)?)));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(deviation: &Deviation) -> Option<String> {
    let because = |reason: Option<&String>| reason.map(|reason| format!("（理由：{reason}）")).unwrap_or_default();
    let own = because(deviation.reason.as_ref());
    match deviation.state {
        TownState::Confirmed => None,
        TownState::Omitted => Some(format!("不适用{own}")),
        TownState::Added => Some(format!("新增{own}")),
        TownState::Changed => {
            let changes: Vec<String> = deviation
                .changes
                .iter()
                .map(|change| {
                    let field = wording::field(change.field);
                    // A reason given for the whole is said once, behind the last.
                    let reason = if change.reason == deviation.reason { String::new() } else { because(change.reason.as_ref()) };
                    if change.to.is_empty() {
                        format!("{field}删去{reason}")
                    } else if change.to.chars().count() <= QUOTED {
                        format!("{field}改为“{}”{reason}", change.to.replace('\n', "；"))
                    } else {
                        format!("{field}有调整，全文见该镇（街道）目录{reason}")
                    }
                })
                .collect();
            Some(format!("{}{own}", changes.join("；")))
        }
    }
}

/// Whether a town's catalog has the item.
fn has(catalog: &Catalog, domain: &DomainSection, entry: &Entry, town: usize) -> bool {
    let applies = domain.not_applicable.is_none() && !catalog.towns[town].not_applicable.contains_key(&domain.key);
    applies && entry.in_town(town).is_some()
}
