//! What was made good while cells were understood, said once a table or once a file: damaged marks, marks that are lost.
//! A finding for each cell would hide the others.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Fix, Repair, Safety};
use crate::model::Field;
use crate::parse::channel::Unmarked;
use crate::parse::glyph::Square;
use crate::place::{At, Place};
use crate::rule::stage::parsing;
use crate::words::{Words, plural, say};

/// How many places a message names.
const PLACES_MAX: usize = 5;

/// Damaged marks of a file, and what each was taken for.
#[derive(Debug, Default)]
pub(super) struct Damage {
    /// The cells, each with what puts it right where that is certain.
    cells: BTreeMap<Place, Option<Repair>>,
    signs: BTreeMap<char, Square>,
}

/// Names without a mark among names that have one, in a table.
#[derive(Debug, Default)]
pub(super) struct LostMarks {
    cells: Vec<(Place, Vec<Unmarked>)>,
}

impl Damage {
    /// Notes the marks of a cell, and the whole marks in their place.
    pub(super) fn note(&mut self, place: &Place, text: &str, signs: &[(char, Square)], mends: Vec<Edit>) {
        if !signs.is_empty() && !self.cells.contains_key(place) {
            let fix = (!mends.is_empty()).then_some(Fix { safety: Safety::Safe, edits: mends });
            self.cells.insert(place.clone(), fix.map(|fix| Repair { place: place.clone(), value: text.to_owned(), fix }));
            self.signs.extend(signs.iter().copied());
        }
    }

    /// Adds what another table of the file has.
    pub(super) fn append(&mut self, other: Self) {
        self.cells.extend(other.cells);
        self.signs.extend(other.signs);
    }

    /// Says it once, at the first cell.
    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        let Some((first, _)) = self.cells.first_key_value() else { return };
        let count = self.cells.len();
        let taken = |(sign, square): (&char, &Square)| match square {
            Square::Full => (shown(*sign), '■'),
            Square::Empty => (shown(*sign), '□'),
        };
        let zh = self.signs.iter().map(taken).map(|(sign, square)| format!("“{sign}”当作“{square}”")).collect::<Vec<_>>().join("，");
        let en = self.signs.iter().map(taken).map(|(sign, square)| format!("“{sign}” for “{square}”")).collect::<Vec<_>>().join(", ");
        let problem = say!(
            "这份文件有{count}个单元格的选项符号走了样，已把{zh}读取",
            "the marks in {count} cell{s} of this file are damaged; {en} was read",
            s = plural(count)
        );
        let help = say!(
            "多半是换了字体（Wingdings）或者经过扫描识别；请核对选项，改成“■”和“□”",
            "a change of font (Wingdings) or a scan does this; compare the choices, and type ■ and □"
        );
        let found = Diagnostic::new(&parsing::REPAIRED_MARKS, first.clone(), problem).with_help(help);
        diagnostics.push(found.with_repairs(self.cells.into_values().flatten().collect()));
    }
}

impl LostMarks {
    /// Notes the names of a cell.
    pub(super) fn note(&mut self, place: &Place, unmarked: &[Unmarked]) {
        if !unmarked.is_empty() && self.cells.last().is_none_or(|(last, _)| last != place) {
            self.cells.push((place.clone(), unmarked.to_vec()));
        }
    }

    /// Adds what further rows of the table have.
    pub(super) fn append(&mut self, further: Self) {
        further.cells.into_iter().for_each(|(place, names)| self.note(&place, &names));
    }

    /// Says which were taken for chosen and which were not, each once.
    pub(super) fn report(self, headings: &BTreeMap<Field, String>, diagnostics: &mut Diagnostics) {
        let field = Field::Channels;
        let heading = headings.get(&field).map_or(field.info().heading, String::as_str);
        for taken in [true, false] {
            let of_kind = |cell: &(Place, Vec<Unmarked>)| cell.1.iter().any(|name| name.taken == taken);
            let cells: Vec<&(Place, Vec<Unmarked>)> = self.cells.iter().filter(|cell| of_kind(cell)).collect();
            let Some((first, names)) = cells.first() else { continue };
            let places: Vec<Place> = cells.iter().map(|(place, _)| place.clone()).collect();
            let (places, count) = (listed(&places), places.len());
            let (places_zh, places_en) = (places.zh, places.en);
            let name = names.iter().find(|name| name.taken == taken).map_or("", |name| name.name.as_str());
            let problem = if taken {
                say!(
                    "“{heading}”有{count}个单元格（{places_zh}）里，有的渠道前面没有“■”也没有“□”，如“{name}”，已按选用读取",
                    "in {count} cell{s} of “{heading}” ({places_en}) channels such as “{name}” have neither ■ nor □; they were taken as chosen",
                    s = plural(count),
                )
            } else {
                say!(
                    "“{heading}”有{count}个单元格（{places_zh}）里，有的渠道前面没有“■”也没有“□”，如“{name}”，看不出是否选用，没有算作选用",
                    "in {count} cell{s} of “{heading}” ({places_en}) channels such as “{name}” have neither ■ nor □; they were not taken as chosen",
                    s = plural(count),
                )
            };
            let help = say!("请在每种渠道前补上“■”（选用）或“□”（不选用）", "put ■ (chosen) or □ (not) before each channel");
            let found = Diagnostic::new(&parsing::LOST_MARKS, first.clone(), problem).with_help(help);
            diagnostics.push(found.with_field(field.key(), heading, name));
        }
    }
}

/// The first places of a list, as people name them: `E6、E7 等12处`.
pub(super) fn listed(places: &[Place]) -> Words {
    let spot = |place: &Place| match &place.at {
        At::Cell { .. } => place.cell_name().map(|name| Words { zh: name.clone(), en: name }),
        At::Text(span) => Some(say!("第{line}行", "line {line}", line = span.line)),
        At::Whole => None,
    };
    let spots: Vec<Words> = places.iter().take(PLACES_MAX).filter_map(spot).collect();
    let (zh, en): (Vec<String>, Vec<String>) = spots.into_iter().map(|spot| (spot.zh, spot.en)).unzip();
    let (zh, en) = (zh.join("、"), en.join(", "));
    if places.len() > PLACES_MAX { say!("{zh}等", "{en} …") } else { Words { zh, en } }
}

/// A sign people can see: one of a symbol font's private area has no shape elsewhere.
fn shown(sign: char) -> String {
    if matches!(sign, '\u{e000}'..='\u{f8ff}') { format!("U+{:04X}", u32::from(sign)) } else { sign.to_string() }
}
