//! An item whose name is nearly, but not quite, that of a power or service in the department's own native list. Names that are the same
//! but for width, blanks and marks are the same. Never compares all pairs: names that share their beginning, their end or all but one letter.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Safety};
use crate::model::{Field, Item, List, Power, name};
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::{ItemContext, ListsContext};
use crate::words::say;

pub(super) static RULE: Rule =
    Rule::new("near-power-name", Family::Names, Severity::Warning, Allow::May, include_str!("near_power_name.md"));

/// How alike two names must be.
const LIKENESS: f64 = 0.9;

/// Shorter names cannot be as alike as that and still differ.
const SHORTEST: usize = 10;

/// Letters at the beginning or the end that two long names share.
const SHARED: usize = 8;

/// How many powers with one beginning are looked at: 对违反……的处罚 are hundreds.
const MOST: usize = 40;

/// Letters by which names differ in earnest: numbers, and opposites.
const TELLING: &str = "一二三四五六七八九十百甲乙丙丁上下前后内外增减有无男女城乡大中小初高生死出入正副省市县区镇村";

/// The powers of one department.
#[derive(Default)]
struct Powers<'a> {
    by_key: BTreeMap<String, &'a str>,
    /// Powers by the beginnings and ends of their keys, and by their keys without one letter.
    blocks: BTreeMap<String, Vec<(String, &'a Power)>>,
}

pub(super) fn check(context: &ListsContext<'_>, diagnostics: &mut Diagnostics) {
    let mut departments: BTreeMap<&str, Powers<'_>> = BTreeMap::new();
    for list in context.lists.iter().filter(|list| !list.powers.is_empty()) {
        let Some(department) = &list.department else { continue };
        let powers = departments.entry(department.value.as_str()).or_default();
        list.powers.iter().for_each(|power| add(power, powers));
    }
    if departments.is_empty() {
        return;
    }
    let names: BTreeMap<&str, BTreeSet<String>> = item_names(context.lists);
    for list in context.lists {
        let Some(powers) = list.department.as_ref().and_then(|department| departments.get(department.value.as_str())) else { continue };
        let others = names.get(list.department.as_ref().map_or("", |department| department.value.as_str()));
        for item in &list.items {
            check_item(&ItemContext::of(item, list, context.circumstances), powers, others, diagnostics);
        }
    }
}

/// The keys of all names of items, by department.
fn item_names<'a>(lists: &[&'a List]) -> BTreeMap<&'a str, BTreeSet<String>> {
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for list in lists {
        let Some(department) = &list.department else { continue };
        let names = names.entry(department.value.as_str()).or_default();
        names.extend(list.items.iter().map(|item| name::key(own_name(item))));
    }
    names
}

/// The deepest name.
fn own_name(item: &Item) -> &str {
    if item.subname.value.is_empty() { &item.name.value } else { &item.subname.value }
}

fn add<'a>(power: &'a Power, powers: &mut Powers<'a>) {
    let named = power.subname.as_ref().filter(|sub| !sub.value.trim().is_empty()).unwrap_or(&power.name);
    let key = name::key(&named.value);
    if key.chars().count() >= SHORTEST && !powers.by_key.contains_key(&key) {
        for block in blocks(&key) {
            powers.blocks.entry(block).or_default().push((key.clone(), power));
        }
    }
    powers.by_key.insert(key, &named.value);
    powers.by_key.insert(name::key(&power.name.value), &power.name.value);
}

/// What two names that are alike share at least one of.
fn blocks(key: &str) -> Vec<String> {
    let letters: Vec<char> = key.chars().collect();
    if letters.len() >= 2 * SHARED {
        let end = &letters[letters.len() - SHARED..];
        return vec![format!("^{}", letters[..SHARED].iter().collect::<String>()), format!("{}$", end.iter().collect::<String>())];
    }
    let without = |skip: usize| letters.iter().enumerate().filter(move |(at, _)| *at != skip).map(|(_, letter)| *letter).collect();
    (0..=letters.len()).map(without).collect()
}

fn check_item(context: &ItemContext<'_>, powers: &Powers<'_>, others: Option<&BTreeSet<String>>, diagnostics: &mut Diagnostics) {
    let item = context.item;
    let key = name::key(own_name(item));
    if key.chars().count() < SHORTEST || powers.by_key.contains_key(&key) {
        return;
    }
    let near = blocks(&key).into_iter().filter_map(|block| powers.blocks.get(&block)).flat_map(|block| block.iter().take(MOST));
    // A power that another item has already is another one.
    let free = near.filter(|(other, _)| !others.is_some_and(|names| names.contains(other)));
    let Some((_, power)) = free.into_iter().find(|(other, _)| is_near(&key, other)) else { return };
    let field = if item.subname.value.is_empty() { Field::Name } else { Field::Subname };
    let right = power.subname.as_ref().filter(|sub| !sub.value.trim().is_empty()).unwrap_or(&power.name);
    let (written, name) = (own_name(item), &right.value);
    let message = say!(
        "事项名称“{written}”与本部门清单里的“{name}”只差几个字",
        "the item's name “{written}” is nearly that of “{name}” in the department's own list"
    );
    let help = say!("如果是同一个事项，请改为“{name}”；不是的，可不处理", "if it is the same, make it “{name}”; else leave it");
    let place = right.place.clone();
    let fault = context.fault(&RULE, field, message).with_help(help).with_fix(Safety::Unsafe, name);
    diagnostics.push(fault.with_related(say!("清单里的名称：“{name}”", "the name in the list: “{name}”"), place));
}

/// Whether two keys are nearly the same, and differ in no letter that tells things apart.
fn is_near(key: &str, other: &str) -> bool {
    let (one, two): (Vec<char>, Vec<char>) = (key.chars().collect(), other.chars().collect());
    let start = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
    let end = one[start..].iter().rev().zip(two[start..].iter().rev()).take_while(|(one, two)| one == two).count();
    let differing = one[start..one.len() - end].iter().chain(&two[start..two.len() - end]);
    let telling = |c: &char| c.is_numeric() || c.is_ascii_alphabetic() || TELLING.contains(*c);
    !differing.clone().any(telling) && strsim::normalized_damerau_levenshtein(key, other) >= LIKENESS
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn names_that_differ_in_a_letter_are_near_unless_it_tells_them_apart() {
        for (one, other, near) in [
            ("城乡居民养老保险待遇申领", "城乡居民养老保险待遇申请", true),
            ("城乡居民养老保险参保登记", "城乡居民养老保险注销登记", false),
            ("义务教育学校第一批招生计划", "义务教育学校第二批招生计划", false),
            ("城镇居民养老保险待遇申领", "城乡居民养老保险待遇申领", false),
            ("社会保险缴费申报与变更登记", "社会保险缴费申报和变更登记", true),
        ] {
            assert_eq!(is_near(one, other), near, "{one} {other}");
        }
    }
}
