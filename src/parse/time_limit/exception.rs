//! `法律、法规对政府信息公开的期限另有规定的，从其规定`: taken out of the text before the limits are read.

/// The text without such clauses, and whether there was one.
pub(super) fn take(text: String) -> (String, bool) {
    // Few limits have one: a look at single characters spares the search for words.
    if !text.contains(['规', '求']) {
        return (text, false);
    }
    let mut rest = text;
    let mut found = false;
    while let Some((start, end)) = find(&rest) {
        rest.replace_range(start..end, "");
        found = true;
    }
    (rest, found)
}

/// Where a whole clause stands, its brackets and the stop before it included.
fn find(text: &str) -> Option<(usize, usize)> {
    let (at, said) = ["另有规定", "有其他规定", "有特别规定", "另有要求"].iter().find_map(|said| Some((text.find(said)?, *said)))?;
    let start = start_of_clause(&text[..at])?;
    let mut end = at + said.len();
    end += length_of(&text[end..], &["的"]);
    end += length_of(&text[end..], &["，"]);
    end += length_of(&text[end..], &["应当", "应", "则"]);
    let tail = &["从其规定执行", "从其规定", "依照其规定", "按照其规定", "按其规定执行", "按其规定", "除外"];
    let length = length_of(&text[end..], tail);
    if length == 0 {
        return None;
    }
    end += length;
    let opened = text[..start].ends_with('（');
    let closed = text[end..].starts_with('）');
    match (opened, closed) {
        (true, true) => Some((start - '（'.len_utf8(), end + '）'.len_utf8())),
        (false, false) => {
            let stops = text[end..].is_empty() || text[end..].starts_with(['。', '；', '，', '.', '（']);
            stops.then_some((start, end))
        }
        // A bracket that holds more than the exception, or lost its other half.
        (true, false) | (false, true) => None,
    }
}

/// Where the clause begins: it names the rules that say otherwise, and no number.
fn start_of_clause(before: &str) -> Option<usize> {
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '。' | '；' | '，' | '（' | '.' | '：'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let who = before[start..].trim_start_matches("但");
    let named =
        ["法律", "法规", "行政法规", "规章", "国家", "上级", "相关", "有关", "政策", "其他"].iter().any(|word| who.starts_with(word));
    (named && !who.chars().any(|c| c.is_ascii_digit())).then_some(start)
}

/// Bytes of the first of the words a text starts with.
fn length_of(text: &str, words: &[&str]) -> usize {
    words.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len())
}
