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

/// Builds the searches.
pub(super) fn prepare() {
    searches();
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

/// The texts of the item before, each with the rules whose words it holds: most fields say the same from row to row.
#[derive(Default)]
pub(super) struct Searched<'a> {
    texts: Vec<(&'a str, Vec<usize>)>,
}

impl<'a> Searched<'a> {
    /// The rules whose words an item holds, in the order of the rules.
    pub(super) fn meant(&mut self, item: &'a Item) -> impl Iterator<Item = Judge> + use<> {
        let searches = searches();
        self.texts.resize(searches.len(), ("", Vec::new()));
        let mut meant: Vec<usize> = Vec::new();
        for (search, (before, rules)) in searches.iter().zip(&mut self.texts) {
            let text = item.text(search.field);
            if text != *before {
                rules.clear();
                rules.extend(search.words.find_overlapping_iter(text).flat_map(|found| &search.rules[found.pattern().as_usize()]));
                *before = text;
            }
            meant.extend(&*rules);
        }
        meant.sort_unstable();
        meant.dedup();
        meant.into_iter().map(|at| waiting()[at].1)
    }
}
