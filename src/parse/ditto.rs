//! 同上 and its signs: what stands above is taken for it, and said, because a row that is sorted or taken into a town's catalog
//! loses what 上 refers to. Where nothing stands above nothing is made up.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, ItemName};
use crate::model::fields::{self, Part};
use crate::model::{Field, Item, List, name};
use crate::parse::draft::{Draft, Written};
use crate::parse::glyph::{is_blank, trim};
use crate::parse::noticed::listed;
use crate::place::{Located, Place};
use crate::rule::stage::parsing;
use crate::words::{plural, say};

/// Whether a text says nothing but “as above”.
pub(super) fn is_ditto(text: &str) -> bool {
    // Nearly every text fails here, at its first letter.
    let first = text.chars().find(|&c| !is_blank(c) && !is_before(c));
    if text.len() > 60 || !first.is_some_and(|c| matches!(c, '同' | '与' | '〃' | '″' | '"' | '”' | '＂' | '〞')) {
        return false;
    }
    let said: String = trim(text).chars().filter(|&c| !is_blank(c)).collect();
    let said = said.trim_start_matches(is_before).trim_end_matches(['。', '；', ';', '，', ',', '、', '.', '）', ')']);
    matches!(
        said,
        "同上"
            | "同前"
            | "同上栏"
            | "同上一栏"
            | "同上行"
            | "同上一行"
            | "同上一项"
            | "同上项"
            | "与上同"
            | "与上相同"
            | "与上栏相同"
            | "〃"
            | "″"
            | "\""
            | "”"
            | "＂"
            | "〞"
            | "〃〃"
            | "″″"
    )
}

/// Marks that may stand before 同上.
fn is_before(c: char) -> bool {
    matches!(c, '■' | '√' | '（' | '(')
}

/// A column: a field, or one the tables do not know by its heading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Field(Field),
    Extra(String),
}

/// What stands above, row by row, and where 同上 was written.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// Whether 同上 stands anywhere: else nothing is kept.
    wanted: bool,
    /// What stands in the item before, and so far in this one.
    before: BTreeMap<Column, Written>,
    own: BTreeMap<Column, Written>,
    copied: BTreeMap<Column, Vec<Place>>,
    missing: BTreeMap<Column, Vec<Place>>,
}

impl Above {
    /// For rows whose cells hold these texts.
    pub(super) fn of<'a>(mut texts: impl Iterator<Item = &'a str>) -> Self {
        Self { wanted: texts.any(is_ditto), ..Self::default() }
    }

    /// Whether 同上 stands anywhere.
    pub(super) fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// For drafts of a document.
    pub(super) fn of_drafts(drafts: &[Draft]) -> Self {
        let texts = drafts.iter().flat_map(|draft| {
            let given = fields::ALL.iter().flat_map(|info| draft.get(info.field).words()).map(|(_, text)| text);
            given.chain(draft.extra.iter().map(|extra| extra.text.value.as_str()))
        });
        Self::of(texts)
    }

    /// A row with what stands above in place of 同上. `continues` tells a further row of the item above.
    pub(super) fn resolve(&mut self, draft: &mut Draft, continues: bool) {
        if !self.wanted {
            return;
        }
        if !continues {
            self.before = std::mem::take(&mut self.own);
        }
        // An item called 同上 would be one item twice; its name is left as it is.
        let named = |field: &Field| matches!(field, Field::Name | Field::Subname | Field::Extra);
        for field in fields::ALL.iter().map(|info| info.field).filter(|field| !named(field)) {
            let column = Column::Field(field);
            let written = self.written(&column, draft.take(field));
            if written.is_given() && !says_ditto(&written) {
                self.own.insert(column, written.clone());
            }
            draft.set(field, written);
        }
        for extra in &mut draft.extra {
            let column = Column::Extra(extra.heading.clone());
            if let Written::Text(text) = self.written(&column, Written::Text(extra.text.clone())) {
                extra.text = text;
            }
            if !is_ditto(&extra.text.value) {
                self.own.insert(column, Written::Text(extra.text.clone()));
            }
        }
    }

    /// A cell of a native list with what stands above it under its heading in place of 同上.
    pub(super) fn cell(&mut self, heading: &str, text: Located<String>) -> Located<String> {
        if !self.wanted {
            return text;
        }
        let column = Column::Extra(heading.to_owned());
        let Written::Text(text) = self.written(&column, Written::Text(text.clone())) else { return text };
        if !is_ditto(&text.value) {
            self.before.insert(column, Written::Text(text.clone()));
        }
        text
    }

    /// Says where 同上 stands: once a column where it was understood, each place where nothing stands above. `lists` are those that
    /// came of the rows.
    pub(super) fn report(self, headings: &BTreeMap<Field, String>, lists: &[List], diagnostics: &mut Diagnostics) {
        for (column, places) in self.copied {
            diagnostics.push(copied(&column, &places, headings));
        }
        for (column, places) in self.missing {
            places.into_iter().for_each(|place| diagnostics.push(missing(&column, place, headings, lists)));
        }
    }

    /// What a cell says, 同上 resolved.
    fn written(&mut self, column: &Column, written: Written) -> Written {
        match written {
            Written::Text(text) if is_ditto(&text.value) => match self.above(column) {
                Some(above) => {
                    let above = at(above, &text.place);
                    note(&mut self.copied, column, &text.place);
                    above
                }
                None => {
                    note(&mut self.missing, column, &text.place);
                    Written::Text(text)
                }
            },
            Written::Parts(parts, place) if parts.iter().any(|(_, text)| is_ditto(&text.value)) => self.parts(column, parts, place),
            Written::NoColumn | Written::Blank(_) | Written::Text(_) | Written::Parts(..) => written,
        }
    }

    /// Ticked columns: 同上 in one of them is what stands in that column above, also when nothing is ticked there.
    fn parts(&mut self, column: &Column, parts: Vec<(Part, Located<String>)>, place: Place) -> Written {
        let above = self.above(column).cloned();
        let mut kept: Vec<(Part, Located<String>)> = Vec::new();
        let mut unresolved = None;
        for (part, text) in parts {
            if !is_ditto(&text.value) {
                kept.push((part, text));
                continue;
            }
            let Some(above) = &above else {
                note(&mut self.missing, column, &text.place);
                unresolved.get_or_insert(text);
                continue;
            };
            note(&mut self.copied, column, &text.place);
            if let Some((_, value)) = above.words().into_iter().find(|(said, _)| *said == Some(part)) {
                kept.push((part, Located::new(value.to_owned(), text.place)));
            }
        }
        match (kept.is_empty(), unresolved) {
            (true, Some(text)) => Written::Text(text),
            (true, None) => Written::Blank(place),
            (false, _) => Written::Parts(kept, place),
        }
    }

    /// What stands above in a column: in the rows of this item, else in the item before.
    fn above(&self, column: &Column) -> Option<&Written> {
        self.own.get(column).or_else(|| self.before.get(column))
    }
}

fn says_ditto(written: &Written) -> bool {
    matches!(written, Written::Text(text) if is_ditto(&text.value))
}

/// The same, written at another place.
fn at(written: &Written, place: &Place) -> Written {
    match written {
        Written::NoColumn => Written::NoColumn,
        Written::Blank(_) => Written::Blank(place.clone()),
        Written::Text(text) => Written::Text(Located::new(text.value.clone(), place.clone())),
        Written::Parts(parts, _) => {
            let parts = parts.iter().map(|(part, text)| (*part, Located::new(text.value.clone(), place.clone())));
            Written::Parts(parts.collect(), place.clone())
        }
    }
}

/// A cell merged over several rows is one place.
fn note(places: &mut BTreeMap<Column, Vec<Place>>, column: &Column, place: &Place) {
    let places = places.entry(column.clone()).or_default();
    if places.last() != Some(place) {
        places.push(place.clone());
    }
}

fn heading<'a>(column: &'a Column, headings: &'a BTreeMap<Field, String>) -> &'a str {
    match column {
        Column::Field(field) => headings.get(field).map_or(field.info().heading, String::as_str),
        Column::Extra(heading) => heading,
    }
}

fn copied(column: &Column, places: &[Place], headings: &BTreeMap<Field, String>) -> Diagnostic {
    let heading = heading(column, headings);
    let (count, places_zh, places_en) = (places.len(), listed(places).zh, listed(places).en);
    let problem = say!(
        "“{heading}”有{count}处写的是“同上”（{places_zh}），已按上面的内容读取",
        "“{heading}” says “as above” in {count} cell{s} ({places_en}); what stands above was taken",
        s = plural(count),
    );
    let help = say!(
        "请写出完整内容：这一行单独列入镇级目录时，“同上”就不知道指什么了",
        "write it out: once the row stands in a town's catalog, nothing tells what “above” refers to"
    );
    at_column(Diagnostic::new(&parsing::SAME_AS_ABOVE, places[0].clone(), problem).with_help(help), column, heading)
}

fn missing(column: &Column, place: Place, headings: &BTreeMap<Field, String>, lists: &[List]) -> Diagnostic {
    let heading = heading(column, headings);
    let problem = say!("“{heading}”写的是“同上”，但是上面没有内容", "“{heading}” says “as above”, but nothing stands above");
    let help = say!("请写出完整内容", "write it out");
    let item = item_at(column, &place, lists);
    let found = at_column(Diagnostic::new(&parsing::NOTHING_ABOVE, place, problem).with_help(help), column, heading);
    match item {
        Some(item) => found.with_item(item),
        None => found,
    }
}

/// The item whose field stands at a place.
fn item_at(column: &Column, place: &Place, lists: &[List]) -> Option<ItemName> {
    let stands = |item: &&Item| match column {
        Column::Field(field) => item.place_of(*field) == place,
        Column::Extra(_) => item.extra.iter().any(|extra| extra.text.place == *place),
    };
    lists.iter().find_map(|list| {
        let item = list.items.iter().find(stands)?;
        let domain = list.domain_key().to_owned();
        Some(ItemName { domain, key: name::item_key(item), name: item.display_name() })
    })
}

fn at_column(found: Diagnostic, column: &Column, heading: &str) -> Diagnostic {
    match column {
        Column::Field(field) => found.with_field(field.key(), heading, "同上"),
        Column::Extra(_) => found.with_field(Field::Extra.key(), heading, "同上"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_ditto;

    #[test]
    fn signs_of_as_above() {
        for text in ["同上", " 同 上 ", "同上。", "同前", "〃", "″", "\"", "同上；", "（同上）", "同上栏", "■同上"]
        {
            assert!(is_ditto(text), "{text}");
        }
        for text in ["", "同上级规定", "上", "同上，另加公示栏", "以上", "同意", "“甲”", "同上同上"] {
            assert!(!is_ditto(text), "{text}");
        }
    }
}
