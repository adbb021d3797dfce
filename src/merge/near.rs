//! Items that are probably one: nearly the same name in one domain, or the same thing in two. Found by blocking, never by comparing
//! all pairs: twice the items cost twice as much.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::knowledge::Knowledge;
use crate::model::{Catalog, DomainSection, Entry, Field, distinct, name, same};
use crate::rule::stage::merging;
use crate::words::{Words, say};

/// Shorter names differ by a letter without being the same (市级目录, 县级目录).
const SHORTEST_NAME: usize = 7;

/// A domain's own name says what an item is about only when it is so long (医疗卫生, not 就业).
const SHORTEST_DOMAIN: usize = 4;

/// What two items that are one thing must both say.
const MUST_AGREE: [Field; 3] = [Field::Content, Field::TimeLimit, Field::Basis];

/// An item with the domain it stands in.
type Standing<'a> = (&'a DomainSection, &'a Entry);

/// Reports near-duplicates over the merged catalog.
pub(super) fn report(catalog: &Catalog, knowledge: &Knowledge, diagnostics: &mut Diagnostics) {
    for domain in &catalog.domains {
        within(domain, diagnostics);
    }
    across(catalog, diagnostics);
    other_domains(catalog, knowledge, diagnostics);
}

/// The items of the city itself.
fn own(domain: &DomainSection) -> impl Iterator<Item = &Entry> {
    domain.of_city()
}

/// Names of one 一级事项 that differ in a single character which is not a number.
fn within(domain: &DomainSection, diagnostics: &mut Diagnostics) {
    let mut groups: BTreeMap<String, Vec<(&Entry, Vec<char>)>> = BTreeMap::new();
    for entry in own(domain) {
        let letters: Vec<char> = name::key(&entry.item.display_name()).chars().collect();
        if letters.len() >= SHORTEST_NAME {
            groups.entry(name::key(&entry.item.group.value)).or_default().push((entry, letters));
        }
    }
    for entries in groups.values() {
        let names: Vec<&[char]> = entries.iter().map(|(_, letters)| letters.as_slice()).collect();
        for (this, that) in pairs(&names, |_| ()) {
            let at = |entry: usize| (domain, entries[entry].0);
            diagnostics.push(finding(at(this), at(that), doubt(at(this), at(that))));
        }
    }
}

/// For each name the first name before it that is one edit away. `compared` hears of every comparison.
///
/// Two names one edit apart share a name with one letter left out. The stretches before and behind each letter are summed up in
/// two numbers, so a name costs as many steps as it has letters.
fn pairs(names: &[&[char]], mut compared: impl FnMut(usize)) -> Vec<(usize, usize)> {
    let mut seen: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (this, letters) in names.iter().enumerate() {
        let mut near: Option<usize> = None;
        for key in blocks(letters) {
            let others = seen.entry(key).or_default();
            near = near.or_else(|| {
                others.iter().copied().find(|&that| {
                    compared(that);
                    one_apart(letters, names[that])
                })
            });
            // What a full block holds differs by a number only; more of the like tell nothing new.
            if others.len() < FULL_BLOCK {
                others.push(this);
            }
        }
        found.extend(near.map(|that| (this, that)));
    }
    found
}

/// Names that share all letters but one, as many as are compared with a further one.
const FULL_BLOCK: usize = 16;

/// A number for the whole name, and one for it without each of its letters; with the length that is left.
fn blocks(letters: &[char]) -> Vec<(usize, u64)> {
    const BASE: u64 = 1_000_003;
    let length = letters.len();
    let mut before = Vec::with_capacity(length + 1);
    before.push(0_u64);
    for letter in letters {
        let sum = before[before.len() - 1].wrapping_mul(BASE).wrapping_add(u64::from(u32::from(*letter)) + 1);
        before.push(sum);
    }
    let mut blocks = vec![(length, before[length])];
    let (mut behind, mut power) = (0_u64, 1_u64);
    for at in (0..length).rev() {
        blocks.push((length - 1, before[at].wrapping_mul(power).wrapping_add(behind)));
        behind = (u64::from(u32::from(letters[at])) + 1).wrapping_mul(power).wrapping_add(behind);
        power = power.wrapping_mul(BASE);
    }
    blocks
}

/// One letter more, or one other letter, that is not a number: 第一批 and 第二批 are two.
fn one_apart(a: &[char], b: &[char]) -> bool {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (left, right) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let number = |letters: &[char]| letters.iter().any(|c| c.is_numeric() || "一二三四五六七八九十甲乙丙丁上下前后".contains(*c));
    left.len() <= 1 && right.len() <= 1 && !(left.is_empty() && right.is_empty()) && !number(left) && !number(right)
}

/// One distinct name in two domains. Where both say the same and different bodies disclose it, that is as it should be.
fn across(catalog: &Catalog, diagnostics: &mut Diagnostics) {
    // The first of each domain: others of its like are compared within the domain.
    let mut first: BTreeMap<String, Vec<Standing<'_>>> = BTreeMap::new();
    for domain in &catalog.domains {
        for entry in own(domain) {
            let part = distinct::part(&entry.item.display_name());
            if part.is_empty() {
                continue;
            }
            let others = first.entry(part).or_default();
            if let Some((there, other)) = others.iter().find(|(there, _)| there.key != domain.key) {
                let differing: Vec<Field> = MUST_AGREE.into_iter().filter(|&field| !same::field(field, &entry.item, &other.item)).collect();
                if !differing.is_empty() {
                    diagnostics.push(finding((domain, entry), (there, other), disagreement((domain, entry), (there, other), &differing)));
                } else if same::field(Field::Subject, &entry.item, &other.item) {
                    diagnostics.push(finding((domain, entry), (there, other), doubt((domain, entry), (there, other))));
                }
            }
            if !others.iter().any(|(there, _)| there.key == domain.key) {
                others.push((domain, entry));
            }
        }
    }
}

/// An item that is called like another domain: 危房改造 in 扶贫, while 农村危房改造 has its own catalog.
fn other_domains(catalog: &Catalog, knowledge: &Knowledge, diagnostics: &mut Diagnostics) {
    let mut names: BTreeMap<String, &DomainSection> = BTreeMap::new();
    for section in catalog.domains.iter().filter(|section| own(section).next().is_some()) {
        let known = knowledge.domain_by_key(&section.key);
        let words = known.into_iter().flat_map(|domain| domain.aliases.iter().chain([&domain.name]));
        for word in words.chain([&section.name]).map(|word| distinct::part(word)) {
            if word.chars().count() >= SHORTEST_DOMAIN {
                names.insert(word, section);
            }
        }
    }
    for domain in &catalog.domains {
        for entry in own(domain) {
            let Some(there) = names.get(&distinct::part(&entry.item.display_name())).filter(|there| there.key != domain.key) else {
                continue;
            };
            let Some(other) = own(there).next() else { continue };
            let (name, title) = (entry.item.display_name(), &there.name);
            let message = say!("“{name}”与“{title}”领域的事项疑似重复", "“{name}” probably repeats what the domain {title} discloses",);
            diagnostics.push(finding((domain, entry), (there, other), message));
        }
    }
}

/// Two items that are probably one.
fn doubt((domain, entry): Standing<'_>, (there, other): Standing<'_>) -> Words {
    let (name, twin) = (entry.item.display_name(), other.item.display_name());
    let (where_zh, where_en) = whereabouts(domain, there);
    say!("“{name}”与“{twin}”{where_zh}疑似同一事项", "“{name}” and “{twin}”{where_en} are probably one item")
}

/// One item in two domains, with different words.
fn disagreement((domain, entry): Standing<'_>, (there, other): Standing<'_>, differing: &[Field]) -> Words {
    let (name, twin) = (entry.item.display_name(), other.item.display_name());
    let (where_zh, where_en) = whereabouts(domain, there);
    let zh = differing.iter().map(|field| field.info().heading).collect::<Vec<_>>().join("、");
    let en = differing.iter().map(|field| field.info().name_en).collect::<Vec<_>>().join(", ");
    say!(
        "“{name}”与“{twin}”{where_zh}疑似同一事项，但{zh}不一致",
        "“{name}” and “{twin}”{where_en} are probably one item, but differ in {en}"
    )
}

fn whereabouts(domain: &DomainSection, there: &DomainSection) -> (String, String) {
    let is_here = domain.key == there.key;
    let words = |open: &str, close: &str| if is_here { String::new() } else { format!("{open}{}{close}", there.name) };
    (words("（", "领域）"), words(" (", ")"))
}

fn finding((domain, entry): Standing<'_>, (_, other): Standing<'_>, message: Words) -> Diagnostic {
    let (name, twin) = (entry.item.display_name(), other.item.display_name());
    Diagnostic::new(&merging::NEAR_DUPLICATE, entry.item.name.place.clone(), message)
        .with_item(ItemName { domain: domain.key.clone(), key: entry.key.clone(), name: name.clone() })
        .with_field(Field::Name.key(), Field::Name.info().heading, name)
        .with_related(say!("另一处：“{twin}”", "The other: “{twin}”"), other.item.name.place.clone())
        .with_help(say!(
            "如果是同一事项，请只保留一处；两个领域都要列的，内容、时限、依据写成一致；不是同一事项的，可不处理",
            "If they are one item, keep one, or let both say the same; else leave them"
        ))
}

#[cfg(test)]
mod tests {
    use super::{one_apart, pairs};

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn one_letter_makes_two_names_near_unless_it_is_a_number() {
        for (a, b, near) in [
            ("城乡居民养老保险待遇", "城乡居民养老保险待遇申", true),
            ("企业参保登记办理", "企业参保登陆办理", true),
            ("第一批扶贫项目公告", "第二批扶贫项目公告", false),
            ("城市绿化条例第3条", "城市绿化条例第4条", false),
            ("企业参保登记办理", "企业参保登记办理", false),
            ("企业参保登记办理", "企业退休登录办理", false),
        ] {
            let (a, b) = (letters(a), letters(b));
            assert_eq!(one_apart(&a, &b), near, "{a:?} {b:?}");
            assert_eq!(pairs(&[&a, &b], |_| ()), if near { vec![(1, 0)] } else { Vec::new() }, "{a:?} {b:?}");
        }
    }

    /// Names as they come in long lists: running numbers, and every tenth nearly the same as the one before.
    fn comparisons(count: usize) -> usize {
        let name = |number: usize| match number % 10 {
            0 => format!("第{number}号城乡居民养老保险待遇申领"),
            1 => format!("第{}号城乡居民养老保险待遇申请", number - 1),
            _ => format!("编号{number}的公开事项办理结果告知"),
        };
        let names: Vec<Vec<char>> = (0..count).map(|number| letters(&name(number))).collect();
        let names: Vec<&[char]> = names.iter().map(Vec::as_slice).collect();
        let mut compared = 0;
        let found = pairs(&names, |_| compared += 1);
        assert!(found.len() >= count / 10, "{} found", found.len());
        compared
    }

    #[test]
    fn twice_the_items_cost_no_more_than_a_little_over_twice_as_much() {
        let (once, twice) = (comparisons(2_000), comparisons(4_000));
        assert!(twice * 10 <= once * 23, "{once} comparisons for 2,000 names, {twice} for 4,000");
    }
}
