//! Names of channels as cells write them: known names and aliases, lists of names, 其他 with its text.

use std::borrow::Cow;

use crate::knowledge::Knowledge;
use crate::parse::glyph::{Brackets, is_blank, running_number, tight, trim};

/// A name and what is known of it.
pub(super) struct Named<'a> {
    /// As written, without blanks and note.
    pub(super) name: String,
    /// Its standard name, or its own if it is a known channel of some domains.
    pub(super) standard: Option<&'a str>,
    /// The remark in brackets behind it.
    pub(super) note: Option<String>,
}

/// One entry of a list without marks.
pub(super) struct Piece<'a> {
    pub(super) named: Named<'a>,
    /// For 其他: what follows it.
    pub(super) other: Option<&'a str>,
}

/// A remark in brackets holds no more.
pub(super) const REACH_BYTES: usize = 600;

/// No name is longer, blanks included.
const NAME_CHARS_MAX: usize = 60;

/// Separators between names of a list. `/` is one too, where no known name goes on over it.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '；' | ';' | '。' | '/' | '／' | '|' | '｜')
}

/// What follows 其他, when words start with it.
pub(super) fn behind_other(words: &str) -> Option<&str> {
    ["其他", "其它"].iter().find_map(|name| length_of(name, words)).map(|length| &words[length..])
}

/// The text of 其他 without the signs around it: `：X`, `_X_`, `（X）`. A prompt such as 请注明 is no text.
pub(super) fn other_note(rest: &str) -> Option<String> {
    let rest = tight(rest);
    let mut note = rest.as_str();
    loop {
        let before = note.len();
        note = note.trim_start_matches(['：', ':', '_', '＿', '—', '-', '－']);
        note = note.trim_matches(|c| is_separator(c) || matches!(c, '_' | '＿' | '：' | ':'));
        note = in_brackets(note).unwrap_or(note);
        if note.len() == before {
            break;
        }
    }
    let prompt = ["请注明", "请写明", "请填写", "请说明", "填写", "注明", "具体"].contains(&note);
    (!note.is_empty() && !prompt).then(|| note.to_owned())
}

/// What stands in brackets, when a pair of them holds all of it.
fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '(', '）', ')'])).then_some(inner)
}

/// Words that are one known name, with or without a note in brackets or behind `：`.
pub(super) fn whole<'a>(words: &str, knowledge: &'a Knowledge) -> Option<Named<'a>> {
    if let Some(standard) = standard(words, knowledge) {
        return Some(Named { name: tight(words), standard: Some(standard), note: None });
    }
    // The longest name: 社区/企事业单位/村公示栏（电子屏）（注：…） has a bracket of its own.
    let mut found = None;
    for (at, c) in words.char_indices().take(NAME_CHARS_MAX) {
        let note = match c {
            // 政府网站 http://…: the address is a note of the site.
            c if is_blank(c) => Some(trim(&words[at..])).filter(|rest| url_end(rest) == Some(rest.len())),
            '（' | '(' => trim(words).strip_suffix(['）', ')']).and_then(|inner| inner.get(at + c.len_utf8()..)),
            '：' | ':' => words.get(at + c.len_utf8()..),
            _ => continue,
        };
        let name = &words[..at];
        let note = note.filter(|note| is_balanced(note));
        if let (Some(standard), Some(note)) = (standard(name, knowledge), note) {
            let note = tight(note);
            found = Some(Named { name: tight(name), standard: Some(standard), note: (!note.is_empty()).then_some(note) });
        }
    }
    found.or_else(|| site_of_a_body(words, knowledge))
}

/// 财政部门网站公开, 县司法局公众号: a body's own site or account is one of the 13, and the words say whose.
fn site_of_a_body<'a>(words: &str, knowledge: &'a Knowledge) -> Option<Named<'a>> {
    const OWN: [(&str, &str); 8] = [
        ("门户网站", "政府网站"),
        ("官方网站", "政府网站"),
        ("网站", "政府网站"),
        ("官网", "政府网站"),
        ("微信公众号", "两微一端"),
        ("公众号", "两微一端"),
        ("官方微博", "两微一端"),
        ("微博", "两微一端"),
    ];
    let folded = folded(words);
    let own = plain(&folded);
    let (body, channel) = OWN.iter().find_map(|(end, channel)| Some((own.strip_suffix(end)?, *channel)))?;
    let is_body = ["部门", "局", "委", "委员会", "单位", "机关"].iter().any(|end| body.ends_with(end));
    let is_name = (2..=16).contains(&body.chars().count()) && body.chars().all(char::is_alphanumeric);
    let standard = knowledge.channel(channel).filter(|_| is_body && is_name)?;
    Some(Named { name: standard.to_owned(), standard: Some(standard), note: Some(own.to_owned()) })
}

/// Whether every bracket that closes in a note opens in it.
fn is_balanced(note: &str) -> bool {
    let mut open = 0_i32;
    let mut closed = note.chars().map(|c| {
        open += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        open
    });
    closed.all(|open| open >= 0)
}

/// The standard name of a channel, or the own name of one that only some domains name.
fn standard<'a>(words: &str, knowledge: &'a Knowledge) -> Option<&'a str> {
    if words.len() > 6 * NAME_CHARS_MAX {
        return None;
    }
    let folded = folded(words);
    exact(&folded, knowledge).or_else(|| {
        let plain = plain(&folded);
        exact(plain, knowledge).or_else(|| of_a_place(plain, knowledge)).or_else(|| {
            // Traditional characters are rare, and the dictionary is large: asked only about what is known in no other way.
            let simple = fast2s::convert(plain);
            if simple == plain { None } else { exact(&simple, knowledge) }
        })
    })
}

/// A name without the words around it that say nothing of the channel: 公示栏等, 政府网站公开, 通过政府网站公开.
fn plain(folded: &str) -> &str {
    let mut plain = folded.strip_prefix("通过").unwrap_or(folded);
    while let Some(shorter) = ["等", "公开", "公示", "公布", "发布"].iter().find_map(|end| plain.strip_suffix(end)) {
        plain = shorter;
    }
    plain
}

fn exact<'a>(folded: &str, knowledge: &'a Knowledge) -> Option<&'a str> {
    let extra = || knowledge.channels.extra.iter().find(|channel| channel.name == folded).map(|channel| channel.name.as_str());
    knowledge.channel(folded).or_else(extra)
}

/// 铁力市政府网站, 某县人民政府门户网站: the government's site under its own name.
fn of_a_place<'a>(folded: &str, knowledge: &'a Knowledge) -> Option<&'a str> {
    let place =
        ["人民政府门户网站", "人民政府网站", "政府门户网站", "政府网站", "政府网"].iter().find_map(|site| folded.strip_suffix(site))?;
    let of_place = place.ends_with(['省', '市', '县', '区', '旗', '州', '盟', '镇', '乡']) || place.ends_with("街道");
    if of_place && place.chars().count() <= 12 && place.chars().all(char::is_alphanumeric) {
        knowledge.channel("政府网站")
    } else {
        None
    }
}

/// Blanks and the width of brackets folded, as the table has its names.
fn folded(words: &str) -> Cow<'_, str> {
    let differs = |c: char| is_blank(c) || matches!(c, '(' | ')' | '／');
    if !words.contains(differs) {
        return Cow::Borrowed(words);
    }
    let narrow = |c| match c {
        '(' => '（',
        ')' => '）',
        '／' => '/',
        other => other,
    };
    Cow::Owned(words.chars().filter(|&c| !is_blank(c)).map(narrow).collect())
}

/// Every name the table knows.
fn all(knowledge: &Knowledge) -> impl Iterator<Item = &str> {
    let standard = knowledge.channels.standard.iter().flat_map(|channel| std::iter::once(&channel.name).chain(&channel.aliases));
    standard.chain(knowledge.channels.extra.iter().map(|channel| &channel.name)).map(String::as_str)
}

/// Whether a text starts with a known name, blanks before it aside.
pub(super) fn starts_with_one(text: &str, knowledge: &Knowledge) -> bool {
    leading(text.trim_start_matches(is_blank), knowledge).is_some()
}

/// Bytes of the longest known name a text starts with, blanks and line breaks within it aside.
fn leading(text: &str, knowledge: &Knowledge) -> Option<usize> {
    all(knowledge).filter_map(|name| length_of(name, text)).max()
}

/// Bytes a name takes at the start of a text, if it stands there.
fn length_of(name: &str, text: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    let mut end = 0;
    for expected in name.chars() {
        let (at, found) = rest.find(|&(at, c)| at == 0 || !is_blank(c))?;
        let same = found == expected || matches!((expected, found), ('（', '(') | ('）', ')') | ('/', '／'));
        if !same {
            return None;
        }
        end = at + found.len_utf8();
    }
    Some(end)
}

/// Names without marks: known ones wherever they go on over a separator, others from separator to separator.
pub(super) fn list<'a>(text: &'a str, knowledge: &'a Knowledge) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_around);
        while let Some(length) = running_number(rest) {
            rest = rest[length..].trim_start_matches(is_around);
        }
        if rest.is_empty() {
            return pieces;
        }
        if let Some(end) = url_end(rest) {
            let (address, behind) = rest.split_at(end);
            match pieces.last_mut() {
                Some(Piece { named, other: None }) if named.note.is_none() => named.note = Some(address.to_owned()),
                Some(_) | None => pieces.push(Piece { named: unknown(address), other: None }),
            }
            rest = behind;
            continue;
        }
        if let Some(behind) = behind_other(rest) {
            let end = end_of_note(behind, knowledge);
            pieces.push(Piece { named: unknown("其他"), other: Some(&behind[..end]) });
            rest = &behind[end..];
            continue;
        }
        let end = known_end(rest, knowledge).unwrap_or_else(|| unknown_end(rest));
        let words = trimmed(&rest[..end]);
        rest = &rest[end..];
        // 政府网站和公示栏
        rest = rest.strip_prefix(JOINS).filter(|behind| starts_with_one(behind, knowledge)).unwrap_or(rest);
        pieces.push(Piece { named: whole(words, knowledge).unwrap_or_else(|| unknown(words)), other: None });
    }
}

/// Where a web address at the start of a text ends.
fn url_end(text: &str) -> Option<usize> {
    let is_address = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    let within = |c: char| c.is_ascii_graphic() && !matches!(c, ',' | ';' | '(' | ')');
    is_address.then(|| text.find(|c| !within(c)).unwrap_or(text.len()))
}

/// Where behind the first name of a text a further one begins, with blanks or nothing before it.
pub(super) fn first_end(text: &str, knowledge: &Knowledge) -> usize {
    if let Some(end) = known_end(text, knowledge) {
        let rest = text[end..].trim_start_matches(is_blank);
        // 政府网站和公示栏 share one mark.
        return if rest.starts_with(JOINS) { text.len() } else { end };
    }
    let blanks = text.char_indices().filter(|&(_, c)| is_blank(c)).map(|(at, _)| at);
    blanks.into_iter().find(|&at| starts_with_one(&text[at..], knowledge)).unwrap_or(text.len())
}

/// Words that join two names.
const JOINS: [char; 4] = ['和', '及', '与', '或'];

/// Words without separators and stops at their ends.
pub(super) fn trimmed(words: &str) -> &str {
    // A web address may end with /.
    let is_address = words.contains("://");
    words.trim_start_matches(is_around).trim_end_matches(|c| is_around(c) && !(is_address && c == '/'))
}

/// What may stand around a name.
fn is_around(c: char) -> bool {
    is_blank(c) || is_separator(c) || matches!(c, '：' | ':')
}

/// A name the table does not know; only a remark （注：…） is told from it.
pub(super) fn unknown(words: &str) -> Named<'static> {
    let words = trimmed(words);
    let remark = words.strip_suffix(['）', ')']).and_then(|inner| {
        let behind_name = |at: usize| !trimmed(&inner[..at]).is_empty() && is_balanced(inner[at..].trim_start_matches(['（', '(']));
        let starts = inner.match_indices("（注：").chain(inner.match_indices("(注:")).map(|(at, _)| at);
        let at = starts.filter(|&at| behind_name(at)).min()?;
        Some((&inner[..at], inner[at..].trim_start_matches(['（', '('])))
    });
    match remark {
        Some((name, note)) => Named { name: tight(trimmed(name)), standard: None, note: Some(tight(note)) },
        // Blanks may have stood within its running number.
        None => Named { name: bare(&tight(words)).to_owned(), standard: None, note: None },
    }
}

/// Words without separators at their ends and a running number before them.
pub(super) fn bare(words: &str) -> &str {
    let mut words = trimmed(words);
    while let Some(length) = running_number(words) {
        words = trimmed(&words[length..]);
    }
    words
}

/// Where a known name at the start of a text ends, its note in brackets included; none when the name goes on into other words.
pub(super) fn known_end(text: &str, knowledge: &Knowledge) -> Option<usize> {
    let mut end = leading(text, knowledge)?;
    if text[end..].starts_with(['（', '(']) {
        end += text[end..].find(['）', ')']).map_or(0, |at| at + text[end + at..].chars().next().map_or(0, char::len_utf8));
    }
    let end = end + ["等", "公开"].iter().find(|word| text[end..].starts_with(**word)).map_or(0, |word| word.len());
    let behind = &text[end..];
    if behind.starts_with(['：', ':']) {
        return Some(end + unknown_end(behind));
    }
    let next = behind.chars().next();
    let over = next.is_none_or(|c| is_blank(c) || is_separator(c)) || leading(behind, knowledge).is_some();
    let joined = || behind.strip_prefix(JOINS).is_some_and(|behind| starts_with_one(behind, knowledge));
    (over || joined()).then_some(end)
}

/// Where a name nobody knows ends: at the next separator outside brackets.
fn unknown_end(text: &str) -> usize {
    let mut brackets = Brackets::new(text, REACH_BYTES);
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if let Some(end) = Some(c).filter(|c| matches!(c, 'h' | 'w')).and_then(|_| url_end(&text[at..])) {
            skip_to = at + end;
            continue;
        }
        if !brackets.is_inside() && (is_blank(c) || is_separator(c)) {
            return at;
        }
        brackets.pass(at, c);
    }
    text.len()
}

/// Whether words are parted by such a character outside brackets.
pub(super) fn is_parted(words: &str, parts: impl Fn(char) -> bool) -> bool {
    let mut brackets = Brackets::new(words, REACH_BYTES);
    words.char_indices().any(|(at, c)| {
        let parted = parts(c) && !brackets.is_inside();
        brackets.pass(at, c);
        parted
    })
}

/// Where the text of 其他 ends in a list without marks: at the line's end, at ；, or where a known name follows a separator.
fn end_of_note(text: &str, knowledge: &Knowledge) -> usize {
    text.char_indices()
        .find(|&(at, c)| {
            let behind = &text[at + c.len_utf8()..];
            matches!(c, '\n' | '；' | ';') || (matches!(c, '、' | '，' | ',' | ' ') && starts_with_standard(behind, knowledge))
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Whether a text starts with one of the 13, by its own name.
fn starts_with_standard(text: &str, knowledge: &Knowledge) -> bool {
    let text = text.trim_start_matches(is_blank);
    knowledge.channels.standard.iter().any(|channel| text.starts_with(channel.name.as_str()))
}
