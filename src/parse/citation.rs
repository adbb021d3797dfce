//! 公开依据: titles in 《》, numbers, articles. Loses no word; judges none. Blanks of layout stay in the text, not in what is understood.

mod number;
mod split;
#[cfg(test)]
mod tests;

use crate::model::Citation;
use crate::parse::glyph::{solid, trim};

/// The citations of a cell, in their order. 无 is none.
#[must_use]
pub fn parse(text: &str) -> Vec<Citation> {
    parse_below(text, &[])
}

/// The same, where the row above cites `above`: most rows of a list share a document or two.
pub(super) fn parse_below(text: &str, above: &[Citation]) -> Vec<Citation> {
    if trim(text) == "无" {
        return Vec::new();
    }
    let known = |words: &str| above.iter().find(|known| known.text == words).cloned();
    split::citations(text).into_iter().map(|words| known(words).unwrap_or_else(|| citation(words))).collect()
}

/// One citation from its words.
fn citation(text: &str) -> Citation {
    let (title, around) = title(text);
    let number = around.iter().find_map(|words| number::within(words)).map(|number| solid(number).into_owned());
    let articles = around.iter().find_map(|words| number::articles(words)).map(|articles| solid(articles).into_owned());
    // 第二十条对外公开的信息: an article of nothing named is all there is.
    let title = if title.is_empty() && number.is_none() { text } else { title };
    Citation { text: text.to_owned(), title: solid(title).into_owned(), number, articles }
}

/// The title of a citation, and the words behind and before it.
fn title(text: &str) -> (&str, [&str; 2]) {
    let Some((open, close)) = split::first_title(text) else { return bare_title(text) };
    let (before, behind) = (&text[..open], &text[close..]);
    let inner = text[open..close].strip_prefix('《').unwrap_or(&text[open..close]);
    let is_closed = inner.ends_with('》');
    let inner = inner.strip_suffix('》').unwrap_or(inner);
    // 民政部关于印发《特困人员认定办法》的通知 is the title of the notice.
    if split::is_quoting(before) && is_closed && !behind.is_empty() {
        return bare_title(text);
    }
    (inner, [behind, before])
}

/// The title of a document without 《》: the words between the number before and the number or article behind.
fn bare_title(text: &str) -> (&str, [&str; 2]) {
    let start = number::leading(text).unwrap_or(0);
    let rest = &text[start..];
    // The 《 may be lost: …的通知》（…）.
    if let Some(end) = rest.find('》').filter(|_| !rest.contains('《')) {
        return (trim(&rest[..end]), [&rest[end + '》'.len_utf8()..], &text[..start]]);
    }
    let end = number::start_behind(rest).unwrap_or(rest.len());
    let title = trim(&rest[..end]);
    let title = title.strip_suffix('等').unwrap_or(title);
    (title, [&rest[end..], &text[..start]])
}
