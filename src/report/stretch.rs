//! The stretch of a value a finding is about: what its message quotes, or what its fix changes. Guesses nothing: where the words stand twice in
//! the value, or not at all, it is the whole of it.

use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// Bytes of the value, which is shown trimmed.
pub(super) fn of(diagnostic: &Diagnostic, shown: &str) -> Option<Range<usize>> {
    quoted(&diagnostic.message.zh).find_map(|words| once(words, shown)).or_else(|| changed(diagnostic, shown))
}

/// What stands in “” and 《》 in a message, in its order: the marks of a title belong to it.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.match_indices(['“', '《']).filter_map(|(at, mark)| {
        let rest = &message[at + mark.len()..];
        match mark {
            "“" => rest.find('”').map(|end| &rest[..end]),
            _ => rest.find('》').map(|end| &message[at..at + mark.len() + end + '》'.len_utf8()]),
        }
    })
}

/// Where words stand in a text, if they do so once and are not all of it.
fn once(words: &str, text: &str) -> Option<Range<usize>> {
    let words = words.trim_end_matches('…');
    let mut found = text.match_indices(words);
    let (at, _) = found.next().filter(|_| !words.is_empty() && found.next().is_none())?;
    (words.len() < text.len()).then_some(at..at + words.len())
}

/// From the first change of a fix to its last. Where something is only put in, the letter before it shows the place.
fn changed(diagnostic: &Diagnostic, shown: &str) -> Option<Range<usize>> {
    let value = diagnostic.value.as_deref()?;
    let edits = &diagnostic.fix.as_ref()?.edits;
    let trimmed = value.len() - value.trim_start().len();
    let start = edits.first()?.range.start.checked_sub(trimmed)?;
    let end = edits.last()?.range.end.checked_sub(trimmed)?;
    let before = shown.get(..start)?.chars().next_back().map_or(0, char::len_utf8);
    let start = if start == end { start - before } else { start };
    shown.get(start..end).filter(|stretch| !stretch.is_empty())?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::{once, quoted};

    #[test]
    fn what_a_message_quotes_is_found_where_it_stands_once() {
        let text = "《甲法》（国令第711号）、《乙条例》（国办发〔2019〕54号）、《乙条例》";
        let found = |message| quoted(message).find_map(|words| once(words, text)).map(|range| &text[range]);
        assert_eq!(found("“国令第711号”没有写成“国务院令第N号”"), Some("国令第711号"));
        assert_eq!(found("《甲法》已经废止"), Some("《甲法》"));
        assert_eq!(found("《乙条例》没有写文号"), None, "it stands there twice");
        assert_eq!(found("“公开依据”中的“国办发〔2019〕54号”"), Some("国办发〔2019〕54号"));
        assert_eq!(found("没有填写"), None);
    }
}
