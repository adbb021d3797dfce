//! Names of sheets and files that every program opens: Excel's rules for a tab, Windows' rules for a file.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::text;

/// Longest name of a sheet, in UTF-16 units.
const SHEET_LENGTH: usize = 31;
/// Longest heading of a table, in UTF-16 units.
const HEADING_LENGTH: usize = 255;
/// Longest stem of a file: 60 Han characters are 180 bytes, below every system's 255.
const STEM_LENGTH: usize = 60;
/// Names that devices have on Windows, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Legal names of sheets, each once, in the order of the words. The `fixed` ones keep their words; a twin among the others is numbered.
#[must_use]
pub(crate) fn sheets<'a>(fixed: &[&str], words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    // Excel keeps History for itself.
    let mut taken: BTreeSet<String> = fixed.iter().copied().chain(["history"]).map(folded).collect();
    words.into_iter().map(|word| unique(&sheet(word), SHEET_LENGTH, &mut taken)).collect()
}

/// Headings of a table, each once whatever its case, none blank, each on one line.
#[must_use]
pub(crate) fn headings<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let one = |word: &str| {
        let word = text::clean(word);
        let words: Vec<&str> = word.split(|c: char| c.is_control() || c == ' ').filter(|word| !word.is_empty()).collect();
        let heading = words.join(" ");
        let heading = if heading.is_empty() { "未命名" } else { &heading };
        unique(heading, HEADING_LENGTH, &mut taken)
    };
    words.into_iter().map(one).collect()
}

/// Names of files without extension, each once on systems that do not tell A from a, in the order of the words.
#[must_use]
pub(crate) fn file_stems<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    words.into_iter().map(|word| unique(&file_stem(word), STEM_LENGTH, &mut taken)).collect()
}

/// A word as the name of a sheet; not yet unique.
fn sheet(word: &str) -> String {
    let kept: String =
        word.chars().map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { '-' } else { c }).collect();
    let name = cut(kept.trim().trim_matches('\''), SHEET_LENGTH);
    let name = name.trim().trim_matches('\'');
    if name.is_empty() { "未命名".to_owned() } else { name.to_owned() }
}

/// A word as the stem of a file; not yet unique.
fn file_stem(word: &str) -> String {
    let kept: String =
        word.chars()
            .map(|c| {
                if matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') || c.is_control() || is_invisible(c) { '_' } else { c }
            })
            .collect();
    let stem = cut(kept.trim().trim_start_matches('~'), STEM_LENGTH);
    let stem = stem.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if stem.is_empty() {
        return "_".to_owned();
    }
    if is_device(stem) { format!("_{stem}") } else { stem.to_owned() }
}

/// Characters that change the direction of a name, or that nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// `CON`, `com1.txt`, `LPT²`: Windows opens a device, not a file.
fn is_device(stem: &str) -> bool {
    let base = stem.split('.').next().unwrap_or("").trim_end().to_lowercase();
    let numbered = base.strip_prefix("com").or_else(|| base.strip_prefix("lpt"));
    let port = numbered.is_some_and(|rest| matches!(rest.chars().collect::<Vec<_>>()[..], ['0'..='9' | '¹' | '²' | '³']));
    port || DEVICES.contains(&base.as_str())
}

/// The name, with a number behind it when it is taken; never longer than `length`.
fn unique(name: &str, length: usize, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = cut(name, length).to_owned();
    let mut number = 2;
    while !taken.insert(folded(&candidate)) {
        let tail = format!("({number})");
        candidate = format!("{}{tail}", cut(name, length - tail.len()).trim_end());
        number += 1;
    }
    candidate
}

/// As the most forgetful system compares names.
fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).collect()
}

/// The first characters that fit into a number of UTF-16 units.
fn cut(text: &str, units: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > units {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{file_stems, headings, sheets};

    #[test]
    fn sheets_are_legal_and_different() {
        let long = "国有土地上房屋征收与补偿".repeat(4);
        let names = sheets(&["目录"], ["目录", "a/b:c", "A-B-C", "'引号'", "", "History", &long, &long]);
        assert_eq!(names[..6], ["目录(2)", "a-b-c", "A-B-C(2)", "引号", "未命名", "History(2)"]);
        assert_eq!(names[6].chars().count(), 31);
        assert_eq!(names[7].chars().count(), 31);
        assert!(names[7].ends_with("(2)"));
    }

    #[test]
    fn headings_of_a_table_are_different_and_not_blank() {
        let names = headings(["ID", "id", "", " ", "科\n室", "科 室", &"长".repeat(300)]);
        assert_eq!(names[..6], ["ID", "id(2)", "未命名", "未命名(2)", "科 室", "科 室(2)"]);
        assert_eq!(names[6].chars().count(), 255);
    }

    #[test]
    fn files_are_safe_on_windows_too() {
        let stems = file_stems(["海虞镇", "a", "A", "CON", "com1.x", "镇. ", "../etc/passwd", "", "甲:乙", "～镇", "~$锁"]);
        assert_eq!(stems, ["海虞镇", "a", "A(2)", "_CON", "_com1.x", "镇", "_etc_passwd", "_", "甲_乙", "～镇", "$锁"]);
    }
}
