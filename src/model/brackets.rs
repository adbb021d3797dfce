//! Marks that come in pairs: 《》 〈〉 〔〕 （） ［］ 【】. Says which one stands alone, and the text as it was surely meant; guesses nothing.

use crate::model::name;

/// A mark without its other half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbalanced {
    /// The mark that stands alone.
    pub mark: char,
    /// The mark that is missing.
    pub missing: char,
    /// How many characters stand before it.
    pub position_chars: usize,
    /// The whole text set right, when there is only one way to mean it.
    pub repair: Option<String>,
}

/// The pairs. Full and half width belong together: people open with one and close with the other.
const PAIRS: [(&[char], &[char]); 6] = [
    (&['《'], &['》']),
    (&['〈'], &['〉']),
    (&['〔', '﹝'], &['〕', '﹞']),
    (&['（', '('], &['）', ')']),
    (&['［', '['], &['］', ']']),
    (&['【'], &['】']),
];

/// Whether a mark opens or closes, and which pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens(usize),
    Closes(usize),
}

/// The first mark that stands alone, when one does. `《…《…》…》` is balanced here; how marks nest is another matter.
/// `1）` at the start of a part is a running number.
#[must_use]
pub fn unbalanced(text: &str) -> Option<Unbalanced> {
    // Byte positions of the marks still open, and of those that stand alone.
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut alone: Vec<(usize, char)> = Vec::new();
    for (at, mark) in text.char_indices() {
        match side(mark) {
            None => {}
            Some(Side::Opens(pair)) => open.push((at, mark, pair)),
            Some(Side::Closes(pair)) => match open.iter().rposition(|&(_, _, opened)| opened == pair) {
                Some(depth) => {
                    alone.extend(open.drain(depth + 1..).map(|(at, mark, _)| (at, mark)));
                    open.truncate(depth);
                }
                None if ends_running_number(&text[..at], mark) => {}
                None => alone.push((at, mark)),
            },
        }
    }
    alone.extend(open.into_iter().map(|(at, mark, _)| (at, mark)));
    let &(at, mark) = alone.iter().min()?;
    let repair = if alone.len() == 1 { repair(text, at, mark) } else { None };
    Some(Unbalanced { mark, missing: other_half(mark), position_chars: text[..at].chars().count(), repair })
}

fn side(mark: char) -> Option<Side> {
    // Chinese characters between the marks are most of the text.
    if name::is_word(mark) {
        return None;
    }
    PAIRS.iter().enumerate().find_map(|(pair, (opens, closes))| {
        if opens.contains(&mark) {
            Some(Side::Opens(pair))
        } else if closes.contains(&mark) {
            Some(Side::Closes(pair))
        } else {
            None
        }
    })
}

/// The other half of a mark, of the same width.
fn other_half(mark: char) -> char {
    let find = |from: &[char], to: &[char]| from.iter().position(|&m| m == mark).map(|width| to[width]);
    PAIRS.iter().find_map(|(opens, closes)| find(opens, closes).or_else(|| find(closes, opens))).expect("only marks of a pair stand alone")
}

/// Whether `）` closes a running number without an opening mark: `1）…`, `；二）…`.
fn ends_running_number(before: &str, mark: char) -> bool {
    if !matches!(mark, '）' | ')') {
        return false;
    }
    let number_start = before.rfind(|c| !is_number(c)).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let number = &before[number_start..];
    let opens_a_part = before[..number_start]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '；' | ';' | '。' | '、' | '，' | ',' | '》'));
    opens_a_part && (1..=3).contains(&number.chars().count())
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The text with the missing half, where only one place can be meant.
fn repair(text: &str, at: usize, mark: char) -> Option<String> {
    let missing = other_half(mark);
    let behind = at + mark.len_utf8();
    let place = match mark {
        '〔' | '﹝' => year_then_number(&text[behind..]).map(|year| behind + year),
        '〕' | '﹞' => year_before(&text[..at]),
        '（' | '(' => number_in_brackets(&text[behind..]).map(|end| behind + end),
        // A title alone in the cell: everything up to its end, or from its start, is the title.
        '《' => text[behind..].trim_end().chars().all(char::is_alphanumeric).then(|| text.trim_end().len()),
        '》' => text[..at].trim_start().chars().all(char::is_alphanumeric).then(|| text.len() - text.trim_start().len()),
        _ => None,
    }?;
    let mut whole = String::with_capacity(text.len() + missing.len_utf8());
    whole.push_str(&text[..place]);
    whole.push(missing);
    whole.push_str(&text[place..]);
    Some(whole)
}

/// `201954号` → 4: a year, then a number without a leading nought, then 号. Without 号 the number may have lost more than a mark.
fn year_then_number(rest: &str) -> Option<usize> {
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let is_year = rest.starts_with("19") || rest.starts_with("20");
    let number = rest.get(4..digits)?;
    (is_year && (1..=4).contains(&number.len()) && !number.starts_with('0') && rest[digits..].trim_start().starts_with('号')).then_some(4)
}

/// `国办发2019` → the place before the year.
fn year_before(before: &str) -> Option<usize> {
    let start = before.len().checked_sub(4)?;
    let year = before.get(start..)?;
    let is_year = year.chars().all(|c| c.is_ascii_digit()) && (year.starts_with("19") || year.starts_with("20"));
    let more_digits = before.get(..start)?.ends_with(|c: char| c.is_ascii_digit());
    (is_year && !more_digits).then_some(start)
}

/// `国务院令第711号` → its end, when the part ends there or another title follows.
fn number_in_brackets(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '〔' | '〕' | ' '))).unwrap_or(rest.len());
    let number = rest[..end].trim_end();
    let whole = number.ends_with('号') && number.matches('号').count() == 1;
    let follows = rest[end..].chars().next();
    let ends = follows.is_none_or(|c| c.is_whitespace() || matches!(c, '；' | ';' | '。' | '、' | '，' | ',' | '《'));
    (whole && ends).then_some(number.len())
}

#[cfg(test)]
mod tests {
    use super::unbalanced;

    #[test]
    fn pairs_of_any_width_are_whole() {
        for text in [
            "",
            "无",
            "《中华人民共和国政府信息公开条例》（国务院令第711号）",
            "《关于全面推进政务公开工作的意见》（中办发〔2016〕8号)",
            "（国发﹝2012﹞45号）",
            "《国务院办公厅印发〈关于全面推进政务公开工作的意见〉实施细则的通知》",
            "《国务院办公厅印发《关于…》实施细则的通知》",
            "《办法》([2011]5号)【现行】",
            "1）《预算法》；2）《统计法》",
            "《预算法》\n（一）《统计法》\n二）《审计法》",
        ] {
            assert_eq!(unbalanced(text), None, "{text}");
        }
    }

    #[test]
    fn a_mark_alone_is_found_and_set_right_when_only_one_way_is_meant() {
        for (text, mark, position_chars, repair) in [
            ("国办发〔201954号", '〔', 3, Some("国办发〔2019〕54号")),
            ("（国办发〔201680号）", '〔', 4, Some("（国办发〔2016〕80号）")),
            ("建村〔2017192号", '〔', 2, Some("建村〔2017〕192号")),
            ("国办发2019〕54号", '〕', 7, Some("国办发〔2019〕54号")),
            ("《条例》（国务院令第711号", '（', 4, Some("《条例》（国务院令第711号）")),
            ("《条例》(国务院令第711号；《预算法》", '(', 4, Some("《条例》(国务院令第711号)；《预算法》")),
            ("《预算法", '《', 0, Some("《预算法》")),
            ("预算法》", '》', 3, Some("《预算法》")),
            // The year, the number or the place cannot be told.
            ("国办发〔2019054号", '〔', 3, None),
            ("国办发〔2019", '〔', 3, None),
            ("国办发〔5412号", '〔', 3, None),
            ("《预算法、《统计法》", '《', 0, None),
            ("《政府信息公开条例（国务院令第711号）", '《', 0, None),
            ("《预算法》（2018年修正", '（', 5, None),
            ("财农[2016]26)", ')', 10, None),
            ("《条例》国务院令第711号）", '）', 13, None),
            // Two faults: no guess at either.
            ("国办发〔201954号、税总发〔201744号", '〔', 3, None),
            ("《预算法（〔2019〕》", '（', 4, None),
        ] {
            let found = unbalanced(text).unwrap_or_else(|| panic!("{text} is not balanced"));
            assert_eq!((found.mark, found.position_chars, found.repair.as_deref()), (mark, position_chars, repair), "{text}");
        }
    }
}
