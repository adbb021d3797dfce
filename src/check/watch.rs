//! Which rules wait for words that an item holds: one search of each text finds the words of all rules. Judges nothing.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::diagnostic::Diagnostics;
use crate::model::{Field, Item};
use crate::rules::{self, Check, ItemContext, Watch};

/// How a rule judges an item.
type Judge = fn(&ItemContext<'_>, &mut Diagnostics);

/// The words that rules wait for in one field.
struct Search {
    field: Field,
    words: AhoCorasick,
    /// The rules that wait for each word, as positions among [`waiting`].
    rules: Vec<Vec<usize>>,
}

/// The rules that wait for words, in their order.
fn waiting() -> &'static [(&'static Watch, Judge)] {
    static WAITING: OnceLock<Vec<(&'static Watch, Judge)>> = OnceLock::new();
    WAITING.get_or_init(|| {
        let words = |entry: &rules::Entry| if let Check::Words(watch, check) = entry.check { Some((watch, check)) } else { None };
        rules::ALL.iter().filter_map(words).collect()
    })
}

fn searches() -> &'static [Search] {
    static SEARCHES: OnceLock<Vec<Search>> = OnceLock::new();
    SEARCHES.get_or_init(|| {
        let mut fields: Vec<Field> = waiting().iter().flat_map(|(watch, _)| watch.fields).copied().collect();
        fields.sort_unstable();
        fields.dedup();
        fields.into_iter().map(search).collect()
    })
}

fn search(field: Field) -> Search {
    let mut words: Vec<&str> = Vec::new();
    let mut rules: Vec<Vec<usize>> = Vec::new();
    for (at, (watch, _)) in waiting().iter().enumerate().filter(|(_, (watch, _))| watch.fields.contains(&field)) {
        for word in watch.words {
            match words.iter().position(|known| known == word) {
                Some(known) => rules[known].push(at),
                None => {
                    words.push(word);
                    rules.push(vec![at]);
                }
            }
        }
    }
    Search { field, words: AhoCorasick::new(words).expect("a few hundred short words"), rules }
}

/// The rules whose words an item holds, in the order of the rules.
pub(super) fn meant(item: &Item) -> impl Iterator<Item = Judge> {
    let mut meant: Vec<usize> = Vec::new();
    for search in searches() {
        let text = item.text(search.field);
        for found in search.words.find_overlapping_iter(text) {
            meant.extend(&search.rules[found.pattern().as_usize()]);
        }
    }
    meant.sort_unstable();
    meant.dedup();
    meant.into_iter().map(|at| waiting()[at].1)
}
