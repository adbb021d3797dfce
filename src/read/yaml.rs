//! YAML text to trees of places and texts: every problem in one run, and one broken item hides no others.
//! Knows no keys; refuses anchors, aliases, tags and merge keys.

use std::ops::Range;
use std::sync::Arc;

use super::guard::{self, LIMITS};
use super::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::{Origin, Place};
use crate::rule::stage::reading::YAML_SYNTAX;
use crate::words::say;

mod cut;
mod explain;
mod recover;
mod source;
mod tree;

use source::Source;

/// Problems of one file beyond which further ones are not listed.
const MOST_PROBLEMS: usize = 1_000;

/// What all pieces of one file share.
struct Reading<'a> {
    source: Source<'a>,
    diagnostics: &'a mut Diagnostics,
    /// Scalars and blocks so far.
    nodes: usize,
    /// Syntax errors so far.
    problems: usize,
    /// Whether a limit was passed: nothing further is read.
    stopped: bool,
}

/// Reads all documents of a text. What cannot be read is reported; the rest is returned.
pub fn parse(text: &str, origin: &Arc<Origin>, diagnostics: &mut Diagnostics) -> Vec<Node> {
    if let Err(refusal) = guard::yaml_size(text.len()) {
        diagnostics.push(refusal.at(Place { origin: Arc::clone(origin), at: crate::place::At::Whole }));
        return Vec::new();
    }
    let source = Source::new(text, origin);
    let clean = without_controls(&source, diagnostics);
    let mut reading = Reading { source, diagnostics, nodes: 0, problems: 0, stopped: false };
    let clean = clean.as_deref().unwrap_or(text);
    // The copy has the same characters at the same numbers; only control characters became blanks.
    let scanned = Source::new(clean, origin);
    let mut documents = Vec::new();
    for piece in documents_of(&scanned) {
        documents.extend(recover::document(&mut reading, &scanned, piece));
        if reading.stopped {
            break;
        }
    }
    documents
}

impl Reading<'_> {
    /// Reports a stretch that cannot be parsed.
    fn problem(&mut self, diagnostic: Diagnostic) {
        self.problems += 1;
        if self.problems < MOST_PROBLEMS {
            self.diagnostics.push(diagnostic);
        } else if self.problems == MOST_PROBLEMS {
            let message = say!("错误太多，后面的不再列出", "too many errors; further ones are not listed");
            let help = say!("请先改正以上错误，再检查一次", "correct those above and check again");
            self.diagnostics.push(Diagnostic::new(&YAML_SYNTAX, diagnostic.place, message).with_help(help));
        }
    }
}

/// Whether a character may not stand in a list: nobody typed it on purpose.
fn is_forbidden(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) || letter == '\u{feff}'
}

/// Reports control characters and returns the text with blanks in their place; none when there are none.
fn without_controls(source: &Source<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    if !source.text.contains(is_forbidden) {
        return None;
    }
    let mut previous = None;
    let found = source.text.chars().enumerate().filter(|(_, letter)| is_forbidden(*letter));
    for (reported, (at, letter)) in found.enumerate() {
        let follows = previous.replace(at).is_some_and(|previous: usize| previous + 1 == at);
        if follows || reported >= MOST_PROBLEMS {
            continue;
        }
        let code = u32::from(letter);
        let message = say!(
            "这里有一个看不见的控制字符（U+{code:04X}），已当作空格",
            "an invisible control character (U+{code:04X}) stands here; it was read as a blank"
        );
        let help = say!("请删除它：通常是从别处复制文字时带进来的", "delete it; it usually comes with copied text");
        diagnostics.push(Diagnostic::new(&YAML_SYNTAX, source.place(at..at + 1), message).with_help(help));
    }
    Some(source.text.chars().map(|letter| if is_forbidden(letter) { ' ' } else { letter }).collect())
}

/// Lines of each document: `---` at the start of a line always begins one, whatever stands before it.
fn documents_of(source: &Source<'_>) -> Vec<Range<usize>> {
    let mut documents = Vec::new();
    let mut start = 0;
    for line in 0..source.lines() {
        let text = source.line(line);
        let is_marker = |mark: &str| text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        if is_marker("---") {
            documents.push(start..line);
            start = line;
        } else if is_marker("...") || (text.starts_with('%') && (start..line).all(|before| cut::is_blank(source.line(before)))) {
            documents.push(start..line);
            start = line + 1;
        }
    }
    documents.push(start..source.lines());
    documents.retain(|lines| lines.clone().any(|line| !cut::is_blank(source.line(line).trim_start_matches("---"))));
    documents
}

#[cfg(test)]
mod tests;
