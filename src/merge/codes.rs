//! Codes: one code under two names is probably one item renamed; one name under two codes of one kind of list is a fault.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::merge::source::{Group, Source};
use crate::model::{Field, ListKind, power};
use crate::rule::stage::merging;
use crate::words::say;

/// Compares the codes of all rows of the city.
pub(super) fn compare(domains: &[Vec<Group<'_>>], diagnostics: &mut Diagnostics) {
    let counting = counting(domains);
    renames(domains, &counting, diagnostics);
    clashes(domains, &counting, diagnostics);
}

/// How often a code stands in one list of one department; only a unique one counts.
type Counts<'a> = BTreeMap<(&'a str, Option<&'a str>, &'a str), usize>;

fn counting<'a>(domains: &'a [Vec<Group<'a>>]) -> Counts<'a> {
    let mut counts = Counts::new();
    for source in domains.iter().flatten().flat_map(|group| &group.sources) {
        *counts.entry((source.path(), source.department(), source.item.code.text.as_str())).or_default() += 1;
    }
    counts
}

/// The code of a row, when it counts: ≥ 8 letters or digits, and unique in its list and department.
fn code<'a>(source: &'a Source<'a>, counts: &Counts<'_>) -> Option<&'a str> {
    let code = source.item.code.text.as_str();
    (power::is_code(code) && counts.get(&(source.path(), source.department(), code)) == Some(&1)).then_some(code)
}

/// Same counting code, different names, one kind of list: 疑似更名.
fn renames(domains: &[Vec<Group<'_>>], counts: &Counts<'_>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<(Option<ListKind>, &str), (&Group<'_>, &Source<'_>)> = BTreeMap::new();
    for (group, source) in rows(domains) {
        let Some(code) = code(source, counts) else { continue };
        match first.get(&(source.list.kind, code)) {
            None => {
                first.insert((source.list.kind, code), (group, source));
            }
            Some((other, there)) if other.key != group.key => {
                let (name, before) = (group.lead().display_name(), other.lead().display_name());
                diagnostics.push(
                    Diagnostic::new(
                        &merging::LIKELY_RENAME,
                        source.item.code.place.clone(),
                        say!("编码“{code}”有两个名称：“{name}”和“{before}”，疑似更名", "Code “{code}” has two names: “{name}” and “{before}”"),
                    )
                    .with_item(group.item_name())
                    .with_field(Field::Code.key(), Field::Code.info().heading, code)
                    .with_related(say!("这里叫“{before}”", "Called “{before}” here"), there.item.name.place.clone())
                    .with_help(say!(
                        "如果是同一事项，请统一名称，或在 mulu.yaml 的 resolve 中写：{{item: {before}, same_as: {name}, reason: …}}；如果不是，请更正编码",
                        "If they are one item, use one name or write in mulu.yaml under resolve: {{item: {before}, same_as: {name}, reason: …}}; else correct the code"
                    )),
                );
            }
            Some(_) => {}
        }
    }
}

/// Same name, different counting codes of one kind of list.
fn clashes(domains: &[Vec<Group<'_>>], counts: &Counts<'_>, diagnostics: &mut Diagnostics) {
    for group in domains.iter().flatten().filter(|group| group.sources.len() > 1) {
        let mut first: BTreeMap<Option<ListKind>, (&str, &Source<'_>)> = BTreeMap::new();
        for source in &group.sources {
            let Some(code) = code(source, counts) else { continue };
            let (before, there) = *first.entry(source.list.kind).or_insert((code, source));
            if before == code {
                continue;
            }
            let name = group.lead().display_name();
            diagnostics.push(
                Diagnostic::new(
                    &merging::CODE_CLASH,
                    source.item.code.place.clone(),
                    say!(
                        "“{name}”在同一种清单里有两个编码：“{code}”和“{before}”",
                        "“{name}” has two codes in one kind of list: “{code}” and “{before}”"
                    ),
                )
                .with_item(group.item_name())
                .with_field(Field::Code.key(), Field::Code.info().heading, code)
                .with_related(say!("这里的编码是“{before}”", "The code here is “{before}”"), there.item.code.place.clone())
                .with_help(say!(
                    "同一事项请用同一个编码；不是同一事项的，请用不同的名称",
                    "Use one code for one item, or different names for different items"
                )),
            );
        }
    }
}

fn rows<'g, 'a>(domains: &'g [Vec<Group<'a>>]) -> impl Iterator<Item = (&'g Group<'a>, &'g Source<'a>)> {
    domains.iter().flatten().flat_map(|group| group.sources.iter().map(move |source| (group, source)))
}
