//! Stretches of a text to be replaced, collected in any order and applied at once; all else keeps its bytes.

use std::ops::Range;

/// Replacements of stretches that do not overlap.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts a text in the place of a stretch.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        let text = text.into();
        if !(range.is_empty() && text.is_empty()) {
            self.list.push((range, text));
        }
    }

    /// Puts a text before a byte; of several at one byte the first stays first.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Whether nothing changes.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The changed text.
    pub(super) fn apply(mut self, text: &str) -> String {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        let added: usize = self.list.iter().map(|(_, new)| new.len()).sum();
        let (mut changed, mut from) = (String::with_capacity(text.len() + added), 0);
        for (range, new) in self.list {
            debug_assert!(range.start >= from, "edits overlap at {from}");
            changed.push_str(&text[from..range.start]);
            changed.push_str(&new);
            from = range.end;
        }
        changed + &text[from..]
    }
}
