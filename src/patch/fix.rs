//! Applies safe fixes to a file: only the stretches that change are written anew. What cannot be found exactly where it was
//! written is left, and said.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::place::At;
use crate::words::{Words, say};

mod align;
mod cells;
mod csv;
mod scalars;

/// What became of the fixes of a file.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The file with what could be fixed; none when nothing could.
    pub bytes: Option<Vec<u8>>,
    /// Positions of the findings whose fix was applied, in their order.
    pub done: Vec<usize>,
    /// Those whose fix was not, and why.
    pub left: Vec<(usize, Words)>,
}

/// Applies the safe fixes of findings that lie in one file. The bytes must have passed the reader's limits.
#[must_use]
pub fn fix(bytes: &[u8], findings: &[&Diagnostic]) -> Fixed {
    let mut wanted: Vec<Wanted<'_>> = findings.iter().enumerate().filter_map(|(index, found)| Wanted::of(index, found)).collect();
    // One place after the other, the earlier stretch first.
    wanted.sort_by_key(|wanted| (&wanted.found.place.at, wanted.fix.edits.first().map(|edit| edit.range.start), wanted.index));
    let is_text = wanted.iter().any(|wanted| matches!(wanted.found.place.at, At::Text(_)));
    let in_sheet = wanted.iter().any(|wanted| wanted.found.place.sheet().is_some());
    let mut fixed = match (wanted.is_empty(), is_text, in_sheet) {
        (true, ..) => Fixed::default(),
        (false, true, _) => scalars::fix(bytes, &wanted),
        (false, false, true) => cells::fix(bytes, &wanted),
        (false, false, false) => csv::fix(bytes, &wanted),
    };
    fixed.done.sort_unstable();
    fixed.left.sort_by_key(|(index, _)| *index);
    fixed
}

/// A fix that is asked for.
struct Wanted<'a> {
    /// Position of its finding.
    index: usize,
    found: &'a Diagnostic,
    fix: &'a Fix,
    /// The value that the fix is of.
    value: &'a str,
}

impl<'a> Wanted<'a> {
    fn of(index: usize, found: &'a Diagnostic) -> Option<Self> {
        let (fix, value) = (found.fix.as_ref()?, found.value.as_deref()?);
        let fits = |edit: &Edit| value.get(edit.range.clone()).is_some();
        (fix.safety == Safety::Safe && !fix.edits.is_empty() && fix.edits.iter().all(fits)).then_some(Self { index, found, fix, value })
    }
}

/// Why a fix is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The text is not found where it was read, letter by letter.
    NotFound,
    /// The cell computes what it shows.
    Formula,
    /// The stretch has several looks.
    SeveralLooks,
    /// Another fix of the same stretch came first.
    Overlaps,
    /// The new text needs quotes that the old one has not.
    NeedsQuotes,
    /// The file would be read in another way.
    ReadOtherwise,
    /// The file is no UTF-8.
    Encoding,
    /// A workbook of another kind.
    OtherForm,
    /// A signed workbook.
    Signed,
}

impl Why {
    fn words(self) -> Words {
        match self {
            Self::NotFound => say!(
                "这处文字由几个单元格或几段合成，或者与文件里写的不完全一样，请自己改",
                "the text was put together from several places, or stands otherwise in the file: change it yourself"
            ),
            Self::Formula => say!("这个单元格是公式，没有改动", "the cell is a formula and was left"),
            Self::SeveralLooks => {
                say!("要改的几个字分属不同的字体格式，请自己改", "the letters to change differ in their font: change them yourself")
            }
            Self::Overlaps => say!("与另一处改动重叠，请再运行一次", "overlaps with another fix: run again"),
            Self::NeedsQuotes => {
                say!("改后的文字要加引号才能写进文件，请自己改", "the new text needs quotes in the file: change it yourself")
            }
            Self::ReadOtherwise => say!("改后文件会读成别的内容，没有改动", "the file would be read otherwise, nothing was changed"),
            Self::Encoding => say!(
                "文件编码不是 UTF-8，没有改动；请另存为 UTF-8 后再运行",
                "the file is not UTF-8 and was left: save it as UTF-8 and run again"
            ),
            Self::OtherForm => {
                say!("这种格式不能直接改，请另存为 .xlsx 后再运行", "this kind of file is not changed: save it as .xlsx and run again")
            }
            Self::Signed => say!("文件带有数字签名，改动会使签名失效，没有改动", "the file bears a digital signature and was left"),
        }
    }
}

impl Fixed {
    /// Nothing can be done, for one reason.
    fn none(wanted: &[Wanted<'_>], why: Why) -> Self {
        Self { left: wanted.iter().map(|wanted| (wanted.index, why.words())).collect(), ..Self::default() }
    }

    fn leave(&mut self, wanted: &Wanted<'_>, why: Why) {
        self.left.push((wanted.index, why.words()));
    }
}

/// Bytes of the file, and what is to stand there.
type Stretch = (Range<usize>, String);

/// Stretches of a text that are to change, by fixes that do not touch each other's.
#[derive(Clone, Debug, Default)]
struct Taken(Vec<Stretch>);

impl Taken {
    /// Takes all stretches of a fix, or none. The same change asked for twice is one.
    fn take(&mut self, stretches: Vec<Stretch>) -> Result<(), Why> {
        let clash = |new: &Stretch| {
            self.0.iter().any(|old| {
                let apart = old.0.end < new.0.start || new.0.end < old.0.start;
                // Stretches that meet are apart, unless both put something at the same point.
                let meet =
                    (old.0.end == new.0.start || new.0.end == old.0.start) && old.0 != new.0 && !(old.0.is_empty() && new.0.is_empty());
                old != new && !apart && !meet
            })
        };
        if stretches.iter().any(clash) {
            return Err(Why::Overlaps);
        }
        for stretch in stretches {
            if !self.0.contains(&stretch) {
                self.0.push(stretch);
            }
        }
        Ok(())
    }
}

/// Takes the stretches of a fix in every text it changes, or in none.
fn take<K: Ord>(taken: &mut BTreeMap<K, Taken>, found: Vec<(K, Vec<Stretch>)>) -> Result<(), Why> {
    let mut new = Vec::with_capacity(found.len());
    for (at, stretches) in found {
        let mut here = taken.get(&at).cloned().unwrap_or_default();
        here.take(stretches)?;
        new.push((at, here));
    }
    taken.extend(new);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixes_of_one_text_combine_where_they_stand_apart() {
        let mut taken = Taken::default();
        assert_eq!(taken.take(vec![(3..3, "〕".to_owned())]), Ok(()));
        assert_eq!(taken.take(vec![(3..3, "〕".to_owned())]), Ok(()), "the same again");
        assert_eq!(taken.take(vec![(3..6, "院".to_owned())]), Ok(()), "behind it");
        assert_eq!(taken.take(vec![(3..3, "】".to_owned())]), Err(Why::Overlaps));
        assert_eq!(taken.take(vec![(0..1, "x".to_owned()), (4..5, "y".to_owned())]), Err(Why::Overlaps));
        assert_eq!(taken.0.len(), 2);
    }
}
