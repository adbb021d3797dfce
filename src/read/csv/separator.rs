//! Finds out what stands between the fields of a text: what gives most rows the same number of them, with every quote at
//! an end of a field.

use std::collections::BTreeMap;

use super::fields::Fields;

/// What may stand between fields. A full-width comma is a letter of the text.
const SEPARATORS: [char; 3] = [',', '\t', ';'];

/// Rows and bytes that are looked at.
const ROWS: usize = 500;
const BYTES: usize = 1 << 18;

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// What stands between fields.
    pub(super) separator: char,
    /// Fields most rows have.
    pub(super) columns: usize,
    /// How many of the rows that were looked at have so many.
    pub(super) rows: usize,
    /// How many of these have quotes only at the ends of their fields: what cuts a field in quotes separates nothing.
    pub(super) clean_rows: usize,
}

impl Layout {
    /// Nothing is known but what stands between fields.
    pub(super) fn unknown(separator: char) -> Self {
        Self { separator, columns: 1, rows: 0, clean_rows: 0 }
    }

    /// How much it explains.
    fn weight(self) -> (usize, usize) {
        (self.clean_rows * (self.columns - 1), self.rows * (self.columns - 1))
    }
}

/// The layout that explains most; none where no separator separates anything.
pub(super) fn find(text: &str) -> Option<Layout> {
    let layouts = SEPARATORS.map(|separator| measure(text, separator));
    // Of equals the first stays.
    layouts.into_iter().rev().max_by_key(|layout| layout.weight()).filter(|layout| layout.columns > 1)
}

/// How many fields most rows have, blank rows aside.
pub(super) fn measure(text: &str, separator: char) -> Layout {
    let mut end = text.len().min(BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // By number of fields: rows, and clean ones among them.
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let (mut fields, mut rows, mut is_clean) = (0, 0, true);
    for field in Fields::new(&text[..end], Layout::unknown(separator)) {
        fields += 1;
        is_clean &= !field.is_odd;
        if field.ends_row {
            if fields > 1 {
                let (all, clean) = counts.entry(fields).or_default();
                *all += 1;
                *clean += usize::from(is_clean);
            }
            rows += 1;
            if rows == ROWS {
                break;
            }
            (fields, is_clean) = (0, true);
        }
    }
    let layouts = counts.into_iter().map(|(columns, (rows, clean_rows))| Layout { separator, columns, rows, clean_rows });
    layouts.max_by_key(|layout| layout.weight()).unwrap_or(Layout::unknown(separator))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_separator_is_found_by_what_it_explains() {
        for (text, separator) in [
            ("序号,事项,依据\n1,甲；乙,《甲法》;《乙法》\n2,丙,《丙法》", Some(',')),
            ("序号\t事项\t依据\n1\t甲,乙\t《甲法》;《乙法》,《丙法》\n2\t丙,丁\t", Some('\t')),
            ("序号;事项;依据\n1;甲,乙;a\n2;\"丙;丁,戊\";b", Some(';')),
            ("\"a;b\",\"c;d\"\n\"e;f\",\"g;h\"", Some(',')),
            ("标题\n序号,事项\n1,甲", Some(',')),
            ("序号，事项，依据\n1，甲，乙", None),
            ("甲\n乙", None),
            ("", None),
        ] {
            assert_eq!(find(text).map(|layout| layout.separator), separator, "{text}");
        }
    }
}
