//! The findings by sheet and item, each with the row it stands in.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{self, Row};
use super::{anchor, class, word};
use crate::diagnostic::Diagnostic;
use crate::place::{At, Origin};
use crate::report::alike::{self, Told};
use crate::report::excerpt::Excerpt;
use crate::report::items::Items;
use crate::report::private::Private;
use crate::report::{Color, Report, Style, summary};
use crate::rule::Severity;
use crate::words::{Lang, say};

/// Rows shown of findings that say the same of many.
const ROWS_OF_MANY: usize = 3;
/// Columns of a line that is shown where no item is known.
const LINE_COLUMNS: usize = 240;
/// Items whose row is shown: a browser takes no more of them. Their findings are all there.
const ROWS: usize = 2000;

/// The findings of a sheet or file.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) anchor: String,
    /// Errors, warnings, advice.
    pub(super) counts: [usize; 3],
    pub(super) blocks: Vec<Block>,
}

/// The findings of an item, or one that concerns none.
#[derive(Default)]
pub(super) struct Block {
    /// Name of the item.
    pub(super) title: String,
    pub(super) findings: Vec<Finding>,
    pub(super) rows: Vec<Row>,
}

/// A finding.
pub(super) struct Finding {
    pub(super) class: &'static str,
    pub(super) severity: &'static str,
    /// Cell, line, or all cells of findings that say the same.
    pub(super) at: String,
    pub(super) heading: String,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) replacement: String,
    pub(super) related: Vec<(String, String)>,
    /// What stands there, where no row is shown: before the marked part, it, behind it.
    pub(super) line: Option<[String; 3]>,
    pub(super) rule: String,
    pub(super) rule_anchor: String,
}

/// What all findings are shown with.
struct Showing<'a> {
    report: &'a Report,
    items: Items<'a>,
    private: Private<'a>,
    /// Items in whose rows personal data stand.
    kept_back: BTreeSet<(&'a Origin, usize)>,
    lang: Lang,
}

/// The groups, in the order of the files, and whether some rows are left out.
pub(super) fn groups(report: &Report, lang: Lang) -> (Vec<Group>, bool) {
    let items = Items::of(report);
    let private = Private::of(report);
    let kept_back = private.all().filter_map(|found| Some((&*found.place.origin, items.near(found)?))).collect();
    let showing = Showing { report, items, private, kept_back, lang };
    let open: Vec<&Diagnostic> = report.open().collect();
    let mut rows_left = ROWS;
    let groups = open.chunk_by(|one, next| one.place.origin == next.place.origin).enumerate();
    let group = |(number, found): (usize, &[&Diagnostic])| Group {
        name: found[0].place.whole().to_string(),
        anchor: format!("group-{}", number + 1),
        counts: [Severity::Error, Severity::Warning, Severity::Advice]
            .map(|severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count()),
        blocks: showing.blocks(found, &mut rows_left),
    };
    let groups = groups.map(group).collect();
    (groups, rows_left == 0)
}

impl<'a> Showing<'a> {
    /// A block an item, where its first finding stands.
    fn blocks(&self, found: &[&'a Diagnostic], rows_left: &mut usize) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        // Per block of an item: which item, and what was found.
        let mut of_items: BTreeMap<usize, (usize, Vec<&Diagnostic>)> = BTreeMap::new();
        for told in alike::gather(found) {
            match told {
                Told::One(one) => match self.items.index_of(one) {
                    None => blocks.push(self.alone(one)),
                    Some(index) => match of_items.get_mut(&index) {
                        Some((block, found)) => {
                            blocks[*block].findings.push(self.finding(one));
                            found.push(one);
                        }
                        None => {
                            of_items.insert(index, (blocks.len(), vec![one]));
                            blocks.push(Block { findings: vec![self.finding(one)], ..Block::default() });
                        }
                    },
                },
                Told::Alike(all) => blocks.push(self.many(&all)),
            }
        }
        for (index, (block, found)) in of_items {
            let origin = &*found[0].place.origin;
            let Some(row) = self.items.rows(origin).get(index) else { continue };
            blocks[block].title = self.title(row.item.display_name(), found[0]);
            if *rows_left > 0 {
                *rows_left -= 1;
                blocks[block].rows.extend(self.row(index, &found));
            }
        }
        blocks
    }

    /// A finding that stands in no item's row: with its own line.
    fn alone(&self, found: &Diagnostic) -> Block {
        let style = Style { lang: self.lang, color: Color::Off, width: LINE_COLUMNS };
        let excerpt = Excerpt::of(self.report, &self.private, found, style);
        let line = excerpt.map(|excerpt| excerpt.parts().map(str::to_owned));
        let title = found.item.as_ref().map(|item| item.name.clone()).unwrap_or_default();
        Block { title, findings: vec![Finding { line, ..self.finding(found) }], rows: Vec::new() }
    }

    /// Findings that say the same: all cells, and the first rows.
    fn many(&self, all: &[&'a Diagnostic]) -> Block {
        let at = alike::places(all).in_lang(self.lang).to_owned();
        let mut indices: Vec<(usize, &Diagnostic)> = Vec::new();
        for found in all {
            if let Some(index) = self.items.index_of(found).filter(|index| !indices.iter().any(|(known, _)| known == index)) {
                indices.push((index, found));
            }
            if indices.len() == ROWS_OF_MANY {
                break;
            }
        }
        let rows = indices.iter().filter_map(|(index, found)| self.row(*index, &[found]));
        let mut finding = Finding { at, ..self.finding(all[0]) };
        // Where the cells differ, what one becomes is nothing to type into the others.
        if all.iter().any(|one| self.finding(one).replacement != finding.replacement) {
            finding.replacement = String::new();
        }
        Block { title: String::new(), findings: vec![finding], rows: rows.collect() }
    }

    /// The name of an item; where personal data stand in its row, only as the finding gives it.
    fn title(&self, name: String, found: &Diagnostic) -> String {
        let is_private = self.items.index_of(found).is_some_and(|index| self.kept_back.contains(&(&*found.place.origin, index)));
        match (&found.item, is_private) {
            (Some(item), true) => item.name.clone(),
            (None, true) => String::new(),
            (_, false) if name.is_empty() => say!("（没有名称的事项）", "(an item without a name)").in_lang(self.lang).to_owned(),
            (_, false) => name,
        }
    }

    fn row(&self, index: usize, found: &[&Diagnostic]) -> Option<Row> {
        let origin = &*found[0].place.origin;
        let item = self.items.rows(origin).get(index)?.item;
        let is_private = self.kept_back.contains(&(origin, index));
        Some(if is_private { row::masked(item, found, &self.private, self.lang) } else { row::whole(item, found, self.lang) })
    }

    fn finding(&self, found: &Diagnostic) -> Finding {
        let lang = self.lang;
        let help = found.help.as_ref().map(|help| help.in_lang(lang).to_owned()).unwrap_or_default();
        let replacement = self.private.replacement(found).filter(|replacement| !help.contains(replacement.as_str()));
        let place = |place: &crate::place::Place| match place.origin == found.place.origin {
            true => place.cell_name().unwrap_or_else(|| row::at(place, lang)),
            false => place.to_string(),
        };
        Finding {
            class: class(found.severity),
            severity: word(found.severity, lang),
            at: match found.place.at {
                At::Whole => String::new(),
                At::Cell { .. } => found.place.cell_name().unwrap_or_default(),
                At::Text(_) => row::at(&found.place, lang),
            },
            heading: found.heading.as_deref().unwrap_or_default().replace(['\r', '\n'], ""),
            message: found.message.in_lang(lang).to_owned(),
            help,
            replacement: replacement.unwrap_or_default(),
            related: found.related.iter().map(|related| (place(&related.place), related.label.in_lang(lang).to_owned())).collect(),
            line: None,
            rule: format!("{} {}", found.rule.id(), summary::title(found.rule, lang)),
            rule_anchor: anchor(found.severity, found.rule),
        }
    }
}
