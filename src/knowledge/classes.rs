//! 《政府信息公开条例》 art. 20 and 21: the classes of information that are disclosed without being asked, each with words that show
//! it in a catalog. Judges nothing.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::model::{Catalog, Item, List};

/// A class of the two articles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureClass {
    /// What it is called in a finding: words of the article itself.
    pub name: String,
    /// The article, such as 第二十条第（七）项.
    pub article: String,
    /// Whose it is.
    pub of: ClassOf,
    /// Words of which one stands in an item of that class.
    pub words: Vec<String>,
    /// Other names of items that are exactly this; of article 21 only.
    #[serde(default)]
    pub names: Vec<String>,
    /// Whether a 街道 has no such information.
    #[serde(default)]
    pub rural: bool,
}

/// Who discloses a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClassOf {
    /// Every organ, so the city as a whole; and what art. 21 asks of a county.
    City,
    /// What art. 21 asks of a town.
    Town,
}

/// The classes and one search for the words of all.
#[derive(Debug, Default)]
pub struct Classes {
    /// In the order of the articles.
    pub all: Vec<DisclosureClass>,
    search: OnceLock<(AhoCorasick, Vec<usize>)>,
}

impl DisclosureClass {
    /// Whether the whole of an item's own name says that it is this, of article 21.
    #[must_use]
    pub fn is_named(&self, own: &str) -> bool {
        let bare = ["情况", "信息"].iter().find_map(|end| own.strip_suffix(end)).unwrap_or(own);
        let is = |name: &String| name == own || name == bare;
        self.article == "第二十一条" && (is(&self.name) || self.names.iter().any(is))
    }
}

impl Classes {
    pub(super) fn new(all: Vec<DisclosureClass>) -> Self {
        Self { all, search: OnceLock::new() }
    }

    /// Which classes an item of the city's catalogs or of the supplement speaks of; only those of [`ClassOf::City`] are looked for to the end.
    #[must_use]
    pub fn of_the_city(&self, catalog: &Catalog, supplement: &[List]) -> Vec<bool> {
        let mut found = vec![false; self.all.len()];
        let is_asked = |found: &[bool]| self.all.iter().zip(found).any(|(class, found)| class.of == ClassOf::City && !found);
        for section in &catalog.domains {
            let mut city = section.of_city().peekable();
            if city.peek().is_some() {
                self.mark(&section.name, &mut found);
            }
            // Most classes are found in the first few items; the rest need not be read.
            for entry in city {
                if !is_asked(&found) {
                    break;
                }
                self.mark_item(&entry.item, &mut found);
            }
        }
        supplement.iter().flat_map(|list| &list.items).for_each(|item| self.mark_item(item, &mut found));
        found
    }

    /// Marks the classes that an item's names and content speak of.
    pub fn mark_item(&self, item: &Item, found: &mut [bool]) {
        for text in [&item.group.text, &item.name.text, &item.subname.text, &item.content.text] {
            self.mark(text, found);
        }
    }

    /// Marks the classes of which a word stands in a text, by their positions in [`Classes::all`].
    pub fn mark(&self, text: &str, found: &mut [bool]) {
        let (search, classes) = self.search.get_or_init(|| {
            let words = self.all.iter().flat_map(|class| &class.words);
            let classes = self.all.iter().enumerate().flat_map(|(at, class)| class.words.iter().map(move |_| at));
            (AhoCorasick::new(words).expect("a few hundred short words"), classes.collect())
        });
        for word in search.find_overlapping_iter(text) {
            found[classes[word.pattern().as_usize()]] = true;
        }
    }
}
