//! Whether the catalogs have an item for every power and service of the native lists (事项无遗漏), and every item that counties list
//! under a domain. Never claims that a national guideline has no more: how many items one has was not confirmed.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::knowledge::{self, ClassOf, ReferenceItem, Times};
use crate::model::catalog::{Catalog, DomainSection, Entry};
use crate::model::coverage::{Coverage, CoveredClass, CoveredPower, DomainCoverage, Joined, ListedItem, Unsourced};
use crate::model::{Declined, List, Power, distinct, name, power};
use crate::place::Place;
use crate::rule::stage::comparing;
use crate::words::{Words, plural, say, some_of};

/// Items named in a message; the rest are counted.
const SHOWN: usize = 5;

/// What the items of one domain are known by.
#[derive(Default)]
struct Names {
    /// Every level of every item, as compared.
    levels: BTreeSet<String>,
    /// What tells them from others.
    parts: BTreeSet<String>,
    /// First level and the rest, as compared; an item that has no first level stands under its own name alone.
    paths: BTreeSet<(String, String)>,
    /// The rest alone.
    tails: BTreeSet<String>,
}

/// Compares the catalogs with the native lists and with what counties list; `supplement` are the lists of the
/// 政府信息主动公开补充目录, `declined` is what departments do not take, with reasons.
#[must_use]
pub fn of(catalog: &Catalog, (lists, supplement): (&[List], &[List]), declined: &[Declined]) -> Coverage {
    let codes: BTreeSet<&str> = catalog
        .domains
        .iter()
        .flat_map(DomainSection::of_city)
        .flat_map(|entry| &entry.codes)
        .map(|(_, code)| code.as_str())
        .filter(|code| power::is_code(code))
        .collect();
    let of_city: Vec<&List> = lists.iter().filter(|list| list.town.is_none()).collect();
    let mut domains: Vec<DomainCoverage> = Vec::new();
    let mut everything = Names::default();
    for section in &catalog.domains {
        let lists = || of_city.iter().filter(|list| list.domain_key() == section.key).copied();
        let names = Names::of(section.of_city());
        let reference = knowledge::reference(&section.key).map_or(&[][..], |reference| &reference.items);
        let known = reference.iter().filter(|item| !item.local && item.seen == Times::Again);
        domains.push(DomainCoverage {
            key: section.key.clone(),
            name: section.name.clone(),
            items: section.of_city().count(),
            powers: held(lists(), &names, &codes, declined),
            reference: known.map(|item| listed(item, section, &names, declined)).collect(),
            unsourced: unsourced(section, lists(), reference),
            at: lists().next().map(|list| list.place.whole()),
        });
        everything.append(names);
    }
    let homeless = of_city.iter().filter(|list| !catalog.domains.iter().any(|section| section.key == list.domain_key())).copied();
    let powers = held(homeless, &everything, &codes, &[]);
    if !powers.is_empty() {
        domains.push(DomainCoverage {
            key: String::new(),
            name: String::new(),
            items: 0,
            powers,
            reference: Vec::new(),
            unsourced: Vec::new(),
            at: None,
        });
    }
    Coverage { domains, classes: classes(catalog, supplement) }
}

/// The classes of 《政府信息公开条例》 art. 20 and 21 that every city has, and whether an item of the catalogs or the supplement is of each.
fn classes(catalog: &Catalog, supplement: &[List]) -> Vec<CoveredClass> {
    let classes = &knowledge::load().classes;
    let found = classes.of_the_city(catalog, supplement);
    let of_city = classes.all.iter().zip(found).filter(|(class, _)| class.of == ClassOf::City);
    of_city.map(|(class, present)| CoveredClass { name: class.name.clone(), article: class.article.clone(), present }).collect()
}

/// Says every power without an item, and once a domain what its catalog lacks of what counties list, and what has no source.
pub fn report(coverage: &Coverage, diagnostics: &mut Diagnostics) {
    for domain in &coverage.domains {
        domain.uncovered().for_each(|power| diagnostics.push(uncovered(domain, power)));
        sourceless(domain).into_iter().for_each(|found| diagnostics.push(found));
        let lacked: Vec<&str> = domain.lacking().map(|item| item.name.as_str()).collect();
        // A domain without any item is missing as a whole: that is said once, elsewhere.
        if let Some(at) = domain.at.as_ref().filter(|_| domain.items > 0 && !lacked.is_empty()) {
            diagnostics.push(lacking(domain, &lacked, at));
        }
    }
}

impl Names {
    fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut names = Self::default();
        for entry in entries {
            let item = &entry.item;
            [&item.group.value, &item.name.value, &item.subname.value].into_iter().for_each(|level| names.add(level));
            let tail = tail(&item.name.value, Some(&item.subname.value));
            names.paths.insert((name::key(&item.group.value), tail.clone()));
            names.tails.insert(tail);
        }
        names
    }

    /// Whether one is this name with nothing behind it but words that every domain uses: 校车使用许可 and 校车使用许可办事指南.
    fn has_longer(&self, key: &str) -> bool {
        let begins = self.levels.range(key.to_owned()..).map_while(|level| level.strip_prefix(key));
        key.chars().count() >= TELLING && begins.into_iter().any(|rest| distinct::part(rest).is_empty())
    }

    fn append(&mut self, mut other: Self) {
        self.levels.append(&mut other.levels);
        self.parts.append(&mut other.parts);
    }

    fn add(&mut self, level: &str) {
        if !level.is_empty() {
            self.levels.insert(name::key(level));
            self.parts.extend(Some(distinct::part(level)).filter(|part| !part.is_empty()));
        }
    }

    /// Whether this name is one of them with nothing behind it but words that every domain uses.
    fn has_shorter(&self, key: &str) -> bool {
        let ends = key.char_indices().map(|(at, _)| at).skip(TELLING);
        ends.filter(|end| distinct::part(&key[*end..]).is_empty()).any(|end| self.levels.contains(&key[..end]))
    }

    /// How a name is among them.
    fn find(&self, words: &str) -> Option<Joined> {
        if self.levels.contains(&name::key(words)) {
            return Some(Joined::Name);
        }
        let part = distinct::part(words);
        ((!part.is_empty() && self.parts.contains(&part)) || self.has_longer(&name::key(words))).then_some(Joined::Near)
    }
}

/// Shorter names begin too many others.
const TELLING: usize = 4;

/// Second and third level, as compared.
fn tail(words: &str, subname: Option<&str>) -> String {
    format!("{}{}{}", name::key(words), name::LEVEL, name::key(subname.unwrap_or_default()))
}

fn held<'a>(lists: impl Iterator<Item = &'a List>, names: &Names, codes: &BTreeSet<&str>, declined: &[Declined]) -> Vec<CoveredPower> {
    let mut held: Vec<CoveredPower> = Vec::new();
    // Lists of the city and of its parts name one power more than once.
    let mut seen: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
    for list in lists {
        let department = list.department.as_ref().map(|department| department.value.clone());
        for power in list.powers.iter().filter(|power| !power.name.value.trim().is_empty()) {
            let mut one = one(power, department.clone(), names, codes);
            one.declined = reason(&one.name, list.domain_key(), declined);
            let at = *seen.entry((department.clone(), name::key(&one.name))).or_insert(held.len());
            match held.get_mut(at) {
                None => held.push(one),
                Some(known) => known.joined = known.joined.or(one.joined),
            }
        }
    }
    held
}

fn one(power: &Power, department: Option<String>, names: &Names, codes: &BTreeSet<&str>) -> CoveredPower {
    let code = power.code.as_ref().map(|code| code.value.trim()).filter(|code| !code.is_empty());
    let own = power.subname.as_ref().map(|subname| subname.value.as_str()).filter(|subname| !subname.trim().is_empty());
    let by_code = code.filter(|code| power::is_code(code) && codes.contains(code)).map(|_| Joined::Code);
    let by_name = || own.and_then(|own| names.find(own)).or_else(|| names.find(&power.name.value));
    CoveredPower {
        name: own.map_or_else(|| power.name.value.clone(), |own| format!("{}：{own}", power.name.value)),
        code: code.map(str::to_owned),
        kind: power.power_type.as_ref().map(|kind| kind.value.clone()).filter(|kind| !kind.is_empty()),
        department,
        place: power.place.clone(),
        joined: by_code.or_else(by_name),
        declined: None,
    }
}

/// Why a department takes no item of a power: what it says of those proposed for it, which bear the power's name.
fn reason(power: &str, domain: &str, declined: &[Declined]) -> Option<String> {
    let key = name::key(power);
    let proposed = |declined: &&Declined| {
        let own = declined.key.split(name::LEVEL).nth(1).unwrap_or_default();
        declined.domain == domain && own.strip_prefix(&key).is_some_and(|rest| !rest.is_empty())
    };
    declined.iter().filter(proposed).find_map(|declined| declined.reason.clone())
}

fn listed(item: &ReferenceItem, section: &DomainSection, names: &Names, declined: &[Declined]) -> ListedItem {
    let levels = [item.group.as_deref(), Some(item.name.as_str()), item.subname.as_deref()];
    let own = tail(&item.name, item.subname.as_deref());
    // A first level that only repeats the domain is dropped where lists are read.
    let group = item.group.as_deref().map(name::key).filter(|group| *group != name::key(&section.name));
    let under_it = names.paths.contains(&(group.clone().unwrap_or_default(), own.clone()));
    let is_telling = !distinct::part(item.subname.as_deref().unwrap_or(&item.name)).is_empty();
    let anywhere = (group.is_none() || is_telling) && names.tails.contains(&own);
    let key = format!("{}{}{own}", group.unwrap_or_default(), name::LEVEL);
    let answered = declined.iter().find(|declined| declined.domain == section.key && declined.key == key);
    let is_renamed = answered.is_some_and(|answered| answered.reason.is_none());
    let name = levels.into_iter().flatten().collect::<Vec<_>>().join(" › ");
    let reason = answered.and_then(|answered| answered.reason.clone());
    ListedItem { name, present: under_it || anywhere || is_renamed, declined: reason }
}

fn uncovered(domain: &DomainCoverage, power: &CoveredPower) -> Diagnostic {
    let (kind, named) = (power.kind.as_deref().unwrap_or_default(), &power.name);
    let message = say!("{kind}“{named}”没有对应的公开事项", "no item of the catalogs is about {kind}“{named}”");
    let place = if domain.name.is_empty() { "目录".to_owned() } else { format!("“{}”领域", domain.name) };
    let help = say!(
        "请在{place}的清单里加上它的公开事项；已经有的，请把事项名称或者编码写得与这里一致；确实不必公开的，在 mulu.yaml 的 allow 中写明理由",
        "add its items to a list; if they are there, use the same name or code; if nothing of it is to be disclosed, say why under allow in \
         mulu.yaml"
    );
    let item = ItemName { domain: domain.key.clone(), key: key_of(named), name: named.clone() };
    Diagnostic::new(&comparing::UNCOVERED_POWER, power.place.clone(), message).with_help(help).with_item(item)
}

/// The items of a domain that come from nowhere: no power, no service, no item that counties list. Only where there are native lists,
/// which all items of the domain should come from.
fn unsourced<'a>(section: &DomainSection, lists: impl Iterator<Item = &'a List>, reference: &[ReferenceItem]) -> Vec<Unsourced> {
    let powers: Vec<&Power> = lists.flat_map(|list| &list.powers).collect();
    if powers.is_empty() {
        return Vec::new();
    }
    let codes: BTreeSet<&str> =
        powers.iter().filter_map(|power| Some(power.code.as_ref()?.value.trim())).filter(|code| power::is_code(code)).collect();
    let mut known = Names::default();
    for power in &powers {
        [Some(&power.name), power.subname.as_ref()].into_iter().flatten().for_each(|level| known.add(&level.value));
    }
    for item in reference {
        [item.group.as_ref(), Some(&item.name), item.subname.as_ref()].into_iter().flatten().for_each(|level| known.add(level));
    }
    let has_source = |entry: &&Entry| {
        // A first level is shared with items of other sources.
        let levels = [&entry.item.name.value, &entry.item.subname.value];
        let named = |level: &&String| known.find(level).is_some() || known.has_shorter(&name::key(level));
        entry.codes.iter().any(|(_, code)| codes.contains(code.as_str())) || levels.iter().filter(|level| !level.is_empty()).any(named)
    };
    let one = |entry: &Entry| Unsourced { name: entry.item.display_name(), place: entry.item.name.place.clone() };
    section.of_city().filter(|entry| !has_source(entry)).map(one).collect()
}

fn sourceless(domain: &DomainCoverage) -> Option<Diagnostic> {
    let first = domain.unsourced.first()?;
    let (name, count) = (&domain.name, domain.unsourced.len());
    let Words { zh, en } = some_of(domain.unsourced.iter().map(|item| &item.name), SHOWN);
    let message = say!(
        "“{name}”领域的{zh}{count}项，在权责清单、公共服务事项清单和各地目录里都找不到来源",
        "{name}: {count} item{s} without a source in the native lists and in what counties list: {en}",
        s = plural(count)
    );
    let help = say!(
        "请核对：是本地自己增加的，在 mulu.yaml 的 allow 中写明理由；名称写得不同的，改成与清单一致，或者写上编码；没有依据的，请删去",
        "look whether they belong: say so under allow in mulu.yaml if the city adds them, use the names or codes of the lists if they are there, \
         delete what has no ground"
    );
    let found = Diagnostic::new(&comparing::UNSOURCED_ITEMS, first.place.clone(), message).with_help(help);
    let rest = domain.unsourced.iter().skip(1).take(SHOWN - 1);
    let found = rest.fold(found, |found, item| found.with_related(say!("“{named}”", "“{named}”", named = &item.name), item.place.clone()));
    Some(Diagnostic { heading: Some(name.clone()), ..found })
}

fn lacking(domain: &DomainCoverage, lacked: &[&str], at: &Place) -> Diagnostic {
    let (name, count) = (&domain.name, lacked.len());
    let Words { zh, en } = some_of(lacked, SHOWN);
    let message = say!(
        "“{name}”领域没有{zh}{count}项，各地公布的目录里有",
        "{name} lacks {count} item{s} that counties list: {en}",
        s = plural(count)
    );
    let help = say!(
        "请对照国家标准指引：应有的补上；本地没有这类业务或者换了名称的，在 mulu.yaml 的 allow 中写明理由。全部列出：mulu reference {name}",
        "compare with the national guideline and add what belongs there; if the city has no such business or calls it otherwise, say so under \
         allow in mulu.yaml. All of them: mulu reference {name}"
    );
    // The domain's name stands where a heading would: a sheet may hold several domains.
    Diagnostic { heading: Some(name.clone()), ..Diagnostic::new(&comparing::LACKING_ITEMS, at.clone(), message).with_help(help) }
}

/// The key of something that is no item of the catalogs: what its fingerprint is made of.
fn key_of(named: &str) -> String {
    format!("{level}{}{level}", name::key(named), level = name::LEVEL)
}
