//! Texts as YAML scalars that read back unchanged, in the plainest form that does: plain, block, or quoted. Knows no fields.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_yaml::Value;

/// A list of short words stands on one line up to so many characters.
const LINE: usize = 60;

/// Collects the lines of a document.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    /// The next line of depth 2 opens an entry of `items`.
    opening: bool,
}

impl Writer {
    /// A line as it is.
    pub(super) fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// The next key opens an entry of `items`.
    pub(super) fn begin_entry(&mut self) {
        self.opening = true;
    }

    /// An entry nothing stands in is still an entry.
    pub(super) fn end_entry(&mut self) {
        if std::mem::take(&mut self.opening) {
            self.line("  - {}");
        }
    }

    /// `key: text`.
    pub(super) fn text(&mut self, depth: usize, key: &str, text: &str) {
        self.indent(depth);
        self.out.push_str(key);
        self.out.push(':');
        if is_block(text) {
            self.out.push_str(" |-\n");
            for line in text.split('\n') {
                if !line.is_empty() {
                    self.out.push_str(&"  ".repeat(depth + 1));
                    self.out.push_str(line);
                }
                self.out.push('\n');
            }
        } else {
            self.out.push(' ');
            self.out.push_str(&scalar(text));
            self.out.push('\n');
        }
    }

    /// `key:` alone.
    pub(super) fn key(&mut self, depth: usize, key: &str) {
        self.indent(depth);
        self.out.push_str(key);
        self.out.push_str(":\n");
    }

    /// `key: [a, b]`, or an entry a line where that is too long.
    pub(super) fn texts(&mut self, depth: usize, key: &str, texts: &[&str]) {
        let width: usize = texts.iter().map(|text| text.chars().count() + 2).sum();
        if width <= LINE && texts.iter().all(|text| is_plain(text) && fits_flow(text) && !looks_like_key(text)) {
            self.indent(depth);
            let _ = writeln!(self.out, "{key}: [{}]", texts.join(", "));
            return;
        }
        self.key(depth, key);
        texts.iter().for_each(|text| self.list_entry(depth + 1, text));
    }

    /// `- text`.
    pub(super) fn list_entry(&mut self, depth: usize, text: &str) {
        self.indent(depth);
        let text = if looks_like_key(text) { Cow::Owned(quoted(text)) } else { scalar(text) };
        let _ = writeln!(self.out, "- {text}");
    }

    /// `key: {a: x, b: y}`.
    pub(super) fn flow(&mut self, depth: usize, key: &str, pairs: &[(&str, &str)]) {
        self.indent(depth);
        let _ = writeln!(self.out, "{key}: {}", mapping(pairs));
    }

    /// `- {a: x, b: y}`.
    pub(super) fn flow_entry(&mut self, depth: usize, pairs: &[(&str, &str)]) {
        self.indent(depth);
        let _ = writeln!(self.out, "- {}", mapping(pairs));
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn indent(&mut self, depth: usize) {
        if depth == 2 && std::mem::take(&mut self.opening) {
            self.out.push_str("  - ");
        } else {
            self.out.push_str(&"  ".repeat(depth));
        }
    }
}

/// A key of the user's own, such as a heading.
pub(super) fn key(text: &str) -> Cow<'_, str> {
    scalar(text)
}

/// A value on one line: `{name: 市教育局, domains: [义务教育]}`.
pub(crate) fn flow(value: &Value) -> String {
    match value {
        Value::Mapping(pairs) => {
            let pair = |(key, value): (&Value, &Value)| format!("{}: {}", flow(key), flow(value));
            format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        Value::Sequence(entries) => format!("[{}]", entries.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) if is_plain(text) && fits_flow(text) => text.clone(),
        Value::String(text) => quoted(text),
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Tagged(tagged) => flow(&tagged.value),
    }
}

fn mapping(pairs: &[(&str, &str)]) -> String {
    let inner: Vec<String> = pairs
        .iter()
        .map(|(key, text)| {
            let text = if is_plain(text) && fits_flow(text) { Cow::Borrowed(*text) } else { Cow::Owned(quoted(text)) };
            format!("{key}: {text}")
        })
        .collect();
    format!("{{{}}}", inner.join(", "))
}

fn scalar(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// Whether a text needs no quotes, for our reader, every other one, and a person who takes `no` or `1.0` for what YAML says they are.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let opens = !first.is_ascii() || first.is_ascii_alphanumeric() || matches!(first, '(' | '/' | '.' | '_' | '+' | '$' | '^' | ';');
    opens
        && text.trim() == text
        && !text.chars().any(is_strange)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !is_other_type(text)
}

/// Line ends of any kind, tabs, control and invisible characters.
fn is_strange(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || (c.is_whitespace() && c != ' ' && c != '\u{3000}')
}

/// Words YAML takes for a number, a date, a truth or nothing.
fn is_other_type(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "+.inf"];
    let numeric = text.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '.' | '-' | '+' | '_' | ':' | 'x' | 'o' | 'e' | 'E'))
        && text.contains(|c: char| c.is_ascii_digit());
    numeric || text.starts_with("...") || words.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a text, as an entry of a list, would be taken for a key and its value: `no：甲`.
fn looks_like_key(text: &str) -> bool {
    let Some(at) = text.find(['：', ':']) else { return false };
    text[..at].bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Whether a plain text may stand between `[`, `]` and commas, where readers take more signs for their own.
fn fits_flow(text: &str) -> bool {
    text.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '/' | '(' | ')' | '_'))
}

/// Several lines that a block scalar keeps exactly.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with('\n')
        && !text.chars().any(|c| c != '\n' && is_strange(c))
        && text.split('\n').all(|line| line.trim_end() == line)
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_strange(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{is_plain, quoted};

    #[test]
    fn only_harmless_texts_stand_without_quotes() {
        for text in [
            "招生政策",
            "《条例》（国务院令第711号）",
            "20个工作日",
            "其他：办税服务厅",
            "√",
            "A-1号",
            "1.招生 2.学区",
            "http://www.gov.cn/a#b",
        ] {
            assert!(is_plain(text), "{text}");
        }
        for text in
            ["", "no", "00012", "1.0", "2020-12-11", "- a", "a: b", "a #b", " a", "a ", "*a", "[a]", "a:", "~", "null", "a\nb", "\u{feff}a"]
        {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn quotes_keep_what_plain_text_cannot() {
        assert_eq!(quoted("a\"b\\c\n"), "\"a\\\"b\\\\c\\n\"");
    }
}
