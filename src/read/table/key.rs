//! A heading as it is compared: width, blanks, line ends and bracketed legends do not count. For comparing only.

use unicode_normalization::UnicodeNormalization;

/// The words of a heading as vocabularies hold them: `公 开\n内容（要素）` → `公开内容`.
#[must_use]
pub fn heading_key(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let plain: String = text.nfkc().filter(|letter| !is_blank(*letter)).collect();
    let mut key = String::with_capacity(plain.len());
    let mut depth = 0_usize;
    for letter in plain.chars() {
        match letter {
            '(' | '[' | '【' | '〔' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => key.push(letter),
            _ => {}
        }
    }
    // A heading that is all brackets is its own word.
    if key.is_empty() {
        key = plain.chars().filter(|letter| !matches!(letter, '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕' | '{' | '}')).collect();
    }
    key.trim_matches([':', ';', ',', '.', '。', '、', '*', '"', '“', '”', '-', '—', '_']).to_owned()
}

/// Whether a text is its own key: common Chinese characters alone, as most cells that are no headings.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| matches!(letter, '\u{4e00}'..='\u{9fff}'))
}

/// A blank of any width, also those nobody sees.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The number a cell holds and nothing else: `7`, `（7）`, `⑦`.
pub(super) fn number(text: &str) -> Option<u32> {
    if text.len() > 24 {
        return None;
    }
    let plain: String = text.nfkc().filter(|letter| !is_blank(*letter) && !matches!(letter, '(' | ')')).collect();
    plain.parse().ok()
}
