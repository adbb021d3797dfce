//! Which item a user means: an id, `领域/一级/二级[/三级]`, or any tail of it that fits one item; `*` matches inside one part.
//! Names are compared as [`name::key`] compares them. Says what fits and what is nearest; what to make of it, the caller decides.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalog::{Catalog, DomainSection, Entry};
use crate::model::name;
use crate::model::nearest::likeness;

/// Stands between the parts, in either width.
const PART_ENDS: [char; 2] = ['/', '／'];

/// Any characters within one part, in either width.
const ANY: [char; 2] = ['*', '＊'];

/// What one word means in a catalog.
#[derive(Debug)]
pub enum Selected<'a> {
    /// One item.
    One(&'a DomainSection, &'a Entry),
    /// No item; the paths most like it.
    None {
        /// At most three, best first.
        nearest: Vec<String>,
    },
    /// Several; their paths.
    Several(Vec<String>),
}

/// A selector, taken apart once and compared with many items.
#[derive(Debug)]
pub struct Selector {
    /// The word as typed, without blanks at its ends.
    word: String,
    /// Its parts, each cut at `*` and folded.
    parts: Vec<Part>,
}

/// One part: the folded texts between its `*`.
#[derive(Debug)]
struct Part {
    pieces: Vec<String>,
}

/// How well an item fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its id, or its whole path from the domain on.
    Whole,
    /// A tail of its path.
    Tail,
}

/// Where to look first: the items of a catalog by id and by the end of their names. Made once where many selectors are looked up.
#[derive(Debug)]
pub struct Index<'a> {
    catalog: &'a Catalog,
    by_id: BTreeMap<String, (usize, usize)>,
    by_end: BTreeMap<String, Vec<(usize, usize)>>,
}

/// Every item a word fits, as (domain, entry). Several without `*` means the word is ambiguous.
#[must_use]
pub fn find(catalog: &Catalog, word: &str) -> Vec<(usize, usize)> {
    let selector = Selector::new(word);
    best(catalog, &selector, positions(catalog))
}

/// What a word that must name one item means.
#[must_use]
pub fn select<'a>(catalog: &'a Catalog, word: &str) -> Selected<'a> {
    match find(catalog, word).as_slice() {
        [] => Selected::None { nearest: nearest(catalog, word, 3) },
        &[(domain, entry)] => Selected::One(&catalog.domains[domain], &catalog.domains[domain].entries[entry]),
        several => Selected::Several(several.iter().map(|&(domain, entry)| path_at(catalog, domain, entry)).collect()),
    }
}

/// Whether one item fits a word.
#[must_use]
pub fn matches(entry: &Entry, domain: &DomainSection, word: &str) -> bool {
    Selector::new(word).fit(entry, domain).is_some()
}

/// The paths most like a word, best first.
#[must_use]
pub fn nearest(catalog: &Catalog, word: &str, most: usize) -> Vec<String> {
    let wanted: Vec<String> = word.split(PART_ENDS).map(name::key).filter(|part| !part.is_empty()).collect();
    let mut alike: Vec<(f64, (usize, usize))> = positions(catalog)
        .filter_map(|(domain, entry)| {
            let section = &catalog.domains[domain];
            let levels = levels(&section.entries[entry]);
            let likeness = path_likeness(&wanted, &section.name, &levels);
            (likeness > 0.0).then_some((likeness, (domain, entry)))
        })
        .collect();
    // A stable sort: equally good paths stay in printed order.
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(most).map(|(_, (domain, entry))| path_at(catalog, domain, entry)).collect()
}

/// `领域/一级/二级[/三级]`, what messages call an item.
#[must_use]
pub fn path(domain: &DomainSection, entry: &Entry) -> String {
    let item = &entry.item;
    let levels = [&domain.name, &item.group.value, &item.name.value, &item.subname.value];
    levels.into_iter().filter(|level| !level.is_empty()).map(String::as_str).collect::<Vec<_>>().join("/")
}

/// Whether a word holds a `*`, and so may mean several items.
#[must_use]
pub fn is_pattern(word: &str) -> bool {
    word.contains(ANY)
}

impl Selector {
    /// Takes a word apart.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let word = word.trim();
        let parts = word.split(PART_ENDS).map(str::trim).filter(|part| !part.is_empty()).map(Part::new).collect();
        Self { word: word.to_owned(), parts }
    }

    /// Whether it fits a key `group␟name␟subname` in a domain that has any of these names, where no catalog is at hand.
    #[must_use]
    pub fn fits_key(&self, domain: &[&str], key: &str) -> bool {
        let levels: Vec<Level<'_>> = key_levels(key).map(|key| Level { key, slashes: 0 }).collect();
        self.fit_levels(domain, &levels).is_some()
    }

    fn fit(&self, entry: &Entry, domain: &DomainSection) -> Option<Fit> {
        if entry.id.eq_ignore_ascii_case(&self.word) {
            return Some(Fit::Whole);
        }
        self.fit_levels(&[&domain.name, &domain.key, &domain.title], &levels(entry))
    }

    fn fit_levels(&self, domain: &[&str], levels: &[Level<'_>]) -> Option<Fit> {
        let (first, rest) = self.parts.split_first()?;
        let is_domain = || domain.iter().any(|name| first.is(&name::key(name)) || first.is(&name::key(&format!("{name}领域"))));
        if tail_fits(rest, levels) && is_domain() {
            return Some(Fit::Whole);
        }
        (0..levels.len()).any(|start| tail_fits(&self.parts, &levels[start..])).then_some(Fit::Tail)
    }
}

impl Part {
    fn new(part: &str) -> Self {
        let mut pieces: Vec<String> = part.split(ANY).map(name::fold).collect();
        // The running number before a name does not count, neither here nor there.
        let first = part.split(ANY).next().unwrap_or_default();
        pieces[0] = name::key(first);
        Self { pieces }
    }

    /// Whether a folded level is what this part says.
    fn is(&self, level: &str) -> bool {
        let Some((first, rest)) = self.pieces.split_first() else { return level.is_empty() };
        let Some(mut left) = level.strip_prefix(first.as_str()) else { return false };
        let Some((last, middle)) = rest.split_last() else { return left.is_empty() };
        for piece in middle {
            let Some(at) = left.find(piece.as_str()) else { return false };
            left = &left[at + piece.len()..];
        }
        left.ends_with(last.as_str())
    }

    /// Two parts that a `/` within one name held apart.
    fn joined(parts: &[Self]) -> Self {
        let mut pieces: Vec<String> = Vec::new();
        for part in parts {
            let mut own = part.pieces.iter();
            if let (Some(last), Some(first)) = (pieces.last_mut(), own.as_slice().first()) {
                last.push_str(first);
                own.next();
            }
            pieces.extend(own.cloned());
        }
        Self { pieces }
    }
}

/// One level of an item's name.
struct Level<'a> {
    /// Folded.
    key: &'a str,
    /// How many `/` stand within the name itself (入户/现场宣传): a selector has them too.
    slashes: usize,
}

fn levels(entry: &Entry) -> Vec<Level<'_>> {
    let item = &entry.item;
    let written = [&item.group.value, &item.name.value, &item.subname.value];
    entry
        .key
        .split(name::LEVEL)
        .zip(written)
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, written)| Level { key, slashes: written.matches(PART_ENDS).count() })
        .collect()
}

fn key_levels(key: &str) -> impl Iterator<Item = &str> {
    key.split(name::LEVEL).take(3).filter(|level| !level.is_empty())
}

/// Whether parts and levels fit one to one.
fn tail_fits(parts: &[Part], levels: &[Level<'_>]) -> bool {
    let Some((level, deeper)) = levels.split_first() else { return parts.is_empty() };
    let taken = 1 + level.slashes;
    if parts.len() < taken {
        return false;
    }
    let fits = if taken == 1 { parts[0].is(level.key) } else { Part::joined(&parts[..taken]).is(level.key) };
    fits && tail_fits(&parts[taken..], deeper)
}

/// The positions that fit best: where whole paths fit, tails do not count. A pattern means all that fit.
fn best(catalog: &Catalog, selector: &Selector, among: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let fitting: Vec<(Fit, (usize, usize))> = among
        .filter_map(|(domain, entry)| {
            let section = &catalog.domains[domain];
            Some((selector.fit(&section.entries[entry], section)?, (domain, entry)))
        })
        .collect();
    let Some(best) = fitting.iter().map(|&(fit, _)| fit).min() else { return Vec::new() };
    let all = is_pattern(&selector.word);
    fitting.into_iter().filter(|&(fit, _)| all || fit == best).map(|(_, position)| position).collect()
}

fn positions(catalog: &Catalog) -> impl Iterator<Item = (usize, usize)> {
    catalog.domains.iter().enumerate().flat_map(|(domain, section)| (0..section.entries.len()).map(move |entry| (domain, entry)))
}

fn path_at(catalog: &Catalog, domain: usize, entry: usize) -> String {
    let section = &catalog.domains[domain];
    path(section, &section.entries[entry])
}

/// The last part decides; the parts before it tell equals apart.
fn path_likeness(wanted: &[String], domain: &str, levels: &[Level<'_>]) -> f64 {
    let (Some(last), Some(end)) = (wanted.last(), levels.last()) else { return 0.0 };
    let alike = likeness(last, end.key);
    let before: f64 = wanted[..wanted.len() - 1]
        .iter()
        .rev()
        .zip(levels[..levels.len() - 1].iter().rev().map(|level| level.key).chain([domain]))
        .map(|(wanted, level)| likeness(wanted, level))
        .sum();
    if alike < 0.2 { 0.0 } else { alike + 0.2 * before }
}

impl<'a> Index<'a> {
    /// Lists the items of a catalog.
    #[must_use]
    pub fn new(catalog: &'a Catalog) -> Self {
        let mut by_id = BTreeMap::new();
        let mut by_end: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for position in positions(catalog) {
            let entry = &catalog.domains[position.0].entries[position.1];
            by_id.insert(entry.id.to_ascii_lowercase(), position);
            for end in ends(entry) {
                by_end.entry(end).or_default().push(position);
            }
        }
        Self { catalog, by_id, by_end }
    }

    /// As [`find`], without looking at every item.
    #[must_use]
    pub fn find(&self, word: &str) -> Vec<(usize, usize)> {
        if let Some(&position) = self.by_id.get(&word.trim().to_ascii_lowercase()) {
            return vec![position];
        }
        let last = word.trim().rsplit(PART_ENDS).find(|part| !part.trim().is_empty()).unwrap_or_default();
        if is_pattern(last) {
            return find(self.catalog, word);
        }
        let among = self.by_end.get(&name::key(last)).map(Vec::as_slice).unwrap_or_default();
        best(self.catalog, &Selector::new(word), among.iter().copied())
    }
}

/// What a selector of this item can end in: its last level, and what stands behind a `/` in it.
fn ends(entry: &Entry) -> BTreeSet<String> {
    let item = &entry.item;
    let written = [&item.subname.value, &item.name.value, &item.group.value].into_iter().find(|level| !level.is_empty());
    let behind = written.and_then(|level| level.rsplit(PART_ENDS).next()).map(name::key);
    let whole = key_levels(&entry.key).last().map(str::to_owned);
    whole.into_iter().chain(behind).collect()
}

#[cfg(test)]
mod tests;
