//! Items as people name them: an id, `领域/一级/二级[/三级]`, or any tail of it; `*` stands for any words within one part.
//! Finds; what to say when nothing or too much is found is the caller's.

use std::collections::BTreeMap;

use crate::model::name::{self, key};
use crate::model::nearest;
use crate::model::{Catalog, Entry, Item};

/// Stands between the parts, in either width.
const PART_ENDS: [char; 2] = ['/', '／'];
/// Any words within one part, in either width.
const ANY: [char; 2] = ['*', '＊'];

/// Addresses of the items in scope, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    addresses: Vec<Address>,
    /// By id and by whole path: where one of these fits, tails do not count.
    whole: BTreeMap<String, Vec<usize>>,
    tails: BTreeMap<String, Vec<usize>>,
}

/// Whether a word holds a `*`, and so may mean several items.
#[must_use]
pub fn is_pattern(word: &str) -> bool {
    word.contains(ANY)
}

/// What one item answers to.
#[derive(Debug)]
pub struct Address {
    /// Its id; empty before ids are given.
    pub id: String,
    /// Key and name of its domain.
    pub domain: (String, String),
    /// 一级, 二级 and 三级 as printed; blank levels are empty.
    pub levels: [String; 3],
}

impl Address {
    /// The address of an item.
    #[must_use]
    pub fn new(id: &str, domain: (&str, &str), item: &Item) -> Self {
        Self {
            id: id.to_owned(),
            domain: (domain.0.to_owned(), domain.1.to_owned()),
            levels: [item.group.value.clone(), item.name.value.clone(), item.subname.value.clone()],
        }
    }

    /// `领域/一级/二级/三级` as people write it.
    #[must_use]
    pub fn path(&self) -> String {
        let levels = self.levels.iter().map(String::as_str).filter(|level| !level.is_empty());
        std::iter::once(self.domain.1.as_str()).chain(levels).collect::<Vec<_>>().join("/")
    }

    fn likeness(&self, wanted: &[&str]) -> f64 {
        let above_and_name = std::iter::once(&self.domain.1).chain(&self.levels).filter(|level| !level.is_empty());
        let own: Vec<&String> = above_and_name.collect();
        // `*` alone is like anything: what stands before it tells what was meant.
        let pairs = wanted.iter().rev().zip(own.iter().rev()).skip_while(|(wanted, _)| wanted.trim_matches(ANY).is_empty());
        let mut pairs = pairs.map(|(wanted, own)| nearest::likeness(wanted.trim_matches(ANY), own));
        let name = pairs.next().unwrap_or(0.0);
        if name < 0.3 { 0.0 } else { name + 0.1 * pairs.sum::<f64>() }
    }

    /// The folded levels, without separators, so that a name with `/` in it still fits: what the whole path and each tail read as.
    fn readings(&self) -> (Vec<String>, Vec<String>) {
        let keys: Vec<String> = self.levels.iter().map(|level| key(level)).filter(|key| !key.is_empty()).collect();
        let tails: Vec<String> = (0..keys.len()).map(|from| keys[from..].concat()).collect();
        let names = [self.domain.0.clone(), self.domain.1.clone(), format!("{}领域", self.domain.1)];
        let whole = names.iter().map(|domain| format!("{}{}", name::fold(domain), keys.concat()));
        (whole.chain([self.id.to_ascii_lowercase()]).collect(), tails)
    }
}

impl Index {
    /// Takes the items in scope; their positions are what [`Index::find`] gives back.
    #[must_use]
    pub fn new(addresses: impl IntoIterator<Item = Address>) -> Self {
        let addresses: Vec<Address> = addresses.into_iter().collect();
        let mut index = Self::default();
        for (position, address) in addresses.iter().enumerate() {
            let (whole, tails) = address.readings();
            note(&mut index.whole, whole, position);
            note(&mut index.tails, tails, position);
        }
        Self { addresses, ..index }
    }

    /// The entries of a catalog that fit `scope`, each with its (domain, entry) position beside it.
    #[must_use]
    pub fn of_catalog(catalog: &Catalog, scope: impl Fn(&Entry) -> bool) -> (Self, Vec<(usize, usize)>) {
        let mut addresses = Vec::new();
        let mut positions = Vec::new();
        for (domain_index, domain) in catalog.domains.iter().enumerate() {
            for (entry_index, entry) in domain.entries.iter().enumerate().filter(|(_, entry)| scope(entry)) {
                addresses.push(Address::new(&entry.id, (&domain.key, &domain.name), &entry.item));
                positions.push((domain_index, entry_index));
            }
        }
        (Self::new(addresses), positions)
    }

    /// Positions of the items a word names.
    #[must_use]
    pub fn find(&self, word: &str) -> Vec<usize> {
        let word = word.trim();
        if is_pattern(word) {
            let parts: Vec<Pattern> = word.split(PART_ENDS).map(Pattern::new).collect();
            return (0..self.addresses.len()).filter(|&at| fits(&self.addresses[at], &parts)).collect();
        }
        let folded: String = word.split(PART_ENDS).map(key).collect();
        let whole = self.whole.get(&word.to_ascii_lowercase()).or_else(|| self.whole.get(&folded));
        whole.or_else(|| self.tails.get(&folded)).cloned().unwrap_or_default()
    }

    /// Paths of the items most like a word, at most `most`. The name decides; the levels above it tell equals apart.
    #[must_use]
    pub fn nearest(&self, word: &str, most: usize) -> Vec<String> {
        let wanted: Vec<&str> = word.split(PART_ENDS).collect();
        let mut alike: Vec<(f64, usize)> = self
            .addresses
            .iter()
            .enumerate()
            .map(|(at, address)| (address.likeness(&wanted), at))
            .filter(|(likeness, _)| *likeness > 0.4)
            .collect();
        // Stable: equally good paths stay in printed order.
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        alike.into_iter().take(most).map(|(_, at)| self.addresses[at].path()).collect()
    }

    /// The path of the item at a position.
    #[must_use]
    pub fn path(&self, position: usize) -> String {
        self.addresses[position].path()
    }
}

fn note(map: &mut BTreeMap<String, Vec<usize>>, words: Vec<String>, position: usize) {
    for word in words {
        let positions = map.entry(word).or_default();
        if positions.last() != Some(&position) {
            positions.push(position);
        }
    }
}

/// One part of a word with `*` in it, cut at the stars.
struct Pattern {
    pieces: Vec<String>,
}

impl Pattern {
    fn new(part: &str) -> Self {
        Self { pieces: part.split(ANY).map(name::fold).collect() }
    }

    fn fits(&self, name: &str) -> bool {
        let name = key(name);
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.pieces.first().is_some_and(|only| *only == name);
        };
        let Some(mut rest) = name.strip_prefix(first.as_str()) else { return false };
        for piece in middle {
            let Some(at) = rest.find(piece.as_str()) else { return false };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(last.as_str())
    }
}

/// Whether the parts fit a tail of the address, or all of it with the domain before.
fn fits(address: &Address, parts: &[Pattern]) -> bool {
    let levels: Vec<&str> = address.levels.iter().map(String::as_str).filter(|level| !level.is_empty()).collect();
    let all = |names: &[&str]| names.len() == parts.len() && parts.iter().zip(names).all(|(part, name)| part.fits(name));
    if parts.len() <= levels.len() {
        return all(&levels[levels.len() - parts.len()..]);
    }
    [&address.domain.0, &address.domain.1].into_iter().any(|domain| {
        let whole: Vec<&str> = std::iter::once(domain.as_str()).chain(levels.iter().copied()).collect();
        all(&whole)
    })
}

#[cfg(test)]
mod tests {
    use super::{Address, Index};

    fn index() -> Index {
        let address = |id: &str, levels: [&str; 3]| Address {
            id: id.to_owned(),
            domain: ("yiwujiaoyu".to_owned(), "义务教育".to_owned()),
            levels: levels.map(str::to_owned),
        };
        Index::new([
            address("yiwujiaoyu-aaaaaaaa", ["招生管理", "招生政策", ""]),
            address("yiwujiaoyu-bbbbbbbb", ["招生管理", "招生结果", ""]),
            address("yiwujiaoyu-cccccccc", ["", "入户/现场宣传", ""]),
            address("yiwujiaoyu-dddddddd", ["政策文件", "招生政策", ""]),
        ])
    }

    #[test]
    fn an_item_is_named_by_id_path_or_unique_tail() {
        let index = index();
        for (word, found) in [
            ("yiwujiaoyu-bbbbbbbb", vec![1]),
            ("义务教育/招生管理/招生政策", vec![0]),
            ("yiwujiaoyu/招生管理/招生政策", vec![0]),
            ("招生管理/招生政策", vec![0]),
            ("招生结果", vec![1]),
            ("招生 结果", vec![1]),
            ("招生政策", vec![0, 3]),
            ("入户/现场宣传", vec![2]),
            ("义务教育/入户/现场宣传", vec![2]),
            ("没有", vec![]),
            ("招生管理", vec![]),
            ("义务教育领域／招生管理／招生政策", vec![0]),
        ] {
            assert_eq!(index.find(word), found, "{word}");
        }
    }

    #[test]
    fn a_star_stays_within_one_part() {
        let index = index();
        for (word, found) in [
            ("招生管理/*", vec![0, 1]),
            ("*政策", vec![0, 3]),
            ("义务教育/*/招生政策", vec![0, 3]),
            ("招＊果", vec![1]),
            ("义务教育/*", vec![2]),
            ("*", vec![0, 1, 2, 3]),
        ] {
            assert_eq!(index.find(word), found, "{word}");
        }
    }

    #[test]
    fn the_nearest_names_are_given_as_paths() {
        assert_eq!(index().nearest("招生结过", 1), vec!["义务教育/招生管理/招生结果"]);
        assert_eq!(index().nearest("义务教育/招升管理/*", 2), vec!["义务教育/招生管理/招生政策", "义务教育/招生管理/招生结果"]);
        assert_eq!(index().nearest("招声*", 1), vec!["义务教育/招生管理/招生政策"]);
    }
}
