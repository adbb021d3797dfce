//! Items that are probably one: nearly the same name in one domain, or the same item in two. Found by blocking, never by comparing all pairs.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::merge::same;
use crate::model::{Catalog, DomainSection, Entry, Field, name};
use crate::rule::stage::merging;
use crate::words::say;

/// Shorter names differ by a letter without being the same (市级目录, 县级目录).
const SHORTEST_NAME: usize = 7;

/// Reports near-duplicates over the merged catalog.
pub(super) fn report(catalog: &Catalog, diagnostics: &mut Diagnostics) {
    for domain in &catalog.domains {
        within(domain, diagnostics);
    }
    across(catalog, diagnostics);
}

/// Names of one 一级事项 that differ in a single character which is not a number.
fn within(domain: &DomainSection, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Vec<(&Entry, Vec<char>)>> = BTreeMap::new();
    for entry in domain.entries.iter().filter(|entry| entry.added_by.is_none()) {
        let group = name::key(&entry.item.group.value);
        let letters: Vec<char> = name::key(&entry.item.display_name()).chars().collect();
        if letters.len() < SHORTEST_NAME {
            continue;
        }
        // Two names one edit apart share a name with one letter left out.
        let mut found: Option<&Entry> = None;
        for skip in 0..=letters.len() {
            let without: String = letters.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, letter)| *letter).collect();
            let others = seen.entry(format!("{group}\u{241f}{without}")).or_default();
            found = found.or_else(|| others.iter().find(|(_, other)| one_apart(&letters, other)).map(|(other, _)| *other));
            others.push((entry, letters.clone()));
        }
        if let Some(other) = found {
            push(domain, entry, domain, other, diagnostics);
        }
    }
}

/// One letter more, or one other letter, that is not a number: 第一批 and 第二批 are two.
fn one_apart(a: &[char], b: &[char]) -> bool {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (left, right) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let number = |letters: &[char]| letters.iter().any(|c| c.is_numeric() || "一二三四五六七八九十甲乙丙丁上下前后".contains(*c));
    left.len() <= 1 && right.len() <= 1 && !(left.is_empty() && right.is_empty()) && !number(left) && !number(right)
}

/// The same names, content and subject in two domains. Headings that every domain has (政策文件 …) differ in one of these.
fn across(catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<String, Vec<(&DomainSection, &Entry)>> = BTreeMap::new();
    for domain in &catalog.domains {
        for entry in domain.entries.iter().filter(|entry| entry.added_by.is_none()) {
            let others = first.entry(name::key(&entry.item.display_name())).or_default();
            let twin = others.iter().find(|(there, other)| {
                there.key != domain.key
                    && !entry.item.content.value.is_empty()
                    && same::field(Field::Content, &entry.item, &other.item)
                    && same::field(Field::Subject, &entry.item, &other.item)
            });
            if let Some((there, other)) = twin {
                push(domain, entry, there, other, diagnostics);
            }
            others.push((domain, entry));
        }
    }
}

fn push(domain: &DomainSection, entry: &Entry, there: &DomainSection, other: &Entry, diagnostics: &mut Diagnostics) {
    let (name, twin) = (entry.item.display_name(), other.item.display_name());
    let where_zh = if domain.key == there.key { String::new() } else { format!("（{}领域）", there.name) };
    let where_en = if domain.key == there.key { String::new() } else { format!(" ({})", there.name) };
    diagnostics.push(
        Diagnostic::new(
            &merging::NEAR_DUPLICATE,
            entry.item.name.place.clone(),
            say!("“{name}”与“{twin}”{where_zh}疑似同一事项", "“{name}” and “{twin}”{where_en} are probably one item"),
        )
        .with_item(ItemName { domain: domain.key.clone(), key: entry.key.clone(), name: name.clone() })
        .with_field(Field::Name.key(), Field::Name.info().heading, name.clone())
        .with_related(say!("另一处：“{twin}”", "The other: “{twin}”"), other.item.name.place.clone())
        .with_help(say!(
            "如果是同一事项，请只保留一处，或统一名称；不是的，可不处理",
            "If they are one item, keep one or use one name; else leave them"
        )),
    );
}

#[cfg(test)]
mod tests {
    use super::one_apart;

    #[test]
    fn one_letter_makes_two_names_near_unless_it_is_a_number() {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        for (a, b, near) in [
            ("城乡居民养老保险待遇", "城乡居民养老保险待遇申", true),
            ("企业参保登记办理", "企业参保登陆办理", true),
            ("第一批扶贫项目公告", "第二批扶贫项目公告", false),
            ("城市绿化条例第3条", "城市绿化条例第4条", false),
            ("企业参保登记办理", "企业参保登记办理", false),
            ("企业参保登记办理", "企业退休登录办理", false),
        ] {
            assert_eq!(one_apart(&letters(a), &letters(b)), near, "{a} {b}");
        }
    }
}
