//! What stands in a ticked column, and the same said in one cell of words. Knows no field; the fields give their words.

use crate::model::item::TICK;
use crate::parse::glyph::{Square, damage, is_blank, is_off, is_on, mended, tight, trim};
use crate::place::Located;

/// What one ticked column says: `√` for a tick of any glyph, nothing for a mark of "not chosen", else the words without their tick.
/// `own` tells words that only repeat the column's heading.
pub(super) fn column(cell: Option<Located<String>>, own: impl Fn(&str) -> bool) -> Option<Located<String>> {
    let cell = cell?;
    // Nearly every tick is this one.
    if cell.value == TICK {
        return Some(cell);
    }
    let value = said(&cell.value, own)?;
    Some(Located::new(value, cell.place))
}

/// The value of one column's text.
fn said(text: &str, own: impl Fn(&str) -> bool) -> Option<String> {
    let text = mended(text);
    let text = text.as_ref();
    if text.is_empty() || text.starts_with(is_off) || is_no(text) {
        return None;
    }
    let words = text.trim_start_matches(|c| is_on(c) || is_blank(c));
    // A tick with a dash or an empty box behind it is still a tick, and its words must not read as none next time.
    let bare = words.is_empty() || is_yes(words) || is_no(words) || words.starts_with(is_off) || own(words);
    if bare { Some(TICK.to_owned()) } else { Some(mended(words).into_owned()) }
}

/// Words and letters typed for a tick, and letters that are the ticks of Wingdings in another font.
fn is_yes(text: &str) -> bool {
    matches!(text, "Y" | "y" | "Ｙ" | "V" | "v" | "∨" | "是") || DAMAGED_TICKS.contains(&text)
}

/// What the ticks of Wingdings (ü) and Wingdings 2 (P, and R in a box) are in another font.
const DAMAGED_TICKS: [&str; 3] = ["R", "P", "ü"];

/// The damaged mark a cell begins with, and what it is taken for. A letter is one only where it stands alone.
pub(super) fn damaged(text: &str) -> Option<(char, Square)> {
    let text = trim(text);
    let first = text.chars().next()?;
    if DAMAGED_TICKS.contains(&text) {
        return Some((first, Square::Full));
    }
    damage(first).filter(|_| text == "口" || !matches!(first, 'R' | '口')).map(|square| (first, square))
}

/// Words and signs typed for no tick; `?` is what a lost character leaves.
fn is_no(text: &str) -> bool {
    let signs = |c: char| matches!(c, '×' | '✗' | '✕' | '✘' | '╳' | '-' | '－' | '—' | '─' | '–' | '/' | '?' | '？' | '口');
    text.chars().all(signs) || matches!(text, "X" | "x" | "N" | "n" | "否" | "无")
}

/// What a cell of words says, piece by piece.
pub(super) struct Pieces<K> {
    /// Each column that is named, with what is said of it (`√` when nothing).
    pub(super) named: Vec<(K, String)>,
    /// Words that name no column.
    pub(super) rest: Vec<String>,
}

/// Reads `全社会；特定群众：申请人`: names of columns, each alone or with its words behind `：` or in brackets.
/// `name` gives the column a text starts with and the length of its name.
pub(super) fn pieces<K>(text: &str, name: impl Fn(&str) -> Option<(K, usize)>) -> Pieces<K> {
    let mut pieces = Pieces { named: Vec::new(), rest: Vec::new() };
    let mut text = trim(text);
    while !text.is_empty() {
        let not_chosen = text.starts_with(is_off);
        text = text.trim_start_matches(|c| is_on(c) || is_off(c) || is_blank(c));
        let Some((column, length)) = name(text).filter(|(_, length)| ends_a_name(&text[*length..])) else {
            let end = text.find(|c: char| is_between(c) || is_on(c) || is_off(c)).unwrap_or(text.len());
            if end > 0 && !not_chosen {
                pieces.rest.push(mended(&text[..end]).into_owned());
            }
            text = text[end..].trim_start_matches(is_between);
            continue;
        };
        let (words, behind) = words_behind(&text[length..], &name);
        if !not_chosen {
            pieces.named.push((column, words));
        }
        text = behind.trim_start_matches(is_between);
        // 全社会和特定群众
        text = text.strip_prefix(['和', '及', '与']).filter(|rest| name(rest).is_some()).unwrap_or(text);
    }
    pieces
}

/// What is said of a column, and what follows it.
fn words_behind<K>(text: &str, name: impl Fn(&str) -> Option<(K, usize)>) -> (String, &str) {
    let tail = text.trim_start_matches(is_blank);
    if let Some(words) = tail.strip_prefix(['：', ':']) {
        // The words may hold a ； of their own: they end where the next column is named.
        let next = |(at, c): (usize, char)| {
            (matches!(c, '；' | ';' | '\n') || is_off(c) || is_on(c)) && {
                let behind = words[at..].trim_start_matches(|c| is_between(c) || is_on(c) || is_off(c));
                name(behind).is_some_and(|(_, length)| ends_a_name(&behind[length..]))
            }
        };
        let end = words.char_indices().find(|&found| next(found)).map_or(words.len(), |(at, _)| at);
        return (said(&words[..end], |_| false).unwrap_or_else(|| TICK.to_owned()), &words[end..]);
    }
    if let Some(words) = tail.strip_prefix(['（', '('])
        && let Some(end) = words.rfind(['）', ')'])
    {
        let behind = words[end..].trim_start_matches(['）', ')']);
        let asked = trim(&words[..end]);
        let words = if tight(asked) == "请写明" { TICK.to_owned() } else { said(asked, |_| false).unwrap_or_else(|| TICK.to_owned()) };
        return (words, behind);
    }
    (TICK.to_owned(), text)
}

/// Whether a name is over here, so that 社会 is not found in 社会救助对象.
fn ends_a_name(behind: &str) -> bool {
    behind
        .chars()
        .next()
        .is_none_or(|c| is_between(c) || is_on(c) || is_off(c) || matches!(c, '：' | ':' | '（' | '(' | '和' | '及' | '与'))
}

/// Separators between names.
fn is_between(c: char) -> bool {
    is_blank(c) || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／' | '。')
}

/// The longest of a column's words a text starts with, and the bytes it takes there: a narrow column breaks words (依申⏎请公开).
pub(super) fn longest<K: Copy>(text: &str, words: &[(K, &[&str])]) -> Option<(K, usize)> {
    words
        .iter()
        .flat_map(|(column, words)| words.iter().map(move |word| (*column, *word)))
        .filter_map(|(column, word)| Some((column, length_of(word, text)?)))
        .max_by_key(|(_, length)| *length)
}

/// Bytes a word takes at the start of a text, blanks within it included.
fn length_of(word: &str, text: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    let mut end = 0;
    for expected in word.chars() {
        let (at, found) = rest.find(|&(at, c)| at == 0 || !is_blank(c))?;
        if found != expected {
            return None;
        }
        end = at + found.len_utf8();
    }
    Some(end)
}
