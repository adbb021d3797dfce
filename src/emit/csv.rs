//! `data/catalog.csv`: one row an item for people with a spreadsheet. UTF-8 with a mark that Excel understands.
//! No cell can start a formula.

use std::borrow::Cow;
use std::io;

use crate::emit::Publication;
use crate::model::fields::Part;
use crate::model::{Catalog, DomainSection, Entry, Field, ListKind, Tier, TownState, print};

/// The columns of an item's own fields, in the order of the national table.
const FIELDS: [(Field, Option<Part>); 16] = [
    (Field::Group, None),
    (Field::Name, None),
    (Field::Subname, None),
    (Field::Content, None),
    (Field::Basis, None),
    (Field::TimeLimit, None),
    (Field::Subject, None),
    (Field::Channels, None),
    (Field::Audience, Some(Part::Everyone)),
    (Field::Audience, Some(Part::Specific)),
    (Field::Method, Some(Part::Active)),
    (Field::Method, Some(Part::OnRequest)),
    (Field::Tiers, Some(Part::Tier(Tier::Prefecture))),
    (Field::Tiers, Some(Part::Tier(Tier::City))),
    (Field::Tiers, Some(Part::Tier(Tier::Town))),
    (Field::Tiers, Some(Part::Tier(Tier::Village))),
];

/// The catalogs as one table.
///
/// # Errors
/// Only when memory cannot be written to.
pub fn catalog(publication: Publication<'_>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::from("\u{feff}");
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut bytes);
    table.write_record(columns().into_iter().map(|column| column.heading.into_owned()))?;
    let catalog = publication.catalog;
    for domain in &catalog.domains {
        for entry in &domain.entries {
            table.write_record(row(catalog, domain, entry).into_iter().map(harmless).map(Cow::into_owned))?;
        }
    }
    table.flush()?;
    drop(table);
    Ok(bytes)
}

/// A column of the table.
pub(super) struct Column {
    /// Its heading.
    pub(super) heading: Cow<'static, str>,
    /// What stands in it.
    pub(super) meaning: &'static str,
}

/// The columns before an item's fields.
const BEFORE: [(&str, &str); 2] = [("编号", "事项的编号，历年不变；每条只有一个"), ("领域", "所属的试点领域")];

/// The columns behind them. What several of one kind are stands a line each.
const BEHIND: [(&str, &str); 8] = [
    ("清单", "列在哪种清单里：权责清单、公共服务事项清单"),
    ("事项编码", "各清单自己的编码"),
    ("链接", "已公开信息的网址"),
    ("其他列", "清单自己的其他列，写作“列名：内容”"),
    ("新增的镇街", "哪个镇街自己新增的；不是镇街新增的为空"),
    ("确认的镇街", "确认本事项不作改动的镇街"),
    ("调整的镇街", "改动了本事项的镇街"),
    ("不适用的镇街", "不适用本事项的镇街"),
];

/// Every column, in order.
pub(super) fn columns() -> Vec<Column> {
    let said = |(heading, meaning): &(&'static str, &'static str)| Column { heading: Cow::Borrowed(heading), meaning };
    let fields = FIELDS.iter().map(|(field, part)| {
        let info = field.info();
        let under = info.parts.iter().find(|column| Some(column.part) == *part);
        let heading = under.map_or(Cow::Borrowed(info.heading), |column| Cow::Owned(format!("{}：{}", info.heading, column.heading)));
        Column { heading, meaning: info.meaning.0 }
    });
    BEFORE.iter().map(said).chain(fields).chain(BEHIND.iter().map(said)).collect()
}

fn row<'a>(catalog: &'a Catalog, domain: &'a DomainSection, entry: &'a Entry) -> Vec<Cow<'a, str>> {
    let mut row = vec![Cow::Borrowed(entry.id.as_str()), Cow::Borrowed(domain.name.as_str())];
    row.extend(FIELDS.iter().map(|(field, part)| print::cell(&entry.item, *field, *part)));
    row.push(lines(entry.lists.iter().map(|kind| Cow::Borrowed(ListKind::word_zh(*kind)))));
    row.push(lines(entry.codes.iter().map(|(_, code)| Cow::Borrowed(code.as_str()))));
    row.push(Cow::Borrowed(&entry.item.link.text));
    row.push(lines(entry.item.extra.iter().map(|extra| Cow::Owned(format!("{}：{}", extra.heading, extra.text.value)))));
    row.push(Cow::Borrowed(entry.added_by.map_or("", |town| catalog.towns[town].name.as_str())));
    row.extend([TownState::Confirmed, TownState::Changed, TownState::Omitted].map(|state| towns(catalog, entry, state)));
    row
}

fn towns<'a>(catalog: &'a Catalog, entry: &'a Entry, state: TownState) -> Cow<'a, str> {
    let those = entry.towns.iter().filter(|(_, deviation)| deviation.state == state);
    lines(those.map(|(town, _)| Cow::Borrowed(catalog.towns[*town].name.as_str())))
}

fn lines<'a>(mut parts: impl Iterator<Item = Cow<'a, str>>) -> Cow<'a, str> {
    let Some(first) = parts.next() else { return Cow::Borrowed("") };
    parts.fold(first, |text, part| Cow::Owned(format!("{text}\n{part}")))
}

/// Spreadsheets take a cell that begins with one of these for a formula, the wide forms included: `'` before it makes it
/// a text. A text that looks as if this had been done gets one more, so that whoever reads it back takes away one.
pub(super) fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    let starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.trim_start_matches('\'').starts_with(starts) { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_starts_a_formula() {
        for (written, safe) in [
            ("=1+1", "'=1+1"),
            ("+8613", "'+8613"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r\n=1", "'\r\n=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("'甲", "'甲"),
            ("招生政策=1", "招生政策=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(written.into()), safe);
        }
    }
}
