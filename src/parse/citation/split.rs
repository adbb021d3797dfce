//! Where one citation ends and the next begins. Every word of the cell belongs to one of them.

use crate::model::name::is_han_digit;
use crate::parse::glyph::{is_blank, is_off, is_on, running_number, solid, trim};

use super::number;

/// A bracket or title is closed within so many characters or not at all.
const REACH_CHARS: usize = 1000;

/// Titles and brackets within each other beyond this are not paired.
const DEPTH_MAX: u32 = 8;

/// What parts a chunk from the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parted {
    /// Nothing but the next 《, ； or a running number.
    Strongly,
    /// A line break, which may also fall inside a name.
    ByLine,
    /// 、 or ，, which may also stand within a name.
    Weakly,
}

/// A stretch between separators.
struct Chunk {
    start: usize,
    end: usize,
    parted: Parted,
}

/// The citations of a cell as written, separators and running numbers between them left out.
pub(super) fn citations(text: &str) -> Vec<&str> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    // Words that begin a citation whose title follows: 财政部、 | 【法律】.
    let mut waiting: Option<(usize, usize, Parted)> = None;
    for chunk in chunks(text) {
        let words = trim(&text[chunk.start..chunk.end]);
        let (start, parted) = waiting.take().map_or((chunk.start, chunk.parted), |(start, _, parted)| (start, parted));
        let joined = trim(&text[start..chunk.end]);
        let is_titled = first_title(words).is_some();
        let previous = found.last().copied();
        let in_article = || previous.is_some_and(|(start, end)| number::quotes_article(&text[start..end]));
        let belongs = start == chunk.start
            && match is_titled {
                // The words of an article, and the laws they refer to, are its own.
                true => refers(words) && in_article(),
                false => {
                    let goes_on = chunk.parted == Parted::ByLine && previous.is_some_and(|(start, end)| ends_in_tail(&text[start..end]));
                    is_tail(words) || goes_on || (!is_rank(words) && !is_document(words) && in_article())
                }
            };
        if let Some(last) = found.last_mut().filter(|_| belongs) {
            last.1 = chunk.end;
        } else if is_titled {
            found.push((start, chunk.end));
        } else if is_rank(words) || !is_document(joined) {
            waiting = Some((start, chunk.end, parted));
        } else if parted == Parted::Weakly && previous.is_some_and(|(start, end)| number::articles(&text[start..end]).is_some()) {
            // The words of an article follow it: 第十条 …应当…，按照有关规定….
            found.last_mut().expect("a previous citation was just seen").1 = chunk.end;
        } else {
            found.push((start, chunk.end));
        }
    }
    if let Some((start, end, parted)) = waiting {
        match found.last_mut() {
            Some(last) if parted != Parted::Strongly || is_rank(trim(&text[start..end])) => last.1 = end,
            _ => found.push((start, end)),
        }
    }
    found.into_iter().map(|(start, end)| tidy(&text[start..end])).filter(|citation| !citation.is_empty()).collect()
}

/// A citation without separators at its ends.
fn tidy(text: &str) -> &str {
    let ends = |c: char| is_blank(c) || matches!(c, '；' | ';' | '、' | '，' | ',');
    let text = text.trim_matches(ends).trim_end_matches('。');
    // 《甲》和《乙》: the 和 parts them.
    let joined = ["》和", "》及", "》与", "》以及", "）和", "）及", "）与", "）以及"].iter().find(|end| text.ends_with(**end));
    joined.map_or(text, |end| text[..text.len() - end.len() + '》'.len_utf8()].trim_end_matches(ends))
}

/// The cell at its separators outside brackets and before each title that begins a citation.
fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let (mut start, mut parted, mut titled, mut skip_to, mut before) = (0, Parted::Strongly, false, 0, ' ');
    let mut cut = |start: &mut usize, end: usize, next: usize, parted: &mut Parted, by: Parted| {
        if text[*start..end].chars().any(|c| !is_blank(c)) {
            chunks.push(Chunk { start: *start, end, parted: *parted });
            *parted = by;
        } else if by == Parted::Strongly {
            *parted = by;
        }
        *start = next;
    };
    // Whether nothing but blanks stands between the start of the chunk and here.
    let mut fresh = true;
    // 【法律】《甲》【行政法规】《乙》: where the first rank leads its document, all do.
    let ranks_lead = rank_tag(text.trim_start_matches(is_blank)).is_some();
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        // Most characters are letters of words: they part nothing.
        if matches!(c, '\u{4e00}'..='\u{9fff}') && !is_han_digit(c) {
            (fresh, before) = (false, c);
            continue;
        }
        let length = c.len_utf8();
        if c == '【' && titled && ranks_lead && rank_tag(&text[at..]).is_some() {
            cut(&mut start, at, at, &mut parted, Parted::Strongly);
            (titled, fresh) = (false, true);
        }
        let was_fresh = fresh;
        fresh = fresh && is_blank(c);
        if let Some(number) = numbering(&text[at..], before, was_fresh, titled) {
            cut(&mut start, at, at + number, &mut parted, Parted::Strongly);
            (titled, skip_to, fresh) = (false, at + number, true);
        } else if c == '《' {
            // 《甲》第四十七条⏎第一款《乙》: the line goes on with the article of the title before.
            let goes_on = !titled && number::article(trim(&text[start..at])).is_some();
            if goes_on || (titled && !is_quoting(&text[start..at]) && !quotes_on(&text[start..at])) {
                cut(&mut start, at, at, &mut parted, Parted::Strongly);
            }
            titled = true;
            skip_to = title_end(text, at);
        } else if let Some(end) = closing(text, at) {
            skip_to = end;
        } else if let Some(by) = separator(c).filter(|by| *by != Parted::ByLine || !number::breaks_off(&text[start..at])) {
            cut(&mut start, at, at + length, &mut parted, by);
            (titled, fresh) = (false, true);
        }
        before = c;
    }
    cut(&mut start, text.len(), text.len(), &mut parted, Parted::Strongly);
    chunks
}

fn separator(c: char) -> Option<Parted> {
    match c {
        '；' | ';' => Some(Parted::Strongly),
        '\n' | '\r' => Some(Parted::ByLine),
        '、' | '，' | ',' | '。' => Some(Parted::Weakly),
        _ => None,
    }
}

/// Bytes of a running number that begins a citation: `1.`, `①`, `2` before 《.
fn numbering(text: &str, before: char, fresh: bool, titled: bool) -> Option<usize> {
    let first = text.chars().next()?;
    if !fresh && (!titled || before.is_ascii_alphanumeric() || before == '第') {
        return None;
    }
    if let Some(length) = running_number(text) {
        let behind = text[length..].trim_start_matches(is_blank);
        // Behind a title a number counts when another title follows.
        let circled = ('①'..='⑳').contains(&first);
        return (fresh || circled || behind.starts_with(['《', '【'])).then_some(length);
    }
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|&end| (1..=2).contains(&end))?;
    text[digits..].starts_with('《').then_some(digits)
}

/// The first title of a text: from its 《 to behind its 》, or to where an unclosed one ends.
pub(super) fn first_title(text: &str) -> Option<(usize, usize)> {
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if c == '《' {
            return Some((at, title_end(text, at)));
        }
        skip_to = closing(text, at).unwrap_or(skip_to);
    }
    None
}

/// Where a title ends that begins with the 《 at a place. Titles within titles stand in 〈〉, <> or 《》.
fn title_end(text: &str, open: usize) -> usize {
    let mut depth = 0_u32;
    let mut last_close = None;
    for (at, c) in text[open..].char_indices().take(REACH_CHARS) {
        match c {
            '《' if depth == DEPTH_MAX => break,
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                last_close = Some(open + at + c.len_utf8());
                if depth == 0 {
                    return open + at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    // A 》 is lost: the title ends before the next separator with a 《 behind it, before a number in brackets, at the last 》, or with the text.
    let rest = &text[open..];
    let next = rest
        .char_indices()
        .take(REACH_CHARS)
        .find(|&(at, c)| separator(c).is_some() && rest[at + c.len_utf8()..].trim_start_matches(is_blank).starts_with('《'));
    let limit = next.map_or(text.len(), |(at, _)| open + at);
    match last_close.filter(|&end| end <= limit) {
        Some(end) => end,
        None => number::start_behind(&text[open..limit]).map_or(limit, |at| open + at),
    }
}

/// Where the bracket that opens at a place closes; the two shapes of round brackets close each other. A year holds four digits at most.
pub(super) fn closing(text: &str, open: usize) -> Option<usize> {
    let c = text[open..].chars().next()?;
    let (opens, closes, reach): (&[char], &[char], usize) = match c {
        '（' | '(' => (&['（', '('], &['）', ')'], REACH_CHARS),
        '【' => (&['【'], &['】'], 40),
        '〔' | '﹝' | '[' | '［' => (&['〔', '﹝', '[', '［'], &['〕', '﹞', ']', '］'], 8),
        _ => return None,
    };
    let mut depth = 0_u32;
    for (at, c) in text[open..].char_indices().take(reach) {
        if opens.contains(&c) {
            depth += 1;
            if depth > DEPTH_MAX {
                return None;
            }
        } else if closes.contains(&c) {
            depth -= 1;
            if depth == 0 {
                return Some(open + at);
            }
        }
    }
    None
}

/// Whether the words before a title make it part of another title: 民政部关于印发《…》的通知.
pub(super) fn is_quoting(before: &str) -> bool {
    let verbs = ["印发", "转发", "落实", "修改", "关于", "执行", "实施", "公布", "发布", "废止", "修订", "宣传贯彻", "贯彻"];
    let before = solid(before);
    first_title(&before).is_none() && verbs.iter().any(|verb| before.ends_with(verb))
}

/// 关于修改《甲》和《乙》的决定: a second title quoted by the same words.
fn quotes_on(before: &str) -> bool {
    let Some((open, close)) = first_title(before) else { return false };
    let between = trim(&before[close..]);
    is_quoting(&before[..open]) && matches!(between, "" | "和" | "及" | "与" | "、" | "以及")
}

/// Whether a title stands there only because the words of an article refer to it: 依照《…》的规定.
fn refers(words: &str) -> bool {
    let Some((open, _)) = first_title(words) else { return false };
    let before = solid(&words[..open]);
    ["依照", "按照", "根据", "依据", "违反", "符合", "适用", "参照", "执行", "遵守", "以及", "和", "与"]
        .iter()
        .any(|verb| before.ends_with(verb))
}

/// Bytes of a rank in brackets at the start of a text: 【法律】.
fn rank_tag(text: &str) -> Option<usize> {
    let end = closing(text, 0).filter(|_| text.starts_with('【'))? + '】'.len_utf8();
    is_rank(&text[..end]).then_some(end)
}

/// Words that belong to the citation before them: 等, 及其实施细则, a number or an article of its own.
fn is_tail(words: &str) -> bool {
    let words = words.trim_matches(|c: char| is_blank(c) || c == '。');
    let joins = ["等", "及", "以及", "和", "与", "或", "号", "的", "》"].iter().any(|join| words.starts_with(join));
    let bracket =
        words.chars().next().is_some_and(|c| closing(words, 0).is_some_and(|end| end + c.len_utf8() >= words.trim_end_matches('号').len()));
    let is_number = number::leading(words) == Some(words.len());
    let is_lone_number = words.ends_with('号') && words.trim_end_matches('号').chars().all(|c| c.is_ascii_digit());
    words.is_empty() || joins || (bracket && !is_rank(words)) || is_number || is_lone_number || number::article(words).is_some()
}

/// Whether a citation ends in such words, so that the next line may go on with them: 等法律⏎法规和文件规定.
fn ends_in_tail(citation: &str) -> bool {
    let end = citation.rfind(['》', '）', ')', '号']).map_or(0, |at| at + citation[at..].chars().next().map_or(0, char::len_utf8));
    end > 0 && ["等", "及", "以及"].iter().any(|join| trim(&citation[end..]).starts_with(join))
}

/// A word for the rank of a document, on its own: 【法律】, □行政法规.
fn is_rank(words: &str) -> bool {
    // No rank is longer.
    if words.len() > 120 {
        return false;
    }
    let words = solid(words);
    let words = words.trim_matches(|c: char| is_blank(c) || is_on(c) || is_off(c) || matches!(c, '【' | '】' | '：' | ':'));
    matches!(
        words,
        "法律" | "法规" | "行政法规" | "地方性法规" | "部门规章" | "规章" | "规范性文件" | "部门规章及规范性文件" | "地方政府规章"
    )
}

/// Whether words without 《》 name a document, or at least hold the number of one.
fn is_document(words: &str) -> bool {
    let endings = [
        "法", "条例", "办法", "规定", "意见", "通知", "方案", "细则", "决定", "规划", "文件", "规则", "规范", "标准", "制度", "公告",
        "纲要", "批复", "函", "指引", "指南", "目录", "解释", "章程", "计划", "政策", "要求", "准则", "规程", "决议",
    ];
    let solid = solid(words);
    let words = solid.trim_end_matches(['。', '等']);
    let name = words.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '('])).map_or(words, |at| trim(&words[..at]));
    // Words that go on for so long are no name that is parted by a separator.
    words.len() > 600 || words.contains('》') || endings.iter().any(|ending| name.ends_with(ending)) || number::within(words).is_some()
}
