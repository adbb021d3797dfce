//! Numbers of documents as written: `国办发〔2019〕54号`, `国务院令第711号`, `GB/T 32939—2016`; and articles: `第二十条第一款`.

use crate::model::name::is_han_digit;
use crate::parse::glyph::{is_blank, narrow, trim};

use super::split::closing;

/// No number is longer.
const CHARS_MAX: usize = 40;

/// The number in the words around a title: in a bracket, or at their start without one.
pub(super) fn within(words: &str) -> Option<&str> {
    let mut skip_to = 0;
    for (at, c) in words.char_indices() {
        if at < skip_to {
            continue;
        }
        if let Some(end) = closing(words, at) {
            if let Some(number) = in_bracket(&words[at + c.len_utf8()..end]) {
                return Some(number);
            }
            skip_to = end;
        }
    }
    // A bracket that closes in another shape, or not at all: (教基〔2014）74号.
    let words = trim(words).trim_start_matches(['（', '(']);
    leading(words).map(|end| trim(&words[..end]))
}

/// Bytes of the number words start with: everything up to its 号.
pub(super) fn leading(words: &str) -> Option<usize> {
    if words.starts_with(['（', '(']) {
        return None;
    }
    let mut end = None;
    for (count, (at, c)) in words.char_indices().enumerate() {
        if count > CHARS_MAX || matches!(c, '《' | '》' | '，' | '。' | '；' | '、' | ';') {
            break;
        }
        if c == '号' {
            end = Some(at + c.len_utf8());
            break;
        }
    }
    let end = end?;
    let end = end + if words[end..].starts_with('令') { '令'.len_utf8() } else { 0 };
    let number = &words[..end];
    let kind = has_year_bracket(number) || number.contains('令') || number.contains("公告");
    (kind && is_number(number)).then_some(end)
}

/// Where a number in brackets or an article begins behind a title without 《》.
pub(super) fn start_behind(words: &str) -> Option<usize> {
    let holds_number = |&(at, c): &(usize, char)| {
        matches!(c, '（' | '(' | '【') && closing(words, at).is_some_and(|end| in_bracket(&words[at + c.len_utf8()..end]).is_some())
    };
    let bracket = words.char_indices().find(holds_number).map(|(at, _)| at);
    bracket.into_iter().chain(article_start(words)).min()
}

/// The number among the words of a bracket.
fn in_bracket(inner: &str) -> Option<&str> {
    inner.split(['，', ',', '；', ';', '。']).map(without_date).find(|part| is_number(part))
}

/// Whether words are a number.
fn is_number(words: &str) -> bool {
    let has_digit = words.chars().any(|c| narrow(c).is_ascii_digit());
    let counted = has_digit || words.contains('第');
    let ends = words.ends_with('号') || words.ends_with("号令") || words.ends_with(|c: char| narrow(c).is_ascii_digit());
    let standard = ["GB", "DB", "JGJ", "CJJ", "HJ", "WS", "MZ"].iter().any(|kind| words.starts_with(kind)) && has_digit;
    let decree = words.contains('令') && ends && counted;
    let plain = ends && words.contains('号') && counted;
    standard || (words.chars().count() <= CHARS_MAX && (has_year_bracket(words) || decree || plain))
}

/// `〔2019〕`, in any shape, also with a lost half: `〔201954号`.
fn has_year_bracket(words: &str) -> bool {
    words.char_indices().any(|(at, c)| {
        let mut behind = words[at + c.len_utf8()..].chars().filter(|&c| !is_blank(c)).map(narrow);
        matches!(c, '〔' | '[' | '［' | '﹝' | '【' | '（' | '(')
            && matches!((behind.next(), behind.next()), (Some('1'), Some('9')) | (Some('2'), Some('0')))
            && (0..2).all(|_| behind.next().is_some_and(|c| c.is_ascii_digit()))
            && behind.next().is_some()
    })
}

/// `1992年6月22日国务院令第100号公布` without its date and what was done on it.
fn without_date(part: &str) -> &str {
    let part = trim(part);
    let done = ["公布", "发布", "颁布", "施行", "通过", "修订", "修正", "修改"];
    let part = done.iter().find_map(|word| part.strip_suffix(word)).map_or(part, trim);
    let dated = part
        .find('日')
        .filter(|&at| part[..at].contains('年') && part[..at].chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月')));
    dated.map_or(part, |at| trim(&part[at + '日'.len_utf8()..]))
}

/// Whether the words of an article stand behind its number: 第二十条 县级以上人民政府应当….
pub(super) fn quotes_article(words: &str) -> bool {
    let near = words.char_indices().nth(QUOTED_NEAR_CHARS).map_or(words, |(at, _)| &words[..at]);
    let Some((_, end)) = articles_at(near) else { return false };
    words[end..].chars().filter(|&c| c.is_alphanumeric()).take(QUOTED_CHARS).count() == QUOTED_CHARS
}

/// So many characters behind an article are more than a remark.
const QUOTED_CHARS: usize = 8;

/// Where an article is quoted, its number stands near the start.
const QUOTED_NEAR_CHARS: usize = 400;

/// `第二十条第一款`, `第四十二条、第二十七条`, `第二十条（十二）`.
pub(super) fn articles(words: &str) -> Option<&str> {
    articles_at(words).map(|(start, end)| &words[start..end])
}

fn articles_at(words: &str) -> Option<(usize, usize)> {
    let start = article_start(words)?;
    let mut end = start + article(&words[start..])?;
    loop {
        let rest = &words[end..];
        let next = rest.trim_start_matches(is_blank);
        let next = next.strip_prefix(['、', '和', '及', '至', '—', '-', '，']).unwrap_or(next).trim_start_matches(is_blank);
        let more = article(next).map(|length| rest.len() - next.len() + length);
        let Some(length) = more.or_else(|| bracketed_item(rest)).or_else(|| rest.starts_with("之一").then_some("之一".len())) else {
            return Some((start, end));
        };
        end += length;
    }
}

/// Where the first article stands, near the start of the words.
fn article_start(words: &str) -> Option<usize> {
    words.char_indices().take(120).find(|&(at, c)| c == '第' && article(&words[at..]).is_some()).map(|(at, _)| at)
}

/// Bytes of one `第…条` at the start of words.
pub(super) fn article(words: &str) -> Option<usize> {
    let rest = words.strip_prefix('第')?;
    let end = rest.char_indices().take(24).find(|&(_, c)| !(narrow(c).is_ascii_digit() || is_han_digit(c) || is_blank(c)))?;
    let unit = matches!(end.1, '条' | '款' | '项' | '章' | '节' | '目') && end.0 > 0;
    unit.then(|| '第'.len_utf8() + end.0 + end.1.len_utf8())
}

/// Whether words break off within an article: 第四十 before a line end.
pub(super) fn breaks_off(words: &str) -> bool {
    let mut before = words.chars().rev().filter(|&c| !is_blank(c)).take(8).skip_while(|&c| narrow(c).is_ascii_digit() || is_han_digit(c));
    before.next() == Some('第')
}

/// Bytes of `（十二）` at the start of words.
fn bracketed_item(words: &str) -> Option<usize> {
    let inner = words.strip_prefix(['（', '('])?;
    let end = inner.char_indices().take(5).find(|&(_, c)| !(c.is_ascii_digit() || is_han_digit(c)))?;
    let closed = matches!(end.1, '）' | ')') && end.0 > 0;
    closed.then(|| words.len() - inner.len() + end.0 + end.1.len_utf8())
}
